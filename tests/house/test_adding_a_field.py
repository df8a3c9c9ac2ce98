# SPDX-License-Identifier: Apache-2.0
"""One declaration and one migration: the field is then in form, list, filter, search and export."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import cast

import pytest

from crm.storage.bulk import insert_many
from crm.storage.revisions import SCHEME
from crm.storage.store import open_store
from tests.house.sources import ROOT

# In a process of its own: the records of this one must stay as they are.
DECLARE_MIGRATE_AND_LOOK = """
import json
import sys
from datetime import date
from pathlib import Path

from crm.domain.project import Project
from crm.fields import field
from crm.kinds.texts import Text

Project.nickname = field(Text(40), "Nickname", group="origin", searched=True)  # the one declaration

from crm.storage.migrations.make import make
from crm.storage.revisions import SCHEME, Scheme
from crm.storage.store import open_store

store, scripts = Path(sys.argv[1]), Path(sys.argv[2])
script = make("Projects get a nickname", scripts)  # the one migration
register = open_store(store, scheme=Scheme((*SCHEME.revisions, script.name[:4]), scripts))

from PySide6.QtWidgets import QApplication

from crm.exchange.exporting import export_list
from crm.progress import silent
from crm.queries import filters, happenings, listing, reading, searching
from ui.desk.desk import Desk
from ui.forms.form import RecordForm
from ui.forms.lines import LineEditor

application = QApplication([])
desk = Desk(immediate=True)
desk.open(register, store="house")
form = RecordForm(desk, "project")
with register.reading() as session:
    form.show_view(reading.read(session, "project", 1))
editor = form.fields.editors["nickname"]
assert isinstance(editor, LineEditor)
editor.line.setText("Greenleaf")
editor.line.textEdited.emit("Greenleaf")
form.save()

today = date(2026, 6, 30)
wanted = filters.Filter((filters.Condition("nickname", "contains", "green"),))
shown = listing.Listing("project", wanted, columns=("name", "nickname"))
found = {}
with register.reading() as session:
    ids = list(listing.ids(session, shown, today=today))
    found["form"] = [form.fields.rows["nickname"].label, form.is_dirty]
    found["columns"] = "nickname" in listing.possible_columns("project")
    found["filter"] = [ids, filters.describe("project", wanted.conditions[0], lambda *_of: "")]
    rows = listing.rows(session, "project", shown.columns, ids)
    found["list"] = [list(values) for values in rows.values()]
    found["search"] = [hit.title for hit in searching.search(session, "greenl")]
    history = happenings.history_of(session, "project", 1).happenings[0]
    found["history"] = [[line.label, line.after] for line in history.deeds[0].lines]
    sheet = store.with_suffix(".csv")
    export_list(session, shown, sheet, today=today, progress=silent())
found["export"] = sheet.read_text("utf-8-sig").split()
print(json.dumps(found))
desk.close()
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What each part of the program then knows of the field."""
    folder = tmp_path_factory.mktemp("adding")
    register = open_store(folder / "office.icr")
    insert_many(register, "Prepared", {"project": [{"name": "Tea"}, {"name": "Other"}]})
    register.close()
    scripts = folder / "migrations"
    shutil.copytree(SCHEME.scripts, scripts)
    done = subprocess.run(
        [sys.executable, "-c", DECLARE_MIGRATE_AND_LOOK, str(folder / "office.icr"), str(scripts)],
        cwd=ROOT,
        env={**os.environ, "INVEST_CRM_CONFIG": str(folder / "settings")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return cast("dict[str, object]", json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("place", "knows"),
    [
        ("form", ["Nickname", False]),
        ("columns", True),
        ("list", [["Tea", "Greenleaf"]]),
        ("search", ["Tea"]),
        ("history", [["Nickname", "Greenleaf"]]),
    ],
)
def test_a_declared_field_is_known_everywhere(
    found: dict[str, object], place: str, knows: object
) -> None:
    assert found[place] == knows


def test_a_declared_field_is_filtered_and_exported_with_its_label(
    found: dict[str, object],
) -> None:
    ids, said = cast("tuple[list[int], str]", found["filter"])
    assert ids == [1]
    assert "Nickname" in said
    assert "Nickname" in str(found["export"])
    assert "Greenleaf" in str(found["export"])
