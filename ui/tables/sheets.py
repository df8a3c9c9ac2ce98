# SPDX-License-Identifier: Apache-2.0
"""Printing the sheets of chosen projects, or of the projects that chosen events promote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.domain.rules.plan import Decision
from crm.progress import Progress
from crm.words import _, ngettext
from ui.desk.deciding import is_named
from ui.desk.desk import Desk
from ui.tables import pdfs
from ui.widgets.askline import AskLine

if TYPE_CHECKING:
    from crm.documents.engine.composer import Printed
    from crm.queries.guard import Finding

COMMAND = "list.sheets"


def offered(
    desk: Desk, record: str, ids: Callable[[], Sequence[int]], day: Callable[[], date], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What a list of projects or of events does for the command; nothing for other records."""
    if record == "event":
        return {COMMAND: lambda: ask_promoted(desk, ids(), day(), on)}
    return {COMMAND: lambda: ask(desk, ids(), day(), on)} if record == "project" else {}


def ask_promoted(desk: Desk, events: Sequence[int], day: date, parent: QWidget) -> QFileDialog:
    """Ask for a file, and print into it what events promote and may be published."""
    many = list(events)

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.sheets import print_sheets  # noqa: PLC0415 - printing is heavy
        from crm.queries.sheets import batch  # noqa: PLC0415 - as above

        with desk.register.reading() as session:
            found = batch(session, today=day, event_ids=many)
        return print_sheets(
            desk.register, target, found, language=spoken, today=day, progress=progress
        )

    return pdfs.ask(desk, _("Print project sheets"), _("Projects promoted"), work, parent)


def ask(desk: Desk, ids: Sequence[int], day: date, parent: QWidget) -> None:
    """Ask for a file, in one of the two languages, and print the sheets into it.

    Some may be held back by the rules: then it is first asked why they are printed all the same.
    """
    many = list(ids)

    def look(_progress: Progress) -> tuple[Finding, ...]:
        from crm.queries.guard import held_projects  # noqa: PLC0415 - only when something is printed
        from crm.queries.guide import read_sheets  # noqa: PLC0415 - as above

        with desk.register.reading() as session:
            return held_projects(read_sheets(session, many, language="zh", today=day))

    def done(held: tuple[Finding, ...]) -> None:
        if held:
            _ask_why(desk, many, held, day, parent)
        else:
            _ask_file(desk, many, None, day, parent)

    desk.jobs.submit_read(look, done, owner=parent)


def _ask_why(
    desk: Desk, ids: Sequence[int], held: Sequence[Finding], day: date, parent: QWidget
) -> None:
    """Ask why what is held back is printed, or leave it out where there is something else."""
    from crm.documents.holding import told  # noqa: PLC0415 - as above

    if not is_named(desk):
        return
    out = {one.id for one in held}
    left = [one for one in ids if one not in out]
    n = len(out)
    question = ngettext(
        "Print {n} project that is held back?", "Print {n} projects that are held back?", n
    )
    dialog = AskLine(
        parent, question.format(n=n), _("Reason"), yes=_("Print anyway"), detail=told(held),
        hint=_("It is kept with the project, with your name and today's day."), longest=200,
        instead=_("Leave them out") if left else "",
    )  # fmt: skip
    who = desk.register.author

    def given(why: str) -> None:
        decision = Decision(printed=True, who=who, on=day, why=why)
        _ask_file(desk, ids, decision, day, parent)

    dialog.given.connect(given)
    dialog.declined.connect(lambda: _ask_file(desk, left, None, day, parent))
    dialog.open()


def _ask_file(
    desk: Desk, ids: Sequence[int], decision: Decision | None, day: date, parent: QWidget
) -> None:
    n = len(ids)

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.sheets import print_sheets  # noqa: PLC0415 - printing is heavy

        return print_sheets(
            desk.register, target, ids, language=spoken, today=day, decision=decision,
            progress=progress, origin=desk,
        )  # fmt: skip

    title = ngettext("{n} project sheet", "{n} project sheets", n).format(n=n)
    writes = decision is not None
    pdfs.ask(desk, _("Print project sheets"), title, work, parent, writes=writes)
