# SPDX-License-Identifier: Apache-2.0
"""The printed compilation of policies."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from crm import cli
from crm.actions.attaching import attach
from crm.documents.compilation import LEVELS, print_compilation
from crm.domain.choices import POLICY_LEVELS, POLICY_THEMES
from crm.domain.edition import GuideEdition
from crm.domain.policy import Policy, PolicyArticle
from crm.domain.rules.plan import Decision
from crm.errors import InvalidInput, NotFound
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a, a_policy
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import photo

TODAY = date(2026, 6, 30)
RELEASED = {"may_be_published": True, "review": "reviewed"}


@pytest.fixture
def policies(store: Register) -> Register:
    """Policies of two levels, one of them expired, one not released, one without a number."""
    with store.writing("Prepared") as unit:
        text = "第一章 总则\n第一条 为促进茶业发展，制定本办法。\n\n第二条 本办法自印发之日起施行。"
        a_policy(
            unit, title="县茶业支持办法", title_en="Tea Measures", level="county", theme="industry",
            number="示政办发〔2025〕9号", issued_on=date(2025, 3, 5), full_text=text, **RELEASED,
        )  # fmt: skip
        a_policy(
            unit, title="国家西部政策", level="state", theme="western", number="国发〔2024〕1号",
            **RELEASED,
        )  # fmt: skip
        a_policy(unit, title="无文号政策", level="county", theme="western", **RELEASED)
        a_policy(
            unit, title="过期政策", level="county", expires_on=date(2026, 1, 1), **RELEASED
        )  # fmt: skip
        a_policy(unit, title="未公开政策", level="county")
    return store


def printed(
    store: Register, tmp_path: Path, wanted: Filter | None = None, *, everything: bool = False
) -> Path:
    target = tmp_path / "policies.pdf"
    decision = Decision(printed=True, who="Officer Wen", on=TODAY, why="For the leaders")
    print_compilation(
        store, target, wanted or Filter(), language="zh", today=TODAY,
        decision=decision if everything else None,
    )  # fmt: skip
    return target


def whole(target: Path) -> str:
    return "".join("".join(reading.texts(target)).split())


def test_policies_stand_by_level_and_theme_with_their_text(
    policies: Register, tmp_path: Path
) -> None:
    target = printed(policies, tmp_path)
    titles = [(one.level, one.text.partition(" ")[2].strip()) for one in reading.outline(target)]
    assert [text for level, text in titles if level == 1] == ["西部开发", "西部开发", "产业"]
    listed = [one.text for one in reading.outline(target) if one.level == 2]
    assert listed == ["国家西部政策", "无文号政策", "县茶业支持办法"]
    assert "第一条为促进茶业发展，制定本办法。" in whole(target)


def test_the_compilation_can_be_archived(policies: Register, tmp_path: Path) -> None:
    assert reading.unfit_for_archive(printed(policies, tmp_path, everything=True)) == []


def test_the_index_leads_from_each_number_to_its_page(policies: Register, tmp_path: Path) -> None:
    target = printed(policies, tmp_path)
    page = "".join(reading.texts(target)[-1].split())
    assert page.startswith("文号索引") or "文号索引" in page
    assert page.index("国发〔2024〕1号国家西部政策") < page.index("示政办发〔2025〕9号")
    assert page.index("示政办发〔2025〕9号") < page.index("无文号政策")


def test_what_may_not_be_printed_is_left_out_and_counted(
    policies: Register, tmp_path: Path
) -> None:
    found = whole(printed(policies, tmp_path))
    assert "过期政策" not in found
    assert "未公开政策" not in found
    assert "另有2件政策" in found
    everything = whole(printed(policies, tmp_path, everything=True))
    assert "过期政策" in everything
    assert "招商引资政策汇编（内部资料）" in everything


def test_only_policies_that_pass_the_filter_are_printed(policies: Register, tmp_path: Path) -> None:
    state = Filter((Condition("level", "one_of", ("state",)),))
    found = whole(printed(policies, tmp_path, state))
    assert "国家西部政策" in found
    assert "县茶业支持办法" not in found
    none = Filter((Condition("title", "contains", "未公开"),))
    with pytest.raises(NotFound):
        printed(policies, tmp_path, none)


def test_every_level_has_its_chapter() -> None:
    assert list(LEVELS) == [option.code for option in POLICY_LEVELS]


def test_the_command_line_prints_it(
    policies: Register, store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert policies
    target = tmp_path / "out.pdf"
    words = ["policies", "--store", str(store_path), "--lang", "en", "--out", str(target)]
    assert cli.main([*words, "--speak", "en"]) == 0
    assert "The policy compilation is in" in capsys.readouterr().out
    found = whole(target)
    assert "TeaMeasures" in found
    assert "第一条为促进茶业发展" in found


def test_numbers_of_the_index_are_counted_and_not_spelled(store: Register, tmp_path: Path) -> None:
    with store.writing("Prepared") as unit:
        for number in (21, 9, 100):
            a_policy(unit, title=f"办法{number}", level="county", number=f"示政〔2024〕{number}号",
                     **RELEASED)  # fmt: skip
    page = "".join(reading.texts(printed(store, tmp_path))[-1].split())
    places = [page.index(f"〔2024〕{number}号") for number in (9, 21, 100)]
    assert places == sorted(places)


def test_a_full_text_is_signed_at_the_right_under_its_title_in_the_middle(
    store: Register, tmp_path: Path
) -> None:
    text = "茶业办法\n第一条 支持茶业。\n示例县人民政府\n2025年3月5日"
    with store.writing("Prepared") as unit:
        a_policy(unit, title="茶业办法", level="county", issuer="示例县人民政府", full_text=text,
                 **RELEASED)  # fmt: skip
    target = printed(store, tmp_path)
    number = next(n for n, one in enumerate(reading.texts(target)) if "第一条" in one)
    article, day = (
        reading.place(target, said, number) for said in ("第一条", "示例县人民政府\r\n2025")
    )
    assert article.left < 40
    assert day.right > 180


def test_who_has_all_printed_and_why_is_kept_with_what_is_held_back(
    policies: Register, tmp_path: Path
) -> None:
    printed(policies, tmp_path)
    with policies.reading() as session:
        assert not any(session.scalars(select(Policy.let_in)))
    printed(policies, tmp_path, everything=True)
    with policies.reading() as session:
        told = {row.title: row.let_in for row in session.scalars(select(Policy))}
    said = told["未公开政策"] or ""
    assert said.startswith(f"{TODAY} Officer Wen: For the leaders (The policy is not released")
    assert told["国家西部政策"] is None


def test_nobody_has_all_printed_for_nothing(policies: Register, tmp_path: Path) -> None:
    target = tmp_path / "policies.pdf"
    for nothing in (Decision(printed=True, who="Wen"), Decision(printed=True, why="So")):
        with pytest.raises(InvalidInput):
            print_compilation(
                policies, target, Filter(), language="zh", today=TODAY, decision=nothing
            )
    assert not target.exists()


def test_the_cover_is_that_of_the_newest_edition(policies: Register, tmp_path: Path) -> None:
    with policies.writing("Cover") as unit:
        edition = a(unit, GuideEdition, language="zh", year=2026, title="投资指南")
        unit.flush()
        attach(unit, "guide_edition", edition.id, "cover.jpg", photo(250), slot="cover",
               largest=10**6)  # fmt: skip
    image = reading.picture(printed(policies, tmp_path))
    red, green, _blue = reading.colour(image, image.width // 2, image.height * 3 // 4)
    assert red > green + 90


def test_no_theme_stands_at_the_foot_of_a_page_without_its_first_policy(
    store: Register, tmp_path: Path
) -> None:
    themes = [option.code for option in POLICY_THEMES]
    with store.writing("Prepared") as unit:
        for number in range(3 * len(themes)):
            policy = a_policy(
                unit, title=f"支持办法{number}", level="county",
                theme=themes[number // 3], summary="支持来县投资的企业。" * (1 + number % 7),
                beneficiaries="来县投资企业", claim_days=20, **RELEASED,
            )  # fmt: skip
            for article in range(1 + number % 5):
                a(unit, PolicyArticle, policy_id=policy.id, number=f"第{article}条",
                  summary="设备补助。" * 9, standard="8%")  # fmt: skip
    found = reading.outline(printed(store, tmp_path))
    pairs = [pair for pair in pairwise(found) if (pair[0].level, pair[1].level) == (1, 2)]
    assert len(pairs) == len(themes)
    assert [(first.text, first.page) for first, _next in pairs] == [
        (first.text, following.page) for first, following in pairs
    ]


def test_a_page_left_half_empty_ends_with_hills(policies: Register, tmp_path: Path) -> None:
    target = printed(policies, tmp_path)
    bare: list[str] = []
    for number, text in enumerate(reading.texts(target)):
        page = reading.picture(target, number, 0.5).convert("RGB")
        foot = page.crop((0, page.height - 6, page.width, page.height)).getcolors(10_000)
        if foot is None or (255, 255, 255) in {colour for _many, colour in foot}:
            bare.append(text[:2])
    assert bare == ["目录"], "the contents alone are written when all else stands"
