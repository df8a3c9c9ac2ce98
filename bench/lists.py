# SPDX-License-Identifier: Apache-2.0
"""Lists of a hundred thousand projects, against the bare driver's queries on the same file."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session
from xlsxwriter.workbook import Workbook

from bench.rows import Row, paired
from crm.domain.choices import ORIGINS
from crm.domain.project import Project
from crm.domain.rules.reporting import MONTHLY, period_of
from crm.exchange.exporting import export_list
from crm.kinds.days import PartialDay
from crm.progress import silent
from crm.queries import board, funds, listing, progress
from crm.queries.filters import Condition, Filter
from crm.queries.grouping import grouped
from crm.queries.listing import Linked, Listing
from crm.sample.county import build
from crm.storage.bulk import loading
from crm.storage.engine import bare_connection
from crm.storage.register import Register
from crm.storage.store import open_store

PROJECTS, BATCH = 100_000, 4_940
RECEIPTS = 100_000
ROUNDS = 9
PAGE, WINDOW = 200, 128
TODAY = date(2026, 6, 30)
COLUMNS = listing.default_columns("project")
BY_NAME = Listing("project", sort=("name",), columns=COLUMNS)
SIGNED = Filter((Condition("stage", "one_of", ("sign",)),))
WORDS = Filter(text="茶 园")

EXPORTED = (
    "name", "code", "industry", "chain", "site", "stage", "status", "total_investment",
    "agreed_investment", "jobs", "staff_id", "unit_id",
)  # fmt: skip

LINKS = "LEFT JOIN staff s ON s.id = p.staff_id LEFT JOIN unit u ON u.id = p.unit_id"
CELLS = ", ".join(f"p.{name}" for name in COLUMNS)
ROWS = f"SELECT p.id, {CELLS}, s.name, u.name FROM project p {LINKS}"  # noqa: S608 - our own fields
LIVE = "SELECT id FROM project WHERE deleted = 0"
SEARCHED = [name for name, one in Project.fields().items() if one.searched]
SUMS = "SELECT SUM(total_investment), SUM(agreed_investment) FROM project WHERE deleted = 0"
MONTHS = (f"{TODAY.year}-01", f"{TODAY.year}-{TODAY.month:02}")
PILES = (
    "SELECT id, stage, total_investment FROM project"
    " WHERE deleted = 0 AND status IN ('normal', 'delayed') {where}"
    " ORDER BY stage_since DESC, id DESC"
)
FUNDS = (
    "SELECT p.stage, SUM(r.amount) FROM receipt r JOIN project p ON p.id = r.project_id"
    " WHERE r.deleted = 0 AND r.month BETWEEN ? AND ? GROUP BY p.stage"
)
WORTH = "CASE WHEN state IN ('approved', 'reduced') THEN approved_amount ELSE amount END"
COUNTS = f"SUM({WORTH}) AS whole, SUM(CASE WHEN state <> 'draft' THEN {WORTH} ELSE 0 END)"
WHOLE = f"SELECT COUNT(*), {COUNTS} FROM receipt WHERE deleted = 0"  # noqa: S608 - our own words
GROUPS = "SELECT project_id, COUNT(*), {sums} FROM receipt WHERE deleted = 0"
LARGEST = f"{GROUPS} GROUP BY project_id ORDER BY whole DESC LIMIT 300".format(sums=COUNTS)
NAMED = "JOIN project p ON p.id = f.project_id"
BY_PROJECT = f"SELECT p.name, f.* FROM ({LARGEST}) f {NAMED}"  # noqa: S608 - our own words
SHEET = (
    "SELECT p.id, p.name, e.done, e.next_steps, e.obstacles, MAX(e.entered_on)"
    " FROM (SELECT id, name, name_key, stage FROM project"
    " WHERE deleted = 0 AND status IN ('normal', 'delayed') ORDER BY stage, name_key LIMIT 300) p"
    " LEFT JOIN progress_entry e ON e.project_id = p.id AND e.deleted = 0 AND e.entered_on <= ?"
    " GROUP BY p.id"
)
LIKE = " AND ".join(
    f"({' OR '.join(f'{name} LIKE ?' for name in SEARCHED)})" for _word in WORDS.text.split()
)


def measure() -> list[Row]:
    """The rows of lists."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "large.icr"
        fill(path)
        register = open_store(path)
        try:
            out = Path(folder)
            with closing(bare_connection(path)) as raw, register.reading() as session:
                raw.execute("PRAGMA cache_size = -32000")
                return [
                    *_rows(session, raw), *_boards(session, raw), *_sheets(session, raw),
                    _exported(session, out),
                ]  # fmt: skip
        finally:
            register.close()


