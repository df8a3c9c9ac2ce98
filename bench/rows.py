# SPDX-License-Identifier: Apache-2.0
"""One measured line: a value, the floor or peer it is held against, and the ratio of the two."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measurement: `value` and `floor` in `unit`, `ratio` = value ÷ floor (median of pairs).

    `spread` is the half range of the ratios; `goal` is what performance.md asks, as text.
    """

    name: str
    unit: str
    value: float
    floor: float
    ratio: float
    spread: float
    goal: str = ""
    against: str = ""


def paired(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    rounds: int = 7,
    goal: str = "",
    against: str = "",
) -> Row:
    """Time two functions in turn, A B A B …, in milliseconds of wall time."""
    values: list[float] = []
    floors: list[float] = []
    for _ in range(rounds):
        values.append(_milliseconds(ours))
        floors.append(_milliseconds(floor))
    return of_pairs(name, "ms", values, floors, goal=goal, against=against)


def of_pairs(
    name: str,
    unit: str,
    values: Sequence[float],
    floors: Sequence[float],
    *,
    goal: str = "",
    against: str = "",
) -> Row:
    """A row from values and floors that were measured in turn."""
    ratios = [v / max(f, 1e-9) for v, f in zip(values, floors, strict=True)]
    return Row(
        name=name,
        unit=unit,
        value=statistics.median(values),
        floor=statistics.median(floors),
        ratio=statistics.median(ratios),
        spread=(max(ratios) - min(ratios)) / 2,
        goal=goal,
        against=against,
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
