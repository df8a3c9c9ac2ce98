# SPDX-License-Identifier: Apache-2.0
"""Writing down a call or a visit beside the record it is about, without leaving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.contact import Activity
from crm.errors import CrmError, InvalidInput
from crm.storage.unit import UnitOfWork
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.writing import write
from ui.record.filing import keep_files
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.dateline import DateLine
from ui.widgets.droplist import Option
from ui.widgets.labels import push, words
from ui.widgets.longtext import LongText

LONGEST_SUBJECT = 200
FIELDS: Mapping[str, str] = {
    "project": "project_id", "organisation": "organisation_id", "person": "person_id",
    "event": "event_id",
}  # fmt: skip
"""By record type: the field of an activity that names it."""


class QuickEntry(QWidget):
    """Kind, day and text; the first line is the subject. Ctrl+Enter saves.

    It is one button until it is used: the timeline has the room.
    """

    def __init__(
        self, desk: Desk, record: str, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._record, self._today = desk, record, today
        self._id = 0
        self._saving = False
        self.files: list[Path] = []
        kinds = Activity.fields()["kind"].kind
        options = getattr(kinds, "options", ())
        self._kinds = [Option(one.code, tr(one.label)) for one in options]
        self.begin = push(_("Write down a call, a visit, a meeting …"), "search", sign="pencil")
        self.kind = ChoiceBox(self._kinds)
        self.day = DateLine(today=today)
        self.text = LongText(hint=_("What happened? The first line is the subject."))
        self.save_button: QPushButton = push(_("Save"), "primary")
        self.cancel = push(_("Cancel"), "quiet")
        self.attach_button = push("", "quiet", sign="paperclip")
        self._wrong = words("", "error", wrap=True)
        self._build()
        self.begin.clicked.connect(self.open)
        self.save_button.clicked.connect(self.save)
        self.cancel.clicked.connect(self.close_up)
        self.attach_button.clicked.connect(self.choose_files)
        self.close_up()

    def show_record(self, record_id: int) -> None:
        """Write about another record from now on; what was typed is let go."""
        self._id = record_id
        self.close_up()

    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self.text.value().strip() or self.files)

    def open(self) -> None:
        """Let a text be typed."""
        self._form.show()
        self.begin.hide()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Be a button again, with nothing typed."""
        self.text.set_value("")
        self._show_files([])
        self.kind.set_option(self._kinds[0])
        self.day.set_value(self._today())
        self._tell("")
        self._form.hide()
        self.begin.show()

    def save(self, done: Callable[[], None] | None = None) -> None:
        """Save what is typed, if it can be; say what is wrong otherwise."""
        values = None if self._saving else self._values()
        if values is None:
            return
        self._hold(saving=True)
        files = tuple(self.files)
        subject = str(values["subject"])

        def act(unit: UnitOfWork) -> None:
            from crm.actions import contacts  # noqa: PLC0415 - only when something is written

            made = contacts.add_activity(unit, values)
            keep_files(unit, "activity", made.id, files)

        def told(_none: None) -> None:
            self._hold(saving=False)
            self.close_up()
            if done is not None:
                done()

        title = _("Written down: {subject}").format(subject=subject)
        write(self._desk, self, title, act, said=title, done=told, failed=self._refused)

    def choose_files(self) -> QFileDialog:
        """Ask for files that go along with the entry."""
        dialog = file_dialog(self._desk, self.window(), _("Files of the entry"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.take_files)
        dialog.open()
        return dialog

    def take_files(self, names: list[str]) -> None:
        """Take files along; they are read when the entry is saved."""
        self._show_files([*self.files, *(Path(one) for one in names)])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
                return True
            if key == Qt.Key.Key_Escape and not self.is_dirty():
                self.close_up()
                self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.kind.setAccessibleName(_("Kind of activity"))
        self.day.setAccessibleName(_("When"))
        self.text.setAccessibleName(_("What happened"))
        self.save_button.setToolTip(_("Save (Ctrl+Enter)"))
        for one in (self.kind, self.day, self.text):
            one.installEventFilter(self)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.kind, 1)
        first.addWidget(self.day, 1)
        last.addWidget(self.attach_button)
        last.addWidget(self._wrong, 1)
        last.addWidget(self.cancel)
        last.addWidget(self.save_button)
        self._form = QWidget()
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(sizes.SNUG)
        inside.addLayout(first)
        inside.addWidget(self.text)
        inside.addLayout(last)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.begin)
        box.addWidget(self._form)

    def _values(self) -> dict[str, object] | None:
        text, day = self.text.value().strip(), self.day.value()
        if not text:
            self._tell(_("Write what happened."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if day is None:
            self._tell(_("Write the day like 2026-06-30."))
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        first, _line, rest = text.partition("\n")
        long = len(first) > LONGEST_SUBJECT
        return {
            "kind": self.kind.value() or self._kinds[0].key,
            "happened_on": day,
            "subject": f"{first[: LONGEST_SUBJECT - 1]}…" if long else first.strip(),
            "content": text if long else rest.strip() or None,
            FIELDS[self._record]: self._id,
        }

    def _show_files(self, files: list[Path]) -> None:
        self.files = files
        said = ngettext("{n} file", "{n} files", len(files)).format(n=len(files))
        self.attach_button.setText(said if files else _("Attach"))
        self.attach_button.setToolTip("\n".join(one.name for one in files))

    def _hold(self, *, saving: bool) -> None:
        """One entry is saved once, however often the keys are pressed."""
        self._saving = saving
        self.save_button.setEnabled(not saving)

    def _tell(self, sentence: str) -> None:
        self._wrong.setText(sentence)

    def _refused(self, error: Exception) -> None:
        self._hold(saving=False)
        if isinstance(error, CrmError):
            wrong = error.fields if isinstance(error, InvalidInput) else {}
            self._tell(next(iter(wrong.values()), str(error)))
        else:
            self._desk.jobs.troubled.emit(error, None)
