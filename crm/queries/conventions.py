# SPDX-License-Identifier: Apache-2.0
"""What the office has settled in its store: its name and place, and what it counts."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.conventions import Conventions, conventions_of
from crm.domain.office import StoreSetting


def conventions(session: Session) -> Conventions:
    """The office's conventions; what was never settled is as usual."""
    query = select(StoreSetting.key, StoreSetting.value).where(StoreSetting.deleted.is_(False))
    return conventions_of({row.key: row.value for row in session.execute(query)})
