# SPDX-License-Identifier: Apache-2.0
"""A filter lets through exactly what a plain predicate over the rows lets through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.errors import InvalidInput
from crm.kinds.days import PartialDay
from crm.queries.conditions import clause, words_in
from crm.queries.filters import Condition, Filter
from crm.queries.periods import period
from crm.queries.searching import search
from crm.queries.selecting import like_escaped
from crm.storage.register import Register
from tests.builders import a, a_person, a_project, a_staff_member, an_event, an_organisation

TODAY = date(2026, 6, 30)

NAMES = ("Tea", "tea garden", "富硒茶", "100% tea", "a_b", "back\\slash", "TEA", "矿泉水")
SITES = (None, "", "Town", "50%", "Tea town", "城关镇")
AMOUNTS = (None, 0, 10_000, 35_000_000, 10**15)
AREAS = (None, Decimal(0), Decimal("12.50"), Decimal(300))
SIGNED = (None, "2026-06", "2026-06-30", "2026-06-01", "2026-05-31", "2025-12", "2026-01-01")
STATUS_DAYS = (None, date(2026, 6, 30), date(2026, 6, 1), date(2025, 12, 31))
MODES = (None, ("sole",), ("sole", "lease"), ("cooperation", "ppp"))
PLACES = (None, "420000", "420500", "420528", "430000", "US")
INDUSTRIES = (None, "C13", "C15", "A01")
COUNT = 56


def facts(at: int) -> dict[str, object]:
    """Project number `at`: its values come round at different paces."""
    signed = SIGNED[at % len(SIGNED)]
    return {
        "name": NAMES[at % len(NAMES)],
        "site": SITES[at % len(SITES)],
        "stage": ("reserve", "sign", "build")[at % 3],
        "status": "normal",
        "total_investment": AMOUNTS[at % len(AMOUNTS)],
        "land_area": AREAS[at % len(AREAS)],
        "signed_on": PartialDay.of(signed) if signed else None,
        "status_on": STATUS_DAYS[at % len(STATUS_DAYS)],
        "modes": MODES[at % len(MODES)],
        "place": PLACES[at % len(PLACES)],
        "industry": INDUSTRIES[at // 2 % len(INDUSTRIES)],
        "selenium": (None, True, False)[at // 3 % 3],
        "jobs": None if at % 5 == 0 else at,
    }


@pytest.fixture
def rows(any_store: Register) -> dict[int, dict[str, object]]:
    """What the store holds, by id; one more is deleted and never passes."""
    known = [facts(at) for at in range(COUNT)]
    with any_store.writing("Prepared") as unit:
        made = [a_project(unit, **one) for one in known]
        unit.delete(a_project(unit, name="Tea", site="Town"))
    return dict(zip((one.id for one in made), known, strict=True))


def passing(store: Register, wanted: Filter) -> set[int]:
    with store.reading() as session:
        query = select(Project.id).where(clause("project", wanted, today=TODAY))
        return set(session.scalars(query))


Row = Mapping[str, object]
TEXTS = ("name", "site")


def holds(row: Row, of: Condition | Filter) -> bool:
    """What the filter means, in plain words."""
    if isinstance(of, Filter):
        words = of.text.lower().split()
        texts = [str(row[name] or "").lower() for name in TEXTS]
        if not all(any(word in one for one in texts) for word in words):
            return False
        inner = [holds(row, one) for one in of.conditions]
        return any(inner) if of.any_of and inner else all(inner)
    value, empty = row[of.field], row[of.field] in {None, ""}
    plain = {"empty": empty, "filled": not empty, "true": value is True, "false": value is False}
    if of.op in plain:
        return plain[of.op]
    if of.op in {"contains", "lacks"}:
        return (str(of.value).lower() in str(value or "").lower()) is (of.op == "contains")
    if of.op in {"one_of", "none_of"}:
        found = any(_same(of.field, value, one) for one in cast("tuple[object, ...]", of.value))
        return found is (of.op == "one_of")
    return value is not None and _lies(value, *_ends(of))


def _same(field: str, value: object, wanted: object) -> bool:
    if field == "modes":
        return wanted in cast("tuple[str, ...]", value or ())
    if field in {"place", "industry"} and isinstance(value, str):
        stem = str(wanted)
        while field == "place" and stem.endswith("00") and len(stem) > 2:
            stem = stem[:-2]
        whole = field == "place" and stem == wanted
        return value == wanted if whole else value.startswith(stem)
    return value == wanted


def _ends(of: Condition) -> tuple[object, object]:
    if of.op == "within":
        known = period(str(of.value))
        assert known is not None
        return known.ends(TODAY)
    if of.op == "between":
        return cast("tuple[object, object]", of.value)
    low = None if of.op == "at_most" else of.value
    return low, None if of.op == "at_least" else of.value


def _lies(value: object, low: object, high: object) -> bool:
    """The earliest it can be is not before `low`, the latest not after `high`."""

    def first(one: object) -> object:
        return one.first() if isinstance(one, PartialDay) else one

    def last(one: object) -> object:
        return one.last() if isinstance(one, PartialDay) else one

    early, late = cast("int", first(value)), cast("int", last(value))
    bottom, top = cast("int", first(low)), cast("int", last(high))
    return (low is None or early >= bottom) and (high is None or late <= top)


def _on(field: str, ops: tuple[str, ...], values: object) -> some.SearchStrategy[Condition]:
    known = cast("some.SearchStrategy[object]", values)
    plain = some.builds(Condition, some.just(field), some.sampled_from(ops), known)
    none = some.builds(Condition, some.just(field), some.sampled_from(("empty", "filled")))
    return some.one_of(plain, none)


def _many(values: tuple[object, ...]) -> some.SearchStrategy[tuple[object, ...]]:
    chosen = [one for one in values if one is not None]
    return some.lists(some.sampled_from(chosen), max_size=3).map(tuple)


def _pairs(values: tuple[object, ...]) -> some.SearchStrategy[tuple[object, object]]:
    one = some.sampled_from(values)
    return some.tuples(one, one)


SIZES = ("at_least", "at_most", "is")
LISTS = ("one_of", "none_of")
WORDS = some.sampled_from(("tea", "TEA", "%", "_", "\\", "茶", "a_b", "0%", "town"))
MONTHS = tuple(PartialDay.of(one) if one else None for one in SIGNED)
PERIOD_CODES = some.sampled_from(
    ("today", "this_month", "this_quarter", "last_quarter", "this_year", "last_year", "last_30",
     "next_7", "overdue", "coming", "this_week"),
)  # fmt: skip
conditions = some.one_of(
    _on("name", ("contains", "lacks"), WORDS),
    _on("site", ("contains", "lacks"), WORDS),
    _on("stage", LISTS, _many(("reserve", "sign", "build", "advance"))),
    _on("total_investment", SIZES, some.sampled_from(AMOUNTS[1:])),
    _on("total_investment", ("between",), _pairs(AMOUNTS)),
    _on("land_area", SIZES, some.sampled_from(AREAS[1:])),
    _on("jobs", SIZES, some.integers(0, COUNT)),
    _on("signed_on", SIZES, some.sampled_from(MONTHS[1:])),
    _on("signed_on", ("between",), _pairs(MONTHS)),
    _on("signed_on", ("within",), PERIOD_CODES),
    _on("status_on", SIZES, some.sampled_from(STATUS_DAYS[1:])),
    _on("status_on", ("within",), PERIOD_CODES),
    _on("modes", LISTS, _many(("sole", "lease", "ppp", "joint_venture"))),
    _on("place", LISTS, _many(("420000", "420500", "420528", "430000", "US"))),
    _on("industry", LISTS, _many(("C", "C13", "A"))),
    _on("selenium", ("true", "false"), some.none()),
)
filters = some.recursive(
    some.builds(Filter, some.lists(conditions, max_size=3).map(tuple), some.booleans()),
    lambda inner: some.builds(
        Filter,
        some.lists(some.one_of(inner, conditions), max_size=3).map(tuple),
        some.booleans(),
        some.sampled_from(("", "tea", "Tea town", "100% ", "  ", "茶")),
    ),
    max_leaves=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(filters)
def test_a_filter_lets_through_what_a_plain_predicate_does(
    any_store: Register, rows: dict[int, dict[str, object]], wanted: Filter
) -> None:
    assert passing(any_store, wanted) == {one for one, row in rows.items() if holds(row, wanted)}


def test_deleted_records_never_pass(any_store: Register, rows: dict[int, object]) -> None:
    assert passing(any_store, Filter()) == set(rows)
    assert passing(any_store, Filter(any_of=True)) == set(rows)


@pytest.mark.parametrize(
    ("signed", "code", "within"),
    [
        ("2026-06", "this_month", True),
        ("2026-06", "this_week", False),
        ("2026-06", "last_30", True),
        ("2026-06", "last_7", False),
        ("2026-05", "this_quarter", True),
        ("2026-06-30", "today", True),
    ],
)
def test_a_month_is_within_a_period_when_all_of_it_is(
    store: Register, signed: str, code: str, *, within: bool
) -> None:
    with store.writing("Prepared") as unit:
        a_project(unit, signed_on=PartialDay.of(signed))
    found = passing(store, Filter((Condition("signed_on", "within", code),)))
    assert bool(found) is within


def test_parts_that_hang_on_a_record_are_looked_at(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        one, other, bare = a_project(unit), a_project(unit), a_project(unit)
        firm = an_organisation(unit)
        a(unit, Party, project_id=one.id, organisation_id=firm.id, role="investor")
        a(unit, Party, project_id=other.id, organisation_id=firm.id, role="partner")
        gone = a(unit, Party, project_id=bare.id, organisation_id=firm.id, role="investor")
        unit.delete(gone)
    investor = Filter((Condition("role", "one_of", ("investor",)),))
    assert passing(any_store, Filter((Condition("party", "has", Filter()),))) == {one.id, other.id}
    assert passing(any_store, Filter((Condition("party", "has", investor),))) == {one.id}
    none = Filter((Condition("party", "has_none", investor),))
    assert passing(any_store, none) == {other.id, bare.id}


def test_the_record_that_a_field_refers_to_is_looked_at(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        small, large, gone = (
            a_project(unit, total_investment=size) for size in (1_000, 9_000, 9_000)
        )
        later = [a_project(unit, previous_id=one.id).id for one in (small, large, gone)]
        unit.delete(gone)
    least = Filter((Condition("total_investment", "at_least", 5_000),))
    assert passing(any_store, Filter((Condition("previous_id", "of", least),))) == {later[1]}


def test_many_chosen_records_are_one_condition(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        made = [a_project(unit).id for _at in range(4)]
    many = tuple(range(made[1], made[1] + 70_000))
    assert passing(any_store, Filter((Condition("id", "one_of", many),))) == set(made[1:])
    assert passing(any_store, Filter((Condition("id", "none_of", many),))) == {made[0]}


def test_moments_are_taken_by_the_day_of_this_computer(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        made = a_project(unit)
    day = made.created_at.astimezone().date()
    before = day - timedelta(days=1)
    assert passing(any_store, Filter((Condition("created_at", "between", (day, day)),)))
    assert not passing(any_store, Filter((Condition("created_at", "at_most", before),)))
    now = datetime.now(UTC)
    assert passing(any_store, Filter((Condition("created_at", "at_most", now),)))
    assert not passing(any_store, Filter((Condition("created_at", "at_least", now),)))


@pytest.mark.parametrize(
    "condition",
    [
        Condition("no_such_field", "is", 3),
        Condition("name", "resembles", "tea"),
        Condition("name", "contains", 3),
        Condition("stage", "one_of", "sign"),
        Condition("signed_on", "within", "some_day"),
        Condition("signed_on", "at_least", "2026-06-30"),
        Condition("status_on", "at_least", "2026-06-30"),
        Condition("status_on", "between", (date(2026, 6, 30),)),
        Condition("total_investment", "at_least", "much"),
        Condition("land_area", "is", "wide"),
        Condition("created_at", "at_least", 3),
        Condition("party", "has", "investor"),
        Condition("previous_id", "of", 3),
        Condition("name", "of", Filter()),
        Condition("activity", "has", Filter()),
        Condition("id", "one_of", tuple("x" * 600)),
    ],
)
def test_a_condition_that_means_nothing_is_refused_with_a_next_step(condition: Condition) -> None:
    with pytest.raises(InvalidInput) as refused:
        clause("project", Filter((condition,)), today=TODAY)
    assert refused.value.next_step


def test_words_are_found_in_the_searched_fields_only(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        tea = a_project(unit, name="Garden", content="Selenium TEA of the valley")
        a_project(unit, name="Spring", lost_to="tea county")
    assert passing(any_store, Filter(text="garden  tea")) == {tea.id}
    assert passing(any_store, Filter(text="tea spring")) == set()


def test_what_has_no_searched_fields_is_not_found_by_words(store: Register) -> None:
    with store.writing("Prepared") as unit:
        person, event = a_person(unit), an_event(unit)
        assert person.id
        assert event.id
        assert a_staff_member(unit).id
    with store.reading() as session:
        assert session.scalars(select(Project.id).where(words_in("target", "tea"))).all() == []


SPOKEN = ("无锡商会", "无锡食品商会", "商会 无锡", "杭州茶业", "Wuxi Tea", "13812345678", "会锡")


@pytest.mark.parametrize(
    "typed", ["无锡", "锡商", "无锡商会", "wxsh", "hzcy", "tea", "5678", "wx sp"]
)
def test_a_list_finds_by_words_what_search_finds(any_store: Register, typed: str) -> None:
    with any_store.writing("Prepared") as unit:
        for name in SPOKEN:
            an_organisation(unit, name=name, phone=name if name.isdigit() else None)
    with any_store.reading() as session:
        kept = clause("organisation", Filter(text=typed), today=TODAY)
        listed = set(session.scalars(select(Organisation.id).where(kept)))
        hits = search(session, typed, records=("organisation",))
    assert listed == {hit.id for hit in hits}
    assert listed


def test_what_was_deleted_or_renamed_is_not_found_by_its_old_words(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        gone, renamed = a_project(unit, name="富硒茶"), a_project(unit, name="富硒茶园")
    with any_store.writing("Changed") as unit:
        unit.delete(unit.get(Project, gone.id))
        unit.change(unit.get(Project, renamed.id), {"name": "矿泉水"})
    assert passing(any_store, Filter(text="富硒")) == set()
    assert passing(any_store, Filter(text="kqs")) == {renamed.id}


def test_a_wildcard_is_a_letter_like_any_other() -> None:
    assert like_escaped("50%_\\") == "50\\%\\_\\\\"
