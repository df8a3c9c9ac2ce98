# SPDX-License-Identifier: Apache-2.0
"""Every released schema has a store in `tests/stores/`, and this program opens them all."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import select

from crm.domain.all_records import RECORDS
from crm.domain.office import StoreSetting
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.storage import backup
from crm.storage.engine import bare_connection, server_engine
from crm.storage.migrations.comparing import differences
from crm.storage.revisions import SCHEME, Scheme
from crm.storage.standing import look
from crm.storage.store import open_store
from crm.storage.upgrade import migrate

STORES = Path(__file__).parents[2] / "stores"
BEFORE = """
INSERT INTO store_setting (id, key, value, uuid, version, created_at, updated_at) VALUES
 (1, 'a', '"old"', 'u1', 1, now(), '2026-01-01'), (2, 'a', '"new"', 'u2', 1, now(), '2026-01-02');
INSERT INTO person (id, name, uuid, version, created_at, updated_at) VALUES
 (1, 'Li', 'u1', 1, now(), now()), (2, 'Wu', 'u2', 1, now(), now());
INSERT INTO activity
 (id, kind, happened_on, subject, person_id, uuid, version, created_at, updated_at) VALUES
 (1, 'call', '2026-02-01', 'x', 2, 'u1', 1, now(), now()),
 (2, 'visit', '2026-03-05', 'y', 1, 'u2', 1, now(), now());
INSERT INTO activity_person
 (id, activity_id, person_id, uuid, version, created_at, updated_at) VALUES
 (1, 2, 2, 'u1', 1, now(), now())
"""
"""A key that two offices settled at once, and a talk in which somebody else took part."""


def _rows(path: Path) -> dict[str, int]:
    return {name: rows for name, rows in backup.verify(path).items() if name in RECORDS}


def test_there_is_a_store_of_every_schema_before_this_one() -> None:
    assert {path.stem for path in STORES.glob("*.icr")} >= set(SCHEME.revisions[:-1])


def test_every_one_of_them_opens_with_all_its_rows(store_path: Path, tmp_path: Path) -> None:
    for released in (*STORES.glob("*.icr"), store_path):
        copy = Path(shutil.copy(released, tmp_path / f"copy-{released.name}"))
        before = _rows(copy)
        register = open_store(copy)
        with register.reader.connect() as connection:
            assert differences(connection) == []
        register.close()
        assert {name: _rows(copy)[name] for name in before} == before
        assert look(copy, None).revision == SCHEME.head
        backup.verify(copy)


def test_an_upgraded_store_knows_when_somebody_was_spoken_to_last(tmp_path: Path) -> None:
    copy = Path(shutil.copy(STORES / "0002.icr", tmp_path / "old.icr"))
    with closing(bare_connection(copy)) as raw:
        asked = (
            "SELECT organisation_id, max(happened_on) FROM activity WHERE NOT deleted GROUP BY 1"
        )
        told = dict(raw.execute(asked).fetchall())
    register = open_store(copy)
    with register.reading() as session:
        for firm in session.scalars(select(Organisation)):
            day = firm.last_activity_on
            assert (day and day.isoformat()) == told.get(firm.id)
    register.close()
    assert {one for one in told if one is not None}


def test_whoever_took_part_was_spoken_to_in_an_upgraded_store(tmp_path: Path) -> None:
    copy = Path(shutil.copy(STORES / "0002.icr", tmp_path / "old.icr"))
    with closing(bare_connection(copy)) as raw:
        raw.execute("DELETE FROM activity_person")
        asked = "SELECT id, person_id FROM activity WHERE person_id IS NOT NULL AND NOT deleted"
        call, first = raw.execute(asked).fetchone()
        raw.execute("UPDATE activity SET happened_on = '2031-05-01' WHERE id = ?", (call,))
        others = raw.execute("SELECT id FROM person WHERE id != ? LIMIT 2", (first,)).fetchall()
        for deleted, (other,) in enumerate(others):
            raw.execute(
                "INSERT INTO activity_person (id, uuid, version, created_at, updated_at, deleted,"
                " activity_id, person_id) VALUES (?, ?, 1, '2026-01-01', '2026-01-01', ?, ?, ?)",
                (deleted + 1, f"part-{deleted}", deleted, call, other),
            )
    register = open_store(copy)
    with register.reading() as session:
        wanted = select(Person.id).where(Person.last_activity_on == date(2031, 5, 1))
        assert set(session.scalars(wanted)) == {first, others[0][0]}
    register.close()


def test_of_a_setting_that_was_made_twice_the_newest_stays(tmp_path: Path) -> None:
    copy = Path(shutil.copy(STORES / "0002.icr", tmp_path / "old.icr"))
    with closing(bare_connection(copy)) as raw:
        raw.execute("DELETE FROM store_setting")
        for at, value in enumerate(("older", "newest", "oldest")):
            day = {"older": 2, "newest": 3, "oldest": 1}[value]
            raw.execute(
                "INSERT INTO store_setting (id, uuid, version, created_at, updated_at, deleted,"
                " key, value) VALUES (?, ?, 1, '2026-01-01', ?, 0, 'county.name', ?)",
                (at + 1, f"setting-{at}", f"2026-01-0{day} 00:00:00.000000", value),
            )
    register = open_store(copy)
    with register.reading() as session:
        live = select(StoreSetting.value).where(StoreSetting.deleted.is_(False))
        assert session.scalars(live).all() == ["newest"]
    register.close()


def test_a_server_of_the_schema_before_keeps_the_newest_settings_and_knows_the_last_talks(
    bare_postgres_url: str,
) -> None:
    engine = server_engine(bare_postgres_url)
    with engine.begin() as connection:
        migrate(connection, Scheme(SCHEME.revisions[:2], SCHEME.scripts))
        connection.exec_driver_sql(BEFORE)
        migrate(connection, SCHEME)
        settings = connection.exec_driver_sql("SELECT value FROM store_setting WHERE NOT deleted")
        assert settings.scalars().all() == ['"new"']
        told = connection.exec_driver_sql("SELECT last_activity_on FROM person")
        assert told.scalars().all() == [date(2026, 3, 5)] * 2
    engine.dispose()
