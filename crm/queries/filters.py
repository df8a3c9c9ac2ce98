# SPDX-License-Identifier: Apache-2.0
"""What a list shows: conditions that can be nested, said in words, and kept in a file.

A filter names fields, comparisons and values and knows no database; `crm.queries.conditions`
makes the SQL of it, `crm.queries.views` the views that come along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from typing import Any, cast

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.kinds import choices, days, industries, links, numbers, places, texts
from crm.kinds.base import Json, Kind
from crm.kinds.days import PartialDay
from crm.queries.periods import period
from crm.words import NC_, _, language, tr

Labels = Callable[[str, int], str]
"""What a record is called, by its type and id."""


DOUBLED = "doubled"
"""The comparison of what a project continues: all before it seems to be counted in it again."""


@dataclass(frozen=True)
class Condition:
    """One field compared with a value; `one_of`, `none_of` and `between` hold a tuple.

    `has` and `has_none` look at the parts that hang on the record: `field` is their type, or
    `type.field` when they hang on another field than usual, and `value` is a filter of them. `of`
    looks at the record that the field refers to, in the same way.
    """

    field: str
    op: str
    value: object = None


@dataclass(frozen=True)
class Filter:
    """Conditions of which all, or any one, must hold, and words that must stand in the record."""

    conditions: tuple[Condition | Filter, ...] = ()
    any_of: bool = False
    text: str = ""


@dataclass(frozen=True)
class View:
    """A filter under a name, a marked word, with the order and the columns it is looked at in."""

    name: str
    filter: Filter = field(default_factory=Filter)
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


_WORDS = ("contains", "lacks", "is", "empty", "filled")
_SIZES = ("at_least", "at_most", "between", "is", "empty", "filled")
_DAYS = ("within", "at_least", "at_most", "between", "is", "empty", "filled")
_LISTED = ("one_of", "none_of", "empty", "filled")

_OPS: dict[type[Kind[Any]], tuple[str, ...]] = {
    texts.Text: _WORDS,
    texts.LongText: ("contains", "lacks", "empty", "filled"),
    texts.Email: _WORDS,
    texts.Link: _WORDS,
    texts.Phone: _WORDS,
    texts.CreditCode: _WORDS,
    texts.DocumentNumber: _WORDS,
    numbers.Count: _SIZES,
    numbers.Scaled: _SIZES,
    numbers.Percent: _SIZES,
    numbers.Area: _SIZES,
    numbers.Money: _SIZES,
    numbers.ForeignMoney: _SIZES,
    days.Day: _DAYS,
    days.DayOrMonth: _DAYS,
    days.Month: _DAYS,
    days.Moment: _DAYS,
    days.Year: ("one_of", "at_least", "at_most", "between", "is", "empty", "filled"),
    days.Clock: _SIZES,
    choices.Choice: _LISTED,
    choices.Choices: _LISTED,
    choices.Flag: ("true", "false", "empty", "filled"),
    places.Place: _LISTED,
    industries.Industry: _LISTED,
    links.Reference: _LISTED,
    links.Blob: ("empty", "filled"),
}
_LABELS = {
    "contains": NC_("comparison", "contains"),
    "lacks": NC_("comparison", "does not contain"),
    "is": NC_("comparison", "is"),
    "one_of": NC_("comparison", "is one of"),
    "none_of": NC_("comparison", "is none of"),
    "at_least": NC_("comparison", "is at least"),
    "at_most": NC_("comparison", "is at most"),
    "between": NC_("comparison", "lies between"),
    "within": NC_("comparison", "lies within"),
    "empty": NC_("comparison", "is empty"),
    "filled": NC_("comparison", "is filled in"),
    "true": NC_("comparison", "is yes"),
    "false": NC_("comparison", "is no"),
}
_DAY_LABELS = {
    "at_least": NC_("comparison", "is on or after"),
    "at_most": NC_("comparison", "is on or before"),
}


def ops_for(kind: Kind[Any]) -> tuple[str, ...]:
    """The comparisons that mean something for a kind, the usual one first."""
    return _OPS[type(kind)]


def op_label(op: str, kind: Kind[Any] | None = None) -> str:
    """A comparison in the user's language, for days in other words than for amounts.

    Raises:
        KeyError: there is no such comparison.
    """
    dated = isinstance(kind, days.Day | days.DayOrMonth | days.Moment | days.Clock)
    own = _DAY_LABELS.get(op) if dated else None
    return tr(own or _LABELS[op])


def describe(record: str, condition: Condition, labels: Labels) -> str:
    """A condition in a few words, as it stands on a chip."""
    known = RECORDS[record].fields().get(condition.field)
    part = part_of(record, condition.field)
    if part is not None and isinstance(condition.value, Filter):
        return _parts(part[0], condition.op, condition.value, labels)
    if known is None:
        return condition.field
    if isinstance(known.kind, links.Reference) and isinstance(condition.value, Filter):
        said = describe_all(known.kind.record, condition.value, labels)
        return _("{field}: {value}").format(field=known.title, value=said)
    op, value = condition.op, condition.value
    if op == DOUBLED:
        return _("Amounts not less than all that came before")
    if op in {"empty", "filled", "true", "false"}:
        return _("{field}: {value}").format(field=known.title, value=_state(op))
    said = _said(known.kind, op, value, labels)
    return _form(op).format(field=known.title, value=said)


def describe_all(record: str, of: Filter, labels: Labels) -> str:
    """All conditions of a filter in one line."""
    said = [
        describe(record, one, labels)
        if isinstance(one, Condition)
        else _("({what})").format(what=describe_all(record, one, labels))
        for one in of.conditions
    ]
    joined = _("{one} or {other}") if of.any_of else _("{one} and {other}")
    return reduce(lambda one, other: joined.format(one=one, other=other), said) if said else ""


def part_of(record: str, name: str) -> tuple[str, str] | None:
    """The record type and the field by which parts hang on a record; None for no such parts."""
    part, _dot, link = name.partition(".")
    kind = RECORDS.get(part)
    if kind is None:
        return None
    known = kind.fields().get(link or kind.about.parent)
    if known is None or not isinstance(known.kind, links.Reference):
        return None
    return (part, known.name) if known.kind.record == record else None


def references(record: str, of: Filter) -> Iterator[tuple[str, int]]:
    """The records that the conditions of a filter name, by type and id."""
    fields = RECORDS[record].fields()
    for one in of.conditions:
        if isinstance(one, Filter):
            yield from references(record, one)
            continue
        part = part_of(record, one.field)
        if part is not None and isinstance(one.value, Filter):
            yield from references(part[0], one.value)
        known = fields.get(one.field)
        if known is not None and isinstance(known.kind, links.Reference):
            if isinstance(one.value, Filter):
                yield from references(known.kind.record, one.value)
            for value in _many(one.value):
                if isinstance(value, int):
                    yield known.kind.record, value


def dump(of: Filter) -> Json:
    """A filter as it is kept in a file."""
    return {
        "conditions": [
            dump(one) if isinstance(one, Filter) else [one.field, one.op, _pack(one.value)]
            for one in of.conditions
        ],
        "any_of": of.any_of,
        "text": of.text,
    }


def load(kept: Json) -> Filter:
    """The filter that `dump` made this from; an empty one when it cannot be read."""
    try:
        return _load(kept)
    except (KeyError, TypeError, ValueError, ArithmeticError, RecursionError):
        return Filter()


def _parts(part: str, op: str, of: Filter, labels: Labels) -> str:
    words, said = tr(RECORDS[part].about.words), describe_all(part, of, labels)
    if op == "has_none":
        none = _("{parts}: none")
        return (_("{parts}: none with {what}") if said else none).format(parts=words, what=said)
    return (_("{parts}: {what}") if said else _("{parts}: some")).format(parts=words, what=said)


def _state(op: str) -> str:
    words = {
        "empty": NC_("state", "empty"),
        "filled": NC_("state", "filled in"),
        "true": "Yes",
        "false": "No",
    }
    return tr(words[op])


def _form(op: str) -> str:
    if op == "contains":
        return _("{field} contains “{value}”")
    if op == "lacks":
        return _("{field} does not contain “{value}”")
    if op == "at_least":
        return _("{field} ≥ {value}")
    if op == "at_most":
        return _("{field} ≤ {value}")
    return _("{field}: not {value}") if op == "none_of" else _("{field}: {value}")


def _said(kind: Kind[Any], op: str, value: object, labels: Labels) -> str:
    if op == "within":
        known = period(str(value))
        return tr(known.label) if known else str(value)
    if op in {"contains", "lacks"}:
        return str(value)
    joined = " – " if op == "between" else "、" if language() == "zh_CN" else ", "
    said = joined.join(_shown(kind, one, labels) for one in _many(value))
    unit = tr(kind.unit)
    return f"{said} {unit}" if unit else said


def _shown(kind: Kind[Any], value: object, labels: Labels) -> str:
    if value is None:
        return "…"
    try:
        if isinstance(kind, links.Reference):
            return labels(kind.record, value) if isinstance(value, int) else str(value)
        return kind.show((value,) if isinstance(kind, choices.Choices) else value)
    except (TypeError, ValueError, AttributeError, ArithmeticError, InvalidInput):
        # A chip is also shown for a condition that an older program has kept.
        return str(value)


def _many(value: object) -> tuple[object, ...]:
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)


def _pack(value: object) -> Json:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple):
        return [_pack(one) for one in cast("tuple[object, ...]", value)]
    if isinstance(value, Filter):
        return {"filter": dump(value)}
    if isinstance(value, PartialDay):
        return {"partial": value.text()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime | date | time):
        return {_NAMES[type(value)]: value.isoformat()}
    raise TypeError(type(value))


_NAMES: dict[type[object], str] = {datetime: "moment", date: "day", time: "clock"}
_READERS: dict[str, Callable[[str], object]] = {
    "partial": PartialDay.of,
    "decimal": Decimal,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "clock": time.fromisoformat,
}


def _unpack(kept: Json) -> object:
    if isinstance(kept, list):
        return tuple(_unpack(one) for one in kept)
    if isinstance(kept, dict):
        ((name, text),) = kept.items()
        if name == "filter":
            return _load(text)
        return _READERS[name](cast("str", text))
    if isinstance(kept, float):
        raise TypeError(kept)
    return kept


def _load(kept: Json) -> Filter:
    if not isinstance(kept, dict):
        raise TypeError(kept)
    return Filter(
        conditions=tuple(_one(item) for item in cast("list[Json]", kept["conditions"])),
        any_of=kept["any_of"] is True,
        text=str(kept["text"]),
    )


def _one(kept: Json) -> Condition | Filter:
    if isinstance(kept, dict):
        return _load(kept)
    name, op, value = cast("list[Json]", kept)
    return Condition(str(name), str(op), _unpack(value))
