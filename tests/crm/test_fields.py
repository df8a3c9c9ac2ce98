# SPDX-License-Identifier: Apache-2.0
"""A declared field reads, checks and shows values by its kind; unknown stays unknown."""

from __future__ import annotations

import pytest

from crm import words
from crm.domain.project import Project
from crm.errors import InvalidInput

FIELDS = Project.fields()


def test_empty_text_is_unknown_and_shows_as_nothing() -> None:
    field = FIELDS["total_investment"]
    assert field.read("  ") is None
    assert field.show(None) == ""


def test_what_was_read_is_shown_by_the_kind() -> None:
    field = FIELDS["total_investment"]
    value = field.read("3,500")
    assert value == 35_000_000
    assert field.show(value) == "3,500"


def test_a_required_field_must_not_be_empty() -> None:
    with pytest.raises(InvalidInput, match="Name is empty"):
        FIELDS["name"].read("")
    for nothing in (None, ""):
        with pytest.raises(InvalidInput):
            FIELDS["name"].check(nothing)


def test_a_value_of_no_kind_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidInput) as refused:
        FIELDS["total_investment"].read("much")
    assert refused.value.sentence


def test_a_heading_has_the_unit() -> None:
    assert FIELDS["name"].heading == "Name"
    assert FIELDS["total_investment"].heading == "Total investment (10k yuan)"


def test_a_heading_in_chinese_has_full_width_brackets() -> None:
    with words.speaking("zh_CN"):
        heading = FIELDS["total_investment"].heading
    assert "（" in heading
    assert heading.endswith("）")
