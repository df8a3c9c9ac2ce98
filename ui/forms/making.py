# SPDX-License-Identifier: Apache-2.0
"""Making the form of a page while its record is read: a hundred fields, a few at each turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk.desk import Desk
from ui.desk.turns import Turns
from ui.forms.form import RecordForm


class FormMaking(QObject):
    """Makes one form on its ground: fields that change their place later on cost much.

    Who asks for the form itself does not wait for the next turn: the rest is made at once.
    """

    saved = Signal(int)
    """What stands in the form is saved: the id of the record."""

    def __init__(self, desk: Desk, record: str, ground: QWidget) -> None:
        super().__init__(ground)
        self._desk, self._record, self._ground = desk, record, ground
        self._made: list[RecordForm] = []
        self._turns: Turns | None = None

    @property
    def there(self) -> RecordForm | None:
        """The form, as soon as it can be used."""
        return self._made[0] if self._made else None

    @property
    def form(self) -> RecordForm:
        """The form, whatever that takes."""
        self.begin().finish()
        return self._made[0]

    def begin(self) -> Turns:
        """Make it from now on, if it is not being made."""
        if self._turns is None:
            self._turns = Turns(self._steps(), self)
            self._desk.jobs.take_turns(self._turns)
        return self._turns

    def after(self, act: Callable[[], object]) -> None:
        """Do this when the form stands ready to be shown."""
        self.begin().after(act)

    def _steps(self) -> Iterator[object]:
        form = RecordForm(self._desk, self._record, self._ground, at_once=False)
        layout = self._ground.layout()
        if layout is not None:
            layout.addWidget(form)
        yield from form.make()
        self._made.append(form)
        form.saved.connect(self.saved)
        yield from form.polish()
