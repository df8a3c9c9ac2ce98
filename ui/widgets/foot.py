# SPDX-License-Identifier: Apache-2.0
"""The frame of every small window: its margins, and below all the buttons that end it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.labels import push, words


def body(dialog: QDialog, heading: str = "") -> QVBoxLayout:
    """The column that a window is filled with, below its heading if it has one."""
    box = QVBoxLayout(dialog)
    box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
    box.setSpacing(sizes.GAP)
    if heading:
        box.addWidget(words(heading, "heading", wrap=True))
    return box


def grow(dialog: QDialog) -> None:
    """Make a window that is shown as high as its words need at its width.

    Qt guesses the height of words that break from a width of its own, and cuts the last lines.
    """
    layout = dialog.layout()
    needed = layout.totalHeightForWidth(dialog.width()) if layout is not None else 0
    if needed > dialog.height():
        dialog.resize(dialog.width(), needed)


def foot(dialog: QDialog, primary: QPushButton, *left: QWidget) -> QHBoxLayout:
    """Cancel, and at the right what Enter does; `left` stands at the other side.

    What `primary` does is wired by the window; Cancel closes it.
    """
    cancel = push(_("Cancel"))
    cancel.clicked.connect(dialog.reject)
    primary.setDefault(True)
    across = QHBoxLayout()
    for one in left:
        across.addWidget(one)
    across.addStretch(1)
    across.addWidget(cancel)
    across.addWidget(primary)
    return across
