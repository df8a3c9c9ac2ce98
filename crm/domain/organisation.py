# SPDX-License-Identifier: Apache-2.0
"""Organisations: companies, chambers, funds and whoever else may bring a project (domain §3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice, Choices, Flag
from crm.kinds.days import Day, Year
from crm.kinds.industries import Industry
from crm.kinds.links import Reference
from crm.kinds.numbers import Area, Money
from crm.kinds.places import Place
from crm.kinds.texts import CreditCode, Link, LongText, Phone, Text
from crm.words import N_


class Organisation(Record):
    """A company, chamber, fund, department … with its investment profile and screening."""

    __tablename__ = "organisation"
    about = About(
        N_("Organisation"),
        N_("Organisations"),
        groups={
            "main": N_("Identity"),
            "reach": N_("Address and reach"),
            "profile": N_("Investment profile"),
            "care": N_("Source and care"),
            "screening": N_("Screening"),
        },
        sort="name",
        icon="building-2",
    )

    name: Mapped[str] = field(
        Text(120), N_("Full name"), required=True, searched=True, shown=True, ordered="pinyin"
    )
    short_name: Mapped[str | None] = field(Text(40), N_("Short name"), searched=True, shown=True)
    name_en: Mapped[str | None] = field(Text(200), N_("English name"), searched=True)
    credit_code: Mapped[str | None] = field(
        CreditCode(), N_("Unified credit code"), searched=True, index=True
    )
    type: Mapped[str | None] = field(
        Choice("organisation_type", choices.ORGANISATION_TYPES), N_("Type"), shown=True, index=True
    )
    tier: Mapped[str | None] = field(Choice("tier", choices.TIERS), N_("Tier"), shown=True)
    tier_year: Mapped[int | None] = field(Year(), N_("Tier as of"))
    industry: Mapped[str | None] = field(Industry(), N_("Industry"), shown=True)
    chains: Mapped[tuple[str, ...] | None] = field(
        Choices("chain", choices.CHAINS), N_("Industry chains")
    )
    parent_id: Mapped[int | None] = field(Reference("organisation"), N_("Parent company"))

    place: Mapped[str | None] = field(Place(), N_("Place"), group="reach", shown=True, index=True)
    address: Mapped[str | None] = field(Text(200), N_("Address"), group="reach", searched=True)
    phone: Mapped[str | None] = field(Phone(), N_("Telephone"), group="reach", searched=True)
    website: Mapped[str | None] = field(Link(), N_("Website"), group="reach")

    wanted_chains: Mapped[tuple[str, ...] | None] = field(
        Choices("chain", choices.CHAINS), N_("Industries of interest"), group="profile"
    )
    amount_low: Mapped[int | None] = field(Money(), N_("Amount from"), group="profile")
    amount_high: Mapped[int | None] = field(Money(), N_("Amount to"), group="profile")
    land_wanted: Mapped[Decimal | None] = field(Area(), N_("Land wanted"), group="profile")
    modes: Mapped[tuple[str, ...] | None] = field(
        Choices("cooperation_mode", choices.COOPERATION_MODES),
        N_("Cooperation modes"),
        group="profile",
    )
    concerns: Mapped[str | None] = field(
        LongText(), N_("Concerns"), group="profile", listed=False, searched=True
    )
    horizon: Mapped[str | None] = field(Text(100), N_("Horizon"), group="profile")

    source: Mapped[str | None] = field(Text(200), N_("Source"), group="care")
    staff_id: Mapped[int | None] = field(
        Reference("staff"), N_("Staff member responsible"), group="care", shown=True
    )
    last_activity_on: Mapped[date | None] = field(
        Day(), N_("Last contact"), group="care", computed=True
    )
    do_not_contact: Mapped[bool | None] = field(Flag(), N_("Do not contact"), group="care")
    note: Mapped[str | None] = field(
        LongText(), N_("Note"), group="care", listed=False, searched=True
    )

    screening: Mapped[str | None] = field(
        Choice("screening", choices.SCREENING_RESULTS), N_("Screening result"), group="screening"
    )
    screened_on: Mapped[date | None] = field(Day(), N_("Screened on"), group="screening")
    screening_sources: Mapped[str | None] = field(
        LongText(), N_("Screening sources"), group="screening", listed=False
    )
    __table_args__ = (
        live_index("organisation", "name_key"),
        live_index("organisation", "type", "name_key"),
        live_index("organisation", "staff_id", "name_key"),
        live_index("organisation", "updated_at"),
        live_index("organisation", "last_activity_on", "staff_id", name="spoken"),
        # Whom a project may suit is found among the latest without reading their rows.
        live_index(
            "organisation",
            "updated_at",
            "chains",
            "wanted_chains",
            "industry",
            "do_not_contact",
            "screening",
            name="trade",
        ),
    )


class Membership(Record):
    """An organisation is a member of another one: a company of its chamber."""

    __tablename__ = "membership"
    about = About(
        N_("Membership"),
        N_("Memberships"),
        name_field="duty",
        parent="chamber_id",
        icon="users",
    )

    chamber_id: Mapped[int] = field(
        Reference("organisation"), N_("Chamber or association"), required=True, shown=True
    )
    member_id: Mapped[int] = field(
        Reference("organisation"), N_("Member"), required=True, shown=True
    )
    duty: Mapped[str | None] = field(Text(60), N_("Duty in the chamber"), shown=True)
    since: Mapped[int | None] = field(Year(), N_("Member since"), shown=True)
