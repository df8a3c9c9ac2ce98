# SPDX-License-Identifier: Apache-2.0
"""The programme of an event, and the handbook of a reception: the timetable in two depths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from crm.documents.engine.tables import Column, Table
from crm.documents.papers.desk import Desk, clock
from crm.domain.rules.agenda import named
from crm.kinds.days import long_day
from crm.kinds.numbers import money_words
from crm.queries.papers import Slot
from crm.words import _, pgettext


def add_programme(desk: Desk) -> None:
    """What is handed to every guest: when and where, the timetable, the projects promoted."""
    desk.head(_("Programme"))
    event = desk.event
    desk.facts(
        (
            (_("Kind of event"), desk.kind()),
            (_("Organiser"), event.organiser),
            (_("Contact"), _joined(event.contact, event.phone)),
        )
    )
    for day, slots in _by_day(event.slots):
        rows = [
            (clock(one), desk.said(one.subject, one.subject_en), one.place, one.speaker)
            for one in slots
        ]
        columns = (
            Column(pgettext("clock", "Time"), 0.17, "left"), Column(_("Subject"), 0.43),
            Column(_("Place"), 0.2), Column(_("Presenter"), 0.2),
        )  # fmt: skip
        desk.composer.place(Table(columns, rows, title=day))
    _promoted(desk)


def add_handbook(desk: Desk) -> None:
    """What those who receive visitors hold in hand: everything, with duties and telephones."""
    desk.head(_("Reception handbook"))
    event = desk.event
    desk.facts(
        (
            (_("Organiser"), event.organiser),
            (_("Person responsible"), _joined(event.contact, event.phone)),
            (_("Own delegation"), event.delegation),
        )
    )
    for day, slots in _by_day(event.slots):
        rows = [
            (
                clock(one),
                desk.said(one.subject, one.subject_en),
                one.place,
                one.speaker,
                one.company,
                one.vehicle,
                one.duty,
            )
            for one in slots
        ]
        columns = (
            Column(pgettext("clock", "Time"), 0.12, "left"), Column(_("Subject"), 0.23),
            Column(_("Place"), 0.15), Column(_("Presenter"), 0.13),
            Column(_("Accompanied by"), 0.11),
            Column(_("Vehicle"), 0.1), Column(_("Duty and telephone"), 0.16),
        )  # fmt: skip
        desk.composer.place(Table(columns, rows, title=day))
    _helpers(desk, _("Duties and telephones"), lambda one: one.duty)
    _helpers(desk, _("Vehicles"), lambda one: one.vehicle)
    _visitors(desk)
    _promoted(desk)
    if event.materials:
        desk.composer.heading(2, _("Bag of documents"))
        desk.composer.paragraph(event.materials)


def _helpers(desk: Desk, title: str, of: Callable[[Slot], str]) -> None:
    """Who, or which vehicle, is needed when: so that each sees its own day at a glance."""
    needed: dict[str, list[Slot]] = {}
    for slot in desk.event.slots:
        for who in named(of(slot)):
            needed.setdefault(who, []).append(slot)
    rows = [
        (who, "\n".join(_moment(desk, one) for one in slots))
        for who, slots in needed.items()
    ]  # fmt: skip
    if rows:
        columns = Column(title, 0.3, name=True), Column(_("Needed at"), 0.7, "left")
        desk.composer.place(Table(columns, rows, title=title))


def _moment(desk: Desk, slot: Slot) -> str:
    """When and for what somebody is needed; the day is said when the event has several."""
    several = len({one.day for one in desk.event.slots}) > 1
    day = f"{slot.day:%m-%d}" if several and slot.day else ""
    said = day, clock(slot), desk.said(slot.subject, slot.subject_en)
    return "　".join(part for part in said if part)


def _visitors(desk: Desk) -> None:
    guests = desk.event.expected()
    if not guests:
        return
    rows = [
        (str(number), desk.guest(one), desk.post(one), desk.house(one), one.mobile)
        for number, one in enumerate(guests, 1)
    ]
    columns = (
        Column(_("No."), 0.08, "centre"), Column(pgettext("person", "Name"), 0.17),
        Column(_("Position"), 0.2), Column(_("Organisation"), 0.35),
        Column(_("Mobile"), 0.2, "left"),
    )  # fmt: skip
    desk.composer.place(Table(columns, rows, title=_("Visitors")))


def _promoted(desk: Desk) -> None:
    projects = desk.event.projects
    if not projects:
        return
    rows = [
        (
            str(number),
            desk.said(one.name, one.name_en),
            "＿＿" if one.total is None else money_words(one.total),
        )
        for number, one in enumerate(projects, 1)
    ]
    columns = (
        Column(_("No."), 0.1, "centre"), Column(_("Project"), 0.62),
        Column(_("Total investment"), 0.28, "right"),
    )  # fmt: skip
    desk.composer.place(Table(columns, rows, title=_("Projects promoted")))


def _by_day(slots: Sequence[Slot]) -> list[tuple[str, list[Slot]]]:
    """The timetable day by day; lines without a day stand first."""

    def day(slot: Slot) -> date:
        return slot.day or date.min

    return [
        (_("Timetable") if key == date.min else long_day(key), list(lines))
        for key, lines in groupby(slots, day)
    ]


def _joined(name: str, phone: str) -> str:
    return "　".join(part for part in (name, phone) if part)
