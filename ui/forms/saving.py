# SPDX-License-Identifier: Apache-2.0
"""Saving a record behind the window: made or changed, said with Undo, read again as it now is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.progress import Progress
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.jobs import Failed
from ui.desk.undoing import undo
from ui.forms.fieldset import FieldSet

Values = Mapping[str, object]


@dataclass(frozen=True)
class Saving:
    """What is to be saved: `id` 0 makes a record of `values`, else these fields are changed."""

    record: str
    id: int
    version: int
    values: Values
    originals: Values = field(default_factory=dict[str, object])
    name: str = ""

    @property
    def title(self) -> str:
        """How history and Undo call it."""
        word = tr(RECORDS[self.record].about.word)
        said = _("New {record}: {name}") if not self.id else _("Edit {record}: {name}")
        return said.format(record=word, name=self.name) if self.name else word


def checked(record: str, fields: FieldSet, given: Values, *, new: bool) -> dict[str, object]:
    """What is to be saved: of a record the touched fields, of a new one all that is known.

    Raises:
        InvalidInput: some values are none or may not be stored; `fields` holds each.
    """
    from crm.actions.records import check  # noqa: PLC0415 - only when something is written

    values: Values = fields.read()
    if new:
        sent = {**given, **{name: one for name, one in values.items() if one is not None}}
    else:
        sent = {name: values[name] for name in fields.touched}
    wrong = check(record, sent)
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    return sent


def name_in(record: str, fields: FieldSet) -> str:
    """What stands in the field that names the record, if it stands here."""
    editor = fields.editors.get(RECORDS[record].about.name_field)
    return "" if editor is None else editor.words_of(editor.valid(), editor.label())


def save(
    desk: Desk,
    saving: Saving,
    origin: QObject,
    done: Callable[[RecordView], None],
    failed: Failed,
) -> None:
    """Save as a job; `done` gets the record as it is now stored."""

    def work(_progress: Progress) -> tuple[RecordView, str]:
        from crm.actions import records  # noqa: PLC0415 - only when something is written
        from crm.queries import doubts  # noqa: PLC0415 - as above

        record = saving.record
        with desk.register.writing(saving.title, origin=origin) as unit:
            if saving.id:
                saved = records.save(
                    unit, record, saving.id, saving.version, saving.values, saving.originals
                )
            else:
                saved = records.create(unit, record, saving.values)
            # Read before it is committed: what comes after must not look like a failure to save.
            view = unit.ask(lambda session: reading.read(session, record, saved.id))
            return view, unit.ask(lambda session: doubts.doubt(session, record, saved.id))

    def told(answer: tuple[RecordView, str]) -> None:
        view, doubt = answer
        said = _("Saved: {name}").format(name=view.title or tr(RECORDS[saving.record].about.word))
        if doubt:
            desk.notice(
                f"{said}. {doubt}", kind="warning", action=_("Undo"), act=partial(undo, desk)
            )
        else:
            desk.done(said, partial(undo, desk))
        done(view)

    desk.jobs.submit_write(work, told, failed, owner=origin)
