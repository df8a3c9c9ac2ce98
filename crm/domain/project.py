# SPDX-License-Identifier: Apache-2.0
"""The investment project with all its fields (domain §2.1, §2.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.domain.rules.phases import RULE
from crm.domain.rules.stages import STAGES, STATUSES
from crm.fields import field
from crm.kinds.choices import Choice, Choices, Flag
from crm.kinds.days import Day, DayOrMonth, PartialDay
from crm.kinds.industries import Industry
from crm.kinds.links import Reference
from crm.kinds.numbers import Area, Count, ForeignMoney, Money, Percent, Scaled
from crm.kinds.places import Place
from crm.kinds.texts import LongText, Phone, Text
from crm.words import N_

CONDITIONS = ("land", "water", "power", "gas", "road", "telecom", "material", "labour")
"""The eight conditions of the promotion sheet, in its order; fields `condition_<name>`."""


class Project(Record):
    """A project of the pipeline: its stage on the board, its status, its figures, its sheet."""

    __tablename__ = "project"
    about = About(
        N_("Project"),
        N_("Projects"),
        groups={
            "main": N_("Identity"),
            "stage": N_("Stage and status"),
            "money": N_("Investment"),
            "land": N_("Land"),
            "duty": N_("Duty"),
            "origin": N_("Origin"),
            "signing": N_("Signing and start"),
            "sheet": N_("Promotion sheet"),
            "conditions": N_("Conditions"),
            "english": N_("English text"),
        },
        sort="-updated_at",
        icon="folder-kanban",
    )

    name: Mapped[str] = field(
        Text(120), N_("Name"), required=True, searched=True, shown=True, ordered="pinyin"
    )
    code: Mapped[str | None] = field(Text(40), N_("Code"), searched=True, index=True)
    higher_code: Mapped[str | None] = field(Text(60), N_("Higher-level code"), searched=True)
    name_en: Mapped[str | None] = field(Text(200), N_("English name"), searched=True)
    industry: Mapped[str | None] = field(Industry(), N_("Industry"), shown=True, index=True)
    chain: Mapped[str | None] = field(
        Choice("chain", choices.CHAINS), N_("Industry chain"), shown=True, index=True
    )
    selenium: Mapped[bool | None] = field(Flag(), N_("Selenium-related"))
    place: Mapped[str | None] = field(Place(), N_("County or district"))
    site: Mapped[str | None] = field(
        Text(120), N_("Place"), searched=True, shown=True, english="site_en"
    )
    site_en: Mapped[str | None] = field(Text(200), N_("Place in English"))
    previous_id: Mapped[int | None] = field(Reference("project"), N_("Continues project"))
    previous_kind: Mapped[str | None] = field(
        Choice("phase_kind", choices.PHASE_KINDS), N_("Continues as"), hint=RULE
    )

    stage: Mapped[str] = field(
        Choice("stage", STAGES), N_("Stage"), group="stage", required=True, shown=True,
        default="reserve",
    )  # fmt: skip
    stage_since: Mapped[date | None] = field(
        Day(), N_("In this stage since"), group="stage", computed=True
    )
    status: Mapped[str] = field(
        Choice("status", STATUSES), N_("Status"), group="stage", required=True, shown=True,
        default="normal",
    )  # fmt: skip
    status_reason: Mapped[str | None] = field(
        Text(200), N_("Reason of the status"), group="stage", searched=True
    )
    status_on: Mapped[date | None] = field(Day(), N_("Status since"), group="stage")
    shelved_until: Mapped[date | None] = field(Day(), N_("Shelved until"), group="stage")
    lost_to: Mapped[str | None] = field(Text(100), N_("Lost to"), group="stage")
    stale_reason: Mapped[str | None] = field(
        Text(200), N_("Reason of the standstill"), group="stage"
    )
    stale_reason_on: Mapped[date | None] = field(
        Day(), N_("Standstill explained on"), group="stage"
    )
    last_activity_on: Mapped[date | None] = field(
        Day(), N_("Last activity"), group="stage", computed=True
    )
    last_progress_on: Mapped[date | None] = field(
        Day(), N_("Last progress entry"), group="stage", computed=True
    )

    total_investment: Mapped[int | None] = field(
        Money(), N_("Total investment"), group="money", shown=True
    )
    fixed_assets: Mapped[int | None] = field(Money(), N_("Fixed assets"), group="money")
    working_capital: Mapped[int | None] = field(Money(), N_("Working capital"), group="money")
    intended_investment: Mapped[int | None] = field(
        Money(), N_("Intended investment"), group="money"
    )
    agreed_investment: Mapped[int | None] = field(
        Money(), N_("Agreed investment"), group="money", shown=True
    )
    foreign_capital: Mapped[int | None] = field(
        ForeignMoney("USD"), N_("Foreign capital"), group="money"
    )
    exchange_rate: Mapped[Decimal | None] = field(Scaled(4), N_("Exchange rate"), group="money")
    exchange_rate_on: Mapped[date | None] = field(Day(), N_("Rate of"), group="money")
    yearly_output: Mapped[int | None] = field(Money(), N_("Planned yearly output"), group="money")
    yearly_profit: Mapped[int | None] = field(Money(), N_("Planned yearly profit"), group="money")
    yearly_tax: Mapped[int | None] = field(Money(), N_("Planned yearly tax"), group="money")
    payback_years: Mapped[Decimal | None] = field(
        Scaled(1, N_("years"), low=Decimal(0)), N_("Payback period"), group="money"
    )
    irr: Mapped[Decimal | None] = field(Percent(), N_("Internal rate of return"), group="money")
    jobs: Mapped[int | None] = field(Count(N_("jobs")), N_("Jobs"), group="money")

    land_mode: Mapped[str | None] = field(
        Choice("land_mode", choices.LAND_MODES), N_("Land supply"), group="land"
    )
    land_area: Mapped[Decimal | None] = field(Area(), N_("Land area"), group="land")
    plot: Mapped[str | None] = field(
        Text(80), N_("Plot"), group="land", searched=True, english="plot_en"
    )
    plot_en: Mapped[str | None] = field(Text(120), N_("Plot in English"), group="land")
    park_id: Mapped[int | None] = field(Reference("register_entry"), N_("Park"), group="land")

    staff_id: Mapped[int | None] = field(
        Reference("staff"), N_("Person responsible"), group="duty", shown=True
    )
    lead_official_id: Mapped[int | None] = field(
        Reference("staff"), N_("Lead official"), group="duty"
    )
    unit_id: Mapped[int | None] = field(
        Reference("unit"), N_("Responsible unit"), group="duty", shown=True
    )
    task_force: Mapped[str | None] = field(Text(100), N_("Task force"), group="duty")

    approach: Mapped[str | None] = field(
        Choice("approach", choices.APPROACHES), N_("Promotion approach"), group="origin"
    )
    source_event_id: Mapped[int | None] = field(
        Reference("event"), N_("Source event"), group="origin"
    )
    target_note: Mapped[str | None] = field(
        LongText(2000), N_("Early-stage work"), group="origin", listed=False, searched=True,
        hint=N_("The target company, or what has been prepared so far."),
    )  # fmt: skip
    enclave: Mapped[bool | None] = field(Flag(), N_("Enclave economy"), group="origin")
    headquarters: Mapped[bool | None] = field(Flag(), N_("Headquarters economy"), group="origin")

    signed_on: Mapped[PartialDay | None] = field(
        DayOrMonth(), N_("Signed on"), group="signing", index=True
    )
    agreement_kind: Mapped[str | None] = field(
        Choice("agreement", choices.AGREEMENT_KINDS), N_("Kind of agreement"), group="signing"
    )
    signing_event_id: Mapped[int | None] = field(
        Reference("event"), N_("Signed at event"), group="signing"
    )
    signed_without_event: Mapped[bool | None] = field(
        Flag(), N_("Signed outside any event"), group="signing"
    )
    started_on: Mapped[PartialDay | None] = field(
        DayOrMonth(), N_("Construction started on"), group="signing", index=True
    )
    filing_code: Mapped[str | None] = field(
        Text(60), N_("Filing code"), group="signing", searched=True
    )
    screening: Mapped[str | None] = field(
        Choice("screening", choices.SCREENING_RESULTS), N_("Screening result"), group="signing"
    )
    screened_on: Mapped[date | None] = field(Day(), N_("Screened on"), group="signing")

    content: Mapped[str | None] = field(
        LongText(), N_("Content and scale"), group="sheet", listed=False, searched=True,
        english="content_en",
    )  # fmt: skip
    market: Mapped[str | None] = field(
        LongText(), N_("Market"), group="sheet", listed=False, english="market_en"
    )
    benefits: Mapped[str | None] = field(
        LongText(), N_("Benefits"), group="sheet", listed=False, english="benefits_en"
    )
    modes: Mapped[tuple[str, ...] | None] = field(
        Choices("cooperation_mode", choices.COOPERATION_MODES),
        N_("Cooperation modes"), group="sheet",
    )  # fmt: skip
    work_done: Mapped[str | None] = field(
        LongText(), N_("Work done so far"), group="sheet", listed=False, english="work_done_en"
    )
    supporting: Mapped[str | None] = field(
        LongText(), N_("Supporting policies"), group="sheet", listed=False,
        english="supporting_en",
    )  # fmt: skip
    contact_name: Mapped[str | None] = field(
        Text(60), N_("Contact"), group="sheet", english="contact_name_en"
    )
    contact_name_en: Mapped[str | None] = field(Text(100), N_("Contact in English"), group="sheet")
    contact_phone: Mapped[str | None] = field(Phone(), N_("Contact telephone"), group="sheet")
    valid_until: Mapped[date | None] = field(Day(), N_("Sheet valid until"), group="sheet")
    may_be_published: Mapped[bool | None] = field(
        Flag(), N_("May be published"), group="sheet", default=False
    )
    let_in: Mapped[str | None] = field(
        LongText(1000), N_("Printed by a decision"), group="sheet", computed=True
    )
    """Who let it be printed last although it was held back, when, why, and for what."""

    condition_land: Mapped[str | None] = field(
        LongText(1000), N_("Land conditions"), group="conditions", listed=False
    )
    condition_water: Mapped[str | None] = field(
        LongText(1000), N_("Water supply"), group="conditions", listed=False
    )
    condition_power: Mapped[str | None] = field(
        LongText(1000), N_("Power supply"), group="conditions", listed=False
    )
    condition_gas: Mapped[str | None] = field(
        LongText(1000), N_("Gas supply"), group="conditions", listed=False
    )
    condition_road: Mapped[str | None] = field(
        LongText(1000), N_("Roads"), group="conditions", listed=False
    )
    condition_telecom: Mapped[str | None] = field(
        LongText(1000), N_("Telecommunication"), group="conditions", listed=False
    )
    condition_material: Mapped[str | None] = field(
        LongText(1000), N_("Raw material"), group="conditions", listed=False
    )
    condition_labour: Mapped[str | None] = field(
        LongText(1000), N_("Labour supply"), group="conditions", listed=False
    )

    content_en: Mapped[str | None] = field(
        LongText(), N_("Content and scale in English"), group="english", listed=False
    )
    market_en: Mapped[str | None] = field(
        LongText(), N_("Market in English"), group="english", listed=False
    )
    benefits_en: Mapped[str | None] = field(
        LongText(), N_("Benefits in English"), group="english", listed=False
    )
    conditions_en: Mapped[str | None] = field(
        LongText(), N_("Conditions in English"), group="english", listed=False
    )
    work_done_en: Mapped[str | None] = field(
        LongText(), N_("Work done in English"), group="english", listed=False
    )
    supporting_en: Mapped[str | None] = field(
        LongText(), N_("Supporting policies in English"), group="english", listed=False
    )
    note: Mapped[str | None] = field(
        LongText(), N_("Note"), group="sheet", listed=False, searched=True
    )
    # Last: an index covers none but the first sixty-three columns of a table of SQLite.
    stage_reason: Mapped[str | None] = field(
        Text(200), N_("Why it begins further on"), group="stage", listed=False,
        hint=N_("For a new project that begins after its first stage."),
    )  # fmt: skip

    __table_args__ = (
        live_index("project", "name_key"),
        live_index("project", "stage", "updated_at"),
        live_index("project", "status", "stage"),
        live_index("project", "staff_id", "stage", "status", "updated_at", name="own"),
        live_index("project", "total_investment"),
        live_index("project", "updated_at"),
        # What the board and the figures look at lies in the index: the long rows stay unread.
        live_index(
            "project", "status", "stage", "stage_since", "total_investment", "last_activity_on",
            "last_progress_on", "stale_reason_on", "created_at", "staff_id", name="board",
        ),
        live_index(
            "project", "signed_on", "started_on", "agreed_investment", "total_investment",
            "previous_id", name="signed",
        ),
        live_index("project", "started_on", "total_investment", "previous_id", name="started"),
        live_index("project", "status", "last_activity_on", "staff_id", name="spoken"),
        # What is of one trade, the latest first: matching looks at no other rows.
        live_index("project", "chain", "stage", "status", "updated_at", name="trade"),
        live_index("project", "industry", "stage", "status", "updated_at", name="class"),
        live_index("project", "created_at", "total_investment", "previous_id", name="created"),
    )  # fmt: skip
