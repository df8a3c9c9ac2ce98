# SPDX-License-Identifier: Apache-2.0
"""Entering the value of a condition: one of a list, several, a text, a day, two ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm.errors import InvalidInput
from crm.fields import Field
from crm.kinds.base import Kind
from crm.kinds.choices import Choices
from crm.kinds.links import Reference
from crm.queries.periods import PERIODS
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.forms.editors import editor_of
from ui.forms.options import source_of
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option, OptionSource
from ui.widgets.fieldrow import focused_in
from ui.widgets.labels import words
from ui.widgets.multichoice import MultiChoice

VALUELESS = frozenset({"empty", "filled", "true", "false"})
"""Operators that need no value."""

Labels = Callable[[str, int], str]


@dataclass(frozen=True)
class ValueEntry:
    """A widget for a value: `get` reads it (InvalidInput if it is none), `put` shows one."""

    widget: QWidget
    get: Callable[[], object]
    put: Callable[[object], None]
    unit: str = ""
    tell_apart: Callable[[], None] = lambda: None
    """Names its parts, once it stands in its row."""


def value_entry(
    desk: Desk, field: Field, op: str, labels: Labels, today: Callable[[], date]
) -> ValueEntry | None:
    """What a value for this field and operator is entered with; None when none is needed."""
    kind = field.kind
    if op in VALUELESS:
        return None
    if op == "within":
        return _one([Option(one.code, tr(one.label)) for one in PERIODS])
    if op in {"contains", "lacks"}:
        return _text(QLineEdit())
    source = source_of(desk, kind)
    if source is None:
        return _typed(desk, kind, op, today)
    label = partial(_label, kind, labels)
    return _several(source, label) if op in {"one_of", "none_of"} else _one(source, label)


def _typed(desk: Desk, kind: Kind[Any], op: str, today: Callable[[], date]) -> ValueEntry:
    if op == "one_of":
        return _list(kind)
    if op == "between":
        low, high = _single(desk, kind, today), _single(desk, kind, today)
        return _pair(low, high, low.unit)
    return _single(desk, kind, today)


def _label(kind: Kind[Any], labels: Labels, value: object) -> str:
    if isinstance(kind, Reference):
        return labels(kind.record, value) if isinstance(value, int) else ""
    show: Callable[[Any], str] = kind.show
    return show((value,) if isinstance(kind, Choices) else value)


def _one(
    source: Sequence[Option] | OptionSource, label: Callable[[object], str] | None = None
) -> ValueEntry:
    box = ChoiceBox(source, keeps=True)

    def put(value: object) -> None:
        known = {} if callable(source) else {one.key: one.label for one in source}
        words_of = known.get(value) or (label(value) if label else str(value))
        box.set_option(None if value is None else Option(value, words_of))

    def get() -> object:
        _refuse_pending(box.pending())
        if box.value() is None:
            raise _needed()
        return box.value()

    return ValueEntry(box, get, put)


def _several(source: Sequence[Option] | OptionSource, label: Callable[[object], str]) -> ValueEntry:
    box = MultiChoice(source)

    def put(value: object) -> None:
        alone: Sequence[object] = () if value is None else (value,)
        many = cast("Sequence[object]", value) if isinstance(value, tuple | list) else alone
        box.set_options([Option(one, label(one)) for one in many])

    def get() -> object:
        _refuse_pending(box.pending())
        if not box.value():
            raise _needed()
        return tuple(box.value())

    return ValueEntry(box, get, put)


def _text(line: QLineEdit) -> ValueEntry:
    def put(value: object) -> None:
        line.setText("" if value is None else str(value))

    def get() -> object:
        if not line.text().strip():
            raise _needed()
        return line.text().strip()

    return ValueEntry(line, get, put)


def _list(kind: Kind[Any]) -> ValueEntry:
    """Several values in one line, with blanks or commas between them."""
    line = QLineEdit()

    def put(value: object) -> None:
        many = cast("Sequence[object]", value if isinstance(value, tuple | list) else ())
        line.setText(", ".join(kind.show(one) for one in many))

    def get() -> object:
        parts = [one for one in line.text().replace("，", ",").replace("、", ",").split(",") if one]
        if not parts:
            raise _needed()
        return tuple(kind.parse(one) for one in parts)

    return ValueEntry(line, get, put, tr(kind.unit))


def _single(desk: Desk, kind: Kind[Any], today: Callable[[], date]) -> ValueEntry:
    """The editor that a form has for it; here it must not stay empty."""
    editor = editor_of(desk, kind, today)

    def get() -> object:
        value = editor.value()
        if value is None:
            raise _needed()
        return value

    return ValueEntry(editor, get, editor.set_value, editor.unit)


def _pair(low: ValueEntry, high: ValueEntry, unit: str) -> ValueEntry:
    both = QWidget()
    box = QHBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(sizes.SPACE)
    box.addWidget(low.widget, 1)
    box.addWidget(words("–", "muted"))
    box.addWidget(high.widget, 1)
    both.setFocusProxy(low.widget)

    def put(value: object) -> None:
        ends = cast("Sequence[object]", value) if isinstance(value, tuple | list) else (None, None)
        low.put(ends[0])
        high.put(ends[1])

    def tell_apart() -> None:
        # The row that holds both names only the first, by what both are.
        focused_in(low.widget).setAccessibleName(_("From"))
        focused_in(high.widget).setAccessibleName(_("To"))

    return ValueEntry(both, lambda: (low.get(), high.get()), put, unit, tell_apart)


def _refuse_pending(typed: str) -> None:
    """What stands there is not what is chosen: nothing is taken that is not shown."""
    if typed:
        raise InvalidInput(
            _("“{text}” is not chosen yet.").format(text=typed[:40]),
            _("Choose one from the list."),
        )


def _needed() -> InvalidInput:
    return InvalidInput(_("The value is missing."), _("Fill it in, or choose another comparison."))
