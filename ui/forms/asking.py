# SPDX-License-Identifier: Apache-2.0
"""A small window that asks for a few fields and writes one verb of the office with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crm.errors import CrmError, InvalidInput
from crm.words import _
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.banner import Banner
from ui.forms.evidence import Rows
from ui.theme import sizes
from ui.widgets.labels import push, words

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork


class Asking(QDialog):
    """The fields of a record that a verb needs. Whoever inherits says which, and writes them.

    What is refused is said beside its field, and everything stays as it was typed.
    """

    written = Signal()
    """It is written, and the window closes."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        names: Sequence[str],
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(sizes.MOVE_WIDTH)
        self._desk = desk
        self._names = tuple(names)
        self._saving = False
        self.rows = Rows(desk, record, self._names)
        self.banner = Banner()
        self.above = QVBoxLayout()
        self.save = push(_("Save"), "primary")
        self._heading = words(title, "heading", wrap=True)
        self._told = words("", "muted", wrap=True)
        self._lay_out()

    def wanted(self) -> tuple[str, ...]:
        """The fields that are asked for now."""
        return self._names

    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        """Do it, with the values of the fields that are asked for."""
        raise NotImplementedError

    def said(self) -> str:
        """What is told when it is done; the title of the change as well."""
        raise NotImplementedError

    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        """A sentence for each field that must not be empty and is."""
        del values
        return {}

    @override
    def accept(self) -> None:
        """Write it, and close when it is written."""
        if self._saving:
            return
        self.banner.hide()
        try:
            values = {n: v for n, v in self.rows.values().items() if n in self.wanted()}
        except InvalidInput:
            return
        wrong = self.lacking(values)
        if wrong:
            self.rows.show_wrong(wrong)
            return
        self._hold(saving=True)
        said = self.said()
        write(
            self._desk, self, said, lambda unit: self.write(unit, values),
            said=said, done=self._done, failed=self._failed,
        )  # fmt: skip

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keys on the first empty field, else on the button."""
        empty = [n for n in self.wanted() if self.rows.editors[n].valid() in {None, ""}]
        if empty:
            self.rows.rows[empty[0]].focus()
        else:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_title(self, title: str) -> None:
        """Say what it is about."""
        self._heading.setText(title)

    def tell(self, sentence: str) -> None:
        """Say what will follow."""
        self._told.setText(sentence)

    def show_wanted(self) -> None:
        """Show the fields that are asked for now, and no others."""
        wanted = self.wanted()
        for name, row in self.rows.rows.items():
            row.show_error("")
            row.setVisible(name in wanted)
        self.adjustSize()

    def _lay_out(self) -> None:
        cancel = push(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
        box.setSpacing(sizes.GAP)
        box.addWidget(self._heading)
        box.addLayout(self.above)
        box.addWidget(self._told)
        box.addWidget(self.banner)
        box.addWidget(self.rows)
        box.addStretch(1)
        box.addLayout(foot)

    def _done(self, _none: None) -> None:
        self._hold(saving=False)
        super().accept()
        self.written.emit()

    def _failed(self, error: Exception) -> None:
        self._hold(saving=False)
        if not isinstance(error, CrmError):
            self._desk.jobs.troubled.emit(error, None)
            return
        wrong = error.fields if isinstance(error, InvalidInput) else {}
        if not self.rows.show_wrong(wrong):
            self.banner.say(str(error), role="danger")

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self.save.setEnabled(not saving)
