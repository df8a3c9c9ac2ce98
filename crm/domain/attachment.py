# SPDX-License-Identifier: Apache-2.0
"""Files kept inside the store: named attachments of records, and their contents by hash."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table
from sqlalchemy.orm import Mapped

from crm.domain.records import About, Record
from crm.fields import field
from crm.kinds.links import Blob
from crm.kinds.numbers import Count
from crm.kinds.texts import LongText, Text
from crm.words import N_


class Attachment(Record):
    """A file that belongs to a record, in an evidence slot or loose; its bytes are a blob."""

    __tablename__ = "attachment"
    about = About(N_("Attachment"), N_("Attachments"), sort="name", icon="paperclip")

    owner: Mapped[str] = field(Text(40), N_("Belongs to"), required=True)
    owner_id: Mapped[int] = field(Count(), N_("Record"), required=True)
    slot: Mapped[str | None] = field(Text(40), N_("Evidence for"), shown=True)
    name: Mapped[str] = field(Text(255), N_("File name"), required=True, searched=True, shown=True)
    media_type: Mapped[str | None] = field(Text(100), N_("File type"), computed=True)
    size: Mapped[int] = field(
        Count(), N_("Size in bytes"), required=True, shown=True, computed=True
    )
    sha256: Mapped[str] = field(Blob(), N_("Content"), required=True, computed=True, index=True)
    crop: Mapped[str | None] = field(
        Text(40), N_("Part that is shown"), listed=False, computed=True
    )
    """Of a picture: left, top, width and height in thousandths; the file stays as it is."""
    caption: Mapped[str | None] = field(Text(200), N_("Caption"))
    caption_en: Mapped[str | None] = field(Text(200), N_("English caption"))
    note: Mapped[str | None] = field(LongText(), N_("Note"), listed=False)
    __table_args__ = (Index("ix_attachment_owner", "owner", "owner_id"),)


BLOBS = Table(
    "blob",
    Record.metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
