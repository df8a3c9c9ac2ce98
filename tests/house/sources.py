# SPDX-License-Identifier: Apache-2.0
"""The source files that the house tests walk through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("crm", "ui", "launch")
# A migration is written once, by a generator, and says what it says at whatever length.
GENERATED = ROOT / "crm" / "storage" / "migrations" / "versions"


def python_files(*folders: str) -> list[Path]:
    """All Python files below these folders of the root, without caches."""
    found = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    return [file for file in found if "__pycache__" not in file.parts]


def all_files() -> list[Path]:
    """Every Python file of the repository."""
    loose = [ROOT / "run.py", *sorted((ROOT / "resources").rglob("*.py"))]
    return python_files(*CODE, "tests", "bench") + loose


@cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def shown(file: Path, line: int | None = None) -> str:
    """A file, or a line of it, as an editor opens it from the root."""
    name = file.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def imported_roots(file: Path) -> Iterator[tuple[str, int]]:
    """The first names of everything a file imports, anywhere in it, with the lines."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno
