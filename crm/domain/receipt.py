# SPDX-License-Identifier: Apache-2.0
"""Funds in place (到位资金): the ledger is the only truth (domain §2.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice
from crm.kinds.days import Day, Month, PartialDay
from crm.kinds.links import Reference
from crm.kinds.numbers import Money, Scaled
from crm.kinds.places import Place
from crm.kinds.texts import LongText, Text
from crm.words import N_, NC_


class Receipt(Record):
    """Money that reached the county for a project in a month; corrections are rows of their own.

    `amount` is whole yuan. `currency` other than CNY keeps the foreign amount and the rate.
    """

    __tablename__ = "receipt"
    about = About(
        NC_("funds", "Receipt"), N_("Funds in place"), name_field="month", parent="project_id",
        sort="-month", icon="banknote",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True, shown=True)
    month: Mapped[PartialDay] = field(Month(), N_("Month"), required=True, shown=True)
    amount: Mapped[int] = field(Money(low=None), N_("Amount"), required=True, shown=True)
    currency: Mapped[str | None] = field(Text(3), N_("Currency"), default="CNY")
    foreign_amount: Mapped[Decimal | None] = field(Scaled(2), N_("Amount in currency"))
    rate: Mapped[Decimal | None] = field(Scaled(4), N_("Exchange rate"))
    place: Mapped[str | None] = field(Place(), N_("Place of the money"), shown=True)
    origin: Mapped[str] = field(
        Choice("origin", choices.ORIGINS), N_("Origin"), required=True, shown=True
    )
    origin_reason: Mapped[str | None] = field(Text(200), N_("Reason of another origin"))
    kind: Mapped[str | None] = field(
        Choice("receipt_kind", choices.RECEIPT_KINDS), N_("Kind of funds"), shown=True
    )
    use: Mapped[str | None] = field(
        Choice("receipt_use", choices.RECEIPT_USES), N_("Use of funds"), shown=True
    )
    state: Mapped[str] = field(
        Choice("receipt_state", choices.RECEIPT_STATES), N_("State"), required=True, shown=True,
        default="draft",
    )  # fmt: skip
    approved_amount: Mapped[int | None] = field(Money(low=None), N_("Approved amount"), shown=True)
    corrects_id: Mapped[int | None] = field(Reference("receipt"), N_("Corrects"))
    reported_on: Mapped[date | None] = field(Day(), N_("Reported on"))
    note: Mapped[str | None] = field(LongText(), N_("Note"), listed=False)
    __table_args__ = (
        Index("ix_receipt_sums", "project_id", "month", "state", "amount", "approved_amount"),
        Index("ix_receipt_month", "month", "origin", "state", "amount"),
        live_index(
            "receipt", "month", "state", "project_id", "origin", "amount", "approved_amount",
            name="funds",
        ),
    )  # fmt: skip
