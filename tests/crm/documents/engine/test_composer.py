# SPDX-License-Identifier: Apache-2.0
"""The composer: what stays together, what turns pages, and that page numbers are true."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.documents.engine.blocks import Gap, Panel, Row, Stack, Text
from crm.documents.engine.composer import Composer
from crm.documents.engine.page import Section
from crm.documents.engine.style import A4, LARGE_16MO, look
from tests.crm.documents.engine.reading import (
    composer,
    labels,
    link_count,
    outline,
    saved,
    size,
    texts,
    trouble,
)

LONG = "建设内容包括标准化厂房、冷链仓储、检验检测中心及配套道路管网。" * 8


def test_contents_show_the_page_where_each_heading_stands(tmp_path: Path) -> None:
    made = composer()
    made.plate("deep")
    made.contents("目录")
    made.section(Section("投资指南", "第一章", starts_at=1))
    for chapter in range(5):
        made.new_page()
        made.heading(1, f"章节{chapter}甲")
        for part in range(12):
            made.heading(2, f"分节{chapter}之{part}乙")
            made.paragraph(LONG)
    path, printed = saved(made, tmp_path)
    read = texts(path)
    front = next(
        number for number, text in enumerate(read) if "章节0甲" in text and "目" not in text
    )
    contents = "".join(read[1:front]).replace(" ", "")
    assert len(printed.outline) == 65
    for entry in printed.outline:
        own = next(n for n, text in enumerate(read) if n >= front and entry.text in text)
        assert f"{entry.text}{own - front + 1}" in contents


def test_the_outline_and_the_links_of_the_contents_lead_to_the_headings(tmp_path: Path) -> None:
    made = composer()
    made.contents("目录")
    for chapter in range(3):
        made.new_page()
        made.heading(1, f"第{chapter}章")
        made.heading(2, "分节")
        made.paragraph(LONG)
    path, _ = saved(made, tmp_path)
    assert outline(path)[:3] == [(0, "第0章", 1), (1, "分节", 1), (0, "第1章", 2)]
    assert link_count(path) == 6


def test_pages_are_labelled_by_section(tmp_path: Path) -> None:
    made = composer()
    made.section(Section(numbering="none"))
    made.plate("deep")
    made.contents("目录", section=Section(numbering="roman", starts_at=1))
    made.section(Section("左", "右", starts_at=1))
    for number in range(3):
        made.new_page()
        made.heading(1, f"第{number}章")
    path, _ = saved(made, tmp_path)
    assert labels(path)[1:] == ["i", "1", "2", "3"]
    read = texts(path)
    assert "右" in read[2]
    assert "左" in read[3]
    assert read[0] == ""


def test_a_heading_is_never_the_last_thing_on_a_page(tmp_path: Path) -> None:
    for lines in range(20, 45):
        made = composer()
        made.place(Gap(lines * 14.0))
        made.heading(2, "孤独的标题")
        made.paragraph(LONG)
        path, _ = saved(made, tmp_path)
        page = next(text for text in texts(path) if "孤独的标题" in text)
        assert "建设内容包括" in page


def test_no_line_of_a_paragraph_stands_alone(tmp_path: Path) -> None:
    leading = look("tea").style("body").leading
    for lines in range(30, 38):
        made = composer()
        made.place(Gap(lines * leading))
        made.paragraph(LONG)
        path, _ = saved(made, tmp_path)
        for text in texts(path):
            shown = text.rstrip("0123456789")
            assert shown == "" or len(shown) > 45


def test_a_stack_stays_together_unless_it_is_higher_than_a_page(tmp_path: Path) -> None:
    made = composer()
    made.place(Gap(500))
    made.place(Stack([Text("甲" * 200), Text("乙" * 200)]))
    path, _ = saved(made, tmp_path)
    assert "甲" in texts(path)[1]
    assert "乙" in texts(path)[1]
    made = composer()
    made.place(Stack([Text("甲" * 3000), Text("乙" * 3000)]))
    path, printed = saved(made, tmp_path)
    assert printed.pages > 2
    assert sum(text.count("乙") for text in texts(path)) == 3000


def test_columns_are_filled_one_after_the_other(tmp_path: Path) -> None:
    made = composer()
    made.columns(2)
    left = made.left
    for _ in range(5):
        made.paragraph(LONG)
    assert made.left > left
    made.columns(1)
    assert made.left == left
    made.paragraph("尾声")
    path, _ = saved(made, tmp_path)
    assert "".join(texts(path)).count("建设内容包括") == 40


def test_both_papers_have_their_size(tmp_path: Path) -> None:
    for paper in (A4, LARGE_16MO):
        made = Composer(look("orange"), paper)
        made.paragraph("纸张")
        path, _ = saved(made, tmp_path)
        width, height = size(path)
        assert abs(width - paper.width) < 0.01
        assert abs(height - paper.height) < 0.01


def test_indexes_show_true_pages(tmp_path: Path) -> None:
    made = composer()
    anchors: list[tuple[str, str]] = []
    for number in range(4):
        made.new_page()
        anchors.append((f"项目甲{number}", made.heading(2, f"项目{number}")))
        made.paragraph(LONG)
    made.new_page()
    made.index([*anchors, ("不在此处", "nowhere")])
    path, _ = saved(made, tmp_path)
    last = texts(path)[-1].replace(" ", "")
    assert all(f"项目甲{number}{number + 1}" in last for number in range(4))


def test_panels_in_a_row_are_equally_high_and_long_texts_are_shortened(tmp_path: Path) -> None:
    made = composer()
    panels = [Panel([Text("短")]), Panel([Text("长" * 400, most=3)])]
    row = Row(panels)
    made.place(row)
    assert panels[1].height(made.press, 200) < 120
    path, _ = saved(made, tmp_path)
    assert texts(path)[0].count("…") == 1


@settings(max_examples=25)
@given(st.lists(st.text(max_size=300), max_size=6), st.text(max_size=60))
def test_any_text_prints(paragraphs: list[str], title: str) -> None:
    with TemporaryDirectory() as name:
        made = composer()
        made.contents(title)
        made.new_page()
        made.heading(1, title)
        for paragraph in paragraphs:
            made.paragraph(paragraph)
        path, printed = saved(made, Path(name))
        assert printed.pages >= 2
        assert trouble(path) == []


def test_a_name_of_ten_thousand_characters_prints_everywhere(tmp_path: Path) -> None:
    made = composer()
    made.contents("目录")
    made.new_page()
    made.heading(1, "名" * 10_000)
    made.paragraph("x" * 10_000)
    path, printed = saved(made, tmp_path)
    read = "".join(texts(path))
    assert 10_000 < read.count("名") < 10_200
    assert read.count("x") == 10_000
    assert printed.pages > 10


def test_in_the_contents_no_heading_stands_at_the_foot_without_what_is_below_it(
    tmp_path: Path,
) -> None:
    for many in range(5, 14):
        made = composer()
        made.contents("目录", levels=3)
        made.new_page()
        for chapter in range(3):
            made.heading(1, f"层级{chapter}")
            for theme in range(4):
                made.heading(2, f"主题{chapter}{theme}")
                for number in range(many):
                    made.heading(3, f"政策{number}")
                    made.paragraph("正文")
        path, _printed = saved(made, tmp_path)
        front = [text for text in texts(path) if "正文" not in text]
        assert len(front) > 1
        for text in front:
            assert re.findall("层级|主题|政策", text)[-1] == "政策", many
