# SPDX-License-Identifier: Apache-2.0
"""What a word of a sign-in list may be: a name, an organisation, a position, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crm.domain.rules.guests import TWO_SIGNS
from crm.kinds.base import folded

_HEADINGS: Mapping[str, str] = {
    "name": "姓名|名字|参会人员|参会人|嘉宾|联系人|人员|name|guest|attendee|contact",
    "organisation": (
        "单位名称|工作单位|所在单位|企业名称|公司名称|单位|公司|企业|机构|商会|组织"
        "|organi[sz]ation|company|employer|firm|affiliation"
    ),
    "title": "职务职称|职务|职位|职称|岗位|position|title|job title|duty",
    "phone": (
        "联系电话|联系方式|手机号码|手机号|电话号码|移动电话|手机|电话|座机|办公电话"
        "|mobile phone|phone number|mobile|phone|telephone|tel|cell"
    ),
    "serial": "序号|编号|no\\.?|#|nr\\.?|number",
    "rest": "备注|签名|签到|邮箱|微信|note|remarks?|signature|e-?mail|wechat",
}
LABELS = "|".join(_HEADINGS.values())
_HEADING = {what: re.compile(rf"(?:{words})s?", re.IGNORECASE) for what, words in _HEADINGS.items()}

_BODIES = (
    "有限责任公司|股份有限公司|有限公司|分公司|总公司|子公司|公司|集团|总商会|商会|协会|联合会|促进会|学会|联盟|工商联"
    "|研究院|研究所|研究中心|设计院|大学|学院|学校|医院|合作社|基金会|基金|银行|支行|事务所|工作室|办事处|工厂|[^工]厂"
    "|人民政府|政府|管委会|委员会|开发区|招商局|商务局|合作局|促进局|[一-鿿]局|招商办|合作办|总部|基地|农场|茶场|酒店|超市"
    "|传媒|电视台|日报社|报社|杂志社|出版社|门市部|经营部|俱乐部|平台|中心"
)
_BODY = re.compile(rf"(?:{_BODIES})(?:[(（][^()（）]*[)）])?")
_LATIN_BODY = re.compile(
    r"\b(?:co\.?,? ?ltd|ltd|limited|inc|llc|corp(?:oration)?|company|group|holdings?|gmbh|plc"
    r"|chamber|association|federation|university|institute|college|bank|fund|capital|ventures"
    r"|foods?|beverages?|technolog(?:y|ies)|industr(?:y|ies)|government|bureau|commission)\b\.?",
    re.IGNORECASE,
)
_TITLES = (
    "董事局主席|董事长助理|总经理助理|副董事长|执行董事|独立董事|董事长|董事|总裁助理|执行总裁|副总裁|总裁|副总经理"
    "|执行总经理|总经理|区域经理|项目经理|客户经理|投资经理|部门经理|副经理|经理|执行会长|常务副会长|名誉会长|副会长"
    "|会长|副秘书长|秘书长|常务理事|理事长|副理事长|理事|监事长|监事|副主席|主席|副主任|主任|副局长|局长|副处长|处长"
    "|副科长|科长|副厅长|厅长|副部长|部长|副县长|县长|副市长|市长|副州长|州长|副区长|区长|副镇长|镇长|副乡长|乡长"
    "|副书记|书记|副院长|院长|副所长|所长|副校长|校长|副厂长|厂长|副行长|行长|社长|场长|店长|台长|总编|投资总监"
    "|市场总监|运营总监|总监|主管|总工程师|总工|高级工程师|工程师|副教授|教授|副研究员|研究员|博士|合伙人|创始人|代表"
    "|助理|秘书|负责人|法人代表|法人|调研员|干事|专员|记者|律师|顾问|副总|股东"
)
_TITLE = re.compile(rf"(?:[一-鿿]{{0,6}}?(?:{_TITLES}))(?:兼(?:[一-鿿]{{0,6}}?(?:{_TITLES})))*")
_TITLE_AT_START = re.compile(rf"^(?:{_TITLES})+")
_TITLE_AT_END = re.compile(rf"(?:{_TITLES})+$")
_LATIN_TITLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|president|vice president|vp|ceo|cfo|cto|coo|director|manager"
    r"|head|partner|founder|secretary(?: general)?|engineer|officer|representative|consultant"
    r"|professor|owner|assistant|executive)\b",
    re.IGNORECASE,
)
_COMPOUND = "|".join(TWO_SIGNS)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
    "蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商"
    "刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海"
    "阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那"
    "宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_NAME = re.compile(
    rf"(?:(?:{_COMPOUND})[一-鿿]{{1,2}}|[{SURNAMES}][一-鿿]{{1,2}}|[一-鿿]{{2,6}}·[一-鿿]{{1,8}})"
    r"(?:先生|女士|小姐|同志)?"
)
_ADDRESS = "总|董|经理|会长|秘书长|主任|局长|部长|处长|科长|书记|院长|所长|教授|博士|老师|先生|女士"
_ADDRESSED = re.compile(rf"(?:(?:{_COMPOUND})|[{SURNAMES}])(?:{_ADDRESS})")
_DEPARTMENTS = "部室委办处科局厅组会党所院司行社厂县市州区乡镇校店目务"
"""A word that ends so before a position is where somebody works: 党委书记 is no 党委."""

_CHINESE = re.compile(r"[一-鿿]")
_LONGEST_NAME = 20
_FEWEST = 2
_LATIN_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3}")

_LATIN_START = re.compile(r"[A-Z][a-z'’-]+ (?:[A-Z]\.? )?[A-Z][\w'’-]+(?= )")
_LATIN_FIRM_END = re.compile(
    r"\b(?:co\.?,? ?ltd|ltd|limited|inc|llc|corp(?:oration)?|company|group|china|gmbh|plc)\b\.?",
    re.IGNORECASE,
)


def western(text: str) -> tuple[str, str, str, bool] | None:
    """Name, organisation and position of a Latin line without commas, and whether it is sure."""
    found = _LATIN_START.match(text)
    if found is None or is_chinese(text):
        return None
    rest = text[found.end() :].strip()
    ends = [one.end() for one in _LATIN_FIRM_END.finditer(rest)]
    if ends:
        firm, title = rest[: ends[-1]], rest[ends[-1] :].strip()
        return found[0], firm, title, not title or _LATIN_TITLE.search(title) is not None
    if _LATIN_TITLE.search(rest) and not _LATIN_TITLE.match(rest):
        return found[0], rest, "", False
    return (found[0], "", rest, True) if _LATIN_TITLE.match(rest) else (found[0], rest, "", False)


def label(cell: str) -> str:
    """What a heading says of its column; empty when it is no heading."""
    plain = re.sub(r"[\s*:：()（）]+", " ", folded(cell)).strip().strip("*")
    close = plain.replace(" ", "") if _CHINESE.search(plain) else plain
    return next((what for what, words in _HEADING.items() if words.fullmatch(close)), "")


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _CHINESE.search(text) is not None


def meaning(word: str) -> str:
    """What a word is most likely: `organisation`, `title` or `name`; empty for none of them."""
    if _is_body(word):
        return "organisation"
    if _ADDRESSED.fullmatch(word):
        return "name"
    if is_chinese(word):
        found = ((_TITLE, "title"), (_NAME, "name"))
        return next((what for pattern, what in found if pattern.fullmatch(word)), "")
    if _LATIN_TITLE.search(word):
        return "title"
    return "name" if _LATIN_NAME.fullmatch(word) else ""


def may_be(what: str, word: str) -> bool:
    """Whether a word of which nothing is known could be a name or an organisation."""
    if what == "name":
        chinese = len(_CHINESE.findall(word))
        return _FEWEST <= chinese <= _FEWEST * 2 if chinese else len(word) <= _LONGEST_NAME
    return what == "organisation"


def split(word: str) -> Iterator[str]:
    """A word that holds several things without a gap, in its parts: 恒通公司总经理王强."""
    if not word:
        return
    cut = _end_of_body(word)
    if cut is None:
        yield from _titled(word)
        return
    head, tail = word[:cut], word[cut:]
    if _is_person(tail):
        yield head
        yield from _titled(tail)
    else:
        yield word


def _is_body(word: str) -> bool:
    if is_chinese(word):
        ends = [found.end() for found in _BODY.finditer(word)]
        return bool(ends) and ends[-1] == len(word) and not _ADDRESSED.fullmatch(word)
    return _LATIN_BODY.search(word) is not None


def _end_of_body(word: str) -> int | None:
    """Where an organisation ends inside a word; None when nothing stands behind one."""
    ends = [found.end() for found in _BODY.finditer(word)]
    behind = [end for end in ends if end < len(word)]
    return behind[-1] if behind and ends[-1] == behind[-1] else None


def _is_person(text: str) -> bool:
    """Whether a text begins or ends with a position, or is a name."""
    return any(pattern.search(text) for pattern in (_TITLE_AT_START, _TITLE_AT_END)) or bool(
        _NAME.fullmatch(text)
    )


def _titled(word: str) -> Iterator[str]:
    """A name with a position before or behind it, in its parts."""
    if _ADDRESSED.fullmatch(word):
        yield word
        return
    for pattern in (_TITLE_AT_START, _TITLE_AT_END):
        found = pattern.search(word)
        rest = "" if found is None else word[: found.start()] + word[found.end() :]
        if found is not None and _NAME.fullmatch(rest) and rest[-1] not in _DEPARTMENTS:
            yield rest
            yield found[0]
            return
    yield word
