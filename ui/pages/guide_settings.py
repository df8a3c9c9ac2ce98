# SPDX-License-Identifier: Apache-2.0
"""The settings of an edition: a form whose values the preview follows before they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.domain.edition import GuideEdition
from crm.errors import FieldConflict, InvalidInput
from crm.fields import Field
from crm.kinds.base import Json
from crm.kinds.choices import Choice, Option
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.forms.draft import DraftKeeper
from ui.forms.editor import Editor
from ui.forms.editors import editor_for, editor_of
from ui.forms.leftover import GUIDE
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, words

GROUPS = (
    ("main", ("title", "language", "year", "data_as_of", "theme", "paper")),
    ("front", ("subtitle", "issuer", "hotline", "signatory", "message", "disclaimer")),
)
SHEETS: Mapping[str, str] = {"A4": "A4 · 210 × 297", "16K": N_("Large 16mo · 210 × 285")}


class Settings(QWidget):
    """The fields of a `guide_edition` that are set by hand."""

    changed = Signal()
    """Something was typed or chosen."""

    save_asked = Signal()
    discard_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = GuideEdition.fields()
        self._kept: Mapping[str, object] = {}
        self.edition_id = 0
        """The edition whose settings are shown; what is typed is its own."""
        self.version = 0
        self._fixed = False
        self.editors: dict[str, Editor] = {}
        self.rows: dict[str, FieldRow] = {}
        self.save = push(_("Save"), "primary", sign="save")
        self.discard = push(_("Discard"), "quiet")
        self._foot = QWidget()
        self._draft = DraftKeeper(desk, GUIDE, self._gather, self)
        self._build()
        self.save.clicked.connect(self.save_asked)
        self.discard.clicked.connect(self.discard_asked)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return any(row.changed for row in self.rows.values())

    def show_edition(
        self, edition_id: int, values: Mapping[str, object], version: int, *, fixed: bool
    ) -> None:
        """Show what is saved of an edition; `fixed`: it can only be looked at."""
        shown = self.edition_id, self._kept, self.version, self._fixed
        if (edition_id, values, version, fixed) == shown:
            return
        self.edition_id, self._fixed = edition_id, fixed
        self._kept, self.version = values, version
        for name, editor in self.editors.items():
            editor.set_value(values.get(name))
            editor.set_read_only(on=fixed)
            self.rows[name].mark_changed(changed=False)
            self.rows[name].show_error("")
        self._foot.hide()
        if not fixed:
            self._put_back()

    def forget(self) -> None:
        """Throw away what is typed: the next edition that is shown stands as it is saved."""
        self._draft.drop()
        self.version = 0
        for row in self.rows.values():
            row.mark_changed(changed=False)

    def saved(self, edition_id: int, values: Mapping[str, object], version: int) -> None:
        """These values were saved as this version; what was typed since then is still to be."""
        if edition_id != self.edition_id:
            return
        self._kept, self.version = {**self._kept, **values}, version
        for name, row in self.rows.items():
            same = name in values and self.editors[name].valid() == values[name]
            row.mark_changed(changed=row.changed and not same)
        self._foot.setVisible(self.dirty)
        self._draft.keep()

    def show_conflicts(self, fields: Sequence[FieldConflict]) -> None:
        """Say beside fields what somebody else saved meanwhile; saving again keeps what is here."""
        for one in fields:
            theirs = self._fields[one.name].show(one.theirs)
            said = _("Somebody else saved: {value}. Saving again keeps yours.")
            self._kept = {**self._kept, one.name: one.theirs}
            self.rows[one.name].show_warning(said.format(value=theirs or "—"))

    def values(self) -> dict[str, object]:
        """What was changed and can be taken; what cannot is said beside its field."""
        return {name: value for name, value in self._read().items() if value != self._was(name)}

    def originals(self) -> dict[str, object]:
        """What the changed fields were when the edition was read."""
        return {name: self._was(name) for name in self.values()}

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Say beside fields what is wrong with them, and go to the first."""
        for name, sentence in sentences.items():
            if name in self.rows:
                self.rows[name].show_error(sentence)
        first = next((name for name in self.rows if name in sentences), "")
        if first:
            self.rows[first].focus()

    def wrong(self) -> dict[str, str]:
        """A sentence for each field that cannot be taken."""
        found: dict[str, str] = {}
        for name, editor in self.editors.items():
            try:
                self._fields[name].check(editor.value())
            except InvalidInput as error:
                found[name] = error.sentence
        return found

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        held: dict[str, object] = {}
        for name, row in self.rows.items():
            if row.changed:
                editor, kind, was = self.editors[name], self._fields[name].kind, self._was(name)
                kept: dict[str, Json] = {"was": None if was is None else kind.pack(was)}
                try:
                    value = editor.value()
                except InvalidInput:
                    kept["typed"] = editor.typed()
                else:
                    kept["is"] = None if value is None else kind.pack(value)
                held[name] = kept
        return self.version, held

    def _put_back(self) -> None:
        """What a crash left of this edition stands there again, not yet saved."""
        draft = self._draft.follow(str(self.edition_id))
        if draft is None:
            return
        for name, one in draft.values.items():
            if name in self.editors and isinstance(one, dict):
                self._put(name, cast("Mapping[str, Json]", one))
        if not self.dirty:
            self._draft.drop()
            return
        self.version = draft.version
        self._desk.notice(_("What was typed and not saved stands in the settings again."))
        self.changed.emit()

    def _put(self, name: str, kept: Mapping[str, Json]) -> None:
        editor, kind = self.editors[name], self._fields[name].kind
        if "is" in kept:
            editor.set_value(None if kept["is"] is None else kind.unpack(kept["is"]))
        else:
            editor.put_typed(str(kept.get("typed", "")))
        was = kept.get("was")
        if editor.valid() != self._was(name) or "typed" in kept:
            # Against what it was then: what a colleague saved since is a conflict.
            self._kept = {**self._kept, name: None if was is None else kind.unpack(was)}
            self._changed(name)

    def _was(self, name: str) -> object:
        return self._kept.get(name)

    def _read(self) -> dict[str, object]:
        wrong = self.wrong()
        return {name: one.value() for name, one in self.editors.items() if name not in wrong}

    def _build(self) -> None:
        ground = QWidget()
        ground.setProperty("role", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(sizes.GAP, sizes.SPACE, sizes.WIDE, sizes.WIDE)
        column.setSpacing(sizes.SPACE)
        for group, members in GROUPS:
            column.addSpacing(sizes.TIGHT)
            column.addWidget(words(tr(GuideEdition.about.groups[group]), "strong"))
            for name in members:
                column.addWidget(self._row(name))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        foot.addWidget(words(_("Not yet saved"), "muted"), 1)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(area, 1)
        box.addWidget(self._foot)
        self._foot.hide()

    def _row(self, name: str) -> FieldRow:
        field = self._fields[name]
        editor = self._editor(name, field)
        row = FieldRow(field.title, editor, required=field.required, target=editor.target)
        editor.changed.connect(lambda: self._changed(name))
        self.editors[name], self.rows[name] = editor, row
        return row

    def _editor(self, name: str, field: Field) -> Editor:
        if name == "paper":
            return editor_of(self._desk, _choice(name, SHEETS))
        return editor_for(self._desk, field)

    def _changed(self, name: str) -> None:
        sentence = self.wrong().get(name, "")
        self.rows[name].show_error(sentence)
        same = not sentence and self.editors[name].value() == self._was(name)
        self.rows[name].mark_changed(changed=not same)
        self._foot.setVisible(self.dirty)
        self._draft.touch()
        self.changed.emit()


def _choice(name: str, labels: Mapping[str, str]) -> Choice:
    return Choice(name, tuple(Option(code, label) for code, label in labels.items()))
