# SPDX-License-Identifier: Apache-2.0
"""People and the positions they hold over time (domain §3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Flag
from crm.kinds.days import Day, DayOrMonth, PartialDay
from crm.kinds.links import Reference
from crm.kinds.places import Place
from crm.kinds.texts import Email, LongText, Phone, Text
from crm.words import N_, NC_


class Person(Record):
    """Somebody the office knows; the history of their positions stays when they change jobs."""

    __tablename__ = "person"
    about = About(
        N_("Person"),
        N_("People"),
        groups={
            "main": N_("Identity"),
            "reach": N_("Reach"),
            "ties": N_("Ties"),
            "privacy": N_("Consent"),
        },
        sort="name",
        icon="user",
    )

    name: Mapped[str] = field(
        Text(80),
        NC_("person", "Name"),
        required=True,
        searched=True,
        shown=True,
        ordered="surname",
    )
    name_en: Mapped[str | None] = field(Text(120), N_("English name"), searched=True)
    address_form: Mapped[str | None] = field(
        Text(40), N_("Form of address"), searched=True, shown=True
    )
    organisation_id: Mapped[int | None] = field(
        Reference("organisation"),
        N_("Organisation"),
        shown=True,
        hint=N_("Where they work now; earlier positions stay in the history of positions."),
    )
    title: Mapped[str | None] = field(Text(80), N_("Position"), shown=True, searched=True)

    mobile: Mapped[str | None] = field(
        Phone(), N_("Mobile"), group="reach", searched=True, shown=True, private=True, index=True
    )
    mobile2: Mapped[str | None] = field(
        Phone(), N_("Second mobile"), group="reach", searched=True, private=True
    )
    phone: Mapped[str | None] = field(Phone(), N_("Telephone"), group="reach", searched=True)
    email: Mapped[str | None] = field(Email(), N_("E-mail"), group="reach", searched=True)
    wechat: Mapped[str | None] = field(Text(60), N_("WeChat"), group="reach", searched=True)

    hometown: Mapped[str | None] = field(Place(), N_("Hometown"), group="ties", shown=True)
    school: Mapped[str | None] = field(Text(120), N_("School"), group="ties", searched=True)
    ties: Mapped[str | None] = field(
        LongText(), N_("Ties to the county"), group="ties", listed=False, searched=True
    )
    staff_id: Mapped[int | None] = field(
        Reference("staff"), N_("Staff member responsible"), group="ties", shown=True
    )
    last_activity_on: Mapped[date | None] = field(
        Day(), N_("Last contact"), group="ties", computed=True
    )
    note: Mapped[str | None] = field(
        LongText(), N_("Note"), group="ties", listed=False, searched=True
    )

    consent: Mapped[bool | None] = field(Flag(), N_("Consents to be contacted"), group="privacy")
    consent_on: Mapped[date | None] = field(Day(), N_("Consent given on"), group="privacy")
    purpose: Mapped[str | None] = field(Text(200), N_("Purpose of keeping"), group="privacy")
    source: Mapped[str | None] = field(Text(200), N_("Source"), group="privacy")
    keep_until: Mapped[date | None] = field(Day(), N_("Keep until"), group="privacy")
    do_not_contact: Mapped[bool | None] = field(Flag(), N_("Do not contact"), group="privacy")
    __table_args__ = (
        live_index("person", "name_key"),
        live_index("person", "organisation_id", "name_key"),
        live_index("person", "updated_at"),
        live_index("person", "last_activity_on", "staff_id", name="spoken"),
    )


class Position(Record):
    """What a person was where, from when to when."""

    __tablename__ = "position"
    about = About(
        N_("Position"), N_("Positions"), name_field="title", parent="person_id", icon="briefcase"
    )

    person_id: Mapped[int] = field(Reference("person"), N_("Person"), required=True)
    organisation_id: Mapped[int] = field(
        Reference("organisation"), N_("Organisation"), required=True, shown=True
    )
    title: Mapped[str | None] = field(Text(80), N_("Position"), shown=True, searched=True)
    since: Mapped[PartialDay | None] = field(DayOrMonth(), N_("From"), shown=True)
    until: Mapped[PartialDay | None] = field(DayOrMonth(), N_("Until"), shown=True)
