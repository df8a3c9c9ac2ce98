# SPDX-License-Identifier: Apache-2.0
"""Days off and worked weekends are read as calendars, tables and the notice itself write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules import workdays
from crm.errors import InvalidInput
from crm.exchange.holidays import read_holidays

NOTICE = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节、国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
"""


def test_the_notice_is_read_as_the_state_council_writes_it() -> None:
    found = read_holidays(NOTICE.encode("gb18030"))
    known = workdays.Workdays()
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    read = workdays.Workdays(found)
    assert [read.works(day) for day in year] == [known.works(day) for day in year]
    assert {day for day, on in found.items() if on} == {
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9),
        date(2026, 9, 20), date(2026, 10, 10),
    }  # fmt: skip


def test_a_holiday_may_begin_in_the_year_before() -> None:
    text = "2027年部分节假日安排\n元旦：2026年12月31日至2027年1月2日放假调休，共3天。1月9日上班。"
    assert read_holidays(text.encode()) == {
        date(2026, 12, 31): False, date(2027, 1, 1): False, date(2027, 1, 2): False,
        date(2027, 1, 9): True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "SUMMARY:国庆节（休）",
        "SUMMARY:国庆节 假期 第1天/共2天\r\nDESCRIPTION:其他补班日请看通知",
        "SUMMARY:国庆节\r\nDESCRIPTION:公众\r\n 假期",
        "SUMMARY;LANGUAGE=zh_CN:国庆节\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY",
        "SUMMARY:休｜国庆\r\nBEGIN:VALARM\r\nDESCRIPTION:班\r\nEND:VALARM",
    ],
)
def test_calendars_say_in_their_own_ways_that_a_day_is_off(said: str) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271001\r\n"
        f"DTEND;VALUE=DATE:20271003\r\n{said}\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART:20271009T090000\r\nDTEND:20271009T180000\r\n"
        "SUMMARY:国庆节 补班\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271018\r\nSUMMARY:重阳节\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    assert read_holidays(text.encode()) == {
        date(2027, 10, 1): False, date(2027, 10, 2): False, date(2027, 10, 9): True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "日期,类型,节日\n2027-10-01,休,国庆节\n2027/10/2,放假,\n2027年10月9日,班,国庆节值班调休",
        "2027-10-01,2027-10-02,休\n20271009\t上班",
        "2027.10.1—2027.10.2 休\n2027.10.9 班\n",
        "date;kind\n2027-10-01;off\n2027-10-02;holiday\n2027-10-09;work",
    ],
)
def test_tables_are_read_with_or_without_a_head(text: str) -> None:
    assert read_holidays(text.encode("utf-8-sig")) == {
        date(2027, 10, 1): False, date(2027, 10, 2): False, date(2027, 10, 9): True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "No day off"),
        ("各位同事，请查收。".encode(), "No day off"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x81\x20", "no text"),
        (b"x" * 2_000_001, "too large"),
        ("2027-10-01,休\n2027-13-40,休".encode(), "2027-13-40 cannot be right"),
        ("2027-10-01,休\n2027-10-02,国庆".encode(), "Line 2 is not understood"),
        ("2027-10-01,休\n2027-10-01,班".encode(), "off and to be worked"),
        ("2027-10-01,2028-10-01,休".encode(), "no holiday is like that"),
        ("10月1日,休".encode(), "of which year"),
        ("1927-10-01,休".encode(), "cannot be right"),
        ("\n".join(f"2027-{m:02}-{d:02},休" for m in range(1, 8) for d in range(1, 29)).encode(),
         "no calendar of holidays"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nSUMMARY:Tea\nEND:VEVENT", "No day off"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_of_holidays_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as refused:
        read_holidays(data)
    assert "ICS" in refused.value.next_step


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        found = read_holidays(data)
    except InvalidInput:
        return
    assert found


@given(st.dictionaries(st.dates(date(2027, 1, 1), date(2029, 12, 31)), st.booleans(), min_size=1))
def test_what_is_kept_is_read_again(days: dict[date, bool]) -> None:
    assert workdays.understood(workdays.written(days)) == days
    assert read_holidays(workdays.written(days).encode()) == days
