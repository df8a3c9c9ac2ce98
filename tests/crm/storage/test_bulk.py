# SPDX-License-Identifier: Apache-2.0
"""Very many records at once: one change set, ids known before, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.domain.records import Record
from crm.errors import Cancelled, StorageTrouble
from crm.storage import history
from crm.storage.bulk import RECORDED_AT_MOST, insert_many, loading
from crm.storage.changes import Changes
from crm.storage.register import Register
from crm.storage.undo import undo, undo_last
from tests.builders import a_project


@pytest.fixture
def heard(any_store: Register) -> list[Changes]:
    told: list[Changes] = []
    any_store.subscribe(told.append)
    return told


def _count(register: Register, kind: type[Record]) -> int:
    with register.reading() as session:
        return session.query(kind).filter(kind.deleted.is_(False)).count()


def test_a_small_load_is_one_change_with_every_record(
    any_store: Register, heard: list[Changes]
) -> None:
    ids = insert_many(
        any_store, "Import", {"project": [{"name": "A"}, {"name": "B", "code": "X1"}]}
    )
    (changes,) = heard
    assert changes.complete
    assert changes.ids(Project) == frozenset(ids["project"])
    with any_store.reading() as session:
        assert history.load(session, changes.id) == changes
        second = session.get_one(Project, ids["project"][1])
        assert (second.name, second.code, second.stage, second.version) == ("B", "X1", "reserve", 1)


def test_a_small_load_is_undone_like_any_change(any_store: Register) -> None:
    insert_many(any_store, "Import", {"project": [{"name": "A"}, {"name": "B"}]})
    undo_last(any_store)
    assert _count(any_store, Project) == 0


def test_records_written_one_by_one_and_loaded_tell_the_same(
    any_store: Register, heard: list[Changes]
) -> None:
    with any_store.writing("One") as unit:
        a_project(unit, name="A", code="X1")
    insert_many(
        any_store,
        "Many",
        {"project": [{"name": "A", "code": "X1", "total_investment": 35_000_000}]},
    )
    one, many = heard
    assert one.items[0].after == many.items[0].after


def test_a_large_load_tells_only_that_everything_may_be_new(
    any_store: Register, other_window: Register, heard: list[Changes]
) -> None:
    number = RECORDED_AT_MOST + 1
    insert_many(any_store, "Import", {"project": [{"name": f"P{i}"} for i in range(number)]})
    assert (heard[0].complete, heard[0].items) == (False, ())
    assert heard[0].touches(Milestone)
    assert _count(any_store, Project) == number
    (news,) = other_window.catch_up()
    assert not news.complete
    with pytest.raises(Exception, match="nothing here that can be undone"):
        undo(any_store, heard[0].id)


def test_ids_can_be_reserved_for_rows_that_refer_to_each_other(any_store: Register) -> None:
    with loading(any_store, "Import") as load:
        ids = load.next_ids("project", 2)
        load.insert("project", [{"id": i, "name": f"P{i}"} for i in ids])
        load.insert("milestone", [{"project_id": ids[1], "kind": "filed"}])
    with any_store.reading() as session:
        assert session.query(Milestone).one().project_id == ids[1]


def test_ids_go_on_after_those_that_are_there_and_single_records_after_the_load(
    any_store: Register,
) -> None:
    with any_store.writing("One") as unit:
        first = a_project(unit).id
    ids = insert_many(any_store, "Many", {"project": [{"name": "A"}, {"name": "B"}]})["project"]
    with any_store.writing("One more") as unit:
        last = a_project(unit).id
    assert [first, *ids, last] == [1, 2, 3, 4]


def test_a_cancelled_load_leaves_nothing(any_store: Register, heard: list[Changes]) -> None:
    with pytest.raises(Cancelled), loading(any_store, "Import") as load:
        load.insert("project", [{"name": "A"}])
        raise Cancelled
    assert _count(any_store, Project) == 0
    assert heard == []


def test_a_row_that_cannot_be_stored_fails_the_whole_load(any_store: Register) -> None:
    with pytest.raises(StorageTrouble):
        insert_many(any_store, "Import", {"project": [{"name": "A"}, {"code": "no name"}]})
    assert _count(any_store, Project) == 0


def test_nothing_loaded_is_no_change(any_store: Register, heard: list[Changes]) -> None:
    assert insert_many(any_store, "Import", {"project": []}) == {"project": []}
    assert heard == []


def test_what_follows_the_records_sees_the_loaded_ones(store: Register) -> None:
    seen: list[str] = []

    def follow(_session: Session, records: Sequence[Record]) -> None:
        seen.extend(record.name for record in records if isinstance(record, Project))

    following = Register(store.writer, store.reader, followers=[follow])
    insert_many(following, "Import", {"project": [{"name": "A"}, {"name": "B"}]})
    following.close()
    assert seen == ["A", "B"]
