# SPDX-License-Identifier: Apache-2.0
"""Setting several fields of many records in one step."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from ui.desk.desk import Desk
from ui.tables.bulk import BulkDialog


def opened(desk: Desk, qtbot: QtBot) -> tuple[BulkDialog, list[object]]:
    made = BulkDialog(desk, "register_entry", 3, lambda: date(2026, 6, 30), lambda _record, _id: "")
    qtbot.addWidget(made)
    made.show()
    heard: list[object] = []
    made.chosen.connect(heard.append)
    return made, heard


def fill(dialog: BulkDialog, at: int, name: str, text: str) -> None:
    dialog.lines[at].choose(name)
    entry = dialog.lines[at].entry
    assert entry is not None
    entry.put(text)


def test_several_fields_are_set_at_once(desk: Desk, qtbot: QtBot) -> None:
    dialog, heard = opened(desk, qtbot)
    fill(dialog, 0, "source", "统计公报")
    dialog.more.click()
    fill(dialog, 1, "checked_by", "王丽")
    dialog.more.click()
    dialog.accept()
    assert heard == [{"source": "统计公报", "checked_by": "王丽"}]


def test_a_field_is_set_once(desk: Desk, qtbot: QtBot) -> None:
    dialog, heard = opened(desk, qtbot)
    fill(dialog, 0, "source", "统计公报")
    dialog.more.click()
    fill(dialog, 1, "source", "年鉴")
    dialog.accept()
    assert heard == []
    fill(dialog, 1, "towns", "茶岩镇")
    dialog.accept()
    assert heard == [{"source": "统计公报", "towns": "茶岩镇"}]


def test_without_a_field_nothing_is_told(desk: Desk, qtbot: QtBot) -> None:
    dialog, heard = opened(desk, qtbot)
    dialog.accept()
    assert heard == []
