# SPDX-License-Identifier: Apache-2.0
"""The sign-in list that lies at the door, and the list of follow-ups after the event."""

from __future__ import annotations

from crm.documents.engine.tables import Column, Table
from crm.documents.papers.desk import Desk
from crm.domain import choices
from crm.kinds.choices import Choice
from crm.words import _, language, ngettext, pgettext

SPARE = 12
"""So many empty lines wait for those who come without being expected."""
SHARES = {
    False: (0.31, 0.13, 0.18, 0.15, 0.17),
    True: (0.27, 0.18, 0.21, 0.14, 0.14),
}
"""How wide organisation, name, position, mobile and signature stand, in Chinese and in English."""
_LINE = "\n"
"""A second line, so that there is room for a signature."""


def add_signin(desk: Desk) -> None:
    """Everybody expected, with room to sign, and empty lines."""
    desk.head(_("Sign-in list"))
    guests = desk.event.expected()
    rows = [
        (str(number), desk.house(one), desk.guest(one), desk.post(one), one.mobile, _LINE)
        for number, one in enumerate(guests, 1)
    ]
    rows += [
        (str(number), "", "", "", "", _LINE)
        for number in range(len(guests) + 1, len(guests) + 1 + SPARE)
    ]
    house, name, position, mobile, signature = SHARES[language() == "en"]
    columns = (
        Column(_("No."), 0.06, "centre"), Column(_("Organisation"), house, "left"),
        Column(pgettext("person", "Name"), name, "left"), Column(_("Position"), position, "left"),
        Column(_("Mobile"), mobile, "left"), Column(_("Signature"), signature, "left"),
    )  # fmt: skip
    desk.composer.place(Table(columns, rows))


def add_follow_ups(desk: Desk) -> None:
    """Everybody who came: interest, what was asked, and what is done next by whom."""
    desk.head(_("Follow-up list"))
    came = desk.event.came()
    told = ngettext("{n} attendee", "{n} attendees", len(came)).format(n=len(came))
    waits = _("not yet followed up: {n}").format(n=sum(one.waits for one in came))
    desk.composer.paragraph(f"{told}　{waits}", "note")
    rows: list[tuple[str, ...]] = []
    interest = Choice("interest", choices.INTERESTS)
    for number, one in enumerate(came, 1):
        due = one.next_due.isoformat() if one.next_due else ""
        rows.append(
            (
                str(number),
                desk.guest(one),
                desk.house(one),
                one.mobile,
                interest.show(one.interest) if one.interest else "",
                one.asked,
                _("yes") if one.wants_to_visit else "",
                one.followed_up_on.isoformat() if one.followed_up_on else "",
                " ".join(part for part in (due, one.next_subject) if part),
                one.responsible,
            )
        )
    who = 0.12 if language() == "en" else 0.08
    columns = (
        Column(_("No."), 0.05, "centre"), Column(pgettext("person", "Name"), 0.1),
        Column(_("Organisation"), 0.17),
        Column(_("Mobile"), 0.12, "left"), Column(_("Interest"), 0.08, "left"),
        Column(_("Asked about"), 0.18), Column(_("Wants to visit"), 0.08, "centre"),
        Column(_("First followed up on"), 0.11, "left"), Column(_("Next step"), 0.16, "left"),
        Column(_("Person responsible"), who, "left"),
    )  # fmt: skip
    desk.composer.place(Table(columns, rows))
