# SPDX-License-Identifier: Apache-2.0
"""A desk with an empty store, for the tests of everything that asks a desk."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    """A desk that works at once, in the thread of the test."""
    del qtbot
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store, store="test")
    yield made
    made.close()
