# SPDX-License-Identifier: Apache-2.0
"""The window in which somebody chooses between what two people saved in the same fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.widgets.conflict import ConflictTable, Difference
from ui.widgets.labels import push, words


class ConflictDialog(QDialog):
    """Field by field before, mine and theirs; `chosen` tells `mine` or `theirs` for each."""

    chosen = Signal(object)

    def __init__(
        self, differences: Sequence[Difference], who: str = "", parent: QWidget | None = None,
        *, take: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._take = take or _("Save this choice")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Changed by two people"))
        self.setMinimumWidth(sizes.SHEET_WIDTH)
        self.table = ConflictTable(differences, who)
        self._build()

    @override
    def accept(self) -> None:
        """Tell what is chosen."""
        choices = self.table.choices()
        super().accept()
        self.chosen.emit(choices)

    def _build(self) -> None:
        ground = QWidget()
        ground.setProperty("role", "ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, sizes.GAP, 0)
        inside.addWidget(self.table)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(sizes.CHART_LEAST)
        scroll.setWidget(ground)
        all_theirs, cancel = push(_("Take all of theirs"), "quiet"), push(_("Not yet"))
        take = push(self._take, "primary")
        take.setDefault(True)
        all_theirs.clicked.connect(self._take_theirs)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(all_theirs)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(take)
        told = _("Somebody saved these fields while you were editing them. Choose what stays.")
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
        box.setSpacing(sizes.GAP)
        box.addWidget(words(self.windowTitle(), "heading"))
        box.addWidget(words(told, "muted", wrap=True))
        box.addWidget(scroll, 1)
        box.addLayout(foot)
        take.setFocus()

    def _take_theirs(self) -> None:
        self.table.choose_all("theirs")
