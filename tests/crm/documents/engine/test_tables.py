# SPDX-License-Identifier: Apache-2.0
"""Tables: heads on each page, figures on the right, nothing lost, no row too high."""

from __future__ import annotations

from pathlib import Path

from crm.documents.engine.tables import Column, Table
from crm.documents.engine.text import Run
from tests.crm.documents.engine.reading import composer, saved, texts

COLUMNS = [Column("序号", 0.5), Column("项目名称", 2, name=True), Column("单价"), Column("来源", 2)]
ROWS = [
    [str(number), f"项目{number:03d}号", f"{number * 1.37:,.2f}", "县发展改革局，2026年5月"]
    for number in range(120)
]


def test_a_table_over_pages_repeats_title_unit_and_heads(tmp_path: Path) -> None:
    made = composer()
    made.place(Table(COLUMNS, ROWS, title="用电价格", unit="单位：元"))
    path, printed = saved(made, tmp_path)
    read = texts(path)
    assert printed.pages >= 3
    for text in read:
        assert "用电价格" in text
        assert "单位：元" in text
        assert "项目名称" in text
    assert all(f"项目{number:03d}号" in "".join(read) for number in range(120))


def test_totals_are_not_left_alone_on_a_page(tmp_path: Path) -> None:
    for count in range(20, 60):
        made = composer()
        rows = [*ROWS[:count], ["", "合计", "99.00", ""]]
        made.place(Table(COLUMNS, rows, sums=1))
        path, _ = saved(made, tmp_path)
        last = texts(path)[-1]
        assert "合计" in last
        assert f"项目{count - 1:03d}号" in last


def test_columns_of_figures_stand_right(tmp_path: Path) -> None:
    made = composer()
    table = Table(COLUMNS, [["1", "甲", "1,234.50", "—"], ["2", "乙", "≥70%", "表"]])
    assert [own.align for own, _ in table.styles(made.press)] == ["right", "left", "right", "left"]
    made.place(table)
    saved(made, tmp_path)


def test_a_row_higher_than_a_page_runs_on(tmp_path: Path) -> None:
    made = composer()
    made.place(Table(COLUMNS, [["1", "名" * 10_000, "1", ""], ["2", "乙", "3", ""]]))
    path, printed = saved(made, tmp_path)
    assert "".join(texts(path)).count("名") == 10_000 + printed.pages
    assert printed.pages > 5


def test_a_table_without_rows_shows_its_heads(tmp_path: Path) -> None:
    made = composer()
    made.place(Table(COLUMNS, [], title="空表"))
    path, _ = saved(made, tmp_path)
    assert "项目名称" in texts(path)[0]


def test_no_row_is_left_alone_on_a_page(tmp_path: Path) -> None:
    for free in range(20, 200, 12):
        made = composer()
        made.paragraph("导语")
        made.take(made.room - free)
        made.place(Table(COLUMNS, ROWS[:40]))
        path, _ = saved(made, tmp_path)
        counts = [text.count("县发展改革局") for text in texts(path)]
        assert 1 not in counts
        assert sum(counts) == 40


def test_a_small_table_is_not_parted(tmp_path: Path) -> None:
    for free in range(20, 200, 12):
        made = composer()
        made.paragraph("导语")
        made.take(made.room - free)
        made.place(Table(COLUMNS, ROWS[:4]))
        path, _ = saved(made, tmp_path)
        assert {text.count("县发展改革局") for text in texts(path)} <= {0, 4}


def test_a_cell_of_what_is_told_elsewhere_ends_in_an_ellipsis(tmp_path: Path) -> None:
    made = composer()
    columns = [Column("项目", most=2), Column("条款", most=1), Column("金额")]
    long = [Run("名" * 10_000, made.look.style("cell-name")), Run("注", made.look.style("note"))]
    made.place(Table(columns, [[long, "款" * 99, "1"], ["短", "短", "2"]]))
    path, printed = saved(made, tmp_path)
    (read,) = texts(path)
    assert printed.pages == 1
    assert 20 < read.count("名") < 40
    assert 10 < read.count("款") - 1 < 20
    assert read.count("…") == 2
    assert read.count("短") == 2
