# SPDX-License-Identifier: Apache-2.0
"""The open follow-ups of a record: ticked off with their result, the late ones first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crm.queries.headline import Task
from crm.words import _, ngettext
from ui.theme import sizes
from ui.widgets.card import SectionHeader
from ui.widgets.labels import push, words

SHOWN = 4


class TaskList(QWidget):
    """A line each: a box to tick, what, by when, who."""

    added = Signal()
    """A follow-up shall be added."""

    opened = Signal(int)

    close_asked = Signal(int)
    """A follow-up is done: its result shall be asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[int, QCheckBox] = {}
        self._lines: dict[Task, QWidget] = {}
        self._all: Sequence[Task] = ()
        self._whole = False
        self._head = SectionHeader(_("To do"), _("Add"))
        self._head.pressed.connect(self.added)
        self._more = push("", "link")
        self._more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.RING)
        self._column.addWidget(self._head)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these follow-ups."""
        self._all = tasks
        self._head.set_count(len(tasks))
        seen = tasks if self._whole else tasks[:SHOWN]
        # Those that say the same as before stay the same widgets, so that the focus stays.
        former = self._lines
        self._lines = {one: former.get(one) or self._line(one) for one in seen}
        for at, line in enumerate(self._lines.values(), 1):
            if self._column.indexOf(line) != at:
                self._column.insertWidget(at, line)
        for task in [one for one in former if one not in self._lines]:
            self._let_go(task, former[task])
        left = len(tasks) - len(seen)
        self._more.setText(ngettext("{n} more", "{n} more", left).format(n=left))
        self._more.setVisible(left > 0)

    def _let_go(self, task: Task, line: QWidget) -> None:
        if not any(one.id == task.id for one in self._lines):
            self.boxes.pop(task.id, None)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _line(self, task: Task) -> QWidget:
        line = QWidget()
        box = QCheckBox()
        box.setAccessibleName(_("Done: {subject}").format(subject=task.subject))
        box.setToolTip(_("Tick when it is done"))
        box.clicked.connect(partial(self._ticked, task.id))
        self.boxes[task.id] = box
        said = " · ".join(one for one in (task.subject, task.about) if one)
        name = push(said, "line")
        name.setToolTip(said)
        name.clicked.connect(partial(self.opened.emit, task.id))
        due = words(_due(task), "error" if task.late else "small")
        due.setToolTip(task.who)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(sizes.TIGHT)
        across.addWidget(box)
        across.addWidget(name, 1)
        across.addWidget(due)
        return line

    def _ticked(self, task_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        # It is done when its result is said: until then the box stays empty.
        self.boxes[task_id].setChecked(False)
        self.close_asked.emit(task_id)

    def _show_all(self) -> None:
        self._whole = True
        self.show_tasks(self._all)


def _due(task: Task) -> str:
    if task.late:
        return ngettext("{n} day late", "{n} days late", task.late).format(n=task.late)
    return task.due_on.isoformat()
