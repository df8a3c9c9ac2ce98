# SPDX-License-Identifier: Apache-2.0
"""Policies: what they grant, how it is claimed, how long they hold (domain §5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice, Choices, Flag
from crm.kinds.days import Day
from crm.kinds.links import Reference
from crm.kinds.numbers import Count
from crm.kinds.texts import DocumentNumber, Link, LongText, Phone, Text
from crm.words import N_, NC_


class Policy(Record):
    """A policy document; it is printed only when it may be published and was reviewed."""

    __tablename__ = "policy"
    about = About(
        N_("Policy"),
        N_("Policies"),
        name_field="title",
        groups={
            "main": N_("Document"),
            "validity": N_("Validity"),
            "scope": N_("Scope"),
            "claim": N_("How to claim"),
            "review": N_("Review and release"),
            "text": N_("Text"),
            "english": N_("English text"),
        },
        sort="-issued_on",
        icon="scroll-text",
    )

    title: Mapped[str] = field(Text(200), N_("Title"), required=True, searched=True, shown=True)
    title_en: Mapped[str | None] = field(Text(300), N_("English title"), searched=True)
    number: Mapped[str | None] = field(
        DocumentNumber(), N_("Document number"), searched=True, shown=True
    )
    number_en: Mapped[str | None] = field(Text(120), N_("Document number in English"))
    level: Mapped[str] = field(
        Choice("policy_level", choices.POLICY_LEVELS), N_("Level"), required=True, shown=True,
        default="county",
    )  # fmt: skip
    theme: Mapped[str | None] = field(
        Choice("policy_theme", choices.POLICY_THEMES), N_("Theme"), shown=True, index=True
    )
    issuer: Mapped[str | None] = field(Text(120), N_("Issuer"), searched=True, shown=True)
    issuer_en: Mapped[str | None] = field(Text(200), N_("Issuer in English"))

    issued_on: Mapped[date | None] = field(Day(), N_("Dated"), group="validity", shown=True)
    published_on: Mapped[date | None] = field(Day(), N_("Published on"), group="validity")
    effective_on: Mapped[date | None] = field(Day(), N_("Effective from"), group="validity")
    expires_on: Mapped[date | None] = field(
        Day(), N_("Expires on"), group="validity", shown=True, index=True
    )
    standing: Mapped[str] = field(
        Choice("policy_standing", choices.POLICY_STANDINGS), N_("Standing"), group="validity",
        required=True, default="in_force",
    )  # fmt: skip

    chains: Mapped[tuple[str, ...] | None] = field(
        Choices("chain", choices.CHAINS), N_("Industry chains"), group="scope"
    )
    beneficiaries: Mapped[str | None] = field(
        Text(200), N_("Beneficiaries"), group="scope", english="beneficiaries_en"
    )
    summary: Mapped[str | None] = field(
        LongText(2000), N_("Summary"), group="scope", listed=False, searched=True,
        english="summary_en",
    )  # fmt: skip

    claim_conditions: Mapped[str | None] = field(
        LongText(), NC_("claim", "Conditions"), group="claim", listed=False,
        english="claim_conditions_en",
    )  # fmt: skip
    claim_documents: Mapped[str | None] = field(
        LongText(), N_("Documents to bring"), group="claim", listed=False,
        english="claim_documents_en",
    )  # fmt: skip
    claim_steps: Mapped[str | None] = field(
        LongText(), N_("Steps"), group="claim", listed=False, english="claim_steps_en"
    )
    claim_days: Mapped[int | None] = field(
        Count(N_("working days")), N_("Time to decision"), group="claim"
    )
    claim_office: Mapped[str | None] = field(
        Text(120), N_("Office"), group="claim", english="claim_office_en"
    )
    claim_contact: Mapped[str | None] = field(
        Text(60), N_("Contact"), group="claim", english="claim_contact_en"
    )
    claim_phone: Mapped[str | None] = field(Phone(), N_("Contact telephone"), group="claim")

    review: Mapped[str] = field(
        Choice("review", choices.REVIEW_STATES), N_("Fair-competition review"), group="review",
        required=True, shown=True, default="unreviewed",
    )  # fmt: skip
    reviewed_on: Mapped[date | None] = field(Day(), N_("Reviewed on"), group="review")
    review_body: Mapped[str | None] = field(Text(120), N_("Reviewing body"), group="review")
    may_be_published: Mapped[bool | None] = field(
        Flag(), N_("May be published"), group="review", shown=True, default=False
    )
    let_in: Mapped[str | None] = field(
        LongText(1000), N_("Printed by a decision"), group="review", computed=True
    )
    """As of a project: who let it be printed last, when, why, and for what it was held back."""
    source_link: Mapped[str | None] = field(Link(), N_("Source on the web"), group="review")
    checked_on: Mapped[date | None] = field(Day(), N_("Checked on"), group="review")

    full_text: Mapped[str | None] = field(
        LongText(200_000), N_("Full text"), group="text", listed=False, searched=True
    )
    summary_en: Mapped[str | None] = field(
        LongText(2000), N_("Summary in English"), group="english", listed=False
    )
    beneficiaries_en: Mapped[str | None] = field(
        Text(300), N_("Beneficiaries in English"), group="english"
    )
    claim_conditions_en: Mapped[str | None] = field(
        LongText(), NC_("claim", "Conditions in English"), group="english", listed=False
    )
    claim_documents_en: Mapped[str | None] = field(
        LongText(), N_("Documents to bring in English"), group="english", listed=False
    )
    claim_steps_en: Mapped[str | None] = field(
        LongText(), N_("Steps in English"), group="english", listed=False
    )
    claim_office_en: Mapped[str | None] = field(Text(200), N_("Office in English"), group="english")
    claim_contact_en: Mapped[str | None] = field(
        Text(100), N_("Contact in English"), group="english"
    )
    note: Mapped[str | None] = field(LongText(), N_("Note"), group="text", listed=False)
    __table_args__ = (
        live_index("policy", "issued_on"),
        live_index("policy", "level", "issued_on"),
        live_index("policy", "title"),
    )


class PolicyArticle(Record):
    """A key article of a policy: what is granted, by which standard, and how it is computed."""

    __tablename__ = "policy_article"
    about = About(
        N_("Key article"), N_("Key articles"), name_field="summary", parent="policy_id",
        sort="number", icon="list",
    )  # fmt: skip

    policy_id: Mapped[int] = field(Reference("policy"), N_("Policy"), required=True)
    number: Mapped[str | None] = field(Text(20), N_("Article"), shown=True)
    summary: Mapped[str] = field(
        LongText(2000), N_("Summary"), required=True, shown=True, searched=True,
        english="summary_en",
    )  # fmt: skip
    standard: Mapped[str | None] = field(
        LongText(1000), NC_("article", "Standard"), shown=True, english="standard_en"
    )
    computing: Mapped[str | None] = field(
        LongText(1000), N_("How it is computed"), shown=True, english="computing_en"
    )
    summary_en: Mapped[str | None] = field(LongText(2000), N_("Summary in English"))
    standard_en: Mapped[str | None] = field(LongText(1000), N_("Standard in English"))
    computing_en: Mapped[str | None] = field(LongText(1000), N_("How it is computed, in English"))