def fill(path: Path) -> None:
    """A store of the sample county with its projects repeated up to the wanted number."""
    register = open_store(path)
    # What is searched is measured elsewhere.
    register.followers = ()
    try:
        build(register, today=TODAY)
        _repeat(register)
        _fund(register)
    finally:
        register.close()


def _repeat(register: Register) -> None:
    table = cast("Table", Project.__table__)
    kept = [table.c[name] for name in (*Project.fields(), "created_at", "updated_at")]
    with register.reading() as session:
        known = [dict(row) for row in session.execute(select(*kept)).mappings()]
    with loading(register, "Many projects") as load:
        for start in range(len(known), PROJECTS, BATCH):
            load.insert("project", [_copy(known, at) for at in range(start, start + BATCH)])


def _fund(register: Register) -> None:
    """A receipt for each project, spread over three years, all origins and states."""
    origins, states = [one.code for one in ORIGINS], ("draft", "reported", "approved")
    with loading(register, "Many receipts") as load:
        for start in range(1, RECEIPTS, BATCH):
            load.insert("receipt", [
                {
                    "project_id": 1 + at % PROJECTS, "amount": 10_000 * (at % 977 + 1),
                    "month": PartialDay(TODAY.year - at % 3, 1 + at % 6),
                    "origin": origins[at % len(origins)], "state": states[at % len(states)],
                }
                for at in range(start, start + BATCH)
            ])  # fmt: skip


def _copy(known: Sequence[Mapping[str, object]], at: int) -> dict[str, object]:
    """One of the projects under another name and with another amount."""
    one = known[at % len(known)]
    turned = at * 7919 % PROJECTS
    amount = one["total_investment"] and 10_000 * turned
    return {**one, "name": f"{one['name']}{turned}", "total_investment": amount}


def _rows(session: Session, raw: Any) -> list[Row]:  # noqa: ANN401 - a driver's connection
    def ids(name: str, asked: Listing, query: str, *values: object) -> Row:
        return _pair(
            name,
            lambda: listing.ids(session, asked, today=TODAY),
            lambda: array("q", (row[0] for row in raw.execute(f"{LIVE} {query}", values))),
            "≤ 1.5",
        )

    words = [f"%{word}%" for word in WORDS.text.split() for _name in SEARCHED]
    down, unindexed = Listing("project", sort=("-total_investment",)), ("-site",)
    return [
        ids(f"lists, {PROJECTS:,} projects: ids by name", BY_NAME, "ORDER BY name_key, id"),
        *_pages(session, raw),
        ids("sorted by an amount, downwards", down, "ORDER BY total_investment DESC, id DESC"),
        ids(
            "sorted by a column without an index",
            Listing("project", sort=unindexed),
            "ORDER BY site DESC, id DESC",
        ),
        ids(
            "filtered by stage, the latest first",
            Listing("project", SIGNED, ("-updated_at",)),
            "AND stage = 'sign' ORDER BY updated_at DESC, id DESC",
        ),
        ids(
            "two words in any searched field",
            Listing("project", WORDS, ("name",)),
            f"AND {LIKE} ORDER BY name, id",
            *words,
        ),
    ]


