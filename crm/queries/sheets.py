# SPDX-License-Identifier: Apache-2.0
"""Which project sheets are printed together: those of a chain, or those an event promotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.choices import CHAINS
from crm.domain.event import EventProject
from crm.domain.project import Project
from crm.errors import NotFound
from crm.queries.guard import held_projects
from crm.queries.guide import projects_with, read_sheets
from crm.words import LANGUAGES, _, pgettext, speaking, tr


def chain_called(word: str) -> str:
    """The code of an industry chain that is named by its code or its name in either language.

    Raises:
        NotFound: there is none; it says which there are.
    """
    said = word.strip().casefold()
    for language in LANGUAGES:
        with speaking(language):
            for option in CHAINS:
                if said in {option.code, tr(option.label).casefold()}:
                    return option.code
    raise NotFound(
        _("There is no industry chain “{name}”.").format(name=word),
        _("These are: {names}.").format(names=", ".join(tr(one.label) for one in CHAINS)),
    )


def batch(
    session: Session,
    *,
    today: date,
    chain: str | None = None,
    event_ids: Sequence[int] | None = None,
) -> tuple[int, ...]:
    """The projects of a chain and of some events, as far as these are given, that may be printed.

    Raises:
        NotFound: there is none.
    """
    wanted = set(projects_with(session, ()))
    if chain is not None:
        wanted &= set(session.scalars(select(Project.id).where(Project.chain == chain)))
    if event_ids is not None:
        query = select(EventProject.project_id).where(
            ~EventProject.deleted, EventProject.event_id.in_(event_ids)
        )
        wanted &= set(session.scalars(query))
    if wanted:
        data = read_sheets(session, sorted(wanted), language="zh", today=today)
        wanted -= {one.id for one in held_projects(data)}
    if not wanted:
        raise NotFound(
            _("None of these projects may be printed."),
            pgettext("sheets", "Release them for publishing first, or choose others."),
        )
    return tuple(sorted(wanted))
