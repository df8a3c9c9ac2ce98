# SPDX-License-Identifier: Apache-2.0
"""Below an amount of a later phase: it seems to hold the new whole, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.domain.rules.phases import AMOUNTS, CONTINUES, added, seems_whole
from crm.progress import Progress
from crm.queries import phases
from crm.queries.phases import Before
from crm.words import _
from ui.desk.desk import Desk
from ui.forms.fieldset import FieldSet
from ui.theme import sizes
from ui.widgets.labels import push, words


class WholeAgain(QWidget):
    """The question below one amount; one press keeps only what the phase adds."""

    def __init__(self, fields: FieldSet, name: str) -> None:
        super().__init__(fields.rows[name])
        self._fields, self._name = fields, name
        self._before = 0
        self._said = words("", "warning", wrap=True)
        self.difference = push(_("It is the new whole: keep only the difference"), "link")
        self.difference.clicked.connect(self._subtract)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(sizes.SPACE)
        across.addWidget(self._said, 1)
        across.addWidget(self.difference)
        fields.rows[name].put_below(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it asks; nothing while there is nothing to ask."""
        return "" if self.isHidden() else self._said.text()

    def judge(self, earlier: Before | None) -> None:
        """Ask, if the amount is not less than what came before."""
        own = self._fields.editors[self._name].valid()
        before = earlier.amounts.get(self._name) if earlier is not None else None
        twice = isinstance(own, int) and seems_whole(own, before)
        if twice and earlier is not None and before is not None:
            self._before = before
            self._said.setText(phases.twice_words((self._name,), earlier))
        self.setVisible(twice)

    def _subtract(self) -> None:
        own = self._fields.editors[self._name].valid()
        if isinstance(own, int):
            self.hide()
            self._fields.enter(self._name, added(own, self._before))


class WholesWatch(QWidget):
    """Looks what the project that is typed continues, and asks below each of its amounts."""

    def __init__(self, desk: Desk, fields: FieldSet) -> None:
        super().__init__(fields.rows[CONTINUES])
        self._desk, self._fields = desk, fields
        self._earlier: Before | None = None
        self.asked = {n: WholeAgain(fields, n) for n in AMOUNTS if n in fields.rows}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_TYPING)
        self._pause.timeout.connect(self.look)
        fields.changed.connect(self._pause.start)
        fields.begun.connect(self._pause.start)
        self.hide()

    def look(self) -> None:
        """Read what is continued, then ask."""
        desk, previous = self._desk, self._fields.editors[CONTINUES].valid()
        if not isinstance(previous, int):
            self._judge(None)
            return

        def work(_progress: Progress) -> Before | None:
            with desk.register.reading() as session:
                return phases.before(session, previous)

        desk.jobs.submit_read(work, self._judge, owner=self, topic="before")

    def _judge(self, earlier: Before | None) -> None:
        for one in self.asked.values():
            one.judge(earlier)


def watch(desk: Desk, record: str, fields: FieldSet) -> WholesWatch | None:
    """Ask below the amounts of a project that continues another; None for other records."""
    if record != "project" or CONTINUES not in fields.rows:
        return None
    return WholesWatch(desk, fields)
