# SPDX-License-Identifier: Apache-2.0
"""Drafts that a crash left: what each keeps to be opened again, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, cast

from crm.domain.all_records import RECORDS
from crm.domain.records import today
from crm.errors import CrmError
from crm.kinds.base import Json
from crm.queries import reading
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.forms.banner import Banner

BEGUN = "="
"""Beside the fields in a draft: what a new record began with, and what its window asked for."""
GUIDE = "guide"
"""The kind of a draft that was typed at the guide desk."""
DIALOG = "dialog "
"""Before the record in the kind of a draft: it was typed in a window over a page."""


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
    return found


def record_of(draft: Draft) -> str:
    """The type of the record that a draft is of, wherever it was typed."""
    elsewhere = {"move": "project", GUIDE: "guide_edition"}
    return elsewhere.get(draft.kind, draft.kind.removeprefix(DIALOG))


def _leftover(desk: Desk, draft: Draft, record: str) -> Leftover:
    word = tr(RECORDS[record].about.word)
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
