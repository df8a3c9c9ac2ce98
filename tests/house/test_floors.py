# SPDX-License-Identifier: Apache-2.0
"""Which way the code may look: the floors hold, and nothing imports in a circle."""

from __future__ import annotations

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from launch.checks import CONTRACTS
from tests.house.sources import ROOT, imported_roots, python_files, shown

QT = {"PySide6", "shiboken6", "pytestqt"}


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CONTRACTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_module_imports_in_a_circle_late_imports_included() -> None:
    graph = grimp.build_graph("crm", "ui", "launch", cache_dir=None)
    looks_at = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(looks_at).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_nothing_in_crm_names_qt() -> None:
    wrong = [
        shown(file, line)
        for file in python_files("crm", "tests/crm")
        for name, line in imported_roots(file)
        if name in QT
    ]
    assert wrong == []
