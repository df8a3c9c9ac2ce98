# SPDX-License-Identifier: Apache-2.0
"""An older store is backed up and brought up to date: wholly, or it stays as it was."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from crm.errors import StorageTrouble
from crm.storage import backup
from crm.storage.bulk import insert_many
from crm.storage.engine import bare_connection
from crm.storage.restoring import restore
from crm.storage.revisions import SCHEME, Scheme
from crm.storage.store import open_store

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("INVEST_CRM_KILLS", "8"))
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("project", recreate="auto") as batch:
        batch.add_column(sa.Column("nickname", sa.String(40), nullable=True))
        batch.alter_column("code", type_=sa.String(80), existing_type=sa.String(40))
    op.execute("UPDATE project SET nickname = name || '!'")
"""
FAILING = '    op.execute("UPDATE project SET stage = no_such_column")\n'
DANGLING = '    op.execute("UPDATE milestone SET project_id = 4711 WHERE id = 1")\n'
OLD = {
    "project": [{"id": i, "name": f"P{i}"} for i in range(1, 301)],
    "milestone": [{"project_id": i, "kind": "filed"} for i in range(1, 301)],
}


def _scheme(tmp_path: Path, more: str = "") -> Scheme:
    """A scheme of one schema more than there is, which rebuilds the table of projects."""
    scripts = tmp_path / "migrations"
    shutil.copytree(SCHEME.scripts, scripts)
    script = NEXT.format(before=SCHEME.head) + more
    (scripts / "versions" / "9001_next.py").write_text(script, encoding="utf-8")
    return Scheme((*SCHEME.revisions, "9001"), scripts)


def _old_store(where: str | Path) -> None:
    register = open_store(where)
    insert_many(register, "Prepared", OLD)
    register.close()


