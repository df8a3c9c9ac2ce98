# SPDX-License-Identifier: Apache-2.0
"""What a text is found by: every part of it that somebody may type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm.storage.search.folding import runs
from crm.storage.search.terms import Wanted, fits, starting, tell_all, terms, wanted
from crm.storage.search.tokens import LONGEST, Manner, Piece, tokens

TEXT = st.text("无锡商会茶单吕重庆abCé12 -（）", max_size=12)
PIECES = st.lists(
    st.builds(Piece, st.just("field"), TEXT, st.sampled_from(Manner), st.booleans()), max_size=4
)


def holds(found: list[str], asked: list[Wanted]) -> bool:
    """Whether some tokens answer all that is wanted, as both engines compare them."""

    def answers(one: Wanted) -> bool:
        looked = tuple(kind + one.text for kind in one.classes)
        return any(token in looked if one.whole else token.startswith(looked) for token in found)

    return all(map(answers, asked))


def title(text: str, manner: Manner = Manner.SAID) -> list[str]:
    return tokens([Piece("name", text, manner, title=True)])


def test_a_chinese_title_is_found_by_pairs_pinyin_and_initials_from_every_syllable() -> None:
    assert title("无锡商会") == sorted([
        "t无锡", "t锡商", "t商会", "t会", "twuxishan", "txishangh", "tshanghui", "thui",
        "twxsh", "txsh", "tsh", "th", "s无锡商会", "swuxishan", "swxsh",
    ])  # fmt: skip


def test_a_long_text_is_found_as_it_is_written_only() -> None:
    assert tokens([Piece("note", "茶园", Manner.WRITTEN)]) == ["b园", "b茶园"]


def test_a_number_is_found_from_any_of_its_digits_on() -> None:
    assert tokens([Piece("phone", "0719-55501", Manner.NUMBER)]) == sorted(
        ["n07195550", "n71955501", "n1955501", "n955501", "n55501", "n5501", "n501"]
    )


def test_what_stands_in_the_title_is_not_said_again_for_the_rest() -> None:
    found = tokens(
        [Piece("name", "Tea", Manner.SAID, title=True), Piece("n", "Tea Oil", Manner.SAID)]
    )
    assert found == ["boil", "stea", "ttea"]


def test_nothing_is_longer_than_a_token_may_be() -> None:
    assert max(map(len, title("硒" * 60 + "a" * 60))) == LONGEST + 1


def test_terms_are_folded_and_said_once() -> None:
    assert [run.text for run in terms("无锡 ＴＥＡ tea 无锡，")] == ["无锡", "tea"]


@given(PIECES, TEXT)
def test_tokens_never_miss_what_a_look_at_the_texts_finds(pieces: list[Piece], text: str) -> None:
    asked = terms(text)
    if fits(pieces, asked):
        assert holds(tokens(pieces), wanted(asked))


@given(PIECES, TEXT)
def test_tokens_alone_decide_when_they_say_so(pieces: list[Piece], text: str) -> None:
    asked = terms(text)
    if tell_all(asked):
        assert holds(tokens(pieces), wanted(asked)) == fits(pieces, asked)


@given(TEXT, st.integers(1, 12))
def test_a_title_is_found_by_its_beginning(text: str, length: int) -> None:
    plain = "".join(run.text for run in runs(text))
    if plain[:length]:
        assert holds(title(text), [starting(plain[:length])])
