# SPDX-License-Identifier: Apache-2.0
"""What the parts of the sample county know of one another: firms, contacts, events, ventures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from crm.sample.dice import Dice
from crm.sample.rows import Rows


@dataclass(frozen=True)
class Department:
    """A unit of the county with the member of staff who keeps its files."""

    id: int
    name: str
    short: str
    task_force: str


@dataclass(frozen=True)
class Park:
    """An industrial park with its town, chain and plots, these in Chinese and English."""

    id: int
    name: str
    name_en: str
    town: str
    chain: str
    plots: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class County:
    """What there is once, whatever the scale."""

    units: tuple[Department, ...]
    leaders: tuple[int, ...]
    officers: tuple[int, ...]
    names: Mapping[int, str]
    phones: Mapping[int, str]
    parks: tuple[Park, ...]
    policies: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Firm:
    """An organisation: who it is, where it sits, and what it is after."""

    id: int
    name: str
    short: str
    type: str
    place: str
    chain: str
    staff: int
    since: date


@dataclass(frozen=True)
class Contact:
    """A person of a firm."""

    id: int
    name: str
    address: str
    firm: Firm
    mobile: str


@dataclass(frozen=True)
class Happening:
    """An event with its days and kind."""

    id: int
    name: str
    kind: str
    city: str
    first: date
    last: date
    staff: int


@dataclass
class Venture:
    """A project while it is put together: its values, its course, its partners."""

    id: int
    values: dict[str, object]
    chain: str
    stage: str
    status: str
    reached: Mapping[str, date]
    staff: int
    unit: int
    total: int | None
    investors: tuple[Firm, ...] = ()
    contact: Contact | None = None
    source: Happening | None = None
    signed_at: Happening | None = None
    signed: date | None = None
    started: date | None = None
    last_activity: date | None = None
    last_progress: date | None = None

    @property
    def born(self) -> date:
        """The day the project was entered."""
        return self.reached["reserve"]

    @property
    def name(self) -> str:
        """The project's name."""
        return str(self.values["name"])


@dataclass
class World:
    """One batch of the county: what is put together and written at a time."""

    number: int
    today: date
    rows: Rows
    county: County
    firms: list[Firm] = field(default_factory=list[Firm])
    contacts: list[Contact] = field(default_factory=list[Contact])
    events: list[Happening] = field(default_factory=list[Happening])
    ventures: list[Venture] = field(default_factory=list[Venture])
    met: list[tuple[int, Happening, Contact]] = field(
        default_factory=list[tuple[int, Happening, Contact]]
    )
    """Attendances that were followed up: their ids, events and people."""

    def dice(self, part: str) -> Dice:
        """Dice of one part, so that more of one part changes nothing in the others."""
        return Dice(f"shili {self.number} {part}")

    @cached_property
    def contacts_by_firm(self) -> Mapping[int, list[Contact]]:
        """The people by their firm's id; to be asked once all are there."""
        found: dict[int, list[Contact]] = {}
        for contact in self.contacts:
            found.setdefault(contact.firm.id, []).append(contact)
        return found

    def finish(self) -> None:
        """Say of each record when it was saved last, and spoken about, once all is known."""
        self.rows.note_contacts()
        for venture in self.ventures:
            known = (venture.born, *venture.reached.values())
            latest = max(*known, *(d for d in (venture.last_activity, venture.last_progress) if d))
            self.rows.touch(venture.values, latest)
