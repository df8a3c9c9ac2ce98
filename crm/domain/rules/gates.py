# SPDX-License-Identifier: Apache-2.0
"""What a project needs to enter a stage (domain §2.2): declarations, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm.domain.rules import stages
from crm.words import N_

RECENT = timedelta(days=30)
"""How old the last contact may be when negotiation begins."""

AGREEMENT, START = "agreement", "started"
"""Evidence slots of a project: the signed agreement, and the proof that construction began."""


@dataclass(frozen=True)
class Facts:
    """What is known of a project: its fields, and what hangs on it.

    `parties` counts the organisations on it, `investors` those that invest, `contacts` the
    investors with a contact person; `slots` are the evidence slots that hold a file.
    """

    values: Mapping[str, object]
    today: date
    parties: int = 0
    investors: int = 0
    contacts: int = 0
    receipts: int = 0
    slots: frozenset[str] = field(default_factory=frozenset[str])

    def has(self, name: str) -> bool:
        """Whether a field of the project is known: nought is an amount, a no fills nothing in."""
        value = self.values.get(name)
        return value is not None and value is not False and value not in ("", ())


@dataclass(frozen=True)
class Lack:
    """One thing a stage needs.

    `field` is the field of the project that gives it, `record` the type of a record beside it
    that does (a party, an activity, a receipt), `slot` the evidence slot of a file. What can be
    given in two ways names both.
    """

    key: str
    label: str
    met: Callable[[Facts], bool]
    field: str = ""
    record: str = ""
    slot: str = ""


def _field(name: str, label: str, *others: str) -> Lack:
    """A field that must be known; one of `others` does as well."""
    return Lack(name, label, lambda facts: any(map(facts.has, (name, *others))), field=name)


def _file(slot: str, label: str) -> Lack:
    """A file in an evidence slot."""
    return Lack(slot, label, lambda facts: slot in facts.slots, record="attachment", slot=slot)


def _contacted_lately(facts: Facts) -> bool:
    last = facts.values.get("last_activity_on")
    return isinstance(last, date) and facts.today - last <= RECENT


GATES: Mapping[str, tuple[Lack, ...]] = {
    "reserve": (
        _field("name", N_("Name")),
        _field("industry", N_("Industry")),
        _field("content", N_("Content and scale")),
        _field("total_investment", N_("Total investment")),
        _field("site", N_("Place"), "place"),
        _field("unit_id", N_("Responsible unit")),
    ),
    "advance": (
        _field("staff_id", N_("Person responsible")),
        Lack(
            "target", N_("Target company or early-stage work"),
            lambda facts: facts.parties > 0 or facts.has("target_note"),
            field="target_note", record="party",
        ),
        Lack(
            "contact", N_("A contact about the project"),
            lambda facts: facts.has("last_activity_on"), record="activity",
        ),
    ),
    "negotiate": (
        Lack("investor", N_("Investor"), lambda facts: facts.investors > 0, record="party"),
        Lack(
            "contact_person", N_("Contact person of the investor"),
            lambda facts: facts.contacts > 0, record="party",
        ),
        _field("intended_investment", N_("Intended investment")),
        Lack(
            "recent_contact", N_("A contact within the last 30 days"), _contacted_lately,
            record="activity",
        ),
        _field("screening", N_("Screening result")),
    ),
    "sign": (
        _field("signed_on", N_("Signed on")),
        _field("agreement_kind", N_("Kind of agreement")),
        _file(AGREEMENT, N_("The agreement as a file")),
        _field("agreed_investment", N_("Agreed investment")),
        _field("signing_event_id", N_("Signed at event, or at none"), "signed_without_event"),
        _field("lead_official_id", N_("Lead official")),
    ),
    "build": (
        _field("started_on", N_("Construction started on")),
        _file(START, N_("Evidence of the start of construction")),
        _field("filing_code", N_("Filing code")),
        Lack("receipt", N_("Funds in place"), lambda facts: facts.receipts > 0, record="receipt"),
    ),
}  # fmt: skip
"""By stage: what entering it needs."""


def missing(stage: str, facts: Facts) -> tuple[Lack, ...]:
    """What a project still lacks to enter one stage, in the order of its gate."""
    return tuple(lack for lack in GATES[stage] if not lack.met(facts))


def missing_on_the_way(start: str | None, stage: str, facts: Facts) -> tuple[Lack, ...]:
    """What it lacks at all gates a move passes; a move back passes none."""
    return tuple(lack for one in stages.entered(start, stage) for lack in missing(one, facts))


def lacks_next(stage: str, facts: Facts) -> tuple[Lack, ...]:
    """What the next stage still lacks; nothing after the last."""
    following = stages.following(stage)
    return missing(following, facts) if following else ()
