# SPDX-License-Identifier: Apache-2.0
"""How long a procedure takes: the one rule for guide, page and papers (domain §5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A step as the rule sees it: its kind, and its working days if they are known."""

    kind: str
    days: int | None


class Duration(NamedTuple):
    """Working days in all; `least` when some step does not say how long it takes."""

    days: int
    least: bool = False


def stages(kinds: Sequence[str]) -> list[list[int]]:
    """The places of the steps in stages: those that run in parallel stand with the one before."""
    found: list[list[int]] = []
    for place, kind in enumerate(kinds):
        if kind == "parallel" and found:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def total(steps: Sequence[Step]) -> Duration | None:
    """Stages one after the other, the longest step of each; optional steps do not count.

    None when no step that counts says how long it takes.
    """
    counted = [step for step in steps if step.kind != "optional"]
    if all(step.days is None for step in counted):
        return None
    whole = 0
    for stage in stages([step.kind for step in steps]):
        known = (steps[place] for place in stage)
        whole += max((step.days or 0 for step in known if step.kind != "optional"), default=0)
    return Duration(whole, least=any(step.days is None for step in counted))
