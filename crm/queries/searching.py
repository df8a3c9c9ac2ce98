# SPDX-License-Identifier: Apache-2.0
"""Search everything: what is typed becomes the records that have it, the best of each type first.

Of every record type come first those whose title begins with it, then those with it in the title,
then those with it elsewhere; within each the shortest titles of the newest: who types 无锡 means
无锡商会 sooner than a company that begins so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Text, func, literal, select
from sqlalchemy.orm import Session

from crm.domain.all_records import PAGED
from crm.queries.searched import Row, detail, found_where, owner_of, read_rows, title_of
from crm.queries.selecting import listed, numbers_text, table_of, title_field
from crm.storage.search import index
from crm.storage.search.documents import Source, record_at, sources
from crm.storage.search.folding import Run, runs
from crm.storage.search.terms import Wanted, fits, starting, tell_all, terms, wanted
from crm.storage.search.tokens import TITLE

NET = 200
"""How many places are asked for at once when the best are wanted."""

FEW = 40
"""How many when each must be looked at: nearly all of them will do."""

WHOLE = 20_000
"""How many when all are wanted: the index begins anew for every haul."""

WORST = 3
"""The rank of a type whose records were found by their parts only."""

Place = tuple[str, int]


@dataclass(frozen=True)
class Hit:
    """A record that was found: its title, a second line of words, and where it was found.

    `found` is empty when the title says it already.
    """

    record: str
    id: int
    title: str
    detail: str = ""
    found: str = ""


def search(
    session: Session, text: str, *, limit: int | None = None, records: Collection[str] | None = None
) -> list[Hit]:
    """The records that have every term of a text, at most `limit` of each record type.

    Parts are told as the record they hang on. `records` names the types that are looked for, all
    that have a page unless named; hits of a type stand together, the type with the best one first.
    """
    asked = terms(text)
    if not asked:
        return []
    looked = _Look(session, asked, limit)
    # A title that begins with the only term has it; with several each must still be looked for.
    steps = (
        [starting(text), *(wanted(asked) if len(runs(text)) > 1 else ())],
        wanted(asked, TITLE),
        wanted(asked),
    )
    for number, step in enumerate(steps):
        looked.take(step)
        for record, places in looked.places.items():
            if places:
                looked.ranks.setdefault(record, number)
    return _hits(session, looked, PAGED if records is None else records, limit)


def named(session: Session, places: Sequence[Place]) -> list[Hit]:
    """These records as hits, in their order; those without a page or deleted are left out."""
    hits: list[Hit] = []
    for record, record_id in places:
        title = title_of(session, record, record_id) if record in PAGED else ""
        if title:
            hits.append(Hit(record, record_id, title))
    return _with_details(session, hits)


class _Look:
    """Collects places by type, those of a better step first, up to the limit of each type."""

    def __init__(self, session: Session, asked: Sequence[Run], limit: int | None) -> None:
        self._session, self.asked, self._limit = session, asked, limit
        self._sure = tell_all(asked)
        self._most = WHOLE if limit is None else NET if self._sure else FEW
        self.places: dict[str, list[int]] = {record: [] for record in sources()}
        self.ranks: dict[str, int] = {}
        self.rows: dict[Place, Row] = {}

    def take(self, step: Sequence[Wanted]) -> None:
        """Look for the tokens of one step, in the types that have room for more."""
        for first, last in self._stretches():
            self._walk(step, first, last)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """The places to look at, from the last to the first: full types are left out."""
        last = -1
        for source in _falling():
            if self._is_full(source.record):
                if last >= 0:
                    yield source.last + 1, last
                last = -1
            elif last < 0:
                last = source.last
        if last >= 0:
            yield 0, last

    def _walk(self, step: Sequence[Wanted], first: int, last: int) -> None:
        while last >= first:
            places = index.find(self._session, step, first, last, self._most)
            found = _by_type(places)
            for record, ids in found.items():
                self._keep(record, ids)
            if len(places) < self._most:
                return
            lowest = record_at(places[-1])[0]
            full = lowest in sources() and self._is_full(lowest)
            last = (sources()[lowest].first if full else places[-1]) - 1

    def _is_full(self, record: str) -> bool:
        return self._limit is not None and len(self.places[record]) >= self._limit

    def _keep(self, record: str, ids: Sequence[int]) -> None:
        kept = self.places[record]
        new = [one for one in ids if one not in set(kept)]
        if not self._sure:
            rows = read_rows(self._session, record, new)
            new = [one for one in new if one in rows and fits(rows[one].pieces, self.asked)]
            self.rows.update({(record, one): rows[one] for one in new})
        room = len(new) if self._limit is None else max(0, self._limit - len(kept))
        kept += new if len(new) <= room else self._shortest(record, new, room)

    def _shortest(self, record: str, ids: Sequence[int], room: int) -> list[int]:
        """Those with the shortest titles, of equal ones the newest."""
        table = table_of(record)
        length = func.length(table.c[title_field(record)])
        query = (
            select(table.c.id)
            .where(listed(table.c.id, literal(numbers_text(ids), Text())))
            .order_by(length, table.c.id.desc())
            .limit(room)
        )
        return list(self._session.scalars(query))


@cache
def _falling() -> tuple[Source, ...]:
    return tuple(sorted(sources().values(), key=lambda one: -one.first))


def _by_type(places: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in places:
        record, record_id = record_at(place)
        if record in sources():
            found.setdefault(record, []).append(record_id)
    return found


def _hits(
    session: Session, looked: _Look, records: Collection[str], limit: int | None
) -> list[Hit]:
    ranked = sorted(PAGED, key=lambda record: looked.ranks.get(record, WORST))
    found: dict[str, dict[int, Hit]] = {record: {} for record in ranked if record in records}
    rows = {record: _rows(session, looked, record) for record in looked.places}
    own = {record for record in rows if record in PAGED}
    for record in (*(r for r in PAGED if r in own), *(r for r in rows if r not in own)):
        for row in rows[record]:
            hit = _hit(session, row, looked.asked)
            if hit is not None and hit.record in found:
                found[hit.record].setdefault(hit.id, hit)
    if "organisation" in found:
        for hit in _reached_by(session, rows.get("person", []), looked.asked):
            found["organisation"].setdefault(hit.id, hit)
    cut = (list(hits.values())[:limit] for hits in found.values())
    return _with_details(session, [hit for hits in cut for hit in hits])


def _rows(session: Session, looked: _Look, record: str) -> list[Row]:
    ids = looked.places[record]
    known = {one: looked.rows[record, one] for one in ids if (record, one) in looked.rows}
    known.update(read_rows(session, record, [one for one in ids if one not in known]))
    return [known[one] for one in ids if one in known]


def _hit(session: Session, row: Row, asked: Sequence[Run]) -> Hit | None:
    if row.record in PAGED:
        return Hit(row.record, row.id, row.title, found=found_where(row, asked))
    owner = owner_of(session, row)
    if owner is None:
        return None
    return Hit(owner.record, owner.id, owner.title, found=f"{row.word} · {row.title}".strip(" ·"))


def _reached_by(session: Session, people: Sequence[Row], asked: Sequence[Run]) -> Iterator[Hit]:
    """The organisations of people who were found by a number: whose number it is, one asks."""
    if not all(run.text.isdecimal() for run in asked):
        return
    for person in people:
        works_at = person.values["organisation_id"]
        title = title_of(session, "organisation", works_at) if works_at else ""
        if title:
            found = f"{person.title} · {found_where(person, asked)}".strip(" ·")
            yield Hit("organisation", int(works_at), title, found=found)


def _with_details(session: Session, hits: Sequence[Hit]) -> list[Hit]:
    grouped: dict[str, list[int]] = {}
    for hit in hits:
        grouped.setdefault(hit.record, []).append(hit.id)
    details: Mapping[Place, str] = {
        (record, row_id): line
        for record, ids in grouped.items()
        for row_id, line in detail(session, record, ids).items()
    }
    return [replace(hit, detail=details.get((hit.record, hit.id), "")) for hit in hits]
