# SPDX-License-Identifier: Apache-2.0
"""Backups are verified copies, rotated, made while the store is written, and come back whole."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.project import Project
from crm.errors import StorageTrouble
from crm.storage import backup, keys
from crm.storage.backup import Backup
from crm.storage.register import Register
from crm.storage.restoring import restore
from crm.storage.store import open_store
from tests.builders import a_project

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture(params=["plain", "keyed"])
def raw_key(request: pytest.FixtureRequest) -> str | None:
    """None, then the key of a store with a password."""
    return None if request.param == "plain" else "ab" * 32 + "cd" * 16


@pytest.fixture
def office(tmp_path: Path, raw_key: str | None) -> Path:
    """A store with one project, not open."""
    path = tmp_path / "office.icr"
    register = open_store(path, raw_key=raw_key)
    _add(register, "Kept")
    register.close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go."""
    return tmp_path / "backups"


def _add(register: Register, name: str) -> None:
    with register.writing("New") as unit:
        a_project(unit, name=name)


def _names(path: Path, raw_key: str | None = None) -> list[str]:
    register = open_store(path, raw_key=raw_key)
    with register.reading() as session:
        names = [project.name for project in session.query(Project).order_by(Project.id)]
    register.close()
    return names


def _change(path: Path, raw_key: str | None, name: str) -> None:
    register = open_store(path, raw_key=raw_key)
    _add(register, name)
    register.close()


def test_a_restore_drill(office: Path, folder: Path, raw_key: str | None) -> None:
    copy = backup.make(office, folder, raw_key=raw_key)
    _change(office, raw_key, "Later")
    aside = restore(copy.path, office, raw_key)
    assert _names(office, raw_key) == ["Kept"]
    assert aside is not None
    assert _names(aside, raw_key) == ["Kept", "Later"]


def test_a_backup_is_one_file_that_opens_as_a_store(
    office: Path, folder: Path, raw_key: str | None
) -> None:
    copy = backup.make(office, folder, raw_key=raw_key, reason="start")
    assert list(folder.iterdir()) == [copy.path]
    assert backup.last_verified(folder, office) == copy
    assert (copy.reason, backup.verify(copy.path, raw_key)["project"]) == ("start", 1)


def test_a_backup_made_while_others_write_shows_one_moment(
    office: Path, folder: Path, raw_key: str | None
) -> None:
    register = open_store(office, raw_key=raw_key)
    end = threading.Event()

    def write() -> None:
        while not end.is_set():
            _add(register, "Busy")

    writer = threading.Thread(target=write)
    writer.start()
    made = [backup.make(office, folder, raw_key=raw_key) for _ in range(5)]
    end.set()
    writer.join()
    register.close()
    for copy in made:
        counts = backup.verify(copy.path, raw_key)
        assert counts["project"] == counts["change_set"] == counts["change_row"]


def test_what_is_only_in_the_log_is_backed_up_too(
    office: Path, folder: Path, raw_key: str | None
) -> None:
    register = open_store(office, raw_key=raw_key)
    _add(register, "In the log")
    copy = backup.make(office, folder, raw_key=raw_key)
    register.close()
    assert backup.verify(copy.path, raw_key)["project"] == 2


def test_a_backup_is_only_made_when_something_was_written(
    office: Path, folder: Path, raw_key: str | None
) -> None:
    assert backup.make_if_changed(office, folder, raw_key=raw_key) is not None
    assert backup.make_if_changed(office, folder, raw_key=raw_key) is None
    _change(office, raw_key, "Later")
    assert backup.make_if_changed(office, folder, raw_key=raw_key) is not None


def test_a_damaged_backup_is_not_restored(office: Path, folder: Path, raw_key: str | None) -> None:
    copy = backup.make(office, folder, raw_key=raw_key)
    content = bytearray(copy.path.read_bytes())
    content[4096 * 2 : 4096 * 4] = bytes(4096 * 2)
    copy.path.write_bytes(content)
    before = office.read_bytes()
    with pytest.raises(StorageTrouble):
        restore(copy.path, office, raw_key)
    assert office.read_bytes() == before


def test_a_store_that_is_in_use_is_not_replaced(
    office: Path, folder: Path, raw_key: str | None
) -> None:
    copy = backup.make(office, folder, raw_key=raw_key)
    register = open_store(office, raw_key=raw_key)
    _add(register, "Later")
    with pytest.raises(StorageTrouble, match="still uses"):
        restore(copy.path, office, raw_key)
    register.close()
    assert _names(office, raw_key) == ["Kept", "Later"]


def _rubbish(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(10_000))


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


