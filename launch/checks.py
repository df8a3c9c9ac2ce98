# SPDX-License-Identifier: Apache-2.0
"""The checks of `run.py test`, in the order in which they are quickest to fail."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from launch import environment
from launch.sentences import say

CONTRACTS = "from importlinter.cli import lint_imports_command as check; check()"
STEPS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "contracts": ["-c", CONTRACTS],
    "words": ["resources/translations/words.py", "--check"],
    "types": ["-m", "basedpyright", "--warnings"],
    "tests": ["-m", "pytest"],
}


MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps files in memory
ROOM = 4 << 30
"""So many bytes must be free there: the tests leave less than half of it."""


def run(root: Path, words: list[str]) -> int:
    """Run every check, the tests with `words` behind; stop at the first that fails."""
    start = time.monotonic()
    for name, step in STEPS.items():
        order = [*step, *words] if name == "tests" else step
        print(say("step", name=name), flush=True)
        with quick_place(wanted=name == "tests") as place:
            code = environment.call(root, [*order, *place], within=root)
        if code != 0:
            again = environment.shown(root, order)
            print(say("step failed", name=name, code=code, again=again))
            return code
    print(say("all passed", n=len(STEPS), seconds=round(time.monotonic() - start)))
    return 0


@contextmanager
def quick_place(memory: Path = MEMORY, room: int = ROOM, *, wanted: bool) -> Generator[list[str]]:
    """Where the tests write, as words for them: in memory while there is room, else as usual.

    A store waits for the disk at every commit, which would be a quarter of all the time.
    """
    if not (wanted and memory.is_dir() and os.access(memory, os.W_OK)):
        yield []
        return
    if shutil.disk_usage(memory).free < room:
        yield []
        return
    folder = tempfile.mkdtemp(prefix="invest-crm-", dir=memory)
    try:
        yield [f"--basetemp={folder}/tests"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
