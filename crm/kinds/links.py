# SPDX-License-Identifier: Apache-2.0
"""Kinds that point at something else in the store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Integer, String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds.base import Json, Kind, folded
from crm.words import _


@dataclass(frozen=True)
class Reference(Kind[int]):
    """Another record, by its id."""

    record: str

    @override
    def column_type(self) -> TypeEngine[int]:
        return Integer()

    @override
    def parse(self, text: str) -> int:
        plain = folded(text)
        if not re.fullmatch(r"[1-9]\d{0,9}", plain, re.ASCII):
            raise InvalidInput(
                _("“{text}” names no record.").format(text=text.strip()[:40]),
                _("Choose one from the list."),
            )
        return int(plain)

    @override
    def show(self, value: int) -> str:
        return str(value)

    @override
    def pack(self, value: int) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> int:
        return cast("int", raw)


@dataclass(frozen=True)
class Blob(Kind[str]):
    """The bytes of a file, by their SHA-256 in 64 hex digits."""

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(64)

    @override
    def parse(self, text: str) -> str:
        digest = folded(text).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise InvalidInput(_("This names no file of the store."), _("Attach the file again."))
        return digest

    @override
    def show(self, value: str) -> str:
        return value

    @override
    def pack(self, value: str) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> str:
        return cast("str", raw)
