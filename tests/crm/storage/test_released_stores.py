# SPDX-License-Identifier: Apache-2.0
"""Every released schema has a store in `tests/stores/`, and this program opens them all."""

from __future__ import annotations

import shutil
from pathlib import Path

from crm.domain.all_records import RECORDS
from crm.storage import backup
from crm.storage.migrations.comparing import differences
from crm.storage.revisions import SCHEME
from crm.storage.standing import look
from crm.storage.store import open_store

STORES = Path(__file__).parents[2] / "stores"


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
