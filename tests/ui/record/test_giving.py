# SPDX-License-Identifier: Apache-2.0
"""From what the next stage lacks to where it is given, on the page of a project and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm.domain.course import Party
from crm.domain.project import Project
from crm.domain.rules.gates import AGREEMENT
from crm.queries import files as queries
from crm.storage.register import Register
from tests.builders import a, a_project, an_organisation
from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.forms.dialog import RecordDialog
from ui.pages.record_page import RecordPage
from ui.record.recordtabs import FILES, FORM, PARTIES
from ui.record.relatedlist import RelatedList


@pytest.fixture
def project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        return a_project(unit, stage="advance")


def opened(desk: Desk, qtbot: QtBot, project: Project) -> RecordPage:
    page = RecordPage(desk, "project")
    qtbot.addWidget(page)
    desk.relay.changed.connect(page.refresh)
    desk.commands.ask_page(page.handlers)
    page.resize(1100, 640)
    page.show()
    page.open_with(project.id)
    qtbot.waitExposed(page)
    return page


def press_lack(page: RecordPage, label: str) -> None:
    assert page.head.stages is not None
    (link,) = [one for one in page.head.stages.lacks.links if one.text() == label]
    link.setFocus()
    press(link, Qt.Key.Key_Space)


def test_a_field_that_is_lacking_gets_the_keys(desk: Desk, qtbot: QtBot, project: Project) -> None:
    page = opened(desk, qtbot, project)
    page.tabs.choose(FILES)
    press_lack(page, "Screening result")
    assert page.tabs.current == FORM
    assert page.focusWidget() is page.form.fields.editors["screening"].target


def test_an_investor_is_asked_for_in_a_window_and_a_talk_in_the_timeline(
    desk: Desk, qtbot: QtBot, project: Project
) -> None:
    page = opened(desk, qtbot, project)
    press_lack(page, "Investor")
    (dialog,) = page.findChildren(RecordDialog)
    assert dialog.record == "party"
    dialog.reject()
    press_lack(page, "A contact within the last 30 days")
    assert page.timeline is not None
    assert page.timeline.entry.isVisible()


def test_the_contact_person_is_given_in_the_list_of_investors(
    desk: Desk, store: Register, qtbot: QtBot, project: Project
) -> None:
    with store.writing("Prepared") as unit:
        firm = an_organisation(unit)
        a(unit, Party, project_id=project.id, organisation_id=firm.id)
    page = opened(desk, qtbot, project)
    press_lack(page, "Contact person of the investor")
    assert page.tabs.current == PARTIES
    panel = page.tabs.panel
    assert isinstance(panel, RelatedList)
    assert page.focusWidget() is panel.table


def test_a_file_that_is_lacking_goes_into_its_slot(
    desk: Desk, store: Register, qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        unit.change(unit.get(Project, project.id), {"stage": "negotiate"})
    paper = tmp_path / "agreement.pdf"
    paper.write_bytes(b"signed")
    page = opened(desk, qtbot, project)
    press_lack(page, "The agreement as a file")
    (dialog,) = page.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(paper)])
    dialog.reject()
    with store.reading() as session:
        assert [one.slot for one in queries.files(session, "project", project.id)] == [AGREEMENT]
    assert AGREEMENT not in [one.slot for one in page.head.lacks]


def test_the_menu_of_what_is_lacking_is_a_command_while_anything_is(
    desk: Desk, store: Register, qtbot: QtBot, project: Project
) -> None:
    page = opened(desk, qtbot, project)
    assert "record.lacks" in page.handlers()
    menu = page.giving.open_menu()
    assert menu.actions()[0].text() == "Investor"
    menu.actions()[-1].trigger()
    menu.close()
    assert page.focusWidget() is page.form.fields.editors["screening"].target
    with store.writing("At the end") as unit:
        unit.change(unit.get(Project, project.id), {"stage": "build"})
    assert "record.lacks" not in page.handlers()
