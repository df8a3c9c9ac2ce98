# SPDX-License-Identifier: Apache-2.0
"""Setting fields of many records at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.fields import Field
from crm.kinds.links import Blob
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.forms.composing import BY_VERB
from ui.tables.values import Labels, ValueEntry, value_entry
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words


class SettingLine(QWidget):
    """A field to choose, and what it is set to."""

    def __init__(self, desk: Desk, record: str, labels: Labels, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._record, self._today, self._labels = desk, record, today, labels
        self._field = ChoiceBox(_options(record), hint=_("Which field?"), keeps=True)
        self._field_row = FieldRow(_("Field"), self._field)
        self._empty = QCheckBox(_("Leave it empty"))
        self.entry: ValueEntry | None = None
        """What the value is entered with."""
        self._row: FieldRow | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._field_row)
        self._box.addWidget(self._empty)
        self._field.changed.connect(self._turn)
        self._empty.toggled.connect(self._show_empty)
        self._turn()

    @property
    def field(self) -> Field | None:
        """The field that is chosen."""
        if self._field.pending():
            return None
        return RECORDS[self._record].fields().get(str(self._field.value()))

    def choose(self, name: str) -> None:
        """Set this field."""
        field = RECORDS[self._record].fields()[name]
        self._field.set_option(Option(name, field.title))
        self._turn()

    def value(self) -> object:
        """What the chosen field is set to.

        Raises:
            InvalidInput: no field is chosen, or it cannot take the value; it is said here.
        """
        field = self.field
        if field is None:
            sentence = _("Choose a field first.")
            self.refuse(sentence)
            raise InvalidInput(sentence)
        try:
            unset = self._empty.isChecked()
            value = None if self.entry is None or unset else self.entry.get()
            field.check(value)
        except InvalidInput as error:
            if self._row is not None:
                self._row.show_error(str(error))
            raise
        return value

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the choice of the field."""
        self._field_row.show_error(sentence)

    def _turn(self) -> None:
        self._field_row.show_error("")
        if self._row is not None:
            self._box.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self.entry = self._row = None
        field = self.field
        self._empty.setVisible(field is not None and not field.required)
        if field is None:
            return
        self.entry = setting_entry(self._desk, field, self._labels, self._today)
        self._row = FieldRow(field.title, self.entry.widget, unit=self.entry.unit)
        self._box.insertWidget(1, self._row)
        self._show_empty(self._empty.isChecked())
        if self.isVisible():
            self._row.focus()

    def _show_empty(self, on: bool) -> None:  # noqa: FBT001 - Qt's
        if self.entry is not None:
            self.entry.widget.setEnabled(not on)


class BulkDialog(QDialog):
    """Fields and their values; `chosen` tells the values by field."""

    chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        record: str,
        count: int,
        today: Callable[[], date],
        labels: Labels,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(sizes.DIALOG_WIDTH)
        said = ngettext("Set fields of {n} record", "Set fields of {n} records", count)
        self.setWindowTitle(said.format(n=count))
        self._line = partial(SettingLine, desk, record, labels, today)
        self.lines: list[SettingLine] = []
        self.more = push(_("One more field"), "quiet", sign="plus")
        self._build(count)
        self.more.clicked.connect(self.add_line)
        self.add_line()

    def choose_field(self, name: str) -> None:
        """Begin with this field."""
        self.lines[0].choose(name)

    @property
    def entry(self) -> ValueEntry | None:
        """What the first value is entered with."""
        return self.lines[0].entry

    def add_line(self) -> None:
        """Ask for one more field."""
        line = self._line()
        self.lines.append(line)
        self._place.addWidget(line)

    @override
    def accept(self) -> None:
        """Tell the values if they are whole, else say what is missing."""
        values: dict[str, object] = {}
        # A line that was added and not used asks for nothing.
        used = [line for line in self.lines if line.field is not None] or self.lines[:1]
        for line in used:
            try:
                value = line.value()
            except InvalidInput:
                return
            name = "" if line.field is None else line.field.name
            if name in values:
                line.refuse(_("This field is set above."))
                return
            values[name] = value
        self.chosen.emit(values)
        super().accept()

    def _build(self, count: int) -> None:
        self._place = QVBoxLayout()
        self._place.setSpacing(sizes.GAP)
        said = ngettext("Set {n} record", "Set {n} records", count).format(n=count)
        take = push(said, "primary")
        take.clicked.connect(self.accept)
        box = body(self, self.windowTitle())
        box.addWidget(words(_("It can be undone in one step."), "muted"))
        box.addLayout(self._place)
        # The lists of the fields hang inside this window.
        box.addSpacing(sizes.CHART_LEAST)
        box.addStretch(1)
        box.addLayout(foot(self, take, self.more))


def setting_entry(
    desk: Desk, field: Field, labels: Labels, today: Callable[[], date]
) -> ValueEntry:
    """What a value that is to be set is entered with."""
    op = "one_of" if type(field.kind).__name__ == "Choices" else "is"
    entry = value_entry(desk, field, op, labels, today)
    if entry is None:
        raise KeyError(field.name)
    return entry


def _options(record: str) -> list[Option]:
    refused = BY_VERB.get(record, frozenset[str]())
    return [
        Option(one.name, one.title, one.label)
        for one in RECORDS[record].fields().values()
        if not one.computed and not isinstance(one.kind, Blob) and one.name not in refused
    ]
