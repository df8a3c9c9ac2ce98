# SPDX-License-Identifier: Apache-2.0
"""The pictures that are printed of records: which they are; their bytes when they are needed.

Photos from a telephone have five megabytes each, and a guide has a hundred: only what is not made
ready for print yet is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from crm.domain.attachment import BLOBS, Attachment
from crm.domain.edition import GuideEdition
from crm.domain.records import Record
from crm.domain.rules.pictures import PICTURE
from crm.storage.troubles import database_in_words


@dataclass(frozen=True)
class Photo:
    """A picture as it was attached, and the part of it that is shown (see `rules.cropping`)."""

    sha256: str
    source: Callable[[], bytes] = field(compare=False, repr=False)
    crop: str = ""

    @property
    def name(self) -> str:
        """A short name that follows from its bytes."""
        return self.sha256[:20]

    def read(self) -> bytes:
        """Its bytes as they were attached; none if the store has lost them.

        Raises:
            StorageTrouble: the store cannot be read.
        """
        return self.source()


def pictures_of(
    session: Session, owner: type[Record], ids: Sequence[int]
) -> Mapping[int, tuple[Photo, ...]]:
    """The pictures on the sheets of records by record id, in the order they were attached."""
    found: dict[int, tuple[Photo, ...]] = {}
    query = (
        select(Attachment.owner_id, Attachment.sha256, Attachment.crop)
        .where(
            Attachment.deleted.is_(False),
            Attachment.owner == owner.__tablename__,
            Attachment.owner_id.in_(ids),
            Attachment.slot == PICTURE,
        )
        .order_by(Attachment.id)
    )
    for owner_id, sha256, crop in session.execute(query):
        found[owner_id] = (*found.get(owner_id, ()), _photo(session, sha256, crop))
    return found


def placed(session: Session, edition_id: int, slots: Collection[str]) -> Mapping[str, Photo]:
    """The pictures of an edition by their places: of several in one, that attached last."""
    last = (
        select(func.max(Attachment.id))
        .where(
            Attachment.deleted.is_(False),
            Attachment.owner == GuideEdition.__tablename__,
            Attachment.owner_id == edition_id,
            Attachment.slot.in_(slots),
        )
        .group_by(Attachment.slot)
    )
    query = select(Attachment.slot, Attachment.sha256, Attachment.crop)
    rows = session.execute(query.where(Attachment.id.in_(last)))
    return {str(slot): _photo(session, sha256, crop) for slot, sha256, crop in rows}


def _photo(session: Session, sha256: str, crop: str | None) -> Photo:
    return Photo(sha256, partial(_content, session.get_bind(), sha256), crop or "")


def _content(where: Engine | Connection, sha256: str) -> bytes:
    with database_in_words(), Session(where) as session:
        found = session.scalar(select(BLOBS.c.content).where(BLOBS.c.sha256 == sha256))
    return b"" if found is None else bytes(found)
