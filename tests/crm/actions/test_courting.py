# SPDX-License-Identifier: Apache-2.0
"""Attendees move along the board both ways; a visit has its day, no interest its reason."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions.courting import stand
from crm.errors import Conflict, InvalidInput
from crm.storage.register import Register
from tests.builders import a_person, an_attendance, an_event

DAY = date(2026, 6, 30)


def test_somebody_moves_on_and_back(any_store: Register) -> None:
    with any_store.writing("Move") as unit:
        guest = an_attendance(unit, an_event(unit), a_person(unit), state="attended")
        for place in ("contacted", "intends", "contacted"):
            assert stand(unit, guest.id, place, on=DAY).board == place
        assert guest.visited_on is None


def test_who_has_visited_did_so_on_that_day_unless_it_is_known(any_store: Register) -> None:
    with any_store.writing("Move") as unit:
        event = an_event(unit)
        guest = an_attendance(unit, event, a_person(unit))
        known = an_attendance(unit, event, a_person(unit), visited_on=date(2026, 6, 25))
        for one in (guest, known):
            stand(unit, one.id, "visited", on=DAY)
        assert (guest.visited_on, known.visited_on) == (DAY, date(2026, 6, 25))


def test_no_interest_needs_a_reason_which_goes_when_they_come_back(any_store: Register) -> None:
    with any_store.writing("Move") as unit:
        guest = an_attendance(unit, an_event(unit), a_person(unit))
        with pytest.raises(InvalidInput):
            stand(unit, guest.id, "declined", on=DAY)
        stand(unit, guest.id, "declined", on=DAY, reason="Too far away")
        assert (guest.board, guest.declined_reason) == ("declined", "Too far away")
        stand(unit, guest.id, "negotiating", on=DAY)
        assert (guest.board, guest.declined_reason) == ("negotiating", None)


def test_a_card_that_a_colleague_moved_is_not_moved_again_unseen(
    any_store: Register, other_window: Register
) -> None:
    with any_store.writing("Prepared") as unit:
        guest = an_attendance(unit, an_event(unit), a_person(unit), state="attended").id
    seen = any_store.seen
    with other_window.writing("Colleague") as unit:
        stand(unit, guest, "declined", on=DAY, reason="Too far away")
    with pytest.raises(Conflict), any_store.writing("Mine") as unit:
        stand(unit, guest, "contacted", on=DAY, seen=seen)
    any_store.catch_up()
    with any_store.writing("Mine, having seen it") as unit:
        assert stand(unit, guest, "contacted", on=DAY, seen=any_store.seen).board == "contacted"
