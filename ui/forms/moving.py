# SPDX-License-Identifier: Apache-2.0
"""Moving a project to another stage: a small window that asks for exactly what the gate lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.rules import stages
from crm.domain.rules.gates import Lack, missing_on_the_way
from crm.errors import Conflict, CrmError, InvalidInput
from crm.progress import Progress
from crm.queries import readiness
from crm.queries.readiness import Standing
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.owner import staff_of
from ui.desk.undoing import undo
from ui.forms.asked import Asked, fields_of
from ui.forms.draft import DraftKeeper
from ui.forms.evidence import PROOFS, FileRow, ProofRows, Rows
from ui.forms.moves import Move, carry_out
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.dateline import DateLine
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot
from ui.widgets.labels import frame, push, words
from ui.widgets.switch import ViewSwitch, Way

LONGEST_REASON = 200
LABELS = {one.code: one.label for one in stages.STAGES}
R = TypeVar("R", Rows, ProofRows, FileRow)


def ask_to_move(
    desk: Desk,
    parent: QWidget,
    project_id: int,
    stage: str,
    today: Callable[[], date],
    *,
    shown: Callable[[MoveDialog], object] | None = None,
) -> None:
    """Read where a project stands and open the window; without a stage the next one is offered.

    A move that was begun and never saved stands there again.
    """

    def done(standing: Standing) -> None:
        dialog = MoveDialog(desk, standing, stage, today, parent)
        dialog.open()
        if shown is not None:
            shown(dialog)

    desk.jobs.submit_read(_look(desk, project_id, today()), done, owner=desk, topic="move")


def _look(desk: Desk, project_id: int, day: date) -> Callable[[Progress], Standing]:
    """Reads where a project stands, and who moves it: whoever sits at this desk."""
    by = staff_of(desk) or 0

    def work(_progress: Progress) -> Standing:
        with desk.register.reading() as session:
            return readiness.standing(session, project_id, today=day, by=by)

    return work


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
        self.asked = Asked()
        ways = [Way(one.code, tr(one.label)) for one in stages.STAGES if one.code != standing.stage]
        self.stage = ViewSwitch(_("To which stage?"), ways)
        self.on = DateLine(today=today)
        self.on.set_value(today())
        self.reason = QLineEdit()
        self.by = Rows(desk, "stage_change", ("staff_id",))
        self._saving = self._dirty = False
        self._draft = DraftKeeper(desk, "move", self._gather, self)
        self._told = words("", "muted", wrap=True)
        self._lacking = QVBoxLayout()
        self._ground = QWidget()
        self._save = push(_("Move"), "primary")
        self._build()
        first = stage if stage and stage != standing.stage else _offered(standing.stage)
        self.stage.choose(first)
        self._ask()
        self._begin_again()
        self._wire()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Save the move once, if all that is entered can be read."""
        move = None if self._saving else self._read()
        if move is None:
            return
        desk, name = self._desk, self._standing.title
        label = tr(LABELS[move.stage])
        title = _("Move to {stage}: {project}").format(stage=label, project=name)
        self._hold(saving=True)

        def work(_progress: Progress) -> None:
            carry_out(desk, move, title)

        desk.jobs.submit_write(work, self._saved, self._refused, owner=self)

    @override
    def reject(self) -> None:
        """Close; ask first when something that was entered would be lost."""
        if self._saving:
            return
        if not self._dirty:
            self._leave()
            return
        confirm(
            self, _("Close without moving?"), _("What you entered here is not kept."),
            yes=_("Close without moving"), act=self._leave, danger=True,
        )  # fmt: skip

    def _first(self) -> QWidget:
        """What is filled in first: what is lacking, else the reason, else nothing is left to do."""
        asked = self.asked
        for rows in (asked.fields, asked.person, *asked.proofs.values()):
            if rows is not None:
                return next(iter(rows.editors.values())).target
        if asked.files:
            return asked.files[0].target
        return self.reason if self.needs_reason() else self._save

    def needs_reason(self) -> bool:
        """Whether the move goes back, or something its gates ask for is left empty."""
        if stages.is_backward(self._standing.stage, self.stage.current):
            return True
        return bool(self.asked.open_ones())

    def _build(self) -> None:
        self._told.setVisible(False)
        self.date_row = FieldRow(_("True date"), self.on, required=True)
        self.reason_row = FieldRow(
            _("Reason"), self.reason,
            hint=_("Needed when it moves back, or before everything is there."),
        )  # fmt: skip
        self.reason.setMaxLength(LONGEST_REASON)
        self._told.setContentsMargins(sizes.SPACE, 0, 0, 0)
        self._show_by()
        ground = self._ground
        ground.setProperty("role", "ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, sizes.GAP, 0)
        inside.setSpacing(sizes.SPACE)
        inside.addWidget(self.date_row)
        inside.addWidget(self._told)
        inside.addLayout(self._lacking)
        # What is below belongs to the move, not to the record that was asked for last.
        inside.addWidget(frame("rule"))
        inside.addWidget(words(_("About this move"), "strong"))
        inside.addWidget(self.reason_row)
        inside.addWidget(self.by)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        self._save.clicked.connect(self.accept)
        box = body(self, self._standing.title)
        box.addWidget(self.stage, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(scroll, 1)
        box.addLayout(foot(self, self._save))

    def _ask(self, _stage: str = "") -> None:
        """Ask for what the chosen stage lacks, and for nothing else."""
        _clear(self._lacking)
        here, chosen = self._standing, self.stage.current
        lacks = missing_on_the_way(here.stage, chosen, here.facts)
        self.asked = Asked(lacks)
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
        around = sizes.CHART_LEAST + 2 * sizes.CONTROL
        room = around + (sizes.CHART_LEAST if lacks else 0)
        tall = self._ground.sizeHint().height() + room
        self.resize(max(self.width(), sizes.MOVE_WIDTH), min(sizes.SHEET_HEIGHT, tall))

    def _ask_fields(self, lacks: tuple[Lack, ...]) -> None:
        names = fields_of(lacks)
        if names:
            self.asked.fields = self._add(Rows(self._desk, "project", names))

    def _ask_proofs(self, lacks: tuple[Lack, ...]) -> None:
        for one in lacks:
            if one.field:
                continue
            if one.key == "contact_person" and self._standing.nameless[0]:
                self.asked.person = self._add(Rows(self._desk, "party", ("person_id",)))
            elif one.slot:
                self.asked.files.append(self._add(FileRow(self._desk, one)))
            elif one.record not in self.asked.proofs and one.record in PROOFS:
                proof = ProofRows(self._desk, PROOFS[one.record])
                self.asked.proofs[one.record] = self._add(proof)

    def _add(self, rows: R) -> R:
        rows.changed.connect(self._typed)
        self._lacking.addWidget(rows)
        return rows

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
            by = self.by.values().get("staff_id")
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
            version=self._standing.version, originals=self._standing.facts.values,
            by=by if isinstance(by, int) else None,
            proofs=tuple((record, given) for record, given in proofs if given is not None),
            files=tuple((one.slot, one.path) for one in asked.files if one.path is not None),
            person=(self._standing.nameless, person) if isinstance(person, int) else None,
        )  # fmt: skip

    def _why(self) -> str:
        open_ones = [tr(one.label) for one in self.asked.open_ones()]
        if not open_ones:
            return _("Say why it moves back.")
        return _("Say why it moves on without: {what}.").format(what=_(", ").join(open_ones))

    def _show_by(self) -> None:
        staff_id, name = self._standing.by
        if staff_id:
            self.by.editors["staff_id"].set_value(staff_id, name)

    def _wire(self) -> None:
        self.stage.chosen.connect(self._turn)
        self.on.textEdited.connect(self._typed)
        self.reason.textEdited.connect(self._typed)

    def _turn(self, stage: str) -> None:
        held = self.asked.held()
        self._ask(stage)
        self.asked.put_back(held)
        self._draft.touch()

    def _typed(self) -> None:
        self._dirty = True
        self._draft.touch()

    def _leave(self) -> None:
        self._draft.drop()
        super().reject()

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self._save.setEnabled(not saving)

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        """What a draft keeps: nothing before something is entered."""
        if not self._dirty:
            return self._standing.version, {}
        top: dict[str, object] = {
            "stage": self.stage.current, "on": self.on.text(), "reason": self.reason.text(),
        }  # fmt: skip
        return self._standing.version, {**top, "held": self.asked.held()}

    def _begin_again(self) -> None:
        """Put back what was entered before the program ended unexpectedly."""
        draft = self._draft.follow(str(self._standing.id))
        stage = draft.values.get("stage") if draft is not None else None
        if draft is None or stage == self._standing.stage or stage not in LABELS:
            return
        self.stage.choose(str(stage))
        self._ask()
        self.on.setText(str(draft.values.get("on", "")))
        self.reason.setText(str(draft.values.get("reason", "")))
        self.asked.put_back(cast("Mapping[str, object]", draft.values.get("held") or {}))
        self._dirty = True
        self._told.setText(_("You had begun this move; it stands here again, not yet saved."))

    def _saved(self, _none: None) -> None:
        self._draft.drop()
        said = _("“{project}” is now in stage {stage}.").format(
            project=self._standing.title, stage=tr(LABELS[self.stage.current])
        )
        self._desk.done(said, partial(undo, self._desk))
        self.moved.emit(self._standing.id)
        super().accept()

    def _refused(self, error: Exception) -> None:
        """Say beside the fields what is wrong; what belongs to none of them stands below."""
        self._hold(saving=False)
        if not isinstance(error, CrmError):
            self._desk.jobs.troubled.emit(error, None)
            return
        if isinstance(error, Conflict):
            self._look_again(error)
            return
        wrong = error.fields if isinstance(error, InvalidInput) else {}
        shown = [one.show_wrong(wrong) for one in self.asked.rows.values()]
        if "moved_on" in wrong:
            self.date_row.show_error(wrong["moved_on"])
            self.date_row.focus()
        elif not any(shown):
            self.reason_row.show_error(wrong.get("reason") or str(error))
            self.reason_row.focus()

    def _look_again(self, error: Conflict) -> None:
        """Somebody else wrote meanwhile: ask again for what is lacking now; theirs stays."""
        held = self.asked.held()

        def done(standing: Standing) -> None:
            self._standing = standing
            if self.stage.current == standing.stage:
                self.stage.choose(_offered(standing.stage))
            self._ask()
            self.asked.put_back(held)
            self._told.setText(
                _("{what} What was saved there stays; what is still lacking is asked for here.")
                .format(what=error.sentence)
            )  # fmt: skip

        work = _look(self._desk, self._standing.id, self._today())
        self._desk.jobs.submit_read(work, done, owner=self, topic="again")


def _offered(stage: str) -> str:
    """The stage that a move leads to unless another one is chosen."""
    return stages.following(stage) or stages.CODES[stages.position(stage) - 1]


def _clear(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
