# SPDX-License-Identifier: Apache-2.0
"""The quiet lines below a name that is being typed: who is in the store already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.domain.all_records import RECORDS
from crm.progress import Progress
from crm.queries import duplicates
from crm.queries.duplicates import COMPARED, Twin
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.forms.fieldset import FieldSet
from ui.theme import sizes
from ui.widgets.labels import push, words

SHOWN = 3
"""More lines would push the form away."""


class AlreadyThere(QWidget):
    """Looks while the fields that tell records apart are edited; each line opens its record."""

    def __init__(self, desk: Desk, record: str, fields: FieldSet, own: Callable[[], int]) -> None:
        super().__init__(fields.rows[RECORDS[record].about.name_field])
        self._desk, self._record, self._fields, self._own = desk, record, fields, own
        self.twins: Sequence[Twin] = ()
        self._lines: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_TYPING)
        self._pause.timeout.connect(self.look)
        fields.changed.connect(self._typed)
        fields.begun.connect(self._begin)
        self.hide()

    def look(self) -> None:
        """Look for twins of what stands in the fields."""
        desk, record, own = self._desk, self._record, self._own()
        facts = {
            name: self._fields.editors[name].valid()
            for name in COMPARED[record]
            if name in self._fields.editors
        }

        def work(_progress: Progress) -> list[Twin]:
            with desk.register.reading() as session:
                return duplicates.twins(session, record, facts, but=own, most=SHOWN)

        desk.jobs.submit_read(work, partial(self._show, facts), owner=self, topic="twins")

    def _typed(self) -> None:
        if any(name in self._fields.touched for name in COMPARED[self._record]):
            self._pause.start()
        elif self.twins:
            self._begin()

    def _begin(self) -> None:
        """Another record stands in the form: nothing is typed yet."""
        self._pause.stop()
        self._say(())

    def _show(self, asked: dict[str, object], found: Sequence[Twin]) -> None:
        touched = self._fields.touched
        # Saved or taken back meanwhile: then nobody is about to make a twin.
        if any(name in touched for name in asked):
            self._say(found)

    def _say(self, found: Sequence[Twin]) -> None:
        self.twins = tuple(found)
        for old in self._lines:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(one) for one in found]
        for one in self._lines:
            self._box.addWidget(one)
        self.setVisible(bool(found))

    def _line(self, twin: Twin) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(sizes.SPACE)
        said = _("Already there: {name}").format(name=twin.title)
        why = " · ".join(one for one in (tr(twin.likeness.reason), twin.hint) if one)
        told = words(f"{said} ({why})", "small", wrap=True)
        opened = push(_("Open"), "link")
        opened.setAccessibleName(_("Open: {record}").format(record=twin.title))
        opened.clicked.connect(partial(self._open, twin.id))
        across.addWidget(told, 1)
        across.addWidget(opened)
        return line

    def _open(self, record_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._desk.go(self._record, record_id)


def watch(desk: Desk, record: str, fields: FieldSet, own: Callable[[], int]) -> AlreadyThere | None:
    """Tell below the name who is there already; None where nobody can be twice."""
    name = RECORDS[record].about.name_field
    if record not in COMPARED or name not in fields.rows:
        return None
    made = AlreadyThere(desk, record, fields, own)
    fields.rows[name].put_below(made)
    return made
