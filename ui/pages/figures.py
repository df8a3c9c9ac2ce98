# SPDX-License-Identifier: Apache-2.0
"""Figures: what the year comes to, each with its rule, its months, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.domain.rules.counting import Counting
from crm.kinds.numbers import YUAN_PER_YI
from crm.progress import Progress
from crm.queries import effects
from crm.queries import figures as queries
from crm.queries.conventions import conventions
from crm.queries.effects import Line
from crm.queries.figures import BY_CODE, FIGURES, Figure, Span, Sum
from crm.queries.filters import Filter
from crm.words import _, language, ngettext, pgettext, tr
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.tables.amounts import MILLION, known
from ui.tables.effecttable import EffectTable
from ui.tables.rowsbehind import RowsBehind
from ui.theme import sizes
from ui.widgets.card import Card
from ui.widgets.charts import BarChart, Series
from ui.widgets.labels import push, words
from ui.widgets.lineitem import LineItem
from ui.widgets.switch import ViewSwitch, Way

FIGURE, EFFECT = "figure", "effects"
YEARS = 3
"""This year and those before it that can be looked at."""


class Found(NamedTuple):
    """What was read for one look at the page."""

    counting: Counting
    sums: dict[str, Sum]
    months: tuple[int | None, ...]
    before: tuple[int | None, ...]


class FiguresPage(Page):
    """Opened with the code of a figure, or None for the one that was chosen last."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self.figure = FIGURES[0]
        self._behind = Filter()
        year = clock().year
        ways = [Way(str(year - back), str(year - back)) for back in range(YEARS)]
        self.year = ViewSwitch(_("Which year"), ways)
        self.items = {one.code: LineItem() for one in FIGURES}
        self.heading, self.rule = words("", "heading"), words("", "muted", wrap=True)
        self.told = words("", "small", wrap=True)
        self.chart = BarChart(_("By month"), self._in_words)
        self.ledger = push(_("Open the ledger"), "link", sign="banknote")
        self.rows = RowsBehind(desk, clock)
        self.effects = EffectTable(desk, clock)
        ways = [
            Way(FIGURE, _("By figure"), "chart-column"),
            Way(EFFECT, _("Effect of events"), "calendar-days"),
        ]
        self.way = ViewSwitch(_("By figure or by event"), ways)
        self._stack = QStackedWidget()
        self._build()
        for code, item in self.items.items():
            item.clicked.connect(partial(self.choose, code))
        self.year.chosen.connect(self._turn)
        self.way.chosen.connect(self._turn)
        self.ledger.clicked.connect(self.open_ledger)

    @property
    @override
    def title(self) -> str:
        return pgettext("rail", "Figures")

    @property
    def span(self) -> Span:
        """The year that is looked at; the present one as far as it has gone."""
        year, today = int(self.year.current), self._clock()
        return Span.year_to(today if year == today.year else date(year, 12, 31))

    @override
    def open_with(self, argument: object) -> None:
        if argument == EFFECT:
            self.way.choose(EFFECT)
            self._read()
            return
        if argument is not None:
            self.way.choose(FIGURE)
        self.choose(argument if isinstance(argument, str) else self.figure.code)

    @override
    def refresh(self, changes: object) -> None:
        self._read()

    def choose(self, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        """Look at another figure."""
        self.figure = BY_CODE[code]
        self._read()

    def open_ledger(self) -> None:
        """Open the receipts behind the figure in the ledger, where they are entered."""
        self.desk.go("funds", self._behind)

    def _turn(self, _year: str) -> None:
        self._read()

    def _read(self) -> None:
        on_effects = self.way.current == EFFECT
        self._stack.setCurrentIndex(1 if on_effects else 0)
        if on_effects:
            self._read_effects()
        else:
            self._read_figures()

    def _read_effects(self) -> None:
        desk, year, today = self.desk, int(self.year.current), self._clock()

        def work(_progress: Progress) -> list[Line]:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                events = effects.of_year(session, year, today, counting=counting)
            single = [effects.line("", [one]) for one in events]
            several = [effects.line("", events)] if len(events) > 1 else []
            return [*several, *effects.by_series(events), *single]

        desk.jobs.submit_read(work, self.effects.show_lines, owner=self, topic="effects")

    def _read_figures(self) -> None:
        desk, figure, span, today = self.desk, self.figure, self.span, self._clock()

        def work(_progress: Progress) -> Found:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                year = span.first.year
                by_month = partial(queries.by_month, session, figure, counting=counting)
                return Found(
                    counting,
                    queries.all_of(session, span, counting=counting),
                    by_month(year, today),
                    by_month(year - 1, today),
                )

        desk.jobs.submit_read(work, self._show, owner=self, topic="figures")

    def _show(self, found: Found) -> None:
        for one in FIGURES:
            said = sum_words(one, found.sums[one.code])
            mark = "accent" if one is self.figure else ""
            # Not by colour alone.
            label = f"▸ {tr(one.label)}" if one is self.figure else tr(one.label)
            self.items[one.code].show_line(label, when=said, urgency=mark)
        self.heading.setText(tr(self.figure.label))
        self.rule.setText(tr(self.figure.rule))
        self.told.setText(unknown_words(found.sums[self.figure.code]))
        self.told.setVisible(bool(self.told.text()))
        year = self.span.first.year
        scale = self._scale()
        self.chart.set_data(
            [str(month) for month in range(1, 13)],
            [Series(str(year), _scaled(found.months, scale)),
             Series(str(year - 1), _scaled(found.before, scale))],
            whole=not self.figure.money,
        )  # fmt: skip
        self._behind = queries.behind(self.figure, self.span, counting=found.counting)
        self.ledger.setVisible(self.figure.record == "receipt")
        self.rows.show_rows(self.figure.record, self._behind)

    def _scale(self) -> int:
        if not self.figure.money:
            return 1
        return MILLION if language() == "en" else YUAN_PER_YI

    def _in_words(self, value: float) -> str:
        return f"{value:,.2f}".rstrip("0").rstrip(".")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.GAP)
        head.addWidget(words(self.title, "title"))
        head.addWidget(self.way)
        head.addWidget(self.year)
        head.addStretch(1)
        card = Card()
        card.box.setContentsMargins(sizes.SPACE, sizes.SPACE, sizes.SPACE, sizes.SPACE)
        card.box.setSpacing(sizes.RING)
        for item in self.items.values():
            card.box.addWidget(item)
        card.box.addStretch(1)
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setFixedWidth(sizes.PREVIEW_WIDTH)
        left.setWidget(card)
        right = QVBoxLayout()
        right.setSpacing(sizes.SPACE)
        for widget in (self.heading, self.rule, self.told):
            right.addWidget(widget)
        right.addWidget(self.ledger, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.chart, 2)
        right.addWidget(self.rows, 3)
        across = QHBoxLayout()
        across.setSpacing(sizes.GAP)
        across.addWidget(left)
        across.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        box.setSpacing(sizes.GAP)
        box.addLayout(head)
        figures = QWidget()
        figures.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        for widget in (figures, self.effects):
            self._stack.addWidget(widget)
        box.addWidget(self._stack, 1)


def sum_words(figure: Figure, found: Sum) -> str:
    """What a figure comes to, in words; a part of something with its share of it."""
    if figure.money:
        return known(found.value)
    if figure.part:
        share = "—" if found.share is None else f"{found.share:.1f}%"
        return f"{found.value or 0:,} / {found.whole or 0:,} · {share}"
    return f"{found.value or 0:,}"


def unknown_words(found: Sum) -> str:
    """How many rows behind a sum name no amount."""
    if not found.unknown:
        return ""
    return ngettext(
        "{n} of the rows names no amount; it is not in the sum.",
        "{n} of the rows name no amount; they are not in the sum.",
        found.unknown,
    ).format(n=found.unknown)


def _scaled(values: tuple[int | None, ...], scale: int) -> list[float | None]:
    return [None if value is None else value / scale for value in values]
