# SPDX-License-Identifier: Apache-2.0
"""A small window for a record with few fields: a milestone, a receipt, a contact, a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QScrollArea,
    QWidget,
)
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.kinds.base import Json
from crm.progress import Progress
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.forms import planned
from ui.forms.already import watch
from ui.forms.banner import Banner
from ui.forms.composing import BY_VERB, composed, form_fields
from ui.forms.draft import DraftKeeper
from ui.forms.fieldset import FieldSet
from ui.forms.groups import GroupedRows
from ui.forms.leftover import BEGUN, DIALOG, begun, key_of, say_found
from ui.forms.refusing import Refusals
from ui.forms.saving import Saving, checked, name_in, save
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.foot import body, foot
from ui.widgets.labels import push


class RecordDialog(QDialog):
    """Some fields of a new record, or of one there is; `saved` tells its id.

    `values` are given: they stand in their fields, and go along where they have none. Without
    `fields` all are asked for but the parent that is given. Open it with `open()`.
    """

    saved = Signal(int)

    def __init__(
        self,
        desk: Desk,
        record: str,
        *,
        values: Mapping[str, object] | None = None,
        fields: Sequence[str] | None = None,
        record_id: int = 0,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or QApplication.activeWindow())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self.record, self._id = desk, record, record_id
        self._given = dict(values or {})
        self._version = 0
        self._stored: Mapping[str, object] = {}
        self._saving = False
        names = list(fields) if fields is not None else self._usual()
        known = form_fields(record)
        self.fields = FieldSet(desk, {name: known[name] for name in names}, self)
        self.banner = Banner()
        self._save = push(_("Save"), "primary")
        self._refusals = Refusals(desk, record, self.fields, self.banner, self)
        self._draft = DraftKeeper(desk, f"{DIALOG}{record}", self._gather, self)
        self._key = key_of(record_id, self._given)
        word = tr(RECORDS[record].about.word)
        asked = _("Edit: {record}") if record_id else _("New: {record}")
        self.setWindowTitle(title or asked.format(record=word))
        self._build(names)
        self._save.clicked.connect(self.accept)
        self._refusals.retried.connect(self.accept)
        self._refusals.renewed.connect(self._renew)
        self.already = watch(desk, record, self.fields, lambda: self._id)
        self._begin()
        planned.watch(desk, record, self.fields)
        self.fields.changed.connect(self._draft.touch)

    @override
    def accept(self) -> None:
        """Save, and close when it is saved."""
        if self._saving:
            return
        try:
            values = checked(self.record, self.fields, self._given, new=not self._id)
        except InvalidInput as error:
            self._refusals.say_wrong(error)
            return
        if not values:
            super().accept()
            return
        self._hold(saving=True)
        saving = Saving(
            self.record,
            self._id,
            self._version,
            values,
            self.fields.originals(values),
            name_in(self.record, self.fields),
        )
        save(self._desk, saving, self, self._done, self._fail)

    @override
    def reject(self) -> None:
        """Close; ask first when something would be lost."""
        if not self.fields.touched:
            super().reject()
            return
        confirm(
            self,
            _("Close without saving?"),
            _("What you typed here is not kept."),
            yes=_("Close without saving"),
            act=self._throw_away,
            danger=True,
        )

    def _throw_away(self) -> None:
        self._draft.drop()
        super().reject()

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        held = self.fields.held()
        if held:
            asked: list[Json] = list(self.fields.fields)
            given = begun(self.record, self._given, fields=asked, title=self.windowTitle())
            held[BEGUN] = given
        return self._version, held

    def _put_back(self) -> None:
        """What a crash left of it stands there again."""
        draft = self._draft.follow(self._key)
        if draft is None:
            return
        self.fields.put_back(draft.values)
        if self.fields.behind:
            self._version = draft.version
        if self.fields.touched:
            say_found(self.banner, draft, self._focus_first, self._throw_away)
        else:
            self._draft.drop()

    def _usual(self) -> list[str]:
        """All fields that a person fills in, without the record it is known to hang on."""
        parent = RECORDS[self.record].about.parent
        known = parent in self._given or bool(self._id)
        fields = form_fields(self.record)
        refused = BY_VERB.get(self.record, frozenset[str]()) if self._id else frozenset[str]()
        return [
            name
            for name, field in fields.items()
            if not field.computed and name not in refused and not (known and name == parent)
        ]

    def _build(self, names: Sequence[str]) -> None:
        self.setMinimumWidth(sizes.MOVE_WIDTH)
        rows, scroll = GroupedRows(), QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(rows)
        box = body(self, self.windowTitle())
        box.addWidget(self.banner)
        box.addWidget(scroll, 1)
        box.addLayout(foot(self, self._save))
        rows.fill(composed(self.record, names), self.fields.rows)
        # As high as its fields, with room for a list below the last one.
        wanted = rows.sizeHint().height() + sizes.CHART_LEAST
        self.resize(sizes.MOVE_WIDTH, min(max(wanted, sizes.DIALOG_WIDTH), sizes.SHEET_HEIGHT))

    def _begin(self) -> None:
        if self._id:
            self._hold(saving=True)
            self._read()
            return
        fields = self.fields.fields
        first = {name: one.default for name, one in fields.items()} | self._given
        self.fields.begin(first, {})
        self._put_back()
        self._focus_first()

    def _read(self) -> None:
        register, record, wanted = self._desk.register, self.record, self._id

        def work(_progress: Progress) -> RecordView:
            with register.reading() as session:
                return reading.read(session, record, wanted)

        def done(view: RecordView) -> None:
            self._hold(saving=False)
            self._version = view.version
            self.fields.begin(view.values, view.labels)
            for name in self.fields.editors.keys() & self._given:
                self.fields.enter(name, self._given[name])
            self._stored = view.values
            self._put_back()
            self._focus_first()

        self._desk.jobs.submit_read(work, done, owner=self, topic="record")

    def _focus_first(self) -> None:
        empty = [name for name, one in self.fields.editors.items() if one.valid() is None]
        first = next(iter([*empty, *self.fields.rows]), "")
        if first:
            self.fields.rows[first].focus()

    def _done(self, view: RecordView) -> None:
        self._hold(saving=False)
        self._draft.drop()
        super().accept()
        self.saved.emit(view.id)

    def _fail(self, error: Exception) -> None:
        self._hold(saving=False)
        self._refusals.meet(error, self._id)

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self._save.setEnabled(not saving)

    def _renew(self) -> None:
        self._id = 0
        fields = form_fields(self.record)
        kept = {n: v for n, v in self._stored.items() if n in fields and v is not None}
        self._given = kept | self._given
        self.accept()
