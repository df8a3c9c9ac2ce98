# SPDX-License-Identifier: Apache-2.0
"""The records somebody opened last, and those they starred, for each store and computer.

Only what kind of record and its number is kept: no name of anybody lies outside the store.
"""

from __future__ import annotations

from ui.desk.geometry import Geometry

Place = tuple[str, int]
"""A record: its type and id."""

MOST_RECENT = 8
MOST_STARRED = 30


class Remembered:
    """Reads and keeps the places of one store; what cannot be read is passed over."""

    def __init__(self, geometry: Geometry, store: str) -> None:
        self._geometry, self._store = geometry, store
        self.recent = _places(geometry.word(f"recent of {store}"))
        self.starred = _places(geometry.word(f"starred of {store}"))

    def went(self, place: Place) -> None:
        """A record was opened."""
        others = [one for one in self.recent if one != place]
        self.recent = [place, *others][:MOST_RECENT]
        self._geometry.keep_word(f"recent of {self._store}", _text(self.recent))

    def star(self, place: Place) -> bool:
        """Star a record, or take the star away; whether it has one now."""
        had = place in self.starred
        others = [one for one in self.starred if one != place]
        self.starred = others if had else [place, *others][:MOST_STARRED]
        self._geometry.keep_word(f"starred of {self._store}", _text(self.starred))
        return not had


def _text(places: list[Place]) -> str:
    return " ".join(f"{record}:{number}" for record, number in places)


def _places(text: str) -> list[Place]:
    found: list[Place] = []
    for word in text.split():
        record, _colon, number = word.partition(":")
        if record and number.isdigit():
            found.append((record, int(number)))
    return found
