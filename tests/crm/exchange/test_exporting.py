# SPDX-License-Identifier: Apache-2.0
"""Lists as files: read back they hold what was listed; nobody finds half a file or a formula."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from crm.domain.project import Project
from crm.errors import Cancelled, InvalidInput, StorageTrouble
from crm.exchange import exporting
from crm.exchange.exporting import export_list
from crm.kinds.days import PartialDay
from crm.progress import Progress, silent
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Listing
from crm.storage.register import Register
from crm.words import speaking
from tests.builders import a_project, a_staff_member

TODAY = date(2026, 6, 30)
COLUMNS = (
    "name", "staff_id", "stage", "total_investment", "land_area", "jobs", "signed_on",
    "status_on", "selenium", "contact_phone",
)  # fmt: skip
Cells = list[list[object]]


@pytest.fixture
def projects(any_store: Register) -> Register:
    """Three projects: one with everything, one of which little is known, a hostile one."""
    with any_store.writing("Prepared") as unit:
        wen = a_staff_member(unit, name="Officer Wen")
        a_project(
            unit, name="A 富硒茶", staff_id=wen.id, stage="sign", total_investment=35_000_001,
            land_area=Decimal("12.50"), jobs=1200, signed_on=PartialDay(2026, 6, 18),
            status_on=date(2026, 6, 1), selenium=True, contact_phone="07195550100",
        )  # fmt: skip
        a_project(unit, name="B", total_investment=None, signed_on=PartialDay(2026, 6))
        a_project(
            unit, name='=HYPERLINK("http://x")\x07', total_investment=5_000, contact_phone="-1 2"
        )
    return any_store


def written(
    store: Register,
    path: Path,
    asked: Listing,
    *,
    title: str = "Ledger",
    progress: Progress | None = None,
) -> int:
    with store.reading() as session:
        return export_list(
            session, asked, path, today=TODAY, progress=progress or silent(), title=title
        )


def opened(path: Path) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def sheet(path: Path, name: str = "Ledger") -> Cells:
    rows = opened(path).get_sheet_by_name(name)
    return [list(row) for row in rows.to_python(skip_empty_area=False)]


def lines(path: Path) -> list[list[str]]:
    """A CSV text, read as Excel does."""
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def xml(path: Path, part: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(part).decode()


BY_NAME = Listing("project", sort=("name",), columns=COLUMNS)


def test_a_workbook_has_real_numbers_and_days(projects: Register, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert written(projects, path, BY_NAME) == 3
    rows = sheet(path)
    assert rows[0][0] == "Ledger"
    assert rows[1][0] == "As of 2026-06-30"
    assert rows[1][-1] == "Unit: 10k yuan"
    assert rows[2][:6] == [
        "Name", "Person responsible", "Stage", "Total investment", "Land area (mu)",
        "Jobs (jobs)",
    ]  # fmt: skip
    full = next(row for row in rows if row[0] == "A 富硒茶")
    assert full == [
        "A 富硒茶", "Officer Wen", "Signed", 3500.0001, 12.5, 1200.0, date(2026, 6, 18),
        date(2026, 6, 1), "Yes", "07195550100",
    ]  # fmt: skip
    little = next(row for row in rows if row[0] == "B")
    assert little[3:] == ["", "", "", "2026-06", "", "", ""]


def test_the_last_line_adds_up_what_a_filter_leaves(projects: Register, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    written(projects, path, BY_NAME)
    total = sheet(path)[-1]
    assert total[0] == "Total"
    assert total[3:6] == [3500.5001, 12.5, 1200.0]
    assert re.findall(r"<f>(.*?)</f>", xml(path)) == [
        f"SUBTOTAL(109,{column}4:{column}6)" for column in "DEF"
    ]


def test_nothing_in_a_cell_is_a_formula_or_a_control_character(
    projects: Register, tmp_path: Path
) -> None:
    book, plain = tmp_path / "out.xlsx", tmp_path / "out.csv"
    written(projects, book, BY_NAME)
    written(projects, plain, BY_NAME)
    assert '=HYPERLINK("http://x")' in [row[0] for row in sheet(book)]
    assert "HYPERLINK" not in "".join(re.findall(r"<f>.*?</f>", xml(book)))
    rows = lines(plain)
    hostile = next(row for row in rows if "HYPERLINK" in row[0])
    assert hostile[0] == '\'=HYPERLINK("http://x")'
    assert hostile[-1] == "'-1 2"


def test_a_text_is_utf_8_with_its_mark_and_plain_numbers(
    projects: Register, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    assert written(projects, path, BY_NAME) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = lines(path)
    assert head[3] == "Total investment (10k yuan)"
    full = next(row for row in rows if row[0] == "A 富硒茶")
    assert full[1:9] == [
        "Officer Wen", "Signed", "3500.0001", "12.5", "1200", "2026-06-18", "2026-06-01", "Yes",
    ]  # fmt: skip


def test_the_ledger_is_titled_frozen_and_ready_for_the_printer(
    projects: Register, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    written(projects, path, BY_NAME)
    page = xml(path)
    assert '<mergeCell ref="A1:J1"/>' in page
    assert 'ySplit="3"' in page
    assert 'orientation="landscape"' in page
    assert 'fitToHeight="0"' in page
    assert '<autoFilter ref="A3:J6"/>' in page
    assert "$2:$3" in xml(path, "xl/workbook.xml")


def test_a_broad_list_is_printed_on_larger_paper(projects: Register, tmp_path: Path) -> None:
    def paper(*columns: str) -> str:
        path = tmp_path / "out.xlsx"
        written(projects, path, Listing("project", columns=columns))
        return re.findall(r'paperSize="(\d+)"', xml(path))[0]

    every = tuple(name for name, one in Project.fields().items() if one.listed)
    assert paper("name", "stage") == "9"
    assert paper(*every) == "8"


def test_titles_and_headers_speak_the_language_of_the_user(
    projects: Register, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    with speaking("zh_CN"):
        written(projects, path, BY_NAME, title="项目台账")
    rows = sheet(path, "项目台账")
    assert (rows[0][0], rows[1][-1], rows[-1][0]) == ("项目台账", "单位：万元", "合计")
    assert rows[2][3:5] == ["总投资", "用地面积（亩）"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: [2026]*?", "A B   2026"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("///", "List"),
        ("", "Projects"),
    ],
)
def test_any_title_can_name_the_sheet(
    store: Register, tmp_path: Path, title: str, name: str
) -> None:
    path = tmp_path / "out.xlsx"
    written(store, path, Listing("project"), title=title)
    (found,) = opened(path).sheet_names
    assert found == name


def test_only_what_the_filter_leaves_is_written_in_its_order(
    projects: Register, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    signed = Filter((Condition("stage", "one_of", ("reserve",)),))
    assert written(projects, path, Listing("project", signed, ("name",), ("name",))) == 2
    rows = lines(path)
    assert [row[0] for row in rows] == ["Name", "B", '\'=HYPERLINK("http://x")']


def test_an_empty_list_is_a_file_with_a_header(store: Register, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert written(store, path, BY_NAME) == 0
    assert sheet(path)[2][0] == "Name"
    assert len(sheet(path)) == 3


def test_one_column_needs_no_merged_title(projects: Register, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert written(projects, path, Listing("project", columns=("name",))) == 3
    assert sheet(path)[0] == ["Ledger"]
    assert "mergeCell" not in xml(path)


class Stopping(Progress):
    """Stops the work once a share of it is done."""

    def __init__(self, at: float) -> None:
        super().__init__(lambda share, _note: self.cancel() if share >= at else None)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("share", [0.0, 0.3])
def test_what_is_stopped_leaves_the_old_file_and_nothing_else(
    store: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, share: float
) -> None:
    monkeypatch.setattr(exporting, "WINDOW", 10)
    with store.writing("Many") as unit:
        unit.add_all([Project(name=f"P{at}") for at in range(60)])
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / f"list.{ending}"
    path.write_text("before")
    with pytest.raises(Cancelled):
        written(store, path, Listing("project"), progress=Stopping(share))
    assert path.read_text() == "before"
    assert list(folder.iterdir()) == [path]


def test_the_work_tells_how_far_it_is(store: Register, tmp_path: Path) -> None:
    with store.writing("Many") as unit:
        unit.add_all([Project(name=f"P{at}") for at in range(60)])
    told: list[float] = []
    progress = Progress(lambda share, _note: told.append(share))
    written(store, tmp_path / "out.csv", Listing("project"), progress=progress)
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_place_where_nothing_can_be_written_is_a_trouble_in_words(
    projects: Register, tmp_path: Path
) -> None:
    with pytest.raises(StorageTrouble, match=r"out\.xlsx") as told:
        written(projects, tmp_path / "no folder" / "out.xlsx", BY_NAME)
    assert told.value.next_step
    taken = tmp_path / "taken.csv"
    taken.mkdir()
    with pytest.raises(StorageTrouble):
        written(projects, taken, BY_NAME)
    assert [one for one in tmp_path.iterdir() if "part" in one.name] == []


def test_more_rows_than_a_worksheet_has_are_refused_and_fit_into_a_text(
    projects: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert exporting.MOST_ROWS == 1_048_572
    monkeypatch.setattr(exporting, "MOST_ROWS", 2)
    with pytest.raises(InvalidInput, match="CSV"):
        written(projects, tmp_path / "out.xlsx", BY_NAME)
    assert not (tmp_path / "out.xlsx").exists()
    assert written(projects, tmp_path / "out.csv", BY_NAME) == 3


texts = some.text(max_size=40) | some.sampled_from(
    ["=1+1", "+7", "@x", "\t", "_x0041_", "x" * 40_000]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    name=texts.filter(lambda one: "\x00" not in one and one.isprintable()),
    yuan=some.integers(0, 10**14),
    area=some.decimals(0, 10**9, places=2),
    day=some.dates(date(1850, 1, 1), date(2150, 12, 31)),
)
def test_what_is_read_back_is_what_was_listed(
    store: Register, tmp_path: Path, name: str, yuan: int, area: Decimal, day: date
) -> None:
    values = {"name": name, "total_investment": yuan, "land_area": area, "status_on": day}
    with store.writing("Prepared") as unit:
        made = a_project(unit, **values)
    path = tmp_path / "out.xlsx"
    only = Filter((Condition("id", "one_of", (made.id,)),))
    written(store, path, Listing("project", only, columns=tuple(values)))
    row = sheet(path)[3]
    assert row[0] == name[:32_767]
    assert round(float(str(row[1])) * 10_000) == yuan
    assert Decimal(str(row[2])) == area
    assert row[3] == (day if day.year >= 1900 else day.isoformat())


def test_months_before_and_days_after_are_never_mixed_up(store: Register, tmp_path: Path) -> None:
    first = date(1900, 3, 1)
    with store.writing("Prepared") as unit:
        for at in range(3):
            a_project(unit, name=str(at), status_on=first + timedelta(days=at * 30_000))
    path = tmp_path / "out.xlsx"
    written(store, path, Listing("project", sort=("name",), columns=("status_on",)))
    assert [row[0] for row in sheet(path)[3:]] == [
        first + timedelta(days=at * 30_000) for at in range(3)
    ]
