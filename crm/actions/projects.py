# SPDX-License-Identifier: Apache-2.0
"""What the office does with a project: move it, stop it, explain it, clear its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from crm.actions import records, standing
from crm.domain.course import Problem, StageChange
from crm.domain.project import Project
from crm.domain.records import today
from crm.domain.rules import gates, stages
from crm.domain.rules.gates import Lack
from crm.errors import Conflict, InvalidInput
from crm.storage.changes import Seen
from crm.storage.unit import UnitOfWork
from crm.words import _, tr

Values = Mapping[str, object]


def move(
    unit: UnitOfWork,
    project_id: int,
    stage: str,
    *,
    on: date,
    by: int | None = None,
    reason: str = "",
    values: Values | None = None,
    version: int = 0,
    originals: Values | None = None,
) -> Project:
    """Move a project to a stage on its true date, saving `values` of it in the same go.

    What is recorded beside it (a party, a receipt, the agreement) is added to the unit before.
    A move back, or past a gate that is not met, is marked in the history. `version` and
    `originals` are those the move was decided on; 0: it is decided here and now.

    Raises:
        InvalidInput: it cannot move so; or it needs a reason, and `fields` says what is missing.
        Conflict: somebody else moved it meanwhile, or gave one of the values another one.
    """
    project = unit.get(Project, project_id)
    known = originals or {}
    if version and project.version != version:
        _refuse_unseen(project, known)
    _refuse_move(project, stage, on)
    if values:
        records.save(unit, "project", project_id, version or project.version, values, known)
    start = project.stage
    lacks = gates.missing_on_the_way(start, stage, standing.facts_of(unit, project, on))
    marked = bool(lacks) or stages.is_backward(start, stage)
    if marked and not reason.strip():
        raise _reason_wanted(lacks)
    records.make(unit, StageChange, {
        "project_id": project.id, "from_stage": start, "to_stage": stage, "moved_on": on,
        "staff_id": by, "reason": reason, "marked": marked,
    })  # fmt: skip
    unit.change(project, {"stage": stage, "stage_since": on})
    unit.flush()
    return project


def set_status(
    unit: UnitOfWork,
    project_ids: int | Sequence[int],
    status: str,
    *,
    on: date,
    reason: str = "",
    shelved_until: date | None = None,
    lost_to: str = "",
    seen: Seen | None = None,
) -> None:
    """Give projects a status, and what that status needs: a reason, a day, where it went.

    What follows from it (the milestone of production, what the former status left) is done by
    whatever writes a status. `seen` is what was known when it was decided.

    Raises:
        InvalidInput: something the status needs is missing; `fields` says what.
        Conflict: somebody else gave one of them another status meanwhile.
        NotFound: one of them was deleted meanwhile.
    """
    ids = [project_ids] if isinstance(project_ids, int) else list(project_ids)
    values: Values = {
        "status": status, "status_on": on, "status_reason": reason,
        "shelved_until": shelved_until, "lost_to": lost_to,
    }  # fmt: skip
    records.set_many(unit, "project", ids, values, seen=seen)


def explain_standstill(
    unit: UnitOfWork,
    project_ids: int | Sequence[int],
    reason: str,
    *,
    on: date,
    seen: Seen | None = None,
) -> None:
    """Say why nothing moves; the light is green again for as long as the stage allows.

    The same reason stands for a month without a progress entry.

    Raises:
        InvalidInput: there is no reason, or the day lies ahead.
        Conflict: somebody else explained it meanwhile.
        NotFound: one of them was deleted meanwhile.
    """
    if not reason.strip():
        said = _("Say why the project stands still.")
        raise InvalidInput(said, _("Nothing was saved."), fields={"stale_reason": said})
    ids = [project_ids] if isinstance(project_ids, int) else list(project_ids)
    values: Values = {"stale_reason": reason, "stale_reason_on": on}
    records.set_many(unit, "project", ids, values, seen=seen)


def close_problem(unit: UnitOfWork, problem_id: int, *, on: date, solution: str) -> Problem:
    """Close a problem, saying how it was solved.

    Raises:
        InvalidInput: it does not say how, or the day lies before the problem was raised; or
            somebody has closed it already.
    """
    problem = unit.get(Problem, problem_id)
    if problem.state == "closed":
        said = _("This problem was closed already.")
        raise InvalidInput(said, _("Nothing was saved."), fields={"state": said})
    if not solution.strip():
        said = _("Say how the problem was solved.")
        raise InvalidInput(said, _("Nothing was saved."), fields={"solution": said})
    values: Values = {"state": "closed", "closed_on": on, "solution": solution}
    return records.alter(unit, problem, values)


def _refuse_move(project: Project, stage: str, on: date) -> None:
    if project.stage == stage:
        wrong = {"stage": _("The project is in this stage already.")}
    elif project.status not in stages.MOVING:
        status = Project.fields()["status"].show(project.status)
        wrong = {"status": _("A project that is “{status}” does not move.").format(status=status)}
    elif on > today():
        wrong = {"moved_on": _("The day of the move lies ahead.")}
    elif project.stage_since is not None and on < project.stage_since:
        wrong = {
            "moved_on": _(
                "The project entered its stage on {day}; it cannot leave earlier."
            ).format(day=project.stage_since.isoformat())
        }
    else:
        return
    raise InvalidInput(next(iter(wrong.values())), _("Nothing was moved."), fields=wrong)


def _refuse_unseen(project: Project, known: Values) -> None:
    """A project that somebody else has moved is looked at again before it moves on."""
    if project.stage != known.get("stage", project.stage):
        stage = Project.fields()["stage"].show(project.stage)
        raise Conflict(
            _("Somebody else has moved the project to {stage} meanwhile.").format(stage=stage),
            _("Nothing was moved."),
        )


def _reason_wanted(lacks: tuple[Lack, ...]) -> InvalidInput:
    """What to say when a move needs a reason: each thing that is missing, at its field."""
    if not lacks:
        said = _("Say why the project moves back.")
        return InvalidInput(said, _("Nothing was moved."), fields={"reason": said})
    labels = ", ".join(tr(lack.label) for lack in lacks)
    said = _("This stage still needs: {what}.").format(what=labels)
    fields = {lack.field or lack.key: _("This is still missing.") for lack in lacks}
    return InvalidInput(
        said,
        _("Fill it in, or say why the project moves without it."),
        fields={**fields, "reason": _("Say why the project moves without it.")},
    )
