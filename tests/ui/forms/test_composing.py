# SPDX-License-Identifier: Apache-2.0
"""What stands in a form and where: groups in their order, English beside Chinese, no bytes."""

from __future__ import annotations

import pytest

from crm.domain.all_records import RECORDS
from crm.kinds.links import Blob
from ui.forms.composing import Cell, composed, form_fields


def names(record: str) -> list[str]:
    return [name for group in composed(record) for cell in group.cells for name in cell.names]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_that_a_person_knows_stands_in_the_form_once(record: str) -> None:
    assert sorted(names(record)) == sorted(form_fields(record))
    missing = RECORDS[record].fields().keys() - form_fields(record)
    fields = RECORDS[record].fields()
    assert all(isinstance(fields[one].kind, Blob) or fields[one].computed for one in missing)


def test_the_groups_of_a_project_stand_in_the_order_of_its_declaration() -> None:
    keys = [group.key for group in composed("project")]
    assert keys == list(RECORDS["project"].about.groups)
    assert [group.title for group in composed("project")][:2] == ["Identity", "Stage and status"]


def test_english_stands_beside_its_chinese_and_leaves_its_own_group() -> None:
    groups = {group.key: group.cells for group in composed("project")}
    assert Cell(("content", "content_en"), wide=True) in groups["sheet"]
    assert [cell.names for cell in groups["english"]] == [("conditions_en",)]


def test_a_record_without_groups_has_one_without_a_heading() -> None:
    (group,) = composed("milestone")
    assert group.title == ""


def test_chosen_fields_stand_as_they_were_chosen() -> None:
    (group,) = composed("project", ("site", "content", "name"))
    assert group.cells == (Cell(("site",)), Cell(("content",), wide=True), Cell(("name",)))
