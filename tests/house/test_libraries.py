# SPDX-License-Identifier: Apache-2.0
"""What the program stands on: the locks, what may be imported where, and a sound PySide6."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from launch.environment import LOCKS
from tests.house.sources import ROOT, imported_roots, python_files, shown

PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;]+)")
HOST = re.compile(r"://|--(extra-)?index|--find-links|--trusted-host|@ ")


def pyproject() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def entries(purpose: str) -> list[str]:
    """The entries of a lock, each with its continued lines."""
    text = (ROOT / LOCKS[purpose]).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def locked(purpose: str) -> dict[str, str]:
    """Library → version."""
    found = [PINNED.match(entry) for entry in entries(purpose)]
    return {match[1]: match[2] for match in found if match}


def wanted(purpose: str) -> list[Requirement]:
    project = pyproject()
    names = list(project["project"]["dependencies"])
    if purpose == "develop":
        names += project["dependency-groups"]["develop"]
    return [Requirement(name) for name in names]


@pytest.mark.parametrize("purpose", LOCKS)
def test_every_locked_library_is_pinned_with_hashes_and_names_no_host(purpose: str) -> None:
    wrong = [
        entry[:60]
        for entry in entries(purpose)
        if not PINNED.match(entry) or "--hash=sha256:" not in entry or HOST.search(entry)
    ]
    assert wrong == []


@pytest.mark.parametrize("purpose", LOCKS)
def test_the_lock_holds_everything_that_the_project_asks_for(purpose: str) -> None:
    versions = locked(purpose)
    wrong = [
        str(requirement)
        for requirement in wanted(purpose)
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), ""))
    ]
    assert wrong == []


def test_developers_run_the_very_libraries_that_users_run() -> None:
    assert locked("run").items() <= locked("develop").items()


def test_the_program_imports_only_libraries_it_declares() -> None:
    declared = {canonicalize_name(requirement.name) for requirement in wanted("run")}
    # These two come inside a declared one and have no other home.
    declared |= {"shiboken6", "psycopg-binary"}
    homes = packages_distributions()
    ours = {"crm", "ui"} | sys.stdlib_module_names
    wrong = [
        f"{shown(file, line)} {name}"
        for file in python_files("crm", "ui")
        for name, line in imported_roots(file)
        if name not in ours
        and not declared & {canonicalize_name(home) for home in homes.get(name, [name])}
    ]
    assert wrong == []


def test_starting_needs_nothing_but_the_standard_library() -> None:
    ours = {"launch"} | sys.stdlib_module_names
    wrong = [
        f"{shown(file, line)} {name}"
        for file in [ROOT / "run.py", *python_files("launch")]
        for name, line in imported_roots(file)
        if name not in ours
    ]
    assert wrong == []


def test_an_old_python_can_read_far_enough_to_say_that_it_is_too_old() -> None:
    for file in [ROOT / "run.py", *python_files("launch")]:
        ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_qt_calls_do_not_eat_the_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one with each call and aborts after some thousands."""
    label = QLabel()
    qtbot.addWidget(label)
    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(5_000):
        label.setText(str(number))
        label.setToolTip("")
        label.setBuddy(label)
        thing.setObjectName("a")
        thing.setProperty("b", None)
        thing.setParent(None)
        assert thing.parent() is None
    assert sys.getrefcount(None) > before - 500
