# SPDX-License-Identifier: Apache-2.0
"""Pasted sign-in lists are recognised in any order and form; nothing that was pasted is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.signin import (
    DESTROYED,
    LISTED_TWICE,
    NO_NAME,
    ODD_NUMBER,
    TWICE,
    UNSURE,
    Signed,
    parse,
    phone_of,
)
from crm.kinds.texts import digits

NAMES = ("王强", "李敏", "赵晓东", "欧阳明华", "陈会长", "周总", "买买提·艾力")
FIRMS = (
    "无锡恒通商贸有限公司",
    "杭州下城食品集团",
    "福州商会",
    "武汉光彩事业促进会",
    "无锡市工商联",
)
TITLES = ("总经理", "董事长", "常务副会长", "秘书长", "市场部经理", "董事长兼总经理")
GAPS = (" ", ",", "，", "、", "\u3000", "；", " / ")
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def one(text: str) -> Signed:
    (found,) = parse(text)
    return found


def said(found: Signed) -> tuple[str, str, str, str]:
    return found.name, found.organisation, found.title, found.phone


def test_a_line_of_a_chat_is_recognised() -> None:
    found = one("王强 无锡恒通商贸有限公司 总经理 13812345678")
    assert said(found) == ("王强", "无锡恒通商贸有限公司", "总经理", "13812345678")
    assert (found.doubts, found.rest) == ((), "")


@given(
    st.sampled_from(NAMES), st.sampled_from(FIRMS), st.sampled_from(TITLES), mobiles,
    st.permutations(range(4)), st.lists(st.sampled_from(GAPS), min_size=3, max_size=3),
)  # fmt: skip
def test_the_order_and_the_gaps_say_nothing(
    name: str, firm: str, title: str, phone: str, order: list[int], gaps: list[str]
) -> None:
    parts = (name, firm, title, phone)
    words = [parts[at] for at in order]
    line = words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
    assert said(one(line)) == parts


@given(
    mobiles,
    st.sampled_from(("", "+86", "86", "+86 ", "(+86)", "0086 ")),
    st.sampled_from((0, 0xFEE0)),
    st.lists(st.sampled_from(("", " ", "-")), min_size=2, max_size=2),
)
def test_a_mobile_is_the_same_however_it_is_written(
    phone: str,
    code: str,
    wide: int,
    gaps: list[str],
) -> None:
    written = f"{code}{phone[:3]}{gaps[0]}{phone[3:7]}{gaps[1]}{phone[7:]}"
    written = written.translate({ord(c): ord(c) + wide for c in "0123456789+-"})
    assert phone_of(written) == (phone, ())
    assert said(one(f"王强 {written} 福州商会")) == ("王强", "福州商会", "", phone)


@given(st.text(max_size=200))
def test_any_text_is_read_and_gives_at_most_a_line_for_a_line(text: str) -> None:
    found = parse(text)
    assert len(found) <= len(text.replace("\r", "\n").split("\n"))
    assert all(any(said(line)) or line.rest for line in found)


@given(
    st.lists(st.sampled_from([*NAMES, *FIRMS, *TITLES, "13812345678", "茶园", "x1"]), max_size=7)
)
def test_no_word_of_a_line_is_lost(words: list[str]) -> None:
    for found in parse(" ".join(words)):
        kept = "".join([*said(found), found.phone2, found.rest])
        assert all(word in kept for word in words)


def test_a_table_is_read_by_its_heading() -> None:
    found = parse(
        "无锡推介会签到表\n"
        "序号\t单 位\t姓 名\t职务\t联系电话（手机）\t备注\n"
        "1\t无锡商会\t王　强\t会长\t+86 138-1234-5678\t想看茶园\n"
        "\t\t\t\t\t\n"
        "2\t恒通\tTom Li\tBuyer\t0510-85551234\t\n"
    )[-2:]
    assert [said(line) for line in found] == [
        ("王强", "无锡商会", "会长", "13812345678"), ("Tom Li", "恒通", "Buyer", "0510-85551234"),
    ]  # fmt: skip
    assert found[0].rest == "想看茶园"


def test_a_table_without_a_heading_is_read_by_what_its_columns_look_like() -> None:
    rows = [
        "1\t总经理\t13812345678\t无锡恒通商贸有限公司\t王强",
        "2\t会长\t13912345678\t福州商会\t李敏",
        "3\t\t\t老地方\t不二",
    ]
    found = parse("\r\n".join(rows))
    assert [said(line) for line in found] == [
        ("王强", "无锡恒通商贸有限公司", "总经理", "13812345678"),
        ("李敏", "福州商会", "会长", "13912345678"), ("不二", "老地方", "", ""),
    ]  # fmt: skip


def test_a_number_that_the_spreadsheet_destroyed_is_marked_and_not_taken() -> None:
    for text in ("姓名\t电话\n王强\t1.39E+10", "王强 1.39E+10", "王强\t1.38123e+10\t福州商会"):
        found = one(text)
        assert (found.name, found.phone, found.doubts) == ("王强", "", (DESTROYED,))
        assert "E+" in found.rest.upper()


def test_what_is_labelled_is_believed() -> None:
    found = one("单位：老地方，姓名：不二，职务：跑堂，电话：0591-87654321，备注：素食")
    assert said(found) == ("不二", "老地方", "跑堂", "0591-87654321")
    assert found.rest == "素食"


def test_things_without_a_gap_between_them_are_parted() -> None:
    assert said(one("1、无锡恒通商贸有限公司总经理李敏13812345678")) == (
        "李敏", "无锡恒通商贸有限公司", "总经理", "13812345678",
    )  # fmt: skip
    assert said(one("李敏总经理，13812345678"))[::2] == ("李敏", "总经理")
    assert said(one("王强 党委书记 13812345678"))[::2] == ("王强", "党委书记")


def test_western_lines_are_parted_by_commas() -> None:
    found = one("John Smith, ABC Foods Co., Ltd, Sales Manager, +1 212 555 0100")
    assert said(found) == ("John Smith", "ABC Foods Co., Ltd", "Sales Manager", "+1 212 555 0100")


def test_the_mobile_stands_before_the_landline() -> None:
    found = one("王强 0510-85551234 13812345678")
    assert (found.phone, found.phone2) == ("13812345678", "0510-85551234")


def test_doubts_are_said() -> None:
    assert one("13812345678 福州商会").doubts == (NO_NAME,)
    assert one("王强 1381234567").doubts == (ODD_NUMBER,)
    first, second = parse("王强 13812345678\n李敏 138 1234 5678")
    assert (first.doubts, second.doubts) == ((), (TWICE,))
    assert digits(first.phone) == digits(second.phone)


@pytest.mark.parametrize("text", ["", " \n\t\n", "姓名 单位 电话", "姓名\t单位\t职务\t电话"])
def test_a_heading_alone_is_nobody(text: str) -> None:
    assert parse(text) == ()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("（不详）上海示例公司 王强", ("王强", "(不详)上海示例公司")),
        ("(王强) 恒通公司(集团)", ("王强", "恒通公司(集团)")),
        ("恒通公司 王　小明", ("王小明", "恒通公司")),
        ("姓名\t单位\n刘　惠山\t恒通公司", ("刘惠山", "恒通公司")),
    ],
)
def test_brackets_that_belong_to_a_word_stay_and_spread_names_are_put_together(
    line: str, wanted: tuple[str, str]
) -> None:
    (found,) = parse(line)
    assert (found.name, found.organisation) == wanted


def test_a_western_line_without_commas_is_parted_and_marked_where_it_is_not_sure() -> None:
    found = one("Peter Smith Lipton China Sales Director +86 138 5711 0008")
    assert said(found) == ("Peter Smith", "Lipton China", "Sales Director", "13857110008")
    assert found.doubts == ()
    unsure = one("Peter Smith Lipton Tea 13857110008")
    assert said(unsure) == ("Peter Smith", "Lipton Tea", "", "13857110008")
    assert unsure.doubts == (UNSURE,)


def test_the_same_name_and_firm_twice_is_marked_on_both_lines() -> None:
    found = parse("王强 福州商会 会长 13812345678\n李敏 福州商会\n王强 福州商会 秘书长 13912345678")
    assert [line.doubts for line in found] == [(LISTED_TWICE,), (), (LISTED_TWICE,)]
