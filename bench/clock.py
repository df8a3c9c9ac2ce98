# SPDX-License-Identifier: Apache-2.0
"""Runs a command and tells what it cost: processor time and peak memory with all its children.

It is a process of its own and imports little, for a child is charged with the memory of the
process that started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast


class Cost(NamedTuple):
    """Processor seconds, seconds by the clock, and megabytes of the largest process."""

    cpu: float
    wall: float
    memory: float


def cost(command: Sequence[str], log: Path, variables: Mapping[str, str]) -> Cost:
    """Run a command in a process that was started by a small one, in these surroundings.

    Raises:
        RuntimeError: it failed; the message is the end of what it said.
    """
    order = [sys.executable, "-m", "bench.clock", str(log), *command]
    done = subprocess.run(order, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else done.stderr
        raise RuntimeError(f"{' '.join(command)}\n{said[-2000:]}")
    return Cost(*cast("list[float]", json.loads(done.stdout)))


def main(log: str, command: Sequence[str]) -> int:
    """Run, print the cost, and end as the command ended."""
    start = time.perf_counter()
    with Path(log).open("wb") as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    # Linux tells kilobytes, macOS bytes.
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    print(json.dumps([usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit]))
    return child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
