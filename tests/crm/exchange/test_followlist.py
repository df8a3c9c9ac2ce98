# SPDX-License-Identifier: Apache-2.0
"""The follow-up list as a workbook: days are days, what is not known is empty, all who came."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from crm.domain.contact import FollowUp
from crm.domain.event import Event
from crm.domain.person import Person
from crm.exchange.followlist import write_follow_ups
from crm.queries.papers import read_papers
from crm.storage.register import Register
from tests.builders import a, a_person, an_attendance, an_event

DAY = date(2026, 9, 16)
FIRST = 3
"""The first row below title, units and header."""


def written(store: Register, event_id: int, tmp_path: Path) -> list[list[object]]:
    target = tmp_path / "list.xlsx"
    with store.reading() as session:
        many = write_follow_ups(read_papers(session, event_id), target, today=DAY)
    sheet = CalamineWorkbook.from_filelike(BytesIO(target.read_bytes())).get_sheet_by_index(0)
    rows: list[list[object]] = [list(row) for row in sheet.to_python()]
    return rows[FIRST : FIRST + many]


def came(store: Register) -> tuple[int, int]:
    """An event with somebody who came and is to be called, and somebody who only did not."""
    with store.writing("Prepared") as unit:
        event: Event = an_event(unit, starts_on=DAY)
        person: Person = a_person(unit, name="钱伟")
        an_attendance(unit, event, person, state="attended")
        an_attendance(unit, event, a_person(unit, name="周平"), state="absent")
        for due in (20, 18):
            a(
                unit, FollowUp, event_id=event.id, person_id=person.id, subject=f"Call {due}",
                due_on=DAY.replace(day=due), state="open",
            )  # fmt: skip
        return event.id, person.id


def test_the_next_step_is_the_earliest_and_its_day_is_a_day(
    store: Register, tmp_path: Path
) -> None:
    event_id, _person = came(store)
    (row,) = written(store, event_id, tmp_path)
    assert row[0] == "钱伟"
    assert row[9] == "Call 18"
    assert isinstance(row[8], date | datetime)
    assert (row[8].month, row[8].day) == (9, 18)


def test_what_is_not_known_is_empty(store: Register, tmp_path: Path) -> None:
    event_id, _person = came(store)
    (row,) = written(store, event_id, tmp_path)
    assert row[1] == row[3] == row[4] == row[6] == ""