SPOILT: dict[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "rubbish": _rubbish,
    "empty": _emptied,
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_store_is_replaced_and_kept_aside(
    how: str, office: Path, folder: Path, raw_key: str | None
) -> None:
    copy = backup.make(office, folder, raw_key=raw_key)
    SPOILT[how](office)
    spoilt = office.read_bytes() if office.exists() else None
    aside = restore(copy.path, office, raw_key)
    assert _names(office, raw_key) == ["Kept"]
    assert (None if aside is None else aside.read_bytes()) == spoilt


def test_there_is_no_backup_of_nothing(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(StorageTrouble):
        backup.make(tmp_path / "nothing.icr", folder)
    assert list(folder.iterdir()) == []


def test_a_damaged_store_gives_no_backup_that_counts(store_path: Path, folder: Path) -> None:
    content = bytearray(store_path.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xff" * 4096 * 4
    store_path.write_bytes(content)
    with pytest.raises(StorageTrouble):
        backup.make(store_path, folder)
    assert backup.last_verified(folder, store_path) is None
    assert list(folder.iterdir()) == []


def test_in_a_store_with_a_password_no_flipped_byte_goes_unnoticed(tmp_path: Path) -> None:
    path = tmp_path / "office.icr"
    raw_key = keys.key_of("flip", keys.salt_of(path))
    open_store(path, raw_key=raw_key).close()
    whole = path.read_bytes()
    dice = random.Random(20260630)
    places = [*range(0, 24, 4), *(dice.randrange(len(whole)) for _ in range(60))]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        with pytest.raises(StorageTrouble):
            backup.verify(path, raw_key)
    path.write_bytes(whole)
    backup.verify(path, raw_key)


def test_files_of_others_in_the_folder_are_left_alone(store_path: Path, folder: Path) -> None:
    folder.mkdir()
    others = [folder / "office.notes.backup", folder / "office.a.b.backup", folder / "x.txt"]
    for other in others:
        other.touch()
    for day in range(40):
        backup.make(store_path, folder, at=NOON + timedelta(days=day))
    assert all(other.exists() for other in others)
    assert len(backup.listed(folder, store_path)) < 40


def test_a_store_with_a_similar_name_keeps_its_backups(store_path: Path, folder: Path) -> None:
    similar = store_path.with_name("office.copy.icr")
    similar.write_bytes(store_path.read_bytes())
    theirs = backup.make(similar, folder, at=NOON)
    for day in range(1, 40):
        backup.make(store_path, folder, at=NOON + timedelta(days=day))
    assert backup.listed(folder, similar) == (theirs,)
    assert theirs not in backup.listed(folder, store_path)


def _every(hours: list[int]) -> list[Backup]:
    moments = sorted({NOON + timedelta(hours=h) for h in hours}, reverse=True)
    return [Backup(Path(str(at)), at, "regular") for at in moments]


def test_of_a_year_of_half_hours_about_forty_are_kept() -> None:
    kept = backup.kept_of(_every(list(range(24 * 365))))
    days = {b.at.date() for b in kept}
    assert 14 + 10 <= len(kept) <= 10 + 14 + 8 + 12
    assert min(days) < NOON.date() + timedelta(days=45)


@given(st.lists(st.integers(0, 24 * 400), max_size=200))
def test_rotation_keeps_the_newest_and_the_last_of_each_day_week_and_month(
    hours: list[int],
) -> None:
    backups = _every(hours)
    kept = backup.kept_of(backups)
    assert set(backups[:10]) <= kept
    days = sorted({b.at.date() for b in backups}, reverse=True)[:14]
    for day in days:
        assert max((b for b in backups if b.at.date() == day), key=lambda b: b.at) in kept
    months = sorted({(b.at.year, b.at.month) for b in backups}, reverse=True)[:12]
    assert {(b.at.year, b.at.month) for b in kept} >= set(months)
    assert len(kept) <= 10 + 14 + 8 + 12
    assert backup.kept_of(sorted(kept, key=lambda b: b.at, reverse=True)) == kept


def test_a_backup_made_after_the_clock_was_set_back_is_not_rotated_away_at_once(
    store_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    real = backup.make(store_path, folder, at=datetime(2026, 11, 25, tzinfo=UTC))
    for month in range(14):
        for day in range(1, 21, 2):
            ahead = datetime(2031 + month // 12, 1 + month % 12, day, tzinfo=UTC)
            name = f"{store_path.stem}.{ahead:%Y%m%dT%H%M%S%fZ}.regular{backup.SUFFIX}"
            (folder / name).hardlink_to(real.path)
    made = backup.make(store_path, folder, at=datetime(2026, 11, 26, tzinfo=UTC))
    assert made.path.exists()
