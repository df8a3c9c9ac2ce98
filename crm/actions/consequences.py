# SPDX-License-Identifier: Apache-2.0
"""What follows from writing a record: computed fields are kept, rules of the office are held.

Whoever writes through `crm.actions.records` sets this off; each rule is one line of a table here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

from crm.actions import (
    attending,
    freezing,
    ledger,
    libraries,
    phases,
    positions,
    problems,
    stagehistory,
    standing,
    statuses,
)
from crm.domain.attachment import Attachment
from crm.domain.contact import Activity, ActivityPerson, FollowUp
from crm.domain.course import LibraryEntry, Milestone, Problem, ProgressEntry, StageChange
from crm.domain.event import Attendance, Event
from crm.domain.lastsigns import latest, took_part
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.records import Record, today
from crm.domain.rules import gates, stages
from crm.domain.rules.milestones import AGREED_BY
from crm.errors import NotAllowed
from crm.kinds.days import PartialDay
from crm.storage.unit import UnitOfWork
from crm.words import _, tr

Values: TypeAlias = Mapping[str, object]


def prepare(unit: UnitOfWork, kind: type[Record], values: Values) -> Values:
    """The values of a new record, with what follows from them filled in where it is missing."""
    derive = DERIVED.get(kind.__tablename__)
    return derive(unit, values) if derive else values


def completed(found: Record, taken: Values) -> Values:
    """What is to be set in a record that is there, with what follows from it for other fields."""
    complete = COMPLETED.get(found.__tablename__)
    return complete(found, taken) if complete else taken


def wrong(
    unit: UnitOfWork, kind: type[Record], found: Record | None, taken: Values
) -> dict[str, str]:
    """What a rule of the office has against these values: a sentence for each field."""
    rule = RULES.get(kind.__tablename__)
    return rule(unit, found, taken) if rule else {}


def refuse_deletion(record: Record) -> None:
    """Refuse to delete what must stay.

    Raises:
        NotAllowed: the sentence says why.
    """
    keeper = KEPT.get(record.__tablename__)
    if keeper:
        keeper(record)


def refuse_loss(unit: UnitOfWork, kind: type[Record], ids: Sequence[int]) -> None:
    """Refuse to delete records with which something would go that must stay.

    Raises:
        NotAllowed: the sentence says why.
    """
    held = HELD.get(kind.__tablename__)
    if held:
        held(unit, ids)


def follow(unit: UnitOfWork, record: Record, before: Values) -> None:
    """Keep what is computed from a record that was written.

    `before` holds what its changed fields were; nothing for a new record, `deleted` for one that
    was deleted.
    """
    rule = FOLLOWING.get(record.__tablename__)
    if rule:
        rule(unit, record, before)
        unit.flush()


def _project_rules(unit: UnitOfWork, found: Project | None, taken: Values) -> dict[str, str]:
    said = phases.wrong(unit, found, taken)
    if found is not None and taken.get("stage", found.stage) != found.stage:
        said["stage"] = _("A project changes its stage by “Move to stage”, through the gate.")
    whole = {name: getattr(found, name, None) for name in Project.fields()} | dict(taken)
    if found is None and not whole["stage_reason"]:
        said |= _begins_further_on(whole)
    return said | statuses.wrong(found, taken)


def _begins_further_on(values: Values) -> dict[str, str]:
    """A new project after the first stage has passed gates unseen: somebody must say why."""
    stage = str(values.get("stage") or stages.CODES[0])
    lacks = gates.missing_on_the_way(None, stage, gates.Facts(values, today()))
    if stage == stages.CODES[0] or not lacks:
        return {}
    what = _(", ").join(tr(one.label) for one in lacks)
    return {"stage_reason": _("Say why the project begins here without: {what}.").format(what=what)}


def _project_follows(unit: UnitOfWork, project: Project, before: Values) -> None:
    if "deleted" in before:
        phases.follow(unit, project)
        return
    if not before:
        _enter_first_stage(unit, project)
    if _is_signed_so(before):
        _reach(unit, project, AGREED_BY.get(project.agreement_kind or ""), project.signed_on)
    if not before or "started_on" in before:
        _reach(unit, project, "started", project.started_on)
    statuses.follow(unit, project, before)


def _is_signed_so(before: Values) -> bool:
    """Whether the day of signing is that of the agreement the project names now.

    When only the kind was changed, the day is still that of the former agreement.
    """
    return not before or "signed_on" in before or before.get("agreement_kind", "") is None


def _enter_first_stage(unit: UnitOfWork, project: Project) -> None:
    """A new project has entered its stage; further on than its gates allow is marked.

    The first is where everything begins: what it lacks there is told by its readiness, and every
    project would begin with a reproach.
    """
    on = project.stage_since or today()
    unit.change(project, {"stage_since": on})
    facts = standing.facts_of(unit, project, on)
    lacks = project.stage != stages.CODES[0] and gates.missing_on_the_way(
        None, project.stage, facts
    )
    unit.add(
        StageChange(
            project_id=project.id, to_stage=project.stage, moved_on=on, marked=bool(lacks),
            staff_id=project.staff_id, reason=project.stage_reason,
        )
    )  # fmt: skip


def _reach(unit: UnitOfWork, project: Project, kind: str | None, on: PartialDay | None) -> None:
    """Keep the milestone of a date of the project; a date that is unknown takes none away."""
    if kind is None or on is None:
        return
    known = unit.find(Milestone, Milestone.project_id == project.id, Milestone.kind == kind)
    if not known:
        unit.add(Milestone(project_id=project.id, kind=kind, actual=on))
    elif all(milestone.actual != on for milestone in known):
        unit.change(known[0], {"actual": on})


def _milestone_follows(unit: UnitOfWork, milestone: Milestone, before: Values) -> None:
    """Keep the project's own date of its signing and of its start."""
    project = unit.any_of(Project, milestone.project_id)
    if project is None or milestone.actual is None or "deleted" in before:
        return
    if milestone.kind == "started" and project.started_on != milestone.actual:
        unit.change(project, {"started_on": milestone.actual})
    agreed = AGREED_BY.get(project.agreement_kind or "formal")
    if milestone.kind == agreed and project.signed_on != milestone.actual:
        unit.change(project, {"signed_on": milestone.actual})


