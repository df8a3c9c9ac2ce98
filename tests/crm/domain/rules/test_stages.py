# SPDX-License-Identifier: Apache-2.0
"""The stages have one order, and every move is forward, back, or nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.project import Project
from crm.domain.rules import stages
from crm.domain.rules.stages import CODES

STAGE = st.sampled_from(CODES)


def test_the_board_has_five_columns_in_the_order_of_the_report() -> None:
    assert CODES == ("reserve", "advance", "negotiate", "sign", "build")


@given(start=STAGE, stage=STAGE)
def test_a_move_goes_back_or_enters_something_never_both(start: str, stage: str) -> None:
    entered = stages.entered(start, stage)
    assert not (stages.is_backward(start, stage) and entered)
    assert stages.is_backward(start, stage) or bool(entered) or start == stage
    if entered:
        assert entered[-1] == stage
        assert start not in entered


@given(start=STAGE, between=STAGE, stage=STAGE)
def test_two_moves_forward_enter_what_one_move_enters(start: str, between: str, stage: str) -> None:
    start, between, stage = sorted((start, between, stage), key=CODES.index)
    there = stages.entered(start, between) + stages.entered(between, stage)
    assert there == stages.entered(start, stage)


@given(start=STAGE, stage=STAGE)
def test_the_next_stage_is_reached_without_skipping(start: str, stage: str) -> None:
    assert (stages.following(start) == stage) == (stages.entered(start, stage) == (stage,))


def test_a_new_project_has_entered_all_stages_up_to_its_own() -> None:
    assert stages.entered(None, "negotiate") == ("reserve", "advance", "negotiate")
    assert stages.skipped("reserve", "sign") == ("advance", "negotiate")
    assert not stages.is_backward(None, "reserve")
    assert stages.following("build") is None


def test_what_a_status_needs_are_fields_of_a_project() -> None:
    assert stages.STATUS_NEEDS.keys() == {status.code for status in stages.STATUSES}
    needed = {name for names in stages.STATUS_NEEDS.values() for name in names}
    assert needed <= Project.fields().keys()
