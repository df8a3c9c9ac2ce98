# SPDX-License-Identifier: Apache-2.0
"""The windows of the queue: close with the next step, put off, pass on; one undoable step each."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.actions.contacts import reassign
from crm.domain.contact import FollowUp
from crm.domain.rules.workdays import built_in
from crm.storage.register import Register
from crm.storage.store import open_store
from crm.storage.undo import undo_last
from tests.builders import a_follow_up, a_person, a_staff_member, an_attendance, an_event
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk, Notice
from ui.forms.closing import CloseDialog, QueueDialog, ReassignDialog, SnoozeDialog, ask
from ui.widgets.confirm import ConfirmDialog

TODAY = date(2026, 6, 30)
Open = Callable[..., QueueDialog]


@pytest.fixture
def desk(store: Register, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk(immediate=True)
    made.open(store)
    yield made
    made.close()


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Open:
    """Opens a window about follow-ups, as the page does."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()

    def show(window: type[QueueDialog], *ids: int) -> QueueDialog:
        found: list[QueueDialog] = []
        ask(window, desk, page, list(ids), lambda: TODAY, shown=found.append)
        return found[0]

    return show


def follow_up(store: Register, record_id: int) -> FollowUp:
    with store.reading() as session:
        return session.get_one(FollowUp, record_id)


def prepared(store: Register, **over: object) -> int:
    with store.writing("Prepared") as unit:
        return a_follow_up(unit, **over).id


def last(store: Register) -> FollowUp:
    """The follow-up that was made last."""
    with store.reading() as session:
        return session.query(FollowUp).order_by(FollowUp.id.desc()).limit(1).one()


def test_closing_asks_for_the_result_and_proposes_the_next_step(
    opened: Open, store: Register
) -> None:
    call = prepared(store, subject="Call", next_step="Send the plan")
    dialog = opened(CloseDialog, call)
    result = dialog.rows.editors["result"].target
    assert dialog.focusWidget() is result
    type_in(result, "They want a plan")
    press(result, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    closed, then = follow_up(store, call), last(store)
    assert (closed.state, closed.result, closed.done_on) == ("done", "They want a plan", TODAY)
    assert (then.subject, then.due_on, then.state) == ("Send the plan", date(2026, 7, 7), "open")
    undo_last(store)
    assert follow_up(store, call).state == "open"
    assert follow_up(store, then.id).deleted


def test_nothing_is_closed_without_a_result(opened: Open, store: Register) -> None:
    call = prepared(store)
    dialog = opened(CloseDialog, call)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.rows.rows["result"].message == "Result is empty."
    assert follow_up(store, call).state == "open"


def test_nothing_follows_by_itself_when_nobody_said_what(opened: Open, store: Register) -> None:
    call = prepared(store, subject="Call")
    dialog = opened(CloseDialog, call)
    assert isinstance(dialog, CloseDialog)
    assert not dialog.chain.isChecked()
    press(dialog.chain, Qt.Key.Key_Space)
    type_in(dialog.rows.editors["result"].target, "Called")
    dialog.accept()
    assert last(store).subject == "Ask how things stand"


def test_the_step_that_is_planned_anyway_is_told_and_not_made_twice(
    opened: Open, store: Register
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit)
        came = an_attendance(unit, event, a_person(unit))
        first, second = (
            a_follow_up(unit, subject=subject, due_on=TODAY, event_id=event.id,
                        attendance_id=came.id, plan_step=step).id
            for step, subject in enumerate(("Thank", "Call them"), 1)
        )  # fmt: skip
    dialog = opened(CloseDialog, first)
    assert "planned next: Call them, 2026-06-30" in dialog.told
    type_in(dialog.rows.editors["result"].target, "Thanked")
    dialog.accept()
    assert last(store).id == second


def test_a_day_whose_holidays_nobody_knows_yet_is_doubted(opened: Open, store: Register) -> None:
    dialog = opened(SnoozeDialog, prepared(store))
    day = dialog.rows.editors["snoozed_until"]
    day.set_value(date(built_in()[1] + 1, 2, 8))
    dialog.rows.changed.emit()
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert any(f"The holidays of {built_in()[1] + 1} are not known yet" in one for one in said)


def test_a_chain_can_end_by_one_key(opened: Open, store: Register) -> None:
    call = prepared(store, next_step="Call again")
    dialog = opened(CloseDialog, call)
    assert isinstance(dialog, CloseDialog)
    type_in(dialog.rows.editors["result"].target, "Settled")
    press(dialog.chain, Qt.Key.Key_Space)
    assert not dialog.rows.rows["next_step"].isVisible()
    dialog.accept()
    assert last(store).id == call


def test_of_several_each_has_its_own_next_step(opened: Open, store: Register) -> None:
    ids = [prepared(store, subject=one, next_step=f"After {one}") for one in ("Call", "Visit")]
    dialog = opened(CloseDialog, *ids)
    assert not dialog.rows.rows["next_step"].isVisible()
    assert dialog.rows.rows["due_on"].isVisible()
    type_in(dialog.rows.editors["result"].target, "Done")
    dialog.accept()
    with store.reading() as session:
        made = session.query(FollowUp).filter(FollowUp.id.not_in(ids)).order_by(FollowUp.id)
        assert [one.subject for one in made] == ["After Call", "After Visit"]


def test_putting_off_needs_a_reason_and_begins_a_working_week_later(
    opened: Open, store: Register
) -> None:
    call = prepared(store, due_on=date(2026, 6, 20))
    dialog = opened(SnoozeDialog, call)
    reason = dialog.rows.editors["snooze_reason"].target
    assert dialog.focusWidget() is reason
    type_in(reason, "They are abroad")
    press(reason, Qt.Key.Key_Return)
    found = follow_up(store, call)
    assert (found.snoozed_until, found.snooze_reason) == (date(2026, 7, 7), "They are abroad")


def test_what_the_store_refuses_is_said_beside_its_field(opened: Open, store: Register) -> None:
    call = prepared(store, due_on=date(2026, 6, 20))
    dialog = opened(SnoozeDialog, call)
    dialog.rows.editors["snoozed_until"].set_value(date(2026, 6, 1))
    type_in(dialog.rows.editors["snooze_reason"].target, "Abroad")
    dialog.accept()
    assert "later than that" in dialog.rows.rows["snoozed_until"].message


def test_several_are_passed_on_in_one_step(opened: Open, store: Register) -> None:
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit)
    ids = [prepared(store), prepared(store)]
    dialog = opened(ReassignDialog, *ids)
    dialog.rows.editors["staff_id"].set_value(officer.id, officer.name)
    dialog.accept()
    assert [follow_up(store, one).staff_id for one in ids] == [officer.id, officer.id]
    undo_last(store)
    assert [follow_up(store, one).staff_id for one in ids] == [None, None]


