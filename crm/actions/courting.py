# SPDX-License-Identifier: Apache-2.0
"""Moving attendees along the roadshow board: 未联系 to 签约, or 无意向 (domain §4)."""

from __future__ import annotations

from datetime import date

from crm.actions import events, records
from crm.domain.event import Attendance
from crm.domain.rules.following import DECLINED
from crm.storage.changes import Seen
from crm.storage.unit import UnitOfWork


def stand(
    unit: UnitOfWork,
    attendance_id: int,
    board: str,
    *,
    on: date,
    reason: str = "",
    seen: Seen | None = None,
) -> Attendance:
    """Put somebody on another place of the board; who has visited has done so on that day.

    `seen` is what was known when it was decided.

    Raises:
        InvalidInput: there is no interest, and it is not said why.
        Conflict: somebody else has put them on another place meanwhile.
    """
    records.refuse_unseen(unit, "attendance", [attendance_id], seen, ("board",))
    if board == DECLINED:
        return events.decline(unit, attendance_id, reason)
    attendance = unit.get(Attendance, attendance_id)
    values: dict[str, object] = {"board": board, "declined_reason": None}
    if board == "visited" and attendance.visited_on is None:
        values["visited_on"] = on
    return records.alter(unit, attendance, values)
