# SPDX-License-Identifier: Apache-2.0
"""Keeps what is typed in a form until it is saved, so that a crash loses none of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast

from crm import places
from ui.desk.keeping import write_whole

DRAWER = "drafts.{key}.locked"
"""A drawer for each key: while the password is changed there are two."""


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


class Shelf(Protocol):
    """Where texts are kept by name; what cannot be kept or read is an `OSError`."""

    def put(self, name: str, text: str) -> None:
        """Keep a text in place of an earlier one."""
        ...

    def get(self, name: str) -> str | None:
        """The text of a name."""
        ...

    def drop(self, name: str) -> None:
        """Forget a text."""
        ...

    def all(self) -> list[str]:
        """Every text."""
        ...

    def clear(self) -> None:
        """Forget every text."""
        ...


class Drafts:
    """The drafts, in the `drafts` folder of the user's settings.

    `store` keeps the drafts of one store apart from those of another. Those of a store with a
    password lie in a drawer under its key, those of any other in a file each.
    """

    def __init__(
        self, folder: Path | None = None, *, store: str = "", raw_key: str | None = None
    ) -> None:
        below = hashlib.sha256(store.encode()).hexdigest()[:12] if store else "own"
        self._place = (folder or places.config_folder() / "drafts") / below
        self._shelf: Shelf = _Files(self._place)
        if raw_key:
            self._lock_up(raw_key)

    def keep(self, kind: str, key: str, version: int, values: Mapping[str, object]) -> None:
        """Keep a draft in place of an earlier one.

        Raises:
            OSError: the folder cannot be written.
        """
        self.take(Draft(kind, key, version, values, datetime.now(UTC)))

    def take(self, draft: Draft) -> None:
        """Keep a draft as it is.

        Raises:
            OSError: the folder cannot be written.
        """
        self._shelf.put(_name(draft.kind, draft.key), _text_of(draft))

    def read(self, kind: str, key: str) -> Draft | None:
        """The draft of a record, if there is one that can be read."""
        with suppress(OSError):
            return _draft(self._shelf.get(_name(kind, key)))
        return None

    def drop(self, kind: str, key: str) -> None:
        """Forget the draft of a record: it was saved or thrown away.

        One that cannot be removed stays: what was saved must not seem to have failed.
        """
        with suppress(OSError):
            self._shelf.drop(_name(kind, key))

    def all(self) -> list[Draft]:
        """Every draft that can be read, the latest first."""
        texts: list[str] = []
        with suppress(OSError):
            texts = self._shelf.all()
        found = [one for one in map(_draft, texts) if one is not None]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def copied(self, raw_key: str | None) -> Shelf:
        """A copy of all drafts where those of the store lie once it has another key.

        Raises:
            OSError: they cannot be written; there is no copy.
        """
        shelf: Shelf = _drawer(self._place, raw_key) if raw_key else _Files(self._place)
        try:
            for one in self.all():
                shelf.put(_name(one.kind, one.key), _text_of(one))
        except OSError:
            with suppress(OSError):
                shelf.clear()
            raise
        return shelf

    def clear(self) -> None:
        """Forget every draft of the store under this key."""
        with suppress(OSError):
            self._shelf.clear()

    def _lock_up(self, raw_key: str) -> None:
        """Keep them in the drawer from now on; what still lies open goes into it."""
        lying_open = self.all()
        drawer, files = _drawer(self._place, raw_key), self._shelf
        self._shelf = drawer
        with suppress(OSError):
            for one in lying_open:
                self.take(one)
                files.drop(_name(one.kind, one.key))


class _Files:
    """A file for each text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, text: str) -> None:
        write_whole(self._file(name), text)

    def get(self, name: str) -> str | None:
        return _text(self._file(name))

    def drop(self, name: str) -> None:
        self._file(name).unlink(missing_ok=True)

    def all(self) -> list[str]:
        texts = map(_text, self._folder.glob("*.json"))
        return [one for one in texts if one is not None]

    def clear(self) -> None:
        for one in self._folder.glob("*.json"):
            one.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _drawer(place: Path, raw_key: str) -> Shelf:
    from crm.storage.drawer import Drawer  # noqa: PLC0415 - only of stores with a password

    mark = hashlib.sha256(f"drawer of {raw_key}".encode()).hexdigest()[:12]
    return Drawer(place / DRAWER.format(key=mark), raw_key)


def _text_of(draft: Draft) -> str:
    held = {
        "kind": draft.kind, "key": draft.key, "version": draft.version,
        "at": draft.at.isoformat(), "values": dict(draft.values),
    }  # fmt: skip
    return json.dumps(held, ensure_ascii=False, indent=1)


def _name(kind: str, key: str) -> str:
    # A key may hold what no file name may.
    return hashlib.sha256(f"{kind}\0{key}".encode()).hexdigest()[:24]


def _text(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError):
        return None


def _draft(text: str | None) -> Draft | None:
    try:
        read: object = json.loads(text or "")
        held = cast("dict[str, object]", read if isinstance(read, dict) else {})
        moment = datetime.fromisoformat(str(held.get("at")))
    except ValueError:
        return None
    values, version = held.get("values"), held.get("version")
    if not (isinstance(values, dict) and isinstance(version, int)):
        return None
    typed = cast("dict[str, object]", values)
    return Draft(str(held.get("kind", "")), str(held.get("key", "")), version, typed, moment)
