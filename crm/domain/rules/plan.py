# SPDX-License-Identifier: Apache-2.0
"""What an edition of the guide includes: its chapters, and what somebody decided about records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

CHAPTERS = ("basics", "policies", "costs", "procedures", "projects", "appendix")
"""The chapters by code, in the order of the guide, which is that of every such guide."""

Key = tuple[str, int]
"""A record by its type and its id."""


@dataclass(frozen=True)
class Plan:
    """What an edition includes: chapters, and records let in or kept out by somebody's decision."""

    chapters: tuple[str, ...] = CHAPTERS
    let_in: frozenset[Key] = frozenset()
    kept_out: frozenset[Key] = frozenset()

    def including(self, chapter: str, *, on: bool) -> Plan:
        """With or without a chapter; the order stays that of the guide.

        Raises:
            ValueError: there is no such chapter.
        """
        if chapter not in CHAPTERS:
            raise ValueError(chapter)
        wanted = {*self.chapters, chapter} if on else {*self.chapters} - {chapter}
        return replace(self, chapters=tuple(code for code in CHAPTERS if code in wanted))

    def deciding(self, key: Key, *, printed: bool | None) -> Plan:
        """With a decision about a record: printed, left out, or (None) left to the rules again."""
        let_in, kept_out = self.let_in - {key}, self.kept_out - {key}
        if printed is not None:
            let_in, kept_out = (let_in | {key}, kept_out) if printed else (let_in, kept_out | {key})
        return replace(self, let_in=let_in, kept_out=kept_out)


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
    return Plan(
        chapters=tuple(code for code in CHAPTERS if code in wanted),
        let_in=_keys(words.get("let_in", ())),
        kept_out=_keys(words.get("kept_out", ())),
    )


def dump_plan(plan: Plan) -> str:
    """A plan as the text that an edition keeps."""
    said = {
        "chapters": list(plan.chapters),
        "let_in": sorted(plan.let_in),
        "kept_out": sorted(plan.kept_out),
    }
    return json.dumps(said, ensure_ascii=False)


def _keys(said: Iterable[Any]) -> frozenset[Key]:
    return frozenset((str(record), int(number)) for record, number in said)
