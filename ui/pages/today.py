# SPDX-License-Identifier: Apache-2.0
"""Today: what waits to be done, how the year stands, and what moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.conventions import NAME
from crm.domain.records import today as this_day
from crm.kinds.days import long_day
from crm.progress import Progress
from crm.queries import today as queries
from crm.queries.today import Today
from crm.words import _
from ui.desk.desk import Desk
from ui.desk.lastday import LastDay
from ui.desk.owner import owner_of
from ui.desk.pages import Page
from ui.forms.options import records
from ui.pages.today_cards import LEFT, RIGHT, SectionCard, Shown, TargetCard
from ui.pages.today_drafts import DraftsCard
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.empty import EmptyState
from ui.widgets.labels import words
from ui.widgets.seenday import SeenDay, SeenDayView, columns_of_targets, lay_targets
from ui.widgets.skeleton import Skeleton

EVERYBODY = "0"
"""Kept when somebody chose to see the work of all; no member of the staff has this number."""


class TodayPage(Page):
    """The start page. All of it is read in one job; whatever is changed, it is read again."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self.day = words("", "muted")
        self.whose = ChoiceBox(records(desk, "staff"), hint=_("Everybody's work"))
        self.cards: dict[str, SectionCard] = {}
        self.drafts = DraftsCard(desk)
        self.targets: list[TargetCard] = []
        self._grid = QGridLayout()
        self._across = 0
        self._kept: SeenDay | None = None
        self.stack = QStackedWidget()
        self._build()
        self._store, self._sitter = desk.store, owner_of(desk)
        self._restore_whose()
        self.whose.changed.connect(self._turn)
        desk.named.connect(self._sat_down)

    @property
    @override
    def title(self) -> str:
        return _("Today")

    @property
    def staff_id(self) -> int | None:
        """Whose work is shown; None for everybody's."""
        chosen = self.whose.value()
        return chosen if isinstance(chosen, int) else None

    @override
    def open_with(self, argument: object) -> None:
        self._read()

    @override
    def refresh(self, changes: object) -> None:
        self._read()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_targets(event.size().width())

    def _read(self) -> None:
        self.drafts.read()
        desk, day, staff_id = self.desk, self._clock(), self.staff_id

        def work(_progress: Progress) -> Today:
            with desk.register.reading() as session:
                return queries.read(session, today=day, staff_id=staff_id)

        def done(found: Today) -> None:
            self._show(found, day)

        desk.jobs.submit_read(work, done, owner=self, topic="today")

    def _show(self, found: Today, day: date) -> None:
        self.day.setText(long_day(day))
        for code, section in found.sections.items():
            self.cards[code].show_section(section)
        while len(self.targets) < len(found.standings):
            self.targets.append(TargetCard(self.desk, self))
        for card in self.targets[len(found.standings) :]:
            card.hide()
        for card, standing in zip(self.targets, found.standings, strict=False):
            card.show_standing(standing, day)
            card.show()
        self._across = 0
        self._lay_targets(self.width())
        empty = not found.standings and not any(one.lines for one in found.sections.values())
        nothing = empty and self.staff_id is None
        self.stack.setCurrentWidget(self._empty if nothing else self._full)
        self._keep(nothing=nothing)

    def _keep(self, *, nothing: bool) -> None:
        """Keep what is shown for the next start, unless the store has a password."""
        stores = self.desk.stores
        last = LastDay(stores.where)
        if not stores.is_file:
            return
        if nothing or stores.raw_key is not None:
            last.forget()
            return
        seen = SeenDay(
            self.title,
            self.day.text(),
            tuple(card.seen for card in self.targets if card.isVisibleTo(self) and card.seen),
            tuple(self.cards[one.code].seen() for one in LEFT),
            tuple(self.cards[one.code].seen() for one in RIGHT),
        )
        if seen == self._kept:
            return
        self._kept = seen
        self.desk.jobs.submit_keep(lambda _progress: last.keep(seen))

    def _build(self) -> None:
        self._empty = EmptyState(
            "calendar-check",
            _("Nothing has been entered yet"),
            _("What is due or should move on appears here. All papers name the county: say which."),
            first=_("New project"),
            second=_("The county and the office …"),
        )
        self._empty.first.connect(lambda: self.desk.go("project", None))
        self._empty.second.connect(lambda: self.desk.go("settings", NAME.key))
        ground = QWidget()
        ground.setProperty("role", "ground")
        columns = QHBoxLayout()
        columns.setSpacing(sizes.GAP)
        for shown in (LEFT, RIGHT):
            columns.addLayout(self._column(shown), 1)
        self._grid.setSpacing(sizes.GAP)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.WIDE)
        inside.setSpacing(sizes.GAP)
        inside.addLayout(self._head())
        inside.addWidget(self.drafts)
        inside.addLayout(self._grid)
        inside.addLayout(columns)
        inside.addStretch(1)
        self._full = QScrollArea()
        self._full.setWidgetResizable(True)
        self._full.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._full.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._full.setWidget(ground)
        seen = LastDay(self.desk.stores.where).read() if self.desk.stores.is_file else None
        before = Skeleton() if seen is None else SeenDayView(seen)
        for widget in (before, self._full, self._empty):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)

    def _head(self) -> QHBoxLayout:
        self.whose.setFixedWidth(sizes.NAME_COLUMN)
        self.whose.setAccessibleName(_("Whose work is shown"))
        head = QHBoxLayout()
        head.setSpacing(sizes.GAP)
        head.addWidget(words(self.title, "title"))
        head.addWidget(self.day, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.whose)
        return head

    def _column(self, shown: tuple[Shown, ...]) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(sizes.GAP)
        for one in shown:
            card = self.cards[one.code] = SectionCard(self.desk, one)
            box.addWidget(card)
        box.addStretch(1)
        return box

    def _lay_targets(self, width: int) -> None:
        if columns_of_targets(width) != self._across:
            self._across = lay_targets(self._grid, self.targets, width)

    def _turn(self) -> None:
        chosen = self.whose.option()
        kept = EVERYBODY if chosen is None else f"{chosen.key} {chosen.label}"
        self.desk.geometry.keep_word(f"today of {self.desk.store}", kept)
        self._read()

    def _sat_down(self, _name: str) -> None:
        """Somebody else sits at this desk: the page turns to that work."""
        owner = owner_of(self.desk)
        if self.desk.store != self._store or owner == self._sitter:
            return
        self._sitter = owner
        self.whose.set_option(None if owner is None else Option(owner.id, owner.name))
        self._turn()

    def _restore_whose(self) -> None:
        """Whose work was shown last; at first that of whoever sits here."""
        kept, owner = self.desk.geometry.word(f"today of {self.desk.store}"), owner_of(self.desk)
        number, _blank, name = kept.partition(" ")
        if number.isdigit() and number != EVERYBODY:
            self.whose.set_option(Option(int(number), name))
        elif owner is not None and number != EVERYBODY:
            self.whose.set_option(Option(owner.id, owner.name))
