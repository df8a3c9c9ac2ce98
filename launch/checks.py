# SPDX-License-Identifier: Apache-2.0
"""The checks of `run.py test`, in the order in which they are quickest to fail."""

from __future__ import annotations

import os
import time
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

MOST_WORKERS = 2
"""A machine may tell of more processors than it gives; each has windows and a server to serve."""


def run(root: Path, words: list[str]) -> int:
    """Run every check, the tests with `words` behind; stop at the first that fails."""
    start = time.monotonic()
    for name, step in STEPS.items():
        order = [*step, *(words or _side_by_side())] if name == "tests" else step
        print(say("step", name=name), flush=True)
        code = environment.call(root, order, within=root)
        if code != 0:
            again = environment.shown(root, order)
            print(say("step failed", name=name, code=code, again=again))
            return code
    print(say("all passed", n=len(STEPS), seconds=round(time.monotonic() - start)))
    return 0


def _side_by_side() -> list[str]:
    """The whole suite in two processes, file by file; in one where there is one processor."""
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    return ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []
