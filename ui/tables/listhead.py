# SPDX-License-Identifier: Apache-2.0
"""The head of a list: its title, its views, and the buttons at its right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.domain.all_records import RECORDS
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.theme import sizes
from ui.widgets.labels import push, sign_button, words

BUTTONS = ("list.columns", "list.export", "list.preview")
"""The commands that have a button there."""
PASTED = frozenset({"cost_item", "overview_item", "register_entry"})
"""The lists that take rows of a spreadsheet (see `ui.tables.pasting`): one more button."""


def fill_head(
    head: QHBoxLayout,
    desk: Desk,
    record: str,
    title: str,
    tabs: QWidget,
    new: Callable[[], object],
) -> None:
    """Lay out title, views and buttons; others may be put between them."""
    head.setSpacing(sizes.SPACE)
    head.addWidget(words(title, "title"))
    head.addWidget(tabs, 1)
    for name in (*(("list.paste",) if record in PASTED else ()), *BUTTONS):
        head.addWidget(_button(desk, name))
    word = tr(RECORDS[record].about.word)
    begin = push(_("New {record}").format(record=word.lower()), "primary", sign="plus")
    begin.setToolTip(desk.commands.action("list.new").toolTip())
    begin.clicked.connect(new)
    head.addWidget(begin)


def _button(desk: Desk, name: str) -> QWidget:
    action = desk.commands.action(name)
    button = sign_button("ellipsis", action.toolTip())
    button.setDefaultAction(action)
    button.setProperty("kind", "icon")
    return button
