# SPDX-License-Identifier: Apache-2.0
"""The papers for those who work on the house say what is really there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.house.sources import ROOT

PLACES = ("crm", "ui", "launch", "resources", "tests", "docs", "bench")
FOLDER = re.compile(r"^- `([\w/.-]+)/` — .+[.。]$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def folders() -> set[str]:
    """The folders a newcomer sees: the places and what lies directly in them."""
    found = {ROOT / place for place in PLACES}
    found |= {folder for place in PLACES for folder in (ROOT / place).glob("*/")}
    return {shown(folder) for folder in found if holds_something(folder)}


def shown(folder: Path) -> str:
    return folder.relative_to(ROOT).as_posix()


def holds_something(folder: Path) -> bool:
    return folder.name != "__pycache__" and any(
        file.is_file() and "__pycache__" not in file.parts for file in folder.rglob("*")
    )


def test_where_things_go_has_a_sentence_for_every_folder() -> None:
    text = (ROOT / "docs" / "where-things-go.md").read_text(encoding="utf-8")
    named = FOLDER.findall(text)
    assert sorted(folders() - set(named)) == [], "folders without a sentence"
    assert sorted(set(named) - folders()) == [], "sentences without a folder"
    assert len(named) == len(set(named)), "folders with two sentences"


def test_decisions_are_numbered_without_a_gap() -> None:
    names = sorted(file.name for file in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]


def test_links_between_papers_lead_somewhere() -> None:
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    wrong = [
        f"{shown(paper)} → {target}"
        for paper in papers
        for target in LINK.findall(paper.read_text(encoding="utf-8"))
        if not (paper.parent / target).exists()
    ]
    assert wrong == []


def test_the_changelog_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{project['version']}]" in changelog or "## [Unreleased]" in changelog
