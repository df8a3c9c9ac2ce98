# SPDX-License-Identifier: Apache-2.0
"""Which schemas there have been, known without importing Alembic: a start must be quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROGRAM = "0.1.0"
"""The version of this program, written into the stores that it makes or upgrades."""


@dataclass(frozen=True)
class Scheme:
    """The schemas in their order, oldest first, and the folder of the scripts between them."""

    revisions: tuple[str, ...]
    scripts: Path

    @property
    def head(self) -> str:
        """The schema of this program."""
        return self.revisions[-1]


SCHEME = Scheme(("0001", "0002", "0003"), Path(__file__).parent / "migrations")
