# SPDX-License-Identifier: Apache-2.0
"""The sample county in an empty store: one office, its county, and batches of what it works on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import func, select

from crm.domain.all_records import RECORDS
from crm.domain.office import StoreSetting
from crm.errors import InvalidInput
from crm.progress import Progress, silent
from crm.sample import (
    contacts,
    editions,
    facts,
    files,
    firms,
    funds,
    gatherings,
    happenings,
    office,
    people,
    procedures,
    statutes,
    ventures,
    works,
)
from crm.sample.rows import Rows
from crm.sample.world import County, World
from crm.storage.bulk import loading
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from crm.words import _

Part = Callable[[World], None]
OWN_SHARE, END_SHARE = 0.02, 0.97
"""How far the work is when the county's own data is there, and when all batches are."""


def build(
    register: Register, *, today: date, scale: int = 1, progress: Progress | None = None
) -> None:
    """Fill an empty store with the sample county; the same day and scale give the same county.

    `scale` is the number of batches of 120 projects, 300 organisations, 700 people and all that
    goes with them. It is written in one transaction: stopped or failed, the store stays empty.

    Raises:
        InvalidInput: the store has records already.
        Cancelled: the user asked to stop.
        StorageTrouble: the store cannot be written.
    """
    told = progress or silent()
    title = _("Sample county")
    with register.writing(title) as unit, loading(register, title) as load:
        _refuse_unless_empty(unit)
        rows = Rows(unit, load, today)
        told.step(0.0, _("The county and its office"))
        county = _own(unit, rows)
        tally = office.Tally()
        for number in range(scale):
            start = OWN_SHARE + (END_SHARE - OWN_SHARE) * number / scale
            end = OWN_SHARE + (END_SHARE - OWN_SHARE) * (number + 1) / scale
            _batch(World(number, today, rows, county), tally, told.part(start, end))
        told.step(END_SHARE, _("Targets, guide and pictures"))
        office.add_targets(rows, county, tally, scale * 28)
        files.add_covers(rows, editions.add_editions(rows))
        rows.flush()
    told.step(1.0)


def _refuse_unless_empty(unit: UnitOfWork) -> None:
    for name in ("project", "organisation", "person", "policy", "event", "unit"):
        kind = RECORDS[name]
        if unit.ask(lambda session, kind=kind: session.scalar(select(func.count(kind.id)))):
            raise InvalidInput(
                _("This store has records already; the sample county needs an empty one."),
                _("Make a new store for the sample."),
            )


def _own(unit: UnitOfWork, rows: Rows) -> County:
    """What there is once: settings, units, staff, register, policies, costs, procedures."""
    known = [row.key for row in unit.find(StoreSetting)]
    office.add_settings(rows, known)
    parks = facts.add_register(rows)
    policies = statutes.add_policies(rows)
    facts.add_overview(rows)
    facts.add_costs(rows)
    procedures.add_procedures(rows)
    county = office.add_office(rows, parks, policies)
    rows.flush()
    return county


def _batch(world: World, tally: office.Tally, progress: Progress) -> None:
    """One batch, put together part by part and then written."""
    parts: tuple[tuple[str, Part], ...] = (
        (_("Organisations"), firms.add_firms),
        (_("People"), people.add_people),
        (_("Events"), happenings.add_events),
        (_("Projects"), ventures.add_ventures),
        (_("Progress of the projects"), works.add_works),
        (_("Funds in place"), lambda w: funds.add_funds(w, tally)),
        (_("Attendees"), gatherings.add_attendances),
        (_("Activities"), contacts.add_activities),
        (_("Follow-ups"), contacts.add_follow_ups),
        (_("Files and pictures"), files.add_files),
    )
    for number, (note, part) in enumerate(parts):
        progress.step(number / (len(parts) + 4), note)
        part(world)
    tally.count(world, world.today.year)
    progress.step(len(parts) / (len(parts) + 4), _("Writing"))
    world.finish()
    world.rows.flush()
