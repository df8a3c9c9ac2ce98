# SPDX-License-Identifier: Apache-2.0
"""What a form does when it could not be saved: it stays filled and says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm.domain.all_records import RECORDS
from crm.errors import Conflict, CrmError, FieldConflict, InvalidInput, NotFound
from crm.progress import Progress
from crm.queries import reading
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.forms.banner import Banner
from ui.forms.conflicts import ConflictDialog
from ui.forms.fieldset import FieldSet, Theirs
from ui.widgets.conflict import Difference

Latest = tuple[str, Mapping[str, str]]
"""Who wrote a record last, and what the records are called that it refers to."""


class Refusals(QObject):
    """Says above and beside the fields what stood in the way, and asks what stays of a conflict."""

    retried = Signal()
    """Save again: the choice is made, or the trouble may be over."""

    renewed = Signal()
    """Save what stands here as a new record: the old one is gone."""

    def __init__(
        self, desk: Desk, record: str, fields: FieldSet, banner: Banner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._record, self._window = desk, record, parent
        self._fields, self._banner = fields, banner

    def meet(self, error: Exception, record_id: int) -> None:
        """Deal with what came instead of a saved record."""
        if isinstance(error, Conflict) and error.fields:
            self._look_who(error.fields, record_id)
        elif isinstance(error, InvalidInput):
            self.say_wrong(error)
        elif isinstance(error, NotFound) and record_id:
            self.say_deleted()
        elif isinstance(error, CrmError):
            kept = _("What you typed is kept here.")
            acts = ((_("Try again"), self.retried.emit),)
            self._banner.say(f"{error} {kept}", acts, "danger")
        else:
            self._desk.jobs.troubled.emit(error, None)

    def say_wrong(self, error: InvalidInput) -> None:
        """Say beside each field what is wrong; what belongs to none is said above them."""
        here = self._fields.show_errors(error.fields)
        if len(here) > 1:
            said = ngettext(
                "{n} field is not right yet.", "{n} fields are not right yet.", len(here)
            )
            self._banner.say(said.format(n=len(here)), role="danger")
        elif here:
            self._banner.hide()
        else:
            self._banner.say(str(error), role="danger")

    def say_deleted(self) -> None:
        """The record is gone; what stands here can become a new one."""
        word = tr(RECORDS[self._record].about.word)
        said = _("This {record} was deleted. What stood in it can be saved as a new one.")
        acts = ((_("Save as a new one"), self.renewed.emit),)
        self._banner.say(said.format(record=word), acts)

    def _look_who(self, fields: tuple[FieldConflict, ...], record_id: int) -> None:
        """Look up who saved meanwhile and what things are called, then ask."""
        register, record = self._desk.register, self._record

        def work(_progress: Progress) -> Latest:
            from crm.storage.history import of_record  # noqa: PLC0415 - only in a conflict

            with register.reading() as session:
                labels = reading.read(session, record, record_id).labels
                latest = of_record(session, RECORDS[record], record_id, limit=1)
            return (latest[0].author if latest else ""), labels

        self._desk.jobs.submit_read(work, partial(self._ask, fields), owner=self, topic="who")

    def _ask(self, fields: tuple[FieldConflict, ...], latest: Latest) -> None:
        who, labels = latest
        theirs = {one.name: Theirs(one.theirs, labels.get(one.name, "")) for one in fields}
        differences = [self._difference(one, theirs[one.name]) for one in fields]
        dialog = ConflictDialog(differences, who, self._window)
        dialog.chosen.connect(partial(self._settle, theirs))
        dialog.open()

    def _difference(self, one: FieldConflict, theirs: Theirs) -> Difference:
        editor = self._fields.editors[one.name]
        return Difference(
            one.name,
            self._fields.fields[one.name].title,
            self._fields.original_words(one.name),
            editor.words_of(one.mine, editor.label()),
            editor.words_of(theirs.value, theirs.label),
        )

    def _settle(self, theirs: Mapping[str, Theirs], choices: Mapping[str, str]) -> None:
        for name, whose in choices.items():
            self._fields.settle(name, theirs[name], mine=whose == "mine")
        self.retried.emit()
