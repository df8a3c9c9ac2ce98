# SPDX-License-Identifier: Apache-2.0
"""Keeps what is typed in a form until it is saved, so that a crash loses none of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from crm import places
from ui.desk.keeping import read_table, write_table


@dataclass(frozen=True)
class Draft:
    """What was typed for one record: values as JSON knows them, and the version it was read at.

    `key` names the record within its kind: its id, or `new` with whatever tells it apart.
    """

    kind: str
    key: str
    version: int
    values: Mapping[str, object]
    at: datetime


class Drafts:
    """The drafts, one file each, in the `drafts` folder of the user's settings.

    `store` keeps the drafts of one store apart from those of another.
    """

    def __init__(self, folder: Path | None = None, *, store: str = "") -> None:
        below = hashlib.sha256(store.encode()).hexdigest()[:12] if store else "own"
        self._folder = (folder or places.config_folder() / "drafts") / below

    def keep(self, kind: str, key: str, version: int, values: Mapping[str, object]) -> None:
        """Keep a draft in place of an earlier one.

        Raises:
            OSError: the folder cannot be written.
        """
        moment = datetime.now(UTC).isoformat()
        held: dict[str, object] = {
            "kind": kind,
            "key": key,
            "version": version,
            "at": moment,
            "values": dict(values),
        }
        write_table(self._file(kind, key), held)

    def read(self, kind: str, key: str) -> Draft | None:
        """The draft of a record, if there is one that can be read."""
        return _draft(read_table(self._file(kind, key)))

    def drop(self, kind: str, key: str) -> None:
        """Forget the draft of a record: it was saved or thrown away.

        One that cannot be removed stays: what was saved must not seem to have failed.
        """
        with suppress(OSError):
            self._file(kind, key).unlink(missing_ok=True)

    def all(self) -> list[Draft]:
        """Every draft that can be read, the latest first."""
        files: list[Path] = []
        with suppress(OSError):
            files = list(self._folder.glob("*.json"))
        found = [_draft(read_table(file)) for file in files]
        return sorted((one for one in found if one), key=lambda one: one.at, reverse=True)

    def _file(self, kind: str, key: str) -> Path:
        # A key may hold what no file name may.
        name = hashlib.sha256(f"{kind}\0{key}".encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"


def _draft(held: dict[str, object]) -> Draft | None:
    values, version, at = held.get("values"), held.get("version"), held.get("at")
    if not (isinstance(values, dict) and isinstance(version, int) and isinstance(at, str)):
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    typed = cast("dict[str, object]", values)
    return Draft(str(held.get("kind", "")), str(held.get("key", "")), version, typed, moment)
