# SPDX-License-Identifier: Apache-2.0
"""The window in which contact cards are looked at before they are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from crm.errors import CrmError
from crm.words import NC_, _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.theme import sizes
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words

if TYPE_CHECKING:
    from crm.exchange.contacts import Entry, Taken
    from crm.exchange.vcard import Broken
    from crm.storage.unit import UnitOfWork

    Found: TypeAlias = tuple[Sequence[Entry], Sequence[tuple[str, Broken]]]

TOLD = 4
"""How many broken cards are told one by one."""

LABELS = {
    "new": NC_("card", "New"),
    "known": NC_("card", "Known"),
    "doubtful": NC_("card", "Doubtful"),
}


class CardsDialog(QDialog):
    """A row for each card, ticked when it will be taken; doubtful ones are ticked by the user."""

    def __init__(self, desk: Desk, found: Found, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Contact cards"))
        self._desk = desk
        self.entries, broken = found
        self.table = QTableWidget(len(self.entries), 4)
        self.told = words(_counted(self.entries), "muted", wrap=True)
        self.broken = words(_broken(broken), "warning", wrap=True)
        self.broken.setVisible(bool(broken))
        self._take = push(_("Take the ticked ones"), "primary")
        self._take.setEnabled(bool(self.entries))
        self._fill()
        self._build()
        self._take.clicked.connect(self.accept)

    def tick(self, row: int, *, on: bool) -> None:
        """Take a card, or leave it out."""
        item = self.table.item(row, 0)
        if item is not None:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @override
    def accept(self) -> None:
        """Take the ticked cards in one step that can be undone."""
        entries = [one for row, one in enumerate(self.entries) if self._is_ticked(row)]
        if not entries or not self._take.isEnabled():
            return
        self._take.setEnabled(False)
        n = len(entries)
        title = ngettext("Take {n} contact card", "Take {n} contact cards", n).format(n=n)

        def act(unit: UnitOfWork) -> Taken:
            from crm.exchange.contacts import take  # noqa: PLC0415 - only when they are taken

            return take(unit, entries, as_new=range(n))

        write(self._desk, self, title, act, said=_taken, done=self._done, failed=self._fail)

    def _done(self, _answer: Taken) -> None:
        super().accept()

    def _fail(self, error: Exception) -> None:
        self._take.setEnabled(True)
        if not isinstance(error, CrmError):
            self._desk.jobs.troubled.emit(error, None)
            return
        self.broken.setText(str(error))
        self.broken.show()

    def _is_ticked(self, row: int) -> bool:
        item = self.table.item(row, 0)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _fill(self) -> None:
        headings = [_("Name"), _("Organisation"), _("Telephone"), _("What it is")]
        self.table.setHorizontalHeaderLabels(headings)
        for row, one in enumerate(self.entries):
            numbers = ", ".join((*one.card.mobiles, *one.card.phones))
            house = one.card.organisation if one.record == "person" else ""
            texts = (one.title, house, numbers, _standing(one))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
            self.tick(row, on=one.standing.value != "doubtful")

    def _build(self) -> None:
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setProperty("kind", "related")
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(sizes.ROW)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.resizeColumnsToContents()
        for at in range(3):
            wide = self.table.columnWidth(at) + sizes.SPACE
            self.table.setColumnWidth(at, min(max(wide, sizes.COLUMN_LEAST), sizes.NAME_COLUMN))
        told = _("New ones are made; of known ones only what is still empty is filled in.")
        box = body(self, self.windowTitle())
        box.addWidget(words(told, "muted", wrap=True))
        box.addWidget(self.told)
        box.addWidget(self.table, 1)
        box.addWidget(self.broken)
        box.addLayout(foot(self, self._take))


def _taken(taken: Taken) -> str:
    return _("Contact cards: {made} new, {filled} completed, {houses} organisations made").format(
        made=taken.made, filled=taken.filled, houses=taken.houses
    )


def _standing(entry: Entry) -> str:
    label = tr(LABELS[entry.standing.value])
    twin = entry.twin
    if twin is None or entry.standing.value == "new":
        return label
    why = " · ".join(one for one in (twin.title, tr(twin.likeness.reason), twin.hint) if one)
    return f"{label}: {why}"


def _counted(entries: Sequence[Entry]) -> str:
    standings = [one.standing.value for one in entries]
    said = (f"{tr(label)} {standings.count(code)}" for code, label in LABELS.items())
    return " · ".join(said)


def _broken(broken: Sequence[tuple[str, Broken]]) -> str:
    lines = [
        _("{file}, line {n}: {reason}").format(file=file, n=one.line, reason=tr(one.reason))
        for file, one in broken[:TOLD]
    ]
    more = len(broken) - len(lines)
    if more > 0:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n".join(lines)