def _progress_follows(unit: UnitOfWork, entry: ProgressEntry, before: Values) -> None:
    if _touches(before, "project_id", "entered_on"):
        _repeat(unit, entry, before, Project, "last_progress_on")


def _activity_follows(unit: UnitOfWork, activity: Activity, before: Values) -> None:
    attending.activity_follows(unit, activity, before)
    for kind in (Project, Organisation, Person):
        if _touches(before, f"{kind.__tablename__}_id", "happened_on"):
            also = unit.read(took_part(activity.id)) if before and kind is Person else ()
            _repeat(unit, activity, before, kind, "last_activity_on", {row[0] for row in also})


def _participant_follows(unit: UnitOfWork, part: ActivityPerson, before: Values) -> None:
    attending.participant_follows(unit, part, before)
    if _touches(before, "person_id", "activity_id"):
        _repeat(unit, part, before, Person, "last_activity_on")


def _repeat(
    unit: UnitOfWork, entry: Record, before: Values, kind: type[Record], name: str,
    also: Collection[int] = (),
) -> None:  # fmt: skip
    """Keep the latest day that a field repeats, of whom an entry belongs and belonged to."""
    link = f"{kind.__tablename__}_id"
    ids = {getattr(entry, link), before.get(link), *also}
    for one in sorted(number for number in ids if isinstance(number, int)):
        found = unit.any_of(kind, one)
        if found is not None and not found.deleted:
            repeat_last_sign(unit, found, name)


