# SPDX-License-Identifier: Apache-2.0
"""The one table that says which editor a kind of value has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from crm.domain.records import today as today_here
from crm.fields import Field
from crm.kinds import choices, days, industries, links, numbers, places, texts
from crm.kinds.base import Kind
from ui.desk.desk import Desk
from ui.forms.choosing import ChoiceEditor, FlagEditor, RecordEditor, SeveralEditor
from ui.forms.editor import Editor
from ui.forms.lines import (
    DayEditor,
    LineEditor,
    MoneyEditor,
    ParagraphEditor,
    ShownEditor,
)

Make = Callable[[Any, Desk], Editor]


def _alone(editor: Callable[[Any], Editor]) -> Make:
    """An editor that needs nothing of the desk."""
    return lambda kind, _desk: editor(kind)


_line = _alone(LineEditor)
_choice = _alone(ChoiceEditor)

EDITORS: Mapping[type[Kind[Any]], Make] = {
    texts.Text: _line,
    texts.LongText: _alone(ParagraphEditor),
    texts.Email: _line,
    texts.Link: _line,
    texts.Phone: _line,
    texts.CreditCode: _line,
    texts.DocumentNumber: _line,
    numbers.Count: _line,
    numbers.Scaled: _line,
    numbers.Percent: _line,
    numbers.Area: _line,
    numbers.Money: _alone(MoneyEditor),
    numbers.ForeignMoney: _line,
    days.Day: _alone(DayEditor),
    days.DayOrMonth: _alone(DayEditor),
    days.Month: _line,
    days.Year: _line,
    days.Moment: _line,
    days.Clock: _line,
    choices.Choice: _choice,
    choices.Choices: _alone(SeveralEditor),
    choices.Flag: _alone(FlagEditor),
    places.Place: _choice,
    industries.Industry: _choice,
    links.Reference: RecordEditor,
    links.Blob: _line,
}
"""Every kind of `crm.kinds.registry.KINDS` stands here."""


def editor_of(desk: Desk, kind: Kind[Any], clock: Callable[[], date] = today_here) -> Editor:
    """A fresh editor for a kind; `clock` says from which day calendars count.

    Raises:
        KeyError: the kind has none.
    """
    editor = EDITORS[type(kind)](kind, desk)
    if isinstance(editor, DayEditor):
        editor.day_line.set_clock(clock)
    return editor


def editor_for(desk: Desk, field: Field) -> Editor:
    """A fresh editor for a field; what the program writes itself can only be looked at.

    Raises:
        KeyError: its kind has none.
    """
    return ShownEditor(field.kind) if field.computed else editor_of(desk, field.kind)
