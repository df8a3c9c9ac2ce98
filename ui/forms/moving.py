# SPDX-License-Identifier: Apache-2.0
"""Moving a project to another stage: a small window that asks for exactly what the gate lacks."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.rules import stages
from crm.domain.rules.gates import Lack, missing_on_the_way
from crm.errors import CrmError, InvalidInput
from crm.progress import Progress
from crm.queries import readiness
from crm.queries.readiness import Standing
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.undoing import undo
from ui.forms.evidence import PROOFS, FileRow, ProofRows, Rows
from ui.theme import sizes
from ui.widgets.dateline import DateLine
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, words
from ui.widgets.switch import ViewSwitch, Way

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

EMPTY = (None, "", (), False)
LONGEST_REASON = 200
LABELS = {one.code: one.label for one in stages.STAGES}
BESIDE = {"signing_event_id": ("signing_event_id", "signed_without_event")}
"""Lacks that can be met by one of several fields."""


@dataclass(frozen=True)
class Move:
    """What is to be written in one transaction."""

    project_id: int
    stage: str
    on: date
    reason: str
    values: Mapping[str, object]
    proofs: tuple[tuple[str, Mapping[str, object]], ...] = ()
    files: tuple[tuple[str, Path], ...] = ()
    person: tuple[int, int] | None = None


@dataclass
class _Asked:
    """The editors of what is lacking for the stage that is chosen now."""

    lacks: tuple[Lack, ...] = ()
    fields: Rows | None = None
    person: Rows | None = None
    proofs: dict[str, ProofRows] = field(default_factory=dict[str, ProofRows])
    files: list[FileRow] = field(default_factory=list[FileRow])


def ask_to_move(
    desk: Desk,
    parent: QWidget,
    project_id: int,
    stage: str,
    today: Callable[[], date],
    *,
    shown: Callable[[MoveDialog], object] | None = None,
) -> None:
    """Read where a project stands and open the window; without a stage the next one is offered."""
    day = today()

    def work(_progress: Progress) -> Standing:
        with desk.register.reading() as session:
            return readiness.standing(session, project_id, today=day)

    def done(standing: Standing) -> None:
        dialog = MoveDialog(desk, standing, stage, today, parent)
        dialog.open()
        if shown is not None:
            shown(dialog)

    desk.jobs.submit_read(work, done, owner=desk, topic="move")


class MoveDialog(QDialog):
    """Stage, true date, what is lacking, and the reason; all is saved in one transaction."""

    moved = Signal(int)
    """The project was moved: its id."""

    def __init__(
        self,
        desk: Desk,
        standing: Standing,
        stage: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Move to another stage"))
        self.setMinimumWidth(sizes.MOVE_WIDTH)
        self._desk, self._standing, self._today = desk, standing, today
        self.asked = _Asked()
        ways = [Way(one.code, tr(one.label)) for one in stages.STAGES if one.code != standing.stage]
        self.stage = ViewSwitch(_("To which stage?"), ways)
        self.on = DateLine(today=today)
        self.on.set_value(today())
        self.reason = QLineEdit()
        self._told = words("", "muted", wrap=True)
        self._lacking = QVBoxLayout()
        self._ground = QWidget()
        self._save = push(_("Move"), "primary")
        self._build()
        first = stage if stage and stage != standing.stage else _offered(standing.stage)
        self.stage.choose(first)
        self.stage.chosen.connect(self._ask)
        self._ask()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Save the move if all that is entered can be read."""
        move = self._read()
        if move is None:
            return
        desk, name = self._desk, self._standing.title
        label = tr(LABELS[move.stage])
        title = _("Move to {stage}: {project}").format(stage=label, project=name)

        def work(_progress: Progress) -> None:
            with desk.register.writing(title, origin=desk) as unit:
                write(unit, move)

        desk.jobs.submit_write(work, self._saved, self._refused, owner=self)

    def _first(self) -> QWidget:
        """What is filled in first: what is lacking, else the reason, else nothing is left to do."""
        asked = self.asked
        for rows in (asked.fields, asked.person, *asked.proofs.values()):
            if rows is not None:
                return next(iter(rows.editors.values())).target
        return self.reason if self.needs_reason() else self._save

    def needs_reason(self) -> bool:
        """Whether the move goes back, or something its gates ask for is left empty."""
        if stages.is_backward(self._standing.stage, self.stage.current):
            return True
        return any(not self._met(one) for one in self.asked.lacks)

    def _build(self) -> None:
        self._told.setVisible(False)
        self.date_row = FieldRow(_("True date"), self.on, required=True)
        self.reason_row = FieldRow(
            _("Reason"), self.reason,
            hint=_("Needed when it moves back, or before everything is there."),
        )  # fmt: skip
        self.reason.setMaxLength(LONGEST_REASON)
        self._told.setContentsMargins(sizes.SPACE, 0, 0, 0)
        ground = self._ground
        ground.setProperty("role", "ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, sizes.GAP, 0)
        inside.setSpacing(sizes.SPACE)
        inside.addWidget(self.date_row)
        inside.addWidget(self._told)
        inside.addLayout(self._lacking)
        inside.addWidget(self.reason_row)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        cancel = push(_("Cancel"))
        self._save.setDefault(True)
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self._save)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
        box.setSpacing(sizes.GAP)
        box.addWidget(words(self._standing.title, "heading", wrap=True))
        box.addWidget(self.stage, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(scroll, 1)
        box.addLayout(foot)

    def _ask(self, _stage: str = "") -> None:
        """Ask for what the chosen stage lacks, and for nothing else."""
        _clear(self._lacking)
        here, chosen = self._standing, self.stage.current
        lacks = missing_on_the_way(here.stage, chosen, here.facts)
        self.asked = _Asked(lacks)
        self._ask_fields(lacks)
        self._ask_proofs(lacks)
        back = stages.is_backward(here.stage, chosen)
        stage = tr(LABELS[chosen])
        if back:
            said = _("This moves back to {stage}; please say why.").format(stage=stage)
        elif lacks:
            said = _("{stage} still lacks what is asked for here.").format(stage=stage)
        else:
            said = _("Everything {stage} needs is there.").format(stage=stage)
        self._told.setText(said)
        self._told.setVisible(True)
        # The lists of the editors hang inside this window.
        room = sizes.CHART_LEAST + (sizes.CHART_LEAST if lacks else 0)
        tall = self._ground.sizeHint().height() + room
        self.resize(max(self.width(), sizes.MOVE_WIDTH), min(sizes.SHEET_HEIGHT, tall))

    def _ask_fields(self, lacks: tuple[Lack, ...]) -> None:
        names = [name for one in lacks if one.field
                 for name in BESIDE.get(one.field, (one.field,))]  # fmt: skip
        if names:
            self.asked.fields = Rows(self._desk, "project", tuple(names))
            self._lacking.addWidget(self.asked.fields)

    def _ask_proofs(self, lacks: tuple[Lack, ...]) -> None:
        for one in lacks:
            if one.field:
                continue
            if one.key == "contact_person" and self._standing.nameless:
                self.asked.person = Rows(self._desk, "party", ("person_id",))
                self._lacking.addWidget(self.asked.person)
            elif one.slot:
                row = FileRow(one)
                self.asked.files.append(row)
                self._lacking.addWidget(row)
            elif one.record not in self.asked.proofs and one.record in PROOFS:
                proof = ProofRows(self._desk, PROOFS[one.record])
                self.asked.proofs[one.record] = proof
                self._lacking.addWidget(proof)

    def _met(self, lack: Lack) -> bool:
        """Whether what is entered gives what was lacking."""
        asked = self.asked
        if lack.field and asked.fields is not None:
            names = BESIDE.get(lack.field, (lack.field,))
            return any(asked.fields.editors[one].valid() not in EMPTY for one in names)
        if lack.slot:
            return any(one.slot == lack.slot and one.path is not None for one in asked.files)
        if lack.key == "contact_person":
            rows = asked.person or asked.proofs.get("party")
            return rows is not None and rows.editors["person_id"].valid() not in EMPTY
        proof = asked.proofs.get(lack.record)
        if proof is None:
            return False
        first = PROOFS[lack.record].fields[0]
        return proof.editors[first].valid() not in EMPTY

    def _read(self) -> Move | None:
        """What is entered, or None when something is wrong: then it is said beside it."""
        day = self.on.value()
        self.date_row.show_error("" if day else _("Write the day of the move, like 2026-06-30."))
        if day is None:
            self.date_row.focus()
            return None
        asked, reason = self.asked, self.reason.text().strip()
        try:
            values = asked.fields.values() if asked.fields is not None else {}
            person = asked.person.values().get("person_id") if asked.person is not None else None
            proofs = [(one.record, one.proof()) for one in asked.proofs.values()]
        except InvalidInput:
            return None
        needed = self.needs_reason() and not reason
        self.reason_row.show_error(self._why() if needed else "")
        if needed:
            self.reason_row.focus()
            return None
        return Move(
            self._standing.id, self.stage.current, day, reason, values,
            proofs=tuple((record, given) for record, given in proofs if given is not None),
            files=tuple((one.slot, one.path) for one in asked.files if one.path is not None),
            person=(self._standing.nameless, person) if isinstance(person, int) else None,
        )  # fmt: skip

    def _why(self) -> str:
        open_ones = [tr(one.label) for one in self.asked.lacks if not self._met(one)]
        if not open_ones:
            return _("Say why it moves back.")
        return _("Say why it moves on without: {what}.").format(what=_(", ").join(open_ones))

    def _saved(self, _none: None) -> None:
        said = _("“{project}” is now in stage {stage}.").format(
            project=self._standing.title, stage=tr(LABELS[self.stage.current])
        )
        self._desk.done(said, partial(undo, self._desk))
        self.moved.emit(self._standing.id)
        super().accept()

    def _refused(self, error: Exception) -> None:
        """Say beside the fields what is wrong; what belongs to none of them stands below."""
        if not isinstance(error, CrmError):
            self._desk.jobs.troubled.emit(error, None)
            return
        wrong = error.fields if isinstance(error, InvalidInput) else {}
        places = [one for one in (self.asked.fields, self.asked.person) if one is not None]
        shown = [one.show_wrong(wrong) for one in (*places, *self.asked.proofs.values())]
        if "moved_on" in wrong:
            self.date_row.show_error(wrong["moved_on"])
            self.date_row.focus()
        elif not any(shown):
            self.reason_row.show_error(wrong.get("reason") or str(error))
            self.reason_row.focus()


def write(unit: UnitOfWork, move: Move) -> None:
    """Write a move with everything that was entered for it.

    Raises:
        InvalidInput: something of it cannot be stored, or a file cannot be read.
    """
    from crm.actions import projects, records  # noqa: PLC0415 - only when something is written

    for record, given in move.proofs:
        records.create(unit, record, {"project_id": move.project_id, **given})
    if move.person is not None:
        party, person = move.person
        records.set_many(unit, "party", [party], {"person_id": person})
    for slot, path in move.files:
        content = _content(path)
        records.create(unit, "attachment", {
            "owner": "project", "owner_id": move.project_id, "slot": slot, "name": path.name,
            "media_type": mimetypes.guess_type(path.name)[0], "size": len(content),
            "sha256": unit.keep(content),
        })  # fmt: skip
    projects.move(
        unit, move.project_id, move.stage, on=move.on, reason=move.reason, values=move.values
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            _("The file {file} cannot be read.").format(file=path.name), _("Choose it again.")
        ) from error


def _offered(stage: str) -> str:
    """The stage that a move leads to unless another one is chosen."""
    return stages.following(stage) or stages.CODES[stages.position(stage) - 1]


def _clear(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
