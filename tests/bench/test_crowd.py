# SPDX-License-Identifier: Apache-2.0
"""The large county of the measurements is the sample county, each copy linked to its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench import crowd, today
from crm.domain.contact import Activity
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.storage.store import open_store

TODAY = date(2026, 6, 30)


def test_each_copy_has_its_own_records_and_speaks_of_them(tmp_path: Path) -> None:
    crowd.fill(tmp_path / "large.icr", copies=3, today=TODAY)
    register = open_store(tmp_path / "large.icr")
    with register.reading() as session:
        houses, people, calls = (
            session.scalar(select(func.count(one.id))) for one in (Organisation, Person, Activity)
        )
        assert (houses, people, calls) == (900, 2_100, 4_500)
        for copy in range(3):
            own = Activity.id > copy * 1_500, Activity.id <= (copy + 1) * 1_500
            spoken = session.scalars(select(Activity.organisation_id).where(*own))
            assert {(one - 1) // 300 for one in spoken if one is not None} == {copy}
    register.close()


def test_today_is_measured_in_whatever_size_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(today, "ROUNDS", 1)
    rows = today.measure(2)
    assert rows[0].name == "Today, 240 projects: all of it"
    assert all(row.value > 0 and row.floor > 0 for row in rows)
