# SPDX-License-Identifier: Apache-2.0
"""Costs of investing in the county: items, and their prices as a time series (domain §5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice, Flag
from crm.kinds.days import Day
from crm.kinds.links import Reference
from crm.kinds.numbers import Count, Scaled
from crm.kinds.texts import LongText, Text
from crm.words import N_


class CostItem(Record):
    """Something that costs money here: power of a voltage, water of a class, a worker …."""

    __tablename__ = "cost_item"
    about = About(N_("Cost"), N_("Costs"), sort="position", icon="receipt")

    category: Mapped[str] = field(
        Choice("cost_category", choices.COST_CATEGORIES), N_("Category"), required=True, shown=True
    )
    name: Mapped[str] = field(Text(100), N_("Item"), required=True, searched=True, shown=True)
    name_en: Mapped[str | None] = field(Text(160), N_("Item in English"))
    specification: Mapped[str | None] = field(
        Text(120), N_("Specification"), searched=True, shown=True, english="specification_en",
        hint=N_("Voltage, period, class …"),
    )  # fmt: skip
    specification_en: Mapped[str | None] = field(Text(160), N_("Specification in English"))
    price_unit: Mapped[str] = field(
        Text(40), N_("Price unit"), required=True, shown=True, english="price_unit_en"
    )
    price_unit_en: Mapped[str | None] = field(Text(60), N_("Price unit in English"))
    position: Mapped[int | None] = field(Count(), N_("Order"))
    note: Mapped[str | None] = field(LongText(1000), N_("Note"), english="note_en")
    note_en: Mapped[str | None] = field(LongText(1000), N_("Note in English"))
    __table_args__ = (
        live_index("cost_item", "position"),
        live_index("cost_item", "category", "position"),
        live_index("cost_item", "name"),
    )


class CostPrice(Record):
    """A price of an item from a day on, with its source; one without a source is not printed."""

    __tablename__ = "cost_price"
    about = About(
        N_("Price"), N_("Prices"), name_field="source", parent="cost_item_id",
        sort="-effective_from", icon="tag",
    )  # fmt: skip

    cost_item_id: Mapped[int] = field(Reference("cost_item"), N_("Cost"), required=True)
    low: Mapped[Decimal | None] = field(Scaled(4, low=Decimal(0)), N_("Low"), shown=True)
    high: Mapped[Decimal | None] = field(Scaled(4, low=Decimal(0)), N_("High"), shown=True)
    tax_included: Mapped[bool | None] = field(Flag(), N_("Tax included"), shown=True)
    fee_included: Mapped[bool | None] = field(Flag(), N_("Fees included"), shown=True)
    effective_from: Mapped[date | None] = field(Day(), N_("Effective from"), shown=True)
    source: Mapped[str | None] = field(Text(200), N_("Source"), shown=True, searched=True)
    source_en: Mapped[str | None] = field(Text(200), N_("Source in English"))
    collected_on: Mapped[date | None] = field(Day(), N_("Collected on"), shown=True)
    next_check: Mapped[date | None] = field(Day(), N_("Next check"), shown=True)
    elsewhere: Mapped[str | None] = field(Text(200), N_("Comparison elsewhere"), shown=True)
    elsewhere_en: Mapped[str | None] = field(Text(200), N_("Comparison in English"))
    __table_args__ = (Index("ix_cost_price_latest", "cost_item_id", "effective_from"),)
