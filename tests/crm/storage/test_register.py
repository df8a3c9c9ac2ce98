# SPDX-License-Identifier: Apache-2.0
"""The one door for writing: before and after, one telling, whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.errors import Cancelled, Conflict, NotFound, StorageTrouble
from crm.storage import history
from crm.storage.changes import Changes
from crm.storage.register import CATCH_UP_AT_MOST, Register
from crm.storage.store import open_store
from tests.builders import a_milestone, a_project, an_organisation
from tests.loudness import ExpectLog


def _heard(register: Register) -> list[Changes]:
    heard: list[Changes] = []
    register.subscribe(heard.append)
    return heard


def _project(register: Register, **over: object) -> int:
    with register.writing("Prepared") as unit:
        return a_project(unit, **over).id


def test_a_new_record_is_told_with_all_its_known_values(any_store: Register) -> None:
    heard = _heard(any_store)
    project = _project(any_store, name="茶园", land_area=None)
    (changes,) = heard
    (item,) = changes.items
    assert (item.record, item.id, item.before, item.version) == ("project", project, None, 1)
    assert item.after["name"] == "茶园"
    assert "land_area" not in item.after
    assert item.created


def test_an_edit_is_told_with_before_and_after_of_what_differs_only(any_store: Register) -> None:
    project = _project(any_store, name="Old", total_investment=1_000)
    heard = _heard(any_store)
    with any_store.writing("Edit") as unit:
        unit.change(unit.get(Project, project), {"name": "New", "total_investment": 1_000})
    (item,) = heard[0].items
    assert (item.before, item.after, item.version) == ({"name": "Old"}, {"name": "New"}, 2)


def test_several_flushes_are_one_change_with_the_first_before(any_store: Register) -> None:
    project = _project(any_store, name="A")
    heard = _heard(any_store)
    with any_store.writing("Edit twice") as unit:
        record = unit.get(Project, project)
        record.name = "B"
        unit.flush()
        record.name = "C"
        unit.flush()
        record.code = "X1"
    (item,) = heard[0].items
    assert item.before == {"name": "A", "code": None}
    assert item.after == {"name": "C", "code": "X1"}


def test_a_value_that_came_back_is_no_change(any_store: Register) -> None:
    project = _project(any_store, name="A")
    heard = _heard(any_store)
    with any_store.writing("There and back") as unit:
        record = unit.get(Project, project)
        record.name = "B"
        unit.flush()
        record.name = "A"
    assert heard == []


def test_a_new_record_that_is_edited_in_the_same_unit_is_just_new(any_store: Register) -> None:
    heard = _heard(any_store)
    with any_store.writing("New") as unit:
        record = a_project(unit, name="A")
        unit.flush()
        record.name = "B"
    (item,) = heard[0].items
    assert item.before is None
    assert item.after["name"] == "B"


def test_what_is_told_is_what_history_holds(any_store: Register) -> None:
    heard = _heard(any_store)
    with any_store.writing("Two things", origin="page") as unit:
        a_milestone(unit, a_project(unit))
        an_organisation(unit)
    with any_store.reading() as session:
        kept = history.load(session, heard[0].id)
    assert kept == heard[0]
    assert heard[0].origin == "page"


def test_a_failure_rolls_back_everything_and_nobody_is_told(any_store: Register) -> None:
    heard = _heard(any_store)
    with pytest.raises(Cancelled), any_store.writing("Half") as unit:
        a_project(unit)
        raise Cancelled
    with any_store.reading() as session:
        assert session.query(Project).count() == 0
        assert history.latest_set_id(session) == 0
    assert heard == []


def test_a_unit_of_work_inside_another_joins_it(any_store: Register) -> None:
    heard = _heard(any_store)
    with any_store.writing("Outer") as outer:
        a_project(outer, name="A")
        with any_store.writing("Inner") as inner:
            a_project(inner, name="B")
    assert [changes.title for changes in heard] == ["Outer"]
    assert len(heard[0].items) == 2


def test_a_failed_inner_unit_takes_the_outer_with_it_even_when_caught(any_store: Register) -> None:
    def swallow() -> None:
        with pytest.raises(NotFound), any_store.writing("Inner") as inner:
            inner.get(Project, 4711)

    def outer() -> None:
        with any_store.writing("Outer") as unit:
            a_project(unit)
            swallow()

    with pytest.raises(NotFound):
        outer()
    with any_store.reading() as session:
        assert session.query(Project).count() == 0
    _project(any_store)  # the door is open again


def test_nothing_written_leaves_no_trace(any_store: Register) -> None:
    heard = _heard(any_store)
    with any_store.writing("Nothing"):
        pass
    assert heard == []
    with any_store.reading() as session:
        assert history.latest_set_id(session) == 0


def test_listeners_are_told_after_the_commit(any_store: Register, other_window: Register) -> None:
    counts: list[int] = []

    def look(_changes: Changes) -> None:
        with other_window.reading() as session:
            counts.append(session.query(Project).count())

    any_store.subscribe(look)
    _project(any_store)
    assert counts == [1]


def test_a_listener_that_fails_neither_fails_the_save_nor_the_other_listeners(
    any_store: Register, expect_log: ExpectLog
) -> None:
    def fail(_changes: Changes) -> None:
        raise RuntimeError

    any_store.subscribe(fail)
    heard = _heard(any_store)
    with expect_log("a listener failed"):
        _project(any_store)
    assert len(heard) == 1


def test_who_unsubscribed_is_not_told(any_store: Register) -> None:
    heard: list[Changes] = []
    end = any_store.subscribe(heard.append)
    end()
    end()
    _project(any_store)
    assert heard == []


def test_a_long_title_is_cut_to_what_the_history_holds(any_store: Register) -> None:
    any_store.author = "王" * 100
    heard = _heard(any_store)
    with any_store.writing("长" * 300) as unit:
        a_project(unit)
    assert heard[0].title == "长" * 199 + "…"
    with any_store.reading() as session:
        assert history.load(session, heard[0].id) == heard[0]


def test_a_stale_version_is_a_conflict(any_store: Register) -> None:
    project = _project(any_store)
    with any_store.writing("Edit") as unit:
        unit.get(Project, project, version=1).name = "New"
    with pytest.raises(Conflict), any_store.writing("Edit") as unit:
        unit.get(Project, project, version=1)


def test_a_race_that_only_the_database_sees_is_a_conflict(
    postgres: Register, postgres_url: str
) -> None:
    project = _project(postgres)
    other = open_store(postgres_url)
    with pytest.raises(Conflict), postgres.writing("Mine") as unit:
        mine = unit.get(Project, project)
        with other.writing("Theirs") as theirs:
            theirs.get(Project, project).name = "Theirs"
        mine.name = "Mine"
    other.close()


def test_a_reading_session_cannot_write(any_store: Register) -> None:
    with pytest.raises(StorageTrouble), any_store.reading() as session:
        session.add(Project(name="Smuggled"))
        session.flush()
    with any_store.reading() as session:
        assert session.query(Project).count() == 0


def test_what_another_window_wrote_arrives_as_foreign(
    any_store: Register, other_window: Register
) -> None:
    any_store.catch_up()
    heard = _heard(any_store)
    project = _project(other_window, name="Theirs")
    _project(any_store)
    (foreign,) = any_store.catch_up()
    assert foreign.foreign
    assert foreign.ids(Project) == {project}
    assert foreign.items[0].after["name"] == "Theirs"
    assert [changes.foreign for changes in heard] == [False, True]
    assert any_store.catch_up() == ()


def test_very_much_news_is_told_as_one_change_that_is_not_complete(
    any_store: Register, other_window: Register
) -> None:
    project = _project(any_store)
    for number in range(CATCH_UP_AT_MOST + 2):
        with other_window.writing("Edit") as unit:
            unit.get(Project, project).name = f"Name {number}"
    (news,) = any_store.catch_up()
    assert not news.complete
    assert news.touches(Milestone)
    assert any_store.catch_up() == ()


def test_deleting_takes_the_parts_along(any_store: Register) -> None:
    with any_store.writing("New") as unit:
        project = a_project(unit)
        milestone = a_milestone(unit, project)
    heard = _heard(any_store)
    with any_store.writing("Delete") as unit:
        unit.delete(unit.get(Project, project.id))
    assert {(i.record, i.id) for i in heard[0].items} == {
        ("project", project.id),
        ("milestone", milestone.id),
    }
    assert all(item.deleted for item in heard[0].items)
    with pytest.raises(NotFound), any_store.writing("Look") as unit:
        unit.get(Milestone, milestone.id)


def test_the_same_bytes_are_kept_once(any_store: Register) -> None:
    with any_store.writing("Files") as unit:
        assert unit.keep(b"abc") == unit.keep(b"abc")
        assert unit.keep(b"abc") != unit.keep(b"abcd")


def test_several_records_are_added_at_once(any_store: Register) -> None:
    heard = _heard(any_store)
    with any_store.writing("Several") as unit:
        unit.add_all([Project(name="A"), Project(name="B")])
        assert len(unit.find(Project)) == 2
    assert len(heard[0].items) == 2


def test_a_reference_to_nothing_is_a_sentence(any_store: Register) -> None:
    with (
        pytest.raises(StorageTrouble, match="no longer exists"),
        any_store.writing("New") as unit,
    ):
        a_project(unit, staff_id=4711)


def test_dates_and_money_come_back_as_they_were(any_store: Register) -> None:
    project = _project(any_store, status_on=date(2026, 6, 30), total_investment=10**12)
    with any_store.reading() as session:
        record = session.get_one(Project, project)
        assert (record.status_on, record.total_investment) == (date(2026, 6, 30), 10**12)
