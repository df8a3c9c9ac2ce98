# SPDX-License-Identifier: Apache-2.0
"""Values of every kind survive the way into the history and back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from crm.domain.project import Project
from crm.kinds.days import PartialDay
from crm.storage.recording import pack_one, packed, recorded_names, unpack_one
from crm.storage.register import Register
from crm.storage.undo import redo_last, undo_last
from tests.builders import a_project

BEFORE: dict[str, object] = {
    "name": "富硒茶园“一号”\n",
    "industry": "C15",
    "selenium": True,
    "total_investment": 350_000_000,
    "exchange_rate": Decimal("7.1234"),
    "land_area": Decimal("120.50"),
    "irr": None,
    "signed_on": PartialDay.of("2026-05"),
    "started_on": PartialDay.of("2026-06-30"),
    "modes": ("sole", "lease"),
    "status_on": date(2026, 6, 30),
    "jobs": 0,
}
AFTER: dict[str, object] = {
    "name": "B",
    "industry": None,
    "selenium": False,
    "total_investment": None,
    "exchange_rate": Decimal("7.2000"),
    "land_area": None,
    "irr": Decimal("12.50"),
    "signed_on": PartialDay.of("2026-05-02"),
    "started_on": None,
    "modes": None,
    "status_on": date(2026, 7, 1),
    "jobs": None,
}


def _values(register: Register, project: int) -> dict[str, object]:
    with register.reading() as session:
        record = session.get_one(Project, project)
        return {name: getattr(record, name) for name in BEFORE}


def test_undo_and_redo_give_back_values_of_every_kind(any_store: Register) -> None:
    with any_store.writing("New") as unit:
        project = a_project(unit, **BEFORE).id
    with any_store.writing("Edit") as unit:
        unit.change(unit.get(Project, project), AFTER)
    undo_last(any_store)
    assert _values(any_store, project) == BEFORE
    redo_last(any_store)
    assert _values(any_store, project) == AFTER


def test_packed_values_are_plain_json_and_come_back() -> None:
    for name, value in (*BEFORE.items(), *AFTER.items()):
        raw = pack_one(Project, name, value)
        assert json.loads(json.dumps(raw, ensure_ascii=False)) == raw
        assert unpack_one(Project, name, raw) == value


def test_history_keeps_the_fields_and_whether_a_record_is_deleted() -> None:
    names = recorded_names(Project)
    assert set(names) == {*Project.fields(), "deleted"}


def test_unknown_values_of_a_new_record_are_left_out() -> None:
    project = Project(name="A", code=None, deleted=False)
    assert packed(project) == {"name": "A", "deleted": False}
    assert packed(project, ["code"]) == {"code": None}
