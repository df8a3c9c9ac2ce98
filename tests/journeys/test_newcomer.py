# SPDX-License-Identifier: Apache-2.0
"""A newcomer starts, takes the sample county, moves a project along and prints the guide."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm.domain.course import StageChange
from crm.domain.project import Project
from tests.journeys.traveller import CTRL, SHIFT, Traveller
from tests.ui.applications import application
from tests.ui.keys import type_in
from ui.board.board import BoardView
from ui.forms.moving import MoveDialog
from ui.pages.projects import ProjectsPage
from ui.pages.welcome import WelcomePage
from ui.widgets.askversion import AskVersion


def board_of(traveller: Traveller) -> BoardView:
    page = traveller.window.stack.page
    assert isinstance(page, ProjectsPage)
    if not page.on_board:
        traveller.key(Qt.Key.Key_B, CTRL)
    board = page.board
    board.focus()
    traveller.key(Qt.Key.Key_Down)
    traveller.until(lambda: board.current_id)
    return board


def move_onward(traveller: Traveller) -> int:
    """Move the current card of the board to the next stage by keys alone."""
    board = board_of(traveller)
    project = board.current_id
    traveller.key(Qt.Key.Key_Right, CTRL)
    dialog = traveller.seen(MoveDialog)
    if dialog.needs_reason():
        dialog.reason.setFocus()
        type_in(dialog.reason, "Decided by the office meeting")
    traveller.push("Move", dialog)
    traveller.until(lambda: traveller.stored(Project, project).stage != "reserve")
    return project


def print_guide(traveller: Traveller, file: Path) -> None:
    traveller.key(Qt.Key.Key_6, CTRL)
    traveller.arrive("guide")
    traveller.key(Qt.Key.Key_P, CTRL | SHIFT)
    traveller.seen(AskVersion)
    traveller.key(Qt.Key.Key_Return)
    dialog = traveller.seen(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    traveller.until(file.exists)
    traveller.rest()


def test_a_newcomer_reaches_a_printed_guide(qtbot: QtBot, tmp_path: Path) -> None:
    with application(qtbot, "") as app:
        newcomer = Traveller(app, qtbot)
        newcomer.start("welcome")
        page = app.window.stack.page
        assert isinstance(page, WelcomePage)
        newcomer.until(page.cards[0].hasFocus)
        newcomer.key(Qt.Key.Key_Return)
        newcomer.arrive("today")
        newcomer.key(Qt.Key.Key_2, CTRL)
        newcomer.arrive("projects")
        project = move_onward(newcomer)
        moved = newcomer.stored(Project, project)
        assert moved.stage == "advance"
        with app.desk.register.reading() as session:
            change = session.query(StageChange).order_by(StageChange.id.desc()).first()
            assert change is not None
            assert (change.project_id, change.to_stage) == (project, "advance")
        newcomer.key(Qt.Key.Key_1, CTRL)
        newcomer.arrive("today")
        file = tmp_path / "guide.pdf"
        print_guide(newcomer, file)
        assert len(pypdfium2.PdfDocument(file)) > 20


def test_a_move_is_undone_by_the_notice(traveller: Traveller) -> None:
    traveller.key(Qt.Key.Key_2, CTRL)
    traveller.arrive("projects")
    project = move_onward(traveller)
    traveller.window.notices.act()
    traveller.until(lambda: traveller.stored(Project, project).stage == "reserve")


def test_the_second_start_opens_the_same_county_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    assert tmp_path
    for first in ("welcome", "today"):
        with application(qtbot, "") as app:
            newcomer = Traveller(app, qtbot)
            newcomer.start(first)
            if first == "welcome":
                newcomer.key(Qt.Key.Key_Return)
                newcomer.arrive("today")
