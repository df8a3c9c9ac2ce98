# SPDX-License-Identifier: Apache-2.0
"""Files of the sample county: agreements, evidence of the start, pictures, the guide's cover."""

from __future__ import annotations

from collections.abc import Sequence

from crm.sample.rows import Rows
from crm.sample.world import World


def add_files(world: World) -> None:
    """Evidence and pictures of the projects of a batch."""
    del world


def add_covers(rows: Rows, editions: Sequence[int]) -> None:
    """The cover picture of each edition."""
    del rows, editions
