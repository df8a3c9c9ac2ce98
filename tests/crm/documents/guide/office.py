# SPDX-License-Identifier: Apache-2.0
"""A small county for the guide's tests, in a real store, and its content read back."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from PIL import Image

from crm.documents.engine.pictures import content
from crm.documents.guide.printing import Made, make
from crm.domain.attachment import Attachment
from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.domain.edition import GuideEdition
from crm.domain.office import Staff, StoreSetting
from crm.domain.policy import Policy, PolicyArticle
from crm.domain.procedure import Procedure, ProcedureStep
from crm.domain.project import Project
from crm.queries.guide import GuideData, Row, read_guide
from crm.storage.register import Register
from crm.storage.store import open_store
from crm.storage.unit import UnitOfWork
from tests.builders import a

TODAY = date(2026, 6, 30)
LANGUAGE = {"zh": "zh_CN", "en": "en"}
SOURCE = "县统计局公报（示例）"


@cache
def photo(red: int = 40) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (1440, 810), (red, 120, 90)).save(out, "JPEG")
    return out.getvalue()


def fill(register: Register) -> dict[str, int]:
    """Put the county into a store; the ids of its editions by language."""
    with register.writing("Prepared") as unit:
        _basics(unit)
        _rules(unit)
        _projects(unit)
        return {language: _edition(unit, language) for language in ("zh", "en")}


def _edition(unit: UnitOfWork, language: str) -> int:
    chinese = language == "zh"
    edition = a(
        unit, GuideEdition, title="示例县投资指南" if chinese else "Investment Guide to Shili",
        language=language, year=2026, data_as_of=TODAY, hotline="0719-5550100",
        issuer="示例县招商服务中心" if chinese else "Shili Investment Service Centre",
        message="欢迎来到示例县。" if chinese else "Welcome to Shili County.",
        signatory="县长" if chinese else "The county governor",
        disclaimer="以正式文件为准。" if chinese else "The documents hold.",
    )  # fmt: skip
    return edition.id


def _basics(unit: UnitOfWork) -> None:
    a(unit, StoreSetting, key="county.name", value='"示例县"')
    a(unit, StoreSetting, key="county.name_en", value='"Shili County"')
    a(unit, Staff, name="尹其松", name_en="Yin Qisong")
    given = {"source": SOURCE, "source_en": "Bulletin (sample)", "year": 2025}
    for label, english, value, key in (
        ("地区生产总值", "GDP", Decimal("168.4"), 1),
        ("第一产业增加值", "Primary industry", Decimal("38.2"), None),
        ("第二产业增加值", "Secondary industry", Decimal("42.7"), None),
        ("外贸进出口总额", "Foreign trade", None, None),
    ):
        a(unit, OverviewItem, section="economy", label=label, label_en=english, value=value,
          unit="亿元", unit_en="CNY 100 million", key_figure=key, **given)  # fmt: skip
    a(unit, OverviewItem, section="location", label="地理位置", label_en="Location",
      text="位于武陵山余脉北麓。", text_en="On the northern spurs.", **given)  # fmt: skip
    park = a(unit, RegisterEntry, kind="park", name="明栖园", name_en="Mingqi Park",
             area=Decimal(9600), available=Decimal(1280), source=SOURCE)  # fmt: skip
    a(unit, RegisterEntry, kind="plot", name="A-03地块", name_en="Plot A-03", number="MQ-A-03",
      area=Decimal("126.5"), park_id=park.id, source=SOURCE)  # fmt: skip
    for name, english, area in (("茶叶基地", "Tea", 246_000), ("柑橘基地", "Citrus", 158_000)):
        a(unit, RegisterEntry, kind="base", name=name, name_en=english, area=Decimal(area),
          towns="茶岩镇", towns_en="Chayan", source=SOURCE)  # fmt: skip
    for number, kind in enumerate(("agro", "food")):
        a(unit, RegisterEntry, kind="enterprise", name=f"示例企业{number}",
          name_en=f"Sample company {number}", enterprise_class=kind,
          output_value=186_000_000 if number == 0 else None, source=SOURCE)  # fmt: skip
    a(unit, RegisterEntry, kind="testing", name="检测中心", name_en="Testing centre",
      quantity=Decimal(312), quantity_unit="项", source=SOURCE)  # fmt: skip
    for name, english, km, bearing in (
        ("宜昌", "Yichang", 190, 75),
        ("重庆", "Chongqing", 410, 255),
    ):
        a(unit, RegisterEntry, kind="distance", name=name, name_en=english, bearing=bearing,
          distance_km=Decimal(km), hours=Decimal("2.5"), source=SOURCE)  # fmt: skip


def _rules(unit: UnitOfWork) -> None:
    for number in (1, 2):
        policy = a(
            unit, Policy, title=f"支持办法{number}", title_en=f"Support {number}", level="county",
            theme="industry", number=f"示政办发〔2024〕{number}号", issued_on=date(2024, 3, 5),
            expires_on=date(2028, 12, 31), summary="支持来县投资企业。",
            summary_en="Supports investors.", beneficiaries="来县投资企业",
            claim_conditions="已备案", claim_days=20, claim_contact="尹其松",
            review="reviewed", may_be_published=True,
        )  # fmt: skip
        a(unit, PolicyArticle, policy_id=policy.id, number="第3条", summary="设备补助。",
          summary_en="A subsidy on equipment.", standard="设备投资额的8%",
          standard_en="8% of equipment")  # fmt: skip
    item = a(unit, CostItem, category="power", name="大工业用电", name_en="Industrial power",
             specification="10千伏", specification_en="10 kV", price_unit="元/千瓦时",
             price_unit_en="CNY per kWh")  # fmt: skip
    a(unit, CostPrice, cost_item_id=item.id, low=Decimal("0.44"), high=Decimal("0.66"),
      effective_from=date(2026, 1, 1), collected_on=date(2026, 5, 1), source=SOURCE,
      source_en="Bulletin (sample)")  # fmt: skip
    procedure = a(unit, Procedure, name="新建工业项目", name_en="New industrial project",
                  goal="取得施工许可。", goal_en="Get the permit.")  # fmt: skip
    for number, (name, english, kind, days) in enumerate((
        ("项目备案", "Filing", "compulsory", 1),
        ("用地许可", "Land permit", "compulsory", 10),
        ("环评", "Environmental assessment", "parallel", 15),
        ("人防", "Civil defence", "optional", 3),
    )):  # fmt: skip
        a(unit, ProcedureStep, procedure_id=procedure.id, position=number, name=name,
          name_en=english, kind=kind, days_promised=days, body="县发改局",
          body_en="Reform bureau", cost="不收费", cost_en="free", legal_basis_en="Art. 13",
          legal_basis="《备案管理条例》第十三条")  # fmt: skip


def _projects(unit: UnitOfWork) -> None:
    for number, (name, english, chain, amount) in enumerate((
        ("富硒绿茶加工项目", "Green Tea Plant", "tea", 111_000_000),
        ("红茶开发合作项目", "Black Tea", "tea", 67_000_000),
        ("柑橘分选中心项目", "Citrus Grading", "citrus", None),
    )):  # fmt: skip
        project = a(
            unit, Project, name=name, name_en=english, code=f"SL-{number}", chain=chain,
            total_investment=amount, land_area=Decimal(40), site="明栖园A区", jobs=120,
            content="建设生产线4条。", content_en="Four lines.", market="需求旺盛。",
            market_en="Demand grows.", benefits="年税收1000万元。", benefits_en="Taxes.",
            condition_water="日供水2万吨", conditions_en="Water is there.",
            contact_name="尹其松", contact_phone="0719-5550121", may_be_published=True,
        )  # fmt: skip
        if number == 0:
            a(unit, Attachment, owner="project", owner_id=project.id, slot="picture",
              name="a.jpg", size=len(photo()), sha256=unit.keep(photo()))  # fmt: skip


@cache
def data(language: str = "zh") -> GuideData:
    """The content of the county's edition in a language (`zh` or `en`)."""
    with tempfile.TemporaryDirectory() as folder:
        register = open_store(Path(folder) / "county.icr")
        try:
            ids = fill(register)
            with register.reading() as session:
                found = read_guide(session, ids[language], today=TODAY)
            # The store goes when this returns, and pictures are read when they are printed.
            own = [tuple(map(content, entry.pictures)) for entry in found.projects]
            entries = zip(found.projects, own, strict=True)
            return replace(
                found, projects=tuple(replace(one, pictures=held) for one, held in entries)
            )
        finally:
            register.close()


@cache
def made(language: str = "zh") -> Made:
    """The guide of the county in a language."""
    return make(data(language), language=LANGUAGE[language])


def with_values(row: Row, **values: object) -> Row:
    """A row with other values."""
    return replace(row, values={**row.values, **values})


def with_edition(given: GuideData, **values: object) -> GuideData:
    """The same content with another edition."""
    return replace(given, edition=with_values(given.edition, **values))


def with_project(given: GuideData, **values: object) -> GuideData:
    """The same content with its first project changed."""
    first, *others = given.projects
    changed = replace(first, project=with_values(first.project, **values))
    return replace(given, projects=(changed, *others))


def only(given: GuideData, chapters: Sequence[str]) -> GuideData:
    """The same content, but only some chapters."""
    return with_edition(given, chapters=json.dumps({"chapters": list(chapters)}))
