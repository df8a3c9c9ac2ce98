# SPDX-License-Identifier: Apache-2.0
"""A code of a public list: kept as the code, shown and typed by its name in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, cast

from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds import codelist
from crm.kinds.base import Json, Kind
from crm.words import _, tr


@dataclass(frozen=True)
class Coded(Kind[str]):
    """What its list is, how its codes look, and what is said of one that is none."""

    tables: ClassVar[tuple[str, ...]]
    pattern: ClassVar[re.Pattern[str]]
    unknown: ClassVar[str]

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(6)

    @override
    def parse(self, text: str) -> str:
        found = codelist.find(text, *self.tables)
        if found is None:
            raise self._refusal()
        return found

    @override
    def take(self, value: str) -> str:
        if self.pattern.fullmatch(value) is None:
            raise self._refusal()
        return value

    @override
    def show(self, value: str) -> str:
        return codelist.names(*self.tables).get(value, value)

    @override
    def pack(self, value: str) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> str:
        return cast("str", raw)

    def _refusal(self) -> InvalidInput:
        return InvalidInput(tr(self.unknown), _("Choose one from the list."))
