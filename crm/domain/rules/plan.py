# SPDX-License-Identifier: Apache-2.0
"""What an edition of the guide includes: its chapters, their order, and what somebody decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar, cast

from crm.words import N_, NC_

CHAPTERS = ("basics", "policies", "costs", "procedures", "projects", "appendix")
"""The chapters by code, in the order of the guide, which is that of every such guide."""

TITLES: Mapping[str, str] = {
    "basics": N_("Basic facts"),
    "policies": N_("Preferential policies"),
    "costs": N_("Investment costs"),
    "procedures": N_("Investment procedures"),
    "projects": NC_("guide", "Projects"),
    "appendix": N_("Appendices"),
}
"""What the chapters are called."""

Key = tuple[str, int]
"""A record by its type and its id."""

T = TypeVar("T")


@dataclass(frozen=True)
class Seen:
    """A record as somebody saw it who decided: a mark of its values, and what was against it."""

    mark: str = ""
    against: frozenset[str] = frozenset()

    def covers(self, now: Seen) -> bool:
        """Whether a decision upon this still holds for the record as it is `now`."""
        return self.mark == now.mark and now.against <= self.against


@dataclass(frozen=True)
class Decision:
    """That a record is printed whatever the rules say, or not: who decided it, when and why."""

    printed: bool
    who: str = ""
    on: date | None = None
    why: str = ""
    seen: Seen | None = None
    """What was decided upon; None: an office of earlier versions decided, and it holds."""


@dataclass(frozen=True)
class Plan:
    """What an edition includes: chapters, decisions about records, conditions and hand orders."""

    chapters: tuple[str, ...] = CHAPTERS
    let_in: frozenset[Key] = frozenset()
    kept_out: frozenset[Key] = frozenset()
    decisions: Mapping[Key, Decision] = field(default_factory=dict[Key, Decision])
    """Who decided when and why, of what is let in or kept out."""
    filters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """By record type: the conditions that its records must pass, as filters are kept."""
    orders: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """By record type: the records that were put in order by hand; others follow them."""

    def including(self, chapter: str, *, on: bool) -> Plan:
        """With or without a chapter; the order stays that of the guide.

        Raises:
            ValueError: there is no such chapter.
        """
        if chapter not in CHAPTERS:
            raise ValueError(chapter)
        wanted = {*self.chapters, chapter} if on else {*self.chapters} - {chapter}
        return replace(self, chapters=tuple(code for code in CHAPTERS if code in wanted))

    def deciding(self, key: Key, decision: Decision | None) -> Plan:
        """With a decision about a record; None leaves it to the rules again."""
        let_in, kept_out = self.let_in - {key}, self.kept_out - {key}
        decisions = {one: said for one, said in self.decisions.items() if one != key}
        if decision is not None:
            decisions[key] = decision
            if decision.printed:
                let_in |= {key}
            else:
                kept_out |= {key}
        return replace(self, let_in=let_in, kept_out=kept_out, decisions=decisions)

    def filtering(self, record: str, wanted: object) -> Plan:
        """With the conditions that the records of a type must pass; None: no condition."""
        filters = {one: said for one, said in self.filters.items() if one != record}
        return replace(self, filters=filters if wanted is None else {**filters, record: wanted})

    def ordering(self, record: str, ids: Sequence[int]) -> Plan:
        """With the records of a type in this order; an empty one: the order of the guide."""
        orders = {one: said for one, said in self.orders.items() if one != record}
        return replace(self, orders={**orders, record: tuple(ids)} if ids else orders)

    def lets_in(self, key: Key, now: Seen) -> bool:
        """Whether somebody decided to print a record as it is now, whatever the rules say."""
        if key not in self.let_in:
            return False
        said = self.decisions.get(key)
        return said is None or said.seen is None or said.seen.covers(now)

    def ordered(self, record: str, given: Iterable[T], ids: Iterable[int]) -> tuple[T, ...]:
        """Things in the hand order of their records' `ids`; the others follow as they stood."""
        places = {one: place for place, one in enumerate(self.orders.get(record, ()))}
        found = sorted(
            zip(ids, given, strict=True), key=lambda pair: places.get(pair[0], len(places))
        )
        return tuple(one for _id, one in found)

    def anew(self) -> Plan:
        """For another edition: what was let in against the rules is decided upon again."""
        kept = {key: said for key, said in self.decisions.items() if not said.printed}
        return replace(self, let_in=frozenset(), decisions=kept)


def read_plan(text: str | None) -> Plan:
    """The plan of an edition as its field `chapters` holds it; everything where it says nothing."""
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return Plan()
    if not isinstance(said, dict):
        return Plan()
    words = cast("dict[str, Any]", said)
    wanted = words.get("chapters", CHAPTERS)
    orders = cast("dict[str, list[int]]", words.get("orders", {}))
    return Plan(
        chapters=tuple(code for code in CHAPTERS if code in wanted),
        let_in=_keys(words.get("let_in", ())),
        kept_out=_keys(words.get("kept_out", ())),
        decisions=dict(map(_decision, words.get("decisions", ()))),
        filters=words.get("filters", {}),
        orders={record: tuple(ids) for record, ids in orders.items()},
    )


def dump_plan(plan: Plan) -> str:
    """A plan as the text that an edition keeps."""
    said: dict[str, object] = {
        "chapters": list(plan.chapters),
        "let_in": sorted(plan.let_in),
        "kept_out": sorted(plan.kept_out),
    }
    if plan.decisions:
        said["decisions"] = [_kept(*one) for one in sorted(plan.decisions.items(), key=_first)]
    if plan.filters:
        said["filters"] = dict(plan.filters)
    if plan.orders:
        said["orders"] = {record: list(ids) for record, ids in plan.orders.items()}
    return json.dumps(said, ensure_ascii=False)


def _first(pair: tuple[Key, Decision]) -> Key:
    return pair[0]


def _kept(key: Key, said: Decision) -> dict[str, object]:
    seen = None if said.seen is None else [said.seen.mark, sorted(said.seen.against)]
    return {
        "key": list(key), "printed": said.printed, "who": said.who, "why": said.why, "seen": seen,
        "on": None if said.on is None else said.on.isoformat(),
    }  # fmt: skip


def _decision(kept: Mapping[str, Any]) -> tuple[Key, Decision]:
    record, number = kept["key"]
    seen, on = kept.get("seen"), kept.get("on")
    return (str(record), int(number)), Decision(
        printed=bool(kept["printed"]),
        who=str(kept.get("who", "")),
        on=date.fromisoformat(on) if on else None,
        why=str(kept.get("why", "")),
        seen=None if seen is None else Seen(str(seen[0]), frozenset(seen[1])),
    )


def _keys(said: Iterable[Any]) -> frozenset[Key]:
    return frozenset((str(record), int(number)) for record, number in said)
