# SPDX-License-Identifier: Apache-2.0
"""What holds when a project changes its status: what it must say, what no longer belongs to it.

Every way of writing meets this: the window for it, the form of the project, a list set at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.domain.records import today
from crm.domain.rules.stages import STATUS_NEEDS
from crm.kinds.days import PartialDay
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]

BELONGS = ("status_reason", "shelved_until", "lost_to")
"""What says more about one status and means nothing with another one."""


def completed(found: Project, taken: Values) -> Values:
    """The values to be set, with what follows from another status.

    Its day is today unless another one is given; what belonged to the former status goes.
    """
    status = taken.get("status", found.status)
    if status == found.status:
        return taken
    needs = STATUS_NEEDS[str(status)]
    gone = {name: None for name in BELONGS if name not in needs and getattr(found, name)}
    return {"status_on": today(), **gone, **taken}


def wrong(found: Project | None, taken: Values) -> dict[str, str]:
    """A sentence at each field that the status needs and that is not known, or was emptied.

    With another status all it needs is asked for; without, only what is being written: an old
    record that lacks something can still be edited elsewhere.
    """
    status = str(taken.get("status", getattr(found, "status", "normal")))
    turned = status != getattr(found, "status", "normal")
    names = STATUS_NEEDS[status] if turned else [n for n in STATUS_NEEDS[status] if n in taken]
    whole = {name: taken.get(name, getattr(found, name, None)) for name in names}
    fields = Project.fields()
    return {
        name: _("“{status}” needs: {field}.").format(
            status=fields["status"].show(status), field=fields[name].title
        )
        for name, value in whole.items()
        if not value
    }


def follow(unit: UnitOfWork, project: Project, before: Values) -> None:
    """A project that is in production has reached that milestone on that day.

    A day that somebody wrote into the milestone by hand stays.
    """
    touched = not before or before.keys() & {"status", "status_on"}
    if project.status != "completed" or project.status_on is None or not touched:
        return
    on = PartialDay.of_date(project.status_on)
    where = Milestone.project_id == project.id, Milestone.kind == "production"
    known = unit.find(Milestone, *where)
    if not known:
        unit.add(Milestone(project_id=project.id, kind="production", actual=on))
    elif known[0].actual in {None, _day_of(before.get("status_on"))}:
        unit.change(known[0], {"actual": on})


def _day_of(day: object) -> PartialDay | None:
    return PartialDay.of_date(day) if isinstance(day, date) else None
