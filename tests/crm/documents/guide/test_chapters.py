# SPDX-License-Identifier: Apache-2.0
"""What the chapters print, and what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm.documents.guide.costs import spread
from crm.documents.guide.printing import compose, make
from crm.documents.guide.speech import UNKNOWN
from crm.domain.rules.plan import CHAPTERS, Plan, dump_plan
from crm.queries.guide import GuideData, Row
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import data, only, with_edition, with_project, with_values


def read(given: GuideData, folder: Path, language: str = "zh_CN") -> str:
    """Everything that can be read in a guide, without blanks."""
    target = folder / "guide.pdf"
    target.write_bytes(compose(given, language=language))
    return "".join(reading.texts(target)).replace(" ", "")


def with_policy(given: GuideData, **values: object) -> GuideData:
    first, *others = given.policies
    changed = replace(first, policy=with_values(first.policy, **values))
    return replace(given, policies=(changed, *others))


@pytest.mark.parametrize(
    "values",
    [
        {"review": "unreviewed"},
        {"may_be_published": False},
        {"expires_on": date(2025, 1, 1)},
        {"standing": "repealed"},
    ],
)
def test_a_doubtful_policy_is_left_out_unless_somebody_decides_otherwise(
    values: dict[str, object], tmp_path: Path
) -> None:
    given = with_policy(only(data(), ["policies", "appendix"]), title="可疑政策", **values)
    assert "可疑政策" not in read(given, tmp_path)
    key = "policy", given.policies[0].policy.id
    decided = with_edition(given, chapters=dump_plan(Plan(let_in=frozenset([key]))))
    assert "可疑政策" in read(decided, tmp_path)


def test_what_somebody_keeps_out_is_not_printed(tmp_path: Path) -> None:
    key = "project", data().projects[0].project.id
    given = with_edition(data(), chapters=dump_plan(Plan(kept_out=frozenset([key]))))
    whole = read(given, tmp_path)
    assert "柑橘分选中心项目" not in whole
    assert "红茶开发合作项目" in whole


def test_what_is_unknown_prints_as_a_gap_and_never_as_zero(tmp_path: Path) -> None:
    given = only(data(), ["projects"])
    bare = with_project(given, total_investment=None, yearly_output=None, site=None, modes=None)
    whole = read(bare, tmp_path)
    assert whole.count(UNKNOWN) > read(given, tmp_path).count(UNKNOWN)
    assert "0万元" not in whole.replace("6,700万元", "").replace("1000万元", "")


def test_an_unknown_figure_of_the_county_prints_as_a_gap(tmp_path: Path) -> None:
    assert f"外贸进出口总额{UNKNOWN}亿元" in read(only(data(), ["basics"]), tmp_path)


def test_totals_of_the_chains_leave_out_what_is_unknown(tmp_path: Path) -> None:
    whole = read(only(data(), ["projects"]), tmp_path)
    assert "1.78亿元" in whole


def test_a_price_is_one_figure_or_a_range() -> None:
    price = data().costs[0].price
    assert price is not None
    assert spread(price["low"], price["high"]) == "0.44–0.66"
    assert spread(price["low"], None) == spread(price["low"], price["low"]) == "0.44"
    assert spread(None, None) == UNKNOWN


def test_the_days_of_a_procedure_count_the_longest_of_parallel_steps(tmp_path: Path) -> None:
    whole = read(only(data("en"), ["procedures"]), tmp_path, "en")
    assert "16workingdaysinall" in whole


def test_a_long_sheet_runs_over_pages_and_loses_nothing(tmp_path: Path) -> None:
    long = "".join(f"第{number}句说明建设内容。" for number in range(400))
    whole = read(with_project(only(data(), ["projects"]), content=long), tmp_path)
    assert whole.count("句") == 400


def test_the_sources_are_listed_with_what_was_taken_from_them(tmp_path: Path) -> None:
    whole = read(only(data(), ["basics", "costs", "appendix"]), tmp_path)
    assert "县统计局公报（示例）" in whole
    assert "地区生产总值、第一产业增加值" in whole


def test_no_fact_of_a_sheet_is_lost_for_want_of_room(tmp_path: Path) -> None:
    plot = "很长的地块名称" * 11
    given = with_project(
        only(data(), ["projects"]), plot=plot, yearly_output=20_000, yearly_profit=30_000,
        yearly_tax=40_000, payback_years=Decimal("5.5"), irr=Decimal("16.80"), jobs=987,
        valid_until=date(2027, 6, 30), modes=("sole", "joint_venture", "cooperation", "ppp"),
    )  # fmt: skip
    whole = read(given, tmp_path)
    for text in ("2万元", "3万元", "4万元", "5.5年", "16.8%", "987", "2027年6月30日"):
        assert text in whole or text.replace("年", "") in whole, text


def test_a_comparison_stands_under_the_name_of_its_price(tmp_path: Path) -> None:
    first, *others = data().costs
    assert first.price is not None
    compared = replace(first, price=with_values(first.price, elsewhere="邻县0.72"))
    assert "周边对比：邻县0.72" in read(replace(data(), costs=(compared, *others)), tmp_path)


def test_papers_to_bring_are_counted(tmp_path: Path) -> None:
    first, *others = data().procedures
    step, *steps = first.steps
    longer = with_values(step, requirements="申请表\n营业执照")
    given = replace(data(), procedures=(replace(first, steps=(longer, *steps)), *others))
    assert "1.申请表2.营业执照" in read(given, tmp_path)


def test_the_number_of_a_step_stands_on_one_line_however_many_there_are(tmp_path: Path) -> None:
    first, *others = data().procedures
    bare = with_values(first.steps[0], legal_basis=None, days_promised=3)
    many = replace(first, steps=(bare,) * 12)
    target = tmp_path / "guide.pdf"
    given = replace(only(data(), ["procedures"]), procedures=(many, *others))
    target.write_bytes(compose(given, language="zh_CN"))
    pages = [n for n, text in enumerate(reading.texts(target)) if "环节与办理结果" in text]
    held = [n for n in pages if "12项目备案" in reading.texts(target)[n].replace(" ", "")]
    assert (
        reading.place(target, "12", held[0]).top - reading.place(target, "12", held[0]).bottom < 4
    )


def test_a_source_that_all_rows_share_stands_once_below_them_else_beside_each(
    tmp_path: Path,
) -> None:
    given = only(data(), ["basics"])
    first, second = (row for row in given.register if row["kind"] == "enterprise")
    others = [row for row in given.register if row["kind"] != "enterprise"]

    def printed(*companies: Row) -> str:
        whole = read(replace(given, register=(*others, *companies)), tmp_path)
        return whole.partition("年产值")[2].partition("产业园区")[0]

    same = printed(*(with_values(one, source="县经信局", year=2025) for one in (first, second)))
    assert same.count("县经信局") == 1
    assert "来源：县经信局" in same.partition("合计")[2]
    differing = printed(
        with_values(first, source="县经信局"), with_values(second, source="县统计局")
    )
    assert "来源：" not in differing
    assert differing.count("县经信局") == differing.count("县统计局") == 1
    unknown = printed(*(with_values(one, source=None, year=None) for one in (first, second)))
    assert "来源：" not in unknown
    assert unknown.count(UNKNOWN) > same.count(UNKNOWN)
    alone = printed(with_values(first, source="县经信局"))
    assert "来源：" not in alone
    assert "县经信局" in alone


def test_a_name_of_ten_thousand_characters_fills_no_page_of_the_list(tmp_path: Path) -> None:
    given = with_project(only(data(), ["projects", "appendix"]), name="长" * 10_000)
    made = make(given, language="zh_CN")
    target = tmp_path / "guide.pdf"
    target.write_bytes(made.content)
    pages = reading.texts(target)
    sheet = made.pages["project", given.projects[0].project.id]
    assert sum(text.count("长") for text in pages[sheet:]) >= 10_000
    assert max(text.count("长") for text in pages[:sheet]) < 200


def test_a_title_of_ten_thousand_characters_fills_no_page_of_the_policies(tmp_path: Path) -> None:
    given = with_policy(only(data(), ["policies", "appendix"]), title="长" * 10_000)
    made = make(given, language="zh_CN")
    target = tmp_path / "guide.pdf"
    target.write_bytes(made.content)
    pages = [text.count("长") for text in reading.texts(target)]
    assert sum(pages) >= 10_000
    assert 0 < sum(pages[made.pages["chapter", CHAPTERS.index("appendix")] :]) < 200


def test_the_index_stands_in_two_columns_in_chinese_and_in_one_in_english(tmp_path: Path) -> None:
    first = data().projects[0]
    named = [
        with_values(first.project, name=f"第{n}号项目", name_en=f"Project No. {n}")
        for n in range(60)
    ]
    many = tuple(
        replace(first, project=replace(row, id=at)) for at, row in enumerate(named, start=1)
    )
    for language, said, columns in (("zh", "第{}号项目", 2), ("en", "Project No. {}", 1)):
        made = make(
            replace(only(data(language), ["projects", "appendix"]), projects=many),
            language="en" if language == "en" else "zh_CN",
        )
        target = tmp_path / f"{language}.pdf"
        target.write_bytes(made.content)
        page = len(reading.texts(target)) - 1
        shown = [n for n in range(60) if said.format(n) in reading.texts(target)[page]]
        lefts = {round(reading.place(target, said.format(n), page).left) for n in shown}
        assert len(lefts) == columns, language


def test_a_page_left_half_empty_ends_with_hills(tmp_path: Path) -> None:
    given = replace(only(data(), ["policies", "costs"]), policies=data().policies[:1])
    made = make(given, language="zh_CN")
    target = tmp_path / "guide.pdf"
    target.write_bytes(made.content)
    last = made.pages["chapter", CHAPTERS.index("costs")] - 1
    before = [n for n, text in enumerate(reading.texts(target)) if "支持办法" in text][-1]
    assert last == before, "the policies end on the page before the next chapter"
    page = reading.picture(target, last, 1.0).convert("RGB")
    wide, high = page.size  # the number of the page stands at the edge
    foot = page.crop((wide // 4, high - 60, wide * 3 // 4, high - 40)).getcolors(100_000)
    assert foot is not None
    assert len(foot) > 20
    assert min(min(colour) for _n, colour in foot if isinstance(colour, tuple)) > 150, "pale"


def test_the_heading_of_the_index_never_stands_at_the_foot_of_a_page_alone(tmp_path: Path) -> None:
    given = only(data("en"), ["projects", "appendix"])
    first = given.projects[0]
    target = tmp_path / "guide.pdf"
    for count in range(16, 27):
        rows = [
            replace(with_values(first.project, contact_name=f"Li {n}"), id=n) for n in range(count)
        ]
        many = tuple(replace(first, project=row) for row in rows)
        target.write_bytes(compose(replace(given, projects=many), language="en"))
        pages = [text for text in reading.texts(target) if "Index of projects by chain" in text]
        assert "Citrus Grading" in pages[-1].partition("Index of projects by chain")[2], count


def test_the_page_of_figures_is_filled_however_few_they_are(tmp_path: Path) -> None:
    given = only(data(), ["basics"])
    key, *others = given.overview
    target = tmp_path / "guide.pdf"
    for count in (5, 8):
        keys = tuple(replace(key, id=1000 + n) for n in range(count))
        target.write_bytes(
            compose(replace(given, overview=(*keys, *others)), language="zh_CN", paper="16K")
        )
        pages = [n for n, text in enumerate(reading.texts(target)) if "数据截至" in text]
        note = reading.place(target, "数据截至", pages[-1])
        foot = reading.place(target, "规模以上企业分类", pages[-1])
        assert 18 < note.bottom < 58, count
        assert foot.bottom > note.top


def test_no_line_about_a_policy_ends_with_the_sign_between_its_parts(tmp_path: Path) -> None:
    issuers = ["Bureau " + "of Trade " * many for many in range(2, 14)]
    first, *_others = data().policies
    entries = tuple(
        replace(first, policy=replace(with_values(first.policy, issuer_en=issuer), id=at))
        for at, issuer in enumerate(issuers, 900)
    )
    target = tmp_path / "guide.pdf"
    given = replace(only(data(), ["policies"]), policies=entries)
    target.write_bytes(compose(given, language="en"))
    said = reading.rows(target)
    assert sum("Bureau of Trade" in line for line in said) >= len(issuers)
    assert [line for line in said if line.rstrip().endswith("·")] == []
    assert any(line.startswith(("until", "In force")) for line in said)


def test_a_part_about_a_policy_stands_whole_on_a_line(tmp_path: Path) -> None:
    whole = "湖北省发展和改革委员会、湖北省财政厅、湖北省自然资源厅、湖北省农业农村厅、税务局"
    first, *_others = data().policies
    values = {"number": "鄂发改规〔2024〕12号", "expires_on": date(2028, 12, 31)}
    entries = tuple(
        replace(first, policy=replace(
            with_values(first.policy, issuer=whole[:many], **values), id=900 + many))
        for many in range(8, len(whole))
    )  # fmt: skip
    target = tmp_path / "guide.pdf"
    given = replace(only(data(), ["policies"]), policies=entries)
    target.write_bytes(compose(given, language="zh_CN"))
    said = reading.rows(target)
    for part in ("鄂发改规〔2024〕12号", "2028年12月31日"):
        assert sum(part in row for row in said) == len(entries)


def test_a_source_that_is_shared_stands_with_the_last_rows(tmp_path: Path) -> None:
    given = only(data(), ["basics"])
    first = next(row for row in given.register if row["kind"] == "base")
    others = [row for row in given.register if row["kind"] != "base"]
    target = tmp_path / "guide.pdf"
    for many in range(18, 42):
        bases = [
            replace(
                with_values(first, name=f"{n}号基地", area=9_000 - n, source="农业局", year=2025),
                id=500 + n,
            )
            for n in range(many)
        ]
        whole = replace(given, register=(*others, *bases))
        target.write_bytes(compose(whole, language="zh_CN"))
        (page,) = (text for text in reading.texts(target) if "来源：农业局" in text)
        assert page.partition("来源：农业局")[0].count("号基地") >= 2, many
