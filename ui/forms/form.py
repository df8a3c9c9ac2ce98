# SPDX-License-Identifier: Apache-2.0
"""The form of a record: its fields in their groups, its draft, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.progress import Progress
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.storage.changes import Changes
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.forms import planned, wholes
from ui.forms.already import AlreadyThere, watch
from ui.forms.banner import Banner
from ui.forms.commands import declare
from ui.forms.composing import BY_VERB, composed, form_fields
from ui.forms.draft import DraftKeeper
from ui.forms.fieldset import FieldSet
from ui.forms.groups import GroupedRows, GroupPart
from ui.forms.leftover import BEGUN, begun, key_of, say_found
from ui.forms.refusing import Refusals
from ui.forms.saving import Saving, checked, name_in, save
from ui.forms.wholes import WholesWatch
from ui.theme import sizes
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import frame, push, words

Then = Callable[[int], object]
MANY_GROUPS = 4  # a form with so many has a list of them to jump to


class RecordForm(QWidget):
    """A record to be filled in or changed; it saves, drafts and follows its colleagues itself."""

    saved = Signal(int)
    changed = Signal()
    """What is dirty, wrong or shown is another thing now."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        parent: QWidget | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        super().__init__(parent)
        self._desk, self.record = desk, record
        self.fields = FieldSet(desk, form_fields(record), self, at_once=False)
        self.already: AlreadyThere | None = None
        self.twice: WholesWatch | None = None
        self.view: RecordView | None = None
        self._version = 0
        self._given: Mapping[str, object] = {}
        self._saving = False
        self._then: Then | None = None
        self._draft = DraftKeeper(desk, record, self._gather, self)
        self.banner = Banner()
        self._rows = GroupedRows()
        self._jumps = QWidget()
        self._scroll = QScrollArea()
        self._told = words("", "muted")
        self._save = push(_("Save"), "primary", sign="save")
        self._drop = push(_("Discard"))
        self._foot = frame("footer")
        self._refusals = Refusals(desk, record, self.fields, self.banner, self)
        self._build()
        self._wire()
        if at_once:
            for _step in self.make():
                pass

    def make(self) -> Iterator[object]:
        """Make what stands in it, a little at each step; without `at_once` before all else.

        A hundred fields need longer than the window may stand still.
        """
        yield from self.fields.make()
        yield from self._rows.filling(composed(self.record), self.fields.rows)
        self._fill_jumps()
        self.already = watch(self._desk, self.record, self.fields, lambda: self.record_id)
        self.twice = wholes.watch(self._desk, self.record, self.fields)
        planned.watch(self._desk, self.record, self.fields)
        self.show_view(None)

    def polish(self) -> Iterator[str]:
        """Find out how each field looks, one a step, before all of them are shown at once."""
        for name, row in self.fields.rows.items():
            for widget in (row, *row.findChildren(QWidget)):
                widget.ensurePolished()
            yield name

    @property
    def record_id(self) -> int:
        """The id of the record; 0 for a new one."""
        return self.view.id if self.view is not None else 0

    @property
    def version(self) -> int:
        """The version that the touched fields were read at."""
        return self._version

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self.fields.touched)

    def show_view(
        self, view: RecordView | None, defaults: Mapping[str, object] | None = None
    ) -> None:
        """Show a record, or a new one with these values; the same one again is only brought up.

        What is being edited stays: a colleague's save shows in the fields that are not.
        """
        if view is not None and view.id == self.record_id:
            self._bring_up(view)
            return
        if self.is_dirty:
            self._draft.keep()
        self._begin(view, defaults or {})
        self._find_draft()
        self.changed.emit()

    def save(self, then: Then | None = None) -> None:
        """Save what is touched, then call `then` with the id; not if something is wrong."""
        if self._saving:
            return
        self._then = then
        if self.view is not None and not self.is_dirty:
            self._finish(self.view)
            return
        try:
            values = checked(self.record, self.fields, self._given, new=self.view is None)
        except InvalidInput as error:
            # It is corrected first: what was to follow is asked for again.
            self._then = None
            self._refusals.say_wrong(error)
            return
        self._saving = True
        self._tell()
        saving = Saving(
            self.record,
            self.record_id,
            self._version,
            values,
            self.fields.originals(values),
            name_in(self.record, self.fields),
        )
        save(self._desk, saving, self, partial(self._done, values), self._fail)

    def discard(self) -> None:
        """Throw away what is not saved, the draft too."""
        self._draft.drop()
        self.banner.hide()
        self._begin(self.view, self._given)
        self.changed.emit()

    def set_aside(self) -> None:
        """Show what is saved; what is not is kept as a draft."""
        if self.is_dirty:
            self._draft.keep()
            self._begin(self.view, self._given)
            self.changed.emit()

    def refresh(self, changes: object) -> None:
        """Something was changed: a `Changes`, or None when all should be read again."""
        if self.record_id and (changes is None or self._is_about_this(changes)):
            self.read_again()

    def read_again(self) -> None:
        """Read the record again and bring it up, behind the window."""
        register, record, wanted = self._desk.register, self.record, self.record_id

        def work(_progress: Progress) -> RecordView:
            with register.reading() as session:
                return reading.read(session, record, wanted)

        def done(view: RecordView) -> None:
            if view.id == self.record_id:
                self._bring_up(view)

        self._desk.jobs.submit_read(work, done, owner=self, topic="form")

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What it does for the commands of forms, now."""
        if not (self.is_dirty or self.view is None) or self._saving:
            return {}
        return {"form.save": self.save, "form.discard": self.discard}

    def focus(self, name: str = "") -> None:
        """Put the focus into a field, or into the first one."""
        name = name or next(iter(self.fields.rows))
        self._scroll.ensureWidgetVisible(self.fields.rows[name])
        self.fields.rows[name].focus()

    def again_as_new(self) -> None:
        """Keep what stands here as a new record: the old one is gone."""
        held = {name: editor.valid() for name, editor in self.fields.editors.items()}
        self._draft.drop()
        self._begin(None, {name: value for name, value in held.items() if value is not None})
        self._draft.follow(self._key())
        self.save()

    def _build(self) -> None:
        declare(self._desk.commands)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._rows)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(sizes.SPACE, sizes.SPACE, sizes.GAP, sizes.SPACE)
        foot.setSpacing(sizes.SPACE)
        foot.addWidget(self._told, 1)
        foot.addWidget(self._drop)
        foot.addWidget(self._save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        box.addWidget(self.banner)
        box.addWidget(self._jumps)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._foot)

    def _fill_jumps(self) -> None:
        self._jumps.setVisible(len(self._rows.parts) >= MANY_GROUPS)
        flow = FlowLayout(self._jumps, sizes.RING)
        for part in self._rows.parts:
            button = push(part.group.title, "jump")
            button.clicked.connect(partial(self._jump, part))
            flow.addWidget(button)

    def _wire(self) -> None:
        self._save.clicked.connect(self._save_it)
        self._drop.clicked.connect(self.discard)
        self._refusals.retried.connect(self._retry)
        self._refusals.renewed.connect(self.again_as_new)
        self.fields.changed.connect(self._typed)
        self.changed.connect(self._tell)
        self._desk.relay.changed.connect(self.refresh)

    def _jump(self, part: GroupPart, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._scroll.verticalScrollBar().setValue(part.y())
        first = next((name for name in part.names if self.fields.rows[name].isVisible()), "")
        if first:
            self.fields.rows[first].focus()

    def _save_it(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.save()

    def _retry(self) -> None:
        """Save again, and then go on with what was meant to follow the attempt before."""
        self.save(self._then)

    def _begin(self, view: RecordView | None, defaults: Mapping[str, object]) -> None:
        """Show a record or a new one as it is, with nothing touched."""
        self._then = None
        self.view, self._given = view, dict(defaults)
        self._version = view.version if view is not None else 0
        fields = RECORDS[self.record].fields()
        if view is None:
            begun = {name: one.default for name, one in fields.items()} | self._given
            self.fields.begin(begun, {})
        else:
            self.fields.begin(view.values, view.labels)
        self._rows.hide_rows([n for n, one in fields.items() if view is None and one.computed])
        locked = view is not None and view.deleted
        self.fields.set_read_only(self.fields.fields, on=locked)
        self.fields.set_read_only(
            BY_VERB.get(self.record, frozenset()), on=locked or view is not None
        )
        self.banner.hide()
        if locked:
            self._refusals.say_deleted()

    def _bring_up(self, view: RecordView) -> None:
        """The same record as it is now; with conflicts ahead its version stays what was read."""
        was_deleted = self.view is not None and self.view.deleted
        self.view = view
        if was_deleted and not view.deleted and not self.is_dirty:
            self._begin(view, {})
            self._find_draft()
            self.changed.emit()
            return
        self.fields.absorb(view.values, view.labels)
        if not self.fields.behind:
            self._version = view.version
        if view.deleted and not was_deleted:
            self._refusals.say_deleted()
        self.changed.emit()

    def _done(self, values: Mapping[str, object], view: RecordView) -> None:
        self._saving = False
        self._draft.drop()
        if self.view is None:
            self._draft.follow(str(view.id))
        self.view, self._version = view, view.version
        self.fields.saved(values, view.values, view.labels)
        self._rows.hide_rows(())
        self.fields.set_read_only(BY_VERB.get(self.record, frozenset()), on=True)
        if self.is_dirty:
            self._draft.touch()
        self.banner.hide()
        self.changed.emit()
        self.saved.emit(view.id)
        self._finish(view)

    def _finish(self, view: RecordView) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(view.id)

    def _fail(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, InvalidInput):
            self._then = None
        self._draft.keep()
        self._refusals.meet(error, self.record_id)
        self._tell()

    def _typed(self) -> None:
        self._draft.touch()
        self.changed.emit()

    def _tell(self) -> None:
        """Say in the foot what is not saved."""
        many = len(self.fields.touched)
        said = ngettext("{n} change not yet saved", "{n} changes not yet saved", many)
        self._told.setText(_("Saving …") if self._saving else said.format(n=many) if many else "")
        self._foot.setVisible(self.is_dirty or self.view is None)
        self._save.setEnabled(not self._saving)
        self._drop.setVisible(self.is_dirty)
        self._desk.commands.refresh()

    def _key(self) -> str:
        return key_of(self.record_id, self._given)

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        held = self.fields.held()
        if held and not self.record_id:
            held[BEGUN] = begun(self.record, self._given)
        return self._version, held

    def _find_draft(self) -> None:
        draft = self._draft.follow(self._key())
        if draft is not None and not (self.view is not None and self.view.deleted):
            self._put_back(draft)

    def _put_back(self, draft: Draft) -> None:
        self.fields.put_back(draft.values)
        if not self.is_dirty:
            self._draft.drop()
            return
        if self.fields.behind:
            self._version = draft.version
        say_found(self.banner, draft, self.focus, self.discard)

    def _is_about_this(self, changes: object) -> bool:
        if not isinstance(changes, Changes) or changes.origin is self:
            return False
        return not changes.complete or self.record_id in changes.ids(RECORDS[self.record])
