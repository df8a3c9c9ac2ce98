# SPDX-License-Identifier: Apache-2.0
"""The program's own Python environment, `.venv`: made once from the lock, then only looked at.

A stamp in the environment holds the Python version and the whole lock. A start that finds it
equal does nothing else; anything different is put right, and what was left half-made is made anew.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

LOCKS = {"run": "requirements.lock", "develop": "requirements-develop.lock"}


def is_ready(root: Path, purpose: str) -> bool:
    """Whether the environment holds the libraries of this purpose as the lock names them now."""
    if not python_of(root).exists():
        return False
    fitting = ("run", "develop") if purpose == "run" else ("develop",)
    return any(read(stamp_file(root, one)) == stamp(root, one) for one in fitting)


def stamp(root: Path, purpose: str) -> bytes:
    """What the stamp of a ready environment holds."""
    version = f"# Python {sys.version_info.major}.{sys.version_info.minor}\n"
    return version.encode() + (root / LOCKS[purpose]).read_bytes()


def stamp_file(root: Path, purpose: str) -> Path:
    """Where the stamp lies."""
    return root / ".venv" / f"ready-to-{purpose}"


def python_of(root: Path) -> Path:
    """The Python of the environment."""
    inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    return root / ".venv" / inside


def become(root: Path, words: list[str]) -> int:
    """Turn into the environment's Python; on Windows, where that loses the console, call it."""
    if sys.platform == "win32":
        return call(root, words)
    command = _command(root, words)
    sys.stdout.flush()
    return os.execve(command[0], command, _variables(root))  # noqa: S606 - our own Python, no shell


def call(root: Path, words: list[str], *, within: Path | None = None) -> int:
    """Run the environment's Python and wait; the answer is its exit code."""
    import subprocess

    return subprocess.call(_command(root, words), env=_variables(root), cwd=within)


def shown(root: Path, words: list[str]) -> str:
    """The call as a line for a shell that stands in the root."""
    import shlex

    python = python_of(root).relative_to(root).as_posix()
    return shlex.join([python, *words])


def _command(root: Path, words: list[str]) -> list[str]:
    # -P: the folder the user stands in is no place to import from.
    head = [str(python_of(root)), "-P"]
    if words and words[0].endswith(".py"):
        return [*head, str(root / words[0]), *words[1:]]
    return [*head, *words]


def _variables(root: Path) -> dict[str, str]:
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(root), others]) if others else str(root)
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}


def read(file: Path) -> bytes | None:
    """The bytes of a stamp, or None where there is none."""
    try:
        return file.read_bytes()
    except OSError:
        return None
