# SPDX-License-Identifier: Apache-2.0
"""A project from the idea to construction by keys: gates ask, funds come, the ledger has it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from crm.domain.course import Milestone, StageChange
from crm.domain.office import Staff, Unit
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.records import Record, today
from crm.domain.rules.stages import CODES
from tests.crm.documents.engine.reading import texts
from tests.journeys.traveller import CTRL, SHIFT, Traveller
from tests.ui.keys import type_in
from ui.forms.dialog import RecordDialog
from ui.forms.editor import Editor
from ui.forms.evidence import FileRow, Rows
from ui.forms.moving import MoveDialog
from ui.pages.projects import ProjectsPage
from ui.pages.record_page import RecordPage
from ui.record.relatedlist import RelatedList
from ui.widgets.palette import PaletteDialog

NAME = "Selenium tea brewery of the lake"
DAY = today().isoformat()


def name_of(traveller: Traveller, kind: type[Record]) -> str:
    """The name of some record of the county that is the only one of its name."""
    named = kind.__table__.c["name"]
    with traveller.app.desk.register.reading() as session:
        names = [str(one) for one in session.scalars(select(named))]
    return next(
        one for one in names if sum(one.casefold() in other.casefold() for other in names) == 1
    )


def command(traveller: Traveller, words: str) -> None:
    """Take a command by typing its words into the palette."""
    traveller.key(Qt.Key.Key_K, CTRL)
    palette = traveller.seen(PaletteDialog)
    line = QApplication.focusWidget()
    assert line is not None
    type_in(line, words)
    traveller.until(lambda: [one.title for one in palette.found()][:1] == [words])
    traveller.key(Qt.Key.Key_Return)


def save_as(traveller: Traveller, file: Path) -> None:
    """Type the name of a file into the window that asks for one, and wait until it is written."""
    name_file(traveller, file)
    traveller.until(file.exists)
    traveller.rest()


def name_file(traveller: Traveller, file: Path) -> None:
    """Type the name of a file into the window that asks for one."""
    dialog = traveller.seen(QFileDialog)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    traveller.until(line.hasFocus)
    traveller.key(Qt.Key.Key_A, CTRL)
    type_in(line, str(file))
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: not dialog.isVisible())


def enter(traveller: Traveller, editors: Mapping[str, Editor], **typed: str) -> None:
    """Type into one field after the other, leaving each by Tab."""
    for name, text in typed.items():
        editor = editors[name]
        traveller.walk_to(editor.target)
        type_in(editor.target, text)
        traveller.key(Qt.Key.Key_Tab)
        traveller.until(lambda editor=editor: editor.valid() is not None)


def page_of(traveller: Traveller) -> RecordPage:
    page = traveller.window.stack.page
    assert isinstance(page, RecordPage)
    return page


def the_project(traveller: Traveller) -> Project:
    with traveller.app.desk.register.reading() as session:
        found = session.scalars(select(Project).where(Project.name == NAME)).one()
        session.expunge(found)
        return found


def asked(rows: Rows | None) -> Mapping[str, Editor]:
    assert rows is not None
    return rows.editors


def attach(traveller: Traveller, row: FileRow, paper: Path) -> None:
    """Choose a file by keys: the button, then its name in the window of files."""
    traveller.walk_to(row.target)
    traveller.key(Qt.Key.Key_Space)
    name_file(traveller, paper)
    traveller.until(lambda: row.path == paper)


def open_move(traveller: Traveller) -> MoveDialog:
    traveller.key(Qt.Key.Key_M, CTRL | SHIFT)
    return traveller.seen(MoveDialog)


def finish(traveller: Traveller, dialog: MoveDialog, stage: str) -> None:
    """Nothing is lacking any more: Enter moves it."""
    assert not dialog.needs_reason(), [one.label for one in dialog.asked.open_ones()]
    traveller.walk_to(dialog.reason)
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: the_project(traveller).stage == stage)
    traveller.rest()


def begin(traveller: Traveller) -> None:
    """Enter the project with all that 储备 asks for."""
    command(traveller, "New project")
    traveller.arrive("project")
    form = page_of(traveller).form
    enter(
        traveller, form.fields.editors, name=NAME, industry="C15", site="Shuiping",
        total_investment="8000", unit_id=name_of(traveller, Unit),
        content="A brewery of 20,000 t of selenium tea a year",
    )  # fmt: skip
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: page_of(traveller).record_id)
    traveller.rest()


def advance(traveller: Traveller) -> None:
    dialog = open_move(traveller)
    enter(traveller, asked(dialog.asked.fields), staff_id=name_of(traveller, Staff),
          target_note="Two makers of drinks were written to")  # fmt: skip
    enter(traveller, dialog.asked.proofs["activity"].editors, subject="First call",
          happened_on=DAY, kind="Call")  # fmt: skip
    finish(traveller, dialog, "advance")


def negotiate(traveller: Traveller) -> None:
    dialog = open_move(traveller)
    enter(traveller, asked(dialog.asked.fields), intended_investment="7500",
          screening="Recommended")  # fmt: skip
    enter(traveller, dialog.asked.proofs["party"].editors,
          organisation_id=name_of(traveller, Organisation), person_id=name_of(traveller, Person),
          )  # fmt: skip
    finish(traveller, dialog, "negotiate")


def sign(traveller: Traveller, paper: Path) -> None:
    dialog = open_move(traveller)
    fields = asked(dialog.asked.fields)
    enter(traveller, fields, signed_on=DAY, agreement_kind="Formal agreement",
          agreed_investment="7000", lead_official_id=name_of(traveller, Staff))  # fmt: skip
    traveller.walk_to(fields["signed_without_event"].target)
    traveller.key(Qt.Key.Key_Left)
    traveller.key(Qt.Key.Key_Left)
    attach(traveller, dialog.asked.files[0], paper)
    finish(traveller, dialog, "sign")


def build(traveller: Traveller, picture: Path) -> None:
    dialog = open_move(traveller)
    enter(traveller, asked(dialog.asked.fields), started_on=DAY[:7], filing_code="2611-420000")
    enter(traveller, dialog.asked.proofs["receipt"].editors, amount="500", month=DAY[:7],
          origin="Within the county")  # fmt: skip
    attach(traveller, dialog.asked.files[0], picture)
    finish(traveller, dialog, "build")


def state_of(traveller: Traveller) -> str | None:
    own = select(Receipt.state).join(Project, Project.id == Receipt.project_id)
    with traveller.app.desk.register.reading() as session:
        return session.scalar(own.where(Project.name == NAME))


def report(traveller: Traveller) -> None:
    """The first funds are reported, in the list beside the project."""
    page = page_of(traveller)
    while page.tabs.current != "receipt.project_id":
        traveller.key(Qt.Key.Key_PageDown, CTRL)
    panel = page.tabs.panel
    assert isinstance(panel, RelatedList)
    traveller.walk_to(panel.table)
    traveller.key(Qt.Key.Key_Return)
    dialog = traveller.seen(RecordDialog)
    traveller.until(dialog.fields.editors["amount"].valid)
    state = dialog.fields.editors["state"]
    traveller.walk_to(state.target)
    traveller.key(Qt.Key.Key_A, CTRL)
    enter(traveller, {"state": state}, state="Reported")
    traveller.walk_to(dialog.fields.editors["amount"].target)
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: state_of(traveller) == "reported")
    traveller.rest()


def funds_on_the_board(traveller: Traveller) -> int:
    page = traveller.window.stack.page
    assert isinstance(page, ProjectsPage)
    traveller.key(Qt.Key.Key_F, CTRL)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    type_in(line, NAME)
    if not page.on_board:
        traveller.key(Qt.Key.Key_B, CTRL)
    traveller.until(lambda: page.board.rows.board and sum(
        len(one.ids) for one in page.board.rows.board.columns) == 1)  # fmt: skip
    board = page.board.rows.board
    assert board is not None
    assert [len(one.ids) for one in board.columns] == [0, 0, 0, 0, 1]
    return board.columns[-1].funds


def rows_of(file: Path) -> list[str]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes())).get_sheet_by_index(0)
    return [" ".join(str(one) for one in row if one != "") for row in sheet.to_python()]


def write_ledger(traveller: Traveller, file: Path) -> None:
    """The project ledger of what the list shows."""
    page = traveller.window.stack.page
    assert isinstance(page, ProjectsPage)
    if page.on_board:
        traveller.key(Qt.Key.Key_B, CTRL)
    command(traveller, "Write the project ledger …")
    save_as(traveller, file)


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, Path]:
    agreement, picture = tmp_path / "agreement.pdf", tmp_path / "site.jpg"
    agreement.write_bytes(b"%PDF-1.4 signed")
    picture.write_bytes(b"picture")
    return agreement, picture


def test_a_project_goes_through_five_stages_to_its_first_funds_and_into_the_ledger(
    traveller: Traveller, papers: tuple[Path, Path], tmp_path: Path
) -> None:
    begin(traveller)
    advance(traveller)
    negotiate(traveller)
    sign(traveller, papers[0])
    build(traveller, papers[1])
    report(traveller)
    project = the_project(traveller)
    handed = tmp_path / "project.pdf"
    command(traveller, "Print the file for handing over …")
    save_as(traveller, handed)
    with traveller.app.desk.register.reading() as session:
        own = StageChange.project_id == project.id
        moves = session.scalars(select(StageChange).where(own).order_by(StageChange.id)).all()
        assert [(one.to_stage, bool(one.marked)) for one in moves] == [(c, False) for c in CODES]
        reached = select(Milestone.kind).where(Milestone.project_id == project.id)
        assert set(session.scalars(reached)) == {"formal", "started"}
        (receipt,) = session.scalars(select(Receipt).where(Receipt.project_id == project.id))
        assert (receipt.amount, receipt.state) == (5_000_000, "reported")
    traveller.key(Qt.Key.Key_2, CTRL)
    traveller.arrive("projects")
    assert funds_on_the_board(traveller) == 5_000_000
    file = tmp_path / "ledger.xlsx"
    write_ledger(traveller, file)
    (line,) = [one for one in rows_of(file) if NAME in one]
    assert "Under construction" in line
    assert "8000" in line
    told = " ".join(texts(handed))
    for said in (NAME, "First call", "agreement.pdf", "2611-420000", "Under construction"):
        assert said in told, said
