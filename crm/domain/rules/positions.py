# SPDX-License-Identifier: Apache-2.0
"""What usual positions are called in English, for papers that foreign guests read."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "董事局主席": "Chairman of the Board", "董事长": "Chairman", "副董事长": "Vice Chairman",
    "执行董事": "Executive Director", "独立董事": "Independent Director", "董事": "Director",
    "总裁": "President", "执行总裁": "Executive President", "副总裁": "Vice President",
    "首席执行官": "Chief Executive Officer", "首席财务官": "Chief Financial Officer",
    "首席技术官": "Chief Technology Officer", "总经理": "General Manager",
    "执行总经理": "Executive General Manager", "副总经理": "Deputy General Manager",
    "总经理助理": "Assistant to the General Manager", "董事长助理": "Assistant to the Chairman",
    "总裁助理": "Assistant to the President", "总监": "Director", "财务总监": "Finance Director",
    "投资总监": "Investment Director", "市场总监": "Marketing Director",
    "销售总监": "Sales Director", "运营总监": "Operations Director",
    "采购总监": "Purchasing Director", "技术总监": "Technical Director", "经理": "Manager",
    "副经理": "Deputy Manager", "项目经理": "Project Manager", "区域经理": "Regional Manager",
    "客户经理": "Account Manager", "投资经理": "Investment Manager",
    "部门经理": "Department Manager", "销售经理": "Sales Manager", "主管": "Supervisor",
    "会长": "President", "执行会长": "Executive President",
    "常务副会长": "Executive Vice President", "副会长": "Vice President",
    "名誉会长": "Honorary President", "秘书长": "Secretary-General",
    "副秘书长": "Deputy Secretary-General", "理事长": "Chairman of the Council",
    "副理事长": "Vice Chairman of the Council", "常务理事": "Executive Council Member",
    "理事": "Council Member", "监事长": "Chairman of the Supervisors", "监事": "Supervisor",
    "主席": "Chairman", "副主席": "Vice Chairman", "书记": "Party Secretary",
    "副书记": "Deputy Party Secretary", "县长": "County Head", "副县长": "Deputy County Head",
    "市长": "Mayor", "副市长": "Deputy Mayor", "州长": "Prefecture Governor",
    "副州长": "Deputy Prefecture Governor", "区长": "District Head",
    "副区长": "Deputy District Head", "镇长": "Town Head", "副镇长": "Deputy Town Head",
    "乡长": "Township Head", "主任": "Director", "副主任": "Deputy Director",
    "局长": "Director-General", "副局长": "Deputy Director-General", "处长": "Division Chief",
    "副处长": "Deputy Division Chief", "科长": "Section Chief", "副科长": "Deputy Section Chief",
    "部长": "Head of Department", "副部长": "Deputy Head of Department", "院长": "Dean",
    "副院长": "Vice Dean", "所长": "Head of Institute", "副所长": "Deputy Head of Institute",
    "校长": "President", "副校长": "Vice President", "教授": "Professor",
    "副教授": "Associate Professor", "研究员": "Research Fellow",
    "副研究员": "Associate Research Fellow", "讲师": "Lecturer", "博士": "Doctor",
    "总工程师": "Chief Engineer", "高级工程师": "Senior Engineer", "工程师": "Engineer",
    "实验室主任": "Head of Laboratory", "行长": "Bank President", "副行长": "Bank Vice President",
    "厂长": "Plant Manager", "副厂长": "Deputy Plant Manager", "合伙人": "Partner",
    "创始人": "Founder", "股东": "Shareholder", "法人代表": "Legal Representative",
    "代表": "Representative", "负责人": "Head", "顾问": "Adviser", "律师": "Lawyer",
    "记者": "Journalist", "秘书": "Secretary", "助理": "Assistant",
}  # fmt: skip
"""By the Chinese word, which must be the whole of what is said."""


def in_english(title: str) -> str:
    """A position in English; empty for one that is not usual."""
    return ENGLISH.get(title.strip(), "")
