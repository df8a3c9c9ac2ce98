# SPDX-License-Identifier: Apache-2.0
"""The base of every kind of value."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

from sqlalchemy.types import TypeEngine

from crm.errors import InvalidInput

V = TypeVar("V")
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True)
class Kind(ABC, Generic[V]):
    """How one kind of value is stored, read, shown and compared; all but its widget.

    `parse(show(v)) == v` holds for every value. Unknown is None and never comes here.
    """

    align: ClassVar[Literal["left", "right"]] = "left"

    @abstractmethod
    def column_type(self) -> TypeEngine[Any]:
        """The column that stores the value."""

    @abstractmethod
    def parse(self, text: str) -> V:
        """The value that a text means.

        Raises:
            InvalidInput: it means none; the sentence says what is wrong and what to do.
        """

    @abstractmethod
    def show(self, value: V) -> str:
        """The value as it is displayed in the language of here and now."""

    @abstractmethod
    def pack(self, value: V) -> Json:
        """The value as history keeps it."""

    @abstractmethod
    def unpack(self, raw: Json) -> V:
        """The value that `pack` made this from."""

    def take(self, value: V) -> V:
        """The value as it may be stored: held to the same rules as a text that was typed.

        Raises:
            InvalidInput: it breaks them; the sentence says what is wrong and what to do.
        """
        return self.parse(self.show(value))

    def doubt(self, value: V) -> str:
        """A sentence when the value is accepted but looks wrong, else nothing."""
        del value
        return ""

    @property
    def unit(self) -> str:
        """The marked word of the unit, for the column header."""
        return ""

    @property
    def summable(self) -> bool:
        """Whether a sum over records means something."""
        return False


def folded(text: str) -> str:
    """The text with full-width letters, digits and blanks made half-width, ends stripped."""
    return unicodedata.normalize("NFKC", text).strip()


def refuse(sentence: str, step: str) -> InvalidInput:
    """The error for a text that is no such value."""
    return InvalidInput(sentence, step)
