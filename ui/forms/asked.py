# SPDX-License-Identifier: Apache-2.0
"""The editors of what a move lacks: what is entered in them, what a draft keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from crm.domain.rules.gates import Lack
from ui.forms.evidence import EMPTY, PROOFS, FileRow, ProofRows, Rows

BESIDE: Mapping[str, tuple[str, ...]] = {
    "signing_event_id": ("signing_event_id", "signed_without_event")
}
"""Lacks that can be met by one of several fields."""


def fields_of(lacks: tuple[Lack, ...]) -> tuple[str, ...]:
    """The fields of the project that are asked for."""
    wanted = [one.field for one in lacks if one.field]
    return tuple(name for one in wanted for name in BESIDE.get(one, (one,)))


@dataclass
class Asked:
    """What is lacking for the stage that is chosen now, with the rows that ask for it."""

    lacks: tuple[Lack, ...] = ()
    fields: Rows | None = None
    person: Rows | None = None
    proofs: dict[str, ProofRows] = field(default_factory=dict[str, ProofRows])
    files: list[FileRow] = field(default_factory=list[FileRow])

    @property
    def rows(self) -> dict[str, Rows]:
        """All that has editors, by the key under which a draft keeps it."""
        found: dict[str, Rows] = {**self.proofs}
        if self.fields is not None:
            found["project"] = self.fields
        if self.person is not None:
            found["person"] = self.person
        return found

    def open_ones(self) -> list[Lack]:
        """What is still lacking with what is entered."""
        return [one for one in self.lacks if not self._met(one)]

    def held(self) -> dict[str, object]:
        """What is entered, as JSON knows it."""
        held: dict[str, object] = {key: one.held() for key, one in self.rows.items()}
        held["files"] = {one.slot: str(one.path) for one in self.files if one.path is not None}
        return held

    def put_back(self, held: Mapping[str, object]) -> None:
        """Enter what was held, where it is still asked for."""
        for key, one in self.rows.items():
            one.put_back(held.get(key))
        files = cast("Mapping[str, str]", held.get("files") or {})
        for one in self.files:
            if Path(files.get(one.slot, "")).is_file():
                one.take(files[one.slot])

    def _met(self, lack: Lack) -> bool:
        """Whether what is entered gives what was lacking."""
        if lack.field and self.fields is not None:
            names = BESIDE.get(lack.field, (lack.field,))
            return any(self.fields.editors[one].valid() not in EMPTY for one in names)
        if lack.slot:
            return any(one.slot == lack.slot and one.path is not None for one in self.files)
        if lack.key == "contact_person":
            rows = self.person or self.proofs.get("party")
            return rows is not None and rows.editors["person_id"].valid() not in EMPTY
        proof = self.proofs.get(lack.record)
        if proof is None:
            return False
        first = PROOFS[lack.record].fields[0]
        return proof.editors[first].valid() not in EMPTY
