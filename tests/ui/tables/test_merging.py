# SPDX-License-Identifier: Apache-2.0
"""Two records that are one are merged in a window that shows both and what moves."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.storage.register import Register
from tests.builders import a, a_project, an_organisation
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.tables import investors
from ui.tables.merging import MergeDialog
from ui.tables.panel import ListPanel
from ui.widgets.picking import PickDialog


@pytest.fixture
def pair(store: Register) -> tuple[int, int]:
    """Two tea companies; the second has a project, a place and a longer name."""
    with store.writing("Prepared") as unit:
        first = an_organisation(unit, name="富硒茶业", note="First")
        second = an_organisation(unit, name="恩施富硒茶业有限公司", place="420100", note="Second")
        a(unit, Party, project_id=a_project(unit).id, organisation_id=second.id)
        return first.id, second.id


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """What the windows open over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(desk: Desk, pair: tuple[int, int], ground: QWidget) -> MergeDialog:
    """The window over both."""
    made = MergeDialog(desk, "organisation", pair, ground)
    made.open()
    return made


def view(desk: Desk, record_id: int) -> RecordView:
    with desk.register.reading() as session:
        return reading.read(session, "organisation", record_id)


def test_what_only_the_other_knows_is_taken_unless_said_otherwise(
    desk: Desk, dialog: MergeDialog, pair: tuple[int, int]
) -> None:
    assert dialog.table is not None
    assert dialog.table.choices() == {"name": 0, "place": 1, "note": 0}
    assert dialog.moves.text() == "What moves: Projects: 0 + 1"
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    dialog.table.choose("name", 1)
    dialog.accept()
    kept, gone = (view(desk, one) for one in pair)
    assert kept.values["name"] == "恩施富硒茶业有限公司"
    assert (kept.values["place"], kept.values["note"]) == ("420100", "First")
    assert gone.deleted
    assert notices[-1].act is not None
    notices[-1].act()
    assert not view(desk, pair[1]).deleted
    assert view(desk, pair[0]).values["name"] == "富硒茶业"


def test_the_other_one_stays_when_the_sides_are_swapped(
    desk: Desk, dialog: MergeDialog, pair: tuple[int, int]
) -> None:
    dialog.swap()
    assert dialog.moves.text() == "Nothing hangs on the one that goes."
    merged: list[int] = []
    dialog.merged.connect(merged.append)
    dialog.accept()
    assert merged == [pair[1]]
    assert view(desk, pair[0]).deleted
    assert view(desk, pair[1]).values["note"] == "Second"


def test_a_change_by_a_colleague_is_told_and_both_are_read_again(
    desk: Desk, dialog: MergeDialog, pair: tuple[int, int]
) -> None:
    with desk.register.writing("Colleague") as unit:
        unit.change(unit.get(Organisation, pair[1]), {"note": "Third"})
    dialog.accept()
    assert "changed by somebody else" in dialog.banner.text
    assert not view(desk, pair[1]).deleted
    dialog.banner.press(0)
    assert dialog.shown is not None
    assert dialog.shown.views[1].values["note"] == "Third"
    dialog.accept()
    assert view(desk, pair[1]).deleted


def test_a_list_offers_it_for_two_rows(desk: Desk, pair: tuple[int, int], qtbot: QtBot) -> None:
    panel = ListPanel(desk, "organisation", today)
    qtbot.addWidget(panel)
    panel.show()
    panel.open_with(None)
    assert "list.merge" not in panel.handlers()
    panel.table.selectAll()
    opened = panel.handlers()["list.merge"]()
    assert isinstance(opened, MergeDialog)
    assert opened.shown is not None
    assert {one.id for one in opened.shown.views} == set(pair)
    assert investors.for_list(desk, "project", 2, lambda: pair, panel) == {}


def test_a_page_offers_the_likely_twins(desk: Desk, pair: tuple[int, int], ground: QWidget) -> None:
    investors.for_record(desk, "organisation", pair[0], ground)["record.merge"]()
    (picking,) = ground.findChildren(PickDialog)
    assert "恩施富硒茶业有限公司" in picking.list.item(0).text()
    picking.picked.emit(str(pair[1]))
    assert [one.shown is not None for one in ground.findChildren(MergeDialog)] == [True]
    picking.close()
