# SPDX-License-Identifier: Apache-2.0
"""Where something is: a division of China or a country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds import codelist
from crm.kinds.base import Json, Kind
from crm.words import _

CODE = re.compile(r"\d{6}|[A-Z]{2}")


FILES = ("places/divisions.tsv", "sample/places.tsv")


def names() -> Mapping[str, str]:
    """Every known code with its full name in the language of here and now."""
    return codelist.names(*FILES)


@dataclass(frozen=True)
class Place(Kind[str]):
    """A code of GB/T 2260 (6 digits) or a country (2 letters)."""

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(6)

    @override
    def parse(self, text: str) -> str:
        found = codelist.find(text, *FILES)
        if found is None:
            raise InvalidInput(_("This place is not known."), _("Choose one from the list."))
        return found

    @override
    def take(self, value: str) -> str:
        if CODE.fullmatch(value) is None:
            raise InvalidInput(_("This place is not known."), _("Choose one from the list."))
        return value

    @override
    def show(self, value: str) -> str:
        return names().get(value, value)

    @override
    def pack(self, value: str) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> str:
        return cast("str", raw)
