# SPDX-License-Identifier: Apache-2.0
"""Editors that are typed into: lines, days, amounts, paragraphs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from crm.kinds.base import Kind
from crm.kinds.days import Day, PartialDay
from crm.kinds.numbers import YUAN_PER_WAN, YUAN_PER_YI
from crm.words import N_, tr
from ui.forms.editor import Editor
from ui.theme import sizes
from ui.widgets.dateline import DateLine
from ui.widgets.labels import restyle, words
from ui.widgets.longtext import LongText
from ui.widgets.moneyline import MoneyLine, Unit, read_number

AMOUNTS = (("万", N_("10k yuan"), YUAN_PER_WAN), ("亿", N_("100m yuan"), YUAN_PER_YI))
"""The units an amount is typed in: as the kind reads it, in words, in yuan."""


class ShownEditor(Editor):
    """A value that the program writes itself: words that can be copied, and nothing else."""

    def __init__(self, kind: Kind[Any], parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._value: object = None
        self._said = words("", wrap=True)
        self._said.setMinimumHeight(sizes.CONTROL)
        self._said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.hold(self._said)

    @override
    def value(self) -> object:
        return self._value

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self._value = value
        self._said.setText(self.words_of(value, label) or "—")

    @override
    def set_read_only(self, *, on: bool) -> None:
        """It is always."""


class LineEditor(Editor):
    """One line, read by its kind; a value that is read then stands as the kind shows it."""

    def __init__(
        self, kind: Kind[Any], *, line: QLineEdit | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, parent)
        self.line = line or QLineEdit()
        if kind.align == "right":
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.textEdited.connect(self.changed)
        self.line.editingFinished.connect(self._tidy)
        self.hold(self.line)

    @override
    def value(self) -> object:
        return self.read(self.line.text())

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self.line.setText("" if value is None else self.kind.show(value))
        self.line.setCursorPosition(0)

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put_typed(self, text: str) -> None:
        self.line.setText(text)

    @override
    def set_read_only(self, *, on: bool) -> None:
        restyle(self.line, "readOnly", on)

    def read(self, text: str) -> object:
        """The value a text means; a text of nothing but blanks is unknown.

        Raises:
            InvalidInput: it means none.
        """
        if not text.strip():
            return None
        value = self.kind.parse(text)
        return None if value == "" else value

    def _tidy(self) -> None:
        value = self.valid()
        if value is not None and not self.line.isReadOnly():
            self.line.setText(self.kind.show(value))


class DayEditor(LineEditor):
    """A line with a calendar; where a month is enough, a month may be typed."""

    def __init__(self, kind: Kind[Any], parent: QWidget | None = None) -> None:
        self.day_line = DateLine()
        super().__init__(kind, line=self.day_line, parent=parent)
        self.day_line.changed.connect(self.changed)
        self.day_line.textEdited.disconnect(self.changed)

    @override
    def read(self, text: str) -> object:
        day = self.day_line.value()
        if day is None:
            return super().read(text)
        return day if isinstance(self.kind, Day) else PartialDay.of_date(day)


class MoneyEditor(Editor):
    """An amount in the unit one thinks in; a unit may be typed behind it too."""

    def __init__(self, kind: Kind[Any], parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.unit = ""
        self._money = MoneyLine([Unit(tr(label), factor) for _sign, label, factor in AMOUNTS])
        self._money.changed.connect(self.changed)
        self.hold(self._money)

    @override
    def value(self) -> object:
        text = self._money.line.text()
        if not text.strip():
            return None
        sign = AMOUNTS[self._money.unit][0] if read_number(text) is not None else ""
        return self.kind.parse(f"{text}{sign}")

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self._money.set_value(value)

    @override
    def typed(self) -> str:
        text = self._money.line.text()
        return f"{text}{AMOUNTS[self._money.unit][0]}" if read_number(text) is not None else text

    @override
    def put_typed(self, text: str) -> None:
        self._money.line.setText(text)

    @override
    def set_read_only(self, *, on: bool) -> None:
        self._money.set_read_only(on=on)


class ParagraphEditor(Editor):
    """Several lines; it grows with what is typed."""

    def __init__(self, kind: Kind[Any], parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._text = LongText()
        self._text.changed.connect(self.changed)
        self.hold(self._text)

    @override
    def value(self) -> object:
        return self.kind.parse(self._text.value()) or None

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self._text.set_value("" if value is None else value)

    @override
    def typed(self) -> str:
        return self._text.value()

    @override
    def put_typed(self, text: str) -> None:
        self._text.set_value(text)

    @override
    def set_read_only(self, *, on: bool) -> None:
        restyle(self._text, "readOnly", on)
