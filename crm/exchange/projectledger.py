# SPDX-License-Identifier: Apache-2.0
"""The project ledger (项目台账) as a workbook that goes to the leaders as it is.

Merged title, who reports and the unit, heads that stay and are repeated on paper, the sum of all
and of each stage as formulas over real numbers. A3 has every column, A4 those that can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.orm import Session
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from crm.domain.project import Project
from crm.domain.rules.stages import STAGES
from crm.exchange.exporting import beside
from crm.exchange.ledger import A3, A4, CONTROL
from crm.kinds.days import PartialDay
from crm.kinds.numbers import YUAN_PER_WAN, Money
from crm.progress import Progress
from crm.queries.listing import Listing
from crm.queries.projectledger import Entry, ProjectLedger, read_ledger
from crm.words import N_, NC_, _, language, ngettext, tr

Paper = Literal["A3", "A4"]
TITLE, UNITS, HEADER, TOTAL = 0, 1, 2, 3
CODES = {"A3": A3, "A4": A4}
SUM = 9
"""SUBTOTAL's code of a sum; it passes over the subtotals among its cells."""
LINE = 14.0
"""The height of a line of text in a cell, in points."""
HIGHEST = 400.0
"""A row is no higher, as a spreadsheet wants it."""


@dataclass(frozen=True)
class Column:
    """A column: its head, how wide it is in characters, what it says of a project."""

    head: str
    width: float
    value: Callable[[Entry], object]
    wide: bool = False
    """Only on A3."""
    money: bool = False
    centred: bool = False


def write_ledger(
    session: Session, listing: Listing, path: Path, *, today: date, paper: Paper = "A3",
    progress: Progress,
) -> int:  # fmt: skip
    """Write the ledger of the projects of a listing into `path`; how many projects there were.

    Raises:
        InvalidInput: a condition of the listing cannot be taken.
        StorageTrouble: the file cannot be written there.
        Cancelled: the user asked to stop; what was at `path` is still there.
    """
    found = read_ledger(session, listing, today=today, progress=progress.part(0, 0.6))
    with beside(path) as place:
        _Book(place, found, paper).write(progress.part(0.6, 1.0))
    return len(found.entries)


def title_of(found: ProjectLedger) -> str:
    """What stands above the ledger."""
    said = _("Ledger of investment projects of {county}, {year}")
    if not found.county:
        said = _("Ledger of investment projects, {year}")
    return said.format(county=found.county, year=found.as_of.year)


class _Book:
    """One workbook being written."""

    def __init__(self, place: Path, found: ProjectLedger, paper: Paper) -> None:
        self._found, self._paper = found, paper
        self._columns = [one for one in COLUMNS if paper == "A3" or not one.wide]
        # The library says of few of its functions what they take.
        self._book: Any = Workbook(str(place))
        self._sheet: Any = self._book.add_worksheet(_("Ledger"))
        self._face = "宋体" if language() == "zh_CN" else "Calibri"
        self._forms = [self._form(**self._looks(one)) for one in self._columns]
        bold = {"bold": True, "bg_color": "#EDEDED"}
        self._sum_forms = [self._form(**self._looks(one), **bold) for one in self._columns]

    def write(self, progress: Progress) -> None:
        """Write all of it, and close it."""
        self._head()
        row, number, stages = TOTAL + 1, 0, list[int]()
        for stage, group in groupby(self._found.entries, key=lambda one: one.values["stage"]):
            entries = list(group)
            stages.append(row)
            self._stage(row, stage, entries)
            for entry in entries:
                row, number = row + 1, number + 1
                self._entry(row, number, entry)
                progress.step(number / len(self._found.entries))
            row += 1
        self._sums(TOTAL, _("Total"), self._found.entries, TOTAL + 1, max(row - 1, TOTAL + 1))
        self._foot(row)
        self._lay_out(row)
        try:
            self._book.close()
        except FileCreateError as refused:
            (reason,) = refused.args
            raise OSError(*reason.args) from refused

    def _form(self, **look: object) -> object:
        common = {"font_name": self._face, "font_size": 10, "valign": "vcenter"}
        return self._book.add_format({**common, **look})

    @staticmethod
    def _looks(column: Column) -> dict[str, object]:
        if column.money:
            return {"border": 1, "num_format": "#,##0.00;-#,##0.00;0.00"}
        align = {"align": "center"} if column.centred else {}
        return {"border": 1, "text_wrap": True, **align}

    def _head(self) -> None:
        last, sheet, found = len(self._columns), self._sheet, self._found
        title = self._form(bold=True, font_size=18, align="center")
        sheet.merge_range(TITLE, 0, TITLE, last, _clean(title_of(found)), title)
        sheet.set_row(TITLE, 34)
        told = _("As of {day}").format(day=_day(found.as_of))
        if found.office:
            told = _("Reported by: {office}").format(office=found.office) + "　　" + told
        sheet.write_string(UNITS, 0, _clean(told), self._form())
        unit = _("Unit: {unit}").format(unit=tr(Money().unit))
        sheet.write_string(UNITS, last, unit, self._form(align="right"))
        head = self._form(
            bold=True, border=1, align="center", text_wrap=True, bg_color="#D9D9D9"
        )  # fmt: skip
        sheet.write_string(HEADER, 0, _("No."), head)
        for at, column in enumerate(self._columns, 1):
            sheet.write_string(HEADER, at, tr(column.head), head)
        sheet.set_row(HEADER, 32)

    def _stage(self, row: int, stage: str, entries: Sequence[Entry]) -> None:
        """The line of a stage: its name, how many projects there are, its sums."""
        word = next(tr(one.label) for one in STAGES if one.code == stage)
        count = ngettext("{n} project", "{n} projects", len(entries)).format(n=len(entries))
        self._sums(row, f"{word} · {count}", entries, row + 1, row + len(entries))

    def _sums(
        self, row: int, text: str, entries: Sequence[Entry], first: int, last: int
    ) -> None:  # fmt: skip
        self._sheet.write_blank(row, 0, None, self._sum_forms[0])
        for at, (column, form) in enumerate(zip(self._columns, self._sum_forms, strict=True), 1):
            known = [v for v in map(column.value, entries) if isinstance(v, int)]
            if at == 1:
                self._sheet.write_string(row, at, text, form)
            elif column.money and known:
                cells = xl_range(first, at, last, at)
                total = sum(known) / YUAN_PER_WAN
                self._sheet.write_formula(row, at, f"=SUBTOTAL({SUM},{cells})", form, total)
            else:
                self._sheet.write_blank(row, at, None, form)
        self._sheet.set_row(row, 20)

    def _entry(self, row: int, number: int, entry: Entry) -> None:
        sheet, lines = self._sheet, 1
        sheet.write_number(row, 0, number, self._forms[0])
        for at, (column, form) in enumerate(zip(self._columns, self._forms, strict=True), 1):
            value = column.value(entry)
            if value is None or value == "":
                sheet.write_blank(row, at, None, form)
            elif isinstance(value, int):
                sheet.write_number(row, at, value / YUAN_PER_WAN, form)
            else:
                text = _clean(str(value))
                sheet.write_string(row, at, text, form)
                lines = max(lines, _lines(text, column.width))
        sheet.set_row(row, min(HIGHEST, max(20.0, LINE * lines + 4)))

    def _foot(self, row: int) -> None:
        """Where those who fill it in and check it sign."""
        said = _("Filled in by:　　　　　　　　Checked by:　　　　　　　　Approved by:")
        self._sheet.write_string(row + 1, 1, said, self._form())

    def _lay_out(self, end: int) -> None:
        sheet, last = self._sheet, len(self._columns)
        sheet.set_column(0, 0, 5)
        for at, column in enumerate(self._columns, 1):
            sheet.set_column(at, at, column.width)
        sheet.freeze_panes(HEADER + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(CODES[self._paper])
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TITLE, HEADER)
        sheet.print_area(TITLE, 0, end + 1, last)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.set_footer("&C&P / &N")
        numbers = xl_range(HEADER, 0, end, last)
        sheet.ignore_errors({"number_stored_as_text": numbers})
        sheet.set_selection(xl_rowcol_to_cell(TOTAL, 1))
        self._book.set_properties({"title": _clean(title_of(self._found))})


