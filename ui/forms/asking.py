# SPDX-License-Identifier: Apache-2.0
"""A small window that asks for a few fields and writes one verb of the office with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from crm.errors import CrmError, InvalidInput
from crm.words import _
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.banner import Banner
from ui.forms.draft import DraftKeeper
from ui.forms.evidence import Rows
from ui.forms.leftover import say_found
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork


class Asking(QDialog):
    """The fields of a record that a verb needs. Whoever inherits says which, and writes them.

    What is refused is said beside its field, and everything stays as it was typed. What is typed
    survives a crash as a draft; closing the window asks before it is lost.
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
        self._begun: Mapping[str, object] | None = None
        self._draft = DraftKeeper(desk, f"ask {type(self).__name__}", self._gather, self)
        self.rows = Rows(desk, record, self._names)
        self.banner = Banner()
        self.above = QVBoxLayout()
        self.save = push(_("Save"), "primary")
        self._heading = words(title, "heading", wrap=True)
        self._told = words("", "muted", wrap=True)
        self._lay_out()
        self.rows.changed.connect(self._draft.touch)

    def about_which(self) -> str:
        """What tells its draft from those of others: the ids it is about."""
        raise NotImplementedError

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
    def reject(self) -> None:
        """Close; ask first when something would be lost."""
        if self._saving:
            return
        if self._begun is None or self.held() == self._begun:
            self._throw_away()
            return
        confirm(
            self, _("Close without saving?"), _("What you typed here is not kept."),
            yes=_("Close without saving"), act=self._throw_away, danger=True,
        )  # fmt: skip

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._begun is None:
            self._begun = self.held()
            self._put_back()
        self.focus_first()

    def held(self) -> dict[str, object]:
        """What is entered, as JSON knows it: for a draft."""
        return {"rows": self.rows.held()}

    def put_back(self, held: Mapping[str, object]) -> None:
        """Enter what a draft holds."""
        self.rows.put_back(held.get("rows"))

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
        self.save.clicked.connect(self.accept)
        box = body(self)
        box.addWidget(self._heading)
        box.addLayout(self.above)
        box.addWidget(self._told)
        box.addWidget(self.banner)
        box.addWidget(self.rows)
        box.addStretch(1)
        box.addLayout(foot(self, self.save))

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        held = self.held()
        return 0, {} if self._begun is None or held == self._begun else held

    def _put_back(self) -> None:
        """What a crash left of it stands there again."""
        draft = self._draft.follow(self.about_which())
        if draft is None:
            return
        self.put_back(draft.values)
        if self.held() == self._begun:
            self._draft.drop()
        else:
            say_found(self.banner, draft, self.focus_first, self._throw_away)

    def _throw_away(self) -> None:
        self._draft.drop()
        super().reject()

    def _done(self, _none: None) -> None:
        self._hold(saving=False)
        self._draft.drop()
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
