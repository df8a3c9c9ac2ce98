# SPDX-License-Identifier: Apache-2.0
"""A column in the middle of a page that holds nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import sizes


def middle_of(page: QWidget) -> QVBoxLayout:
    """Lay a page out as one column in its middle, a little above its centre; gives the column."""
    column = QWidget()
    column.setMaximumWidth(sizes.SHEET_WIDTH)
    inner = QVBoxLayout(column)
    inner.setSpacing(sizes.GAP)
    box = QVBoxLayout(page)
    box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.BROAD)
    box.addStretch(1)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(column, 6)
    across.addStretch(1)
    box.addLayout(across)
    box.addStretch(2)
    return inner
