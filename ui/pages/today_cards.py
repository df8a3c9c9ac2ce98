# SPDX-License-Identifier: Apache-2.0
"""The cards of the Today page: sections whose lines lead somewhere, targets with their pace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.domain.rules.counting import elapsed
from crm.queries.figures import Standing
from crm.queries.filters import Filter
from crm.queries.today import Section
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.tables.amounts import Amount, large
from ui.theme import sizes
from ui.widgets.card import Card, SectionHeader
from ui.widgets.labels import push, words
from ui.widgets.lineitem import LineItem
from ui.widgets.seenday import SeenCard, SeenLine, SeenSection, SeenTarget


class Shown(NamedTuple):
    """A section of the page: its head, what it says when it is empty, and its first step.

    Below its lines an `act` leads to another page, which is opened with what is behind the section.
    """

    code: str
    label: str
    nothing: str
    first: str = ""
    new: str = ""
    act: str = ""
    leads: str = ""


LEFT = (
    Shown("due", N_("Overdue and due"), N_("No follow-up is due."), N_("New follow-up"),
          "follow_up"),
    Shown("attendees", N_("Attendees not yet followed up"),
          N_("Everybody who came to an event has been followed up.")),
    Shown("cold", N_("No contact for long"), N_("Everybody was spoken to lately.")),
    Shown("problems", N_("Problems past their deadline"), N_("No problem is past its deadline.")),
    Shown("recent", N_("Recent changes"), N_("Nothing was changed yet.")),
)  # fmt: skip
RIGHT = (
    Shown("stale", N_("Projects that stand still"), N_("Every project has moved lately.")),
    Shown("silent", N_("Progress not reported for a month"),
          N_("Every project was reported on lately."), act=N_("Report progress …"),
          leads="progress"),
    Shown("ready", N_("Close to the next stage"), N_("No project is close to its next stage."),
          N_("New project"), "project"),
    Shown("events", N_("Next events"), N_("No event is planned."), N_("New event"),
          "event"),
    Shown("policies", N_("Policies that expire soon"), N_("No policy expires within 90 days.")),
)  # fmt: skip
PAGES = {
    "project": "projects", "follow_up": "follow_ups", "event": "events", "problem": "problems",
}  # fmt: skip
"""The page that lists the records of a type; the other lists stand on the page of the county."""


class SectionCard(Card):
    """One section; its lines stay the same widgets, so that the focus stays where it is."""

    def __init__(self, desk: Desk, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk, self._shown = desk, shown
        self._section: Section | None = None
        self.items: list[LineItem] = []
        self.head = SectionHeader(tr(shown.label), _("Show all"))
        self.nothing = _nothing(desk, shown)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(sizes.RING)
        self.box.setContentsMargins(sizes.SPACE, sizes.GAP, sizes.SPACE, sizes.GAP)
        self.head.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
        self.box.addWidget(self.head)
        self.box.addWidget(self.nothing)
        self.box.addLayout(self._lines)
        self.act = push(tr(shown.act) if shown.act else "", "link")
        self.act.clicked.connect(self._follow)
        self.act.hide()
        self.box.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.head.pressed.connect(self.open_list)

    def show_section(self, section: Section) -> None:
        """Show other lines."""
        self._section = section
        self.head.set_count(section.count)
        self.head.offer(on=section.behind is not None and section.count > 0)
        self.nothing.setVisible(not section.lines)
        self.act.setVisible(bool(self._shown.leads and section.lines))
        while len(self.items) < len(section.lines):
            item = LineItem()
            item.clicked.connect(partial(self._open, len(self.items)))
            self.items.append(item)
            self._lines.addWidget(item)
        for item in self.items[len(section.lines) :]:
            item.hide()
        for item, line in zip(self.items, section.lines, strict=False):
            item.show_line(
                line.title, line.detail, line.when, line.urgency, leads=bool(line.record)
            )
            item.show()

    def seen(self) -> SeenSection:
        """What it shows, in words."""
        section = self._section
        lines = () if section is None else section.lines
        return SeenSection(
            tr(self._shown.label),
            0 if section is None else section.count,
            tr(self._shown.nothing),
            tuple(SeenLine(one.title, one.detail, one.when, one.urgency) for one in lines),
        )

    def open_list(self) -> None:
        """Open the list behind the section."""
        section = self._section
        if section is not None and section.behind is not None:
            go_to_list(self._desk, section.record, section.behind)

    def _follow(self) -> None:
        if self._section is not None:
            self._desk.go(self._shown.leads, self._section.behind)

    def _open(self, at: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        if self._section is not None:
            line = self._section.lines[at]
            same = [one.id for one in self._section.lines if one.record == line.record]
            self._desk.neighbours.keep(line.record, same)
            self._desk.go(line.record, line.id)


def go_to_list(desk: Desk, record: str, wanted: Filter) -> None:
    """Open the list of a record type with a filter."""
    if record in PAGES:
        desk.go(PAGES[record], wanted)
    elif record in {"organisation", "person"}:
        desk.go("investors", (record, wanted))
    else:
        desk.go("county", (record, wanted))


class TargetCard(SeenCard):
    """A target of the year; pressed, it opens the rows behind its figure."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._figure = ""
        self.pressed.connect(self._open)

    def show_standing(self, standing: Standing, today: date) -> None:
        """Show how the year stands."""
        figure, gone = standing.figure, elapsed(today)
        done = standing.done.value
        said = Amount("", "") if done is None else _amount(done, money=figure.money)
        target = _amount(standing.target, money=figure.money).number
        share = "" if standing.progress is None else f"{standing.progress:.1f}%"
        voice = "" if standing.pace is None else "good" if standing.pace >= 0 else "warning"
        reached = None if standing.progress is None else float(standing.progress / 100)
        self.show_seen(
            SeenTarget(
                tr(figure.label), said.number, said.unit, _("of {target}").format(target=target),
                share, pace_words(standing.pace), voice,
                -1.0 if reached is None else reached, float(gone / 100),
            )
        )  # fmt: skip
        self.setToolTip(tr(figure.rule))
        self._figure = figure.code

    def _open(self) -> None:
        self._desk.go("figures", self._figure)


def pace_words(pace: Decimal | None) -> str:
    """By how many percentage points a target is ahead of the time, or behind it."""
    if pace is None:
        return ""
    points = f"{abs(pace):.1f}"
    if pace >= 0:
        return _("{points} points ahead of time").format(points=points)
    return _("{points} points behind time").format(points=points)


def _amount(value: int, *, money: bool) -> Amount:
    return large(value) if money else Amount(f"{value:,}", "")


def _nothing(desk: Desk, shown: Shown) -> QWidget:
    """What an empty section says, with its first step."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
    box.addWidget(words(tr(shown.nothing), "muted", wrap=True), 1)
    if shown.new:
        first = push(tr(shown.first), "link")
        first.clicked.connect(partial(desk.go, shown.new, None))
        box.addWidget(first)
    return row
