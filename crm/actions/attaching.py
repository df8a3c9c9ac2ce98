# SPDX-License-Identifier: Apache-2.0
"""Files kept with a record: their bytes go into the store, each only once."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from sqlalchemy import ColumnElement, and_, select

from crm.actions import records
from crm.domain.all_records import RECORDS
from crm.domain.attachment import Attachment
from crm.domain.conventions import BYTES_PER_MB
from crm.domain.edition import GuideEdition
from crm.domain.records import Record
from crm.domain.rules.pictures import COVER, LABELS, MEDIA_TYPES
from crm.errors import InvalidInput
from crm.storage.changes import Seen
from crm.storage.unit import UnitOfWork
from crm.words import _

LONGEST_NAME = 255


def attach(
    unit: UnitOfWork,
    record: str,
    record_id: int,
    name: str,
    content: bytes,
    *,
    slot: str = "",
    largest: int,
) -> Record:
    """Keep a file with a record; `slot` names what it is evidence for.

    `largest` is the most bytes it may have (`Conventions.largest_file`).

    Raises:
        InvalidInput: it is larger than the office allows, or empty.
        NotFound: the record was deleted meanwhile.
    """
    refuse_size(name, len(content), largest)
    unit.get(RECORDS[record], record_id)
    plain = PurePath(name).name
    return records.create(
        unit,
        "attachment",
        {
            "owner": record,
            "owner_id": record_id,
            "slot": slot or None,
            "name": plain[-LONGEST_NAME:],
            "media_type": mimetypes.guess_type(plain)[0],
            "size": len(content),
            "sha256": unit.keep(content),
        },
    )


def first_place(unit: UnitOfWork, edition_id: int, name: str) -> str:
    """Where a file that is new to an edition is printed: on its cover, if that has no picture."""
    held = _own(edition_id), Attachment.slot == COVER, Attachment.deleted.is_(False)
    taken = unit.ask(lambda session: session.scalar(select(Attachment.id).where(*held).limit(1)))
    picture = mimetypes.guess_type(name)[0] in MEDIA_TYPES
    return COVER if picture and taken is None else ""


def place(unit: UnitOfWork, file_id: int, slot: str, *, seen: Seen | None = None) -> None:
    """Print a picture of an edition at a place; the one that was there is printed no more.

    `slot` is one of `rules.pictures.LABELS`, or empty for no place; `seen` is what the screen knew.

    Raises:
        NotFound: the picture was deleted meanwhile.
        Conflict: a colleague changed it meanwhile, or gave the place to another one.
        InvalidInput: the file is no picture.
        NotAllowed: the edition was issued.
        ValueError: there is no such place.
    """
    own = unit.get(Attachment, file_id)
    if own.owner != GuideEdition.__tablename__ or (slot and slot not in LABELS):
        raise ValueError((own.owner, slot))
    if slot and own.media_type not in MEDIA_TYPES:
        raise InvalidInput(
            _("“{name}” is no picture.").format(name=own.name), _("Choose a JPEG or PNG file.")
        )
    held = select(Attachment.id).where(
        _own(own.owner_id),
        Attachment.slot.in_([one for one in (slot, own.slot) if one]),
        Attachment.id != file_id,
        Attachment.deleted.is_(False),
    )
    others = unit.ask(lambda session: list(session.scalars(held)))
    records.set_many(unit, "attachment", others, {"slot": None}, seen=seen)
    records.set_many(unit, "attachment", [file_id], {"slot": slot or None}, seen=seen)


def _own(edition_id: int) -> ColumnElement[bool]:
    kind = GuideEdition.__tablename__
    return and_(Attachment.owner == kind, Attachment.owner_id == edition_id)


def refuse_size(name: str, size: int, largest: int) -> None:
    """Refuse a file that is too large or empty, before it is read.

    Raises:
        InvalidInput: the sentence says how large it may be.
    """
    if size == 0:
        raise InvalidInput(_("“{name}” is empty.").format(name=name), _("Nothing was attached."))
    if size > largest:
        raise InvalidInput(
            _("“{name}” is larger than {most} MB.").format(name=name, most=largest // BYTES_PER_MB),
            _("Make it smaller, or raise the limit in the settings."),
        )
