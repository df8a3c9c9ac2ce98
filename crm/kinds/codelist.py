# SPDX-License-Identifier: Apache-2.0
"""Public lists of codes with their names in both languages, kept as tables in the resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crm import places
from crm.kinds.base import folded
from crm.words import language


def names(*files: str) -> Mapping[str, str]:
    """Every code of these tables with its full name in the language of here and now."""
    chinese, english = _read(files)
    return chinese if language() == "zh_CN" else english


def find(text: str, *files: str) -> str | None:
    """The code that a text means: the code itself, or its full name in either language."""
    wanted = folded(text)
    if wanted in _read(files)[0]:
        return wanted
    return _codes(files).get(wanted.casefold())


def chinese(*files: str) -> Mapping[str, str]:
    """Every code of these tables with its Chinese name, whatever language is spoken."""
    return _read(files)[0]


@cache
def _read(files: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    chinese: dict[str, str] = {}
    english: dict[str, str] = {}
    for file in files:
        text = (places.resources() / file).read_text("utf-8")
        for line in text.splitlines():
            code, own, translated = line.split("\t")
            chinese[code], english[code] = own, translated
    return chinese, english


@cache
def _codes(files: tuple[str, ...]) -> dict[str, str]:
    return {folded(name).casefold(): code for table in _read(files) for code, name in table.items()}
