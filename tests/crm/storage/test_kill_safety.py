# SPDX-License-Identifier: Apache-2.0
"""Whatever happens to the process or the disk, what was acknowledged is in the store.

Kills are real (SIGKILL); cuts of the power are not simulated here, a kill cannot show them.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.errors import StorageTrouble
from crm.storage import backup, history
from crm.storage.engine import bare_connection
from crm.storage.keys import fits, key_of
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_milestone, a_project

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("INVEST_CRM_KILLS", "30"))

WRITE = """
import sys
from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.storage.store import open_store
register = open_store(sys.argv[1], raw_key=sys.argv[2] or None)
print("ready", flush=True)
while True:
    with register.writing("New") as unit:
        project = unit.add(Project(name="A" * 200))
        milestone = unit.add(Milestone(project_id=project.id, kind="filed"))
    print("new", project.id, milestone.id, flush=True)
    with register.writing("Edit") as unit:
        unit.get(Project, project.id).name = f"edited {project.id}"
    print("edited", project.id, flush=True)
"""


def _child(code: str, *words: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", code, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "ready"
    return child


def _acknowledged(said: str) -> list[list[str]]:
    """The complete lines of what a killed child had said."""
    lines = said.split("\n")[:-1]
    return [line.split() for line in lines]


def _lost(register: Register, acknowledged: list[list[str]]) -> list[list[str]]:
    with register.reading() as session:
        names = {project.id: project.name for project in session.query(Project)}
        milestones = {milestone.id for milestone in session.query(Milestone)}
        told = history.since(session, 0, limit=1_000_000)
    recorded = {(changes.title, item.id) for changes in told for item in changes.items}
    lost: list[list[str]] = []
    for line in acknowledged:
        project = int(line[1])
        if line[0] == "edited":
            kept = names.get(project) == f"edited {project}" and ("Edit", project) in recorded
        else:
            kept = int(line[2]) in milestones and ("New", project) in recorded
        if not kept:
            lost.append(line)
    return lost


@pytest.mark.parametrize("raw_key", ["", "ab" * 32 + "cd" * 16], ids=["plain", "keyed"])
def test_no_kill_loses_an_acknowledged_change(raw_key: str, tmp_path: Path) -> None:
    path = tmp_path / "office.icr"
    open_store(path, raw_key=raw_key or None).close()
    dice = random.Random(int.from_bytes(os.urandom(4)))
    acknowledged: list[list[str]] = []
    for _ in range(max(1, KILLS // 2)):
        children = [_child(WRITE, str(path), raw_key) for _ in range(dice.choice((1, 1, 2)))]
        time.sleep(dice.uniform(0.0, 0.15))
        for child in children:
            child.kill()
        for child in children:
            acknowledged += _acknowledged(child.communicate()[0])
        register = open_store(path, raw_key=raw_key or None)
        assert _lost(register, acknowledged) == []
        register.close()
    assert acknowledged
    backup.verify(path, raw_key or None)


COUNT = """
import sys
from crm.domain.project import Project
from crm.storage.store import open_store
register = open_store(sys.argv[1])
print("ready", flush=True)
for _ in range(100):
    with register.writing("Count") as unit:
        project = unit.get(Project, 1)
        project.jobs += 1
