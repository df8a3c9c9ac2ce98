# SPDX-License-Identifier: Apache-2.0
"""Setting one field of many records at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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


class BulkDialog(QDialog):
    """Field and value; `chosen` tells the values by field."""

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
        self._desk, self._record, self._today, self._labels = desk, record, today, labels
        said = ngettext("Set a field of {n} record", "Set a field of {n} records", count)
        self.setWindowTitle(said.format(n=count))
        self._field = ChoiceBox(_options(record), hint=_("Which field?"), keeps=True)
        self._empty = QCheckBox(_("Leave it empty"))
        self._entry: ValueEntry | None = None
        self._row: FieldRow | None = None
        self._build(count)
        self._field.changed.connect(self._turn)
        self._empty.toggled.connect(self._show_empty)
        self._turn()

    def choose_field(self, name: str) -> None:
        """Begin with this field."""
        field = RECORDS[self._record].fields()[name]
        self._field.set_option(Option(name, field.title))
        self._turn()

    @property
    def entry(self) -> ValueEntry | None:
        """What the value is entered with."""
        return self._entry

    @override
    def accept(self) -> None:
        """Tell the values if they are whole, else say what is missing."""
        field = self._chosen()
        if field is None:
            self._field_row.show_error(_("Choose a field first."))
            return
        try:
            value = None if self._empty.isChecked() else self._value()
            field.check(value)
        except InvalidInput as error:
            if self._row is not None:
                self._row.show_error(str(error))
            return
        self.chosen.emit({field.name: value})
        super().accept()

    def _value(self) -> object:
        return None if self._entry is None else self._entry.get()

    def _build(self, count: int) -> None:
        self._field_row = FieldRow(_("Field"), self._field)
        self._place = QVBoxLayout()
        said = ngettext("Set {n} record", "Set {n} records", count).format(n=count)
        take = push(said, "primary")
        take.clicked.connect(self.accept)
        box = body(self, self.windowTitle())
        box.addWidget(words(_("It can be undone in one step."), "muted"))
        box.addWidget(self._field_row)
        box.addLayout(self._place)
        # The lists of the fields hang inside this window.
        box.addSpacing(sizes.CHART_LEAST)
        box.addStretch(1)
        box.addLayout(foot(self, take, self._empty))

    def _chosen(self) -> Field | None:
        if self._field.pending():
            return None
        return RECORDS[self._record].fields().get(str(self._field.value()))

    def _turn(self) -> None:
        self._field_row.show_error("")
        if self._row is not None:
            self._place.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._entry = self._row = None
        field = self._chosen()
        self._empty.setVisible(field is not None and not field.required)
        if field is None:
            return
        self._entry = setting_entry(self._desk, field, self._labels, self._today)
        self._row = FieldRow(field.title, self._entry.widget, unit=self._entry.unit)
        self._place.addWidget(self._row)
        if self.isVisible():
            self._row.focus()

    def _show_empty(self, on: bool) -> None:  # noqa: FBT001 - Qt's
        if self._entry is not None:
            self._entry.widget.setEnabled(not on)


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
