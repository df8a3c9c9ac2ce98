# SPDX-License-Identifier: Apache-2.0
"""The small window in which one condition of a filter is made or changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.fields import Field
from crm.queries.filters import Condition, op_label, ops_for
from crm.words import _, pgettext, tr
from ui.desk.desk import Desk
from ui.tables.values import Labels, ValueEntry, value_entry
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot
from ui.widgets.labels import push

USUAL = ("one_of", "within", "contains", "at_least", "true")
"""The comparison a field begins with: the first of these that it has."""


class ConditionDialog(QDialog):
    """Field, comparison, value; `made` tells the condition.

    It is a dialog and no popup: input methods do not work in popups on Windows.
    """

    made = Signal(object)

    def __init__(
        self,
        desk: Desk,
        record: str,
        today: Callable[[], date],
        labels: Labels,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Filter"))
        self.setMinimumWidth(sizes.DIALOG_WIDTH)
        self._desk, self._record, self._today, self._labels = desk, record, today, labels
        self._field = ChoiceBox(_fields(record), hint=_("Which field?"), keeps=True)
        self._op = ChoiceBox(keeps=True)
        self._entry: ValueEntry | None = None
        self._row: FieldRow | None = None
        self._build()
        self._field.changed.connect(self._turn)
        self._op.changed.connect(self._show_value)
        self._turn()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self._row or self._field_row).focus()

    def show_condition(self, condition: Condition) -> None:
        """Begin with this condition."""
        field = RECORDS[self._record].fields()[condition.field]
        self._field.set_option(Option(field.name, field.title))
        self._turn()
        self.choose_op(condition.op)
        if self._entry is not None:
            self._entry.put(condition.value)

    def choose_field(self, name: str) -> None:
        """Begin with this field."""
        field = RECORDS[self._record].fields()[name]
        self._field.set_option(Option(name, field.title))
        self._turn()

    def choose_op(self, op: str) -> None:
        """Compare in this way."""
        field = self._chosen()
        kind = None if field is None else field.kind
        self._op.set_option(Option(op, op_label(op, kind)))
        self._show_value()

    @property
    def entry(self) -> ValueEntry | None:
        """What the value is entered with; None if none is needed."""
        return self._entry

    @override
    def accept(self) -> None:
        """Tell the condition if it is whole, else say what is missing."""
        field = self._chosen()
        if field is None:
            self._field_row.show_error(_("Choose a field first."))
            self._field.setFocus()
            return
        if self._op.pending() or self._op.value() is None:
            self._op_row.show_error(_("Choose one from the list."))
            self._op.setFocus()
            return
        try:
            value = None if self._entry is None else self._entry.get()
        except InvalidInput as error:
            if self._row is not None:
                self._row.show_error(str(error))
                self._row.focus()
            return
        self.made.emit(Condition(field.name, str(self._op.value()), value))
        super().accept()

    def _build(self) -> None:
        self._field_row = FieldRow(_("Field"), self._field)
        self._op_row = FieldRow(_("Comparison"), self._op)
        self._value = QVBoxLayout()
        self._value.setContentsMargins(0, 0, 0, 0)
        take = push(_("Filter"), "primary")
        take.clicked.connect(self.accept)
        box = body(self, _("Filter"))
        box.addWidget(self._field_row)
        box.addWidget(self._op_row)
        box.addLayout(self._value)
        # The lists of the fields hang inside this window.
        box.addSpacing(sizes.CHART_LEAST)
        box.addStretch(1)
        box.addLayout(foot(self, take))

    def _chosen(self) -> Field | None:
        if self._field.pending():
            return None
        return RECORDS[self._record].fields().get(str(self._field.value()))

    def _turn(self) -> None:
        field = self._chosen()
        self._field_row.show_error("")
        self._op_row.setVisible(field is not None)
        ops = ops_for(field.kind) if field is not None else ()
        kind = None if field is None else field.kind
        self._op.set_source([Option(one, op_label(one, kind)) for one in ops])
        usual = next((one for one in USUAL if one in ops), ops[0] if ops else "")
        self._op.set_option(Option(usual, op_label(usual, kind)) if usual else None)
        self._show_value()

    def _show_value(self) -> None:
        self._op_row.show_error("")
        if self._row is not None:
            self._value.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        field, op = self._chosen(), self._op.value()
        self._entry = self._row = None
        if field is None or op is None:
            return
        self._entry = value_entry(self._desk, field, str(op), self._labels, self._today)
        if self._entry is not None:
            self._row = FieldRow(
                pgettext("condition", "Value"), self._entry.widget, unit=self._entry.unit
            )
            self._value.addWidget(self._row)
            self._entry.tell_apart()
            if self.isVisible():
                self._row.focus()


def editable(record: str, condition: Condition) -> bool:
    """Whether the window can change a condition: those on parts come along with a view."""
    field = RECORDS[record].fields().get(condition.field)
    return field is not None and condition.op in ops_for(field.kind)


def _fields(record: str) -> list[Option]:
    groups = RECORDS[record].about.groups
    return [
        Option(one.name, one.title, f"{one.label} {tr(groups.get(one.group, ''))}")
        for one in RECORDS[record].fields().values()
        if ops_for(one.kind)
    ]
