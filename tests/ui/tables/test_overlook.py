# SPDX-License-Identifier: Apache-2.0
"""What is out of date or has no source in the county's own data: one list, a jump to each."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.domain.cost import CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.storage.register import Register
from tests.crm.documents.guide.office import TODAY, fill
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.pages.lists_page import OVERLOOK, ListsPage
from ui.tables.overlook import Overlook

RECORDS = ("cost_item", "overview_item")


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    fill(store)
    with store.writing("Neglected") as unit:
        unit.change(unit.find(OverviewItem)[0], {"source": None})
        unit.change(unit.find(RegisterEntry)[0], {"source": "公报", "checked_on": None})
        unit.change(unit.find(CostPrice)[0], {"source": None})
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store)
    yield made
    made.close()
    made.deleteLater()


def opened(desk: Desk, qtbot: QtBot) -> tuple[ListsPage, Overlook]:
    page = ListsPage(desk, "county", "County data", RECORDS, lambda: TODAY, overlooked=True)
    qtbot.addWidget(page)
    desk.relay.changed.connect(page.refresh)
    page.open_with(OVERLOOK)
    part = page.part
    assert isinstance(part, Overlook)
    qtbot.waitUntil(lambda: bool(part.findings.items))
    return page, part


def test_all_that_is_out_of_date_or_has_no_source_stands_in_one_list(
    desk: Desk, qtbot: QtBot
) -> None:
    _page, part = opened(desk, qtbot)
    said = {(item.key[0], one) for item in part.findings.items for one in item.sentences}
    assert ("overview_item", "The figure has no source.") in said
    assert ("register_entry", "Nobody says when it was checked.") in said
    assert ("cost_item", "The price has no source.") in said
    assert {"policy", "procedure"} <= {item.key[0] for item in part.findings.items}
    assert part.findings.items[0].state == "out"
    assert part.findings.decide.isHidden()
    assert part.findings.page.isHidden()


def test_each_is_opened_from_it_and_goes_from_the_list_when_it_is_mended(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    _page, part = opened(desk, qtbot)
    asked: list[tuple[str, object]] = []

    def heard(name: str, argument: object) -> None:
        asked.append((name, argument))

    desk.asked.connect(heard)
    keys = [item.key for item in part.findings.items]
    cost = next(key for key in keys if key[0] == "cost_item")
    part.findings.choose(keys.index(cost))
    part.findings.open.click()
    assert asked == [cost]
    with store.writing("Mended") as unit:
        unit.change(unit.find(CostPrice)[0], {"source": "供电公司（示例）"})
    qtbot.waitUntil(lambda: cost not in [item.key for item in part.findings.items])


def test_the_page_comes_back_to_it_at_the_next_start(desk: Desk, qtbot: QtBot) -> None:
    page, _part = opened(desk, qtbot)
    page.switch.chosen.emit(OVERLOOK)
    again, part = opened(desk, qtbot)
    assert again.switch.current == OVERLOOK
    assert part.table.focusPolicy() == page.part.table.focusPolicy()
    with pytest.raises(LookupError):
        _ = again.panel
