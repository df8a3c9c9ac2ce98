# SPDX-License-Identifier: Apache-2.0
"""What was issued stays as it is: the rule that every way of writing an edition meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from crm.domain.attachment import Attachment
from crm.domain.edition import PAPERS, GuideEdition
from crm.errors import NotAllowed
from crm.storage.unit import UnitOfWork
from crm.words import _

AFTER_ISSUE = frozenset({"copies"})
"""What is still learned when an edition is issued: how many copies were printed of it."""


def wrong(
    unit: UnitOfWork, found: GuideEdition | None, taken: Mapping[str, object]
) -> dict[str, str]:
    """What is wrong with the values of an edition: there are only so many papers.

    Raises:
        NotAllowed: it was issued.
    """
    del unit
    if found is not None and any(
        getattr(found, name) != value for name, value in taken.items() if name not in AFTER_ISSUE
    ):
        refuse_issued(found)
    if taken.get("paper") not in {None, *PAPERS}:
        return {
            "paper": _("There are only these papers: {papers}.").format(papers=", ".join(PAPERS))
        }
    return {}


def refuse_issued(edition: GuideEdition) -> None:
    """Refuse to change or delete an edition that was issued.

    Raises:
        NotAllowed: it was.
    """
    if edition.state == "issued":
        raise NotAllowed(
            _("This edition was issued and stays as it is."), _("Make a new edition instead.")
        )


def wrong_picture(
    unit: UnitOfWork, found: Attachment | None, taken: Mapping[str, object]
) -> dict[str, str]:
    """Nothing: the file belongs to no edition, or to one that is still a draft.

    Raises:
        NotAllowed: the edition that it belongs to, or would belong to, was issued.
    """
    now = taken.get("owner", found and found.owner), taken.get("owner_id", found and found.owner_id)
    before = (found.owner, found.owner_id) if found else now
    for owner, number in {before, now}:
        if owner == GuideEdition.__tablename__ and isinstance(number, int):
            refuse_issued(unit.get(GuideEdition, number))
    return {}


def refuse_loss_of_pictures(unit: UnitOfWork, ids: Sequence[int]) -> None:
    """Refuse to delete the pictures of an edition that was issued.

    Raises:
        NotAllowed: one of these files belongs to one.
    """
    held = (
        select(GuideEdition)
        .join(Attachment, Attachment.owner_id == GuideEdition.id)
        .where(Attachment.owner == GuideEdition.__tablename__, Attachment.id.in_(ids))
    )
    for edition in unit.ask(lambda session: list(session.scalars(held))):
        refuse_issued(edition)
