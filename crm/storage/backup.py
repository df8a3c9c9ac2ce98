# SPDX-License-Identifier: Apache-2.0
"""Backups of a store file: copied while it is in use, verified before they count, and rotated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crm.domain.records import new_uuid, now
from crm.errors import StorageTrouble
from crm.storage import troubles
from crm.storage.engine import bare_connection
from crm.storage.keys import fits
from crm.storage.making import side_files, sync_file, sync_folder_of
from crm.storage.standing import read_standing
from crm.words import _

SUFFIX = ".backup"
PARTIAL = ".part"
_STAMP = "%Y%m%dT%H%M%S%fZ"

NEWEST = 10
PERIODS = (("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 12))
"""Besides the newest: the last of each of 14 days, 8 weeks and 12 months."""

Counts = Mapping[str, int]
"""How many rows each table has."""


@dataclass(frozen=True)
class Backup:
    """A verified copy of a store: its file, the moment (UTC) it shows, and why it was made."""

    path: Path
    at: datetime
    reason: str


def folder_beside(store: Path) -> Path:
    """Where the backups of a store lie unless the user names another place."""
    return store.parent / "backups"


def folder_within(place: Path, store: Path, raw_key: str | None = None) -> Path:
    """The folder of a store's backups in a place that other stores may use as well.

    Stores of two computers often have the same name: each is told by its identity too, or the
    rotation of one would remove the backups of the other.

    Raises:
        StorageTrouble: the store does not open.
    """
    with troubles.in_words(), closing(bare_connection(store, raw_key)) as connection:
        identity = read_standing(connection).uuid
    return place / f"{store.stem}-{identity[:8]}"


def make(
    store: Path,
    folder: Path,
    *,
    raw_key: str | None = None,
    reason: str = "manual",
    at: datetime | None = None,
) -> Backup:
    """Copy a store, even while it is written, and keep the copy when it has proved to be good.

    `reason` is one word (start, regular, upgrade, import, restore, password, manual).

    Raises:
        StorageTrouble: it could not be copied, or the copy is not the same.
    """
    moment = at or now()
    final = folder / f"{store.stem}.{moment.astimezone(UTC):{_STAMP}}.{reason}{SUFFIX}"
    partial = final.with_name(f"{final.name}.{new_uuid()}{PARTIAL}")
    with troubles.in_words():
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, store)
        try:
            expected = _copy(store, partial, raw_key)
            if verify(partial, raw_key) != expected:
                raise troubles.trouble(troubles.DAMAGED)
            sync_file(partial)
            partial.replace(final)
            sync_folder_of(final)
        finally:
            for leftover in (partial, *side_files(partial)):
                leftover.unlink(missing_ok=True)
    rotate(folder, store, made=final)
    return Backup(final, moment, reason)


def verify(path: Path, raw_key: str | None = None) -> Counts:
    """Look through a whole store or backup; how many rows each table has.

    `raw_key` is the one with the salt, as `crm.storage.keys` gives it.

    Raises:
        StorageTrouble: it does not open, is none of ours, or something in it is damaged.
    """
    with troubles.in_words(), closing(bare_connection(path, raw_key)) as connection:
        read_standing(connection)
        if raw_key:
            # The page check leaves the salt out, without which the password would be worth nothing.
            _refuse_findings([] if fits(path, raw_key) else ["salt"])
            # Only what is in the file itself is covered, so the log goes there first.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            _refuse_findings(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        findings = connection.execute("PRAGMA quick_check").fetchall()
        _refuse_findings([row for row in findings if row[0] != "ok"])
        return counts(connection)


def listed(folder: Path, store: Path) -> tuple[Backup, ...]:
    """The backups of a store in a folder, newest first."""
    found = (_told_by_name(path, store.stem) for path in folder.glob(f"{store.stem}.*{SUFFIX}"))
    return tuple(sorted((b for b in found if b is not None), key=lambda b: b.at, reverse=True))


def last_verified(folder: Path, store: Path) -> Backup | None:
    """The newest backup; only verified ones ever get their name."""
    return next(iter(listed(folder, store)), None)


def make_if_changed(
    store: Path, folder: Path, *, raw_key: str | None = None, reason: str = "regular"
) -> Backup | None:
    """A backup when something was written since the last one; None when nothing was.

    Raises:
        StorageTrouble: it could not be made.
    """
    last = last_verified(folder, store)
    if last is not None and not _changed_since(store, last, raw_key):
        return None
    return make(store, folder, raw_key=raw_key, reason=reason)


def rotate(folder: Path, store: Path, *, made: Path | None = None) -> None:
    """Remove the backups that are neither among the newest nor the last of a kept period.

    What was just `made` stays, though a clock that was ahead has others look newer.
    """
    backups = listed(folder, store)
    kept = kept_of(backups)
    for backup in backups:
        if backup not in kept and backup.path != made:
            backup.path.unlink(missing_ok=True)


def kept_of(backups: Sequence[Backup]) -> frozenset[Backup]:
    """Which of some backups (newest first) the rotation keeps."""
    kept = set(backups[:NEWEST])
    for period, number in PERIODS:
        last_of: dict[str, Backup] = {}
        for backup in backups:
            last_of.setdefault(backup.at.strftime(period), backup)
        kept.update(list(last_of.values())[:number])
    return frozenset(kept)


def _copy(store: Path, target: Path, raw_key: str | None) -> Counts:
    """Copy the store as it is at one moment; the rows it had then."""
    if not store.is_file():
        raise troubles.trouble(troubles.INACCESSIBLE)
    with (
        closing(bare_connection(store, raw_key)) as source,
        closing(bare_connection(target, raw_key, make=True)) as copy,
    ):
        source.execute("BEGIN")
        found = counts(source)
        # All pages in one step: small steps begin anew with every write and may never end.
        source.backup(copy, pages=-1)
        source.execute("COMMIT")
        # One file that opens from anywhere, even where nothing can be written.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    return found


def counts(connection: Any) -> Counts:  # noqa: ANN401 - a driver's
    """How many rows each table behind a driver's connection has."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return {name: _count(connection, name) for (name,) in tables}


