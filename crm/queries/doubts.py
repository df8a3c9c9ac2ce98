# SPDX-License-Identifier: Apache-2.0
"""What looks wrong about a record that was saved: it stands, but whoever saved it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from crm.queries import funds, phases

DOUBTS: Mapping[str, Callable[[Session, int], str]] = {
    "receipt": funds.doubt,
    "project": phases.doubt,
}
"""By record type: gives a sentence, or nothing."""


def doubt(session: Session, record: str, record_id: int) -> str:
    """A sentence when something about a record looks wrong, else nothing."""
    ask = DOUBTS.get(record)
    return ask(session, record_id) if ask else ""
