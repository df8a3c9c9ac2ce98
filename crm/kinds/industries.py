# SPDX-License-Identifier: Apache-2.0
"""Classes of the national economy (GB/T 4754)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from crm import places
from crm.errors import InvalidInput
from crm.kinds.base import Json, Kind, folded
from crm.words import _

CODE = re.compile(r"[A-T]|\d{2,4}")


@cache
def names() -> dict[str, str]:
    """Every known code with its full Chinese name."""
    path = places.resources() / "industries" / "gbt4754.tsv"
    lines = path.read_text("utf-8").splitlines() if path.exists() else ()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {code: name for code, name, *_more in pairs}


@dataclass(frozen=True)
class Industry(Kind[str]):
    """A class of GB/T 4754, two levels."""

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(6)

    @override
    def parse(self, text: str) -> str:
        wanted = folded(text)
        for code, name in names().items():
            if wanted in (code, name):
                return code
        raise InvalidInput(_("This industry is not known."), _("Choose one from the list."))

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
