# SPDX-License-Identifier: Apache-2.0
"""Many ids in portions: as many as one statement may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 400
"""How many ids one statement names."""


def portions(many: Sequence[T]) -> Iterator[Sequence[T]]:
    """The same in their order, a few hundred at a time; nothing of nothing."""
    return (many[at : at + AT_ONCE] for at in range(0, len(many), AT_ONCE))
