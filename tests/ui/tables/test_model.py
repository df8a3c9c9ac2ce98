# SPDX-License-Identifier: Apache-2.0
"""The model of a list: first page, ids, windows of rows, and following what is changed."""

from __future__ import annotations

import threading
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from crm.domain.course import Problem
from crm.domain.office import Staff
from crm.domain.project import Project
from crm.queries import listing as queries
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Listing
from crm.storage.register import Register
from tests.builders import a_project
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.tables.model import VALUE, ListModel

BY_NAME = Listing("project", sort=("name",), columns=("name", "stage", "total_investment"))


@pytest.fixture
def model(desk: Desk, projects: list[int], qtbot: QtBot) -> Generator[ListModel]:
    assert projects
    made = ListModel(desk, "project", today)
    desk.relay.changed.connect(made.refresh)
    made.show(BY_NAME)
    qtbot.waitUntil(lambda: made.complete)
    yield made
    made.deleteLater()


def texts(model: ListModel, qtbot: QtBot, column: int = 0) -> list[object]:
    """The words of a column, asked for as painting does until all have come."""

    def known() -> bool:
        rows = range(model.rowCount())
        return all(model.data(model.index(row, column)) is not None for row in rows)

    qtbot.waitUntil(known)
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_rows_stand_in_the_order_of_the_listing(model: ListModel, qtbot: QtBot) -> None:
    assert texts(model, qtbot) == [f"{letter} works" for letter in "ABCDEFGHIJKL"]
    assert texts(model, qtbot, 1)[:2] == ["Signed", "Reserved"]
    assert texts(model, qtbot, 2)[:2] == ["1,000", ""]


def test_numbers_stand_at_the_right_and_headers_name_their_unit(model: ListModel) -> None:
    right = Qt.AlignmentFlag.AlignRight
    role = int(Qt.ItemDataRole.TextAlignmentRole)
    sides = [int(str(model.data(model.index(0, at), role))) for at in range(3)]
    assert [bool(side & right.value) for side in sides] == [False, False, True]
    heading = model.headerData(2, Qt.Orientation.Horizontal)
    assert heading == "Total investment (10k yuan)"


def test_the_value_behind_a_cell_can_be_asked_for(model: ListModel, qtbot: QtBot) -> None:
    texts(model, qtbot)
    assert model.data(model.index(0, 1), VALUE) == "sign"


def test_a_row_has_no_children(model: ListModel) -> None:
    inside = model.index(0, 0)
    assert model.rowCount(inside) == model.columnCount(inside) == 0
    assert model.rowCount(QModelIndex()) == 12


def test_a_filter_leaves_the_others_out(model: ListModel, qtbot: QtBot) -> None:
    signed = Filter((Condition("stage", "one_of", ("sign",)),))
    model.show(Listing("project", signed, ("-name",), ("name",)))
    assert texts(model, qtbot) == ["J works", "G works", "D works", "A works"]


def test_another_name_in_the_same_place_changes_only_the_words(
    model: ListModel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    resets: list[object] = []
    model.modelAboutToBeReset.connect(lambda: resets.append(1))
    texts(model, qtbot)
    with store.writing("Renamed") as unit:
        unit.change(unit.get(Project, projects[3]), {"name": "D2 works"})
    assert texts(model, qtbot)[3] == "D2 works"
    assert resets == []


def test_a_new_record_comes_in_at_its_place(
    model: ListModel, store: Register, qtbot: QtBot
) -> None:
    seen: list[tuple[int, int]] = []

    def note(_parent: QModelIndex, first: int, last: int) -> None:
        seen.append((first, last))

    model.rowsInserted.connect(note)
    with store.writing("Added") as unit:
        a_project(unit, name="DD works")
    assert texts(model, qtbot)[3:6] == ["D works", "DD works", "E works"]
    assert seen == [(4, 4)]


def test_a_deleted_record_goes_and_comes_back(
    model: ListModel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    with store.writing("Deleted") as unit:
        unit.delete(unit.get(Project, projects[0]))
    assert texts(model, qtbot)[0] == "B works"
    with store.writing("Restored") as unit:
        again = unit.any_of(Project, projects[0])
        assert again is not None
        again.deleted = False
    assert texts(model, qtbot)[0] == "A works"


def test_a_record_that_moves_is_moved(
    model: ListModel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    moved: list[object] = []

    def note(*told: object) -> None:
        moved.append(told)

    model.rowsMoved.connect(note)
    with store.writing("Renamed") as unit:
        unit.change(unit.get(Project, projects[0]), {"name": "Z works"})
    assert texts(model, qtbot)[-1] == "Z works"
    assert len(moved) == 1


def test_a_change_of_a_field_that_is_not_looked_at_reads_no_ids(
    model: ListModel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    before = model.ids
    with store.writing("Staged") as unit:
        unit.change(unit.get(Project, projects[0]), {"site": "Town"})
    assert model.ids is before
    assert texts(model, qtbot)[0] == "A works"


def test_the_name_of_a_linked_record_is_read_again(
    model: ListModel, store: Register, qtbot: QtBot
) -> None:
    model.show(Listing("project", sort=("name",), columns=("name", "staff_id")))
    assert texts(model, qtbot, 1)[0] == "Officer Wen"
    with store.writing("Renamed") as unit:
        (officer,) = unit.find(Staff)
        unit.change(officer, {"name": "Officer Li"})
    assert texts(model, qtbot, 1)[0] == "Officer Li"


def test_rows_outside_the_first_page_are_fetched_when_painted(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Many") as unit:
        unit.add_all([Project(name=f"P{at:04d}") for at in range(700)])
    model = ListModel(desk, "project", today)
    model.show(BY_NAME)
    qtbot.waitUntil(lambda: model.complete)
    asked = model.index(650, 0)
    assert model.data(asked) is None
    qtbot.waitUntil(lambda: model.data(asked) == "P0650")
    assert model.data(model.index(400, 0)) is None
    model.deleteLater()


def test_an_older_question_answers_nothing_any_more(
    store: Register, projects: list[int], tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert projects
    desk = Desk(geometry=Geometry(tmp_path / "window.json"))
    desk.open(store)
    gate, first = threading.Event(), queries.first

    def slow(session: Session, asked: Listing, *, today: date, limit: int) -> object:
        if asked.filter == Filter():
            assert gate.wait(5)
        return first(session, asked, today=today, limit=limit)

    monkeypatch.setattr(queries, "first", slow)
    model = ListModel(desk, "project", today)
    model.show(BY_NAME)
    model.show(Listing("project", Filter((Condition("stage", "one_of", ("sign",)),)), ("name",)))
    qtbot.waitUntil(lambda: model.complete)
    gate.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    assert model.rowCount() == 4
    model.deleteLater()
    desk.close()


def test_a_list_that_looks_at_parts_follows_their_changes(
    model: ListModel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    troubled = Filter((Condition("problem", "has", Filter()),))
    model.show(Listing("project", troubled, ("name",), ("name",)))
    qtbot.waitUntil(lambda: model.complete and model.rowCount() == 0)
    with store.writing("Raised") as unit:
        unit.add(Problem(project_id=projects[1], subject="Power", state="open"))
    assert texts(model, qtbot) == ["B works"]
