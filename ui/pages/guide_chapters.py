# SPDX-License-Identifier: Apache-2.0
"""The outline of the guide desk: which chapters are printed, and how much each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from crm.domain.rules.plan import CHAPTERS, TITLES
from crm.queries.guide import GuideData
from crm.words import N_, _, tr
from ui.theme import sizes
from ui.widgets.empty import EmptyState
from ui.widgets.labels import push, words

FRONT = "front"
ROWS: Mapping[str, str] = {FRONT: N_("Front matter"), **TITLES}


class Chapters(QWidget):
    """One row a chapter: whether it is printed, its name (pressed: its first page), its count."""

    toggled = Signal(str, bool)
    """A chapter was turned on or off."""

    opened = Signal(str)
    """The first page of a chapter is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self.names: dict[str, QPushButton] = {}
        self.counts: dict[str, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for code in ROWS:
            box.addLayout(self._row(code))
        # What stands before the chapters is always there: nothing to choose.
        keeping = self.boxes[FRONT].sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self.boxes[FRONT].setSizePolicy(keeping)
        self.boxes[FRONT].hide()

    def show_data(self, data: GuideData, released: GuideData, *, fixed: bool) -> None:
        """Show what an edition includes; `fixed`: it can no longer be changed."""
        whole, printed = counts_of(data), counts_of(released)
        for code, box in self.boxes.items():
            on = code == FRONT or code in data.plan.chapters
            box.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
            box.setChecked(on)
            box.blockSignals(False)  # noqa: FBT003 - as above
            box.setEnabled(code != FRONT and not fixed)
            self.counts[code].setText(_count(whole.get(code), printed.get(code)) if on else "—")

    def _row(self, code: str) -> QHBoxLayout:
        title = tr(ROWS[code])
        box, name, count = QCheckBox(), push(title, "row"), words("", "small")
        box.setAccessibleName(_("Print: {chapter}").format(chapter=title))
        box.setToolTip(box.accessibleName())
        box.setFixedWidth(sizes.BROAD)
        name.setToolTip(_("Show its first page"))
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.toggled.connect(partial(self.toggled.emit, code))
        name.clicked.connect(partial(self.opened.emit, code))
        self.boxes[code], self.names[code], self.counts[code] = box, name, count
        row = QHBoxLayout()
        row.setSpacing(sizes.RING)
        row.addWidget(box)
        row.addWidget(name, 1)
        row.addWidget(count)
        return row


def no_edition() -> EmptyState:
    """What stands where the pages would be, before there is an edition."""
    return EmptyState(
        "book-open",
        _("No edition of the guide yet"),
        _("An edition says what is printed, in which language and as of which day."),
        first=_("New edition of the guide"),
    )


def counts_of(data: GuideData) -> dict[str, int]:
    """How many records each chapter holds."""
    found = (
        len(data.overview) + len(data.register),
        len(data.policies),
        len(data.costs),
        len(data.procedures),
        len(data.projects),
    )
    return dict(zip(CHAPTERS, found, strict=False))


def _count(whole: int | None, printed: int | None) -> str:
    if whole is None or printed is None:
        return ""
    if whole == printed:
        return f"{whole:,}"
    return f"{printed:,}/{whole:,}"
