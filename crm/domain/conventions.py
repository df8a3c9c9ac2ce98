# SPDX-License-Identifier: Apache-2.0
"""The office's own settings: who it is, what it counts and how (口径); counties differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from typing_extensions import override

from crm.domain.choices import RECEIPT_STATES, RHYTHMS
from crm.domain.rules import afterplan, reporting, workdays
from crm.domain.rules.afterplan import Step
from crm.domain.rules.counting import USUAL, Counting
from crm.domain.rules.stages import STAGES
from crm.domain.rules.staleness import STALE_AFTER
from crm.domain.rules.workdays import Workdays
from crm.errors import InvalidInput
from crm.kinds.choices import Choice, Choices, Flag, Option
from crm.kinds.numbers import Count, Money
from crm.kinds.places import Place
from crm.kinds.texts import LongText, Text
from crm.settings import Setting
from crm.words import N_

BYTES_PER_MB = 1_000_000
STATES = Setting(
    "count.states",
    Choices("receipt_state", RECEIPT_STATES),
    N_("Receipts that count"),
    "counting",
    USUAL.states,
)
ABROAD = Setting(
    "count.abroad",
    Flag(),
    N_("Outside includes abroad"),
    "counting",
    USUAL.abroad_is_outside,
)
LEAST = Setting(
    "count.least",
    Money(),
    N_("Smallest project that counts"),
    "counting",
    USUAL.least,
)
FILE_LIMIT = Setting(
    "files.limit",
    Count(N_("MB"), low=1, high=500),
    N_("Largest file"),
    "files",
    20,
    hint=N_("Files lie inside the store; large ones make its backups large."),
)


class _PlanSetting(Setting):
    """The plan after an event as a line of text; what is no plan is neither kept nor read."""

    @override
    def read(self, kept: str | None) -> object:
        value = super().read(kept)
        try:
            afterplan.steps(None if value is None else str(value))
        except InvalidInput:
            return self.default
        return value

    @override
    def keep(self, value: object) -> str:
        afterplan.steps(None if value is None else str(value))
        return super().keep(value)


PLAN = _PlanSetting(
    "after.plan",
    Text(400),
    N_("Plan after an event"),
    "after",
    hint=N_("Working days and what is done: 1 Thank them; 3 Call them. Empty: the usual plan."),
)
SPREAD = Setting(
    "after.spread",
    Choice(
        "spread",
        (
            Option("own", N_("Who is responsible for the investor, else for the event")),
            Option("event", N_("Who is responsible for the event")),
            Option("even", N_("Everybody on duty, evenly")),
        ),
    ),
    N_("Who follows up"),
    "after",
    "own",
)
NAME = Setting("county.name", Text(60), N_("Name of the county"), "county")
NAME_EN = Setting("county.name_en", Text(100), N_("English name of the county"), "county")
PLACE = Setting(
    "county.place",
    Place(),
    N_("Place of the county"),
    "county",
    hint=N_("The origin of funds follows from it."),
)
OFFICE = Setting("office.name", Text(100), N_("Name of the office"), "county")
STALE: Mapping[str, Setting] = {
    stage.code: Setting(
        f"stale.{stage.code}",
        Count(N_("days"), low=1, high=3_650),
        stage.label,
        "stale",
        STALE_AFTER[stage.code],
    )
    for stage in STAGES
}
RHYTHM = Setting(
    "progress.rhythm",
    Choice("rhythm", RHYTHMS),
    N_("Progress is reported"),
    "progress",
    reporting.USUAL,
)
COLD: Mapping[str, Setting] = {
    record: Setting(f"cold.{record}", Count(N_("days"), low=1, high=365), label, "cold", after)
    for record, label, after in (
        ("organisation", N_("Organisation"), 90),
        ("person", N_("Person"), 90),
        ("project", N_("Project"), 60),
    )
}
"""After how long without a contact Today reminds of them."""

SAMPLE = Setting("store.sample", Flag(), N_("Sample county"), "county", default=False)
"""Whether the store holds the invented county; written by its generator, on no page."""

HOLIDAYS = Setting("workdays.read", LongText(100_000), N_("Working days"), "workdays", "")
"""The days off and the weekends worked that the office has read in, a line each."""

SETTINGS: tuple[Setting, ...] = (
    NAME, NAME_EN, PLACE, OFFICE, STATES, ABROAD, LEAST, *STALE.values(), *COLD.values(), RHYTHM,
    PLAN, SPREAD, FILE_LIMIT,
)  # fmt: skip
"""What a person chooses on the page of the settings."""

KEPT: tuple[Setting, ...] = (*SETTINGS, HOLIDAYS, SAMPLE)
"""All that a store keeps under a key."""


@dataclass(frozen=True)
class Conventions:
    """The values of the office's settings, as they are or as they are usual."""

    values: Mapping[str, object]

    @property
    def counting(self) -> Counting:
        """What counts in the figures."""
        return Counting(
            states=cast("tuple[str, ...]", self.values[STATES.key]),
            abroad_is_outside=cast("bool", self.values[ABROAD.key]),
            least=cast("int", self.values[LEAST.key]),
        )

    @property
    def stale_after(self) -> Mapping[str, int]:
        """After how many days a project of each stage is stale."""
        return {stage: cast("int", self.values[one.key]) for stage, one in STALE.items()}

    @property
    def rhythm(self) -> str:
        """Whether progress is reported every week or every month."""
        return cast("str", self.values[RHYTHM.key])

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps by which whoever was interested at an event is followed up."""
        return afterplan.steps(cast("str | None", self.values[PLAN.key]))

    @property
    def spread(self) -> str:
        """Who answers for those plans: `own`, `event` or `even`."""
        return cast("str", self.values[SPREAD.key])

    @property
    def workdays(self) -> Workdays:
        """The calendar of working days, with what the office has read in."""
        return Workdays(workdays.understood(str(self.values[HOLIDAYS.key])))

    @property
    def cold_after(self) -> Mapping[str, int]:
        """After how many days without a contact one is reminded, by record type."""
        return {record: cast("int", self.values[one.key]) for record, one in COLD.items()}

    @property
    def largest_file(self) -> int:
        """The most bytes an attached file may have."""
        return cast("int", self.values[FILE_LIMIT.key]) * BYTES_PER_MB

    @property
    def place(self) -> str | None:
        """The county's own code, if it was entered."""
        return cast("str | None", self.values[PLACE.key])

    @property
    def name(self) -> str:
        """The county's name; nothing when it was not entered."""
        return cast("str | None", self.values[NAME.key]) or ""

    @property
    def name_en(self) -> str:
        """The county's English name; nothing when it was not entered."""
        return cast("str | None", self.values[NAME_EN.key]) or ""

    @property
    def office(self) -> str:
        """The office's name; nothing when it was not entered."""
        return cast("str | None", self.values[OFFICE.key]) or ""

    @property
    def is_sample(self) -> bool:
        """Whether the store holds the sample county."""
        return bool(self.values[SAMPLE.key])


def conventions_of(kept: Mapping[str, str | None]) -> Conventions:
    """The conventions that the texts of a store mean."""
    return Conventions({one.key: one.read(kept.get(one.key)) for one in KEPT})
