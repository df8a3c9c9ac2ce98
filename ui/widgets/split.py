# SPDX-License-Identifier: Apache-2.0
"""A view in two or more parts whose sizes the user sets and the program remembers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from crm.words import _
from ui.theme import sizes


class SplitView(QSplitter):
    """Tells `moved` with all sizes when the user has moved a border and let go."""

    moved = Signal(object)

    def __init__(
        self,
        parts: Sequence[QWidget] = (),
        *,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        way = Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        super().__init__(way, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(sizes.HAIR)
        self.setAccessibleName(_("Divided view"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_TYPING)
        self._pause.timeout.connect(self._tell)
        self.splitterMoved.connect(self._pause.start)
        for part in parts:
            self.addWidget(part)

    def restore(self, remembered: Sequence[int], shares: Sequence[int] = ()) -> None:
        """Take remembered sizes if there is one for each part, else divide by `shares`."""
        fits = len(remembered) == self.count()
        if fits or shares:
            self.setSizes(list(remembered if fits else shares))
        for index, share in enumerate(shares):
            self.setStretchFactor(index, share)

    def _tell(self) -> None:
        self.moved.emit(self.sizes())
