# SPDX-License-Identifier: Apache-2.0
"""The county's own data: overview items and the register of what it has (domain §5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice
from crm.kinds.days import Day, Year
from crm.kinds.links import Reference
from crm.kinds.numbers import Area, Count, Money, Scaled
from crm.kinds.texts import Link, LongText, Text
from crm.words import N_


class OverviewItem(Record):
    """One line of the county's overview: a label, a figure or a text, with source and date."""

    __tablename__ = "overview_item"
    about = About(
        N_("Overview item"), N_("County overview"), name_field="label", sort="position",
        icon="map",
        groups={
            "main": N_("Content"), "source": N_("Source"), "english": N_("English text"),
        },
    )  # fmt: skip

    section: Mapped[str] = field(
        Choice("overview_section", choices.OVERVIEW_SECTIONS), N_("Section"), required=True,
        shown=True,
    )  # fmt: skip
    label: Mapped[str] = field(
        Text(80), N_("Label"), required=True, shown=True, searched=True, english="label_en"
    )
    value: Mapped[Decimal | None] = field(Scaled(2), N_("Figure"), shown=True)
    unit: Mapped[str | None] = field(
        Text(30), N_("Unit of the figure"), shown=True, english="unit_en"
    )
    year: Mapped[int | None] = field(Year(), N_("Year"), shown=True)
    text: Mapped[str | None] = field(
        LongText(4000), N_("Text"), listed=False, searched=True, english="text_en"
    )
    key_figure: Mapped[int | None] = field(
        Count(), N_("Key figure number"), hint=N_("1 to 8: printed large on the key-figure panel.")
    )
    position: Mapped[int | None] = field(Count(), N_("Order"))
    source: Mapped[str | None] = field(Text(200), N_("Source"), group="source", shown=True)
    checked_on: Mapped[date | None] = field(Day(), N_("Checked on"), group="source", shown=True)
    checked_by: Mapped[str | None] = field(Text(60), N_("Checked by"), group="source")
    label_en: Mapped[str | None] = field(Text(120), N_("Label in English"), group="english")
    unit_en: Mapped[str | None] = field(Text(60), N_("Unit in English"), group="english")
    text_en: Mapped[str | None] = field(
        LongText(4000), N_("Text in English"), group="english", listed=False
    )
    source_en: Mapped[str | None] = field(Text(200), N_("Source in English"), group="english")
    __table_args__ = (
        live_index("overview_item", "position"),
        live_index("overview_item", "section", "position"),
        live_index("overview_item", "label"),
    )


class RegisterEntry(Record):
    """Something the county has: a base, enterprise, park, plot, standard, brand, distance …."""

    __tablename__ = "register_entry"
    about = About(
        N_("Register entry"), N_("County register"), sort="name", icon="warehouse",
        groups={
            "main": N_("Identity"), "figures": N_("Figures"), "source": N_("Source"),
            "english": N_("English text"),
        },
    )  # fmt: skip

    kind: Mapped[str] = field(
        Choice("register_kind", choices.REGISTER_KINDS), N_("Kind of entry"), required=True,
        shown=True,
    )  # fmt: skip
    name: Mapped[str] = field(
        Text(120), N_("Name"), required=True, shown=True, searched=True, english="name_en",
        ordered="pinyin",
    )  # fmt: skip
    chain: Mapped[str | None] = field(
        Choice("chain", choices.CHAINS), N_("Industry chain"), shown=True
    )
    enterprise_class: Mapped[str | None] = field(
        Choice("enterprise_class", choices.ENTERPRISE_CLASSES), N_("Class of enterprise")
    )
    number: Mapped[str | None] = field(Text(60), N_("Number"), searched=True)
    towns: Mapped[str | None] = field(Text(200), N_("Towns"), shown=True, english="towns_en")
    park_id: Mapped[int | None] = field(Reference("register_entry"), N_("Park"))
    organisation_id: Mapped[int | None] = field(Reference("organisation"), N_("Organisation"))
    note: Mapped[str | None] = field(
        LongText(2000), N_("Note"), listed=False, searched=True, english="note_en"
    )
    link: Mapped[str | None] = field(Link(), N_("Website"))

    area: Mapped[Decimal | None] = field(Area(), N_("Area"), group="figures", shown=True)
    available: Mapped[Decimal | None] = field(Area(), N_("Available land"), group="figures")
    output_value: Mapped[int | None] = field(
        Money(), N_("Yearly output value"), group="figures", shown=True
    )
    quantity: Mapped[Decimal | None] = field(Scaled(2), N_("Quantity"), group="figures")
    quantity_unit: Mapped[str | None] = field(
        Text(30), N_("Unit of the quantity"), group="figures", english="quantity_unit_en"
    )
    distance_km: Mapped[Decimal | None] = field(
        Scaled(0, N_("km"), low=Decimal(0)), N_("Distance"), group="figures"
    )
    hours: Mapped[Decimal | None] = field(
        Scaled(1, N_("hours"), low=Decimal(0)), N_("Travel time"), group="figures"
    )
    bearing: Mapped[int | None] = field(
        Count(N_("degrees"), low=0, high=359), N_("Direction"), group="figures",
        hint=N_("Clockwise from north; places the town on the distance map."),
    )  # fmt: skip
    year: Mapped[int | None] = field(Year(), N_("Year"), group="figures", shown=True)

    source: Mapped[str | None] = field(Text(200), N_("Source"), group="source", shown=True)
    checked_on: Mapped[date | None] = field(Day(), N_("Checked on"), group="source", shown=True)
    checked_by: Mapped[str | None] = field(Text(60), N_("Checked by"), group="source")
    name_en: Mapped[str | None] = field(Text(200), N_("English name"), group="english")
    quantity_unit_en: Mapped[str | None] = field(
        Text(60), N_("Unit of the quantity in English"), group="english"
    )
    source_en: Mapped[str | None] = field(Text(200), N_("Source in English"), group="english")
    towns_en: Mapped[str | None] = field(Text(200), N_("Towns in English"), group="english")
    note_en: Mapped[str | None] = field(
        LongText(2000), N_("Note in English"), group="english", listed=False
    )
    __table_args__ = (
        live_index("register_entry", "name_key"),
        live_index("register_entry", "kind", "name_key"),
    )
