# SPDX-License-Identifier: Apache-2.0
"""Makes pictures of every widget and of the frame, to be looked at by a person.

python -m tests.ui.gallery FOLDER [light|dark] [zh|en]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm import words as language
from ui.desk.asking import open_keys, open_palette
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.desk.pages import Page, PageEntry, PageTable
from ui.theme import sizes
from ui.theme.fonts import screen_font
from ui.theme.theme import STYLE, Theme
from ui.widgets.bugreport import BugReport
from ui.widgets.card import Card, SectionHeader
from ui.widgets.charts import BarChart, Series
from ui.widgets.chips import ChipRow, ChipText
from ui.widgets.choice import ChoiceBox
from ui.widgets.confirm import confirm
from ui.widgets.conflict import ConflictTable, Difference
from ui.widgets.dateline import DateLine
from ui.widgets.droplist import Option
from ui.widgets.empty import EmptyState
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, sign_button, words
from ui.widgets.longtext import LongText
from ui.widgets.moneyline import MoneyLine, Unit
from ui.widgets.multichoice import MultiChoice
from ui.widgets.progress import ProgressPanel
from ui.widgets.search import SearchLine
from ui.widgets.skeleton import Skeleton
from ui.widgets.stagebar import StageBar
from ui.widgets.switch import ViewSwitch, Way

RAIL = (
    ("today", "Today", "今日", "calendar-check"),
    ("projects", "Projects", "项目", "square-kanban"),
    ("investors", "Investors", "客商", "handshake"),
    ("events", "Events", "活动", "calendar-days"),
    ("follow-ups", "Follow-ups", "跟进", "list-checks"),
    ("guide", "Guide", "指南", "book-open"),
    ("county", "County data", "县情", "map"),
    ("figures", "Figures", "统计", "chart-column"),
    ("settings", "Settings", "设置", "settings"),
)


def say(english: str, chinese: str) -> str:
    """Sample words for the language of the picture."""
    return chinese if language.language() == "zh_CN" else english


def settle(milliseconds: int = 60) -> None:
    """Let the screen be painted."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def buttons() -> QWidget:
    """Buttons, voices of words, chips and switches."""
    box = QWidget()
    column = QVBoxLayout(box)
    row = QHBoxLayout()
    row.addWidget(push(say("Save", "保存"), "primary", sign="save"))
    row.addWidget(push(say("Export", "导出"), sign="download"))
    row.addWidget(push(say("Delete", "删除"), "danger", sign="trash-2"))
    row.addWidget(push(say("Later", "以后"), "quiet"))
    row.addWidget(push(say("Show all", "查看全部"), "link"))
    off = push(say("Not now", "暂不可用"))
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(sign_button("ellipsis", say("More", "更多")))
    row.addStretch(1)
    column.addLayout(row)
    voices = QHBoxLayout()
    for voice in ("title", "heading", "strong", "", "muted", "small", "error", "warning", "good"):
        voices.addWidget(words(say("Tea 12.5", "富硒茶 12.5"), voice))
    voices.addStretch(1)
    column.addLayout(voices)
    chips = ChipRow(say("Filter", "筛选"))
    chips.set_chips(
        [
            ChipText("a", say("Stage: Signed, Under construction", "阶段：签约、建设")),
            ChipText("b", say("Created this quarter", "本季度创建")),
            ChipText("c", say("Selenium: yes", "涉硒：是")),
        ]
    )
    column.addWidget(chips)
    line = QHBoxLayout()
    ways = [
        Way("list", say("List", "列表"), "list"),
        Way("board", say("Board", "看板"), "square-kanban"),
        Way("calendar", say("Calendar", "日历"), "calendar"),
    ]
    line.addWidget(ViewSwitch(say("View", "视图"), ways))
    line.addWidget(SearchLine(say("Find in this list", "在列表中查找")))
    column.addLayout(line)
    return box


def stages() -> QWidget:
    """The stage bar in the middle and at its end."""
    box = QWidget()
    column = QVBoxLayout(box)
    names = ["储备", "推进", "洽谈", "签约", "建设"]
    if language.language() == "en":
        names = ["Reserved", "Advancing", "Negotiating", "Signed", "Under construction"]
    lacking = [say("lead official", "包保领导"), say("agreement attached", "协议附件")]
    for stage, lacks in ((2, lacking), (4, [])):
        bar = StageBar(names)
        bar.show_stage(stage, lacks)
        column.addWidget(bar)
    return box


def cards() -> QWidget:
    """A section with a chart."""
    box = QWidget()
    grid = QGridLayout(box)
    months = [say(f"M{n}", f"{n}月") for n in range(1, 10)]
    bars = BarChart(say("Signed", "签约"))
    values = (3, 5, 2, 8, 6, 9, 4, 7, 5)
    bars.set_data(months, [Series(say("This year", "今年"), values),
                           Series(say("Last year", "去年"), values[::-1])])  # fmt: skip
    card = Card()
    card.box.addWidget(SectionHeader(bars.accessibleName(), say("Show all", "查看全部")))
    card.box.addWidget(bars)
    grid.addWidget(card, 0, 0)
    return box


