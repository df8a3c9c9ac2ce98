# SPDX-License-Identifier: Apache-2.0
"""What an empty list says: what belongs there and the first step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject

from crm.domain.all_records import RECORDS
from crm.progress import Progress
from crm.queries import listing
from crm.queries.listing import Listing
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.tables import usual
from ui.widgets.empty import EmptyState

SENTENCES: Mapping[str, str] = {
    "project": N_("What an investor builds, or might build, in this county."),
    "organisation": N_("Enterprises, chambers, funds and offices you deal with."),
    "person": N_("The people you talk to, with their telephone and their organisation."),
    "event": N_("Roadshows, expos, visits and signings, past and planned."),
    "follow_up": N_("What somebody has promised to do, and by when."),
    "activity": N_("Calls, visits, meetings and messages with investors."),
    "problem": N_("What stands in the way of projects, who clears it, and by when."),
    "policy": N_("Policies that investors may claim, with their validity and conditions."),
    "cost_item": N_("Prices of land, water, power and labour, each with its source."),
    "procedure": N_("The steps an investor takes, from company to completion."),
    "overview_item": N_("Facts about the county that the guide prints, each with its source."),
    "register_entry": N_("Enterprises, bases, parks, platforms and brands of the county."),
    "guide_edition": N_("Editions of the investment guide, drafted and issued."),
    "unit": N_("Departments and towns that answer for projects."),
    "staff": N_("Members of the office, and officials who lead projects."),
    "target": N_("What shall be reached in a year."),
}


def nothing_yet(record: str) -> EmptyState:
    """For a list without a single record."""
    about = RECORDS[record].about
    one, many = tr(about.word), tr(about.words)
    return EmptyState(
        about.icon,
        _("{records}: none yet").format(records=many),
        tr(SENTENCES.get(record, "")),
        first=_("New {record}").format(record=one.lower()),
        second=tr(usual.LABEL) if record in usual.RECORDS else "",
    )


def nothing_found() -> EmptyState:
    """For a filter that nothing passes."""
    return EmptyState(
        "list-filter",
        _("Nothing fits this filter"),
        _("Remove a condition, or look for something else."),
        first=_("Clear the filter"),
    )


def look_for_any(
    desk: Desk, record: str, today: date, tell: Callable[[bool], None], owner: QObject
) -> None:
    """Nothing passes a filter: tell whether there is nothing at all, or only nothing that fits."""

    def work(_progress: Progress) -> bool:
        with desk.register.reading() as session:
            return not listing.first(session, Listing(record), today=today, limit=1)

    desk.jobs.submit_read(work, tell, owner=owner, topic="any")
