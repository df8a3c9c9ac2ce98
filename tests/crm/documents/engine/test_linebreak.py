# SPDX-License-Identifier: Apache-2.0
"""Lines: no forbidden start or end, none too wide, nothing lost, for any mixture of text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm.documents.engine.classes import PARTED_NEVER, clean, variants
from crm.documents.engine.faces import voice
from crm.documents.engine.linebreak import Broken, break_text, spread

SIZE = 10.5
NEVER_FIRST = frozenset("，。、；：？！）》〉】」』〕’”％·ー～")
NEVER_LAST = frozenset("（《〈【「『〔‘“￥")
PIECES = st.sampled_from(
    [
        "招商引资", "的", "项目", "，", "。", "、", "；", "：", "“", "”", "《", "》", "（", "）",
        "——", "……", "，“", "。”", "）（", "100", "3.5%", "1,234.56", "Class-A", "one-stop", " ",
        "  ", "A", "investment", "2026年6月30日", "0700-1234567", "℃", "￥", "$5", "(a)", "[1]",
        "don’t", "\n",
        "https://example.gov.cn/a/b?c=d", "𬒈", "·", "！", "？", "\u3000", "\xa0", "-", "/", "kWh",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=120).map("".join)
MEASURES = st.floats(min_value=60, max_value=460)


def broken(text: str, measure: float, indent: float = 0.0, *, tighten: bool = True) -> Broken:
    own = voice("serif", SIZE)
    text = variants(clean(text))
    widths = list(map(own.widths.__getitem__, text))
    return break_text(text, widths, measure, em=SIZE, indent=indent, tighten=tighten)


def could_be_parted(found: Broken, start: int, stop: int) -> bool:
    pairs = (found.classes[at - 1 : at + 1] for at in range(start + 1, stop + 1))
    return any(pair not in PARTED_NEVER and pair != "YL" for pair in pairs)


def filled(found: Broken, number: int) -> float:
    """How wide a line is when it is justified, its signs trimmed at its end."""
    line = found.lines[number]
    gap, word = spread(found, line, SIZE)
    classes = found.classes[line.start : line.stop - 1]
    stretched = sum(gap for letter in classes if letter not in "LDcoYG")
    return line.offset + line.width + stretched + word * classes.count("S")


@example("招商引资招商引资招商引资招商引资项目项目， ，", 60.0)
@example("招商引资招商引资招商引资招商引资——！，，， ，", 60.0)
@given(TEXTS, MEASURES)
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(
    text: str, measure: float
) -> None:
    found = broken(text, measure)
    for before, line in zip(found.lines, found.lines[1:], strict=False):
        if before.ends or line.start == line.stop:
            continue
        if found.text[line.start] in NEVER_FIRST or found.text[before.stop - 1] in NEVER_LAST:
            assert not could_be_parted(found, before.start, before.stop - 1)


@given(TEXTS, MEASURES, st.sampled_from([0.0, 2 * SIZE]))
def test_no_line_is_wider_than_the_measure(text: str, measure: float, indent: float) -> None:
    found = broken(text, measure, indent)
    for number, line in enumerate(found.lines):
        if line.stop - line.start > 1:
            assert filled(found, number) <= measure + 0.01


@given(TEXTS, MEASURES)
def test_lines_put_together_are_the_text(text: str, measure: float) -> None:
    found = broken(text, measure)
    whole = "".join(found.text[line.start : line.resume] for line in found.lines)
    assert whole == found.text == variants(clean(text))
    for line in found.lines:
        assert not found.text[line.stop : line.resume].strip(" \u3000\n")


@given(TEXTS, MEASURES)
def test_words_that_fit_on_a_line_stay_whole(text: str, measure: float) -> None:
    found = broken(text, measure, tighten=False)
    own = voice("serif", SIZE)
    for before, line in zip(found.lines, found.lines[1:], strict=False):
        pair = found.classes[before.stop - 1 : before.stop + 1]
        if not before.ends and before.stop == line.start and pair in {"LL", "DD", "LD", "DL"}:
            start, stop, classes = before.stop, before.stop, found.classes
            together = PARTED_NEVER | {"YL"}
            while start > 0 and classes[start - 1 : start + 1] in together:
                start -= 1
            while classes[stop - 1 : stop + 1] in together:
                stop += 1
            assert own.width(found.text[start:stop]) > measure - 3 * SIZE


def test_a_full_line_of_chinese_is_exactly_as_wide_as_the_measure() -> None:
    found = broken("谋划了多个招商引资项目，其中部分进入了州级项目库；" * 12, 300)
    for number, line in enumerate(found.lines):
        if not line.ends:
            assert filled(found, number) == pytest.approx(300, abs=0.01)


def test_a_sign_at_the_end_of_a_line_gives_up_its_blank_half() -> None:
    found = broken("一二三四五六七八九，十" * 3, SIZE * 9.6, tighten=False)
    assert found.text[found.lines[0].stop - 1] == "，"
    assert found.lines[0].width == pytest.approx(SIZE * 9.5)


def test_an_opening_sign_at_the_start_of_a_line_hangs_its_blank_half() -> None:
    found = broken("一二三四五（六七八）", SIZE * 5)
    assert found.text[found.lines[1].start] == "（"
    assert found.lines[1].offset == pytest.approx(-SIZE / 2)


def test_neighbouring_signs_share_their_blank_halves() -> None:
    found = broken("他说：“好。”", 400)
    assert found.shifts == {3 - 1: -SIZE / 2, 5: -SIZE / 2}


def test_a_quarter_em_stands_between_chinese_and_latin() -> None:
    found = broken("共3个project项目", 400)
    assert found.shifts == dict.fromkeys((0, 1, 2, 9), SIZE / 4)


def test_dashes_and_ellipses_are_not_parted() -> None:
    for measure in range(60, 200, 3):
        found = broken("按年兑现——逐项落实……直至全部完成——不留尾巴……" * 3, measure)
        for line in found.lines:
            assert found.classes[line.stop - 1 : line.stop + 1] != "PP"


@pytest.mark.parametrize(
    ("text", "chars", "lines"),
    [
        ("Xiong Zhongpeng Li", 9, ["Xiong", "Zhongpeng", "Li"]),
        ("Xiong Zhongpeng", 10, ["Xiong", "Zhongpeng"]),
        ("熊中鹏Zhongpeng李", 9, ["熊中鹏", "Zhongpeng", "李"]),
        ("Xiong Zhongpeng, Li", 10, ["Xiong", "Zhongpeng,", "Li"]),
        ("Xiong Zhongpeng，李", 10, ["Xiong", "Zhongpeng，", "李"]),
        ("熊中鹏（Zhong）李", 7, ["熊中鹏", "（Zhong）", "李"]),
    ],
)
def test_a_name_with_just_room_enough_goes_to_the_next_line_whole(
    text: str, chars: int, lines: list[str]
) -> None:
    widths = [10.0 if ord(one) > ord("~") else 5.0 for one in text]
    found = break_text(text, widths, chars * 5.0, em=10.0, tighten=False)
    assert [text[one.start : one.stop] for one in found.lines] == lines


def test_a_word_wider_than_the_line_is_broken() -> None:
    found = broken("x" * 10_000, 300)
    assert len(found.lines) > 100
    assert all(line.width <= 300 for line in found.lines)


def test_a_forced_new_line_begins_a_new_paragraph_with_its_indent() -> None:
    found = broken("第一段\n\n第二段", 300, indent=21)
    assert [found.text[line.start : line.stop] for line in found.lines] == ["第一段", "", "第二段"]
    assert [line.offset for line in found.lines] == [21, 21, 21]


def test_nothing_is_one_empty_line() -> None:
    found = broken("", 300)
    assert [(line.start, line.stop, line.ends) for line in found.lines] == [(0, 0, True)]
