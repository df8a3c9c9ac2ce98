# SPDX-License-Identifier: Apache-2.0
"""Every page of the window: it opens, it has names for those who do not see, nothing flashes."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QWidget
from typing_extensions import override

from tests.journeys.traveller import Traveller
from ui.pages.registry import PAGES


class Flashes(QObject):
    """Notes every widget that is shown as a window of its own though it is a part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.windowType() == Qt.WindowType.Window
            and not isinstance(watched, QDialog | QMenu)
        ):
            words = watched.text() if isinstance(watched, QLabel) else watched.accessibleName()
            self.seen.append(f"{type(watched).__name__} {words}")
        return False


@pytest.fixture
def flashes(traveller: Traveller) -> Generator[Flashes]:
    made = Flashes()
    traveller.app.qt.installEventFilter(made)
    yield made
    traveller.app.qt.removeEventFilter(made)
    made.deleteLater()


def walk(traveller: Traveller) -> Iterator[tuple[str, QWidget]]:
    """Open one page after the other; records with the first of their kind, then a new one."""
    for entry in PAGES:
        if entry.name in {"welcome", "trouble"}:
            continue
        for argument in (None,) if entry.rail else (1, None):
            traveller.app.desk.go(entry.name, argument)
            traveller.arrive(entry.name)
            shown = traveller.window.stack.page
            assert shown is not None
            assert shown.title, entry.name
            yield (entry.name if entry.rail else f"{entry.name} {argument or 'new'}"), shown
            shown.discard()


def nameless(shown: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in shown.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
    ]


def rich(shown: QWidget) -> list[str]:
    """Labels that would interpret what somebody wrote."""
    labels = [one for one in shown.findChildren(QLabel) if one.text()]
    return [one.text() for one in labels if one.textFormat() != Qt.TextFormat.PlainText]


def test_everything_that_takes_the_focus_has_a_name_and_every_label_is_plain(
    traveller: Traveller,
) -> None:
    found = {name: (nameless(shown), rich(shown)) for name, shown in walk(traveller)}
    assert {name: wrong for name, wrong in found.items() if any(wrong)} == {}


def test_no_part_of_a_page_is_ever_shown_as_a_window_of_its_own(
    traveller: Traveller, flashes: Flashes
) -> None:
    found: dict[str, set[str]] = {}
    for name, _shown in walk(traveller):
        if flashes.seen:
            found[name] = set(flashes.seen)
            flashes.seen.clear()
    assert found == {}


def test_every_command_has_a_label_an_icon_and_a_menu_and_no_key_is_taken_twice(
    traveller: Traveller,
) -> None:
    assert len(list(walk(traveller))) > len(PAGES)
    commands = traveller.app.desk.commands.all()
    assert [one.id for one in commands if not (one.label and one.icon and one.place)] == []
    keys = [key for one in commands for key in one.shortcut.split("; ") if key]
    assert sorted(keys) == sorted(set(keys))
    assert len({one.id for one in commands}) == len(commands)
