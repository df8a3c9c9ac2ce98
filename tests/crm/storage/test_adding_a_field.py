# SPDX-License-Identifier: Apache-2.0
"""A field more is one declaration and one migration; store, history and undo then know it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from crm.storage.bulk import insert_many
from crm.storage.revisions import SCHEME
from crm.storage.store import open_store

ROOT = Path(__file__).parents[3]

# In a process of its own: the records of this one must stay as they are.
DECLARE_MIGRATE_AND_USE = """
import sys
from pathlib import Path
from crm.domain.project import Project
from crm.fields import field
from crm.kinds.texts import Text

Project.nickname = field(Text(40), "Nickname", searched=True)  # the one declaration

from crm.storage.history import of_record
from crm.storage.migrations.make import make
from crm.storage.revisions import SCHEME, Scheme
from crm.storage.store import open_store
from crm.storage.undo import undo_last

store, scripts = Path(sys.argv[1]), Path(sys.argv[2])
script = make("Projects get a nickname", scripts)  # the one migration
register = open_store(store, scheme=Scheme((*SCHEME.revisions, script.name[:4]), scripts))
with register.writing("Nickname") as unit:
    unit.get(Project, 1).nickname = "Tea"
with register.reading() as session:
    print(of_record(session, Project, 1)[0].items[0].after)
undo_last(register)
with register.reading() as session:
    print(session.get_one(Project, 1).name, session.get_one(Project, 1).nickname)
register.close()
print(Project.fields()["nickname"].title)
print(*script.read_text(encoding="utf-8").split("def upgrade")[1].split("\\n")[2:])
"""


def test_a_declared_field_reaches_an_existing_store(store_path: Path, tmp_path: Path) -> None:
    register = open_store(store_path)
    insert_many(register, "Prepared", {"project": [{"name": "Old"}]})
    register.close()
    scripts = tmp_path / "migrations"
    shutil.copytree(SCHEME.scripts, scripts)
    said = subprocess.run(
        [sys.executable, "-c", DECLARE_MIGRATE_AND_USE, str(store_path), str(scripts)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said[-4:-1] == ["{'nickname': 'Tea'}", "Old None", "Nickname"]
    assert said[-1].count("batch_op.") == 1
    assert "batch_op.add_column(sa.Column('nickname', sa.String(length=40)" in said[-1]
