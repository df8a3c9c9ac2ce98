# SPDX-License-Identifier: Apache-2.0
"""From a filter to SQL, with one meaning on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    String,
    Text,
    and_,
    exists,
    false,
    literal,
    not_,
    or_,
    select,
    true,
)

from crm.errors import InvalidInput
from crm.kinds.base import Kind
from crm.kinds.choices import Choices
from crm.kinds.days import DayOrMonth, Moment, PartialDay
from crm.kinds.industries import Industry
from crm.kinds.links import Reference
from crm.kinds.places import Place
from crm.queries.filters import DOUBLED, Condition, Filter, part_of
from crm.queries.periods import period
from crm.queries.selecting import (
    column_of,
    holds,
    kind_of,
    listed,
    live,
    numbers_text,
    refers_to_none,
    table_of,
)
from crm.queries.twice import seemingly_twice
from crm.storage.search import index
from crm.storage.search.documents import sources
from crm.storage.search.terms import starting, terms, wanted
from crm.words import _

T = TypeVar("T")
Truth = ColumnElement[bool]

PAIR = 2  # characters of a token of a wide script
DIVISION = 6  # digits of a division of China
MOST_LISTED = 500
"""Up to so many values are parameters of their own; more numbers travel as one text."""


def clause(record: str, filter: Filter, *, today: date) -> Truth:  # noqa: A002 - the word of the house
    """What must hold of a record so that a filter lets it through; only live ones pass.

    Raises:
        InvalidInput: a condition names a field that there is not, or a value that is none.
    """
    return and_(live(table_of(record)), _filter(record, filter, today))


def words_in(record: str, text: str) -> Truth:
    """Every word of a text is found in the searched fields: written, said, or as digits.

    The search index answers, so a list finds what Ctrl+K finds. Of a term that is longer than the
    tokens, characters are looked at again; of a long word its first letters decide.
    """
    source, asked = sources().get(record), terms(text)
    if source is None:
        return false() if text.strip() else true()
    place = table_of(record).c.id
    found = index.has_tokens(place, wanted(asked), source.first, source.last) if asked else true()
    # Signs alone have no tokens.
    longer = [run.text for run in asked if run.wide and len(run.text) > PAIR]
    columns = [column_of(record, name) for name in source.fields]
    written = (or_(*(holds(one, word) for one in columns)) for word in longer or _signs(text))
    return and_(found, *written)


def _signs(text: str) -> list[str]:
    """The words of a text in which there is nothing but signs."""
    return [] if terms(text) else text.split()


def begins_with(record: str, text: str) -> Truth:
    """The title of the record begins with a text, as it is written or as it is said."""
    source, start = sources().get(record), starting(text)
    if source is None or not start.text:
        return false()
    return index.has_tokens(table_of(record).c.id, [start], source.first, source.last)


def _filter(record: str, of: Filter, today: date) -> Truth:
    parts = [
        _filter(record, one, today) if isinstance(one, Filter) else _condition(record, one, today)
        for one in of.conditions
    ]
    whole = or_(*parts) if of.any_of and parts else and_(true(), *parts)
    return and_(whole, words_in(record, of.text)) if of.text.strip() else whole


def _condition(record: str, of: Condition, today: date) -> Truth:
    if of.op in {"has", "has_none"}:
        found = _parts(record, of, today)
        return found if of.op == "has" else not_(found)
    kind, column = kind_of(record, of.field), column_of(record, of.field)
    if of.op == "of":
        return _referred(of, kind, column, today)
    if of.op == DOUBLED and record == "project":
        return column_of(record, "id").in_(seemingly_twice())
    make = _OPS.get(of.op)
    if make is None:
        raise _wrong(of)
    try:
        return make(column, kind, _relative(of, today) if of.op == "within" else of.value)
    except (TypeError, ValueError, AttributeError) as error:
        raise _wrong(of) from error


def _parts(record: str, of: Condition, today: date) -> Truth:
    """A live part that passes the inner filter hangs on the record."""
    link = part_of(record, of.field)
    if link is None or not isinstance(of.value, Filter):
        raise _wrong(of)
    part, name = link
    hangs = column_of(part, name) == table_of(record).c.id
    return exists().where(hangs, clause(part, of.value, today=today))


def _referred(of: Condition, kind: Kind[Any], column: Column[Any], today: date) -> Truth:
    """The live record that a field refers to passes the inner filter."""
    if not isinstance(kind, Reference) or not isinstance(of.value, Filter):
        raise _wrong(of)
    # By itself: the record may refer to another one of its own table.
    passing = clause(kind.record, of.value, today=today)
    return column.in_(select(table_of(kind.record).c.id).where(passing).correlate(None))


def _wrong(of: Condition) -> InvalidInput:
    return InvalidInput(
        _("The condition on “{field}” cannot be understood.").format(field=of.field[:40]),
        _("Remove the condition and make it anew."),
    )


def _relative(of: Condition, today: date) -> object:
    known = period(str(of.value))
    if known is None:
        raise _wrong(of)
    return known.ends(today)


def _text(value: object) -> str:
    return _sure(value, str)


def _sure(value: object, wanted: type[T]) -> T:
    if not isinstance(value, wanted):
        raise TypeError(value)
    return value


def _contains(column: Column[Any], _kind: Kind[Any], value: object) -> Truth:
    return holds(column, _text(value))


def _lacks(column: Column[Any], _kind: Kind[Any], value: object) -> Truth:
    return or_(column.is_(None), not_(holds(column, _text(value))))


def _empty(column: Column[Any], kind: Kind[Any], _value: object) -> Truth:
    if isinstance(kind, Reference):
        return refers_to_none(column)
    return or_(column.is_(None), column == "") if _is_text(column) else column.is_(None)


def _filled(column: Column[Any], _kind: Kind[Any], _value: object) -> Truth:
    return column != "" if _is_text(column) else column.is_not(None)


def _is_text(column: Column[Any]) -> bool:
    # Partial days and lists of codes are text underneath, and never empty there.
    return isinstance(column.type, String)


def _true(column: Column[Any], _kind: Kind[Any], _value: object) -> Truth:
    return column == true()


def _false(column: Column[Any], _kind: Kind[Any], _value: object) -> Truth:
    return column == false()


def _is(column: Column[Any], kind: Kind[Any], value: object) -> Truth:
    if value is None:
        return _empty(column, kind, None)
    if isinstance(kind, DayOrMonth | Moment):
        return _between(column, kind, (value, value))
    return _one_of(column, kind, (value,))


def _none_of(column: Column[Any], kind: Kind[Any], value: object) -> Truth:
    return or_(column.is_(None), not_(_one_of(column, kind, value)))


def _one_of(column: Column[Any], kind: Kind[Any], value: object) -> Truth:
    many = cast("tuple[object, ...]", _sure(value, tuple))
    if isinstance(kind, Choices):
        return or_(false(), *(holds(column, _text(one), "%,{},%") for one in many))
    if isinstance(kind, Place | Industry):
        return or_(false(), *(_below(column, kind, _text(one)) for one in many))
    if len(many) > MOST_LISTED and isinstance(column.type, Integer):
        ids = numbers_text(_sure(one, int) for one in many)
        return listed(column, literal(ids, Text()))
    return column.in_([_bound(column, kind, one) for one in many])


def _bound(column: Column[Any], kind: Kind[Any], value: object) -> object:
    """The value if the kind can keep it.

    Raises:
        TypeError, ValueError, AttributeError: it is a value of another kind.
    """
    kind.pack(value)
    return _sure(value, column.type.python_type) if isinstance(column.type, _PLAIN) else value


_PLAIN = Integer | String


def _below(column: Column[Any], kind: Kind[Any], code: str) -> Truth:
    """A division or a class holds everything below it: 420000 holds 420528, C holds C13."""
    stem = code
    if isinstance(kind, Place) and len(code) == DIVISION and code.isdigit():
        stem = code.removesuffix("00").removesuffix("00")
    if isinstance(kind, Place) and stem == code:
        return column == code
    return holds(column, stem, "{}%")


def _at_least(column: Column[Any], kind: Kind[Any], value: object) -> Truth:
    return _between(column, kind, (value, None))


def _at_most(column: Column[Any], kind: Kind[Any], value: object) -> Truth:
    return _between(column, kind, (None, value))


def _between(column: Column[Any], kind: Kind[Any], value: object) -> Truth:
    low, high = cast("tuple[object, object]", _sure(value, tuple))
    if isinstance(kind, DayOrMonth):
        return days_between(column, low, high)
    if isinstance(kind, Moment):
        return _moments_between(column, low, high)
    bounds: list[Truth] = []
    if low is not None:
        bounds.append(column >= _bound(column, kind, low))
    if high is not None:
        bounds.append(column <= _bound(column, kind, high))
    return reduce(and_, bounds, column.is_not(None))


def days_between(column: ColumnElement[Any], low: object, high: object) -> Truth:
    """The whole of a day or month lies between two days; compared as the texts that are kept.

    `2026-06` comes before `2026-06-01`, so that a bound at the end of a month is that month.
    """
    bounds: list[Truth] = []
    if low is not None:
        first = _first(low)
        bounds.append(column >= (f"{first:%Y-%m}" if first.day == 1 else first.isoformat()))
    if high is not None:
        last = _last(high)
        bounds.append(column <= last.isoformat())
        if (last + timedelta(days=1)).day != 1:
            bounds.append(column != f"{last:%Y-%m}")
    return reduce(and_, bounds, column.is_not(None))


def _moments_between(column: Column[Any], low: object, high: object) -> Truth:
    """Moments from the first to the last; a day is all of it, on this computer's clock."""
    bounds: list[Truth] = []
    if low is not None:
        bounds.append(column >= _moment(low))
    if isinstance(high, datetime):
        bounds.append(column <= high)
    elif high is not None:
        bounds.append(column < _moment(_sure(high, date) + timedelta(days=1)))
    return reduce(and_, bounds, column.is_not(None))


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(_sure(value, date), time()).astimezone(UTC)


def _first(value: object) -> date:
    return value.first() if isinstance(value, PartialDay) else _sure(value, date)


def _last(value: object) -> date:
    return value.last() if isinstance(value, PartialDay) else _sure(value, date)


_OPS: dict[str, Callable[[Column[Any], Kind[Any], object], Truth]] = {
    "contains": _contains,
    "lacks": _lacks,
    "is": _is,
    "one_of": _one_of,
    "none_of": _none_of,
    "at_least": _at_least,
    "at_most": _at_most,
    "between": _between,
    "within": _between,
    "empty": _empty,
    "filled": _filled,
    "true": _true,
    "false": _false,
}
