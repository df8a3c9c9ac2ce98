# SPDX-License-Identifier: Apache-2.0
"""Long work tells how far it is within its own stretch, and stops at the step after a cancel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Cancelled
from crm.progress import Progress, silent

SHARE = st.floats(0, 1)


class Told:
    """What a progress has told so far."""

    def __init__(self) -> None:
        self.shares: list[float] = []
        self.notes: list[str] = []

    def listen(self, share: float, note: str) -> None:
        """Note what is told."""
        self.shares.append(share)
        self.notes.append(note)


def test_it_tells_the_share_and_what_is_being_done() -> None:
    told = Told()
    Progress(told.listen).step(0.25, "Reading")
    assert (told.shares, told.notes) == ([0.25], ["Reading"])


@given(share=st.floats(allow_nan=False), start=SHARE, end=SHARE)
def test_a_part_never_tells_more_than_its_stretch(share: float, start: float, end: float) -> None:
    start, end = sorted((start, end))
    told = Told()
    Progress(told.listen).part(start, end).step(share)
    assert start - 1e-9 <= told.shares[0] <= end + 1e-9


def test_parts_of_parts_tell_their_share_of_the_whole() -> None:
    told = Told()
    half = Progress(told.listen).part(0.5, 1.0)
    for share in (0.0, 0.5, 1.0):
        half.part(0.0, 0.5).step(share)
    assert told.shares == [0.5, 0.625, 0.75]


def test_after_a_cancel_the_next_step_stops_the_work() -> None:
    told = Told()
    progress = Progress(told.listen)
    progress.step(0.1)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(0.2)
    assert told.shares == [0.1]


def test_a_cancel_of_a_part_stops_the_whole_and_of_the_whole_its_parts() -> None:
    whole = Progress()
    part = whole.part(0.0, 0.5)
    part.part(0.0, 0.5).cancel()
    for one in (whole, part):
        with pytest.raises(Cancelled):
            one.step(0.5)


def test_work_may_have_nobody_who_listens() -> None:
    progress = silent()
    progress.step(0.5)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(0.6)
