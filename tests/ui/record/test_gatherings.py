# SPDX-License-Identifier: Apache-2.0
"""Guests are invited, marked and signed in through their windows, and an event is repeated."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.queries.filters import Condition, Filter
from crm.queries.related import related
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_person, an_attendance, an_event, an_organisation
from ui.desk.desk import Desk
from ui.record import gatherings
from ui.record.gatherings import RepeatDialog, next_time
from ui.record.inviting import InviteDialog
from ui.record.relatedlist import RelatedList
from ui.record.signing import SignInDialog
from ui.record.signlines import NEW
from ui.widgets.confirm import ConfirmDialog
from ui.widgets.droplist import Option

TODAY = date(2026, 6, 30)


@pytest.fixture
def event_id(store: Register) -> int:
    """A roadshow of the 18th of June 2026."""
    with store.writing("Prepared") as unit:
        return an_event(unit, name="Wuxi roadshow 2026").id


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """A window behind the dialogs."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def attendances(store: Register) -> list[Attendance]:
    with store.writing("Look") as unit:
        return list(unit.find(Attendance))


def test_whom_a_filter_invites_is_said_before_anybody_is_invited(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        tea = an_organisation(unit, name="Tea", type="chamber")
        a_person(unit, name="Wang", organisation_id=tea.id)
        an_organisation(unit, name="Quiet", type="chamber", do_not_contact=True)
        an_organisation(unit, name="Bank", type="fund")
    dialog = gatherings.invite(desk, event_id, lambda: TODAY, ground)
    assert dialog.found.many == 2
    dialog.show_filter("organisation", Filter((Condition("type", "one_of", ("chamber",)),)))
    assert (dialog.found.names, dialog.found.silent) == (("Wang (Tea)",), ("Quiet",))
    dialog.accept()
    assert [one.name for one in attendances(store)] == ["Wang"]
    undo_last(store)
    assert attendances(store) == []


def test_a_saved_view_chooses_the_guests(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        an_organisation(unit, name="Tea", type="chamber")
        an_organisation(unit, name="Bank", type="fund")
    dialog = InviteDialog(desk, event_id, lambda: TODAY, ground)
    views = dialog.views["organisation"]
    views.set_option(Option(2, "Chambers"))
    views.changed.emit()
    assert dialog.found.names == ("Tea",)
    dialog.whom.choose("person")
    dialog.whom.chosen.emit("person")
    assert (dialog.found.many, dialog.each.isVisibleTo(dialog)) == (0, False)
    dialog.accept()
    assert attendances(store) == []
    dialog.reject()


def test_a_pasted_list_is_matched_asked_about_and_signed_in_as_one_step(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        event = unit.get(Event, event_id)
        invited = a_person(unit, name="王强", mobile="13812345678")
        an_attendance(unit, event, invited)
        twin = a_person(unit, name="李敏")
        an_organisation(unit, name="无锡恒通商贸有限公司")
    dialog = gatherings.sign_in(desk, event_id, ground)
    dialog.text.setPlainText(
        "王总 138 1234 5678\n李敏 福州商会\n赵晓东 恒通商贸发展有限公司\n陈新 1.39E+10"
    )
    dialog.recognise()
    assert dialog.open_rows() == [1, 2]
    dialog.accept()
    assert len(attendances(store)) == 1
    (alike,) = dialog.lines[1].found.people
    dialog.decide(1, person=alike)
    dialog.decide(2, house=NEW)
    assert dialog.open_rows() == []
    dialog.accept()
    with store.writing("Look") as unit:
        rows = unit.find(Attendance, Attendance.state == "attended")
        people = [unit.get(Person, one.person_id or 0) for one in rows]
        houses = {one.name for one in unit.find(Organisation)}
    assert [one.name for one in people] == ["王强", "李敏", "赵晓东", "陈新"]
    assert (people[0].id, people[1].id) == (invited.id, twin.id)
    assert houses == {"无锡恒通商贸有限公司", "福州商会", "恒通商贸发展有限公司"}
    undo_last(store)
    assert [one.state for one in attendances(store)] == ["invited"]


def test_who_is_corrected_is_looked_up_again_and_who_is_emptied_is_left_out(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        a_person(unit, name="王强", mobile="13812345678")
    dialog = SignInDialog(desk, event_id, ground)
    dialog.text.setPlainText("王强 13812345679\n李新 13900000000")
    dialog.recognise()
    assert dialog.open_rows() == [0]
    dialog.grid.put(0, "phone", "13812345678")
    assert dialog.open_rows() == []
    dialog.grid.put(1, "name", None)
    dialog.all_new()
    dialog.accept()
    assert attendances(store) == []
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    buttons = {one.text(): one for one in question.findChildren(QPushButton)}
    buttons["Leave them out"].click()
    assert [one.name for one in attendances(store)] == ["王强"]


def test_several_guests_are_marked_at_once(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        event = unit.get(Event, event_id)
        for name in "abc":
            an_attendance(unit, event, a_person(unit, name=name))
    of = next(one for one in related("event") if one.key == "attendance.event_id")
    made = RelatedList(desk, of, ground)
    made.show_record(event_id)
    made.show()
    made.table.clearSelection()
    for row in (0, 2):
        made.table.selectionModel().select(
            made.model.index(row, 0),
            made.table.selectionModel().SelectionFlag.Select
            | made.table.selectionModel().SelectionFlag.Rows,
        )
    menu = made.open_marks()
    (came,) = [one for one in menu.actions() if one.text() == "Attended"]
    came.trigger()
    menu.close()
    assert [one.state for one in attendances(store)] == ["attended", "invited", "attended"]


def test_an_event_is_repeated_with_its_guests_and_opened(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        an_attendance(unit, unit.get(Event, event_id), a_person(unit))
    opened: list[tuple[str, object]] = []

    def note(page: str, argument: object) -> None:
        opened.append((page, argument))

    desk.asked.connect(note)
    gatherings.ask_to_repeat(desk, event_id, lambda: TODAY, ground)
    dialog = ground.findChild(RepeatDialog)
    assert isinstance(dialog, RepeatDialog)
    dialog.accept()
    with store.writing("Look") as unit:
        new = unit.find(Event)[-1]
        assert (new.name, new.starts_on) == ("Wuxi roadshow 2027", date(2027, 6, 17))
        assert len(unit.find(Attendance, Attendance.event_id == new.id)) == 1
    assert opened == [("event", new.id)]


@pytest.mark.parametrize("held", [date(2026, 6, 18), date(2020, 2, 29), date(2026, 12, 31)])
def test_the_next_time_is_to_come_and_on_the_same_day_of_the_week(held: date) -> None:
    found = next_time(held, TODAY)
    assert found > TODAY
    assert found.weekday() == held.weekday()


def test_other_records_have_nothing_of_it(desk: Desk, ground: QWidget) -> None:
    assert gatherings.offered(desk, "project", 1, lambda: TODAY, ground) == {}
