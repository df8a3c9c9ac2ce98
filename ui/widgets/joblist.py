# SPDX-License-Identifier: Apache-2.0
"""The button that tells how much work is going on, and the list that it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QSize, Qt, SignalInstance
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from crm.words import _, ngettext
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.labels import words

if TYPE_CHECKING:
    from ui.widgets.progress import ProgressPanel


class Going(NamedTuple):
    """A piece of work as the list sees it: how far it is, and what tells that it moved."""

    title: str
    far: Callable[[], tuple[float, str]]
    moved: SignalInstance
    cancel: Callable[[], None]


class JobsButton(QToolButton):
    """Shows the number of running jobs; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setIcon(icon("loader-circle", "accent"))
        self.setIconSize(QSize(sizes.ICON, sizes.ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(_("Work going on"))
        self.setAccessibleName(self.toolTip())
        self._jobs: list[Going] = []
        self._list: _List | None = None
        self.clicked.connect(self.open_list)
        self.hide()

    def set_jobs(self, jobs: Sequence[Going]) -> None:
        """Show these jobs."""
        self._jobs = list(jobs)
        text = ngettext("{n} job", "{n} jobs", len(jobs)).format(n=len(jobs))
        self.setText(text)
        self.setAccessibleName(f"{_('Work going on')}: {text}")
        self.setVisible(bool(jobs))
        if self._list is not None:
            self._list.fill(self._jobs)

    def open_list(self) -> None:
        """Open the list below the button."""
        if self._list is None:
            self._list = _List(self)
        self._list.fill(self._jobs)
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + sizes.TIGHT))
        self._list.adjustSize()
        self._list.move(corner.x() - self._list.width(), corner.y())
        self._list.show()


class _List(QFrame):
    """A popup (there is nothing to type in it) with a panel for each job."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "panel")
        self.setFixedWidth(sizes.POPOVER_WIDTH)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        self._box.setSpacing(sizes.GAP)

    def fill(self, jobs: list[Going]) -> None:
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for job in jobs:
            self._box.addWidget(_panel(job))
        if not jobs:
            self._box.addWidget(words(_("Nothing is going on."), "muted"))
            self.hide()


def _panel(job: Going) -> ProgressPanel:
    from ui.widgets.progress import ProgressPanel  # noqa: PLC0415 - not before the first frame

    panel = ProgressPanel(job.title)
    panel.cancelled.connect(job.cancel)
    link = _Link(panel, job)
    link.show()
    job.moved.connect(link.show, Qt.ConnectionType.QueuedConnection)
    return panel


class _Link(QObject):
    """Lives as long as its panel, so that a job never speaks to a panel that is gone."""

    def __init__(self, panel: ProgressPanel, job: Going) -> None:
        super().__init__(panel)
        self._panel, self._job = panel, job

    def show(self) -> None:
        self._panel.show_share(*self._job.far())
