# SPDX-License-Identifier: Apache-2.0
"""A morning with the follow-ups, by keys: closed, put off, passed on; then the roadshow board."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt

from crm.domain.contact import FollowUp
from crm.domain.event import Attendance
from crm.domain.office import Staff
from crm.domain.rules.following import BOARD
from tests.journeys.traveller import CTRL, SHIFT, Traveller
from tests.ui.keys import press, type_in
from ui.forms.choosing import RecordEditor
from ui.forms.closing import CloseDialog, QueueDialog, ReassignDialog, SnoozeDialog
from ui.pages.follow_ups import FollowUpsPage

D = TypeVar("D", bound=QueueDialog)


def arrived(traveller: Traveller) -> FollowUpsPage:
    """The follow-ups, with the overdue ones listed."""
    traveller.key(Qt.Key.Key_5, CTRL)
    traveller.arrive("follow_ups")
    page = traveller.window.stack.page
    assert isinstance(page, FollowUpsPage)
    traveller.until(lambda: page.panel.model.complete and len(page.panel.model.ids) > 9)
    page.panel.table.setFocus()
    traveller.key(Qt.Key.Key_Home)
    traveller.until(lambda: page.panel.table.selected_count() == 1)
    return page


def asked(traveller: Traveller, kind: type[D], key: Qt.Key) -> D:
    """The window that a key opens, when it has the keys."""
    traveller.key(key, CTRL)
    dialog = traveller.seen(kind)
    dialog.activateWindow()
    traveller.until(dialog.isActiveWindow)
    return dialog


def back(traveller: Traveller, page: FollowUpsPage) -> None:
    """At the top of the list again, once the window that settled something is closed."""
    windows = traveller.window.findChildren
    traveller.until(lambda: not any(one.isVisible() for one in windows(QueueDialog)))
    traveller.key(Qt.Key.Key_Home)
    traveller.until(lambda: page.panel.table.selected_count() == 1)


def chosen(page: FollowUpsPage) -> list[int]:
    return list(page.panel.table.selected_ids())


def test_one_is_closed_with_its_next_step_one_put_off_and_two_are_passed_on(
    traveller: Traveller,
) -> None:
    page = arrived(traveller)
    (first,) = chosen(page)
    dialog = asked(traveller, CloseDialog, Qt.Key.Key_Return)
    target = dialog.rows.editors["result"].target
    type_in(target, "They will come in July")
    # This guest was not interested: a next step is offered, not taken for granted.
    assert not dialog.chain.isChecked()
    press(dialog.chain, Qt.Key.Key_Space)
    press(target, Qt.Key.Key_Return, CTRL)
    traveller.until(lambda: traveller.stored(FollowUp, first).state == "done")
    with traveller.app.desk.register.reading() as session:
        then = session.query(FollowUp).order_by(FollowUp.id.desc()).limit(1).one()
        assert (then.state, then.person_id) == ("open", traveller.stored(FollowUp, first).person_id)

    back(traveller, page)
    (second,) = chosen(page)
    assert second != first
    dialog = asked(traveller, SnoozeDialog, Qt.Key.Key_D)
    type_in(dialog.rows.editors["snooze_reason"].target, "Abroad until then")
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: traveller.stored(FollowUp, second).snoozed_until)
    assert traveller.stored(FollowUp, second).snooze_reason == "Abroad until then"

    back(traveller, page)
    traveller.key(Qt.Key.Key_Down, SHIFT)
    two = chosen(page)
    assert len(two) == 2
    with traveller.app.desk.register.reading() as session:
        officer = session.query(Staff).filter(Staff.active.is_(True)).first()
        assert officer is not None
        number, name = officer.id, officer.name
    dialog = asked(traveller, ReassignDialog, Qt.Key.Key_J)
    editor = dialog.rows.editors["staff_id"]
    assert isinstance(editor, RecordEditor)
    type_in(editor.choice, name)
    traveller.until(lambda: editor.choice.value() == number or editor.choice.pending() == name)
    traveller.rest()
    traveller.key(Qt.Key.Key_Tab)
    traveller.until(lambda: editor.choice.value() == number)
    dialog.save.setFocus()
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: all(traveller.stored(FollowUp, one).staff_id == number for one in two))
    traveller.key(Qt.Key.Key_Z, CTRL)
    traveller.until(lambda: any(traveller.stored(FollowUp, one).staff_id != number for one in two))


def test_somebody_is_moved_along_the_roadshow_board_by_keys(traveller: Traveller) -> None:
    page = arrived(traveller)
    traveller.key(Qt.Key.Key_B, CTRL | SHIFT)
    traveller.until(lambda: page.on_board and page.board.rows.board is not None)
    traveller.rest()
    at = next(n for n in range(len(BOARD) - 2) if len(page.board.rows.ids(n)))
    page.board.lanes[at].setFocus()
    traveller.key(Qt.Key.Key_Home)
    guest = page.board.current_id
    assert guest
    traveller.key(Qt.Key.Key_Right, CTRL)
    traveller.until(lambda: traveller.stored(Attendance, guest).board == BOARD[at + 1])
    traveller.until(lambda: page.board.current_id == guest)
    assert page.board.current_column == at + 1
    traveller.key(Qt.Key.Key_Left, CTRL)
    traveller.until(lambda: traveller.stored(Attendance, guest).board == BOARD[at])
