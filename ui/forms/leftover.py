# SPDX-License-Identifier: Apache-2.0
"""Drafts that a crash left: what each keeps to be opened again, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple, cast

from crm.domain.all_records import RECORDS
from crm.domain.records import today
from crm.domain.rules.reporting import Period, period_of
from crm.errors import CrmError
from crm.kinds.base import Json
from crm.queries import reading
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.forms.banner import Banner

BEGUN = "="
"""Beside the fields in a draft: what a new record began with, and what its window asked for."""
GUIDE = "guide"
"""The kind of a draft that was typed at the guide desk."""
DIALOG = "dialog "
"""Before the record in the kind of a draft: it was typed in a window over a page."""


class Elsewhere(NamedTuple):
    """Where else than in a form something is typed: what that is called, what record it is of."""

    label: str
    record: str = ""


ELSEWHERE: Mapping[str, Elsewhere] = {
    GUIDE: Elsewhere("", "guide_edition"),
    "move": Elsewhere(N_("Move to another stage"), "project"),
    "timetable": Elsewhere(N_("Timetable"), "event"),
    "signin": Elsewhere(N_("Sign-in list"), "event"),
    "event_desk": Elsewhere(N_("After-event desk"), "event"),
    "progress": Elsewhere(N_("Progress of the projects")),
    "funds": Elsewhere(N_("Funds in place")),
}
"""By the kind of the draft."""


class Leftover(NamedTuple):
    """A draft as it is offered: what it is of, what it is called, when it was kept."""

    draft: Draft
    what: str
    title: str
    at: str


def begun(record: str, given: Mapping[str, object], **more: Json) -> dict[str, Json]:
    """What a draft of a record keeps to begin it again in the same way."""
    fields = RECORDS[record].fields()
    packed = {
        name: fields[name].kind.pack(value)
        for name, value in given.items()
        if name in fields and value is not None
    }
    return {"given": packed, **more}


def key_of(record_id: int, given: Mapping[str, object]) -> str:
    """What tells the draft of a record from others; new ones differ by what is given."""
    if record_id:
        return str(record_id)
    known = (f"{name}={given[name]!r}" for name in sorted(given) if given[name] is not None)
    return f"new {', '.join(known)}".strip()


def moment_words(at: datetime) -> str:
    """When a draft was kept: today the time is enough."""
    here = at.astimezone()
    return here.strftime("%H:%M" if here.date() == today() else "%Y-%m-%d %H:%M")


def say_found(
    banner: Banner, draft: Draft, keep: Callable[[], object], drop: Callable[[], object]
) -> None:
    """Say above a form that what stands in it was typed before and is not saved."""
    said = _("You had unsaved changes from {time}. They stand here again, not yet saved.")
    acts = ((_("Keep them"), keep), (_("Throw them away"), drop))
    banner.say(said.format(time=moment_words(draft.at)), acts)


def leftovers(desk: Desk) -> list[Leftover]:
    """The drafts that can be opened again, the latest first."""
    found: list[Leftover] = []
    for draft in desk.drafts.all():
        record = record_of(draft)
        if record in RECORDS:
            found.append(_leftover(desk, draft, record))
        elif draft.kind in ELSEWHERE:
            found.append(_of_a_sheet(draft))
    return found


def record_of(draft: Draft) -> str:
    """The type of the record that a draft is of, wherever it was typed; empty: of many."""
    elsewhere = ELSEWHERE.get(draft.kind)
    return draft.kind.removeprefix(DIALOG) if elsewhere is None else elsewhere.record


def period_in(draft: Draft) -> Period | None:
    """The period that a draft of the progress sheet is about."""
    rhythm, _blank, first = draft.key.partition(" ")
    try:
        return period_of(rhythm, date.fromisoformat(first))
    except ValueError:
        return None


def _of_a_sheet(draft: Draft) -> Leftover:
    period = period_in(draft)
    title = "" if period is None else period.shown
    return Leftover(draft, tr(ELSEWHERE[draft.kind].label), title, moment_words(draft.at))


def _leftover(desk: Desk, draft: Draft, record: str) -> Leftover:
    elsewhere = ELSEWHERE.get(draft.kind)
    label = elsewhere.label if elsewhere is not None else ""
    word = tr(label or RECORDS[record].about.word)
    if not draft.key.isdigit():
        typed = cast("dict[str, object]", draft.values.get(RECORDS[record].about.name_field) or {})
        title = str(typed.get("is") or typed.get("typed") or "")
        return Leftover(
            draft, _("New: {record}").format(record=word), title, moment_words(draft.at)
        )
    with desk.register.reading() as session:
        try:
            title = reading.title_of(session, record, int(draft.key))
        except CrmError:
            title = f"#{draft.key}"
    return Leftover(draft, word, title, moment_words(draft.at))


def given_in(draft: Draft) -> dict[str, object]:
    """What the new record of a draft began with."""
    start = cast("dict[str, dict[str, Json]]", draft.values.get(BEGUN) or {})
    fields, found = RECORDS[record_of(draft)].fields(), dict[str, object]()
    for name, raw in start.get("given", {}).items():
        if name in fields:
            found[name] = fields[name].kind.unpack(raw)
    return found
