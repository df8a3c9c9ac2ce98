# SPDX-License-Identifier: Apache-2.0
"""What a move writes: its files are read first, then all of it goes into one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import InvalidInput
from crm.queries.conventions import conventions
from crm.words import _
from ui.desk.desk import Desk

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

Values = Mapping[str, object]


@dataclass(frozen=True)
class Move:
    """What is to be written in one transaction.

    `version` and `originals` are those of the project when the window asked; `person` is a party
    (id, version) and the contact person it gets.
    """

    project_id: int
    stage: str
    on: date
    reason: str
    values: Values
    version: int = 0
    originals: Values = field(default_factory=dict[str, object])
    by: int | None = None
    proofs: tuple[tuple[str, Values], ...] = ()
    files: tuple[tuple[str, Path], ...] = ()
    person: tuple[tuple[int, int], int] | None = None


def carry_out(desk: Desk, move: Move, title: str) -> None:
    """Write a move with everything that was entered for it; in the thread that writes.

    Raises:
        InvalidInput: something of it cannot be stored, or a file cannot be taken.
        Conflict: somebody else changed the same meanwhile.
    """
    with desk.register.reading() as session:
        largest = conventions(session).largest_file
    contents = [(slot, path.name, _content(path, largest)) for slot, path in move.files]
    with desk.register.writing(title, origin=desk) as unit:
        _write(unit, move, contents, largest)


def _write(
    unit: UnitOfWork, move: Move, contents: list[tuple[str, str, bytes]], largest: int
) -> None:
    from crm.actions import attaching, projects, records  # noqa: PLC0415 - only when it is written

    for record, given in move.proofs:
        records.create(unit, record, {"project_id": move.project_id, **given})
    if move.person is not None:
        (party, version), person = move.person
        none: Values = {"person_id": None}
        records.save(unit, "party", party, version, {"person_id": person}, none)
    for slot, name, content in contents:
        attaching.attach(
            unit, "project", move.project_id, name, content, slot=slot, largest=largest
        )
    projects.move(
        unit, move.project_id, move.stage, on=move.on, by=move.by, reason=move.reason,
        values=move.values, version=move.version, originals=move.originals,
    )  # fmt: skip


def _content(path: Path, largest: int) -> bytes:
    from crm.actions.attaching import refuse_size  # noqa: PLC0415 - only when it is written

    try:
        refuse_size(path.name, path.stat().st_size, largest)
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            _("The file {file} cannot be read.").format(file=path.name), _("Choose it again.")
        ) from error
