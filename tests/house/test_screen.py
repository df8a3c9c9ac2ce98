# SPDX-License-Identifier: Apache-2.0
"""What only the theme may say: colours and sizes; and that no window waits in its own loop."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, python_files, shown, tree

COLOUR = re.compile(r"^#[0-9a-fA-F]{3,8}$|\brgba?\(|\bhsla?\(")
SIZES = frozenset(
    {
        "QMargins",
        "QSize",
        "resize",
        "setColumnWidth",
        "setContentsMargins",
        "setFixedHeight",
        "setFixedSize",
        "setFixedWidth",
        "setHorizontalSpacing",
        "setMaximumHeight",
        "setMaximumSize",
        "setMaximumWidth",
        "setMinimumHeight",
        "setMinimumSize",
        "setMinimumWidth",
        "setPixelSize",
        "setPointSize",
        "setSpacing",
        "setVerticalSpacing",
    }
)


def screen_files() -> list[Path]:
    theme = ROOT / "ui" / "theme"
    return [file for file in python_files("ui") if not file.is_relative_to(theme)]


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


def holds_a_number(call: ast.Call) -> bool:
    # 0 and 1 are "none" and "a hairline"; any other size is a decision of the theme.
    numbers = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    return any(isinstance(number, int | float) and number > 1 for number in numbers)


def test_colours_are_named_by_the_theme_only() -> None:
    wrong = [
        f"{shown(file, node.lineno)} {node.value!r}"
        for file in screen_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and COLOUR.search(node.value)
    ]
    wrong += [
        shown(file, call.lineno)
        for file in screen_files()
        for name, call in calls(file)
        if name == "setStyleSheet" or (name in {"QColor", "fromRgb"} and holds_a_number(call))
    ]
    assert wrong == []


def test_sizes_come_from_the_theme() -> None:
    wrong = [
        f"{shown(file, call.lineno)} {name}"
        for file in screen_files()
        for name, call in calls(file)
        if name in SIZES and holds_a_number(call)
    ]
    assert wrong == []


def test_no_dialog_or_menu_waits_in_a_loop_of_its_own() -> None:
    wrong = [
        shown(file, call.lineno)
        for file in python_files("ui")
        if file.name != "start.py"
        for name, call in calls(file)
        if name in {"exec", "exec_", "processEvents"}
    ]
    assert wrong == []
