# SPDX-License-Identifier: Apache-2.0
"""Alt+Left leads back from every page, wherever the focus is, and after the palette as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.journeys.traveller import CTRL, Traveller
from tests.ui.applications import page
from tests.ui.keys import type_in
from ui.pages.registry import RAIL
from ui.widgets.palette import PaletteDialog

ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize("place", [one.name for one in RAIL[1:]])
def test_from_every_place_of_the_rail(traveller: Traveller, place: str) -> None:
    traveller.app.desk.go(place)
    traveller.arrive(place)
    traveller.key(Qt.Key.Key_Left, ALT)
    assert page(traveller.app) == "today"


@pytest.mark.parametrize("record", ["project", "organisation", "policy", "event"])
def test_from_a_record_and_from_a_field_of_it(traveller: Traveller, record: str) -> None:
    for focused in (False, True):
        traveller.app.desk.go(record, 1)
        traveller.arrive(record)
        shown = traveller.window.stack.page
        assert shown is not None
        if focused:
            form = getattr(shown, "form", None)
            assert form is not None
            form.focus()
        traveller.key(Qt.Key.Key_Left, ALT)
        assert page(traveller.app) == "today"


def test_after_the_palette_opened_a_record(traveller: Traveller) -> None:
    traveller.key(Qt.Key.Key_K, CTRL)
    palette = traveller.seen(PaletteDialog)
    type_in(palette.line, "tea")
    traveller.rest()
    traveller.qtbot.wait(300)
    traveller.rest()
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: page(traveller.app) != "today")
    traveller.key(Qt.Key.Key_Left, ALT)
    assert page(traveller.app) == "today"
