# SPDX-License-Identifier: Apache-2.0
"""Runs the measurements that are named (all without a name) and prints one table.

A name may say a size: `search=1000000`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

from bench.rows import Row

SUITES = ("startup", "lists", "today", "guide", "search", "shared", "peers")


def main(names: Sequence[str]) -> int:
    """Measure and print; returns 2 for a name that is no suite."""
    asked = [name.partition("=") for name in names or SUITES]
    unknown = [name for name, _equals, _size in asked if name not in SUITES]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(SUITES)}")
        return 2
    rows: list[Row] = []
    for name, _equals, size in asked:
        print(f"measuring {name} …", flush=True)
        rows += importlib.import_module(f"bench.{name}").measure(*([int(size)] if size else ()))
    print(table(rows))
    return 0


def table(rows: Sequence[Row]) -> str:
    """The rows as text: value, floor, ratio ± half range, goal."""
    head = ("what", "value", "floor", "unit", "ratio", "±", "goal", "against")
    cells = [head] + [
        (
            row.name,
            f"{row.value:.2f}",
            f"{row.floor:.2f}",
            row.unit,
            f"{row.ratio:.2f}",
            f"{row.spread:.2f}",
            row.goal,
            row.against,
        )
        for row in rows
    ]
    widths = [max(len(line[i]) for line in cells) for i in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
