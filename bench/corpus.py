# SPDX-License-Identifier: Apache-2.0
"""A made-up guide as a sequence of items that name no program: every engine prints the same.

Project sheets with picture and QR code, 50 policies, cost tables, a list of all projects, contents
of 271 entries: 345 pages of 250,000 characters in the smaller size; the same in every run.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

SIZES = (200, 579)
"""The sizes in use, as project sheets: 345 and 745 pages as ours sets them."""
POLICIES, PHOTOS = 50, 12
PHOTO_WIDTH, PHOTO_HEIGHT = 1200, 800
OVERVIEW = ("区位交通", "自然资源", "产业基础", "人口与劳动力", "基础设施", "营商环境")
STEPS = ("洽谈签约", "注册登记", "项目备案", "用地审批", "规划许可", "施工许可", "竣工验收")
SENTENCES = (
    "本县地处武陵山区腹地，属亚热带季风湿润气候，雨量充沛，雾多湿重，适宜茶叶、柑橘、中药材等作物生长。",
    "对固定资产投资1亿元以上的Class-A制造业项目，按设备投资额的8%给予补助（单个项目最高不超过2000万元）；",
    "The county offers a “one-stop” service, with registration and land approval in 15 days.",
    "联系电话：0700-1234567，电子邮箱：invest@example.gov.cn，欢迎来电来函咨询。",
    "自投产之日起，前3年按地方留成部分的100%、后2年按50%予以奖励，由县财政局统筹安排——分年兑现。",
    "用地实行“标准地+承诺制”，出让底价不低于《全国工业用地出让最低价标准》的70%，年租金为12元/㎡·月；",
    "项目建成后，预计年产值3.6亿元，年利税4200万元，可带动就业260人，投资回收期约5.5年（含建设期）。",
)  # fmt: skip


class Cover(NamedTuple):
    """A coloured page with the title of the guide."""

    title: str


class Contents(NamedTuple):
    """The contents under their title, with page numbers, down to the second level."""

    title: str


class Running(NamedTuple):
    """From here on pages bear these heads and are counted from 1."""

    left: str
    right: str


class NewPage(NamedTuple):
    """What follows begins a page."""


class Heading(NamedTuple):
    """A heading of level 1, 2 or 3; it stays with what follows."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Running text, justified."""

    text: str


class Note(NamedTuple):
    """A small quiet line."""

    text: str


class Photo(NamedTuple):
    """A photo across the page, cut to `ratio` (width by height)."""

    number: int
    ratio: float


class PhotoWithCode(NamedTuple):
    """A photo that takes three quarters of the width, and beside it a QR code that leads to `link`.

    The code is `side` points wide and stands at the right edge.
    """

    number: int
    ratio: float
    link: str
    side: float = 72.0


class Grid(NamedTuple):
    """A table with a title, a note of its unit and heads that are repeated on every page."""

    title: str
    unit: str
    heads: Sequence[str]
    shares: Sequence[float]
    rows: Sequence[Sequence[str]]


class Facts(NamedTuple):
    """A table of names and values in four columns; the names are bold on a ground."""

    rows: Sequence[Sequence[str]]
    shares: Sequence[float] = (1.0, 2.4, 1.0, 2.0)


class Bars(NamedTuple):
    """A bar chart of one series."""

    title: str
    unit: str
    name: str
    labels: Sequence[str]
    values: Sequence[float]


Item = (
    Cover | Contents | Running | NewPage | Heading | Paragraph | Note | Photo | PhotoWithCode
    | Grid | Facts | Bars
)  # fmt: skip


