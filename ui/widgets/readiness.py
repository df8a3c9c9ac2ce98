# SPDX-License-Identifier: Apache-2.0
"""What the next stage still lacks: a line of words, each of which leads to where it is given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import push, words


class Readiness(QWidget):
    """`asked` tells the place of the thing somebody wants to give."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: list[QPushButton] = []
        self._said = words("", "small")
        self._flow = FlowLayout(self, sizes.TIGHT)
        self._flow.addWidget(self._said)
        self.hide()

    def show_lacks(self, stage: str, lacking: Sequence[str]) -> str:
        """Say what a stage lacks, or that it lacks nothing; without a stage nothing is said."""
        for old in self.links:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.links = [push(one, "link") for one in lacking] if stage else []
        for at, link in enumerate(self.links):
            link.clicked.connect(partial(self._ask, at))
            self._flow.addWidget(link)
            link.show()
        if self.links:
            self._said.setText(_("{stage} still lacks:").format(stage=stage))
        else:
            self._said.setText(_("Ready for {stage}").format(stage=stage) if stage else "")
        self.setVisible(bool(stage))
        self.updateGeometry()
        if not self.links:
            return self._said.text()
        what = _(", ").join(lacking)
        return _("{stage} still lacks: {what}").format(stage=stage, what=what)

    def _ask(self, at: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.asked.emit(at)
