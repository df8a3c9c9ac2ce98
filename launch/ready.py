# SPDX-License-Identifier: Apache-2.0
"""Being ready to start: a look at the stamps, and only if they differ the work of making."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from launch import environment


def ensure(root: Path, purpose: str, *, screen: bool) -> None:
    """Have all libraries of a purpose (a key of `environment.LOCKS`), and what a window needs.

    Raises:
        Trouble: something is missing that cannot be put right from here.
    """
    if not environment.is_ready(root, purpose):
        from launch import making

        making.make(root, purpose)
    if screen and sys.platform == "linux":
        _ensure_screen(root, purpose)


def _ensure_screen(root: Path, purpose: str) -> None:
    # An environment may be kept while the machine around it is new, so the machine is named.
    seen = root / ".venv" / f"screen-to-{purpose}"
    machine = os.uname().nodename.encode()
    if environment.read(seen) != machine:
        from launch import system

        system.ensure_screen(with_tests=purpose == "develop")
        seen.write_bytes(machine)