def repeat_last_sign(unit: UnitOfWork, record: Record, name: str) -> None:
    """Keep the latest day among what was written down that a field of a record repeats."""
    day = unit.read(latest(record.__tablename__, name, record.id))[0][0]
    unit.change(record, {name: day})


def _touches(before: Values, *names: str) -> bool:
    """Whether a record is new, was deleted, or was changed in one of these fields."""
    return not before or "deleted" in before or any(name in before for name in names)


def _attendance_rules(unit: UnitOfWork, found: Attendance | None, taken: Values) -> dict[str, str]:
    del unit
    board = taken.get("board", getattr(found, "board", None))
    reason = taken.get("declined_reason", getattr(found, "declined_reason", None))
    if "board" in taken and board == "declined" and not reason:
        return {"declined_reason": _("Say why there is no interest.")}
    return {}


def _of_their_organisation(unit: UnitOfWork, values: Values) -> Values:
    """A contact with a person belongs to the organisation they work for, too."""
    person_id = values.get("person_id")
    if values.get("organisation_id") is not None or not isinstance(person_id, int):
        return values
    person = unit.any_of(Person, person_id)
    their = person and person.organisation_id and unit.any_of(Organisation, person.organisation_id)
    return {**values, "organisation_id": their.id} if their and not their.deleted else values


def _follow_up_rules(unit: UnitOfWork, found: FollowUp | None, taken: Values) -> dict[str, str]:
    del unit
    state = taken.get("state", getattr(found, "state", "open"))
    result = taken.get("result", getattr(found, "result", None))
    if "state" in taken and state == "done" and not result:
        return {"result": _("Say what came of it.")}
    return {}


def _stay_in_history(_record: Record) -> None:
    raise NotAllowed(
        _("The stage history is kept for ever."), _("Move the project back, saying why.")
    )


Derivation = Callable[[UnitOfWork, Values], Values]
Rule = Callable[[UnitOfWork, Any, Values], dict[str, str]]
Consequence = Callable[[UnitOfWork, Any, Values], None]

DERIVED: Mapping[str, Derivation] = {
    "receipt": ledger.derived,
    Activity.__tablename__: _of_their_organisation,
    FollowUp.__tablename__: _of_their_organisation,
    Attendance.__tablename__: _of_their_organisation,
}
RULES: Mapping[str, Rule] = {
    Project.__tablename__: _project_rules,
    FollowUp.__tablename__: _follow_up_rules,
    Attendance.__tablename__: _attendance_rules,
    Problem.__tablename__: problems.wrong,
    LibraryEntry.__tablename__: libraries.wrong,
    StageChange.__tablename__: stagehistory.wrong,
    "receipt": ledger.wrong,
    "guide_edition": freezing.wrong,
    Attachment.__tablename__: freezing.wrong_picture,
}
KEPT: Mapping[str, Callable[[Any], None]] = {
    StageChange.__tablename__: _stay_in_history,
    "receipt": ledger.refuse_deletion,
    "guide_edition": freezing.refuse_issued,
}
COMPLETED: Mapping[str, Callable[[Any, Values], Values]] = {
    Project.__tablename__: statuses.completed,
    "receipt": ledger.completed,
}
HELD: Mapping[str, Callable[[UnitOfWork, Sequence[int]], None]] = {
    Project.__tablename__: ledger.refuse_loss,
    Attachment.__tablename__: freezing.refuse_loss_of_pictures,
}
FOLLOWING: Mapping[str, Consequence] = {
    Project.__tablename__: _project_follows,
    Milestone.__tablename__: _milestone_follows,
    StageChange.__tablename__: stagehistory.follow,
    ProgressEntry.__tablename__: _progress_follows,
    Activity.__tablename__: _activity_follows,
    ActivityPerson.__tablename__: _participant_follows,
    FollowUp.__tablename__: attending.follow_up_follows,
    Attendance.__tablename__: attending.attendance_follows,
    Event.__tablename__: attending.event_follows,
    Person.__tablename__: positions.follow,
}
