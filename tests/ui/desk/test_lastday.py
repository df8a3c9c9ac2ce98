# SPDX-License-Identifier: Apache-2.0
"""What the start page showed last: kept whole, told apart by store and language, never in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm import words
from ui.desk.lastday import LastDay
from ui.widgets.seenday import SeenDay, SeenLine, SeenSection, SeenTarget

SEEN = SeenDay(
    "今日",
    "2026年11月24日 星期二",
    (SeenTarget("到位资金", "3.2", "亿元", "共 6 亿元", "53.3%", "落后", "warning", 0.533, 0.9),),
    (SeenSection("逾期与到期", 7, "没有", (SeenLine("回访", "王总", "逾期 2 天", "danger"),)),),
    (SeenSection("近期活动", 0, "没有安排活动。", ()),),
)


def test_what_was_kept_is_read_again_as_it_was(tmp_path: Path) -> None:
    LastDay("office.icr", tmp_path / "seen").keep(SEEN)
    assert LastDay("office.icr", tmp_path / "seen").read() == SEEN


def test_another_store_and_another_language_know_nothing_of_it(tmp_path: Path) -> None:
    words.set_language("zh_CN")
    LastDay("office.icr", tmp_path / "seen").keep(SEEN)
    assert LastDay("other.icr", tmp_path / "seen").read() is None
    words.set_language("en")
    assert LastDay("office.icr", tmp_path / "seen").read() is None


def test_forgotten_it_is_gone_and_forgetting_twice_is_no_trouble(tmp_path: Path) -> None:
    last = LastDay("office.icr", tmp_path / "seen")
    last.keep(SEEN)
    last.forget()
    last.forget()
    assert last.read() is None
    assert list((tmp_path / "seen").iterdir()) == []


@pytest.mark.parametrize(
    "spoilt",
    ["", "{", "[]", '{"seen": 3}', '{"seen": ["a", "b", [["too", "short"]], [], []]}',
     '{"seen": ["a", "b", [], [["label", "no number", "nothing", []]], []]}'],
)  # fmt: skip
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, spoilt: str) -> None:
    last = LastDay("office.icr", tmp_path / "seen")
    last.keep(SEEN)
    (file,) = (tmp_path / "seen").iterdir()
    file.write_text(spoilt, "utf-8")
    assert last.read() is None


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, no folder", "utf-8")
    last = LastDay("office.icr", taken)
    last.keep(SEEN)
    assert last.read() is None
