# SPDX-License-Identifier: Apache-2.0
"""The command line: which store it works on, what it says when that cannot be, its language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa
from python_calamine import CalamineWorkbook

from crm import cli
from crm.domain.policy import Policy
from crm.storage.keys import raw_key_for
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_person, a_project, an_attendance, an_event
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import fill

Said = pytest.CaptureFixture[str]


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A store with the password `tea and hills`."""
    path = tmp_path / "locked.icr"
    register = open_store(path, raw_key=raw_key_for(path, "tea and hills"))
    with register.writing("Prepared") as unit:
        a_project(unit, name="Hidden")
    register.close()
    return path


def ledger(where: Path, out: Path, *more: str) -> int:
    words = ["ledger", "--store", str(where), "--lang", "en", "--out", str(out), "--speak", "en"]
    return cli.main([*words, *more])


def test_a_slip_in_the_name_of_a_store_makes_no_store(tmp_path: Path, capsys: Said) -> None:
    wrong = tmp_path / "ofice.icr"
    assert ledger(wrong, tmp_path / "out.xlsx") == 1
    said = capsys.readouterr().err
    assert f"There is no store at {wrong}" in said
    assert list(tmp_path.glob("o*")) == []


def test_a_store_with_a_password_asks_for_the_file_that_holds_it(
    locked: Path, tmp_path: Path, capsys: Said
) -> None:
    out, key = tmp_path / "out.xlsx", tmp_path / "key.txt"
    assert ledger(locked, out) == 1
    assert "--key-file" in capsys.readouterr().err
    assert ledger(locked, out, "--key-file", str(key)) == 1
    assert "cannot be read" in capsys.readouterr().err
    key.write_text("coffee\n", encoding="utf-8")
    assert ledger(locked, out, "--key-file", str(key)) == 1
    assert not out.exists()
    capsys.readouterr()
    key.write_text("tea and hills\r\n", encoding="utf-8")
    assert ledger(locked, out, "--key-file", str(key)) == 0
    assert "1 projects" in capsys.readouterr().out
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(out.read_bytes())).get_sheet_by_index(0).to_python()
    )
    assert any("Hidden" in row for row in rows)


@pytest.mark.parametrize("words", [["--speak", "zh"], ["--speak=zh"]])
def test_the_language_is_told_with_or_without_a_sign(words: list[str], capsys: Said) -> None:
    assert cli.main(["nonsense", *words]) == 1
    assert "“nonsense”" in capsys.readouterr().err
    assert cli.main(["nonsense", "--speak", "en"]) == 1
    assert "is no command" in capsys.readouterr().err


def test_words_that_are_not_understood_show_how_it_is_used(capsys: Said) -> None:
    assert cli.main(["guide", "--speak", "en", "--paper", "A9"]) == 1
    assert "invest-crm guide (--sample" in capsys.readouterr().err


def test_every_verb_is_in_the_help(capsys: Said) -> None:
    assert cli.main(["help"]) == 0
    said = capsys.readouterr().out
    assert all(f"invest-crm {name} " in said for name in cli.verbs())


def test_codes_that_no_project_has_are_named(
    store: Register, store_path: Path, tmp_path: Path, capsys: Said
) -> None:
    with store.writing("Prepared") as unit:
        a_project(unit, code="A-1", may_be_published=True)
    words = ["sheets", "--store", str(store_path), "--out", str(tmp_path / "x.pdf"), "--speak=en"]
    assert cli.main([*words, "A-1", "A-2", "A-3"]) == 1
    assert "No project has the code: A-2, A-3." in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_a_paper_of_an_event_is_printed_by_its_name(
    store: Register, store_path: Path, tmp_path: Path, capsys: Said
) -> None:
    with store.writing("Prepared") as unit:
        an_attendance(unit, an_event(unit, name="无锡推介会"), a_person(unit, name="钱伟"))
    words = ["papers", "--store", str(store_path), "--speak=en", "--lang", "zh"]
    out = tmp_path / "badges.pdf"
    assert cli.main([*words, "--event", "无锡推介会", "--out", str(out), "badges"]) == 0
    assert "钱伟" in reading.texts(out)[0]
    assert cli.main([*words, "--event", "无锡", "--out", str(tmp_path / "x.pdf"), "badges"]) == 1
    assert "There is no event called “无锡”." in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_a_guide_for_the_archive_or_behind_a_password_is_asked_for_by_words(
    store: Register, store_path: Path, tmp_path: Path, capsys: Said
) -> None:
    fill(store)
    words = ["guide", "--store", str(store_path), "--lang", "en", "--speak=en"]
    assert cli.main([*words, "--version", "archive", "--out", str(tmp_path / "a.pdf")]) == 0
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdfa.check(pdf, "2b").passed
    (tmp_path / "key").write_text("short\n", encoding="utf-8")
    lock = ["--lock-file", str(tmp_path / "key"), "--out", str(tmp_path / "b.pdf")]
    assert cli.main([*words, *lock]) == 1
    assert "A password needs at least 6 characters." in capsys.readouterr().err
    (tmp_path / "key").write_text("long enough\n", encoding="utf-8")
    assert cli.main([*words, *lock]) == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "b.pdf")


def test_sheets_are_printed_in_a_batch_by_chain(
    store: Register, store_path: Path, tmp_path: Path, capsys: Said
) -> None:
    with store.writing("Prepared") as unit:
        a_project(unit, name="茶园", chain="tea", may_be_published=True)
        a_project(unit, name="果园", chain="citrus", may_be_published=True)
    words = ["sheets", "--store", str(store_path), "--speak=en", "--out", str(tmp_path / "t.pdf")]
    assert cli.main([*words, "--chain", "富硒茶"]) == 0
    assert "1 pages" in capsys.readouterr().out
    assert "茶园" in reading.texts(tmp_path / "t.pdf")[0]
    assert cli.main([*words, "--chain", "Tin"]) == 1
    assert "There is no industry chain “Tin”." in capsys.readouterr().err


def test_what_is_wrong_with_a_guide_is_told_and_refused_when_asked(
    store: Register, store_path: Path, tmp_path: Path, capsys: Said
) -> None:
    fill(store)
    with store.writing("A colleague") as unit:
        unit.change(unit.find(Policy)[0], {"review": "unreviewed"})
    out = tmp_path / "guide.pdf"
    words = ["guide", "--store", str(store_path), "--speak=en", "--out", str(out)]
    assert cli.main([*words, "--strict"]) == 1
    said = capsys.readouterr().err
    assert "Not printed: 支持办法1: The policy has had no fair-competition review." in said
    assert "Nothing was printed" in said
    assert not out.exists()
    assert cli.main(words) == 0
    assert "Not printed: 支持办法1" in capsys.readouterr().err
    assert "支持办法1" not in "".join(reading.texts(out))
