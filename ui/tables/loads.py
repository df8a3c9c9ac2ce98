# SPDX-License-Identifier: Apache-2.0
"""What waits for whom: a line of buttons, of which one narrows the queue to a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from crm.progress import Progress
from crm.queries import queue
from crm.queries.queue import STEPS, VOICES, Load
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import push

MOST = 5
"""So many people have a button; the filter of the list finds the others."""


class LoadStrip(QWidget):
    """Everybody first, then who has the most overdue."""

    chosen = Signal(object)
    """Narrow to the staff member with this id, to nobody's (0), or to everybody's (None)."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._group = QButtonGroup(self)
        self.buttons: dict[int | None, QPushButton] = {}
        self._line = FlowLayout(self, sizes.TIGHT)
        self._current: int | None = None
        self._fill(())

    def read(self) -> None:
        """Count anew what waits for whom."""
        desk, today = self._desk, self._today()

        def work(_progress: Progress) -> tuple[Load, ...]:
            with desk.register.reading() as session:
                return queue.loads(session, today=today)

        desk.jobs.submit_read(work, self._fill, owner=self, topic="loads")

    def show_current(self, staff_id: int | None) -> None:
        """Mark whose follow-ups are listed."""
        self._current = staff_id
        button = self.buttons.get(staff_id)
        self._group.setExclusive(False)
        for one in self.buttons.values():
            one.setChecked(one is button)
        self._group.setExclusive(button is not None)

    def _fill(self, found: tuple[Load, ...]) -> None:
        whole = [sum(counts) for counts in zip(*(one.steps for one in found), strict=True)]
        everybody = Load(None, _("Everybody"), sum(one.open for one in found),
                         tuple(whole) or (0,) * len(STEPS))  # fmt: skip
        shown: dict[int | None, Load] = {None: everybody}
        shown |= {one.staff_id or 0: one for one in found[:MOST]}
        for key in [one for one in self.buttons if one not in shown]:
            gone = self.buttons.pop(key)
            self._line.removeWidget(gone)
            gone.deleteLater()
        for key, load in shown.items():
            button = self.buttons.get(key) or self._make(key)
            _say(button, load)
            # In the order of what waits; the same buttons, so that the focus stays.
            self._line.removeWidget(button)
            self._line.addWidget(button)
        self.show_current(self._current)

    def _make(self, key: int | None) -> QPushButton:
        made = self.buttons[key] = push("", "load")
        made.setCheckable(True)
        made.clicked.connect(partial(self._choose, key))
        self._group.addButton(made)
        return made

    def _choose(self, key: int | None, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.show_current(key)
        self.chosen.emit(key)


def _say(button: QPushButton, load: Load) -> None:
    late = ngettext("{n} overdue", "{n} overdue", load.overdue).format(n=load.overdue)
    parts = [f"{load.name or _('Nobody in charge')} {load.open:,}"]
    if load.overdue:
        parts.append(late)
    steps = [
        _("{step}: {n}").format(step=tr(STEPS[at]), n=count)
        for at, count in enumerate(load.steps)
        if at and count
    ]
    button.setText(" · ".join(parts).replace("&", "&&"))
    button.setAccessibleName(" · ".join([*parts, *steps]))
    button.setToolTip("\n".join(steps))
    voice = VOICES[load.highest] if load.overdue else "muted"
    button.setIcon(icon("circle-alert" if load.highest else "user", voice))
