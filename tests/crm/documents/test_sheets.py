# SPDX-License-Identifier: Apache-2.0
"""Sheets of single projects: a page each, in the order that was asked for, in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm import cli
from crm.documents.sheets import composed, print_sheets
from crm.domain.project import Project
from crm.domain.rules.plan import Decision
from crm.errors import Cancelled, NotAllowed, NotFound
from crm.progress import Progress
from crm.queries.editions import marks_of
from crm.queries.guide import projects_with, read_sheets
from crm.storage.register import Register
from tests.builders import a_project
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import TODAY, fill

BY = Decision(printed=True, who="Officer Wen", on=TODAY, why="The investor asked")


@pytest.fixture
def ids(store: Register) -> list[int]:
    """The three projects of the small county; the second one is not released."""
    fill(store)
    with store.writing("Prepared") as unit:
        projects = list(unit.find(Project))
        unit.change(projects[1], {"may_be_published": False, "status": "shelved"})
        return [one.id for one in projects]


def test_each_project_has_its_page_in_the_order_asked_for(
    store: Register, ids: list[int], tmp_path: Path
) -> None:
    target = tmp_path / "sheets.pdf"
    printed = print_sheets(store, target, ids[::-1], language="zh", today=TODAY, decision=BY)
    texts = reading.texts(target)
    assert printed.pages == len(texts) == 3
    for text, name in zip(texts, ("柑橘分选中心", "红茶开发合作", "富硒绿茶加工"), strict=True):
        assert name in text
    assert reading.trouble(target) == []
    assert all(reading.fonts(target).values())
    assert [title.page for title in reading.outline(target)] == [0, 1, 2]


def test_one_sheet_is_called_by_its_project(
    store: Register, ids: list[int], tmp_path: Path
) -> None:
    target = tmp_path / "sheet.pdf"
    print_sheets(store, target, ids[:1], language="en", today=TODAY)
    (text,) = reading.texts(target)
    assert "Green Tea Plant" in text
    assert "111CNY million" in text
    assert reading.said_of_itself(target)["title"] == "Green Tea Plant"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_can_be_archived(
    store: Register, ids: list[int], language: str, tmp_path: Path
) -> None:
    target = tmp_path / "sheets.pdf"
    print_sheets(store, target, ids, language=language, today=TODAY, decision=BY)
    assert reading.unfit_for_archive(target) == []


def test_sheets_need_no_edition_of_the_guide(store: Register, tmp_path: Path) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit, name="孤立项目", may_be_published=True).id
    target = tmp_path / "sheet.pdf"
    assert print_sheets(store, target, [project], language="zh", today=TODAY).pages == 1
    assert "孤立项目" in reading.texts(target)[0]


def test_gone_projects_are_said_and_others_still_printed(
    store: Register, ids: list[int], tmp_path: Path
) -> None:
    with store.writing("Deleted") as unit:
        unit.delete(unit.get(Project, ids[0]))
    with store.reading() as session:
        data = read_sheets(session, ids, language="zh", today=TODAY)
    assert len(composed(data).finished()) == 2
    with pytest.raises(NotFound):
        print_sheets(store, tmp_path / "x.pdf", ids[:1], language="zh", today=TODAY)


def test_stopping_leaves_the_older_file(store: Register, ids: list[int], tmp_path: Path) -> None:
    target = tmp_path / "sheets.pdf"
    target.write_bytes(b"older")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        print_sheets(store, target, ids, language="zh", today=TODAY, progress=progress)
    assert target.read_bytes() == b"older"


def test_what_is_held_back_is_not_printed_by_nobody_for_nothing(
    store: Register, ids: list[int], tmp_path: Path
) -> None:
    target = tmp_path / "sheets.pdf"
    with pytest.raises(NotAllowed) as refused:
        print_sheets(store, target, ids, language="zh", today=TODAY)
    said = refused.value.sentence.splitlines()[1:]
    assert said == [
        "红茶开发合作项目: The project is not released for publishing.",
        "红茶开发合作项目: The project is no longer under way.",
    ]
    assert not target.exists()


def test_who_had_it_printed_and_why_is_kept_with_what_was_held_back(
    store: Register, ids: list[int], tmp_path: Path
) -> None:
    print_sheets(store, tmp_path / "x.pdf", ids, language="zh", today=TODAY, decision=BY)
    with store.writing("Look") as unit:
        kept = [unit.get(Project, one).let_in for one in ids]
    assert (kept[0], kept[2]) == (None, None)
    assert kept[1] == (
        f"{TODAY} Officer Wen: The investor asked (The project is not released for publishing."
        " The project is no longer under way.)"
    )


def test_a_decision_upon_a_sheet_leaves_the_one_upon_the_guide_as_it_is(
    store: Register, ids: list[int], tmp_path: Path
) -> None:
    def mark() -> str:
        with store.reading() as session:
            data = read_sheets(session, ids, language="zh", today=TODAY)
            return marks_of(data, [("project", ids[1])])["project", ids[1]]

    before = mark()
    print_sheets(store, tmp_path / "x.pdf", ids, language="zh", today=TODAY, decision=BY)
    assert mark() == before
    with store.writing("A colleague") as unit:
        unit.change(unit.get(Project, ids[1]), {"content": "Something else"})
    assert mark() != before


def test_projects_are_found_by_code_or_all_that_are_released(
    store: Register, ids: list[int]
) -> None:
    with store.reading() as session:
        assert projects_with(session, ["SL-2", "SL-0", "SL-9"]) == (ids[2], ids[0])
        assert set(projects_with(session, [])) == {ids[0], ids[2]}


def test_the_command_line_prints_them(
    store: Register, ids: list[int], store_path: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert store
    assert len(ids) == 3
    target = tmp_path / "out.pdf"
    words = ["sheets", "--store", str(store_path), "--lang", "en", "--out", str(target), "SL-2"]
    assert cli.main([*words, "--speak=en"]) == 0
    assert "1 pages" in capsys.readouterr().out
    assert "Citrus Grading" in reading.texts(target)[0]
    assert cli.main([*words[:-1], "NO-CODE", "--speak=en"]) == 1
    assert "NO-CODE" in capsys.readouterr().err


def test_the_command_line_prints_what_is_held_back_for_a_reason_only(
    store: Register, ids: list[int], store_path: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    target = tmp_path / "out.pdf"
    words = ["sheets", "--store", str(store_path), "--speak=en", "--out", str(target), "SL-1"]
    assert cli.main(words) == 1
    assert "The project is not released for publishing." in capsys.readouterr().err
    assert cli.main([*words, "--why", "The investor asked"]) == 1
    assert "Say both: --why REASON --by NAME." in capsys.readouterr().err
    assert not target.exists()
    assert cli.main([*words, "--why", "The investor asked", "--by", "Wen"]) == 0
    assert target.exists()
    with store.writing("Look") as unit:
        assert "Wen: The investor asked" in (unit.get(Project, ids[1]).let_in or "")
