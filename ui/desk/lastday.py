# SPDX-License-Identifier: Apache-2.0
"""Keeps what the start page showed, so that the next start has something to show at once.

Only of a store that is a file of this computer and has no password: of the others nothing may
be left lying in the clear.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from crm import places
from crm.words import LANGUAGES, language
from ui.desk.keeping import read_table, write_table
from ui.widgets.seenday import SeenDay, SeenLine, SeenSection, SeenTarget


class LastDay:
    """What the start page of one store showed last, in the language that is spoken now."""

    def __init__(self, store: str, folder: Path | None = None) -> None:
        self._place = str(Path(store).absolute())
        self._folder = folder or places.config_folder() / "seen"
        self._file = self._file_in(language())

    def keep(self, seen: SeenDay) -> None:
        """Keep what is shown; a folder that cannot be written is passed over."""
        with suppress(OSError):
            write_table(self._file, {"seen": seen})

    def forget(self) -> None:
        """Keep nothing of this store any more, in whatever language it was shown."""
        with suppress(OSError):
            for one in LANGUAGES:
                self._file_in(one).unlink(missing_ok=True)

    def read(self) -> SeenDay | None:
        """What was kept; None if there is nothing that can be shown."""
        held = read_table(self._file).get("seen")
        try:
            return _day(cast("Any", held))
        except (TypeError, ValueError):
            return None

    def _file_in(self, spoken: str) -> Path:
        name = hashlib.sha256(f"{self._place}\0{spoken}".encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"


def _day(held: Any) -> SeenDay:  # noqa: ANN401 - as JSON gives it
    title, day, targets, left, right = held
    return SeenDay(
        str(title),
        str(day),
        tuple(_target(one) for one in targets),
        tuple(_section(one) for one in left),
        tuple(_section(one) for one in right),
    )


def _target(held: Any) -> SeenTarget:  # noqa: ANN401 - as JSON gives it
    *said, reached, gone = held
    label, number, unit, of, share, pace, voice = (str(one) for one in said)
    return SeenTarget(
        label, number, unit, of, share, pace, voice, float(reached), float(gone)
    )  # fmt: skip


def _section(held: Any) -> SeenSection:  # noqa: ANN401 - as JSON gives it
    label, many, nothing, lines = held
    shown = tuple(SeenLine(*(str(one) for one in line)) for line in lines)
    return SeenSection(str(label), int(many), str(nothing), shown)
