# SPDX-License-Identifier: Apache-2.0
"""Editions of the guide: made after the one before, changed as drafts, frozen when issued."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from crm.actions import editions, records
from crm.actions.attaching import attach, place
from crm.documents.guide.printing import PAPERS as SHEETS
from crm.domain.attachment import Attachment
from crm.domain.edition import PAPERS, GuideEdition
from crm.domain.records import today
from crm.domain.rules.pictures import SHAPES
from crm.domain.rules.plan import CHAPTERS, Decision, dump_plan, read_plan
from crm.errors import Conflict, InvalidInput, NotAllowed, NotFound
from crm.queries.editions import content, listed, version_of
from crm.queries.files import files
from crm.queries.photos import placed
from crm.storage.history import recent
from crm.storage.register import Register
from crm.storage.undo import undo, undo_last
from tests.builders import a_project, saved

DAY = date(2026, 7, 1)
LET_IN = Decision(printed=True, who="王丽", on=DAY, why="For the fair")
FROZEN = editions.Frozen(b"%PDF frozen", 12, b"{}")


def an_edition(register: Register, **over: object) -> int:
    given: dict[str, object] = {"title": "Guide 2026", "language": "en", "year": 2026}
    return saved(register, GuideEdition(**{**given, **over}))


def values_of(register: Register, edition_id: int) -> GuideEdition:
    with register.reading() as session:
        found = session.get(GuideEdition, edition_id)
    assert found is not None
    return found


def made(register: Register, **values: object) -> GuideEdition:
    with register.writing("New edition") as unit:
        return editions.create(unit, values)


def issued(register: Register, edition_id: int, version: int = 1, *, on: date = DAY) -> None:
    with register.writing("Issued") as unit:
        editions.issue(unit, edition_id, version, FROZEN, on=on)


def test_a_new_edition_takes_over_from_the_newest_of_its_language(any_store: Register) -> None:
    an_edition(any_store, year=2025, issuer="Old office", paper="16K")
    an_edition(any_store, year=2026, issuer="County office", paper="A4", hotline="0719-5550100")
    an_edition(any_store, language="zh", year=2027, issuer="县政府")
    found = made(any_store, language="en", year=2027, title="Guide 2027")
    assert (found.issuer, found.paper, found.hotline) == ("County office", "A4", "0719-5550100")
    assert (found.state, found.year, found.title) == ("draft", 2027, "Guide 2027")
    assert found.sha256 is None


def printed(register: Register, edition_id: int) -> dict[str, bytes]:
    """The pictures of an edition by their places."""
    with register.reading() as session:
        found = placed(session, edition_id, SHAPES)
    return {slot: photo.read() for slot, photo in found.items()}


def test_a_new_edition_is_printed_with_the_pictures_of_the_one_before(any_store: Register) -> None:
    before = an_edition(any_store, year=2026)
    with any_store.writing("Pictures") as unit:
        for name, slot in (("a.jpg", "cover"), ("b.jpg", "chapter-costs"), ("c.pdf", "")):
            attach(unit, "guide_edition", before, name, name.encode(), slot=slot, largest=100)
        kept = unit.find(Attachment)[0]
        unit.change(kept, {"crop": "0 0 500 500", "caption": "Morning"})
    same = made(any_store, title="Guide 2027", language="en", year=2027)
    other = made(any_store, title="指南", language="zh", year=2027)
    for edition in (same, other):
        with any_store.reading() as session:
            found = files(session, "guide_edition", edition.id)
        assert {(one.name, one.slot, one.crop, one.caption) for one in found} == {
            ("a.jpg", "cover", "0 0 500 500", "Morning"), ("b.jpg", "chapter-costs", "", ""),
        }  # fmt: skip
        assert printed(any_store, edition.id) == {"cover": b"a.jpg", "chapter-costs": b"b.jpg"}


def test_the_first_edition_has_the_common_look(store: Register) -> None:
    found = made(store, language="zh", year=2026, title="投资指南")
    assert (found.theme, found.paper, found.issuer) == ("tea", "A4", None)
    with pytest.raises(InvalidInput):
        made(store, language="zh", year=2026)


def test_settings_of_a_draft_are_saved_beside_what_others_saved(store: Register) -> None:
    edition = an_edition(store, issuer="A")
    with store.writing("Theirs") as unit:
        editions.save(unit, edition, 1, {"issuer": "B"}, {"issuer": "A"})
    with store.writing("Mine") as unit:
        editions.save(unit, edition, 1, {"title": "Mine"}, {"title": "Guide 2026"})
    found = values_of(store, edition)
    assert (found.issuer, found.title) == ("B", "Mine")
    with pytest.raises(Conflict), store.writing("Mine") as unit:
        editions.save(unit, edition, 1, {"issuer": "C"}, {"issuer": "A"})


def test_chapters_and_decisions_are_kept_and_can_be_undone(store: Register) -> None:
    edition = an_edition(store)
    with store.writing("Chapter") as unit:
        editions.include(unit, edition, "costs", on=False)
    with store.writing("Decision") as unit:
        editions.decide(unit, edition, {("policy", 3): LET_IN, ("policy", 4): LET_IN})
    plan = read_plan(values_of(store, edition).chapters)
    assert plan.chapters == tuple(code for code in CHAPTERS if code != "costs")
    assert plan.let_in == {("policy", 3), ("policy", 4)}
    undo_last(store)
    plan = read_plan(values_of(store, edition).chapters)
    assert plan.let_in == frozenset()
    assert "costs" not in plan.chapters


@pytest.mark.parametrize(("who", "why"), [("王丽", " "), (" ", "For the fair")])
def test_nothing_is_let_in_without_a_name_and_a_reason(store: Register, who: str, why: str) -> None:
    edition = an_edition(store)
    decision = Decision(printed=True, who=who, on=DAY, why=why)
    with pytest.raises(InvalidInput), store.writing("Decision") as unit:
        editions.decide(unit, edition, {("policy", 3): decision})
    assert read_plan(values_of(store, edition).chapters).let_in == frozenset()


def test_orders_and_conditions_are_kept_and_can_be_undone(store: Register) -> None:
    edition = an_edition(store)
    with store.writing("Order") as unit:
        editions.order(unit, edition, "project", [3, 1])
    with store.writing("Choice") as unit:
        editions.choose(unit, edition, "policy", {"all": []})
    plan = read_plan(values_of(store, edition).chapters)
    assert (plan.orders, plan.filters) == ({"project": (3, 1)}, {"policy": {"all": []}})
    undo_last(store)
    plan = read_plan(values_of(store, edition).chapters)
    assert (plan.orders, plan.filters) == ({"project": (3, 1)}, {})


def test_a_new_edition_takes_over_orders_but_no_decision_to_print(store: Register) -> None:
    plan = read_plan(None).deciding(("policy", 3), LET_IN).ordering("project", [2, 1])
    an_edition(store, chapters=dump_plan(plan))
    found = read_plan(made(store, language="en", year=2027, title="Guide 2027").chapters)
    assert found.let_in == frozenset()
    assert found.orders == {"project": (2, 1)}


def test_an_issued_edition_is_its_file_and_changes_no_more(any_store: Register) -> None:
    edition = an_edition(any_store)
    issued(any_store, edition)
    found = values_of(any_store, edition)
    assert (found.state, found.issued_on, found.pages) == ("issued", DAY, 12)
    assert found.sha256 == hashlib.sha256(FROZEN.content).hexdigest()
    with any_store.reading() as session:
        assert content(session, str(found.sha256)) == FROZEN.content
        assert content(session, str(found.snapshot_sha256)) == FROZEN.snapshot
    with any_store.writing("Later") as unit:
        for change in (
            lambda: editions.save(unit, edition, 2, {"title": "X"}, {"title": "Guide 2026"}),
            lambda: records.save(unit, "guide_edition", edition, 2, {"theme": "orange"}, {}),
            lambda: records.set_many(unit, "guide_edition", [edition], {"year": 2030}),
            lambda: records.delete(unit, "guide_edition", [edition]),
            lambda: editions.include(unit, edition, "costs", on=False),
            lambda: editions.decide(unit, edition, {("policy", 1): LET_IN}),
            lambda: editions.order(unit, edition, "policy", [2, 1]),
            lambda: editions.choose(unit, edition, "policy", None),
            lambda: editions.issue(unit, edition, 2, FROZEN, on=DAY),
        ):
            with pytest.raises(NotAllowed):
                change()
    assert values_of(any_store, edition).version == found.version


def test_the_copies_of_an_issued_edition_are_still_counted(store: Register) -> None:
    edition = an_edition(store)
    issued(store, edition)
    with store.writing("Printed") as unit:
        records.save(unit, "guide_edition", edition, 2, {"copies": 500, "title": "Guide 2026"}, {})
    assert values_of(store, edition).copies == 500


def test_what_was_changed_since_it_was_composed_is_not_issued(store: Register) -> None:
    edition = an_edition(store)
    with store.writing("Meanwhile") as unit:
        editions.save(unit, edition, 1, {"title": "Other"}, {"title": "Guide 2026"})
    with pytest.raises(Conflict):
        issued(store, edition)
    assert values_of(store, edition).state == "draft"


def test_issuing_can_be_undone_on_its_own_day(store: Register) -> None:
    edition = an_edition(store)
    issued(store, edition, on=today())
    undo_last(store)
    found = values_of(store, edition)
    assert (found.state, found.sha256, found.issued_on) == ("draft", None, None)
    issued(store, edition, found.version, on=today() - timedelta(days=1))
    with pytest.raises(Conflict, match="issued"):
        undo_last(store)
    assert values_of(store, edition).state == "issued"


def test_a_new_edition_after_an_issued_one_is_a_draft(store: Register) -> None:
    issued(store, an_edition(store, subtitle="Green hills"))
    found = made(store, language="en", year=2027, title="Guide 2027")
    assert (found.state, found.subtitle, found.sha256) == ("draft", "Green hills", None)


def test_drafts_are_listed_first_and_the_newest_year_before_others(store: Register) -> None:
    old, new = an_edition(store, year=2024), an_edition(store, year=2026)
    issued(store, new)
    draft = an_edition(store, year=2025)
    with store.reading() as session:
        found = listed(session)
        assert version_of(session, new) == 2
        assert version_of(session, 999) == 0
    with store.writing("Deleted") as unit:
        records.delete(unit, "guide_edition", [draft])
    with store.reading() as session:
        assert version_of(session, draft) == 0
    assert [(one.id, one.issued) for one in found] == [(draft, False), (old, False), (new, True)]


def test_a_file_that_is_not_kept_is_said(store: Register) -> None:
    with pytest.raises(NotFound), store.reading() as session:
        content(session, "0" * 64)


def test_the_pictures_of_an_issued_edition_stay_as_they_are(any_store: Register) -> None:
    edition = an_edition(any_store)
    with any_store.writing("Prepared") as unit:
        cover = attach(unit, "guide_edition", edition, "a.jpg", b"a", slot="cover", largest=9).id
    issued(any_store, edition)
    with pytest.raises(NotAllowed), any_store.writing("Attach") as unit:
        attach(unit, "guide_edition", edition, "b.jpg", b"b", largest=9)
    with pytest.raises(NotAllowed), any_store.writing("Place") as unit:
        place(unit, cover, "chapter-costs")
    with pytest.raises(NotAllowed), any_store.writing("Delete") as unit:
        records.delete(unit, "attachment", [cover])
    other = an_edition(any_store, year=2027)
    for moved in ({"owner_id": other}, {"owner": "project"}):
        with pytest.raises(NotAllowed), any_store.writing("Move") as unit:
            records.set_many(unit, "attachment", [cover], moved)
    with any_store.reading() as session:
        assert [(one.name, one.slot) for one in files(session, "guide_edition", edition)] == [
            ("a.jpg", "cover")
        ]


def test_files_of_other_records_with_the_number_of_an_issued_edition_can_go(
    store: Register,
) -> None:
    issued(store, edition := an_edition(store))
    with store.writing("Prepared") as unit:
        project = a_project(unit)
        assert project.id == edition
        plan = attach(unit, "project", project.id, "a.pdf", b"a", largest=9).id
    with store.writing("Delete") as unit:
        records.delete(unit, "attachment", [plan])
    with store.reading() as session:
        assert files(session, "project", project.id) == ()


def test_what_was_done_before_it_was_issued_is_not_undone_behind_it(any_store: Register) -> None:
    edition = an_edition(any_store)
    with any_store.writing("Title") as unit:
        editions.save(unit, edition, 1, {"title": "Other"}, {"title": "Guide 2026"})
    with any_store.writing("Attach") as unit:
        attach(unit, "guide_edition", edition, "a.jpg", b"a", slot="cover", largest=9)
    issued(any_store, edition, 2, on=today())
    with any_store.reading() as session:
        sets = {one.title: one.id for one in recent(session)}
    for title in ("Title", "Attach"):
        with pytest.raises(Conflict, match="issued"):
            undo(any_store, sets[title])
    assert values_of(any_store, edition).title == "Other"
    assert printed(any_store, edition) == {"cover": b"a"}
    undo(any_store, sets["Issued"])
    undo(any_store, sets["Attach"])
    undo(any_store, sets["Title"])
    assert values_of(any_store, edition).title == "Guide 2026"
    assert printed(any_store, edition) == {}


def test_of_several_pictures_for_one_place_the_printed_one_is_taken_over(store: Register) -> None:
    before = an_edition(store)
    with store.writing("Pictures") as unit:
        for name in ("a.jpg", "b.jpg"):
            attach(unit, "guide_edition", before, name, name.encode(), slot="cover", largest=9)
    assert printed(store, before) == {"cover": b"b.jpg"}
    after = made(store, language="en", year=2027, title="Guide 2027")
    with store.reading() as session:
        assert [one.name for one in files(session, "guide_edition", after.id)] == ["b.jpg"]


def test_the_pictures_of_the_own_language_come_before_newer_ones_of_another(
    store: Register,
) -> None:
    own, other = an_edition(store, year=2025), an_edition(store, language="zh", year=2026)
    with store.writing("Pictures") as unit:
        for edition, name in ((own, "own.jpg"), (other, "other.jpg")):
            attach(unit, "guide_edition", edition, name, name.encode(), slot="cover", largest=9)
    after = made(store, language="en", year=2027, title="Guide 2027")
    assert printed(store, after.id) == {"cover": b"own.jpg"}


def test_an_edition_has_a_paper_that_there_is(store: Register) -> None:
    assert set(PAPERS) == set(SHEETS)
    edition = an_edition(store)
    with pytest.raises(InvalidInput, match="A4, 16K"), store.writing("Paper") as unit:
        editions.save(unit, edition, 1, {"paper": "banana"}, {"paper": "A4"})
    with store.writing("Paper") as unit:
        editions.save(unit, edition, 1, {"paper": "16K"}, {"paper": "A4"})
    assert values_of(store, edition).paper == "16K"