def _told(path: Path) -> tuple[str, int, int, int]:
    """The schema of a store file, its projects, those with a nickname, and its milestones."""
    with closing(bare_connection(path)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        (projects,) = connection.execute("SELECT count(*) FROM project").fetchone()
        (milestones,) = connection.execute("SELECT count(*) FROM milestone").fetchone()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(project)")]
        named = (
            "nickname" in columns
            and connection.execute(
                "SELECT count(*) FROM project WHERE nickname = name || '!'"
            ).fetchone()
        )
    return revision, projects, named[0] if named else 0, milestones


OLDER, NEWER = (SCHEME.head, 300, 0, 300), ("9001", 300, 300, 300)


def test_an_older_store_is_brought_up_to_date_with_all_its_rows(
    store_path: Path, tmp_path: Path
) -> None:
    _old_store(store_path)
    open_store(store_path, scheme=_scheme(tmp_path)).close()
    assert _told(store_path) == NEWER


def test_it_is_backed_up_before(store_path: Path, tmp_path: Path) -> None:
    _old_store(store_path)
    open_store(store_path, backups=tmp_path / "elsewhere", scheme=_scheme(tmp_path)).close()
    (kept,) = backup.listed(tmp_path / "elsewhere", store_path)
    assert kept.reason == "upgrade"
    assert _told(kept.path) == OLDER


def test_without_a_backup_there_is_no_upgrade(store_path: Path, tmp_path: Path) -> None:
    _old_store(store_path)
    (tmp_path / "elsewhere").touch()
    with pytest.raises(StorageTrouble):
        open_store(store_path, backups=tmp_path / "elsewhere", scheme=_scheme(tmp_path))
    assert _told(store_path) == OLDER


def test_a_store_that_is_up_to_date_is_not_backed_up_by_opening(store_path: Path) -> None:
    open_store(store_path).close()
    assert backup.listed(backup.folder_beside(store_path), store_path) == ()


@pytest.mark.parametrize("fault", [FAILING, DANGLING])
def test_an_upgrade_that_fails_leaves_the_store_as_it_was(
    fault: str, store_path: Path, tmp_path: Path
) -> None:
    _old_store(store_path)
    with pytest.raises(StorageTrouble):
        open_store(store_path, scheme=_scheme(tmp_path, fault))
    assert _told(store_path) == OLDER
    open_store(store_path).close()


def test_the_upgraded_store_is_too_new_for_the_former_program(
    store_path: Path, tmp_path: Path
) -> None:
    open_store(store_path, scheme=_scheme(tmp_path)).close()
    with pytest.raises(StorageTrouble, match="newer"):
        open_store(store_path)


def test_an_older_backup_is_brought_up_to_date_after_restoring(
    store_path: Path, tmp_path: Path
) -> None:
    _old_store(store_path)
    scheme = _scheme(tmp_path)
    open_store(store_path, scheme=scheme).close()
    (kept,) = backup.listed(backup.folder_beside(store_path), store_path)
    restore(kept.path, store_path)
    assert _told(store_path) == OLDER
    open_store(store_path, scheme=scheme).close()
    assert _told(store_path) == NEWER


def test_a_store_with_a_password_is_upgraded_too(tmp_path: Path) -> None:
    path, raw_key = tmp_path / "office.icr", "ab" * 32 + "cd" * 16
    open_store(path, raw_key=raw_key).close()
    register = open_store(path, raw_key=raw_key, scheme=_scheme(tmp_path))
    register.close()
    assert backup.verify(path, raw_key)["project"] == 0


def _server_told(url: str) -> tuple[object, object, object]:
    questions = (
        b"SELECT version_num FROM alembic_version",
        b"SELECT count(*) FROM project",
        b"SELECT count(*) FROM information_schema.columns WHERE column_name = 'nickname'",
    )
    with psycopg.connect(url) as connection:
        revision, projects, columns = (
            connection.execute(question).fetchall()[0][0] for question in questions
        )
    return revision, projects, columns


def test_a_shared_store_is_brought_up_to_date_by_whoever_comes_first(
    postgres_url: str, tmp_path: Path
) -> None:
    _old_store(postgres_url)
    scheme = _scheme(tmp_path)
    troubles: list[StorageTrouble] = []

    def come() -> None:
        try:
            open_store(postgres_url, scheme=scheme).close()
        except StorageTrouble as trouble:
            troubles.append(trouble)

    visitors = [threading.Thread(target=come) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert troubles == []
    assert _server_told(postgres_url) == ("9001", 300, 1)


def test_a_failed_upgrade_of_a_shared_store_leaves_it_as_it_was(
    postgres_url: str, tmp_path: Path
) -> None:
    _old_store(postgres_url)
    with pytest.raises(StorageTrouble):
        open_store(postgres_url, scheme=_scheme(tmp_path, FAILING))
    assert _server_told(postgres_url) == (SCHEME.head, 300, 0)


UPGRADE = """
import json, sys
from pathlib import Path
from alembic import command  # imported before the clock starts
from crm.storage.engine import driver
from crm.storage.revisions import Scheme
from crm.storage.store import open_store
where, revisions, scripts = json.loads(sys.argv[1])
driver()
print("ready", flush=True)
open_store(where, scheme=Scheme(tuple(revisions), Path(scripts))).close()
"""


def test_a_kill_in_the_middle_leaves_the_old_store_or_the_new_one(
    store_path: Path, tmp_path: Path
) -> None:
    _old_store(store_path)
    scheme = _scheme(tmp_path)
    old = store_path.read_bytes()
    dice = random.Random(int.from_bytes(os.urandom(4)))
    for number in range(KILLS):
        path = tmp_path / f"{number}" / "office.icr"
        path.parent.mkdir()
        path.write_bytes(old)
        words = json.dumps([str(path), scheme.revisions, str(scheme.scripts)])
        child = subprocess.Popen(
            [sys.executable, "-c", UPGRADE, words], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.uniform(0, 0.12))
        child.kill()
        child.communicate()
        assert _told(path) in {OLDER, NEWER}
        open_store(path, scheme=scheme).close()
        assert _told(path) == NEWER
