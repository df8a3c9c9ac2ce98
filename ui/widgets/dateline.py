# SPDX-License-Identifier: Apache-2.0
"""Typing a day, or picking it from a calendar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.words import _, language
from ui.theme import sizes
from ui.theme.icons import icon
from ui.theme.theme import tokens
from ui.widgets.labels import push

Parse = Callable[[str], date | None]
# Without separators only as eight digits: 2026-11 is a month, not the first of January.
_FULL = re.compile(r"(\d{4})(?:\D(\d{1,2})\D|(?=\d{4}$)(\d{2}))(\d{1,2})\D?")
_SHORT = re.compile(r"(\d{1,2})\D(\d{1,2})\D?")
_AWAY = re.compile(r"([+-])(\d{1,4})")


class DateLine(QLineEdit):
    """A field for a day; Alt+Down opens the calendar, Up and Down go by days.

    `parse` reads what is typed (`read_day` unless given); `changed` follows the typing.
    """

    changed = Signal()

    def __init__(
        self,
        parse: Parse | None = None,
        *,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._parse = parse or self._read
        self.setPlaceholderText(_("YYYY-MM-DD"))
        opened = self.addAction(
            icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        opened.setToolTip(_("Open the calendar (Alt+Down)"))
        opened.triggered.connect(self.open_calendar)
        self.textEdited.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def set_clock(self, today: Callable[[], date]) -> None:
        """Count from this day on: `+3`, a day without its year, the calendar's first month."""
        self._today = today

    def value(self) -> date | None:
        """The day; None when it is empty or cannot be read."""
        return self._parse(self.text())

    def wrong(self) -> bool:
        """Whether something is typed that is no day."""
        return bool(self.text().strip()) and self.value() is None

    def set_value(self, day: date | None) -> None:
        """Show a day without telling."""
        self.setText("" if day is None else day.isoformat())

    def open_calendar(self) -> CalendarDialog:
        """Open the calendar at the day."""
        dialog = CalendarDialog(self.value() or self._today(), self)
        dialog.picked.connect(self._take)
        dialog.open()
        return dialog

    @override
    def event(self, event: QEvent) -> bool:
        # The page may have Alt+Down for something else; in this field it opens the calendar.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in {Qt.Key.Key_Up, Qt.Key.Key_Down}
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            day = self.value()
            self._take(self._today() if day is None else day + timedelta(days=step))

    def _read(self, text: str) -> date | None:
        return read_day(text, self._today())

    def _take(self, day: object) -> None:
        if isinstance(day, date) and day != self.value() and not self.isReadOnly():
            self.set_value(day)
            self.changed.emit()

    def _tidy(self) -> None:
        day = self.value()
        if day is not None:
            self.set_value(day)


class CalendarDialog(QDialog):
    """A month to pick a day from; weeks begin on Monday."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Choose a day"))
        self._calendar = QCalendarWidget()
        self._calendar.setLocale(QLocale(language()))
        self._calendar.setMinimumHeight(sizes.CALENDAR)
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.setAccessibleName(self.windowTitle())
        self._calendar.activated.connect(self._pick)
        self._colour()
        take = push(_("Take this day"), "primary")
        take.setDefault(True)
        take.clicked.connect(self._pick_selected)
        now = push(_("Today"), "quiet")
        now.clicked.connect(self._show_today)
        row = QHBoxLayout()
        row.addWidget(now)
        row.addStretch(1)
        row.addWidget(take)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.WIDE, sizes.WIDE, sizes.WIDE)
        box.setSpacing(sizes.GAP)
        box.addWidget(self._calendar)
        box.addLayout(row)

    def _colour(self) -> None:
        # Qt's calendar has its own red for the weekend and black arrows.
        quiet = QTextCharFormat()
        quiet.setForeground(tokens().colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, quiet)
        self._calendar.setHeaderTextFormat(quiet)
        for name, sign, what in (
            ("qt_calendar_prevmonth", "chevron-left", _("Month before")),
            ("qt_calendar_nextmonth", "chevron-right", _("Month after")),
        ):
            button = self._calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(sign, "muted"))
                button.setAccessibleName(what)

    def _show_today(self) -> None:
        self._calendar.setSelectedDate(QDate.currentDate())

    def _pick_selected(self) -> None:
        self._pick(self._calendar.selectedDate())

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


def read_day(text: str, today: date) -> date | None:
    """A day as people type it: 2026-6-30, 2026年6月30日, 20260630, 6.30, +3, 0 for today."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in {"0", _("today")}:
        return today
    away = _AWAY.fullmatch(plain)
    if away:
        days = int(away[2])
        return today + timedelta(days=days if away[1] == "+" else -days)
    full, short = _FULL.fullmatch(plain), _SHORT.fullmatch(plain)
    try:
        if full:
            return date(int(full[1]), int(full[2] or full[3]), int(full[4]))
        if short:
            return date(today.year, int(short[1]), int(short[2]))
    except ValueError:
        return None
    return None
