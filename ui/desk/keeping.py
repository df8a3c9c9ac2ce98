# SPDX-License-Identifier: Apache-2.0
"""Writing a small file of the user so that it is whole at any moment."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import cast


def write_whole(file: Path, text: str) -> None:
    """Replace a file's text at one stroke: after a crash it is the old or the new.

    Raises:
        OSError: the folder cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read_table(file: Path) -> dict[str, object]:
    """The JSON object in a file; empty if it is not there or not readable as one."""
    try:
        found: object = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def write_table(file: Path, values: dict[str, object]) -> None:
    """Keep a JSON object.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(file, json.dumps(values, ensure_ascii=False, indent=1))
