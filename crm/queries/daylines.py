# SPDX-License-Identifier: Apache-2.0
"""The lines of the Today page and the sections they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from crm.queries.filters import Filter

LINES = 5
"""How many lines a section shows; the rest is one click away."""


@dataclass(frozen=True)
class Line:
    """One line: `record` and `id` say what it opens; `urgency` is danger, warning or nothing."""

    record: str
    id: int
    title: str
    detail: str = ""
    when: str = ""
    urgency: str = ""


@dataclass(frozen=True)
class Section:
    """The first lines of a section, how many there are in all, and the filter of the list."""

    code: str
    count: int
    lines: tuple[Line, ...]
    record: str = ""
    behind: Filter | None = None
