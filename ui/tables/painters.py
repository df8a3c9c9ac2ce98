# SPDX-License-Identifier: Apache-2.0
"""How each kind of value stands in a cell: its text, its side, its usual width, its mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.domain.rules.stages import STAGES
from crm.kinds import choices, days, industries, links, numbers, places, texts
from crm.kinds.base import Kind

LONGEST = 300  # characters of a long text that a cell can show at most

# The normal state has none: only what stands out is marked.
STATUS_ROLES: Mapping[str, str] = {
    "delayed": "warning",
    "shelved": "muted",
    "terminated": "danger",
    "completed": "info",
}


@dataclass(frozen=True)
class Painter:
    """`text` makes the words of a cell; `width` is usual for a column, in characters."""

    text: Callable[[Any, Any], str]
    width: int = 14
    right: bool = False


def _show(kind: Kind[Any], value: object) -> str:
    return kind.show(value)


def _line(_kind: Kind[Any], value: str) -> str:
    return " ".join(value[:LONGEST].split())


def _linked(kind: Kind[Any], value: object) -> str:
    label = getattr(value, "label", None)
    return label if isinstance(label, str) else kind.show(value)


def _digest(_kind: Kind[Any], value: str) -> str:
    return value[:8]


PAINTERS: Mapping[type[Kind[Any]], Painter] = {
    texts.Text: Painter(_line, 20),
    texts.LongText: Painter(_line, 32),
    texts.Email: Painter(_show, 22),
    texts.Link: Painter(_show, 22),
    texts.Phone: Painter(_show, 15),
    texts.CreditCode: Painter(_show, 20),
    texts.DocumentNumber: Painter(_show, 20),
    numbers.Count: Painter(_show, 9, right=True),
    numbers.Scaled: Painter(_show, 10, right=True),
    numbers.Percent: Painter(_show, 9, right=True),
    numbers.Area: Painter(_show, 10, right=True),
    numbers.Money: Painter(_show, 14, right=True),
    numbers.ForeignMoney: Painter(_show, 14, right=True),
    days.Day: Painter(_show, 12),
    days.DayOrMonth: Painter(_show, 12),
    days.Month: Painter(_show, 9),
    days.Year: Painter(_show, 7),
    days.Moment: Painter(_show, 17),
    days.Clock: Painter(_show, 7),
    choices.Choice: Painter(_show, 14),
    choices.Choices: Painter(_show, 18),
    choices.Flag: Painter(_show, 6),
    places.Place: Painter(_show, 14),
    industries.Industry: Painter(_show, 16),
    links.Reference: Painter(_linked, 16),
    links.Blob: Painter(_digest, 10),
}
"""Every kind of `crm.kinds.registry.KINDS` stands here."""


def painter_of(kind: Kind[Any]) -> Painter:
    """The painter of a kind.

    Raises:
        KeyError: the kind has none.
    """
    return PAINTERS[type(kind)]


def text_of(kind: Kind[Any], value: object) -> str:
    """The words of a cell; unknown is nothing."""
    return "" if value is None else PAINTERS[type(kind)].text(kind, value)


def has_dots(kind: Kind[Any]) -> bool:
    """Whether some values of a kind have a colour dot before their words: stages and states."""
    return isinstance(kind, choices.Choice) and kind.name in {"stage", "status"}


def dot_of(kind: Kind[Any], value: object) -> str:
    """The role of the colour dot before the words, which it only repeats; nothing for most."""
    if not isinstance(kind, choices.Choice) or not isinstance(value, str):
        return ""
    if kind.name == "stage":
        codes = [one.code for one in STAGES]
        return f"stage_{codes.index(value) + 1}" if value in codes else ""
    return STATUS_ROLES.get(value, "") if kind.name == "status" else ""
