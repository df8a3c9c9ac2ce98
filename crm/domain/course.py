# SPDX-License-Identifier: Apache-2.0
"""The course of a project: stages passed, milestones, library, parties, progress, problems."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.domain.rules.stages import STAGES
from crm.fields import field
from crm.kinds.choices import Choice, Flag
from crm.kinds.days import Day, DayOrMonth, PartialDay
from crm.kinds.links import Reference
from crm.kinds.numbers import Percent
from crm.kinds.texts import LongText, Text
from crm.words import N_, NC_


class StageChange(Record):
    """One move on the board with its true date; kept for ever (domain §2.1)."""

    __tablename__ = "stage_change"
    about = About(
        N_("Stage change"), N_("Stage history"), name_field="to_stage", parent="project_id",
        sort="-moved_on", icon="arrow-right",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True)
    from_stage: Mapped[str | None] = field(Choice("stage", STAGES), N_("From stage"), shown=True)
    to_stage: Mapped[str] = field(
        Choice("stage", STAGES), N_("To stage"), required=True, shown=True
    )
    moved_on: Mapped[date] = field(Day(), N_("True date"), required=True, shown=True)
    staff_id: Mapped[int | None] = field(Reference("staff"), N_("Moved by"), shown=True)
    reason: Mapped[str | None] = field(Text(200), N_("Reason"), shown=True)
    marked: Mapped[bool | None] = field(
        Flag(), N_("Backward, skipping or incomplete"), computed=True, shown=True
    )
    __table_args__ = (Index("ix_stage_change_when", "to_stage", "moved_on", "project_id"),)


class Milestone(Record):
    """A dated node of a project: planned and actual, with its evidence (节点)."""

    __tablename__ = "milestone"
    about = About(
        N_("Milestone"), N_("Milestones"), name_field="kind", parent="project_id", icon="flag"
    )

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True)
    kind: Mapped[str] = field(
        Choice("milestone", choices.MILESTONE_KINDS), N_("Milestone"), required=True, shown=True
    )
    planned: Mapped[PartialDay | None] = field(DayOrMonth(), N_("Planned date"), shown=True)
    actual: Mapped[PartialDay | None] = field(DayOrMonth(), N_("Actual date"), shown=True)
    note: Mapped[str | None] = field(Text(200), N_("Note"), shown=True)
    __table_args__ = (Index("ix_milestone_when", "kind", "actual", "project_id"),)


class LibraryEntry(Record):
    """The project stands in a project library of some level, from when, under which number."""

    __tablename__ = "library_entry"
    about = About(
        N_("Library entry"), N_("Project libraries"), name_field="level", parent="project_id",
        icon="library",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True)
    level: Mapped[str] = field(
        Choice("library", choices.LIBRARY_LEVELS), N_("Library level"), required=True, shown=True
    )
    number: Mapped[str | None] = field(Text(60), N_("Number"), shown=True, searched=True)
    entered_on: Mapped[date | None] = field(Day(), N_("Entered on"), shown=True, index=True)
    left_on: Mapped[date | None] = field(Day(), N_("Left on"), shown=True)


class Party(Record):
    """An organisation takes part in a project, in a role and with a share."""

    __tablename__ = "party"
    about = About(
        NC_("project", "Party"), N_("Investors on the project"), name_field="role",
        parent="project_id", icon="handshake",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True, shown=True)
    organisation_id: Mapped[int] = field(
        Reference("organisation"), N_("Organisation"), required=True, shown=True
    )
    role: Mapped[str] = field(
        Choice("party_role", choices.PARTY_ROLES), N_("Role"), required=True, shown=True,
        default="investor",
    )  # fmt: skip
    share: Mapped[Decimal | None] = field(Percent(), N_("Share"), shown=True)
    person_id: Mapped[int | None] = field(Reference("person"), N_("Contact person"), shown=True)


class ProgressEntry(Record):
    """What was done on a project this period, what comes next, what stands in the way."""

    __tablename__ = "progress_entry"
    about = About(
        N_("Progress entry"), N_("Progress"), name_field="done", parent="project_id",
        sort="-entered_on", icon="activity",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True)
    rhythm: Mapped[str | None] = field(Choice("rhythm", choices.RHYTHMS), N_("Rhythm"), shown=True)
    entered_on: Mapped[date] = field(Day(), N_("Entered on"), required=True, shown=True)
    done: Mapped[str | None] = field(LongText(), N_("This period"), searched=True, shown=True)
    next_steps: Mapped[str | None] = field(LongText(), N_("Next period"), shown=True)
    obstacles: Mapped[str | None] = field(LongText(), N_("Obstacles"), shown=True)
    staff_id: Mapped[int | None] = field(Reference("staff"), N_("Entered by"), shown=True)
    __table_args__ = (Index("ix_progress_entry_latest", "project_id", "entered_on"),)


class Problem(Record):
    """An entry of the problems ledger: who solves it by when, and how it was closed (台账)."""

    __tablename__ = "problem"
    about = About(
        N_("Problem"), N_("Problems"), name_field="subject", parent="project_id",
        sort="due_on", icon="triangle-alert",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True, shown=True)
    subject: Mapped[str] = field(Text(200), N_("Problem"), required=True, searched=True, shown=True)
    raised_on: Mapped[date | None] = field(Day(), N_("Raised on"), shown=True)
    unit_id: Mapped[int | None] = field(Reference("unit"), N_("Unit in charge"), shown=True)
    staff_id: Mapped[int | None] = field(Reference("staff"), N_("Person in charge"), shown=True)
    due_on: Mapped[date | None] = field(Day(), N_("Deadline"), shown=True)
    state: Mapped[str] = field(
        Choice("problem", choices.PROBLEM_STATES), N_("State"), required=True, shown=True,
        default="open",
    )  # fmt: skip
    closed_on: Mapped[date | None] = field(Day(), N_("Closed on"), shown=True)
    solution: Mapped[str | None] = field(LongText(), N_("How it was solved"), searched=True)
    __table_args__ = (live_index("problem", "state", "due_on", "staff_id", name="open"),)


class ProjectPolicy(Record):
    """A policy that supports a project."""

    __tablename__ = "project_policy"
    about = About(
        N_("Supporting policy"), N_("Supporting policies of the project"), name_field="note",
        parent="project_id", icon="scroll-text",
    )  # fmt: skip

    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True)
    policy_id: Mapped[int] = field(Reference("policy"), N_("Policy"), required=True, shown=True)
    note: Mapped[str | None] = field(Text(200), N_("Note"), shown=True)
