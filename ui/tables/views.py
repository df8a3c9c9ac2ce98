# SPDX-License-Identifier: Apache-2.0
"""Saved views of a list as tabs: those that come along, and the user's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget
from typing_extensions import override

from crm.kinds.base import Json
from crm.queries.filters import Filter, View, dump, load
from crm.queries.views import views_of
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.desk.owner import staff_of
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.askline import AskLine
from ui.widgets.labels import push, restyle

LONGEST_NAME = 30
SCROLLERS = ("chevron-left", "chevron-right")
"""The signs of the buttons that move the tabs, which the style of the screen draws without."""


@dataclass(frozen=True)
class Tab:
    """A view as a tab shows it: `name` is in the user's language; `own` ones were saved by them."""

    name: str
    filter: Filter = field(default_factory=Filter)
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    own: bool = False


def all_of(desk: Desk, record: str, today: date) -> list[Tab]:
    """The views of a list: those that come along, mine if it is known who sits here, own ones."""
    built_in = views_of(record, today=today, staff_id=staff_of(desk))
    return [*map(tab_of, built_in), *read_own(desk.geometry, record)]


def tab_of(view: View) -> Tab:
    """The tab of a view that comes along."""
    return Tab(tr(view.name), view.filter, view.sort, view.columns)


def read_own(geometry: Geometry, record: str) -> list[Tab]:
    """The user's own views of a list; one that cannot be read is passed over."""
    try:
        kept: object = json.loads(geometry.word(f"views {record}", "[]"))
    except ValueError:
        return []
    found: list[Tab] = []
    for one in cast("list[dict[str, Json]]", kept if isinstance(kept, list) else []):
        try:
            found.append(_tab(one))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return found


def keep_own(geometry: Geometry, record: str, tabs: Sequence[Tab]) -> None:
    """Keep the user's own views of a list."""
    kept = [
        {
            "name": one.name,
            "filter": dump(one.filter),
            "sort": list(one.sort),
            "columns": list(one.columns),
        }
        for one in tabs
        if one.own
    ]
    geometry.keep_word(f"views {record}", json.dumps(kept, ensure_ascii=False))


def _tab(kept: dict[str, Json]) -> Tab:
    sort, columns = kept["sort"], kept["columns"]
    return Tab(
        name=str(kept["name"]),
        filter=load(kept["filter"]),
        sort=tuple(str(one) for one in cast("list[Json]", sort)),
        columns=tuple(str(one) for one in cast("list[Json]", columns)),
        own=True,
    )


class ViewTabs(QWidget):
    """The tabs, and beside them what can be done with a view that was changed."""

    chosen = Signal(int)
    """A tab was chosen by the user: its place."""

    save_asked = Signal(str)
    """The view as it is now shall be kept under this name."""

    removed = Signal(int)
    """One of the user's own views shall go: its place."""

    rename_asked = Signal(int)
    """One of the user's own views shall be called otherwise: its place."""

    moved = Signal(int, int)
    """One of the user's own views shall stand elsewhere: its place, and by how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[Tab] = []
        self._lit = True
        self._bar = _Bar()
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(True)
        self._bar.setElideMode(Qt.TextElideMode.ElideNone)
        self._bar.setAccessibleName(_("Views"))
        self._bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._save = push(_("Save this view"), "link")
        self._save.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        box.addWidget(self._bar)
        box.addWidget(self._save)
        box.addStretch(1)
        self._bar.currentChanged.connect(self.chosen)
        self._bar.pressed_again.connect(self.chosen)
        self._bar.customContextMenuRequested.connect(self._menu)
        for button, name in zip(self._bar.findChildren(QToolButton), SCROLLERS, strict=True):
            button.setArrowType(Qt.ArrowType.NoArrow)
            button.setIcon(icon(name, "muted"))
            button.setProperty("kind", "icon")
        self._save.clicked.connect(self.ask_name)

    @property
    def tabs(self) -> list[Tab]:
        """The views in their order."""
        return list(self._tabs)

    @property
    def current(self) -> int:
        """The place of the tab that is on; -1 if none is."""
        return self._bar.currentIndex() if self._lit else -1

    def set_tabs(self, tabs: Sequence[Tab], current: int = 0) -> None:
        """Show these views without telling."""
        self._tabs = list(tabs)
        self._bar.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        while self._bar.count():
            self._bar.removeTab(0)
        for one in tabs:
            at = self._bar.addTab(one.name.replace("&", "&&"))
            if one.own:
                self._bar.setTabIcon(at, icon("bookmark", "muted"))
        self._bar.blockSignals(False)  # noqa: FBT003 - as above
        self.choose(current)

    def choose(self, place: int) -> None:
        """Turn a tab on without telling; -1: none."""
        self._lit = place >= 0
        self._bar.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        # A tab bar always has a current one: it is drawn like the others while none is on.
        self._bar.setCurrentIndex(max(place, 0))
        self._bar.blockSignals(False)  # noqa: FBT003 - as above
        restyle(self._bar, "dim", not self._lit)

    def choose_again(self, former: Tab) -> bool:
        """Turn the tab on that is called like one before, else the first; is it the same?"""
        names = [one.name for one in self._tabs]
        self.choose(names.index(former.name) if former.name in names else 0)
        return self._tabs[self.current] == former

    def offer_saving(self, *, changed: bool) -> None:
        """Offer to keep the view when it was changed."""
        self._save.setVisible(changed)

    def ask_name(self) -> AskLine:
        """Ask under which name the view shall be kept."""
        here = self._tabs[self.current] if self.current >= 0 else Tab("")
        asking = AskLine(
            self.window(), _("Save this view"), _("Name of the view"), yes=_("Save"),
            text=here.name if here.own else "", longest=LONGEST_NAME,
        )  # fmt: skip
        asking.given.connect(self.save_asked)
        asking.open()
        return asking

    def menu_of(self, place: int) -> QMenu | None:
        """The menu of one of the user's own views; None for the others."""
        if not (0 <= place < len(self._tabs) and self._tabs[place].own):
            return None
        menu = QMenu(self)
        own = [at for at, one in enumerate(self._tabs) if one.own]
        offered = (
            ("pencil", _("Rename this view …"), True, lambda: self.rename_asked.emit(place)),
            ("arrow-left", _("Move to the left"), place > own[0],
             lambda: self.moved.emit(place, -1)),
            ("arrow-right", _("Move to the right"), place < own[-1],
             lambda: self.moved.emit(place, 1)),
            ("trash-2", _("Remove this view"), True, lambda: self.removed.emit(place)),
        )  # fmt: skip
        for sign, label, possible, act in offered:
            action = menu.addAction(icon(sign, "muted"), label)
            action.setEnabled(possible)
            action.triggered.connect(act)
        return menu

    def _menu(self, where: QPoint) -> None:
        menu = self.menu_of(self._bar.tabAt(where))
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._bar.mapToGlobal(where))


class _Bar(QTabBar):
    """Tells as well that the tab that is on was pressed again."""

    pressed_again = Signal(int)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex()
        super().mousePressEvent(event)
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at == before >= 0:
            self.pressed_again.emit(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed_again.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
