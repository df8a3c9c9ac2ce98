# SPDX-License-Identifier: Apache-2.0
"""The chips of a filter and the window in which a condition is made."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crm.domain.office import Staff
from crm.domain.project import Project
from crm.errors import InvalidInput
from crm.queries.filters import Condition, Filter
from tests.ui.keys import type_in
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk
from ui.tables.chips import FilterBar
from ui.tables.conditions import ConditionDialog
from ui.tables.values import value_entry
from ui.widgets.choice import ChoiceBox
from ui.widgets.fieldrow import FieldRow
from ui.widgets.multichoice import MultiChoice

SIGNED = Condition("stage", "one_of", ("sign",))


@pytest.fixture
def bar(desk: Desk, qtbot: QtBot) -> FilterBar:
    made = FilterBar(desk, "project", today)
    qtbot.addWidget(made)
    made.show()
    return made


def said(bar: FilterBar) -> list[str]:
    """The words on the chips."""
    return [one.text() for one in bar.chips.findChildren(QToolButton) if one.text()][1:]


def test_a_condition_is_made_from_field_comparison_and_value(bar: FilterBar) -> None:
    told: list[Filter] = []
    bar.changed.connect(told.append)
    dialog = bar.add("name")
    dialog.choose_op("contains")
    (line,) = [one for one in dialog.findChildren(FieldRow) if one.label == "Value"][-1:]
    assert isinstance(line.editor, QLineEdit)
    line.editor.setText("tea")
    dialog.accept()
    assert told == [Filter((Condition("name", "contains", "tea"),))]


def test_a_condition_without_its_value_is_not_taken(bar: FilterBar) -> None:
    dialog = bar.add("name")
    dialog.choose_op("contains")
    dialog.accept()
    (row,) = [one for one in dialog.findChildren(FieldRow) if one.label == "Value"][-1:]
    assert dialog.isVisible()
    assert row.message
    assert bar.filter == Filter()
    dialog.reject()


def test_no_field_is_no_condition(bar: FilterBar) -> None:
    dialog = bar.add()
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()


def test_a_chip_is_changed_in_the_same_window(bar: FilterBar) -> None:
    bar.set_filter(Filter((SIGNED, Condition("site", "filled"))))
    bar.chips.pressed.emit("0")
    (dialog,) = bar.findChildren(ConditionDialog) or bar.window().findChildren(ConditionDialog)
    dialog.choose_op("empty")
    dialog.accept()
    assert bar.filter.conditions == (
        Condition("stage", "empty"),
        Condition("site", "filled"),
    )


def test_all_or_any_of_the_conditions_must_hold(bar: FilterBar) -> None:
    told: list[Filter] = []
    bar.changed.connect(told.append)
    bar.set_filter(Filter((SIGNED, Condition("site", "filled"))))
    (any_of,) = [one for one in bar.findChildren(QPushButton) if one.text() == "All of"]
    any_of.click()
    assert told[-1].any_of
    bar.chips.removed.emit("1")
    assert not told[-1].any_of


def test_each_chip_says_its_condition(bar: FilterBar) -> None:
    bar.set_filter(Filter((SIGNED, Filter((SIGNED, Condition("site", "filled")), any_of=True))))
    words = said(bar)
    assert len(words) == 2
    assert " or " in words[1]


def test_the_windows_are_dialogs_and_no_popups(bar: FilterBar) -> None:
    # In popups input methods do not work on Windows.
    dialog = bar.add()
    assert isinstance(dialog, QDialog)
    assert dialog.windowType() == dialog.windowType().Dialog
    dialog.reject()


@pytest.mark.parametrize(
    ("field", "op", "value"),
    [
        ("name", "contains", "tea"),
        ("stage", "one_of", ("reserve", "sign")),
        ("stage", "is", "sign"),
        ("total_investment", "at_least", 35_000_000),
        ("total_investment", "between", (10_000, 35_000_000)),
        ("status_on", "within", "this_quarter"),
        ("status_on", "at_most", date(2026, 6, 30)),
        ("staff_id", "one_of", (3, 4)),
        ("selenium", "is", False),
    ],
)
def test_what_was_entered_comes_back(
    desk: Desk, qtbot: QtBot, field: str, op: str, value: object
) -> None:
    from crm.domain.project import Project  # noqa: PLC0415 - only for its fields

    entry = value_entry(desk, Project.fields()[field], op, lambda _record, _id: "Wen", today)
    assert entry is not None
    qtbot.addWidget(entry.widget)
    entry.put(value)
    assert entry.get() == value


def test_a_colleague_is_found_by_a_part_of_the_name(desk: Desk) -> None:
    with desk.register.writing("Prepared") as unit:
        unit.add(Staff(name="Officer Wen"))
    from crm.domain.project import Project  # noqa: PLC0415 - only for its fields
    from ui.forms.options import records  # noqa: PLC0415 - the source alone is looked at

    found: list[str] = []
    records(desk, "staff")("Wen", lambda options: found.extend(one.label for one in options))
    assert found == ["Officer Wen"]
    assert Project.fields()["staff_id"]


def test_a_condition_on_parts_is_said_and_can_only_be_removed(bar: FilterBar) -> None:
    parts = Condition("problem", "has", Filter((Condition("state", "is", "open"),)))
    bar.set_filter(Filter((parts, SIGNED)))
    assert said(bar)[0] == "Problems: State: Open"
    bar.chips.pressed.emit("0")
    assert bar.window().findChildren(ConditionDialog) == []
    bar.chips.removed.emit("0")
    assert bar.filter == Filter((SIGNED,))


def test_a_condition_takes_no_value_that_is_not_shown(bar: FilterBar, qtbot: QtBot) -> None:
    dialog = bar.add()
    dialog.show_condition(Condition("staff_id", "is", 1))
    assert dialog.entry is not None
    box = dialog.entry.widget
    assert isinstance(box, ChoiceBox)
    qtbot.waitUntil(dialog.isActiveWindow)
    box.setFocus()
    box.selectAll()
    type_in(box, "Nobody")
    dialog.accept()
    assert dialog.isVisible()
    assert bar.filter == Filter()
    box.clear()
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()


def test_a_condition_is_of_no_field_whose_name_is_only_begun(bar: FilterBar) -> None:
    dialog = bar.add("name")
    field = dialog.findChildren(ChoiceBox)[0]
    field.selectAll()
    type_in(field, "Pla")
    dialog.accept()
    assert dialog.isVisible()
    assert bar.filter == Filter()
    dialog.reject()


def test_several_that_are_only_typed_are_not_taken(desk: Desk, bar: FilterBar) -> None:
    entry = value_entry(desk, Project.fields()["stage"], "one_of", bar.label, today)
    assert entry is not None
    assert isinstance(entry.widget, MultiChoice)
    entry.put(("sign",))
    entry.widget.put_pending("Reser")
    with pytest.raises(InvalidInput, match="not chosen yet"):
        entry.get()
    entry.widget.deleteLater()


def test_each_end_of_a_range_says_which_it_is(bar: FilterBar) -> None:
    dialog = bar.add("total_investment")
    dialog.choose_op("between")
    assert {"From", "To"} <= {one.accessibleName() for one in dialog.findChildren(QLineEdit)}
    dialog.reject()