def _field(name: str) -> Callable[[Entry], str]:
    """A field of the project in words."""
    field = Project.fields()[name]
    return lambda entry: field.show(entry.values[name])


def _amount(name: str) -> Callable[[Entry], object]:
    return lambda entry: entry.values[name]


def _month(name: str) -> Callable[[Entry], str]:
    def show(entry: Entry) -> str:
        day: PartialDay | None = entry.values[name]
        return "" if day is None else Project.fields()[name].show(day)

    return show


def _industry(entry: Entry) -> str:
    """The chain of the county, which says more to it than the class of the statistics."""
    return _field("chain")(entry) or _field("industry")(entry)


def _progress(entry: Entry) -> str:
    if not entry.said or entry.said_on is None:
        return ""
    return _("{day}: {text}").format(day=_day(entry.said_on), text=entry.said)


def _problems(entry: Entry) -> str:
    many = entry.problems
    return many[0] if len(many) == 1 else "\n".join(f"{n}. {t}" for n, t in enumerate(many, 1))


COLUMNS: tuple[Column, ...] = (
    Column(N_("Name of the project"), 28, _field("name")),
    Column(N_("Investor"), 24, lambda entry: "\n".join(entry.investors)),
    Column(N_("Industry"), 12, _industry, centred=True),
    Column(N_("Place"), 14, _field("site"), wide=True),
    Column(N_("Content and scale"), 40, _field("content"), wide=True),
    Column(N_("Total investment"), 13, _amount("total_investment"), money=True),
    Column(N_("Agreed investment"), 13, _amount("agreed_investment"), money=True),
    Column(N_("Funds in place this year"), 12, lambda e: e.funds and e.funds.year, money=True),
    Column(N_("Funds in place in all"), 12, lambda e: e.funds and e.funds.whole, money=True),
    Column(N_("Stage"), 8, _field("stage"), centred=True),
    Column(N_("Status"), 8, _field("status"), centred=True),
    Column(N_("Signed on"), 11, _month("signed_on"), wide=True, centred=True),
    Column(N_("Construction started on"), 11, _month("started_on"), wide=True, centred=True),
    Column(NC_("ledger", "Progress this period"), 34, _progress),
    Column(NC_("ledger", "Problems"), 26, _problems),
    Column(N_("Lead official"), 10, lambda entry: entry.lead, centred=True),
    Column(N_("Responsible unit"), 14, lambda entry: entry.unit, centred=True),
    Column(N_("Person responsible"), 10, lambda entry: entry.staff, wide=True, centred=True),
)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; a Chinese character is as wide as two others."""
    room = max(1.0, width - 1)
    return sum(
        max(1, -(-sum(2 if ord(c) > 0x2E80 else 1 for c in line) // int(room)))  # noqa: PLR2004 - where Chinese begins
        for line in text.split("\n")
    )


def _clean(text: str) -> str:
    return CONTROL.sub("", text)


def _day(day: date) -> str:
    if language() == "zh_CN":
        return f"{day.year}年{day.month}月{day.day}日"
    return day.isoformat()
