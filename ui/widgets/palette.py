# SPDX-License-Identifier: Apache-2.0
"""The palette: type a few characters, choose a command or a record, Enter does it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QStandardItem, QStandardItemModel, QWindow
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import icon
from ui.theme.theme import tokens
from ui.widgets.found import Finder, Found
from ui.widgets.labels import frame, words
from ui.widgets.search import SearchLine

_FOUND = Qt.ItemDataRole.UserRole


class PaletteDialog(QDialog):
    """A window of its own and not a popup, in which input methods would not work."""

    def __init__(self, finders: Sequence[Finder], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(_("Search everything"))
        self._finders = tuple(finders)
        self._found: list[Sequence[Found]] = [()] * len(self._finders)
        self._asked = 0
        self._beside: QWindow | None = None
        self._awaited: set[int] = set()
        self._hurried = False
        self._walked = False
        self.line = SearchLine(_("Search records and commands"))
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._nothing = words(_("Nothing found"), "muted")
        self.finished.connect(self._forget)
        self._build()
        self._look("")

    def found(self) -> list[Found]:
        """What can be chosen now."""
        return [self._at(row) for row in range(self._model.rowCount())]

    def choose(self, index: QModelIndex) -> None:
        """Do what stands there."""
        if index.isValid():
            found = self._at(index.row())
            self.close()
            found.act()

    def open_beside(self, window: QWidget) -> None:
        """Show it over a window; not modal, for a click on the window closes it."""
        self._beside = window.windowHandle()
        self._beside.installEventFilter(self)
        self.show()
        self.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._beside:
            # As with a menu, the click that closes it does nothing else.
            pressed = event.type() == QEvent.Type.MouseButtonPress
            if pressed:
                self.close()
            return pressed
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self._walk(-1 if key == Qt.Key.Key_Up else 1)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        panel = frame("panel")
        self.line.setProperty("kind", "bare")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._look)
        self._list.setProperty("kind", "bare")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Painter(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("What was found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(self.choose)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(sizes.SPACE, sizes.SPACE, sizes.SPACE, sizes.SPACE)
        inner.setSpacing(sizes.TIGHT)
        inner.addWidget(self.line)
        inner.addWidget(_rule())
        inner.addWidget(self._list, 1)
        inner.addWidget(self._nothing, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        self.resize(sizes.PALETTE_WIDTH, sizes.PALETTE_HEIGHT)

    def _look(self, text: str) -> None:
        self._asked += 1
        self._awaited = set(range(len(self._finders)))
        self._hurried = self._walked = False
        for place, finder in enumerate(self._finders):
            finder(text.strip(), partial(self._take, self._asked, place))

    def _take(self, asked: int, place: int, found: Sequence[Found]) -> None:
        if asked != self._asked:
            return
        self._awaited.discard(place)
        kept = self._list.currentIndex().row() if self._walked else 0
        self._found[place] = found
        self._fill([one for part in self._found for one in part])
        self._list.setCurrentIndex(self._model.index(min(kept, self._model.rowCount() - 1), 0))
        if self._hurried and not self._awaited:
            self.choose(self._list.currentIndex())

    def _forget(self) -> None:
        """Closed: what is still being looked for has nobody to be given to."""
        self._asked += 1

    def _fill(self, found: Sequence[Found]) -> None:
        self._model.clear()
        for one in found:
            item = QStandardItem(icon(one.icon, "muted"), one.title)
            item.setData(one, _FOUND)
            item.setAccessibleText(f"{one.title} {one.detail} {one.key}".strip())
            self._model.appendRow(item)
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _enter(self) -> None:
        """Choose what is marked; who types on to Enter at once means what is still to come."""
        self._hurried = bool(self._awaited) and not self._walked
        if not self._hurried:
            self.choose(self._list.currentIndex())

    def _walk(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            self._walked = True
            row = (self._list.currentIndex().row() + step) % count
            self._list.setCurrentIndex(self._model.index(row, 0))

    def _at(self, row: int) -> Found:
        found = self._model.item(row).data(_FOUND)
        return found if isinstance(found, Found) else Found("", lambda: None)


class _Painter(QStyledItemDelegate):
    """Paints a row: icon, title, its detail after it, the key at the right."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, sizes.PALETTE_ROW)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        found = index.data(_FOUND)
        if not isinstance(found, Found):
            return
        colours, room = tokens(), option.rect.adjusted(0, 0, -sizes.TIGHT, 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("selection"))
            painter.drawRoundedRect(room, sizes.RADIUS, sizes.RADIUS)
        side = sizes.ICON_LARGE
        top = room.top() + (room.height() - side) // 2
        icon(found.icon, "muted").paint(painter, room.left() + sizes.GAP, top, side, side)
        area = room.adjusted(sizes.GAP * 2 + side, 0, -sizes.GAP, 0)
        second = colours.colour("on_selection" if chosen else "muted")
        painter.setPen(second)
        key = painter.fontMetrics().horizontalAdvance(found.key)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, found.key
        )
        area.setWidth(area.width() - key - (sizes.WIDE if key else 0))
        painter.setPen(colours.colour("on_selection" if chosen else "text"))
        area = _draw(painter, area, found.title)
        painter.setPen(second)
        small = QFont(painter.font())
        small.setPointSizeF(sizes.FONT_SMALL)
        painter.setFont(small)
        _draw(painter, area, found.detail)
        painter.restore()


def _draw(painter: QPainter, area: QRect, text: str) -> QRect:
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return area.adjusted(metrics.horizontalAdvance(shown) + sizes.GAP, 0, 0, 0)


def _rule() -> QFrame:
    return frame("rule")
