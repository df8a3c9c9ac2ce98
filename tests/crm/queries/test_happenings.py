# SPDX-License-Identifier: Apache-2.0
"""The history of a record in words."""

from __future__ import annotations

from crm.actions import editions, records
from crm.actions.attaching import attach, place
from crm.domain.course import Milestone
from crm.domain.edition import GuideEdition
from crm.domain.project import Project
from crm.domain.records import today
from crm.kinds.days import PartialDay
from crm.queries.happenings import WINDOW, History, Line, history_of
from crm.storage.register import Register
from crm.storage.undo import undo
from tests.builders import a, a_project, a_staff_member, an_organisation


def read(store: Register, record: int, *, limit: int = WINDOW) -> History:
    with store.reading() as session:
        return history_of(session, "project", record, limit=limit)


def made(store: Register, **over: object) -> Project:
    with store.writing("New project") as unit:
        return a_project(unit, **{"name": "Tea works", **over})


def test_a_new_record_tells_what_it_began_with(any_store: Register) -> None:
    project = made(any_store)
    (first,) = read(any_store, project.id).happenings
    (deed,) = first.deeds
    assert (first.title, deed.what, deed.title) == ("New project", "made", "")
    assert Line("Name", "", "Tea works") in deed.lines
    assert Line("Total investment", "", "3,500") in deed.lines


def test_a_change_says_field_before_and_after_in_words(any_store: Register) -> None:
    any_store.author = "Li Wen"
    project = made(any_store)
    with any_store.writing("Edited") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        unit.change(unit.get(Project, project.id), {"status": "delayed", "staff_id": officer.id})
    newest, *_ = read(any_store, project.id).happenings
    assert newest.who == "Li Wen"
    assert newest.deeds[0].lines == (
        Line("Status", "Normal", "Delayed"),
        Line("Person responsible", "", "Officer Wen"),
    )
    assert newest.others == 1
    assert newest.undoable


def test_parts_that_were_added_and_deleted_belong_to_the_history(any_store: Register) -> None:
    project = made(any_store)
    with any_store.writing("Milestone added") as unit:
        part = a(
            unit, Milestone, project_id=project.id, kind="filed", actual=PartialDay.of("2026-06")
        )
    with any_store.writing("Milestone deleted") as unit:
        unit.delete(unit.get(Milestone, part.id))
    deleted, added, _first = read(any_store, project.id).happenings
    assert [(one.what, one.title) for one in added.deeds] == [("made", "Milestone: Project filed")]
    assert Line("Actual date", "", "2026-06") in added.deeds[0].lines
    assert [one.what for one in deleted.deeds] == ["deleted"]


def test_what_happened_to_others_is_not_in_it(any_store: Register) -> None:
    project = made(any_store)
    with any_store.writing("Elsewhere") as unit:
        an_organisation(unit)
        a_project(unit)
    assert [one.title for one in read(any_store, project.id).happenings] == ["New project"]


def test_what_was_undone_says_so_and_is_not_undone_again(any_store: Register) -> None:
    project = made(any_store)
    with any_store.writing("Edited") as unit:
        unit.change(unit.get(Project, project.id), {"code": "P-1"})
    set_id = read(any_store, project.id).happenings[0].set_id
    undo(any_store, set_id)
    undoing, edited, _first = read(any_store, project.id).happenings
    assert (edited.undone, edited.undoable) == (True, False)
    assert undoing.deeds[0].lines == (Line("Code", "P-1", ""),)


def test_a_window_says_whether_there_is_more(any_store: Register) -> None:
    project = made(any_store)
    for code in ("A", "B"):
        with any_store.writing(f"Code {code}") as unit:
            unit.change(unit.get(Project, project.id), {"code": code})
    first = read(any_store, project.id, limit=2)
    assert [one.title for one in first.happenings] == ["Code B", "Code A"]
    assert first.more
    assert not read(any_store, project.id, limit=3).more
    assert first.made_at == project.created_at


def test_what_an_edition_and_its_pictures_keep_is_told_in_words(store: Register) -> None:
    with store.writing("Edition") as unit:
        edition = editions.create(unit, {"title": "Guide", "language": "en", "year": 2026}).id
        cover = attach(unit, "guide_edition", edition, "a.jpg", b"x", slot="cover", largest=9).id
    with store.writing("Chapters") as unit:
        editions.include(unit, edition, "costs", on=False)
        editions.order(unit, edition, "project", [3, 1])
    with store.writing("Picture") as unit:
        place(unit, cover, "chapter-projects")
        records.set_many(unit, "attachment", [cover], {"crop": "0 0 500 250"})
    with store.writing("Issue") as unit:
        frozen = editions.Frozen(b"%PDF", 3, b"{}")
        editions.issue(unit, edition, unit.get(GuideEdition, edition).version, frozen, on=today())
    with store.reading() as session:
        found = history_of(session, "guide_edition", edition)
    told = {
        one.title: [line for deed in one.deeds for line in deed.lines] for one in found.happenings
    }
    (chapters,) = told["Chapters"]
    assert "Investment costs" not in chapters.after
    assert chapters.after.endswith("Appendices · in an order of its own: 1")
    assert {(one.label, one.after) for one in told["Picture"]} == {
        ("Evidence for", "Projects"), ("Part that is shown", "50 % × 25 % of it"),
    }  # fmt: skip
    assert not any("{" in line.after or len(line.after) > 60 for line in told["Issue"])