def test_the_window_says_whom_it_is_about_and_how_late_it_is(opened: Open, store: Register) -> None:
    with store.writing("Prepared") as unit:
        person = a_person(unit, name="President Li")
    late = prepared(store, due_on=date(2026, 6, 24), person_id=person.id)
    dialog = opened(CloseDialog, late)
    assert dialog.told == "President Li · 6 days late · step 2"


def test_what_was_closed_meanwhile_is_told(desk: Desk, store: Register, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    done = prepared(store, state="done", result="Done")
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    ask(CloseDialog, desk, page, [done], lambda: TODAY)
    assert [one.text for one in heard] == ["These follow-ups were closed already."]


def test_what_is_typed_is_asked_for_before_it_is_lost(opened: Open, store: Register) -> None:
    dialog = opened(CloseDialog, prepared(store, subject="Call"))
    type_in(dialog.rows.editors["result"].target, "They want a plan")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    button = next(b for b in question.findChildren(QPushButton) if "without" in b.text())
    button.click()
    assert not dialog.isVisible()


def test_nothing_typed_is_nothing_asked(opened: Open, store: Register) -> None:
    dialog = opened(CloseDialog, prepared(store, subject="Call"))
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_result_that_a_crash_left_stands_there_again_and_is_gone_once_saved(
    opened: Open, store: Register, desk: Desk, qtbot: QtBot
) -> None:
    call = prepared(store, subject="Call")
    dialog = opened(CloseDialog, call)
    assert isinstance(dialog, CloseDialog)
    type_in(dialog.rows.editors["result"].target, "They want a plan")
    dialog.chain.setChecked(False)
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    dialog.deleteLater()
    again = opened(CloseDialog, call)
    assert isinstance(again, CloseDialog)
    assert again.rows.editors["result"].value() == "They want a plan"
    assert not again.chain.isChecked()
    again.accept()
    assert follow_up(store, call).result == "They want a plan"
    assert desk.drafts.all() == []


def test_whom_another_window_gave_it_to_is_said_and_stays(
    opened: Open, store: Register, store_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        mine, theirs = a_staff_member(unit).id, a_staff_member(unit).id
    call = prepared(store, subject="Call")
    dialog = opened(ReassignDialog, call)
    dialog.rows.editors["staff_id"].set_value(mine)
    other = open_store(store_path)
    with other.writing("Colleague") as unit:
        reassign(unit, [call], theirs)
    other.close()
    dialog.accept()
    assert dialog.isVisible()
    assert "changed by somebody else" in dialog.banner.text
    assert follow_up(store, call).staff_id == theirs
