# SPDX-License-Identifier: Apache-2.0
"""The print engine: text, tables, pictures and charts set on pages and written as a PDF.

It knows nothing of the office's data. A document is composed in reading order and saved once:

    composer = Composer(style.look("tea"), style.A4, progress, About("投资指南", "…"))
    composer.contents("目录")
    composer.new_page()
    composer.heading(1, "第一章 基本情况")
    composer.paragraph("…")
    composer.place(Table([Column("项目", 2), Column("价格")], rows, title="…", unit="单位：元"))
    printed = composer.save(path)          # Printed(pages, missing_characters, outline)

`composer.py` places blocks on pages. Blocks: `blocks.py` (Text, Stack, Row, Panel, Picture, QrCode,
Rule, Gap), `tables.py` (Table), `charts.py` (Bars, Lines, Pie), `flowchart.py` (FlowChart),
`contents.py` (Pointers). Below them: `text.py` sets runs in lines by `linebreak.py`
and `operators.py` writes them down; `faces.py`, `truetype.py`, `glyphs.py`, `codes.py` and
`embedding.py` are the fonts; `style.py` is the look, read from a theme file; `page.py` is a page of
drawing operators, `outline.py` the outline of the file; `output.py` writes the file, of the objects
of `objects.py`. `memory.py` tells what is remembered from one document to the next.
"""
