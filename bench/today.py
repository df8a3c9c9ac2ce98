# SPDX-License-Identifier: Apache-2.0
"""Today and matching in a county of 100,000 projects, against the least SQL by the bare driver."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bench.crowd import fill
from bench.rows import Row, paired
from crm.domain.rules.counting import USUAL
from crm.queries import figures, matching, silence, timeline, today
from crm.queries.conventions import conventions
from crm.storage.engine import bare_connection
from crm.storage.store import open_store

COPIES = 834
"""Of the sample's 120 projects, 300 organisations, 700 people, 1,500 activities, 600 follow-ups."""

TODAY = date(2026, 6, 30)
ROUNDS = 5
DUE = (
    "SELECT id FROM follow_up WHERE deleted = 0 AND state = 'open' AND due_on <= ?"
    " AND (snoozed_until IS NULL OR snoozed_until <= ?)"
)
OPEN = (
    "SELECT event_id, COUNT(*) FROM attendance WHERE deleted = 0 AND state = 'attended'"
    " AND followed_up_on IS NULL GROUP BY event_id"
)
STANDING = (
    "SELECT COUNT(*) FROM project WHERE deleted = 0 AND status IN ('normal', 'delayed')"
    " AND (last_activity_on IS NULL OR last_activity_on <= ?)"
    " AND (last_progress_on IS NULL OR last_progress_on <= ?)"
)
FUNDS = (
    "SELECT SUM(amount), COUNT(*) FROM receipt WHERE deleted = 0 AND month BETWEEN ? AND ?"
    " AND state IN ('reported', 'approved', 'reduced')"
)
SPOKEN = "SELECT COUNT(*) FROM {} WHERE deleted = 0 AND last_activity_on BETWEEN ? AND ?"
TRADE = (
    "SELECT * FROM project WHERE deleted = 0 AND chain = 'tea' AND stage = 'negotiate'"
    " AND status = 'normal' ORDER BY updated_at DESC LIMIT 1500"
)
Raw = Any


def measure(copies: int = COPIES) -> list[Row]:
    """Each part of the start page, the page, matching and a timeline."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "large.icr"
        fill(path, copies=copies, today=TODAY)
        register = open_store(path)
        try:
            with closing(bare_connection(path)) as raw, register.reading() as session:
                raw.execute("PRAGMA cache_size = -32000")
                return [*_parts(session, raw, copies), *_records(session, raw)]
        finally:
            register.close()


def _parts(session: Session, raw: Raw, copies: int) -> list[Row]:
    kept = conventions(session)

    def cold() -> object:
        return silence.section(session, today=TODAY, after=kept.cold_after, staff_id=None)

    def counted() -> object:
        return figures.standings(session, TODAY, counting=USUAL)

    page = f"Today, {copies * 120:,} projects"
    return [
        _pair(f"{page}: all of it", lambda: today.read(session, today=TODAY), raw, _page, 150),
        _pair("whom nobody spoke to for long", cold, raw, _silent, 50),
        _pair("the year's targets", counted, raw, _funds, 50),
    ]


def _records(session: Session, raw: Raw) -> list[Row]:
    def fitting(record: str) -> Callable[[], object]:
        return lambda: [
            matching.matches(session, record, number, today=TODAY) for number in (1, 7, 50)
        ]

    def trades(raw: Raw) -> None:
        for _number in range(3):
            raw.execute(TRADE).fetchall()

    def told() -> object:
        return timeline.timeline(session, "organisation", 3)

    def spoken(raw: Raw) -> None:
        asked = (
            "SELECT * FROM activity WHERE organisation_id = 3 ORDER BY happened_on DESC LIMIT 31"
        )
        raw.execute(asked).fetchall()

    return [
        _pair("projects that fit three organisations", fitting("organisation"), raw, trades, 600),
        _pair("organisations that fit three projects", fitting("project"), raw, trades, 600),
        _pair("the timeline of an organisation", told, raw, spoken, 50),
    ]


def _page(raw: Raw) -> None:
    """What no start page can do without: each of its long lists counted once."""
    raw.execute(DUE, (TODAY.isoformat(),) * 2).fetchall()
    raw.execute(OPEN).fetchall()
    raw.execute(STANDING, ((TODAY - timedelta(days=60)).isoformat(),) * 2).fetchall()
    _silent(raw)
    _funds(raw)


def _silent(raw: Raw) -> None:
    ends = [(TODAY - timedelta(days=days)).isoformat() for days in (365, 90)]
    for record in ("organisation", "person", "project"):
        raw.execute(SPOKEN.format(record), ends).fetchall()


def _funds(raw: Raw) -> None:
    for _twice in range(2):
        raw.execute(FUNDS, (f"{TODAY.year}-01", f"{TODAY.year}-{TODAY.month:02}")).fetchall()


def _pair(
    name: str, ours: Callable[[], object], raw: Raw, floor: Callable[[Raw], None], most: int
) -> Row:
    # What stands in the caches of the file and of SQL is not measured.
    ours()
    floor(raw)
    goal = f"≤ {most} ms"
    return paired(name, ours, lambda: floor(raw), rounds=ROUNDS, goal=goal, against="least SQL")
