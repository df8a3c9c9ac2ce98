# SPDX-License-Identifier: Apache-2.0
"""The pictures at the guide desk belong to the edition that is chosen, whatever the pages do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crm.domain.attachment import Attachment
from crm.storage.register import Register
from tests.ui.pages.guidedesk import again
from ui.pages.guide import GuidePage


def owners(register: Register) -> dict[str, int]:
    with register.reading() as session:
        found = session.query(Attachment).where(Attachment.owner == "guide_edition")
        return {one.name: one.owner_id for one in found if not one.deleted}


def test_a_picture_goes_to_the_edition_that_is_chosen_before_its_pages_are_made(
    guide_page: GuidePage,
    store: Register,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = guide_page
    picture = tmp_path / "site.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336633)
    assert image.save(str(picture))
    before = page.edition_id
    monkeypatch.setattr(page, "follow", lambda: None)
    page.spoken.chosen.emit("zh")
    qtbot.waitUntil(lambda: page.edition_id not in {0, before})
    chosen = page.edition_id
    page.pictures.add([str(picture)])
    qtbot.waitUntil(lambda: "site.png" in owners(store))
    assert owners(store)["site.png"] == chosen
    qtbot.waitUntil(lambda: "site.png" in [one.name for one in page.pictures.files])
    monkeypatch.undo()
    again(page, qtbot, page.follow)
