# SPDX-License-Identifier: Apache-2.0
"""From what the next stage of a project lacks to the place where it is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from crm.domain.rules.gates import Lack
from crm.words import tr
from ui.record.recordhead import RecordHead
from ui.record.recordtabs import FILES, FORM, PARTIES, RecordTabs

Focus = Callable[[str], object]
"""Puts the keys into a field of the form."""

Edit = Callable[[str, str, int], object]
"""Opens the window of a part: its type, the field that names the project, its id."""


class Giving(QObject):
    """Jumps, one for each kind of lack: a field, a file, a talk, a record beside the project."""

    def __init__(self, head: RecordHead, tabs: RecordTabs, parent: QWidget) -> None:
        super().__init__(parent)
        self._head, self._tabs = head, tabs
        self.focus: Focus | None = None
        self.talk: Callable[[], object] | None = None
        self.edit: Edit | None = None
        head.lack_asked.connect(self.give)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What it does for commands just now."""
        return {"record.lacks": self.open_menu} if self._head.lacks else {}

    def give(self, lack: Lack) -> None:
        """Go to where it is given."""
        if lack.field and self.focus is not None:
            self._tabs.choose(FORM)
            self.focus(lack.field)
        elif lack.slot:
            self._tabs.choose(FILES)
            self._tabs.files().choose(lack.slot)
        elif lack.record == "activity" and self.talk is not None:
            self.talk()
        elif lack.key == "contact_person":
            self._tabs.choose(PARTIES)
            self._tabs.focus_panel()
        elif self.edit is not None:
            self.edit(lack.record, "project_id", 0)

    def open_menu(self) -> QMenu:
        """Open the menu of all that is lacking."""
        menu = QMenu(self._head)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for lack in self._head.lacks:
            menu.addAction(tr(lack.label)).triggered.connect(partial(self._give, lack))
        menu.popup(self._head.mapToGlobal(self._head.rect().bottomLeft()))
        return menu

    def _give(self, lack: Lack, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.give(lack)
