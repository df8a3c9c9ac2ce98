# SPDX-License-Identifier: Apache-2.0
"""The files of a record: what they are called and how large they are; their bytes by hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.attachment import BLOBS, Attachment
from crm.domain.rules.pictures import MEDIA_TYPES
from crm.errors import NotFound
from crm.words import _


@dataclass(frozen=True)
class File:
    """A file as a list shows it."""

    id: int
    version: int
    name: str
    size: int
    media_type: str
    sha256: str
    slot: str
    caption: str
    added_at: datetime
    crop: str = ""
    """Which part of a picture is printed (see `rules.cropping`)."""

    @property
    def is_picture(self) -> bool:
        """Whether it can be looked at as a picture."""
        return self.media_type in MEDIA_TYPES

    @property
    def is_paper(self) -> bool:
        """Whether it is a PDF."""
        return self.media_type == "application/pdf"


def files(session: Session, record: str, record_id: int) -> tuple[File, ...]:
    """The files of a record, the newest first."""
    query = (
        select(Attachment)
        .where(
            Attachment.owner == record,
            Attachment.owner_id == record_id,
            Attachment.deleted.is_(False),
        )
        .order_by(Attachment.created_at.desc(), Attachment.id.desc())
    )
    return tuple(_file(one) for one in session.scalars(query))


def content(session: Session, sha256: str) -> bytes:
    """The bytes of a file.

    Raises:
        NotFound: they are not in the store.
    """
    found = session.scalar(select(BLOBS.c.content).where(BLOBS.c.sha256 == sha256))
    if found is None:
        raise NotFound(_("This file is not in the store."), _("Look for it in a backup."))
    return bytes(found)


def _file(one: Attachment) -> File:
    return File(
        one.id, one.version, one.name, one.size, one.media_type or "", one.sha256,
        one.slot or "", one.caption or "", one.created_at,
        one.crop or "",
    )  # fmt: skip
