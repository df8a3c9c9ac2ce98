# SPDX-License-Identifier: Apache-2.0
"""The printed file of a project or an investor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crm import cli
from crm.documents.dossier import LISTS, print_dossier
from crm.domain.all_records import RECORDS
from crm.domain.course import Party, Problem, ProgressEntry, StageChange
from crm.domain.project import Project
from crm.queries.dossier import HANGING
from crm.storage.register import Register
from tests.builders import a, a_person, a_project, a_receipt, an_attachment, an_organisation
from tests.crm.documents.engine import reading

TODAY = date(2026, 6, 30)
CREDIT = "91420000MA4K2R7X0T"


@pytest.fixture
def project(store: Register) -> Project:
    """A project of which much is known, and much is not."""
    with store.writing("Prepared") as unit:
        made = a_project(
            unit, name="<b>富硒茶</b>加工项目", name_en="Tea Plant", code="SL-1", jobs=0,
            total_investment=120_000_000, content="建设生产线4条。", content_en="Four lines.",
            stage="build",
        )  # fmt: skip
        firm = an_organisation(unit, name="无锡茶业有限公司", name_en="Wuxi Tea")
        person = a_person(unit, name="王志明", organisation_id=firm.id, mobile="13900001111")
        a(unit, Party, project_id=made.id, organisation_id=firm.id, person_id=person.id)
        a(unit, StageChange, project_id=made.id, to_stage="build", moved_on=TODAY)
        a(unit, ProgressEntry, project_id=made.id, entered_on=TODAY, done="厂房封顶")
        a(unit, Problem, project_id=made.id, subject="用电不足")
        a_receipt(unit, made, amount=12_345_600, state="approved")
        a_receipt(unit, made, amount=777_700, state="draft")
        an_attachment(unit, made, name="agreement.pdf")
    return made


def printed(store: Register, record: str, one: int, tmp_path: Path, language: str) -> str:
    target = tmp_path / f"{record}-{language}.pdf"
    print_dossier(store, target, record, one, language=language, today=TODAY)
    return "".join("".join(reading.texts(target)).split())


def test_the_file_says_all_that_is_known(store: Register, project: Project, tmp_path: Path) -> None:
    whole = printed(store, "project", project.id, tmp_path, "zh")
    for text in (
        "项目档案", "<b>富硒茶</b>加工项目", "SL-1", "1.2亿元", "建设生产线4条。",
        "无锡茶业有限公司", "王志明", "13900001111", "厂房封顶",
        "用电不足", "1,234.56万元", "agreement.pdf", "移交人",
    ):  # fmt: skip
        assert text in whole, text


def test_what_is_unknown_is_named_and_never_0(
    store: Register, project: Project, tmp_path: Path
) -> None:
    whole = printed(store, "project", project.id, tmp_path, "zh")
    assert "协议投资额＿＿" in whole
    missing = whole.partition("投资总投资1.2亿元")[2].partition("。")[0]
    assert "尚未填写" in missing
    assert "协议投资额" in missing
    assert "就业岗位0个" in whole


def test_in_english_the_english_texts_stand_in_their_place(
    store: Register, project: Project, tmp_path: Path
) -> None:
    whole = printed(store, "project", project.id, tmp_path, "en")
    for text in ("Projectfile", "TeaPlant", "Fourlines.", "WuxiTea", "CNY120million", "Takenover"):
        assert text in whole, text
    assert "建设生产线4条" not in whole


def test_what_is_signed_stands_on_one_page_with_its_heading(
    store: Register, project: Project, tmp_path: Path
) -> None:
    target, parted = tmp_path / "file.pdf", list[int]()
    for count in range(24):
        with store.writing("One more") as unit:
            a(unit, ProgressEntry, project_id=project.id, entered_on=TODAY, done="Built")
        print_dossier(store, target, "project", project.id, language="en", today=TODAY)
        last = "".join(reading.texts(target)[-1].split())
        if "Handingover" not in last or "Inthepresence" not in last:
            parted.append(count)
    assert parted == []


def investor(store: Register, project: Project) -> int:
    """Who invests in the project."""
    with store.reading() as session:
        of = select(Party.organisation_id).where(Party.project_id == project.id)
        return session.scalars(of).one()


def test_an_investor_has_a_file_too(store: Register, project: Project, tmp_path: Path) -> None:
    whole = printed(store, "organisation", investor(store, project), tmp_path, "zh")
    for text in ("客商档案", "无锡茶业有限公司", "王志明", "富硒茶"):
        assert text in whole, text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_files_can_be_archived(
    store: Register, project: Project, language: str, tmp_path: Path
) -> None:
    for record, one in (("project", project.id), ("organisation", investor(store, project))):
        target = tmp_path / f"{record}.pdf"
        print_dossier(store, target, record, one, language=language, today=TODAY)
        assert reading.unfit_for_archive(target) == [], record


def test_every_list_has_its_table_and_every_column_is_a_field() -> None:
    special = {("party", "project_id"), ("party", "organisation_id"), ("receipt", "project_id"),
               ("person", "organisation_id")}  # fmt: skip
    assert set(LISTS) | special == {key for keys in HANGING.values() for key in keys}
    for (record, _name), (_title, names) in LISTS.items():
        assert set(names) <= RECORDS[record].fields().keys()


def test_the_command_line_prints_it(
    project: Project, store_path: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    target = tmp_path / "file.pdf"
    words = ["file", "--store", str(store_path), "--speak=en", "--out", str(target), "--code"]
    assert cli.main([*words, str(project.code)]) == 0
    assert "The project file is in" in capsys.readouterr().out
    assert cli.main([*words, "NO-CODE"]) == 1
    assert "NO-CODE" in capsys.readouterr().err


def test_the_command_line_prints_the_file_of_an_investor_too(
    store: Register, store_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.writing("Prepared") as unit:
        an_organisation(unit, name="Green Leaf Tea", name_en="Green Leaf", credit_code=CREDIT)
        an_organisation(unit, name="Green Leaf Tea")
        an_organisation(unit, name="Gone Ltd", deleted=True)
    target = tmp_path / "file.pdf"
    words = ["file", "--store", str(store_path), "--speak=en", "--lang=en", "--out", str(target)]
    for said in ("Green Leaf", CREDIT):
        assert cli.main([*words, "--organisation", said]) == 0
        assert "The investor file is in" in capsys.readouterr().out
        assert "Green Leaf" in reading.texts(target)[0]
        target.unlink()
    for said, why in {
        "Green Leaf Tea": "Several organisations are called “Green Leaf Tea”.",
        "Gone Ltd": "There is no organisation called “Gone Ltd”.",
    }.items():
        assert cli.main([*words, "--organisation", said]) == 1
        assert why in capsys.readouterr().err
    assert not target.exists()
