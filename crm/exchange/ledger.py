# SPDX-License-Identifier: Apache-2.0
"""A ledger (台账) as a workbook: merged title, unit line, frozen header, real numbers and dates.

It is written row by row in constant memory, and ready to be printed on A4 or A3.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook

from crm.fields import Field
from crm.kinds.base import Kind
from crm.kinds.choices import Choice, Choices, Flag
from crm.kinds.days import Clock, Day, DayOrMonth, Moment, Month, PartialDay, Year
from crm.kinds.industries import Industry
from crm.kinds.links import Reference
from crm.kinds.numbers import YUAN_PER_WAN, Money, Scaled
from crm.kinds.places import Place
from crm.kinds.texts import LongText, Text
from crm.queries.listing import Linked, Values, adds_up
from crm.words import _, language, tr

TITLE, UNITS, HEADER = 0, 1, 2
FIRST = 3
SHEET_ROWS = 1_048_576
MOST_ROWS = SHEET_ROWS - FIRST - 1
"""Rows of a worksheet that are left beside title, units, header and total."""

MEASURED = 400  # rows that the widths of columns are taken from
NARROWEST, WIDEST = 7, 42
BREADTH_A4 = 170
"""Characters that can still be read when they are fitted to the breadth of A4."""

A3, A4 = 8, 9  # codes of paper
OLDEST = 1900  # the first year that a spreadsheet knows
SHEET_NAME = 31  # characters
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
SUM_OF_SHOWN = 109  # SUBTOTAL's code: a sum over the rows that a filter leaves

FEW = Choice | Choices | Flag | Place | Industry | Reference
"""Kinds of which a column has few different values."""

Cell = str | int | float | date | datetime | time


class Ledger:
    """One worksheet under way: rows are added in the block, which ends with a whole file."""

    def __init__(self, place: Path, columns: Sequence[Field], title: str, as_of: str) -> None:
        self._columns = tuple(columns)
        self._kinds = tuple(one.kind for one in columns)
        self._title, self._as_of = title, as_of
        self._row = FIRST
        self._widths = [NARROWEST] * len(self._columns)
        self._totals: dict[int, int | Decimal] = {
            at: 0 for at, kind in enumerate(self._kinds) if adds_up(kind)
        }
        self._words: list[dict[object, Cell] | None] = [
            {} if isinstance(kind, FEW) else None for kind in self._kinds
        ]
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        options = {"constant_memory": True, "tmpdir": self._folder.name}
        # The library says of few of its functions what they take.
        self._book: Any = Workbook(str(place), options)
        self._sheet: Any = self._book.add_worksheet(_sheet_name(title))
        self._plain: dict[str, Any] = {
            "font_name": "宋体" if language() == "zh_CN" else "Calibri",
            "font_size": 10,
            "valign": "vcenter",
        }
        self._forms = [self._form(border=1, **_looks(kind)) for kind in self._kinds]

    def __enter__(self) -> Self:
        self._head()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            # What is given up is not closed: that would write it.
            if kind is None:
                self._foot()
                self._lay_out()
                self._book.close()
        except FileCreateError as refused:
            (reason,) = refused.args
            raise OSError(*reason.args) from refused
        finally:
            self._sheet.row_data_fh.close()
            self._folder.cleanup()

    def add(self, values: Values) -> None:
        """Write one more row."""
        row, sheet, forms, totals = self._row, self._sheet, self._forms, self._totals
        measured = row < FIRST + MEASURED
        for at, value in enumerate(values):
            if value is None:
                sheet.write_blank(row, at, None, forms[at])
                continue
            known = self._cell(at, value)
            if isinstance(known, str):
                sheet.write_string(row, at, known, forms[at])
            elif isinstance(known, int | float):
                sheet.write_number(row, at, known, forms[at])
            else:
                sheet.write_datetime(row, at, known, forms[at])
            if at in totals:
                totals[at] += cast("int", value)
            if measured:
                shown = known if isinstance(known, str) else self._kinds[at].show(value)
                self._widths[at] = max(self._widths[at], breadth(shown))
        self._row += 1

    def _cell(self, at: int, value: object) -> Cell:
        """The cell of a value; words of a list and names of others are made once for each."""
        words = self._words[at]
        if words is None:
            return cell(self._kinds[at], value)
        known = words.get(value)
        if known is None:
            known = words[value] = cell(self._kinds[at], value)
        return known

    def _form(self, **look: object) -> Format:
        return self._book.add_format({**self._plain, **look})

    def _head(self) -> None:
        last, sheet = len(self._columns) - 1, self._sheet
        title = self._form(bold=True, font_size=16, align="center")
        if last:
            sheet.merge_range(TITLE, 0, TITLE, last, CONTROL.sub("", self._title), title)
        else:
            sheet.write_string(TITLE, 0, CONTROL.sub("", self._title), title)
        sheet.set_row(TITLE, 30)
        sheet.write_string(UNITS, 0, self._as_of, self._form())
        if last and any(isinstance(kind, Money) for kind in self._kinds):
            unit = _("Unit: {unit}").format(unit=tr(Money().unit))
            sheet.write_string(UNITS, last, unit, self._form(align="right"))
        head = self._form(bold=True, border=1, align="center", text_wrap=True)
        for at, one in enumerate(self._columns):
            # The line above says the unit of all amounts of money.
            sheet.write_string(HEADER, at, heading(one), head)
            self._widths[at] = max(NARROWEST, min(breadth(heading(one)), WIDEST // 3) + 2)

    def _foot(self) -> None:
        """The line of totals, if anything adds up: sums of the rows that a filter leaves."""
        if not self._totals or self._row == FIRST:
            return
        sheet, row = self._sheet, self._row
        for at, kind in enumerate(self._kinds):
            form = self._form(border=1, bold=True, **_looks(kind))
            if at in self._totals:
                cells = xl_range(FIRST, at, row - 1, at)
                total = cell(kind, self._totals[at])
                sheet.write_formula(row, at, f"=SUBTOTAL({SUM_OF_SHOWN},{cells})", form, total)
            elif at == 0:
                sheet.write_string(row, at, _("Total"), form)
            else:
                sheet.write_blank(row, at, None, form)

    def _lay_out(self) -> None:
        sheet, last = self._sheet, len(self._columns) - 1
        widths = [min(width, WIDEST) for width in self._widths]
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(FIRST, 1 if last else 0)
        sheet.autofilter(HEADER, 0, max(self._row - 1, HEADER), last)
        sheet.ignore_errors({"number_stored_as_text": xl_range(FIRST, 0, self._row, last)})
        sheet.set_landscape()
        sheet.set_paper(A4 if sum(widths) <= BREADTH_A4 else A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(UNITS, HEADER)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.set_footer("&C&P / &N")
        self._book.set_properties({"title": CONTROL.sub("", self._title)})


def heading(field: Field) -> str:
    """The head of a column; the unit of money stands above the table, once for all."""
    return field.title if isinstance(field.kind, Money) else field.heading


def cell(kind: Kind[Any], value: object) -> Cell:
    """A value as a spreadsheet keeps it: numbers and days are real ones, all else is text."""
    show: Callable[[Any], str] = kind.show
    if isinstance(value, str) and isinstance(kind, Text | LongText) and value.isprintable():
        return value
    found: Cell | None = None
    if isinstance(value, Linked):
        found = value.label
    elif isinstance(value, Decimal):
        found = float(value)
    elif isinstance(value, int) and not isinstance(kind, Flag | Reference):
        found = value / YUAN_PER_WAN if isinstance(kind, Money) else value
    elif isinstance(value, date | time | PartialDay):
        found = _time_cell(kind, value)
    if found is None:
        found = show(value)
    return CONTROL.sub("", found) if isinstance(found, str) else found


def _time_cell(kind: Kind[Any], value: date | time | PartialDay) -> date | datetime | time | None:
    """A day or a time as a spreadsheet knows it; None when it does not know this one."""
    if isinstance(value, time):
        return value
    if isinstance(value, datetime):
        return value.astimezone().replace(tzinfo=None)
    if isinstance(value, PartialDay):
        # A month of which the day is not known must not become its first day.
        day = value.first() if value.day or isinstance(kind, Month) else None
    else:
        day = value
    return day if day is not None and day.year >= OLDEST else None


_CENTRED: dict[type[Kind[Any]], str] = {
    Year: "0",
    Month: "yyyy-mm",
    Day: "yyyy-mm-dd",
    DayOrMonth: "yyyy-mm-dd",
    Moment: "yyyy-mm-dd hh:mm",
    Clock: "hh:mm",
}


def _looks(kind: Kind[Any]) -> dict[str, Any]:
    """How the cells of a kind are formatted."""
    centred = _CENTRED.get(type(kind))
    if centred:
        return {"num_format": centred, "align": "center"}
    if isinstance(kind, Money | Scaled):
        places = 2 if isinstance(kind, Money) else kind.places
        return {"num_format": f"#,##0.{'0' * places}".rstrip(".")}
    return {"num_format": "#,##0"} if kind.align == "right" else {"text_wrap": True}


def breadth(text: str) -> int:
    """How wide the widest line of a text is, in Latin characters; a Chinese one takes two."""
    lines = text.split("\n")
    return (
        max(
            len(line) + sum(unicodedata.east_asian_width(c) in "WF" for c in line) for line in lines
        )
        + 1
    )


def _sheet_name(title: str) -> str:
    name = FORBIDDEN.sub(" ", CONTROL.sub("", title)).strip().strip("'")
    return name[:SHEET_NAME].strip("' ") or _("List")
