# SPDX-License-Identifier: Apache-2.0
"""Every kind has a painter, and what it paints is a line of words."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.all_records import RECORDS
from crm.domain.rules.stages import STAGES, STATUSES
from crm.kinds.choices import Choice, Flag
from crm.kinds.days import Day
from crm.kinds.links import Reference
from crm.kinds.numbers import Money
from crm.kinds.registry import KINDS
from crm.kinds.texts import LongText, Text
from crm.queries.listing import Linked
from ui.tables.painters import PAINTERS, STATUS_ROLES, dot_of, painter_of, text_of
from ui.theme.tokens import read_tokens


def test_every_kind_has_a_painter_and_no_other() -> None:
    assert set(PAINTERS) == set(KINDS)


def test_numbers_stand_at_the_right_as_their_kind_says() -> None:
    assert [kind for kind in KINDS if PAINTERS[kind].right != (kind.align == "right")] == []


def test_every_field_of_every_record_can_be_painted() -> None:
    fields = [one for record in RECORDS.values() for one in record.fields().values()]
    assert all(painter_of(one.kind) for one in fields)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Money(), 35_000_000, "3,500"),
        (Day(), date(2026, 6, 30), "2026-06-30"),
        (Flag(), False, "No"),
        (Text(), "Tea\tgarden", "Tea garden"),
        (LongText(), "One line\n\nand another", "One line and another"),
        (Reference("staff"), Linked(3, "Officer Wen"), "Officer Wen"),
        (Money(), None, ""),
    ],
)
def test_cells_hold_one_line_of_words(kind: Money, value: object, text: str) -> None:
    assert text_of(kind, value) == text


def test_a_very_long_text_is_cut_before_it_is_painted() -> None:
    assert len(text_of(LongText(), "tea " * 10_000)) < 400


def test_stages_and_states_have_a_dot_whose_colour_the_theme_knows() -> None:
    stage, status = Choice("stage", STAGES), Choice("status", STATUSES)
    roles = [dot_of(stage, one.code) for one in STAGES]
    assert dot_of(status, "normal") == ""
    roles += [dot_of(status, one.code) for one in STATUSES if one.code != "normal"]
    assert set(roles) <= set(read_tokens("light").roles())
    assert len(set(roles)) == len(STAGES) + len(STATUSES) - 1
    assert set(STATUS_ROLES) <= {one.code for one in STATUSES}


def test_other_choices_and_the_unknown_have_no_dot() -> None:
    assert dot_of(Choice("chain", STAGES), "sign") == ""
    assert dot_of(Choice("stage", STAGES), None) == ""
    assert dot_of(Text(), "sign") == ""
