# SPDX-License-Identifier: Apache-2.0
"""What is chosen from a list is found by its code and by its word in either language."""

from __future__ import annotations

import pytest

from crm import words
from crm.domain import choices
from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.kinds.choices import Choice, Choices, Flag

CHAIN = Choice("chain", choices.CHAINS)
CHAINS = Choices("chain", choices.CHAINS)


@pytest.mark.parametrize("text", ["tea", "TEA", "Selenium-rich tea", "富硒茶", " ｔｅａ "])
def test_an_option_is_found_by_its_code_and_its_words(text: str) -> None:
    assert CHAIN.parse(text) == "tea"


def test_what_is_not_in_the_list_is_refused_with_the_list() -> None:
    with pytest.raises(InvalidInput) as refused:
        CHAIN.parse("gold")
    assert "Selenium-rich tea" in refused.value.next_step


def test_a_code_of_a_later_version_is_shown_as_it_is() -> None:
    assert CHAIN.show("bamboo") == "bamboo"
    with pytest.raises(InvalidInput):
        CHAIN.take("bamboo")


@pytest.mark.parametrize("text", ["柑橘、富硒茶", "tea, citrus", "citrus；tea，tea"])
def test_several_options_come_in_the_order_of_the_list(text: str) -> None:
    assert CHAINS.parse(text) == ("tea", "citrus")
    assert CHAINS.take(("citrus", "tea")) == ("tea", "citrus")


def test_several_options_are_shown_as_the_language_lists_things() -> None:
    assert CHAINS.show(("tea", "citrus")) == "Selenium-rich tea, Citrus"
    with words.speaking("zh_CN"):
        assert CHAINS.show(("tea", "citrus")) == "富硒茶、柑橘"


def test_yes_and_no_are_understood_as_offices_write_them() -> None:
    assert [Flag().parse(text) for text in ("是", "有", "√", "YES", "1")] == [True] * 5
    assert [Flag().parse(text) for text in ("否", "无", "×", "ｎ", "0")] == [False] * 5


def test_no_two_options_of_a_list_have_the_same_code_or_word() -> None:
    fields = [field.kind for kind in RECORDS.values() for field in kind.fields().values()]
    for kind in fields:
        if isinstance(kind, Choice | Choices):
            assert len({option.code for option in kind.options}) == len(kind.options)
            for spoken in words.LANGUAGES:
                with words.speaking(spoken):
                    said = {words.tr(option.label) for option in kind.options}
                assert len(said) == len(kind.options), kind.name
