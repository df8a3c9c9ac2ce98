# SPDX-License-Identifier: Apache-2.0
"""Values as the two editions say them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.guide.speech import MARK, UNKNOWN, Speech, glossary
from crm.kinds.days import PartialDay
from crm.queries.guide import Row
from crm.words import speaking
from tests.crm.documents.guide.office import data, with_values

CHINESE, ENGLISH = Speech("zh_CN"), Speech("en", {"尹其松": "Yin Qisong"})


@pytest.mark.parametrize(
    ("yuan", "chinese", "english"),
    [
        (67_000_000, "6,700万元", "CNY 67 million"),
        (111_000_000, "1.11亿元", "CNY 111 million"),
        (12_500, "1.25万元", "CNY 0.0125 million"),
        (23_000_000_000, "230亿元", "CNY 23 billion"),
        (0, "0万元", "CNY 0 million"),
        (None, UNKNOWN, UNKNOWN),
    ],
)
def test_money_is_said_in_the_units_of_the_language(
    yuan: int | None, chinese: str, english: str
) -> None:
    assert str(CHINESE.money(yuan)) == chinese
    assert str(ENGLISH.money(yuan)) == english


@pytest.mark.parametrize(
    ("value", "unit", "unit_en", "chinese", "english"),
    [
        ("42.86", "万人", "0,000 people", "42.86万人", "428,600 people"),
        ("168.4", "亿元", "CNY 100 million", "168.4亿元", "CNY 16.84 billion"),
        ("8.92", "亿元", "CNY 100 million", "8.92亿元", "CNY 892 million"),
        ("71.8", "%", "%", "71.8%", "71.8%"),
        ("24680", "元", "CNY", "24,680元", "CNY 24,680"),
        ("42.7", "亿元", "RMB 100 million", "42.7亿元", "CNY 4.27 billion"),
        ("312", "项", "", "312项", "312"),
        ("486000", "头", "", "486,000头", "486,000 head"),
        ("5", "垛", "", "5垛", f"5垛{MARK}"),
        (None, "亿元", "CNY 100 million", f"{UNKNOWN}亿元", f"CNY {UNKNOWN} million"),
    ],
)
def test_a_quantity_is_multiplied_out_in_english(
    value: str | None, unit: str, unit_en: str, chinese: str, english: str
) -> None:
    known = None if value is None else Decimal(value)
    assert str(CHINESE.quantity(known, unit, unit_en)) == chinese
    assert str(ENGLISH.quantity(known, unit, unit_en)) == english


def test_days_are_written_as_documents_write_them() -> None:
    assert CHINESE.day(date(2026, 6, 30)) == "2026年6月30日"
    assert ENGLISH.day(date(2026, 6, 30)) == "30 June 2026"
    assert CHINESE.day(PartialDay(2026, 6)) == "2026年6月"
    assert ENGLISH.day(PartialDay(2026, 6)) == "June 2026"
    assert ENGLISH.day(None) == CHINESE.day(None) == UNKNOWN


def test_a_missing_english_text_falls_back_visibly_and_is_remembered() -> None:
    speech = Speech("en")
    row = with_values(data().projects[0].project, name_en=None)
    assert speech.text(row, "name") == f"柑橘分选中心项目{MARK}"
    assert speech.untranslated == {("project", row.id, "name")}
    assert speech.text(with_values(row, name="SEZ 7"), "name") == "SEZ 7"
    assert speech.either(with_values(row, site=None), "site") == UNKNOWN


def test_people_are_called_as_readers_can_say_it() -> None:
    def asked(name: str | None, english: str | None = None) -> Row:
        return Row("procedure_step", 1, {"contact": name, "contact_en": english})

    assert CHINESE.contact(asked("尹其松", "Mr Yin"), "contact") == "尹其松"
    assert ENGLISH.contact(asked("尹其松"), "contact") == "Yin Qisong (尹其松)"
    assert ENGLISH.contact(asked("综合窗口", "General counter"), "contact") == "General counter"
    assert ENGLISH.contact(asked("雷锦涵"), "contact") == f"雷锦涵{MARK}"
    assert ENGLISH.contact(asked(None), "contact") == ""


def test_several_choices_are_said_as_one_list() -> None:
    row = with_values(data().projects[0].project, modes=("sole", "joint_venture", "ppp"))
    with speaking("en"):
        assert ENGLISH.choice(row, "modes") == "Sole investment, joint venture, PPP"
    with speaking("zh_CN"):
        assert CHINESE.choice(row, "modes").startswith("独资、合资")


def test_times_are_counted() -> None:
    with speaking("en"):
        assert ENGLISH.hours(Decimal(1)) == "1 hour"
        assert ENGLISH.hours(Decimal("0.3")) == "0.3 hours"
        assert ENGLISH.hours(None) == ""
        assert ENGLISH.working_days(1) == "1 working day"
        assert ENGLISH.working_days(20) == "20 working days"
        assert ENGLISH.years(Decimal("5.5")) == "5.5 years"
        assert ENGLISH.working_days(None) == UNKNOWN


@given(st.none() | st.integers(0, 10**14))
def test_only_nothing_is_said_as_zero(yuan: int | None) -> None:
    for speech in (CHINESE, ENGLISH):
        assert (speech.money(yuan).figure == UNKNOWN) is (yuan is None)
        if yuan == 0:
            assert speech.money(yuan).figure == "0"


def test_an_english_text_that_stands_elsewhere_is_taken_from_there() -> None:
    known = glossary(
        [Row("overview_item", 1, {"source": "统计局", "source_en": "Statistics", "label": "人口"})]
    )
    assert known == {"统计局": "Statistics"}
    speech = Speech("en", known=known)
    entry = Row("register_entry", 2, {"source": "统计局", "name": "园区", "name_en": None})
    assert speech.text(entry, "source") == "Statistics"
    assert speech.text(entry, "name") == "园区†"
    assert speech.untranslated == {("register_entry", 2, "name")}


def test_the_amounts_of_a_column_have_one_unit_and_their_points_align() -> None:
    column = [352_000_000, 92_000_000, None, 1_500_000_000]
    assert CHINESE.amounts(column) == ["3.52亿元", "0.92亿元", UNKNOWN, "15.00亿元"]
    assert ENGLISH.amounts(column) == ["CNY 352 million", "CNY 92 million", UNKNOWN,
                                       "CNY 1,500 million"]  # fmt: skip
    assert CHINESE.amounts([None]) == [UNKNOWN]


@given(st.lists(st.integers(0, 10**13).map(lambda wan: wan * 10_000), min_size=1, max_size=6))
def test_no_amount_of_a_column_is_rounded_to_another(yuan: list[int]) -> None:
    scale = 100_000_000 if max(yuan) >= 100_000_000 else 10_000
    for amount, said in zip(yuan, CHINESE.amounts(yuan), strict=True):
        figure = Decimal(said.rstrip("亿万元").replace(",", ""))
        assert figure == Decimal(amount) / scale


def test_a_sign_of_a_share_stands_with_its_figure() -> None:
    assert CHINESE.quantity(Decimal("71.8"), "%").closed() == ("71.8%", "")
    assert CHINESE.quantity(76, "家").closed() == ("76", "家")


def test_what_is_kept_on_a_line_reads_as_it_was_said() -> None:
    kept = ENGLISH.kept("In force", "until 31 December 2028")
    assert kept.split(" · ") == ["In\xa0force", "until\xa031\xa0December\xa02028"]
    assert " " in ENGLISH.kept("County housing and construction bureau")


def test_a_short_word_stays_with_its_number() -> None:
    policy = next(iter(data().policies)).policy
    said = with_values(policy, number_en="Shi Fa [2024] No. 22; Art. 3 of No. X")
    assert ENGLISH.text(said, "number") == "Shi Fa [2024] No.\xa022; Art.\xa03 of No. X"


def test_whom_to_call_stands_above_the_number_in_english() -> None:
    policy = next(iter(data().policies)).policy
    said = with_values(
        policy, claim_contact="综合窗口", claim_contact_en="General counter", claim_phone="0719-1"
    )
    assert ENGLISH.reached(said, "claim_contact", "claim_phone") == "General counter\n0719-1"
    assert CHINESE.reached(said, "claim_contact", "claim_phone") == "综合窗口　0719-1"
    unknown = with_values(said, claim_phone=None)
    assert ENGLISH.reached(unknown, "claim_contact", "claim_phone") == "General counter"
