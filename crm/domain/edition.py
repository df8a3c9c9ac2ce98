# SPDX-License-Identifier: Apache-2.0
"""Editions of the investment guide: drafts that change, and issued ones that are frozen."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice
from crm.kinds.days import Day, Year
from crm.kinds.links import Blob
from crm.kinds.numbers import Count
from crm.kinds.texts import LongText, Text
from crm.words import N_, NC_

PAPERS = ("A4", "16K")
"""The papers that a guide is printed on: A4 and 大度16开 (210 × 285 mm)."""


class GuideEdition(Record):
    """One edition: language, title, year, data as of, what each chapter includes, its look."""

    __tablename__ = "guide_edition"
    about = About(
        N_("Guide edition"), N_("Guide editions"), name_field="title", sort="-year",
        icon="book-open",
        groups={"main": N_("Edition"), "front": N_("Front matter"), "issue": N_("Issue")},
    )  # fmt: skip

    title: Mapped[str] = field(Text(120), N_("Title"), required=True, shown=True, searched=True)
    language: Mapped[str] = field(
        Choice("edition_language", choices.EDITION_LANGUAGES), N_("Language"), required=True,
        shown=True, default="zh",
    )  # fmt: skip
    year: Mapped[int] = field(Year(), N_("Year"), required=True, shown=True)
    data_as_of: Mapped[date | None] = field(Day(), N_("Data as of"), shown=True)
    state: Mapped[str] = field(
        Choice("edition_state", choices.EDITION_STATES), N_("State"), required=True, shown=True,
        default="draft", computed=True,
    )  # fmt: skip
    theme: Mapped[str | None] = field(
        Choice("edition_look", choices.EDITION_LOOKS), N_("Look"), default="tea"
    )
    paper: Mapped[str | None] = field(Text(20), N_("Paper"), default="A4")
    chapters: Mapped[str | None] = field(
        LongText(100_000), N_("Chapters"), listed=False, computed=True
    )

    subtitle: Mapped[str | None] = field(Text(120), N_("Subtitle"), group="front")
    issuer: Mapped[str | None] = field(Text(120), NC_("imprint", "Issuer"), group="front")
    hotline: Mapped[str | None] = field(Text(60), N_("Hotline"), group="front")
    signatory: Mapped[str | None] = field(Text(80), N_("Signatory of the message"), group="front")
    message: Mapped[str | None] = field(
        LongText(), N_("Message from the head of the county"), group="front", listed=False
    )
    disclaimer: Mapped[str | None] = field(
        LongText(2000), N_("Disclaimer"), group="front", listed=False
    )

    issued_on: Mapped[date | None] = field(Day(), N_("Issued on"), group="issue", computed=True)
    sha256: Mapped[str | None] = field(Blob(), N_("Content"), group="issue", computed=True)
    pages: Mapped[int | None] = field(Count(), N_("Pages"), group="issue", computed=True)
    copies: Mapped[int | None] = field(Count(), N_("Copies printed"), group="issue")
    snapshot_sha256: Mapped[str | None] = field(
        Blob(), NC_("edition", "Frozen data"), group="issue", computed=True, listed=False
    )
    __table_args__ = (live_index("guide_edition", "year"), live_index("guide_edition", "title"))
