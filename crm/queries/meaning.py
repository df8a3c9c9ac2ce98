# SPDX-License-Identifier: Apache-2.0
"""Which record a typed or pasted name means, or a sentence why it means none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput, NotFound
from crm.kinds.base import folded
from crm.queries import reading
from crm.queries.reading import Choosable
from crm.words import _, tr

NAMED = 3
"""How many of several records that fit are named."""


def meant(session: Session, record: str, text: str) -> Choosable:
    """The one record that a text means: by its name or what tells it apart, else by a part of it.

    Raises:
        InvalidInput: none fits, or several do and none exactly.
    """
    found = reading.choose(session, record, text)
    wanted = folded(text).casefold()
    exact = [one for one in found if wanted in {_plain(one.label), _plain(one.hint)}]
    fitting = exact or [one for one in found if wanted in _plain(one.label)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise InvalidInput(
            _("{record}: none is called “{text}”.").format(
                record=tr(RECORDS[record].about.word), text=text.strip()[:40]
            ),
            _("Choose one from the list."),
        )
    named = ", ".join(f"{one.label} {one.hint}".strip() for one in fitting[:NAMED])
    raise InvalidInput(
        _("“{text}” fits several: {names} …").format(text=text.strip()[:40], names=named),
        _("Choose one from the list."),
    )


def meanings(session: Session, record: str, texts: Iterable[str]) -> Mapping[str, Choosable | str]:
    """What each of some texts means, or why it means nothing."""
    found: dict[str, Choosable | str] = {}
    for text in texts:
        try:
            found[text] = meant(session, record, text)
        except InvalidInput as error:
            found[text] = str(error)
    return found


def titles(session: Session, record: str, ids: Iterable[int]) -> Mapping[int, str]:
    """What some records are called; one that never was is called by its number."""
    found: dict[int, str] = {}
    for record_id in ids:
        try:
            found[record_id] = reading.title_of(session, record, record_id)
        except NotFound:
            found[record_id] = f"#{record_id}"
    return found


def _plain(text: str) -> str:
    return folded(text).casefold()
