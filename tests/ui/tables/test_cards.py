# SPDX-License-Identifier: Apache-2.0
"""Contact cards are looked at before they are taken; people and days go out into files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.person import Person
from crm.storage.register import Register
from tests.builders import a_follow_up, a_person
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.tables import cards
from ui.tables.cardsdialog import CardsDialog
from ui.tables.panel import ListPanel

FILE = """BEGIN:VCARD
VERSION:3.0
FN:李明
ORG:恩施富硒茶业有限公司
TEL;TYPE=CELL:13812345678
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:王芳
END:VCARD
BEGIN:VCARD
VERSION:3.0
END:VCARD
"""


@pytest.fixture
def dialog(desk: Desk, ground: QWidget, tmp_path: Path) -> CardsDialog:
    """The window over a file of three cards: one new, one of a namesake, one broken."""
    with desk.register.writing("Prepared") as unit:
        a_person(unit, name="王芳", mobile="13900000000")
    file = tmp_path / "phone.vcf"
    file.write_text(FILE, encoding="utf-8")
    cards.look_at(desk, [file], ground)
    (made,) = ground.findChildren(CardsDialog)
    return made


def people(store: Register) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(Person.name).where(Person.deleted.is_(False))))


def cell(dialog: CardsDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    return "" if item is None else item.text()


def test_each_card_says_what_it_is_and_broken_ones_are_told(dialog: CardsDialog) -> None:
    assert dialog.told.text() == "New 1 · Known 0 · Doubtful 1"
    assert cell(dialog, 0, 2) == "13812345678"
    assert cell(dialog, 0, 3) == "New"
    assert cell(dialog, 1, 3).startswith("Doubtful: 王芳 · the same name")
    assert dialog.broken.text() == "phone.vcf, line 11: The card has no name."


def test_the_ticked_ones_are_taken_in_one_step(desk: Desk, dialog: CardsDialog) -> None:
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    dialog.accept()
    assert people(desk.register) == ["王芳", "李明"]
    assert notices[-1].text == "Contact cards: 1 new, 0 completed, 1 organisations made"
    assert notices[-1].act is not None
    notices[-1].act()
    assert people(desk.register) == ["王芳"]


def test_a_doubtful_one_is_taken_when_it_is_ticked(desk: Desk, dialog: CardsDialog) -> None:
    dialog.tick(0, on=False)
    dialog.tick(1, on=True)
    dialog.accept()
    assert people(desk.register) == ["王芳", "王芳"]


def test_nothing_ticked_is_nothing_taken(desk: Desk, dialog: CardsDialog) -> None:
    dialog.tick(0, on=False)
    dialog.accept()
    assert people(desk.register) == ["王芳"]
    assert dialog.isVisible()


def test_people_and_days_are_written_into_files(
    desk: Desk, ground: QWidget, tmp_path: Path
) -> None:
    assert ground
    with desk.register.writing("Prepared") as unit:
        person, task = a_person(unit, name="李明"), a_follow_up(unit, subject="Call")
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    cards.write(desk, "person", [person.id], tmp_path / "people.vcf")
    cards.write(desk, "follow_up", [task.id], tmp_path / "tasks.ics")
    assert "FN:李明" in (tmp_path / "people.vcf").read_text(encoding="utf-8")
    assert "SUMMARY:Call" in (tmp_path / "tasks.ics").read_text(encoding="utf-8")
    assert [one.text for one in notices] == [
        "1 entry written: people.vcf", "1 entry written: tasks.ics",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_told(desk: Desk, ground: QWidget, tmp_path: Path) -> None:
    told: list[str] = []

    def hear(error: Exception, _job: object) -> None:
        told.append(str(error))

    desk.jobs.troubled.connect(hear)
    cards.look_at(desk, [tmp_path / "nowhere.vcf"], ground)
    assert ground.findChildren(CardsDialog) == []
    assert told
    assert "nowhere.vcf cannot be read" in told[0]


def test_each_list_offers_what_it_has(desk: Desk, qtbot: QtBot) -> None:
    with desk.register.writing("Prepared") as unit:
        a_person(unit)
    panel = ListPanel(desk, "person", today)
    qtbot.addWidget(panel)
    panel.show()
    panel.open_with(None)
    assert "list.cards_in" in panel.handlers()
    assert "list.cards_out" not in panel.handlers()
    panel.table.selectAll()
    assert "list.cards_out" in panel.handlers()
    assert set(cards.for_list(desk, "event", 1, list, panel)) == {"list.calendar"}
    assert cards.for_list(desk, "project", 1, list, panel) == {}
