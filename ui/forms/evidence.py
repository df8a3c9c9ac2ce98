# SPDX-License-Identifier: Apache-2.0
"""What a gate asks for beside the fields of the project: an investor, a contact, a file, funds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.domain.rules.gates import Lack
from crm.errors import InvalidInput
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.forms.editor import Editor
from ui.forms.editors import editor_for
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, words

EMPTY = (None, "", (), False)
"""What stands for nothing entered: a no fills nothing in."""


@dataclass(frozen=True)
class Proof:
    """A record beside the project that meets a gate: which fields are asked, which are given."""

    record: str
    fields: tuple[str, ...]
    given: Mapping[str, object] = field(default_factory=dict[str, object])


PROOFS: Mapping[str, Proof] = {
    "party": Proof("party", ("organisation_id", "person_id"), {"role": "investor"}),
    "activity": Proof("activity", ("subject", "happened_on", "kind")),
    "receipt": Proof("receipt", ("amount", "month", "origin"), {"state": "draft"}),
}
"""By the type of the record that a gate lacks; the first field says whether it is given at all."""


class Rows(QWidget):
    """Editors of some fields of a record under one another, each with its row."""

    changed = Signal()

    def __init__(
        self, desk: Desk, record: str, names: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.record = record
        self.editors: dict[str, Editor] = {}
        self.rows: dict[str, FieldRow] = {}
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(sizes.SPACE)
        fields = RECORDS[record].fields()
        for name in names:
            editor = editor_for(desk, fields[name])
            editor.changed.connect(self.changed)
            row = FieldRow(
                fields[name].title, editor, unit=editor.unit,
                hint=tr(fields[name].hint), target=editor.target,
            )  # fmt: skip
            self.editors[name], self.rows[name] = editor, row
            self.box.addWidget(row)

    def values(self) -> dict[str, object]:
        """What is entered; fields left empty are not in it.

        Raises:
            InvalidInput: something cannot be read; the row says it.
        """
        found: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for name, editor in self.editors.items():
            self.rows[name].show_error("")
            try:
                value = editor.value()
            except InvalidInput as error:
                wrong[name] = str(error)
                continue
            if value not in EMPTY:
                found[name] = value
        self.show_wrong(wrong)
        if wrong:
            raise InvalidInput(next(iter(wrong.values())), fields=wrong)
        return found

    def held(self) -> dict[str, object]:
        """What is entered, as JSON knows it: for a draft."""
        found: dict[str, object] = {}
        for name, editor in self.editors.items():
            try:
                value = editor.value()
            except InvalidInput:
                found[name] = {"typed": editor.typed()}
                continue
            if value not in EMPTY:
                found[name] = {"is": editor.kind.pack(value), "label": editor.label()}
        return found

    def put_back(self, held: object) -> None:
        """Enter what a draft holds, where it is asked for."""
        for name, kept in cast("Mapping[str, Any]", held if isinstance(held, dict) else {}).items():
            editor = self.editors.get(name)
            if editor is None or not isinstance(kept, dict):
                continue
            known = cast("Mapping[str, Any]", kept)
            if "is" in known:
                editor.set_value(editor.kind.unpack(known["is"]), str(known.get("label", "")))
            else:
                editor.put_typed(str(known.get("typed", "")))

    def show_wrong(self, wrong: Mapping[str, str]) -> bool:
        """Say what is wrong beside the fields that are here; whether any was."""
        here = [name for name in wrong if name in self.rows]
        for name in here:
            self.rows[name].show_error(wrong[name])
        if here:
            self.rows[here[0]].focus()
        return bool(here)


class ProofRows(Rows):
    """Editors for one record beside the project."""

    def __init__(self, desk: Desk, proof: Proof, parent: QWidget | None = None) -> None:
        super().__init__(desk, proof.record, proof.fields, parent)
        self._proof = proof
        head = words(tr(RECORDS[proof.record].about.word), "strong")
        self.box.insertWidget(0, head)

    def proof(self) -> dict[str, object] | None:
        """The values of the record to be made; None when nothing is entered.

        Raises:
            InvalidInput: something cannot be read, or only a part of it is entered.
        """
        found = self.values()
        if not found:
            return None
        first = self._proof.fields[0]
        if first not in found:
            said = _("{field} is empty.").format(field=RECORDS[self.record].fields()[first].title)
            self.show_wrong({first: said})
            raise InvalidInput(said, fields={first: said})
        return {**self._proof.given, **found}


class FileRow(QWidget):
    """A file for an evidence slot, chosen from the disk or dragged in."""

    changed = Signal()

    def __init__(self, desk: Desk, lack: Lack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.slot = lack.slot
        self.path: Path | None = None
        self._label = tr(lack.label)
        self._name = words(_("No file chosen"), "muted")
        choose = push(_("Choose a file …"), sign="paperclip")
        choose.clicked.connect(self.choose)
        self.target: QWidget = choose
        self.setAcceptDrops(True)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(sizes.SPACE)
        across.addWidget(choose)
        across.addWidget(self._name, 1)
        self.row = FieldRow(self._label, inner, target=choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.row)

    def choose(self) -> QFileDialog:
        """Ask for the file, where the last one was."""
        dialog = file_dialog(self._desk, self.window(), self._label)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.open()
        return dialog

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        name = _file_in(event.mimeData())
        if name:
            event.acceptProposedAction()
            self.take(name)

    def take(self, name: str) -> None:
        """Take a file; it is read when the move is saved."""
        self.path = Path(name)
        self._name.setText(self.path.name)
        self.changed.emit()


def _file_in(dragged: QMimeData) -> str:
    """The first file of the disk that is being dragged; nothing for anything else."""
    local = (url.toLocalFile() for url in dragged.urls() if url.isLocalFile())
    return next((name for name in local if Path(name).is_file()), "")