def form() -> QWidget:
    """Rows of a form in all their states."""
    card = Card()
    options = [Option(n, say(f"Tea company {n}", f"富硒茶业公司{n}")) for n in range(20)]
    name = FieldRow(
        say("Name", "名称"), SearchLine(say("Short and clear", "简短明确")), required=True
    )
    name.mark_changed()
    day = DateLine()
    day.setText("2026-02-31")
    wrong = FieldRow(say("Date signed", "签约日期"), day)
    wrong.show_error(say("There is no such day. Type it like 2026-06-30.",
                         "没有这一天。请按 2026-06-30 的样式填写。"))  # fmt: skip
    money = MoneyLine([Unit(say("10 k", "万元"), 10_000), Unit(say("100 M", "亿元"), 100_000_000)])
    money.set_value(1_286_000_000)
    warned = FieldRow(say("Total investment", "总投资"), money)
    warned.show_warning(say("More than the funds in place allow.", "超过已到位资金的合理范围。"))
    choice = ChoiceBox(options)
    choice.set_option(options[3])
    several = MultiChoice(options)
    several.set_options(options[:3])
    text = LongText()
    text.set_value(say("Deep processing of selenium tea. ", "富硒茶精深加工，建设标准化厂房。") * 6)
    hint = say("Found by characters, pinyin and initials", "可按汉字、全拼或首字母查找")
    for row in (
        name,
        wrong,
        warned,
        FieldRow(say("Land", "用地"), SearchLine(""), unit=say("mu", "亩")),
        FieldRow(say("Investor", "投资方"), choice, hint=hint),
        FieldRow(say("Partners", "合作方"), several),
        FieldRow(say("Content and scale", "建设内容与规模"), text),
    ):
        card.box.addWidget(row)
    return card


def states() -> QWidget:
    """Empty, being read, going on, in conflict."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.addWidget(
        EmptyState("folder-kanban", say("No projects yet", "还没有项目"),
                   say("A project is what an investor builds here.", "客商在本县建设的内容。"),
                   first=say("New project", "新建项目"), second=say("Import a sheet", "导入表格")),
        0, 0,
    )  # fmt: skip
    skeleton = Skeleton()
    skeleton.setMinimumHeight(sizes.CHART_LEAST)
    grid.addWidget(skeleton, 0, 1)
    work = ProgressPanel(say("Printing the guide", "正在生成投资指南"))
    work.show_share(0.42, say("chapter 3", "第三章"))
    grid.addWidget(work, 1, 0)
    table = ConflictTable(
        [
            Difference("name", say("Name", "名称"), say("Tea park", "茶产业园"),
                       say("Selenium tea park", "富硒茶产业园"), say("Tea town", "茶业小镇")),
            Difference("total", say("Total investment", "总投资"), "1.20", "1.35", "1.50"),
        ],
        say("Li", "李科长"),
    )  # fmt: skip
    grid.addWidget(table, 1, 1)
    return box


def frame(theme: Theme, folder: Path, shoot: Callable[[QWidget, str], None]) -> None:
    """The window with its palette, keys, question, bug report and a notice."""
    from ui.window import Window  # noqa: PLC0415 - the widgets above need no window

    pages = PageTable()
    desk = Desk(geometry=Geometry(folder / "window.json"), immediate=True)
    for place, (name, english, chinese, sign) in enumerate(RAIL):
        make = partial(_page, say(english, chinese), sign)
        entry = PageEntry(
            name, say(english, chinese), make, sign, rail=True, shortcut=f"Ctrl+{place + 1}"
        )
        pages.add(entry)
    window = Window(desk, theme, pages)
    window.bar.set_desk(say("Li Wen", "李文"))
    window.show()
    window.start()
    window.rail.set_count("follow-ups", 7)
    desk.done(say("Project saved.", "项目已保存。"), undo=print)
    settle()
    shoot(window, "window")
    window.resize(sizes.WINDOW_LEAST_WIDTH, sizes.WINDOW_LEAST_HEIGHT)
    settle()
    shoot(window, "window-narrow")
    window.resize(sizes.WINDOW_WIDTH, sizes.WINDOW_HEIGHT)
    for name, dialog in (
        ("palette", open_palette(window, desk)),
        ("keys", open_keys(window, desk.commands)),
        ("confirm", confirm(window, say("Delete 3 projects for good?", "彻底删除 3 个项目？"),
                            say("This cannot be undone.", "此操作无法撤销。"),
                            yes=say("Delete", "删除"), act=print, danger=True)),
        ("bug", BugReport("ValueError: 42\n  File …", window)),
        ("calendar", DateLine(parent=window).open_calendar()),
    ):  # fmt: skip
        dialog.show()
        settle()
        shoot(dialog, name)
        dialog.close()
    window.close()
    desk.close()


def _page(title: str, sign: str, desk: Desk) -> Page:
    page = Page(desk)
    box = QVBoxLayout(page)
    box.addWidget(
        EmptyState(sign, title, say("Nothing here yet.", "这里还没有内容。"), first=title)
    )
    return page


def main(given: list[str]) -> int:
    """Make the pictures."""
    folder = Path(given[0])
    folder.mkdir(parents=True, exist_ok=True)
    mode, tongue = [*given[1:], "light", "zh"][0], [*given[2:], "zh"][0]
    application = QApplication(["gallery", *STYLE])
    language.set_language("zh_CN" if tongue == "zh" else "en")
    application.setFont(screen_font())
    theme = Theme(application, mode)

    def shoot(widget: QWidget, name: str) -> None:
        widget.grab().save(str(folder / f"{name}-{mode}-{tongue}.png"))

    for make in (buttons, stages, cards, form, states):
        ground = QWidget()
        QVBoxLayout(ground).addWidget(make())
        ground.resize(sizes.WINDOW_WIDTH, sizes.CHART_LEAST)
        ground.show()
        settle()
        ground.resize(sizes.WINDOW_WIDTH, ground.sizeHint().height())
        settle()
        shoot(ground, make.__name__)
        ground.close()
    with tempfile.TemporaryDirectory() as settings:
        frame(theme, Path(settings), shoot)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
