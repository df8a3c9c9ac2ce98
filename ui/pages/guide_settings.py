# SPDX-License-Identifier: Apache-2.0
"""The settings of an edition: a form whose values the preview follows before they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.domain.edition import GuideEdition
from crm.errors import FieldConflict, InvalidInput
from crm.fields import Field
from crm.kinds.choices import Choice, Option
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.forms.draft import DraftKeeper
from ui.forms.editor import Editor
from ui.forms.fieldset import FieldSet, Theirs
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
        self._kept: Mapping[str, object] = {}
        self.edition_id = 0
        """The edition whose settings are shown; what is typed is its own."""
        self.version = 0
        self._fixed = False
        self._set = FieldSet(desk, _fields(), self)
        self.save = push(_("Save"), "primary", sign="save")
        self.discard = push(_("Discard"), "quiet")
        self._foot = QWidget()
        self._draft = DraftKeeper(desk, GUIDE, self._gather, self)
        self._build()
        self._set.changed.connect(self._turned)
        self.save.clicked.connect(self.save_asked)
        self.discard.clicked.connect(self.discard_asked)

    @property
    def editors(self) -> Mapping[str, Editor]:
        """The editors by field."""
        return self._set.editors

    @property
    def rows(self) -> Mapping[str, FieldRow]:
        """The rows by field."""
        return self._set.rows

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self._set.touched)

    def show_edition(
        self, edition_id: int, values: Mapping[str, object], version: int, *, fixed: bool
    ) -> None:
        """Show what is saved of an edition; `fixed`: it can only be looked at."""
        shown = self.edition_id, self._kept, self.version, self._fixed
        if (edition_id, values, version, fixed) == shown:
            return
        self.edition_id, self._fixed = edition_id, fixed
        self._kept, self.version = values, version
        self._set.begin(values, {})
        self._set.set_read_only(self.editors, on=fixed)
        self._foot.hide()
        if not fixed:
            self._put_back()

    def forget(self) -> None:
        """Throw away what is typed: the next edition that is shown stands as it is saved."""
        self._draft.drop()
        self.version = 0
        self._set.begin(self._kept, {})

    def saved(self, edition_id: int, values: Mapping[str, object], version: int) -> None:
        """These values were saved as this version; what was typed since then is still to be."""
        if edition_id != self.edition_id:
            return
        self._kept, self.version = {**self._kept, **values}, version
        self._set.saved(values, self._kept, {})
        self._foot.setVisible(self.dirty)
        self._draft.keep()

    def show_conflicts(self, fields: Sequence[FieldConflict]) -> None:
        """Say beside fields what somebody else saved meanwhile; saving again keeps what is here."""
        for one in fields:
            theirs = self._set.fields[one.name].show(one.theirs)
            said = _("Somebody else saved: {value}. Saving again keeps yours.")
            self._set.settle(one.name, Theirs(one.theirs), mine=True)
            self.rows[one.name].show_warning(said.format(value=theirs or "—"))

    def values(self) -> dict[str, object]:
        """What was changed and can be taken; what cannot is said beside its field."""
        wrong = self.wrong()
        return {n: self.editors[n].value() for n in self._set.touched if n not in wrong}

    def originals(self) -> dict[str, object]:
        """What the changed fields were when the edition was read."""
        return self._set.originals(self.values())

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Say beside fields what is wrong with them, and go to the first."""
        self._set.show_errors(sentences)

    def wrong(self) -> dict[str, str]:
        """A sentence for each field that cannot be taken."""
        found: dict[str, str] = {}
        for name, editor in self.editors.items():
            try:
                self._set.fields[name].check(editor.value())
            except InvalidInput as error:
                found[name] = error.sentence
        return found

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        return self.version, self._set.held()

    def _put_back(self) -> None:
        """What a crash left of this edition stands there again, not yet saved."""
        draft = self._draft.follow(str(self.edition_id))
        if draft is None:
            return
        self._set.put_back(draft.values)
        if not self.dirty:
            self._draft.drop()
            return
        self.version = draft.version
        self._desk.notice(_("What was typed and not saved stands in the settings again."))
        self._foot.show()
        self.changed.emit()

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
                column.addWidget(self.rows[name])
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

    def _turned(self) -> None:
        self._foot.setVisible(self.dirty)
        self._draft.touch()
        self.changed.emit()


def _fields() -> dict[str, Field]:
    """The fields in their order; papers are called by their measures too."""
    known = GuideEdition.fields()
    found = {name: known[name] for _group, members in GROUPS for name in members}
    options = tuple(Option(code, label) for code, label in SHEETS.items())
    return {**found, "paper": replace(known["paper"], kind=Choice("paper", options))}
