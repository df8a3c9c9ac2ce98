# SPDX-License-Identifier: Apache-2.0
"""Names are put together from the lists, codes hold, and brands are not said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm.kinds.texts import CreditCode
from crm.sample import naming
from crm.sample.dice import Dice


@given(st.text())
def test_a_credit_code_holds(seed: str) -> None:
    dice = Dice(seed)
    code = naming.credit_code(dice, naming.city(dice).code)
    assert CreditCode().parse(code) == code
    assert CreditCode().doubt(code) == ""


def test_the_first_thousands_of_companies_have_words_of_their_own() -> None:
    words = [naming.brand(number)[0] for number in range(6_000)]
    assert len(set(words)) == len(words)


@given(st.text())
def test_a_person_is_spelled_as_they_are_written(seed: str) -> None:
    name, spelled, surname = naming.person(Dice(seed))
    assert name.startswith(surname)
    assert 2 <= len(name) <= 4
    assert len(spelled.split()) == 2
    assert spelled == spelled.title()
