# SPDX-License-Identifier: Apache-2.0
"""Every word of the program has its Chinese, and the tool that says so sees each kind of fault."""

from __future__ import annotations

import importlib.util
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import ROOT

SOURCE = """
from crm.words import N_, NC_, _, ngettext, pgettext
_("Save {name}")
N_("Projects")
pgettext("menu", "Open")
NC_("state", "Open")
ngettext("{n} project", "{n} projects", 2)
"""
PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Save {name}"
msgstr "保存{name}"

msgid "Projects"
msgstr "项目"

msgctxt "menu"
msgid "Open"
msgstr "打开"

msgctxt "state"
msgid "Open"
msgstr "未结"

msgid "{n} project"
msgid_plural "{n} projects"
msgstr[0] "{n} 个项目"
"""


def load_tool() -> ModuleType:
    file = ROOT / "resources" / "translations" / "words.py"
    spec = importlib.util.spec_from_file_location("words_tool", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TOOL = load_tool()


def faults(root: Path) -> list[str]:
    found: list[str] = TOOL.all_faults(root)
    return found


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with five words, all translated and compiled."""
    root = tmp_path / "root"
    for folder in ("crm", "ui", "resources/translations/zh_CN"):
        (root / folder).mkdir(parents=True)
    (root / "crm" / "desk.py").write_text(SOURCE, encoding="utf-8")
    area(root).write_text(PO, encoding="utf-8")
    TOOL.write(root)
    return root


def area(root: Path, name: str = "desk") -> Path:
    return root / "resources" / "translations" / "zh_CN" / f"{name}.po"


def test_every_word_of_the_program_has_its_chinese() -> None:
    assert faults(ROOT) == []


def test_a_whole_catalogue_has_no_fault_and_compiles_to_the_same_bytes(house: Path) -> None:
    target = area(house).parent / "LC_MESSAGES" / "invest-crm.mo"
    first = target.read_bytes()
    TOOL.write(house)
    assert target.read_bytes() == first
    assert faults(house) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "项目"', 'msgstr ""', "is not translated"),
        ('msgstr "项目"', 'msgstr "Projects"', "plain English"),
        ('msgstr "保存{name}"', 'msgstr "保存{nmae}"', "other placeholders"),
        ('msgid "Projects"', '#, fuzzy\nmsgid "Projects"', "is fuzzy"),
        ('msgid "Projects"', 'msgid "Project"', "is used nowhere"),
        ('msgctxt "menu"', 'msgctxt "menus"', "not translated: crm/desk.py"),
        ('msgstr "项目"', 'msgstr "项目"\n\n#~ msgid "Old"\n#~ msgstr "旧"', "obsolete"),
        ('msgstr "打开"', 'msgstr "打开…"', "not current"),
    ],
)
def test_each_kind_of_fault_is_seen(house: Path, old: str, new: str, fault: str) -> None:
    area(house).write_text(PO.replace(old, new), encoding="utf-8")
    assert any(fault in line for line in faults(house))


def test_a_word_belongs_to_one_area_only(house: Path) -> None:
    area(house, "other").write_text(PO, encoding="utf-8")
    assert any("more than one file" in line for line in faults(house))


def test_missing_words_are_told_by_the_folder_that_shows_them(house: Path) -> None:
    (house / "ui" / "new.py").write_text('_("Another")', encoding="utf-8")
    assert list(TOOL.write(house)) == ["ui"]


def test_the_compiled_catalogue_does_not_say_when_it_was_compiled(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = TOOL.entries(house / "resources" / "translations" / "zh_CN")
    now = TOOL.compiled(found)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert TOOL.compiled(found) == now
    assert f"Date: {datetime.now(UTC):%Y-%m}".encode() not in now