@cache
def photo(number: int) -> bytes:
    """A photo of this number as a JPEG file."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - who reads the photos from files needs it not

    chance = random.Random(number)  # noqa: S311 - the same picture in every run
    pixels = bytes(chance.randrange(60, 220) for _ in range(24 * 16 * 3))
    small = Image.frombytes("RGB", (24, 16), pixels)
    out = io.BytesIO()
    ImageOps.fit(small, (PHOTO_WIDTH, PHOTO_HEIGHT)).save(out, "JPEG", quality=85)
    return out.getvalue()


def guide(sheets: int = SIZES[0]) -> Iterator[Item]:
    """The guide in reading order, with so many project sheets."""
    chance = random.Random(1)  # noqa: S311 - the same guide in every run
    yield Cover("投资指南")
    yield Contents("目录")
    yield Running("投资指南", "招商引资工作专班")
    yield from _overview(chance)
    yield from _policies(chance)
    yield from _costs(chance)
    yield from _procedures(chance)
    yield NewPage()
    yield Heading(1, "第五章　招商项目")
    yield _listed(sheets)
    for number in range(sheets):
        yield from _sheet(chance, number)


def _text(chance: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += chance.choice(SENTENCES)
    return text


def _overview(chance: random.Random) -> Iterator[Item]:
    yield NewPage()
    yield Heading(1, "第一章　基本情况")
    for number, title in enumerate(OVERVIEW):
        yield Heading(2, title)
        for _ in range(3):
            yield Paragraph(_text(chance, 240))
        yield Photo(number, 1.5)
    years = ("2021", "2022", "2023", "2024", "2025")
    yield Bars("近五年产值", "亿元", "产值", years, (112.4, 126.9, 138.2, 151.0, 168.8))


def _policies(chance: random.Random) -> Iterator[Item]:
    yield NewPage()
    yield Heading(1, "第二章　优惠政策")
    for number in range(POLICIES):
        if number:
            yield NewPage()
        title = f"关于支持食品精深加工产业高质量发展的若干政策措施（第{number + 1}号）"
        yield Heading(2, f"{number + 1}. {title}")
        for part in ("财政扶持", "税收优惠", "用地保障", "金融支持"):
            yield Heading(3, part)
            yield Paragraph(_text(chance, 410))


def _costs(chance: random.Random) -> Iterator[Item]:
    heads = ("序号", "项目", "类别", "单位", "单价（元）", "备注")
    shares = (0.07, 0.2, 0.12, 0.16, 0.17, 0.28)
    yield NewPage()
    yield Heading(1, "第三章　投资成本")
    for number, title in enumerate(("用地用房成本", "水电气成本", "人工及物流成本")):
        if number:
            yield NewPage()
        yield Heading(2, title)
        yield Paragraph(_text(chance, 160))
        rows = [
            (
                str(number + 1),
                chance.choice(("工业用电", "工业用水", "天然气", "标准厂房租金", "普工月薪")),
                chance.choice(("一类", "二类", "三类")),
                chance.choice(("元/千瓦时", "元/吨", "元/立方米", "元/㎡·月")),
                f"{chance.randrange(10, 99999) / 100:,.2f}",
                chance.choice(("含税", "按季调整", "以实际签约为准，详见县发改局文件", "—")),
            )
            for number in range(120)
        ]
        yield Grid(title, "单位：元", heads, shares, rows)


def _procedures(chance: random.Random) -> Iterator[Item]:
    for number, title in enumerate(STEPS):
        yield NewPage()
        if not number:
            yield Heading(1, "第四章　投资流程")
        yield Heading(2, title)
        yield Paragraph(_text(chance, 260))


def _listed(sheets: int) -> Grid:
    """The projects in a list."""
    heads, shares = ("序号", "项目名称", "产业", "合作方式"), (0.08, 0.56, 0.18, 0.18)
    kinds = ("食品精深加工", "冷链物流", "文化旅游")
    rows = [(str(n + 1), _title(n), kinds[n % len(kinds)], "合资、合作") for n in range(sheets)]
    return Grid("招商项目一览", "", heads, shares, rows)


def _title(number: int) -> str:
    return f"特色农产品精深加工及冷链物流一体化建设项目（{number + 1:03d}号）"


def _sheet(chance: random.Random, number: int) -> Iterator[Item]:
    yield NewPage()
    yield Heading(2, _title(number))
    yield Note(f"Deep Processing and Cold-Chain Project No. {number + 1}")
    yield Facts(
        (
            ("所属产业", "食品精深加工", "建设地点", f"县经济开发区{number % 40 + 1}号地块"),
            ("总投资", f"{chance.randrange(5, 300) / 10:.1f}亿元", "用地规模", f"{number + 20}亩"),
            ("年产值", f"{chance.randrange(10, 500) / 10:.1f}亿元", "合作方式", "独资、合资、合作"),
            ("建设周期", f"{chance.randrange(12, 36)}个月", "项目级别", "州级"),
            ("联系人", "王主任", "联系电话", f"0700-{chance.randrange(1000000, 9999999)}"),
        )
    )
    link = f"https://invest.example.gov.cn/p/{number + 1:05d}"
    yield PhotoWithCode(number % PHOTOS, 2.6, link)
    for title, length in (("项目概况", 110), ("建设内容", 100), ("效益分析", 100), ("条件", 60)):
        yield Heading(3, title)
        yield Paragraph(_text(chance, length))
