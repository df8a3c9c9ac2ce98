# SPDX-License-Identifier: Apache-2.0
"""What refers to records that are to be deleted: how many others, by their type."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.queries.naming import references
from crm.storage.portions import portions
from crm.words import _, tr


def referring(session: Session, record: str, ids: Sequence[int]) -> dict[str, int]:
    """How many records name one of these, by type, the most first; their own parts are not told."""
    found: dict[str, int] = {}
    for name, kind in RECORDS.items():
        fields = [one for one, to in references(kind).items()
                  if to == record and one != kind.about.parent]  # fmt: skip
        if not fields:
            continue
        others: set[int] = set()
        for some in portions(ids):
            names_one = or_(*(getattr(kind, one).in_(some) for one in fields))
            where = select(kind.id).where(names_one, kind.deleted.is_(False))
            others.update(session.scalars(where))
        count = len(others.difference(ids) if name == record else others)
        if count:
            found[name] = count
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def referring_words(found: dict[str, int]) -> str:
    """What refers to them, in a sentence; nothing if nothing does."""
    if not found:
        return ""
    told = [_("{record} × {n}").format(record=tr(RECORDS[name].about.word), n=count)
            for name, count in found.items()]  # fmt: skip
    return _("Still referred to by: {what}.").format(what=_(", ").join(told))
