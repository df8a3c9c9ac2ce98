# SPDX-License-Identifier: Apache-2.0
"""Drafts are kept behind the window; what was dropped never comes back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crm import places
from crm.storage.register import Register
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.forms.draft import DraftKeeper
from ui.theme import sizes


class Typing(QObject):
    """Something with a draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.held: dict[str, object] = {}
        self.keeper = DraftKeeper(desk, "project", self.gather, self)
        self.keeper.follow("7")

    def gather(self) -> tuple[int, Mapping[str, object]]:
        """What is typed over version 3."""
        return 3, dict(self.held)


@pytest.fixture
def typing(desk: Desk) -> Typing:
    return Typing(desk)


def test_steady_typing_is_kept_every_second(desk: Desk, qtbot: QtBot, typing: Typing) -> None:
    begun = time.monotonic()
    while desk.drafts.read("project", "7") is None:
        typing.held = {"name": str(time.monotonic())}
        typing.keeper.touch()
        qtbot.wait(20)
        assert time.monotonic() - begun < 2 * sizes.PAUSE_DRAFT / 1000
    typing.keeper.drop()


def test_nothing_typed_is_no_draft(desk: Desk, typing: Typing) -> None:
    typing.held = {"name": 1}
    typing.keeper.keep()
    typing.held = {}
    typing.keeper.keep()
    assert desk.drafts.all() == []


def test_going_to_another_record_keeps_what_was_typed_in_the_first(
    desk: Desk, typing: Typing
) -> None:
    typing.held = {"name": 1}
    typing.keeper.touch()
    assert typing.keeper.follow("8") is None
    typing.held = {}
    draft = typing.keeper.follow("7")
    assert draft is not None
    assert (draft.version, draft.values) == (3, {"name": 1})
    assert desk.drafts.read("project", "8") is None


def test_a_dropped_draft_does_not_come_back_from_a_thread(
    store: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(geometry=Geometry(tmp_path / "window.json"))
    desk.open(store, store="test")
    typing = Typing(desk)
    for turn in range(20):
        typing.held = {"name": turn}
        typing.keeper.keep()
        typing.keeper.drop()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    assert desk.drafts.all() == []
    desk.close()


def test_a_folder_that_cannot_be_written_is_told_once(
    typing: Typing, notices: list[Notice]
) -> None:
    folder = places.config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drafts").write_text("in the way")
    typing.held = {"name": 1}
    typing.keeper.keep()
    typing.keeper.keep()
    assert len(notices) == 1
    assert "cannot be kept as a draft" in notices[0].text
