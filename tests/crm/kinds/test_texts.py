# SPDX-License-Identifier: Apache-2.0
"""Texts are kept clean; telephones, addresses, codes and document numbers have their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import InvalidInput
from crm.kinds.texts import (
    ALPHABET,
    WEIGHTS,
    CreditCode,
    DocumentNumber,
    Email,
    Link,
    LongText,
    Phone,
    Text,
    clean,
    credit_code_holds,
    digits,
)

BODY = st.text(ALPHABET, min_size=17, max_size=17)


def with_check_digit(body: str) -> str:
    """The code whose first 17 characters are these, by trying all last ones."""
    (code,) = (body + last for last in ALPHABET if credit_code_holds(body + last))
    return code


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    for lines in (False, True):
        once = clean(text, lines=lines)
        assert clean(once, lines=lines) == once
        assert not set(once) & set("\u200b\u202e\ufeff\x00\x1b\r")
    assert "\n" not in clean(text)


def test_a_line_has_no_breaks_and_a_paragraph_keeps_them() -> None:
    assert Text().parse(" 富硒茶\r\n 产业园\t一期 ") == "富硒茶 产业园 一期"
    assert LongText().parse("一\r\n二\r三 ") == "一\n二\n三"


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    with pytest.raises(InvalidInput, match="has 6 characters; 5 fit"):
        Text(5).parse("abcdef")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("138 0013 8000", "13800138000"), ("+86 13800138000", "13800138000"),
        ("86-138-0013-8000", "13800138000"), ("0719–2720123", "0719-2720123"),
        ("（0719）2720123", "(0719)2720123"), ("0719-2720123转801", "0719-2720123转801"),
        ("+65 6123 4567", "+65 6123 4567"), ("１３８００１３８０００", "13800138000"),
    ],
)  # fmt: skip
def test_a_telephone_number_is_written_one_way(text: str, number: str) -> None:
    assert Phone().parse(text) == number


def test_a_mobile_with_a_digit_too_few_is_doubted_not_refused() -> None:
    assert "has 10" in Phone().doubt(Phone().parse("1380013800"))
    assert Phone().doubt("13800138000") == ""
    assert Phone().doubt("12345") == ""


@given(st.from_regex(r"[0-9]{3,11}", fullmatch=True))
def test_a_number_keeps_all_its_digits(number: str) -> None:
    assert digits(Phone().parse(number)) == number


@given(BODY)
def test_every_credit_code_has_exactly_one_check_digit(body: str) -> None:
    assert CreditCode().doubt(with_check_digit(body)) == ""


@given(body=BODY, at=st.integers(0, 16), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_noticed(body: str, at: int, other: str) -> None:
    code = with_check_digit(body)
    wrong = code[:at] + other + code[at + 1 :]
    assert credit_code_holds(wrong) == (wrong == code)


def test_a_credit_code_that_does_not_hold_is_doubted_not_refused() -> None:
    assert CreditCode().parse(" 9142 0000ma4k-xxxx0x ") == "91420000MA4KXXXX0X"
    assert CreditCode().doubt("91420000MA4KXXXX0I")
    assert len(WEIGHTS) == 17


@pytest.mark.parametrize(
    "text",
    [
        "示政发[2017]16号",
        "示政发(2017)16号",
        "示政发（ 2017 ）16号",
        "示政发【2017】16号",
        "示政发〔2017〕16号",
    ],
)
def test_a_document_number_has_its_year_in_hexagonal_brackets(text: str) -> None:
    assert DocumentNumber().parse(text) == "示政发〔2017〕16号"


def test_other_brackets_of_a_document_number_stay() -> None:
    assert DocumentNumber().parse("GB 18186(修订)") == "GB 18186(修订)"


def test_a_web_address_gets_its_scheme() -> None:
    assert Link().parse("www.example.com") == "https://www.example.com"
    assert Link().parse("http://example.com/a") == "http://example.com/a"
    assert Link().parse("example.com:8080/x") == "https://example.com:8080/x"


def test_an_address_in_full_width_letters_is_understood() -> None:
    assert Email().parse("ｗａｎｇ＠example.com") == "wang@example.com"
