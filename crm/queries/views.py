# SPDX-License-Identifier: Apache-2.0
"""The views that come along with every list: what an office looks at every day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from crm.domain.all_records import RECORDS
from crm.domain.rules.stages import MOVING, STAGES
from crm.queries.filters import DOUBLED, Condition, Filter, View
from crm.queries.progress import QUIET
from crm.words import N_, NC_

"""The states of a project that stands on the board."""

LATE = ("sign", "build")
"""The stages that have a view; the board shows them all."""

FOREMOST = ("global500", "china500", "private500", "leader")


def views_of(record: str, *, today: date, staff_id: int | None = None) -> tuple[View, ...]:
    """The views of a list: everything first, then mine when it is known who asks."""
    del today  # every period of a view is counted from the day on which it is looked at
    fields = RECORDS[record].fields()
    found = [View(N_("All"))]
    if staff_id is not None and "staff_id" in fields:
        found.append(_mine(record, staff_id))
    return (*found, *_VIEWS.get(record, tuple)())


def _view(name: str, *conditions: Condition | Filter, sort: tuple[str, ...] = ()) -> View:
    return View(name, Filter(conditions), sort)


def _any(*conditions: Condition) -> Filter:
    return Filter(conditions, any_of=True)


def _is(name: str, *codes: str) -> Condition:
    return Condition(name, "one_of", codes)


def _on(name: str, period: str) -> Condition:
    return Condition(name, "within", period)


def _mine(record: str, staff_id: int) -> View:
    mine = Condition("staff_id", "one_of", (staff_id,))
    if record == "follow_up":
        return _view(NC_("view", "Mine"), mine, _is("state", "open"), sort=("due_on",))
    return _view(NC_("view", "Mine"), mine)


def _projects() -> tuple[View, ...]:
    standing = _is("status", *MOVING)
    troubled = Condition("problem", "has", Filter((_is("state", "open"),)))
    silent = _any(_on("last_activity_on", "over_30"), Condition("last_activity_on", "empty"))
    return (
        *(_view(one.label, _is("stage", one.code), standing) for one in STAGES if one.code in LATE),
        _view(N_("No contact for a month"), standing, silent, sort=("last_activity_on",)),
        _view(N_("No progress for a month"), standing, *_unreported(), sort=("last_progress_on",)),
        _view(N_("With open problems"), standing, troubled),
        _view(N_("Delayed or shelved"), _is("status", "delayed", "shelved")),
        _view(N_("Maybe counted twice"), Condition("previous_id", DOUBLED)),
        _view(N_("Signed this year"), _on("signed_on", "this_year"), sort=("-signed_on",)),
        _view(N_("Started this year"), _on("started_on", "this_year"), sort=("-started_on",)),
        _view(NC_("view", "In production"), _is("status", "completed")),
        _view(NC_("view", "Terminated"), _is("status", "terminated")),
    )


def _unreported() -> tuple[Condition | Filter, ...]:
    """Neither an entry of progress nor a reason on record for a month, as Today counts it."""
    quiet = (_any(_on(name, "over_month"), Condition(name, "empty")) for name in QUIET)
    return *quiet, _on("created_at", "over_month")


def _organisations() -> tuple[View, ...]:
    return (
        _view(N_("Enterprises"), _is("type", "enterprise")),
        _view(N_("Chambers"), _is("type", "chamber")),
        _view(N_("Top 500 and leaders"), _is("tier", *FOREMOST)),
        _view(N_("Not yet screened"), Condition("screening", "empty")),
        _view(N_("Nobody in charge"), Condition("staff_id", "empty")),
    )


def _people() -> tuple[View, ...]:
    return (
        _view(N_("Without an organisation"), Condition("organisation_id", "empty")),
        _view(N_("Without a telephone"), Condition("mobile", "empty"), Condition("phone", "empty")),
        _view(N_("Keeping period over"), _on("keep_until", "overdue"), sort=("keep_until",)),
        _view(NC_("view", "Do not contact"), Condition("do_not_contact", "true")),
    )


def _events() -> tuple[View, ...]:
    going = _any(_on("starts_on", "coming"), _on("ends_on", "coming"))
    called_off = Condition("state", "none_of", ("cancelled",))
    unheld = _is("state", "planned", "preparing")
    return (
        _view(N_("Coming events"), going, called_off, sort=("starts_on",)),
        _view(N_("This year"), _on("starts_on", "this_year"), sort=("-starts_on",)),
        _view(N_("Visits out and in"), _is("kind", "outbound", "inbound")),
        _view(NC_("view", "Expos"), _is("kind", "expo")),
        _view(N_("Past, not closed"), _on("starts_on", "overdue"), unheld),
    )


def _follow_ups() -> tuple[View, ...]:
    still_open = _is("state", "open")
    lately = _on("done_on", "this_month")
    sort = ("due_on",)
    return (
        _view(N_("Overdue"), still_open, *_counts_by("overdue"), sort=sort),
        _view(N_("Due today"), still_open, *_counts_in("today", "by_today"), sort=sort),
        _view(N_("Due this week"), still_open, *_counts_in("this_week", "by_week"), sort=sort),
        _view(NC_("view", "Open"), still_open, sort=("due_on",)),
        _view(N_("Done this month"), _is("state", "done"), lately, sort=("-done_on",)),
    )


def _counts_by(period: str) -> tuple[Condition | Filter, ...]:
    """The day that counts, the later one of due and put off, lies in a period without a begin."""
    awake = _any(Condition("snoozed_until", "empty"), _on("snoozed_until", period))
    return _on("due_on", period), awake


def _counts_in(period: str, until: str) -> tuple[Condition | Filter, ...]:
    """The day that counts lies in a period; `until` is everything up to the end of that."""
    return *_counts_by(until), _any(_on("due_on", period), _on("snoozed_until", period))


def _activities() -> tuple[View, ...]:
    return (
        _view(NC_("view", "This week"), _on("happened_on", "this_week")),
        _view(NC_("view", "This month"), _on("happened_on", "this_month")),
        _view(N_("Visits and receptions"), _is("kind", "visit", "reception")),
    )


def _problems() -> tuple[View, ...]:
    still_open = _is("state", "open")
    late = _on("closed_on", "this_month")
    return (
        _view(NC_("view", "Open"), still_open, sort=("due_on",)),
        _view(N_("Overdue"), still_open, _on("due_on", "overdue"), sort=("due_on",)),
        _view(N_("Due within a week"), still_open, _on("due_on", "next_7"), sort=("due_on",)),
        _view(N_("Nobody in charge"), still_open, Condition("staff_id", "empty"),
              Condition("unit_id", "empty")),
        _view(NC_("view", "Closed"), _is("state", "closed"), sort=("-closed_on",)),
        _view(N_("Closed this month"), _is("state", "closed"), late, sort=("-closed_on",)),
    )  # fmt: skip


def _policies() -> tuple[View, ...]:
    valid = _is("standing", "in_force", "amended")
    soon = _on("expires_on", "next_90")
    over = _any(_on("expires_on", "overdue"), _is("standing", "repealed"))
    held_back = _any(Condition("may_be_published", "false"), Condition("may_be_published", "empty"))
    return (
        _view(N_("Expiring within 90 days"), valid, soon, sort=("expires_on",)),
        _view(N_("Expired or repealed"), over),
        _view(N_("Fair competition not reviewed"), valid, _is("review", "unreviewed")),
        _view(N_("Not released for printing"), valid, held_back),
    )


def _costs() -> tuple[View, ...]:
    checked = _any(Condition("next_check", "empty"), _on("next_check", "coming"))
    known = _any(Condition("low", "filled"), Condition("high", "filled"))
    sourced, fresh = Condition("source", "filled"), _on("collected_on", "last_365")
    current = Filter((fresh, sourced, checked))
    return (
        _view(N_("Prices to be renewed"), Condition("cost_price", "has_none", current)),
        _view(N_("Without a price"), Condition("cost_price", "has_none", Filter((known,)))),
        _view(N_("Land and construction"), _is("category", "land", "construction")),
        _view(N_("Water, power and gas"), _is("category", "water", "power", "gas")),
        _view(NC_("view", "Labour"), _is("category", "labour")),
    )


def _register() -> tuple[View, ...]:
    unproven = _any(Condition("source", "empty"), _on("checked_on", "over_365"))
    return (
        _view(N_("Parks and plots"), _is("kind", "park", "plot")),
        _view(NC_("view", "Enterprises"), _is("kind", "enterprise")),
        _view(NC_("view", "Bases"), _is("kind", "base")),
        _view(N_("Without a source, or long unchecked"), unproven),
    )


def _overview() -> tuple[View, ...]:
    unknown = (Condition("value", "empty"), Condition("text", "empty"))
    unproven = _any(Condition("source", "empty"), _on("checked_on", "over_365"))
    return (
        _view(N_("Figure unknown"), *unknown),
        _view(N_("Without a source, or long unchecked"), unproven),
    )


def _editions() -> tuple[View, ...]:
    return (
        _view(NC_("view", "Drafts"), _is("state", "draft")),
        _view(NC_("view", "Issued"), _is("state", "issued")),
    )


def _staff() -> tuple[View, ...]:
    return (
        _view(NC_("view", "On duty"), Condition("active", "true")),
        _view(N_("County leaders"), Condition("leader", "true")),
    )


_VIEWS: Mapping[str, Callable[[], tuple[View, ...]]] = {
    "project": _projects,
    "organisation": _organisations,
    "person": _people,
    "event": _events,
    "follow_up": _follow_ups,
    "activity": _activities,
    "problem": _problems,
    "policy": _policies,
    "cost_item": _costs,
    "register_entry": _register,
    "overview_item": _overview,
    "guide_edition": _editions,
    "staff": _staff,
}
