# SPDX-License-Identifier: Apache-2.0
"""The editors of a record's fields: what each field was, what it is now, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from crm.errors import InvalidInput
from crm.fields import Field
from crm.kinds.base import Json, Kind
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.forms.choosing import RecordEditor
from ui.forms.editor import Editor
from ui.forms.editors import editor_for
from ui.widgets.fieldrow import FieldRow

Values = Mapping[str, object]
Labels = Mapping[str, str]


class Theirs(NamedTuple):
    """What somebody else saved in a field that is being edited here."""

    value: object
    label: str = ""


class FieldSet(QObject):
    """Editors by field, each in its row; the rows are laid out by somebody else.

    A field is touched from the moment the user changes it until it is what it was again. What
    another one saves shows at once in the others; in a touched one it is only told, and what the
    field was when it was read is kept, so that saving notices the conflict.
    """

    changed = Signal()

    begun = Signal()
    """A record is shown as it is stored: another one, or what was just saved."""

    def __init__(
        self,
        desk: Desk,
        fields: Mapping[str, Field],
        parent: QObject | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fields = dict(fields)
        self.editors: dict[str, Editor] = {}
        self.rows: dict[str, FieldRow] = {}
        self._places: dict[QWidget, str] = {}
        self._was: dict[str, object] = {}
        self._labels: dict[str, str] = {}
        self._theirs: dict[str, Theirs] = {}
        self._touched: dict[str, None] = {}
        self._doubting: dict[str, Callable[[object], str]] = {}
        if at_once:
            for _name in self.make():
                pass
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def make(self) -> Iterator[str]:
        """Make the editors, one a step; without `at_once` somebody takes all of these steps first.

        A hundred of them need longer than the window may stand still.
        """
        for name, field in self.fields.items():
            self._make(name, field)
            yield name

    @property
    def touched(self) -> list[str]:
        """The fields that differ from what is saved."""
        return list(self._touched)

    @property
    def behind(self) -> bool:
        """Whether somebody else saved a field that is touched here."""
        return any(name in self._touched for name in self._theirs)

    def begin(self, values: Values, labels: Labels) -> None:
        """Show a record; nothing is touched."""
        self._touched.clear()
        self._theirs.clear()
        self._labels = dict(labels)
        for name, row in self.rows.items():
            self._show(name, values.get(name))
            row.show_error("")
        for name in self._doubting:
            self._say(name)
        self.begun.emit()

    def absorb(self, values: Values, labels: Labels) -> None:
        """Take up what somebody else saved: silently, or beside what is being edited."""
        for name in self.rows:
            theirs = Theirs(values.get(name), labels.get(name, ""))
            if theirs.value == self._was.get(name):
                if self._theirs.pop(name, None) is not None:
                    self._say(name)
            elif name not in self._touched or not self._differs(name, theirs.value):
                # Untouched, or they saved what stands here: there is nothing left to save.
                self._labels[name] = theirs.label
                self._theirs.pop(name, None)
                self._show(name, theirs.value)
                self._say(name)
            else:
                self._theirs[name] = theirs
                self._say(name)

    def saved(self, sent: Values, values: Values, labels: Labels) -> None:
        """What was sent is saved; what was typed on meanwhile stays touched."""
        for name in self.touched:
            if name in sent:
                self._theirs.pop(name, None)
                self._labels[name] = labels.get(name, "")
                if self._differs(name, sent[name]):
                    self._was[name] = values.get(name)
                else:
                    self._show(name, values.get(name))
        self.absorb(values, labels)
        self.begun.emit()

    def enter(self, name: str, value: object, label: str = "") -> None:
        """Put a value into a field as if the user had."""
        self.editors[name].set_value(value, label)
        self._turned(name)

    def settle(self, name: str, theirs: Theirs, *, mine: bool) -> None:
        """Somebody chose between mine and theirs: what theirs is, the field now was."""
        self._theirs.pop(name, None)
        self._labels[name] = theirs.label
        if mine:
            self._was[name] = theirs.value
        else:
            self._show(name, theirs.value)
        self._say(name)

    def read(self) -> dict[str, object]:
        """The values of all fields.

        Raises:
            InvalidInput: some are none; each says so beside it, and `fields` holds them.
        """
        wrong: dict[str, str] = {}
        found: dict[str, object] = {}
        for name in self.editors:
            try:
                found[name] = self._value(name)
            except InvalidInput as error:
                wrong[name] = str(error)
        self.show_errors(wrong)
        if wrong:
            raise InvalidInput(next(iter(wrong.values())), fields=wrong)
        return found

    def originals(self, names: Iterable[str]) -> dict[str, object]:
        """What these fields were when they were read."""
        return {name: self._was.get(name) for name in names}

    def original_words(self, name: str) -> str:
        """What a field was, in words."""
        return self.editors[name].words_of(self._was.get(name), self._labels.get(name, ""))

    def show_errors(self, wrong: Mapping[str, str]) -> list[str]:
        """Say what is wrong beside the fields that are here; the first gets the focus."""
        here = [name for name in self.rows if name in wrong]
        for name in here:
            self.rows[name].show_error(wrong[name])
        if here:
            self.rows[here[0]].focus()
        return here

    def held(self) -> dict[str, object]:
        """What was typed and is not saved, as JSON knows it: for a draft."""
        found: dict[str, object] = {}
        for name in self._touched:
            editor, kind = self.editors[name], self.fields[name].kind
            was = self._was.get(name)
            kept: dict[str, Json] = {"was": None if was is None else kind.pack(was)}
            try:
                value = editor.value()
            except InvalidInput:
                kept["typed"] = editor.typed()
            else:
                kept["is"] = None if value is None else kind.pack(value)
                kept["label"] = editor.label()
            found[name] = kept
        return found

    def put_back(self, held: Mapping[str, object]) -> None:
        """Show what a draft holds, over what is saved now."""
        for name, kept in held.items():
            if name in self.editors and isinstance(kept, dict):
                self._put_back(name, cast("dict[str, Json]", kept))

    def doubt_also(self, name: str, ask: Callable[[object], str]) -> None:
        """Say beside a field what `ask` finds doubtful about its value, now and from now on."""
        self._doubting[name] = ask
        self._say(name)

    def set_read_only(self, names: Iterable[str], *, on: bool) -> None:
        """Let these fields only be looked at, or be changed again."""
        for name in names:
            self.editors[name].set_read_only(on=on)

    def _make(self, name: str, field: Field) -> None:
        editor = editor_for(self._desk, field)
        row = FieldRow(
            field.title,
            editor,
            unit=editor.unit,
            hint=tr(field.hint),
            required=field.required,
            target=editor.target,
        )
        editor.changed.connect(partial(self._turned, name))
        if isinstance(editor, RecordEditor) and name == "person_id":
            editor.look_near(self._house)
        self.editors[name], self.rows[name] = editor, row
        self._places[row] = name

    def _value(self, name: str) -> object:
        """A field's value; one that nobody touched is what it was, however it was stored."""
        field, was = self.fields[name], self._was.get(name)
        if name in self._touched:
            return field.check(self.editors[name].value())
        return field.check(None) if was is None and not field.computed else was

    def _house(self) -> Mapping[str, object]:
        """The organisation that is chosen here: its people are the likeliest."""
        editor = self.editors.get("organisation_id")
        chosen = editor.choice.value() if isinstance(editor, RecordEditor) else None
        return {"organisation_id": chosen}

    def _show(self, name: str, value: object) -> None:
        self._was[name] = value
        self._touched.pop(name, None)
        self.editors[name].set_value(value, self._labels.get(name, ""))
        self.rows[name].mark_changed(changed=False)

    def _turned(self, name: str) -> None:
        if self._differs(name, self._was.get(name)):
            self._touched[name] = None
        else:
            self._touched.pop(name, None)
        row = self.rows[name]
        row.mark_changed(changed=name in self._touched)
        if row.message != tr(self.fields[name].hint):
            self._judge(name)
        self.changed.emit()

    def _differs(self, name: str, from_: object) -> bool:
        try:
            return self.editors[name].value() != from_
        except InvalidInput:
            return True

    def _judge(self, name: str) -> None:
        """Say beside a field what is wrong with it, if anything is."""
        try:
            self.fields[name].check(self.editors[name].value())
        except InvalidInput as error:
            self.rows[name].show_error(str(error))
        else:
            self._say(name)

    def _say(self, name: str) -> None:
        """Say beside a field what is worth knowing of it: what others saved, what looks wrong."""
        theirs = self._theirs.get(name)
        if theirs is None or name not in self._touched:
            self.rows[name].show_warning(self._doubt(name))
            return
        said = self.editors[name].words_of(theirs.value, theirs.label) or _("nothing")
        self.rows[name].show_warning(_("Somebody saved meanwhile: {value}").format(value=said))

    def _doubt(self, name: str) -> str:
        """What looks wrong about a value: to its kind, else to who doubts the field as well."""
        editor, ask = self.editors[name], self._doubting.get(name)
        return editor.doubt() or (ask(editor.valid()) if ask is not None else "")

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        left, entered = self._row_of(old), self._row_of(new)
        if left is None or left is entered:
            return
        name = self._places[left]
        if name in self._touched or self.fields[name].required:
            self._judge(name)

    def _row_of(self, widget: QWidget | None) -> FieldRow | None:
        while widget is not None:
            if isinstance(widget, FieldRow):
                return widget if widget in self._places else None
            widget = widget.parentWidget()
        return None

    def _put_back(self, name: str, kept: Mapping[str, Json]) -> None:
        editor, kind = self.editors[name], self.fields[name].kind
        saved = Theirs(self._was.get(name), self._labels.get(name, ""))
        was = _unpacked(kind, kept.get("was"))
        if "is" in kept:
            editor.set_value(_unpacked(kind, kept["is"]), str(kept.get("label", "")))
        else:
            editor.put_typed(str(kept.get("typed", "")))
        if self._differs(name, saved.value):
            self._touched[name] = None
            if was != saved.value:
                self._was[name] = was
                self._theirs[name] = saved
        self.rows[name].mark_changed(changed=name in self._touched)
        self._judge(name)


def _unpacked(kind: Kind[Any], raw: Json) -> object:
    """A value from a draft; what an older program kept and this one cannot read is unknown."""
    try:
        return None if raw is None else kind.unpack(raw)
    except (ValueError, TypeError):
        return None
