# SPDX-License-Identifier: Apache-2.0
"""Classes of the national economy (GB/T 4754)."""

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

CODE = re.compile(r"[A-T]\d{0,4}")
"""A section, or a class below it with the letter of its section: C15."""


FILES = ("industries/gbt4754.tsv",)


def names() -> Mapping[str, str]:
    """Every known code with its full name in the language of here and now."""
    return codelist.names(*FILES)


@dataclass(frozen=True)
class Industry(Kind[str]):
    """A class of GB/T 4754, two levels: the section `C`, the division `C15`."""

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(6)

    @override
    def parse(self, text: str) -> str:
        found = codelist.find(text, *FILES)
        if found is None:
            raise InvalidInput(_("This industry is not known."), _("Choose one from the list."))
        return found

    @override
    def take(self, value: str) -> str:
        if CODE.fullmatch(value) is None:
            raise InvalidInput(_("This industry is not known."), _("Choose one from the list."))
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
