# SPDX-License-Identifier: Apache-2.0
"""The project ledger as a workbook, opened by another library."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from crm.domain.course import Problem, ProgressEntry
from crm.domain.office import StoreSetting
from crm.errors import Cancelled, StorageTrouble
from crm.exchange.projectledger import COLUMNS, Paper, write_ledger
from crm.kinds.days import PartialDay
from crm.progress import Progress, silent
from crm.queries.listing import Listing
from crm.storage.register import Register
from crm.words import speaking
from tests.builders import a, a_project, a_receipt

TODAY = date(2026, 6, 30)
BY_NAME = Listing("project", sort=("name",))


@pytest.fixture
def county(store: Register) -> Register:
    """Two projects in reserve, of one of which little is known, and one that is being built."""
    with store.writing("Prepared") as unit:
        a(unit, StoreSetting, key="county.name", value='"示例县"')
        a(unit, StoreSetting, key="office.name", value='"招商专班"')
        a_project(unit, name="甲", stage="reserve", total_investment=35_000_000)
        a_project(unit, name="乙\x07", stage="reserve", total_investment=None)
        built = a_project(
            unit, name="=丙", stage="build", total_investment=120_005_000,
            agreed_investment=100_000_000, signed_on=PartialDay(2026, 6),
        )  # fmt: skip
        a_receipt(unit, built, amount=12_345_600, state="approved")
        a(unit, ProgressEntry, project_id=built.id, entered_on=date(2026, 6, 20), done="厂房封顶")
        for subject in ("用电", "道路"):
            a(unit, Problem, project_id=built.id, subject=subject)
    return store


def written(
    store: Register, path: Path, paper: Paper = "A3", progress: Progress | None = None
) -> int:
    with store.reading() as session:
        return write_ledger(
            session, BY_NAME, path, today=TODAY, paper=paper, progress=progress or silent()
        )


def sheet(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def xml(path: Path, part: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(part).decode()


def test_it_is_read_back_with_real_numbers_by_stage(county: Register, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with speaking("zh_CN"):
        assert written(county, path) == 3
        heads = [one for one in sheet(path)[2] if one]
    rows = sheet(path)
    assert rows[0][0] == "示例县2026年招商引资项目台账"
    assert rows[1][0] == "填报单位：招商专班　　截至 2026年6月30日"
    assert rows[1][-1] == "单位：万元"
    assert len(heads) == len(COLUMNS) + 1
    total, invested = heads.index("总投资"), [row[heads.index("总投资")] for row in rows[3:9]]
    assert invested == [15500.5, 3500.0, 3500.0, "", 12000.5, 12000.5]
    assert [row[1] for row in rows[3:9]] == [
        "合计",
        "储备 · 2个项目",
        "甲",
        "乙",
        "建设 · 1个项目",
        "=丙",
    ]
    assert [row[0] for row in rows[3:9]] == ["", "", 1.0, 2.0, "", 3.0]
    assert rows[8][total + 2 : total + 4] == [1234.56, 1234.56]
    assert rows[6][total + 2 : total + 4] == ["", ""]
    assert rows[8][heads.index("本期进展")] == "2026年6月20日：厂房封顶"
    assert rows[8][heads.index("存在问题")] == "1. 用电\n2. 道路"
    assert rows[8][heads.index("签约日期")] == "2026-06"


def test_sums_are_formulas_that_count_nothing_twice(county: Register, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    written(county, path)
    formulas = re.findall(r'<c r="G(\d+)"[^>]*><f>(.*?)</f>', xml(path))
    assert formulas == [
        ("4", "SUBTOTAL(9,G5:G9)"), ("5", "SUBTOTAL(9,G6:G7)"), ("8", "SUBTOTAL(9,G9)"),
    ]  # fmt: skip


@pytest.mark.parametrize(("paper", "code"), [("A3", 8), ("A4", 9)])
def test_it_is_ready_for_its_paper(
    county: Register, tmp_path: Path, paper: Paper, code: int
) -> None:
    path = tmp_path / "ledger.xlsx"
    written(county, path, paper)
    found = xml(path)
    assert f'paperSize="{code}"' in found
    assert 'orientation="landscape"' in found
    assert 'fitToHeight="0"' in found
    assert 'ySplit="3"' in found
    assert re.search(r'<mergeCell ref="A1:[A-Z]1"/>', found)
    assert "$1:$3" in xml(path, "xl/workbook.xml")
    assert len(sheet(path)[2]) == 1 + sum(paper == "A3" or not one.wide for one in COLUMNS)


def test_a_ledger_of_nothing_is_a_ledger(store: Register, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    assert written(store, path) == 0
    assert sheet(path)[0][0] == "Ledger of investment projects, 2026"


def test_nobody_finds_half_a_ledger(county: Register, tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.xlsx"
    path.parent.mkdir()

    def stop(share: float, _note: str) -> None:
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        written(county, path, progress=Progress(stop))
    assert list(path.parent.iterdir()) == []
    with pytest.raises(StorageTrouble):
        written(county, tmp_path / "no folder" / "ledger.xlsx")
