# SPDX-License-Identifier: Apache-2.0
"""The environment is made once, mended when it is broken, and otherwise only looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch import environment, making, ready
from launch.trouble import Trouble
from tests.house.sources import ROOT

ONLY_PIP = "# nothing is locked here\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root whose environment was made from an empty lock."""
    root = tmp_path_factory.mktemp("checkout")
    for lock in environment.LOCKS.values():
        (root / lock).write_text(ONLY_PIP, encoding="utf-8")
    ready.ensure(root, "run", screen=False)
    return root


def stamps(root: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in (root / ".venv").glob("ready-*")}


def test_a_second_start_finds_everything_as_the_first_left_it(made: Path) -> None:
    before = stamps(made)
    ready.ensure(made, "run", screen=False)
    assert stamps(made) == before


def test_the_libraries_of_developers_are_a_purpose_of_their_own(made: Path) -> None:
    assert environment.is_ready(made, "run")
    assert not environment.is_ready(made, "develop")


def test_another_lock_makes_the_environment_stale(made: Path) -> None:
    lock = made / environment.LOCKS["run"]
    lock.write_text(ONLY_PIP + "# newer\n", encoding="utf-8")
    assert not environment.is_ready(made, "run")
    lock.write_text(ONLY_PIP, encoding="utf-8")
    assert environment.is_ready(made, "run")


def test_an_environment_that_was_left_half_made_is_made_anew(made: Path) -> None:
    halved = made / ".venv" / "half-a-library"
    halved.touch()
    (made / ".venv" / "unfinished").touch()
    environment.stamp_file(made, "run").unlink()
    making.make(made, "run")
    assert not halved.exists()
    assert environment.is_ready(made, "run")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows copies the interpreter")
def test_a_python_that_was_taken_away_is_noticed_and_replaced(made: Path) -> None:
    python = environment.python_of(made)
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert not environment.is_ready(made, "run")
    ready.ensure(made, "run", screen=False)
    assert environment.call(made, ["-c", "pass"]) == 0


def test_a_library_with_another_hash_is_refused(
    made: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (made / environment.LOCKS["develop"]).write_text(
        f"segno==1.6.6 --hash=sha256:{'0' * 64}\n", encoding="utf-8"
    )
    with pytest.raises(Trouble):
        making.make(made, "develop")
    assert not environment.is_ready(made, "develop")
    assert "ERROR" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="file rights are those of Linux")
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    code = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from launch import making
from launch.trouble import Trouble
if os.geteuid() == 0:
    os.chmod({str(tmp_path)!r}, 0o555)
    os.setuid(65534)
try:
    making.make(Path({str(tmp_path)!r}), "run")
except Trouble as trouble:
    print(trouble)
"""
    tmp_path.chmod(0o555)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)
    assert "cannot be made" in done.stdout, done.stderr


def test_the_exit_code_of_the_program_passes_through(made: Path) -> None:
    assert environment.call(made, ["-c", "raise SystemExit(7)"]) == 7


def test_the_folder_the_user_stands_in_is_no_place_to_import_from(
    made: Path, tmp_path: Path
) -> None:
    (tmp_path / "crm.py").write_text("raise SystemExit(3)", encoding="utf-8")
    (made / "crm.py").write_text("", encoding="utf-8")
    assert environment.call(made, ["-c", "import crm"], within=tmp_path) == 0


def test_a_ready_start_imports_nothing_that_only_making_needs() -> None:
    heavy = ["subprocess", "ctypes", "shutil", "tempfile", "launch.making", "launch.system"]
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import run
from launch import environment
environment.is_ready(run.ROOT, "run")
print([name for name in {heavy!r} if name in sys.modules])
"""
    order = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(order, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_a_display_only_a_bare_start_writes_the_guide() -> None:
    # `--help` goes to the program itself and needs no display.
    variables = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    variables.pop("QT_QPA_PLATFORM", None)
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import run
print(run._has_display())
"""
    order = [sys.executable, "-c", code]
    done = subprocess.run(order, env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sys.platform != "linux")
