# SPDX-License-Identifier: Apache-2.0
"""The words and tables that the sample county is made from, read once from `resources/sample`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from crm import places
from crm.domain.choices import CHAINS

Line = Mapping[str, str]


@cache
def table(name: str) -> tuple[Line, ...]:
    """The lines of a table by the names of its first line."""
    text = (places.resources() / "sample" / f"{name}.tsv").read_text("utf-8")
    head, *lines = [line.split("\t") for line in text.splitlines() if line]
    # Empty cells at the end of a line are not always written.
    return tuple(dict(zip(head, line + [""] * len(head), strict=False)) for line in lines)


@cache
def tree(name: str) -> Mapping[str, Any]:
    """A file of words, as nested tables."""
    return tomllib.loads((places.resources() / "sample" / f"{name}.toml").read_text("utf-8"))


@cache
def lines(name: str, *path: str) -> tuple[str, ...]:
    """A list of texts of a file of words."""
    found: Any = tree(name)
    for step in path:
        found = found[step]
    return tuple(cast("list[str]", found))


@cache
def split_lines(name: str, *path: str) -> tuple[tuple[str, ...], ...]:
    """A list of texts of a file of words, each split at its strokes."""
    return tuple(tuple(line.split("|")) for line in lines(name, *path))


@cache
def spelled(name: str) -> tuple[tuple[str, str], ...]:
    """Characters with their spelling from the file of names: `("王", "Wang")`."""
    found = [line.partition(" ") for line in lines("names", name)]
    return tuple((characters, spelling) for characters, _, spelling in found)


def chains(text: str) -> tuple[str, ...] | None:
    """Chains from `tea,citrus` in the order of the dictionary; None when there are none."""
    wanted = text.split(",")
    return tuple(o.code for o in CHAINS if o.code in wanted) or None
