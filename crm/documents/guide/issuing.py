# SPDX-License-Identifier: Apache-2.0
"""Issuing an edition of the guide: composed once more, and frozen with what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from crm.actions import editions as actions
from crm.documents.guide.printing import language_of, make, settled
from crm.errors import NotAllowed
from crm.progress import Progress, silent
from crm.queries.editions import snapshot
from crm.queries.guide import read_guide
from crm.storage.register import Register
from crm.words import _


def issue(
    register: Register,
    edition_id: int,
    version: int,
    *,
    today: date,
    progress: Progress | None = None,
    origin: object | None = None,
) -> int:
    """Issue a draft; how many pages it has.

    Raises:
        NotAllowed: it was issued already, or has characters that no font can print.
        Conflict: somebody changed it meanwhile.
        InvalidInput: a picture cannot be taken.
        Cancelled: the user asked to stop; nothing was issued.
    """
    told = progress or silent()
    with register.reading() as session:
        data = read_guide(session, edition_id, today=today)
    values = {**data.edition.values, "issued_on": today, "data_as_of": data.as_of}
    data = replace(data, edition=replace(data.edition, values=values))
    paper, look = settled(data)
    made = make(data, language=language_of(data), paper=paper, look=look, progress=told)
    _refuse_boxes(made.printed.missing_characters)
    frozen = actions.Frozen(made.content, made.printed.pages, snapshot(data))
    title = _("Issue the guide: {title}").format(title=data.edition["title"])
    with register.writing(title, origin) as unit:
        edition = actions.issue(unit, edition_id, version, frozen, on=today)
        if edition.data_as_of is None:
            unit.change(edition, {"data_as_of": data.as_of})
    return made.printed.pages


def _refuse_boxes(missing: Mapping[str, int]) -> None:
    if missing:
        raise NotAllowed(
            _("Some characters are in no font of the guide: {characters}").format(
                characters=" ".join(missing)
            ),
            _("Write them in another way, then issue the edition."),
        )
