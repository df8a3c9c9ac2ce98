# SPDX-License-Identifier: Apache-2.0
"""Editors that choose: one of a list, several, yes or no, another record."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.errors import CrmError, InvalidInput
from crm.kinds.base import Kind
from crm.kinds.choices import Choices, Flag
from crm.kinds.links import Reference
from crm.progress import Progress
from crm.queries import reading
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.forms.editor import Editor
from ui.forms.naming import NAMED, make_named, said_new
from ui.forms.options import Near, fixed, options_of, records
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.labels import restyle, sign_button
from ui.widgets.multichoice import MultiChoice
from ui.widgets.switch import ViewSwitch, Way

UNKNOWN = "unknown"
JOINT = "\n"
"""Stands in a draft between what is chosen and what is only typed: no line holds it."""


class ChoiceEditor(Editor):
    """One of a fixed list, found by typing a part of it."""

    def __init__(self, kind: Kind[Any], parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.choice = ChoiceBox(fixed(kind) or (), keeps=True)
        self.choice.changed.connect(self.changed)
        self.choice.edited.connect(self.changed)
        self.hold(self.choice)

    @override
    def value(self) -> object:
        typed = self.choice.pending()
        if typed:
            return self.kind.parse(typed)
        return self.choice.value()

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        shown = None if value is None else Option(value, self.words_of(value, label))
        self.choice.set_option(shown)

    @override
    def typed(self) -> str:
        return self.choice.text()

    @override
    def put_typed(self, text: str) -> None:
        self.choice.setText(text)

    @override
    def set_read_only(self, *, on: bool) -> None:
        restyle(self.choice, "readOnly", on)


class SeveralEditor(Editor):
    """Several of a fixed list, each a chip."""

    def __init__(self, kind: Choices, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._options = options_of(kind) or []
        self._several = MultiChoice(self._options)
        self._several.changed.connect(self.changed)
        self._several.edited.connect(self.changed)
        self.hold(self._several)

    @override
    def value(self) -> object:
        typed = self._several.pending()
        chosen = {*self._several.value(), *(self.kind.parse(typed) if typed else ())}
        # In the order of the list, as the kind keeps them.
        return tuple(one.key for one in self._options if one.key in chosen) or None

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self._several.set_options([one for one in self._options if one.key in (value or ())])
        self._several.put_pending("")

    @override
    def typed(self) -> str:
        chosen = [one.label for one in self._several.options()]
        return JOINT.join([*chosen, self._several.pending()])

    @override
    def put_typed(self, text: str) -> None:
        *chosen, pending = text.split(JOINT)
        self._several.set_options([one for one in self._options if one.label in chosen])
        self._several.put_pending(pending)


class FlagEditor(Editor):
    """Yes, no, or not known: three segments, so that "no" is never mistaken for "not asked"."""

    def __init__(self, kind: Flag, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        ways = [Way("yes", _("Yes")), Way("no", _("No")), Way(UNKNOWN, _("Unknown"))]
        self._switch = ViewSwitch("", ways)
        self._switch.chosen.connect(self.changed)
        self.hold(self._switch, stretch=0)
        self.box.addStretch(1)
        self.set_value(None)

    @override
    def value(self) -> object:
        return {"yes": True, "no": False}.get(self._switch.current)

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self._switch.choose(UNKNOWN if value is None else "yes" if value else "no")


class RecordEditor(Editor):
    """Another record: found by typing, opened by the button beside it."""

    def __init__(self, kind: Reference, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._desk, self._record = desk, kind.record
        about = RECORDS[kind.record].about
        self.choice = ChoiceBox(
            records(desk, kind.record),
            hint=_("Type to find: {record}").format(record=tr(about.word)),
            keeps=True,
        )
        self.choice.changed.connect(self._turned)
        self.choice.edited.connect(self.changed)
        if kind.record in NAMED:
            self.choice.offer_new(partial(said_new, kind.record))
            self.choice.wanted.connect(self._make)
        self.hold(self.choice)
        self.open_button = sign_button(
            "external-link", _("Open: {record}").format(record=tr(about.word))
        )
        self.open_button.clicked.connect(self.open_record)
        self.box.addWidget(self.open_button)
        # A part has no page of its own.
        self.open_button.setVisible(not about.parent)
        self._turned()

    def look_near(self, near: Near) -> None:
        """Offer first what goes together with what is chosen beside."""
        self.choice.set_source(records(self._desk, self._record, near))

    @override
    def value(self) -> object:
        if self.choice.pending():
            raise InvalidInput(
                _("“{text}” names no record.").format(text=self.choice.pending()[:40]),
                _("Choose one from the list."),
            )
        return self.choice.value()

    @override
    def set_value(self, value: Any, label: str = "") -> None:
        self.choice.set_option(None if value is None else Option(value, label or "…"))
        self.open_button.setEnabled(value is not None)
        if value is not None and not label:
            self._look_up(value)

    @override
    def typed(self) -> str:
        return self.choice.text()

    @override
    def put_typed(self, text: str) -> None:
        self.choice.setText(text)

    @override
    def label(self) -> str:
        option = self.choice.option()
        return "" if option is None else option.label

    @override
    def words_of(self, value: Any, label: str = "") -> str:
        if label or value is None:
            return label
        return self.label() if value == self.choice.value() else f"#{value}"

    @override
    def set_read_only(self, *, on: bool) -> None:
        restyle(self.choice, "readOnly", on)

    def open_record(self) -> None:
        """Open the page of the record that is chosen."""
        if self.choice.value() is not None:
            self._desk.go(self._record, self.choice.value())

    def _make(self, name: str) -> None:
        def done(made: int) -> None:
            if self.choice.pending() == name:
                self.choice.set_option(Option(made, name))
                self._turned()

        make_named(self._desk, self, self._record, name, done)

    def _turned(self) -> None:
        option = self.choice.option()
        if option is not None and option.search:
            self.choice.set_option(Option(option.key, option.search))
        self.open_button.setEnabled(option is not None)
        self.changed.emit()

    def _look_up(self, record_id: int) -> None:
        register, record = self._desk.register, self._record

        def work(_progress: Progress) -> str:
            with register.reading() as session:
                try:
                    return reading.title_of(session, record, record_id)
                except CrmError:
                    return f"#{record_id}"

        def done(title: str) -> None:
            if self.choice.value() == record_id and not self.choice.pending():
                self.choice.set_option(Option(record_id, title))

        self._desk.jobs.submit_read(work, done, owner=self, topic="name")