register.close()
"""


def test_two_processes_writing_the_same_store_lose_no_update(store_path: Path) -> None:
    register = open_store(store_path)
    with register.writing("New") as unit:
        a_project(unit, jobs=0)
    children = [_child(COUNT, str(store_path)) for _ in range(2)]
    assert [child.wait() for child in children] == [0, 0]
    for child in children:
        child.communicate()
    with register.reading() as session:
        project = session.get_one(Project, 1)
        assert (project.jobs, project.version) == (200, 201)
    register.close()


MAKE = """
import sys
from crm.storage.engine import driver
from crm.storage.store import open_store
driver()
print("ready", flush=True)
open_store(sys.argv[1]).close()
"""


def test_a_kill_while_the_store_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    dice = random.Random(int.from_bytes(os.urandom(4)))
    for number in range(max(1, KILLS // 5)):
        path = tmp_path / f"{number}" / "office.icr"
        child = _child(MAKE, str(path))
        time.sleep(dice.uniform(0.0, 0.06))
        child.kill()
        child.communicate()
        open_store(path).close()
        backup.verify(path)


RESTORE = """
import sys
from pathlib import Path
from crm.storage.engine import driver
from crm.storage.restoring import restore
driver()
print("ready", flush=True)
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_kill_while_restoring_leaves_the_former_store_or_the_restored_one(
    store_path: Path, tmp_path: Path
) -> None:
    copy = backup.make(store_path, tmp_path / "backups")
    dice = random.Random(int.from_bytes(os.urandom(4)))
    for _ in range(max(1, KILLS // 5)):
        register = open_store(store_path)
        with register.writing("Later") as unit:
            a_project(unit)
        with register.reading() as session:
            before = session.query(Project).count()
        register.close()
        child = _child(RESTORE, str(copy.path), str(store_path))
        time.sleep(dice.uniform(0.0, 0.04))
        child.kill()
        child.communicate()
        assert backup.verify(store_path)["project"] in {0, before}


REKEY = """
import sys
from pathlib import Path
from crm.storage.engine import driver
from crm.storage.passwords import change_key
driver()
print("ready", flush=True)
change_key(Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3] or None)
"""


def test_a_kill_while_the_password_is_changed_leaves_the_former_store_or_the_new_one(
    store_path: Path,
) -> None:
    register = open_store(store_path)
    with register.writing("New") as unit:
        for _ in range(50):
            a_project(unit)
    register.close()
    dice = random.Random(int.from_bytes(os.urandom(4)))
    held = ""
    for number in range(max(4, KILLS // 2)):
        key = key_of(f"word {number}", b"%16d" % number) if number % 3 else ""
        child = _child(REKEY, str(store_path), held, key)
        time.sleep(dice.uniform(0.0, 0.25))
        child.kill()
        child.communicate()
        held = held if fits(store_path, held or None) else key
        assert backup.verify(store_path, held or None)["project"] == 50
        open_store(store_path, raw_key=held or None).close()
    assert len(list(store_path.parent.glob(".*.locked"))) <= 1


def _full(register: Register) -> None:
    """From now on the file may not grow: SQLite answers as on a full disk."""

    def limit(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA max_page_count = 1")
        cursor.close()

    event.listen(register.writer, "connect", limit)
    register.writer.dispose()


def test_a_full_disk_has_its_sentence_and_loses_nothing(store_path: Path) -> None:
    register = open_store(store_path)
    with register.writing("New") as unit:
        kept = a_project(unit, name="Kept").id
    _full(register)
    with pytest.raises(StorageTrouble, match="disk is full"), register.writing("Files") as unit:
        unit.get(Project, kept).name = "Half"
        unit.keep(bytes(5_000_000))
    with register.reading() as session:
        assert session.get_one(Project, kept).name == "Kept"
    register.close()
    backup.verify(store_path)


LIMITED = """
import resource, sys
from crm.errors import StorageTrouble
from crm.storage.store import open_store
register = open_store(sys.argv[1])
with register.writing("New") as unit:
    unit.keep(b"first")
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, -1))
print("ready", flush=True)
try:
    with register.writing("Files") as unit:
        unit.keep(bytes(5_000_000))
except StorageTrouble as trouble:
    print(trouble.sentence)
resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
with register.writing("Files") as unit:
    unit.keep(b"second")
register.close()
print("went on")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of file sizes there")
def test_a_disk_that_refuses_has_its_sentence_and_the_program_goes_on(store_path: Path) -> None:
    child = _child(LIMITED, str(store_path))
    said = child.communicate()[0].splitlines()
    assert said[-1] == "went on"
    assert said[0].startswith(("The disk reported an error", "The disk is full"))
    assert backup.verify(store_path)["blob"] == 2


def test_a_damaged_page_has_its_sentence(store_path: Path) -> None:
    register = open_store(store_path)
    with register.writing("New") as unit:
        for _ in range(200):
            a_milestone(unit, a_project(unit))
    with closing(bare_connection(store_path)) as connection:
        question = "SELECT rootpage FROM sqlite_master WHERE name = 'project'"
        page = connection.execute(question).fetchone()[0]
    register.close()
    content = bytearray(store_path.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"\xa5" * 4096
    store_path.write_bytes(content)
    register = open_store(store_path)
    with pytest.raises(StorageTrouble, match="damaged"), register.reading() as session:
        session.query(Project).all()
    with pytest.raises(StorageTrouble, match="damaged"), register.writing("New") as unit:
        a_project(unit)
    register.close()
