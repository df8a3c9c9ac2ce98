# SPDX-License-Identifier: Apache-2.0
"""Procedures of investing, their steps with the ten elements of eRegulations (domain §5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice
from crm.kinds.days import Day
from crm.kinds.links import Reference
from crm.kinds.numbers import Count
from crm.kinds.texts import Link, LongText, Phone, Text
from crm.words import N_


class Procedure(Record):
    """A way to a goal, such as setting up a company and building a plant."""

    __tablename__ = "procedure"
    about = About(N_("Procedure"), N_("Procedures"), sort="position", icon="route")

    name: Mapped[str] = field(Text(120), N_("Name"), required=True, searched=True, shown=True)
    name_en: Mapped[str | None] = field(Text(200), N_("English name"))
    goal: Mapped[str | None] = field(
        LongText(1000), N_("Goal"), shown=True, searched=True, english="goal_en"
    )
    goal_en: Mapped[str | None] = field(LongText(1000), N_("Goal in English"))
    audience: Mapped[str | None] = field(Text(200), N_("For whom"), shown=True)
    audience_en: Mapped[str | None] = field(Text(200), N_("For whom in English"))
    position: Mapped[int | None] = field(Count(), N_("Order"))
    certified_by: Mapped[str | None] = field(
        Text(120), N_("Certified by"), english="certified_by_en"
    )
    certified_by_en: Mapped[str | None] = field(Text(200), N_("Certified by, in English"))
    certified_on: Mapped[date | None] = field(Day(), N_("Certified on"), shown=True)
    __table_args__ = (live_index("procedure", "position"), live_index("procedure", "name"))


class ProcedureStep(Record):
    """One step with its ten elements; `parallel` runs beside the step before it."""

    __tablename__ = "procedure_step"
    about = About(
        N_("Step"),
        N_("Procedure steps"),
        parent="procedure_id",
        sort="position",
        icon="list-ordered",
    )

    procedure_id: Mapped[int] = field(Reference("procedure"), N_("Procedure"), required=True)
    position: Mapped[int] = field(Count(), N_("Order"), required=True, shown=True)
    block: Mapped[str | None] = field(
        Choice("block", choices.PROCEDURE_BLOCKS), N_("Block"), shown=True
    )
    name: Mapped[str] = field(Text(120), N_("Name"), required=True, shown=True, searched=True)
    name_en: Mapped[str | None] = field(Text(200), N_("English name"))
    kind: Mapped[str] = field(
        Choice("step_kind", choices.STEP_KINDS), N_("Kind of step"), required=True, shown=True,
        default="compulsory",
    )  # fmt: skip
    body: Mapped[str | None] = field(Text(120), N_("Body in charge"), shown=True)
    body_en: Mapped[str | None] = field(Text(200), N_("Body in English"))
    office: Mapped[str | None] = field(Text(120), N_("Counter"), english="office_en")
    office_en: Mapped[str | None] = field(Text(200), N_("Counter in English"))
    contact: Mapped[str | None] = field(Text(60), N_("Contact"), english="contact_en")
    contact_en: Mapped[str | None] = field(Text(100), N_("Contact in English"))
    phone: Mapped[str | None] = field(Phone(), N_("Telephone"))
    hours: Mapped[str | None] = field(Text(100), N_("Hours"), english="hours_en")
    hours_en: Mapped[str | None] = field(Text(120), N_("Hours in English"))
    result: Mapped[str | None] = field(
        Text(200), N_("Result of the step"), shown=True, english="result_en"
    )
    result_en: Mapped[str | None] = field(Text(200), N_("Result in English"))
    requirements: Mapped[str | None] = field(
        LongText(), N_("Requirements"), english="requirements_en",
        hint=N_("One a line: what, original or copy, how many."),
    )  # fmt: skip
    requirements_en: Mapped[str | None] = field(LongText(), N_("Requirements in English"))
    cost: Mapped[str | None] = field(Text(120), N_("Fee"), english="cost_en")
    cost_en: Mapped[str | None] = field(Text(160), N_("Fee in English"))
    days_statutory: Mapped[int | None] = field(
        Count(N_("working days")), N_("Statutory time"), shown=True
    )
    days_promised: Mapped[int | None] = field(
        Count(N_("working days")), N_("Promised time"), shown=True
    )
    legal_basis: Mapped[str | None] = field(
        LongText(2000), N_("Legal basis"), english="legal_basis_en"
    )
    legal_basis_en: Mapped[str | None] = field(LongText(2000), N_("Legal basis in English"))
    more: Mapped[str | None] = field(LongText(2000), N_("More information"), english="more_en")
    more_en: Mapped[str | None] = field(LongText(2000), N_("More information in English"))
    link: Mapped[str | None] = field(Link(), N_("Online service"))
    recourse: Mapped[str | None] = field(Text(200), N_("Recourse"), english="recourse_en")
    recourse_en: Mapped[str | None] = field(Text(300), N_("Recourse in English"))
    certified_by: Mapped[str | None] = field(
        Text(120), N_("Certified by"), english="certified_by_en"
    )
    certified_by_en: Mapped[str | None] = field(Text(200), N_("Certified by, in English"))
    certified_on: Mapped[date | None] = field(Day(), N_("Certified on"))
    __table_args__ = (Index("ix_procedure_step_order", "procedure_id", "position"),)
