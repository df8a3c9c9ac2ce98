# SPDX-License-Identifier: Apache-2.0
"""The office itself: units, staff, yearly targets, and the settings that belong to the store."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from crm.domain.choices import FIGURES
from crm.domain.records import About, Record, live_index, live_unique
from crm.fields import field
from crm.kinds.choices import Choice, Flag
from crm.kinds.days import Year
from crm.kinds.links import Reference
from crm.kinds.numbers import Count, Money
from crm.kinds.texts import Email, LongText, Phone, Text
from crm.words import N_, NC_


class Unit(Record):
    """A department or town of the county that answers for projects (责任单位)."""

    __tablename__ = "unit"
    about = About(N_("Unit"), N_("Units"), sort="name", icon="landmark")

    name: Mapped[str] = field(
        Text(100), N_("Name"), required=True, searched=True, shown=True, ordered="pinyin"
    )
    short_name: Mapped[str | None] = field(Text(40), N_("Short name"), searched=True, shown=True)
    phone: Mapped[str | None] = field(Phone(), N_("Telephone"), shown=True)
    task_force: Mapped[str | None] = field(Text(100), N_("Task force"), shown=True)
    __table_args__ = (live_index("unit", "name_key"),)


class Staff(Record):
    """A person of the office who is responsible for projects, investors and follow-ups."""

    __tablename__ = "staff"
    about = About(N_("Staff member"), N_("Staff"), sort="name", icon="user")

    name: Mapped[str] = field(
        Text(60),
        NC_("person", "Name"),
        required=True,
        searched=True,
        shown=True,
        ordered="surname",
    )
    name_en: Mapped[str | None] = field(Text(100), N_("English name"))
    duty: Mapped[str | None] = field(Text(100), N_("Duty"), shown=True)
    unit_id: Mapped[int | None] = field(Reference("unit"), N_("Unit"), shown=True)
    mobile: Mapped[str | None] = field(Phone(), N_("Mobile"), shown=True, searched=True)
    email: Mapped[str | None] = field(Email(), N_("E-mail"))
    leader: Mapped[bool | None] = field(Flag(), N_("County leader"), shown=True)
    active: Mapped[bool | None] = field(Flag(), N_("On duty"), default=True)
    __table_args__ = (live_index("staff", "name_key"),)


class Target(Record):
    """What is to be reached in a year, for all or for one unit and quarter (目标值)."""

    __tablename__ = "target"
    about = About(N_("Target"), N_("Targets"), name_field="figure", sort="-year", icon="target")

    year: Mapped[int] = field(Year(), N_("Year"), required=True, shown=True)
    figure: Mapped[str] = field(Choice("figure", FIGURES), N_("Figure"), required=True, shown=True)
    unit_id: Mapped[int | None] = field(Reference("unit"), N_("Unit"), shown=True)
    quarter: Mapped[int | None] = field(Count(low=1, high=4), N_("Quarter"), shown=True)
    amount: Mapped[int | None] = field(Money(), N_("Target amount"), shown=True)
    number: Mapped[int | None] = field(Count(), N_("Target number"), shown=True)
    note: Mapped[str | None] = field(LongText(), N_("Note"), listed=False)
    __table_args__ = (live_index("target", "year"),)


class StoreSetting(Record):
    """One setting that belongs to the store, shared by all who use it; the value is JSON text."""

    __tablename__ = "store_setting"
    about = About(N_("Setting"), N_("Settings"), name_field="key", sort="key", icon="settings")

    key: Mapped[str] = field(Text(100), N_("Key"), required=True)
    value: Mapped[str | None] = field(LongText(200_000), N_("Value"))
    __table_args__ = (live_unique("store_setting", "key"),)
