# SPDX-License-Identifier: Apache-2.0
"""Every editor gives back what it shows, says what is wrong in its kind's words, and doubts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crm.domain import choices as domain_choices
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules import stages
from crm.errors import InvalidInput
from crm.kinds import choices, days, industries, links, numbers, places, texts
from crm.kinds.base import Kind
from crm.kinds.choices import Choice, Choices
from crm.kinds.days import PartialDay
from crm.queries import reading
from crm.storage.undo import undo_last
from crm.words import tr
from tests.builders import a_staff_member
from tests.ui.forms.conftest import shown
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.forms.choosing import ChoiceEditor, FlagEditor, RecordEditor, SeveralEditor
from ui.forms.editor import Editor
from ui.forms.editors import editor_for, editor_of
from ui.forms.lines import DayEditor, LineEditor, MoneyEditor, ParagraphEditor

STAGES = Choice("stage", stages.STAGES)
CHAINS = Choices("chain", domain_choices.CHAINS)
VALUES: list[tuple[Kind[Any], object]] = [
    (texts.Text(40), "富硒茶 & tea"),
    (texts.LongText(), "one\n\ntwo"),
    (texts.Email(), "li@example.com"),
    (texts.Link(), "https://www.example.com/a"),
    (texts.Phone(), "0719-5550100"),
    (texts.CreditCode(), "91420000MA4K00000X"),
    (texts.DocumentNumber(), "示政发〔2017〕16号"),
    (numbers.Count("jobs"), 1200),
    (numbers.Scaled(4), Decimal("7.1234")),
    (numbers.Percent(), Decimal("11.85")),
    (numbers.Area(), Decimal("63.00")),
    (numbers.Money(), 139_000_000),
    (numbers.Money(), 12_345),
    (numbers.Money(low=None), -2_500_000),
    (numbers.ForeignMoney("USD"), 2_000_000),
    (days.Day(), date(2026, 6, 30)),
    (days.DayOrMonth(), PartialDay(2026, 6, 30)),
    (days.DayOrMonth(), PartialDay(2026, 6)),
    (days.DayOrMonth(), PartialDay(2026, 11)),
    (days.Month(), PartialDay(2026, 6)),
    (days.Year(), 2026),
    (days.Moment(), datetime(2026, 6, 30, 8, 15, tzinfo=UTC)),
    (days.Clock(), time(14, 30)),
    (STAGES, "sign"),
    (CHAINS, (CHAINS.options[1].code, CHAINS.options[3].code)),
    (choices.Flag(), True),
    (choices.Flag(), False),
    (places.Place(), "110000"),
    (industries.Industry(), "14"),
    (links.Reference("staff"), 1),
    (links.Blob(), "a" * 64),
]


def editor(desk: Desk, qtbot: QtBot, kind: Kind[Any]) -> Editor:
    return shown(qtbot, editor_of(desk, kind))


@pytest.fixture(autouse=True)
def officer(desk: Desk) -> int:
    with desk.register.writing("Prepared") as unit:
        return a_staff_member(unit, name="Officer Wen").id


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=lambda one: str(one)[:24])
def test_what_is_shown_comes_back_and_nothing_is_told(
    desk: Desk, qtbot: QtBot, kind: Kind[Any], value: object
) -> None:
    one = editor(desk, qtbot, kind)
    told: list[str] = []
    one.changed.connect(lambda: told.append("changed"))
    assert one.value() is None
    one.set_value(value)
    assert one.value() == value
    one.set_value(None)
    assert one.value() is None
    assert told == []


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (days.Day(), "2026-02-31", "is no day"),
        (days.DayOrMonth(), "2026-13", "neither a day nor a month"),
        (numbers.Area(), "many", "is no number"),
        (numbers.Count(), "1.5", "whole number"),
        (numbers.Money(), "3 carts", "is no number"),
        (texts.Email(), "li@", "no e-mail"),
        (texts.Phone(), "call me", "no telephone"),
        (texts.CreditCode(), "9142", "has 18 digits"),
        (texts.Text(5), "longer", "6 characters; 5 fit"),
        (STAGES, "Sold", "is not in the list"),
        (links.Reference("staff"), "Nobody", "names no record"),
    ],
)
def test_what_is_no_value_is_refused_in_the_words_of_its_kind(
    desk: Desk, qtbot: QtBot, kind: Kind[Any], typed: str, said: str
) -> None:
    one = editor(desk, qtbot, kind)
    one.put_typed(typed)
    assert one.typed() == typed
    with pytest.raises(InvalidInput) as caught:
        one.value()
    assert said in caught.value.sentence
    assert caught.value.next_step
    assert one.valid() is None


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [("3500", 35_000_000), ("1.2亿", 120_000_000), ("350万元", 3_500_000), ("12元", 12)],
)
def test_an_amount_is_typed_in_any_unit(desk: Desk, qtbot: QtBot, typed: str, yuan: int) -> None:
    one = editor(desk, qtbot, numbers.Money())
    one.put_typed(typed)
    assert one.value() == yuan


def test_an_amount_is_typed_in_the_unit_that_is_turned_on(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, numbers.Money())
    one.set_value(200_000_000)
    one.target.setFocus()
    one.put_typed("3")
    assert (one.value(), one.typed()) == (300_000_000, "3亿")
    one.set_value(50_000)
    assert one.value() == 50_000
    one.put_typed("3")
    assert one.value() == 30_000


def test_a_value_stands_as_its_kind_shows_it_once_the_line_is_left(
    desk: Desk, qtbot: QtBot
) -> None:
    one = editor(desk, qtbot, days.DayOrMonth())
    assert isinstance(one, DayEditor)
    type_in(one.line, "2026/6")
    press(one.line, Qt.Key.Key_Return)
    assert one.line.text() == "2026-06"


def test_a_day_counts_from_the_clock_it_was_given(desk: Desk, qtbot: QtBot) -> None:
    one = shown(qtbot, editor_of(desk, days.Day(), lambda: date(2026, 6, 30)))
    assert isinstance(one, DayEditor)
    type_in(one.line, "+3")
    assert one.value() == date(2026, 7, 3)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (texts.CreditCode(), "91420000MA4K000000", "check digit"),
        (texts.Phone(), "1380000000", "11 digits; this one has 10"),
        (texts.Phone(), "13800000000", ""),
    ],
)
def test_what_looks_wrong_is_doubted_and_still_taken(
    desk: Desk, qtbot: QtBot, kind: Kind[Any], value: str, said: str
) -> None:
    one = editor(desk, qtbot, kind)
    one.set_value(value)
    assert said in one.doubt()
    assert bool(one.doubt()) == bool(said)
    assert one.value() == value


def test_several_come_in_the_order_of_the_list(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, CHAINS)
    codes = [option.code for option in CHAINS.options]
    one.set_value((codes[2], codes[0]))
    assert one.value() == (codes[0], codes[2])


def test_what_is_typed_to_be_added_counts_and_is_kept_word_for_word(
    desk: Desk, qtbot: QtBot
) -> None:
    one = editor(desk, qtbot, CHAINS)
    first, second = CHAINS.options[0], CHAINS.options[2]
    one.set_value((first.code,))
    with qtbot.waitSignal(one.changed):
        type_in(one.target, tr(second.label))
    assert one.value() == (first.code, second.code)
    type_in(one.target, "?")
    with pytest.raises(InvalidInput, match="not in the list"):
        one.value()
    again = editor(desk, qtbot, CHAINS)
    again.put_typed(one.typed())
    assert again.typed() == one.typed()
    press(again.target, Qt.Key.Key_Backspace)
    assert again.value() == (first.code, second.code)


def test_no_is_not_unknown(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, choices.Flag())
    assert isinstance(one, FlagEditor)
    words = {button.text(): button for button in one.findChildren(QToolButton)}
    with qtbot.waitSignal(one.changed):
        words["No"].click()
    assert one.value() is False
    words["Unknown"].click()
    assert one.value() is None


def test_a_choice_may_be_typed_in_full(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, STAGES)
    assert isinstance(one, ChoiceEditor)
    one.put_typed("Negotiating")
    assert one.value() == "negotiate"


def test_a_place_is_found_by_a_part_of_its_name(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, places.Place())
    assert isinstance(one, ChoiceEditor)
    name = places.Place().show("110000")
    type_in(one.choice, name[:4])
    press(one.choice, Qt.Key.Key_Down)
    press(one.choice, Qt.Key.Key_Return)
    assert one.value() == "110000"


def test_a_place_is_found_by_its_initials_whatever_language_is_spoken(
    desk: Desk, qtbot: QtBot
) -> None:
    one = editor(desk, qtbot, places.Place())
    assert isinstance(one, ChoiceEditor)
    type_in(one.choice, "wx")
    press(one.choice, Qt.Key.Key_Down)
    press(one.choice, Qt.Key.Key_Return)
    assert one.value() == "320200"


def test_a_record_is_found_by_typing_and_opened_by_its_button(
    desk: Desk, qtbot: QtBot, officer: int
) -> None:
    one = editor(desk, qtbot, links.Reference("staff"))
    assert isinstance(one, RecordEditor)
    assert not one.open_button.isEnabled()
    type_in(one.choice, "Wen")
    press(one.choice, Qt.Key.Key_Down)
    with qtbot.waitSignal(one.changed):
        press(one.choice, Qt.Key.Key_Return)
    assert (one.value(), one.label()) == (officer, "Officer Wen")
    asked: list[tuple[str, object]] = []

    def ask(page: str, argument: object) -> None:
        asked.append((page, argument))

    desk.asked.connect(ask)
    one.open_button.click()
    assert asked == [("staff", officer)]


def test_a_name_that_is_not_in_the_store_is_made_from_the_list_and_can_be_undone(
    desk: Desk, qtbot: QtBot
) -> None:
    one = editor(desk, qtbot, links.Reference("organisation"))
    assert isinstance(one, RecordEditor)
    type_in(one.choice, "Yunwu Tea")
    press(one.choice, Qt.Key.Key_Down)
    assert one.choice.pending() == "Yunwu Tea"
    with qtbot.waitSignal(one.changed):
        press(one.choice, Qt.Key.Key_Return)
    made = one.value()
    with desk.register.reading() as session:
        found = session.get(Organisation, made)
        assert found is not None
        assert found.name == "Yunwu Tea"
    undo_last(desk.register)
    with desk.register.reading() as session:
        assert reading.choose(session, "organisation", "Yunwu") == []


def test_a_record_without_words_is_looked_up(desk: Desk, qtbot: QtBot, officer: int) -> None:
    one = editor(desk, qtbot, links.Reference("staff"))
    one.set_value(officer)
    assert one.label() == "Officer Wen"
    one.set_value(77)
    assert one.label() == "#77"


def test_a_part_has_no_page_to_open(desk: Desk, qtbot: QtBot) -> None:
    one = shown(qtbot, editor_for(desk, Receipt.fields()["corrects_id"]))
    assert isinstance(one, RecordEditor)
    assert one.open_button.isHidden()


def test_a_computed_field_is_words_and_no_field(desk: Desk, qtbot: QtBot) -> None:
    one = shown(qtbot, editor_for(desk, Project.fields()["stage_since"]))
    one.set_value(date(2026, 6, 30))
    assert one.value() == date(2026, 6, 30)
    assert not one.findChildren(QLineEdit)
    assert [label.text() for label in one.findChildren(QLabel)] == ["2026-06-30"]


@pytest.mark.parametrize("name", ["name", "place", "staff_id", "signed_on", "total_investment"])
def test_an_editor_that_is_only_looked_at_takes_no_typing(
    desk: Desk, qtbot: QtBot, name: str
) -> None:
    one = shown(qtbot, editor_for(desk, Project.fields()[name]))
    one.set_read_only(on=True)
    target = one.target
    assert isinstance(target, QLineEdit)
    target.setFocus()
    type_in(target, "7")
    press(target, Qt.Key.Key_Up)
    assert one.value() is None
    one.set_read_only(on=False)
    type_in(target, "7")
    assert target.text() == "7"


def test_units_stand_beside_their_editors(desk: Desk, qtbot: QtBot) -> None:
    area, amount = editor(desk, qtbot, numbers.Area()), editor(desk, qtbot, numbers.Money())
    assert isinstance(area, LineEditor)
    assert area.unit == "mu"
    assert area.line.alignment() & Qt.AlignmentFlag.AlignRight
    assert isinstance(amount, MoneyEditor)
    assert {one.text() for one in amount.findChildren(QToolButton)} >= {"10k yuan", "100m yuan"}
    assert amount.findChildren(QPushButton) == []


def test_a_long_text_keeps_its_lines(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, texts.LongText())
    assert isinstance(one, ParagraphEditor)
    with qtbot.waitSignal(one.changed):
        type_in(one.target, "tea")
    one.put_typed(" \n ")
    assert one.value() is None


def test_several_are_added_by_typing(desk: Desk, qtbot: QtBot) -> None:
    one = editor(desk, qtbot, CHAINS)
    assert isinstance(one, SeveralEditor)
    type_in(one.target, "Citrus")
    press(one.target, Qt.Key.Key_Down)
    with qtbot.waitSignal(one.changed):
        press(one.target, Qt.Key.Key_Return)
    assert one.value() == ("citrus",)
