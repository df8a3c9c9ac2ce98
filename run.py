# SPDX-License-Identifier: Apache-2.0
"""The one command: makes what is missing, then opens the program, or tests or measures it.

python3 run.py              opens the program (without a display: prints the sample guide)
python3 run.py test …       format, lint, types, contracts, words, then pytest with the words …
python3 run.py bench …      the measurements
python3 run.py words        collects and compiles the Chinese words
python3 run.py …            any other words go to the program: `guide --sample --out a.pdf`
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from launch import environment, ready
from launch.sentences import say
from launch.trouble import Trouble

ROOT = Path(__file__).resolve().parent
SAMPLE_GUIDE = ROOT / "out" / "sample-county-guide.pdf"


def main(words: list[str]) -> int:
    """Do what the words ask for; the answer is the exit code."""
    _speak_utf8()
    try:
        return _do(words)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        return 130


def _do(words: list[str]) -> int:
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command == "test":
        from launch import checks

        ready.ensure(ROOT, "develop", screen=True)
        return checks.run(ROOT, rest)
    if command == "bench":
        ready.ensure(ROOT, "develop", screen=True)
        return environment.become(ROOT, ["-m", "bench", *rest])
    if command == "words":
        ready.ensure(ROOT, "develop", screen=False)
        return environment.become(ROOT, ["resources/translations/words.py", *rest])
    if not words and not _has_display():
        return _print_the_guide()
    opens_window = not words or command.startswith("-")
    ready.ensure(ROOT, "run", screen=opens_window and _has_display())
    return environment.become(ROOT, ["-m", "ui.app", *words])


def _print_the_guide() -> int:
    print(say("no display"), flush=True)
    ready.ensure(ROOT, "run", screen=False)
    SAMPLE_GUIDE.parent.mkdir(exist_ok=True)
    order = ["guide", "--sample", "--lang", "zh", "--out", str(SAMPLE_GUIDE)]
    code = environment.call(ROOT, ["-m", "ui.app", *order])
    if code == 0:
        print(say("guide written", path=SAMPLE_GUIDE))
    return code


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