def _count(connection: Any, table: str) -> int:  # noqa: ANN401 - a driver's
    # The name comes out of the store's own list of tables.
    (number,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    return int(number)


def _changed_since(store: Path, last: Backup, raw_key: str | None) -> bool:
    """Whether the newest change set of the store is another one than that of the backup.

    A backup from before the password was changed shows nothing of the store as it is now.
    """
    if not fits(last.path, raw_key):
        return True
    with troubles.in_words():
        return _newest_set(store, raw_key) != _newest_set(last.path, raw_key)


def _newest_set(path: Path, raw_key: str | None) -> tuple[str, int]:
    with closing(bare_connection(path, raw_key)) as connection:
        identity = read_standing(connection).uuid
        (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()
        return identity, int(newest)


def _refuse_findings(findings: Iterable[object]) -> None:
    if any(True for _finding in findings):
        raise StorageTrouble(
            _("The file was looked through, and part of it is damaged."),
            _("Choose another backup; this one is not to be trusted."),
        )


def _told_by_name(path: Path, stem: str) -> Backup | None:
    """What the name of a backup file tells; None for other files and other stores' backups."""
    stamp, _dot, reason = path.name[len(stem) + 1 :].removesuffix(SUFFIX).partition(".")
    try:
        at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, at, reason)


def _sweep(folder: Path, store: Path) -> None:
    """Remove what a backup that was killed left half-made more than a day ago."""
    for path in folder.glob(f"{store.stem}.*{PARTIAL}*"):
        if now().timestamp() - path.stat().st_mtime > 24 * 3600:
            path.unlink(missing_ok=True)
