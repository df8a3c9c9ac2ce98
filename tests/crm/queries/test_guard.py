# SPDX-License-Identifier: Apache-2.0
"""What the guard finds before a guide is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crm.domain.project import CONDITIONS
from crm.domain.rules.plan import Decision, Plan, dump_plan
from crm.queries import guard
from crm.queries.guide import GuideData
from tests.crm.documents.guide.office import data, with_edition, with_project, with_values


def sentences(given: GuideData) -> list[tuple[str, str, bool]]:
    return [(f.record, f.sentence, f.left_out) for f in guard.findings(given)]


def with_price(**values: object) -> GuideData:
    entry = data().costs[0]
    assert entry.price is not None
    return replace(data(), costs=(replace(entry, price=with_values(entry.price, **values)),))


def test_an_unknown_figure_is_listed_but_printed() -> None:
    found = [f for f in guard.findings(data()) if "unknown; it prints" in f.sentence]
    items = [(f.title, f.left_out) for f in found if f.record == "overview_item"]
    assert items == [("外贸进出口总额", False)]


@pytest.mark.parametrize(
    ("values", "out"),
    [
        ({"source": None}, True),
        ({"low": None, "high": None}, True),
        ({"collected_on": date(2025, 1, 1)}, False),
        ({"collected_on": None}, False),
        ({"next_check": date(2026, 6, 1)}, False),
    ],
)
def test_a_doubtful_price_is_listed(values: dict[str, object], out: bool) -> None:  # noqa: FBT001 - a case
    found = [f for f in guard.findings(with_price(**values)) if f.record == "cost_item"]
    assert [f.left_out for f in found] == [out]
    assert len(guard.released(with_price(**values)).costs) == (0 if out else 1)
    assert not [f for f in guard.findings(data()) if f.record == "cost_item"]


def test_a_policy_that_ran_out_since_the_day_of_the_data_is_left_out() -> None:
    entry = data().policies[0]
    ended = replace(entry, policy=with_values(entry.policy, expires_on=date(2026, 7, 31)))
    then = replace(data(), policies=(ended,), as_of=date(2026, 6, 30), today=date(2026, 6, 30))
    assert len(guard.released(then).policies) == 1
    later = replace(then, today=date(2026, 8, 1))
    assert guard.released(later).policies == ()
    looked_back = replace(then, as_of=date(2026, 8, 1))
    assert guard.released(looked_back).policies == ()


def test_a_project_past_its_date_is_left_out() -> None:
    late = with_project(data(), valid_until=date(2026, 6, 29))
    assert len(guard.released(late).projects) == len(data().projects) - 1
    today = with_project(data(), valid_until=date(2026, 6, 30))
    assert guard.released(today).projects == today.projects


def test_decisions_of_people_win_over_the_guard() -> None:
    late = with_project(data(), valid_until=date(2020, 1, 1))
    first, second, *_rest = (entry.project for entry in late.projects)
    plan = Plan(
        let_in=frozenset([("project", first.id)]), kept_out=frozenset([("project", second.id)])
    )
    shown = guard.released(with_edition(late, chapters=dump_plan(plan)))
    names = [entry.project["name"] for entry in shown.projects]
    assert first["name"] in names
    assert second["name"] not in names


def test_missing_english_is_listed_only_for_an_english_edition() -> None:
    bare = with_project(data("en"), name_en=None, content_en=None)
    said = [f.sentence for f in guard.findings(bare) if f.record == "project"]
    assert any("Name" in sentence and "Content and scale" in sentence for sentence in said)
    assert not [s for _r, s, _o in sentences(data()) if "English" in s]


def test_the_conditions_of_a_sheet_need_one_english_text() -> None:
    bare = with_project(data("en"), conditions_en=None)
    own = bare.projects[0].project.id
    (found,) = (f for f in guard.missing_english(bare) if (f.record, f.id) == ("project", own))
    full = {f.id: f.sentence for f in guard.missing_english(data("en")) if f.record == "project"}
    assert "Conditions in English" in found.sentence
    assert "Conditions in English" not in full.get(own, "")
    none = {f"condition_{name}": None for name in CONDITIONS}
    given = with_project(bare, **none)
    assert not [f for f in guard.missing_english(given) if "Conditions in English" in f.sentence]


def test_people_of_the_office_have_their_english_name_among_its_staff() -> None:
    stranger = with_project(data("en"), contact_name="雷锦涵")
    own = stranger.projects[0].project.id

    def said(given: GuideData) -> str:
        return "".join(f.sentence for f in guard.missing_english(given) if f.id == own)

    assert "Contact" in said(stranger)
    assert "Contact" not in said(with_project(data("en"), contact_name="尹其松"))
    assert "Contact" not in said(with_project(stranger, contact_name_en="Lei Jinhan"))


def test_how_a_policy_is_claimed_is_missed_in_english() -> None:
    entry = data("en").policies[0]
    found = [f for f in guard.missing_english(data("en")) if f.record == "policy"]
    assert "Beneficiaries" in {f.id: f.sentence for f in found}[entry.policy.id]
    row = with_values(
        entry.policy, beneficiaries_en="Investors", claim_conditions_en="Filed",
        number_en="Shi Zheng Ban Fa [2024] No. 1",
    )  # fmt: skip
    given = replace(data("en"), policies=(replace(entry, policy=row),))
    assert not [f for f in guard.missing_english(given) if f.record == "policy"]


def test_a_text_that_is_latin_anyway_needs_no_english() -> None:
    row = with_values(data("en").costs[0].item, name="LNG", name_en=None)
    given = replace(data("en"), costs=(replace(data("en").costs[0], item=row),))
    assert not [f for f in guard.missing_english(given) if f.record == "cost_item"]


def test_every_finding_names_its_record() -> None:
    bare = with_project(data("en"), total_investment=None, content=None, contact_phone=None)
    for finding in guard.findings(bare):
        assert finding.id > 0
        assert finding.sentence.endswith(".")
    found = [s for r, s, _o in sentences(bare) if r == "project"]
    assert len(found) >= 4


def test_a_step_without_time_is_listed() -> None:
    entry = data().procedures[0]
    steps = tuple(with_values(step, days_promised=None) for step in entry.steps)
    given = replace(data(), procedures=(replace(entry, steps=steps),))
    assert sum(f.record == "procedure_step" for f in guard.findings(given)) == 4
    empty = replace(data(), procedures=(replace(entry, steps=()),))
    assert guard.released(empty).procedures == ()


def test_a_figure_without_source_is_listed() -> None:
    row = with_values(data().overview[0], source=None, value=Decimal(1))
    given = replace(data(), overview=(row,))
    assert ("overview_item", "The figure has no source.", False) in sentences(given)


def test_a_figure_that_nobody_checked_for_a_year_is_listed() -> None:
    first = data().overview[0]
    for day, said in (
        (None, "Nobody says when it was checked."),
        (date(2025, 6, 1), "It was checked more than twelve months ago."),
        (date(2026, 6, 1), ""),
    ):
        given = replace(data(), overview=(with_values(first, checked_on=day),), register=())
        found = [f.sentence for f in guard.findings(given) if f.record == "overview_item"]
        assert found == ([said] if said else [])


def test_a_decision_is_undone_when_the_record_or_its_parts_change() -> None:
    entry = data().policies[0]
    policy = with_values(entry.policy, review="unreviewed")
    given = replace(data(), policies=(replace(entry, policy=policy),))
    key = ("policy", policy.id)
    decision = Decision(printed=True, why="For the fair", seen=guard.seen(given, [key])[key])
    chapters = dump_plan(Plan().deciding(key, decision))
    decided = with_edition(given, chapters=chapters)
    assert len(guard.released(decided).policies) == 1
    article = with_values(entry.articles[0], standard="设备投资额的90%")
    for changed in (
        replace(entry, policy=with_values(policy, title="另一个办法")),
        replace(entry, policy=with_values(policy, standing="repealed")),
        replace(entry, policy=policy, articles=(article,)),
    ):
        now = replace(decided, policies=(changed,))
        assert guard.released(now).policies == ()
        said = [f.sentence for f in guard.findings(now) if f.record == "policy"]
        assert "It was let in by a decision, but has changed since." in said


def test_a_decision_does_not_cover_what_time_does() -> None:
    entry = data().policies[0]
    policy = with_values(entry.policy, review="unreviewed", expires_on=date(2026, 12, 31))
    given = replace(data(), policies=(replace(entry, policy=policy),))
    key = ("policy", policy.id)
    decision = Decision(printed=True, why="For the fair", seen=guard.seen(given, [key])[key])
    decided = with_edition(given, chapters=dump_plan(Plan().deciding(key, decision)))
    assert len(guard.released(decided).policies) == 1
    assert guard.released(replace(decided, today=date(2027, 1, 1))).policies == ()


def test_records_with_characters_that_no_font_has_are_named() -> None:
    found = guard.unprintable(with_project(data(), content="生产线\U0010fffd条"), "\U0010fffd")
    assert [(f.record, f.title) for f in found] == [("project", data().projects[0].project["name"])]
    assert guard.unprintable(data(), "") == ()


def test_a_chapter_that_is_not_printed_has_nothing_to_look_at() -> None:
    given = with_project(data(), may_be_published=False, content=None)
    plan = Plan()
    for chapter in ("projects", "basics"):
        plan = plan.including(chapter, on=False)
    shorter = with_edition(given, chapters=dump_plan(plan))
    found, left = ({f.record for f in guard.findings(one)} for one in (given, shorter))
    assert {"project", "overview_item"} <= found
    assert left == found - {"project", "overview_item", "register_entry"}


def test_a_guide_of_a_county_without_a_name_is_told() -> None:
    told = [f.sentence for f in guard.findings(replace(data(), county=""))]
    assert [one for one in told if "no name" in one]
    assert not [one for one in sentences(data()) if "no name" in one[1]]
