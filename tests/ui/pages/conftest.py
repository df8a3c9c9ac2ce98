# SPDX-License-Identifier: Apache-2.0
"""The guide desk of a small county, for the tests of its parts."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from tests.crm.documents.guide.office import fill
from tests.ui.pages.guidedesk import opened
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.pages.guide import GuidePage


@pytest.fixture
def guide_desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    """A desk that works behind the window, as the real one does; it is 王丽's."""
    del qtbot
    made = Desk(geometry=Geometry(tmp_path / "window.json"))
    made.open(store)
    store.author = "王丽"
    yield made
    made.close()


@pytest.fixture
def guide_editions(store: Register) -> dict[str, int]:
    return fill(store)


@pytest.fixture
def guide_page(guide_desk: Desk, guide_editions: dict[str, int], qtbot: QtBot) -> GuidePage:
    """The desk of the English edition, with its pages."""
    assert guide_editions
    return opened(guide_desk, qtbot)