def _pages(session: Session, raw: Any) -> list[Row]:  # noqa: ANN401 - a driver's connection
    found = listing.ids(session, BY_NAME, today=TODAY)
    middle = found[len(found) // 2 :][:WINDOW]
    at_once = f"{ROWS} WHERE p.deleted = 0 ORDER BY p.name_key, p.id LIMIT {PAGE}"
    some = f"{ROWS} WHERE p.id IN ({', '.join('?' * WINDOW)})"
    return [
        _pair(
            "first page of 200, with the names of others",
            lambda: listing.first(session, BY_NAME, today=TODAY, limit=PAGE),
            lambda: raw.execute(at_once).fetchall(),
            "≤ 2",
        ),
        _pair(
            "a jump to the middle: 128 rows by their ids",
            lambda: listing.rows(session, "project", COLUMNS, middle),
            lambda: raw.execute(some, list(middle)).fetchall(),
            "≤ 2",
        ),
        _pair(
            "sums of the columns",
            lambda: listing.sums(session, BY_NAME, today=TODAY),
            lambda: raw.execute(SUMS).fetchall(),
            "≤ 1.5",
        ),
    ]


def _boards(session: Session, raw: Any) -> list[Row]:  # noqa: ANN401 - a driver's connection
    """The board of all projects and of those of one chain: ids by stage, sums, funds."""

    def pair(name: str, wanted: Filter, where: str) -> Row:
        def floor() -> object:
            piles: dict[str, array[int]] = {}
            for one, stage, _amount in raw.execute(PILES.format(where=where)):
                piles.setdefault(stage, array("q")).append(one)
            return piles, raw.execute(FUNDS, MONTHS).fetchall()

        return _pair(name, lambda: board.read(session, wanted, today=TODAY), floor, "≤ 1.5")

    large = Filter((Condition("total_investment", "at_least", 500_000_000),))

    def laid() -> object:
        query = (
            "SELECT chain, COUNT(*), SUM(total_investment), SUM(agreed_investment)"
            " FROM project WHERE deleted = 0 GROUP BY chain"
        )
        return raw.execute(query).fetchall()

    return [
        _pair(
            "laid together by industry chain, with sums",
            lambda: grouped(session, BY_NAME, "chain", today=TODAY),
            laid,
            "≤ 1.5",
        ),
        pair("the board: five columns with ids and sums", Filter(), ""),
        pair("the board under a filter", large, "AND total_investment >= 500000000"),
    ]


def _sheets(session: Session, raw: Any) -> list[Row]:  # noqa: ANN401 - a driver's connection
    """Funds by project with their names, and the sheet on which progress is reported."""
    month = period_of(MONTHLY, TODAY)
    return [
        _pair(
            f"funds in place of {RECEIPTS:,} receipts summed by project",
            lambda: funds.sums(session, Filter(), "project", today=TODAY),
            lambda: (raw.execute(BY_PROJECT).fetchall(), raw.execute(WHOLE).fetchall()),
            "≤ 1.5",
        ),
        _pair(
            "the sheet of progress: 300 projects with what was last reported",
            lambda: progress.sheet(session, Filter(), period=month, today=TODAY),
            lambda: raw.execute(SHEET, (f"{month.last:%Y-%m-%d}",)).fetchall(),
            "≤ 1.5",
        ),
    ]


def _pair(name: str, ours: Callable[[], object], floor: Callable[[], object], goal: str) -> Row:
    # What stands in the caches of the file and of SQL is not measured.
    ours()
    floor()
    return paired(name, ours, floor, rounds=ROUNDS, goal=goal, against="the bare driver")


def _exported(session: Session, folder: Path) -> Row:
    asked = Listing("project", SIGNED, ("name",), EXPORTED)
    known = listing.rows(session, "project", EXPORTED, listing.ids(session, asked, today=TODAY))
    cells = [
        [one.label if isinstance(one, Linked) else one for one in values]
        for values in known.values()
    ]

    def bare() -> None:
        book = cast("Any", Workbook)(str(folder / "bare.xlsx"), {"constant_memory": True})
        sheet: Any = book.add_worksheet()
        for at, values in enumerate(cells):
            for place, value in enumerate(values):
                sheet.write(at, place, value)
        book.close()

    def ours() -> None:
        path = folder / "ours.xlsx"
        export_list(session, asked, path, today=TODAY, progress=silent(), title="Ledger")

    name = f"export of {len(cells):,} rows × {len(EXPORTED)} to a workbook"
    return paired(name, ours, bare, rounds=3, goal="≤ 1.5", against="the bare writer")
