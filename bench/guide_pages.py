# SPDX-License-Identifier: Apache-2.0
"""Measures how many pages a second the print engine composes, against bare `drawString` calls.

The document is a made-up guide: 200 project sheets with picture and QR code, 50 policies, cost
tables, contents. The floor draws the same lines of text with reportlab alone: no breaking, no
squeeze, no justification, no tables, no contents. Each run is a process of its own.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

from PIL import Image, ImageOps
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.rows import Row, of_pairs
from crm import places
from crm.documents.engine.blocks import Picture, QrCode, Text
from crm.documents.engine.blocks import Row as SideBySide
from crm.documents.engine.charts import Bars, Series
from crm.documents.engine.composer import Composer
from crm.documents.engine.faces import CHAINS
from crm.documents.engine.page import Page, Section
from crm.documents.engine.style import look
from crm.documents.engine.tables import Column, Table
from crm.documents.engine.text import Setting

SHEETS, POLICIES, ROUNDS = 200, 50, 5
GOAL = "≥ 400 pages/s"
SENTENCES = (
    "本县地处武陵山区腹地，属亚热带季风湿润气候，雨量充沛，雾多湿重，适宜茶叶、柑橘、中药材等作物生长。",
    "对固定资产投资1亿元以上的Class-A制造业项目，按设备投资额的8%给予补助（单个项目最高不超过2000万元）；",
    "The county offers a “one-stop” service, with registration and land approval in 15 days.",
    "联系电话：0700-1234567，电子邮箱：invest@example.gov.cn，欢迎来电来函咨询。",
    "自投产之日起，前3年按地方留成部分的100%、后2年按50%予以奖励，由县财政局统筹安排——分年兑现。",
    "用地实行“标准地+承诺制”，出让底价不低于《全国工业用地出让最低价标准》的70%，年租金为12元/㎡·月；",
    "项目建成后，预计年产值3.6亿元，年利税4200万元，可带动就业260人，投资回收期约5.5年（含建设期）。",
)  # fmt: skip


def _text(chance: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += chance.choice(SENTENCES)
    return text


@cache
def _photo(number: int) -> bytes:
    chance = random.Random(number)  # noqa: S311 - the same picture in every run
    pixels = bytes(chance.randrange(60, 220) for _ in range(24 * 16 * 3))
    small = Image.frombytes("RGB", (24, 16), pixels)
    out = io.BytesIO()
    ImageOps.fit(small, (1200, 800)).save(out, "JPEG", quality=85)
    return out.getvalue()


def compose(target: Path) -> int:
    """Compose the made-up guide; how many pages it has."""
    chance = random.Random(1)  # noqa: S311 - the same guide in every run
    composer = Composer(look("tea"))
    composer.plate("deep")
    composer.at(Text("投资指南", "cover-title"), 70, 560, 450)
    composer.contents("目录")
    composer.section(Section("投资指南", "招商引资工作专班", starts_at=1))
    _overview(composer, chance)
    _policies(composer, chance)
    _costs(composer, chance)
    composer.new_page()
    composer.heading(1, "第五章　招商项目")
    for number in range(SHEETS):
        _sheet(composer, chance, number)
    return composer.save(target).pages


def _overview(composer: Composer, chance: random.Random) -> None:
    composer.new_page()
    composer.heading(1, "第一章　基本情况")
    for number, title in enumerate(("区位交通", "自然资源", "产业基础", "基础设施", "营商环境")):
        composer.heading(2, title)
        for _ in range(3):
            composer.paragraph(_text(chance, 240))
        composer.place(Picture(_photo(number), 1.5))
    years = ["2021", "2022", "2023", "2024", "2025"]
    values = [112.4, 126.9, 138.2, 151.0, 168.8]
    composer.place(Bars(years, [Series("产值", values)], "近五年产值", "亿元"))


def _policies(composer: Composer, chance: random.Random) -> None:
    composer.new_page()
    composer.heading(1, "第二章　优惠政策")
    for number in range(POLICIES):
        title = f"关于支持食品精深加工产业高质量发展的若干政策措施（第{number + 1}号）"
        composer.heading(2, f"{number + 1}. {title}")
        for part in ("财政扶持", "税收优惠", "用地保障", "金融支持"):
            composer.heading(3, part)
            composer.paragraph(_text(chance, 230))


def _costs(composer: Composer, chance: random.Random) -> None:
    heads = ("序号", "项目", "类别", "单位", "单价（元）", "备注")
    shares = (0.07, 0.2, 0.12, 0.16, 0.17, 0.28)
    columns = [Column(head, share) for head, share in zip(heads, shares, strict=True)]
    for title in ("用地用房成本", "水电气成本", "人工及物流成本"):
        composer.new_page()
        composer.heading(1, title)
        composer.paragraph(_text(chance, 160))
        rows = [
            [
                str(number + 1),
                chance.choice(("工业用电", "工业用水", "天然气", "标准厂房租金", "普工月薪")),
                chance.choice(("一类", "二类", "三类")),
                chance.choice(("元/千瓦时", "元/吨", "元/立方米", "元/㎡·月")),
                f"{chance.randrange(10, 99999) / 100:,.2f}",
                chance.choice(("含税", "按季调整", "以实际签约为准，详见县发改局文件", "—")),
            ]
            for number in range(120)
        ]
        composer.place(Table(columns, rows, title=title, unit="单位：元"))


def _sheet(composer: Composer, chance: random.Random, number: int) -> None:
    composer.new_page()
    composer.heading(2, f"特色农产品精深加工及冷链物流一体化建设项目（{number + 1:03d}号）")
    composer.paragraph(f"Deep Processing and Cold-Chain Project No. {number + 1}", "note")
    facts = [
        ["所属产业", "食品精深加工", "建设地点", f"县经济开发区{number % 40 + 1}号地块"],
        ["总投资", f"{chance.randrange(5, 300) / 10:.1f}亿元", "用地规模", f"{number + 20}亩"],
        ["年产值", f"{chance.randrange(10, 500) / 10:.1f}亿元", "合作方式", "独资、合资、合作"],
        ["建设周期", f"{chance.randrange(12, 36)}个月", "项目级别", "州级"],
        ["联系人", "王主任", "联系电话", f"0700-{chance.randrange(1000000, 9999999)}"],
    ]
    columns = [Column(name=True), Column(share=2.4), Column(name=True), Column(share=2)]
    composer.place(Table(columns, facts, heads=False))
    code = QrCode(f"https://invest.example.gov.cn/p/{number + 1:05d}", 72, "right")
    composer.place(SideBySide([Picture(_photo(number % 12), 2.6), code], (3, 1)))
    for title, length in (("项目概况", 110), ("建设内容", 100), ("效益分析", 100), ("条件", 60)):
        composer.heading(3, title)
        composer.paragraph(_text(chance, length))


Drawn = list[tuple[str, float, float, str, float]]


def _recorded(target: Path) -> list[Drawn]:
    """Every line that the engine draws: its text, place, face and size, page by page."""
    found: dict[int, Drawn] = {}
    draw = Page.text

    def record(
        self: Page, setting: Setting, left: float, top: float, first: int = 0,
        last: int | None = None,
    ) -> None:  # fmt: skip
        face, size, leading = setting.type()
        name = CHAINS[face][0]
        lines = found.setdefault(id(self), [])
        for row, text in enumerate(setting.texts()[first:last]):
            lines.append((text, left, top - row * leading - size, name, size))
        draw(self, setting, left, top, first, last)

    Page.text = record
    try:
        compose(target)
    finally:
        Page.text = draw
    return list(found.values())


def draw_lines(pages: list[Drawn], target: Path) -> int:
    """Draw lines with reportlab alone; how many pages there are."""
    register = cast("Callable[[TTFont], None]", vars(pdfmetrics)["registerFont"])
    for names in CHAINS.values():
        path = places.resources() / "fonts" / f"{names[0]}.ttf"
        register(TTFont(names[0], str(path)))
    canvas = Canvas(str(target), pageCompression=1)
    for lines in pages:
        for text, x, y, name, size in lines:
            canvas.setFont(name, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return len(pages)


def _child(what: str, folder: Path) -> float:
    """Pages a second of CPU time in a process of its own."""
    command = [sys.executable, "-m", "bench.guide_pages", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _rates() -> Iterator[tuple[float, float]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _recorded(folder / "lines.pdf")
        (folder / "lines.json").write_text(json.dumps(pages), encoding="utf-8")
        for _ in range(ROUNDS):
            yield _child("ours", folder), _child("floor", folder)


def measure() -> list[Row]:
    """Pages a second (CPU), cold: the engine against `drawString` of the same lines."""
    pairs = list(_rates())
    ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    against = "drawString of the same lines"
    return [of_pairs("guide composed", "pages/s", ours, floor, goal=GOAL, against=against)]


def main(what: str, folder: Path) -> None:
    """One run: print pages a second."""
    stored = folder / "lines.json"
    pages: list[Drawn] = []
    if what == "floor":
        pages = json.loads(stored.read_text(encoding="utf-8"))
    for number in range(12):
        _photo(number)
    start = time.process_time()
    target = folder / f"{what}.pdf"
    count = draw_lines(pages, target) if what == "floor" else compose(target)
    print(count / (time.process_time() - start))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
