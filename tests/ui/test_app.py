# SPDX-License-Identifier: Apache-2.0
"""The door of the program: what the words mean, and that no screen is touched for the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui.app import THEMES, Wishes, main, wishes_of
from ui.theme.theme import CHOICES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("given", "wishes"),
    [
        ([], Wishes()),
        (["--store", "a.crm", "--lang", "zh"], Wishes("a.crm", "zh_CN")),
        (["--store=a.crm", "--theme=dark"], Wishes("a.crm", "", "dark")),
        (["--self-test"], Wishes(self_test=True)),
        (["guide", "--sample"], None),
        (["--lang", "fr"], None),
        (["--theme"], None),
        (["--help"], None),
    ],
)
def test_words_mean_the_window_or_the_command_line(given: list[str], wishes: Wishes | None) -> None:
    assert wishes_of(given) == wishes


def test_the_themes_of_the_door_are_those_of_the_screen() -> None:
    assert THEMES == CHOICES


def test_other_words_reach_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-verb"]) == 1
    assert "no-such-verb" in capsys.readouterr().err


def test_the_command_line_needs_no_screen() -> None:
    program = (
        "import sys; from ui.app import main; main(['no-such-verb']);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"
