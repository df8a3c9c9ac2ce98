# SPDX-License-Identifier: Apache-2.0
"""Who may be here already: the likely twins of an organisation or a person, by the indexes.

Of a name its halves are looked for: whoever mistypes one character has one half right. A hundred
thousand names are never walked through; at most a few hundred are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.rules import sameness
from crm.domain.rules.sameness import Facts, Likeness
from crm.kinds.texts import digits
from crm.queries.searched import detail
from crm.queries.selecting import among, column_of, live, numbers_text, table_of
from crm.storage.search import index
from crm.storage.search.documents import record_at, sources
from crm.storage.search.folding import runs
from crm.storage.search.terms import Wanted, starting, wanted
from crm.storage.search.tokens import LEAST_NUMBER, LONGEST, NUMBER, TITLE

MOST = 5
"""How many twins are told."""

NET = 120
"""How many records are compared for each part of a name."""

LEAST_WORD = 4
"""Letters of a word of a Latin name that are looked for alone."""

COMPARED: Mapping[str, tuple[str, ...]] = {
    "organisation": ("name", "short_name", "credit_code", "phone"),
    "person": ("name", "mobile", "mobile2", "email", "wechat", "organisation_id"),
}
"""The fields that tell whether two records are one."""

_RULES: Mapping[str, Callable[[Facts, Facts], Likeness | None]] = {
    "organisation": sameness.organisations,
    "person": sameness.people,
}
_NUMBERS = ("phone", "mobile", "mobile2")
_WORDS = ("email", "wechat")


@dataclass(frozen=True)
class Twin:
    """A record that may be the same one: its title, what tells it apart, and why."""

    id: int
    title: str
    hint: str
    likeness: Likeness


def twins(
    session: Session, record: str, values: Facts, *, but: int = 0, most: int = MOST
) -> list[Twin]:
    """The live records that these values may already stand in, the likeliest first."""
    facts = {name: values.get(name) for name in COMPARED[record]}
    ids = _candidates(session, record, facts) - {but}
    found: list[tuple[float, int, str, Likeness]] = []
    for row in _rows(session, record, ids):
        likeness = _RULES[record](facts, row)
        if likeness is not None:
            found.append((-likeness.score, row["id"], str(row["name"]), likeness))
    best = sorted(found, key=lambda one: one[:2])[:most]
    hints = detail(session, record, [one[1] for one in best])
    return [Twin(at, title, hints.get(at, ""), likeness) for _s, at, title, likeness in best]


def _candidates(session: Session, record: str, facts: Facts) -> set[int]:
    """The records worth comparing, each kind of likeness by its own index."""
    source = sources()[record]
    found: set[int] = set()
    for asked in _asked(record, facts):
        places = index.find(session, asked, source.first, source.last, NET)
        found.update(record_at(place)[1] for place in places)
    if facts.get("credit_code"):
        table, code = table_of(record), column_of(record, "credit_code")
        same = select(table.c.id).where(live(table), code == facts["credit_code"]).limit(NET)
        found.update(session.scalars(same))
    return found


def _asked(record: str, facts: Facts) -> Iterator[list[Wanted]]:
    """The tokens that a twin has, one list for each way to be alike."""
    for name in _NUMBERS:
        number = digits(str(facts.get(name) or ""))
        if len(number) >= sameness.LEAST_NUMBER:
            yield [_number(number[:LONGEST]), _number(number[-LONGEST:])]
    for name in _WORDS:
        if facts.get(name):
            yield wanted(runs(str(facts[name])))
    name = str(facts.get("name") or "")
    if runs(name):
        yield [starting(name)]
    if record == "organisation":
        yield from _by_parts(sameness.core(name))
        yield from _by_parts(str(facts.get("short_name") or ""))


def _number(digits_of: str) -> Wanted:
    return Wanted(digits_of, NUMBER, whole=len(digits_of) < LEAST_NUMBER)


def _by_parts(name: str) -> Iterator[list[Wanted]]:
    """The halves of each run of characters, and each longer word."""
    for run in runs(name):
        if not run.wide:
            if len(run.text) >= LEAST_WORD:
                yield [Wanted(run.text[:LONGEST], TITLE, whole=False)]
            continue
        middle = max(2, (len(run.text) + 1) // 2)
        for half in dict.fromkeys((run.text, run.text[:middle], run.text[-middle:])):
            if len(half) > 1:
                pairs = dict.fromkeys(a + b for a, b in pairwise(half))
                yield [Wanted(pair, TITLE, whole=True) for pair in pairs]


def _rows(session: Session, record: str, ids: set[int]) -> Sequence[Mapping[Any, Any]]:
    table = table_of(record)
    columns = [table.c.id, *(table.c[name] for name in COMPARED[record])]
    asked = select(*columns).where(live(table), among(table.c.id))
    given = {"ids": numbers_text(sorted(ids))}
    return session.execute(asked, given).mappings().all() if ids else ()
