# SPDX-License-Identifier: Apache-2.0
"""The known troubles: each is a sentence for the user and what to do next.

Anything that is raised and is not a `CrmError` is a bug of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class CrmError(Exception):
    """A trouble the program knows: `sentence` says what is wrong, `next_step` what to do.

    Both are already in the user's language when the error is raised.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        # A full stop of the wide scripts brings its own room.
        space = "" if self.sentence.endswith("。") else " "
        return f"{self.sentence}{space}{self.next_step}".strip()


class InvalidInput(CrmError):
    """What was entered cannot be taken; `fields` holds a sentence for each field that is wrong."""

    def __init__(
        self, sentence: str, next_step: str = "", *, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sentence, next_step)
        self.fields: dict[str, str] = dict(fields or {})


class FieldConflict(NamedTuple):
    """One field that two people changed: what it was, what I want, what the other one saved."""

    name: str
    original: object
    mine: object
    theirs: object


class Conflict(CrmError):
    """The record was changed by somebody else since it was read; `fields` says where."""

    def __init__(
        self, sentence: str, next_step: str = "", *, fields: tuple[FieldConflict, ...] = ()
    ) -> None:
        super().__init__(sentence, next_step)
        self.fields = fields


class NotFound(CrmError):
    """What was asked for is not there any more."""


class NotAllowed(CrmError):
    """The rules of the office forbid it."""


class StorageTrouble(CrmError):
    """The store cannot be opened, read or written: damaged, newer, locked, full or gone."""


class Cancelled(Exception):
    """The user stopped the work; whatever was being written is rolled back."""
