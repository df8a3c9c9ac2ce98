# SPDX-License-Identifier: Apache-2.0
"""The written file: whole or not there, valid, its fonts inside, the same for the same pages."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.blocks import linked
from crm.documents.engine.composer import Composer
from crm.documents.engine.output import checked_link
from crm.documents.engine.style import look
from crm.errors import Cancelled, InvalidInput, StorageTrouble
from crm.progress import Progress
from tests.crm.documents.engine.reading import (
    composer,
    fonts,
    said_of_itself,
    saved,
    shown_codes,
    texts,
    trouble,
    web_links,
)

WORDS = (
    "谋划项目120个，总投资3.6亿元（含外资）；“硒”与茶——按年兑现……",
    "The county offers a “one-stop” service; it’s free — ask us.",
    "姓名：𬒈某、王㐱、喆堃犇、龘鱻；价格￥12.5/㎡·月，≥70%。",
    "<b>not bold</b> <img src='/etc/passwd'> &amp; %PDF (a\\b)",
    "😀 مرحبا שלום",
)


def test_every_string_can_be_read_and_copied_as_it_was_written(tmp_path: Path) -> None:
    made = composer()
    for text in WORDS:
        for style in ("body", "heading-2", "cell", "cover-line"):
            made.paragraph(text, style)
    path, printed = saved(made, tmp_path)
    read = "".join(texts(path)).replace("\ufffe", "").replace(" ", "")
    for text in WORDS[:4]:
        assert read.count(text.replace(" ", "")) == 4
    assert printed.missing_characters["😀"] == 4
    assert "𬒈" not in printed.missing_characters


def test_all_fonts_are_inside_and_none_is_a_standard_font(tmp_path: Path) -> None:
    made = composer()
    made.paragraph("正文 body", "body")
    made.paragraph("标题 head", "heading-1")
    path, _ = saved(made, tmp_path)
    assert all(fonts(path).values())
    assert all(re.fullmatch(r"/[A-Z]{6}\+Noto\w+-\w+", name) for name in fonts(path))
    assert b"Helvetica" not in path.read_bytes()


def test_no_glyph_is_the_empty_box(tmp_path: Path) -> None:
    made = composer()
    made.paragraph("".join(WORDS))
    path, _ = saved(made, tmp_path)
    codes = shown_codes(path)
    assert len(codes) > 100
    assert b"\0\0" not in codes


def test_another_reader_finds_no_fault_and_the_language_is_said(tmp_path: Path) -> None:
    made = composer()
    made.contents("目录")
    made.new_page()
    made.heading(1, "第一章")
    made.paragraph(WORDS[0])
    path, _ = saved(made, tmp_path)
    assert trouble(path) == []
    said = said_of_itself(path)
    assert said["language"] == "zh-CN"
    assert said["title"] == "投资指南"
    assert "/Trans" not in said["held"]


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    found: list[bytes] = []
    for number in range(2):
        made = composer()
        made.heading(1, "第一章")
        made.paragraph("".join(WORDS))
        made.save(tmp_path / f"{number}.pdf")
        found.append((tmp_path / f"{number}.pdf").read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/etc/passwd", "",
     "https://a b.cn", "java\nscript:x", "http://[::1", " https://example.gov.cn"],
)  # fmt: skip
def test_links_that_are_no_address_are_refused(link: str) -> None:
    with pytest.raises(InvalidInput):
        checked_link(link)


@given(st.text(max_size=40))
def test_any_link_is_taken_as_it_is_or_refused(link: str) -> None:
    with contextlib.suppress(InvalidInput):
        assert checked_link(link) == link


def test_links_lead_where_they_say(tmp_path: Path) -> None:
    made = composer()
    body = made.look.style("body")
    made.paragraph([linked("网站", "https://example.gov.cn/?a=1&b=(2)", body)])
    made.paragraph([linked("电话", "tel:+867001234567", body)])
    path, _ = saved(made, tmp_path)
    assert web_links(path) == ["https://example.gov.cn/?a=1&b=(2)", "tel:+867001234567"]


def test_a_cancelled_document_leaves_nothing_and_keeps_the_older_one(tmp_path: Path) -> None:
    target = tmp_path / "document.pdf"
    target.write_bytes(b"older")
    progress = Progress()
    made = Composer(look("tea"), progress=progress)
    made.paragraph(WORDS[0])
    progress.cancel()
    with pytest.raises(Cancelled):
        made.save(target)
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["document.pdf"]


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    made = composer()
    made.paragraph(WORDS[0])
    with pytest.raises(StorageTrouble, match="cannot be written"):
        made.save(tmp_path / "file" / "document.pdf")


def test_progress_only_grows_and_ends_at_one(tmp_path: Path) -> None:
    told: list[float] = []
    made = Composer(look("tea"), progress=Progress(lambda share, _note: told.append(share)))
    for _ in range(40):
        made.new_page()
        made.paragraph(WORDS[0])
    made.save(tmp_path / "document.pdf")
    assert told == sorted(told)
    assert told[-1] == 1.0
