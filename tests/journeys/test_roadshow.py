# SPDX-License-Identifier: Apache-2.0
"""A roadshow through the window: invited by a filter, signed in, planned, followed up to zero."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from crm.domain.event import Attendance
from crm.domain.records import today
from crm.queries.afterwards import AfterEvent, after_event
from crm.queries.filters import Condition, Filter
from crm.queries.today import read
from tests.builders import a_person, an_event, an_organisation
from tests.journeys.traveller import CTRL, Traveller
from tests.ui.keys import type_in
from ui.forms.closing import CloseDialog
from ui.pages.event_desk import EventDeskPage
from ui.pages.today import TodayPage
from ui.record.inviting import InviteDialog
from ui.record.signing import SignInDialog

SURNAMES = "王李张刘陈杨黄赵吴周徐孙"
GUESTS = tuple(f"{surname}光彩" for surname in SURNAMES)


def prepare(traveller: Traveller) -> int:
    """An event of yesterday, and six people of one house that could be invited."""
    with traveller.app.desk.register.writing("Prepared") as unit:
        firm = an_organisation(unit, name="示例光彩茶业有限公司")
        for at, name in enumerate(GUESTS[:6]):
            a_person(unit, name=name, organisation_id=firm.id, mobile=f"1381234560{at}")
        an_organisation(unit, name="示例光彩不联系公司", do_not_contact=True)
        held = today() - timedelta(days=1)
        return an_event(unit, name="示例光彩推介会", starts_on=held).id


def sign_in_list() -> str:
    """Twelve lines of a chat: six who were invited, six who are new."""
    known = [f"{name} 138-1234-560{at}" for at, name in enumerate(GUESTS[:6])]
    new = [f"总经理 {name} 新光彩商贸有限公司 +86 1391234567{at % 10}"
           for at, name in enumerate(GUESTS[6:])]  # fmt: skip
    return "\n".join([*known, *new])


def desk_of(traveller: Traveller, event_id: int) -> AfterEvent:
    with traveller.app.desk.register.reading() as session:
        return after_event(session, event_id)


def waiting(traveller: Traveller) -> int:
    with traveller.app.desk.register.reading() as session:
        return read(session, today=today()).sections["attendees"].count


def shown_waiting(traveller: Traveller) -> int:
    """What the start page says of attendees who wait."""
    traveller.key(Qt.Key.Key_1, CTRL)
    traveller.arrive("today")
    page = traveller.window.stack.page
    assert isinstance(page, TodayPage)
    section = page.cards["attendees"].seen()
    return section.many


def test_nobody_who_came_to_a_roadshow_is_forgotten(traveller: Traveller) -> None:
    desk = traveller.app.desk
    event_id = prepare(traveller)
    before = waiting(traveller)
    desk.go("event", event_id)
    traveller.arrive("event")

    traveller.push("Invite …")
    invite = traveller.seen(InviteDialog)
    invite.show_filter("organisation", Filter((Condition("name", "contains", "示例光彩"),)))
    invite.each.choose("all")
    invite.each.chosen.emit("all")
    traveller.rest()
    assert (invite.found.many, invite.found.silent) == (6, ("示例光彩不联系公司",))
    traveller.push("Invite", invite)

    traveller.push("Sign-in list …")
    signing = traveller.seen(SignInDialog)
    signing.text.setPlainText(sign_in_list())
    traveller.push("Recognise", signing)
    assert [bool(one.person and one.person.id) for one in signing.lines] == [True] * 6 + [False] * 6
    traveller.push("Sign in", signing)
    traveller.until(lambda: len(desk_of(traveller, event_id).attendees) == 12)
    assert shown_waiting(traveller) == before + 12

    desk.go("event_desk", event_id)
    traveller.arrive("event_desk")
    page = traveller.window.stack.page
    assert isinstance(page, EventDeskPage)
    grid = page.sheet.grid
    assert grid is not None
    for row in range(12):
        grid.table.go(row, 4)
        grid.put(row, "interest", "abc"[row % 3])
    traveller.rest()
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: desk_of(traveller, event_id).unplanned == 0)
    found = desk_of(traveller, event_id)
    assert {one.plan.open for one in found.attendees} == {4}
    assert (found.waiting, waiting(traveller)) == (12, before + 12)

    for rows in (range(5), range(5, 12)):
        table = grid.table
        table.clearSelection()
        for row in rows:
            table.selectionModel().select(
                grid.model.index(row, 0), table.selectionModel().SelectionFlag.Select
            )
        traveller.push("Close the next step …")
        closing = traveller.seen(CloseDialog)
        closing.rows.editors["result"].target.setFocus()
        type_in(closing.rows.editors["result"].target, "Thanked by WeChat")
        closing.chain.setChecked(False)
        traveller.push("Save", closing)
        left = 7 if rows[0] == 0 else 0
        traveller.until(lambda left=left: desk_of(traveller, event_id).waiting == left)
        assert waiting(traveller) == before + left
    assert shown_waiting(traveller) == before

    assert traveller.stored(Attendance, found.attendees[0].id).board == "contacted"
