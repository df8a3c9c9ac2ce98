# SPDX-License-Identifier: Apache-2.0
"""Blocks of cells as text, the way spreadsheets put them on the clipboard and take them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")
_NEEDS_QUOTES = re.compile(r'[\t\n"]')


def block_of(text: str) -> list[list[str]]:
    """The rows of cells of a text with tabs; a cell of several lines stands in quotation marks."""
    rest = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if '"' not in rest:
        return [line.split("\t") for line in rest.split("\n")]
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(rest, at)
        found = quoted or _PLAIN.match(rest, at)
        if found is None:
            return rows
        rows[-1].append(quoted[1].replace('""', '"') if quoted else found[0])
        at = found.end() + 1
        if found.end() >= len(rest):
            return rows
        if rest[found.end()] == "\n":
            rows.append([])


def text_of(block: Sequence[Sequence[str]]) -> str:
    """A block of cells as spreadsheets read it."""
    return "".join("\t".join(map(_cell, row)) + "\n" for row in block)


def _cell(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if _NEEDS_QUOTES.search(plain) is None:
        return plain
    return '"' + plain.replace('"', '""') + '"'
