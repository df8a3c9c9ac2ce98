# SPDX-License-Identifier: Apache-2.0
"""What the guide desk writes: each a job with a notice that offers to take it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm.actions import editions
from crm.domain.rules.plan import Decision, Key
from crm.errors import Conflict, InvalidInput, NotAllowed
from crm.progress import Progress
from crm.queries.editions import Edition, version_of
from crm.queries.guard import Decided, Finding, seen_in
from crm.words import _
from ui.desk.deciding import is_named
from ui.desk.desk import Desk
from ui.desk.undoing import undo
from ui.desk.writing import write
from ui.pages.guide_settings import Settings
from ui.tables.findings import counted
from ui.widgets.askline import AskLine
from ui.widgets.confirm import confirm

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork


class Seen(Protocol):
    """What is known of the pages that are to be issued."""

    @property
    def undecided(self) -> Sequence[Finding]:
        """What would be printed as it is although something is to be said of it."""
        ...

    @property
    def missing(self) -> str:
        """The characters that no font has."""
        ...


class Writing(QObject):
    """Writes for one page."""

    def __init__(self, desk: Desk, page: QObject) -> None:
        super().__init__(page)
        self._desk = desk

    def create(self, spoken: str, year: int, then: Callable[[int], object]) -> None:
        """Make an edition of a language and open it."""
        titles = {"zh": "投资指南", "en": "Investment Guide"}
        values = {"language": spoken, "year": year, "title": f"{titles[spoken]} {year}"}

        def act(unit: UnitOfWork) -> int:
            return editions.create(unit, values).id

        title, said = _("New edition of the guide"), _("Edition made.")
        write(self._desk, self, title, act, said=said, done=then)

    def save(self, form: Settings, then: Callable[[], object]) -> None:
        """Save the settings of the form's own edition, then go on; what is wrong is said there."""
        desk, edition_id, version = self._desk, form.edition_id, form.version
        values, originals = form.values(), form.originals()

        def work(_progress: Progress) -> int:
            with desk.register.writing(_("Settings of the guide"), desk) as unit:
                editions.save(unit, edition_id, version, values, originals)
            with desk.register.reading() as session:
                return version_of(session, edition_id)

        def done(now: int) -> None:
            form.saved(edition_id, values, now)
            desk.done(_("Settings saved."), partial(undo, desk))
            then()

        def failed(error: Exception) -> None:
            if isinstance(error, InvalidInput):
                form.show_errors(error.fields)
            if isinstance(error, Conflict):
                form.show_conflicts(error.fields)
            desk.jobs.troubled.emit(error, None)

        desk.jobs.submit_write(work, done, failed, owner=self)

    def include(self, edition_id: int, chapter: str, *, on: bool) -> None:
        """Print a chapter, or not."""

        def act(unit: UnitOfWork) -> None:
            editions.include(unit, edition_id, chapter, on=on)

        said = _("The chapter is printed.") if on else _("The chapter is left out.")
        write(self._desk, self, _("Chapters of the guide"), act, said=said)

    def decide(self, edition_id: int, decisions: Mapping[Key, Decision | None]) -> None:
        """Leave records out, or to the rules again."""

        def act(unit: UnitOfWork) -> None:
            editions.decide(unit, edition_id, decisions)

        back = None in decisions.values()
        said = _("It is left to the rules again.") if back else _("It is left out.")
        write(self._desk, self, _("Decision for the guide"), act, said=said)

    def let_in(self, edition_id: int, keys: Sequence[Key], why: str, day: date) -> None:
        """Print records as they are now, whatever the rules say, for a reason."""
        who = self._desk.register.author

        def act(unit: UnitOfWork) -> None:
            found = unit.ask(lambda session: seen_in(session, edition_id, keys, today=day))
            decisions = {
                key: Decision(printed=True, who=who, on=day, why=why, seen=seen)
                for key, seen in found.items()
            }
            editions.decide(unit, edition_id, decisions)

        title, said = _("Decision for the guide"), _("It is printed all the same.")
        write(self._desk, self, title, act, said=said)

    def ask_why(
        self, title: str, told: Sequence[str], window: QWidget, then: Callable[[str], object]
    ) -> None:
        """Ask why something is printed that the rules leave out; `told` is what they say of it."""
        if not is_named(self._desk):
            return
        dialog = AskLine(
            window,
            _("Print “{title}” all the same?").format(title=title),
            _("Reason"),
            yes=_("Print anyway"),
            detail="\n".join(told),
            hint=_(
                "It is kept with your name and today's day, and holds until the record changes."
            ),
            longest=200,
        )
        dialog.given.connect(then)
        dialog.open()

    def choose(self, edition_id: int, record: str, wanted: object) -> None:
        """Print what passes these conditions; None: everything."""

        def act(unit: UnitOfWork) -> None:
            editions.choose(unit, edition_id, record, wanted)

        said = _("Everything is printed again.") if wanted is None else _("The choice is kept.")
        write(self._desk, self, _("What the guide includes"), act, said=said)

    def order(self, edition_id: int, record: str, ids: Sequence[int]) -> None:
        """Print the records of a type in this order."""

        def act(unit: UnitOfWork) -> None:
            editions.order(unit, edition_id, record, ids)

        said = _("The order is kept.") if ids else _("The order is that of the guide again.")
        write(self._desk, self, _("Order in the guide"), act, said=said)

    def ask_issue(
        self, edition: Edition, left: int, seen: Seen, day: date, window: QWidget
    ) -> None:
        """Ask, then freeze an edition of which so many records are left out by the rules.

        Where something is to be said of what it prints, a reason is asked for and kept.
        """
        known = seen.undecided
        if seen.missing:
            said = _("Some characters are in no font of the guide: {characters}")
            mend = _("Write them in another way, then issue the edition.")
            trouble = NotAllowed(said.format(characters=" ".join(seen.missing)), mend)
            self._desk.notice(str(trouble), kind="warning")
            return
        detail = _("The pages are kept as they are now; later changes do not touch them.")
        if left:
            detail += " " + _("Not printed by the rules: {n}.").format(n=left)
        question = _("Issue “{title}” for good?").format(title=edition.title)
        if known and not is_named(self._desk):
            return
        if not known:
            issue = partial(self.issue, edition.id, day, None)
            confirm(window, question, detail, yes=_("Issue"), act=issue)
            return
        said = _("Printed although something is to be said of it: {counts}.")
        kept = _("The reason, your name, the day and the list are kept with the edition.")
        detail = " ".join((said.format(counts=counted(known)), detail))
        label, yes = _("Reason"), _("Issue")
        dialog = AskLine(window, question, label, yes=yes, hint=kept, detail=detail, longest=200)

        def given(why: str) -> None:
            self.issue(edition.id, day, Decided(why, frozenset(known)))

        dialog.given.connect(given)
        dialog.open()

    def issue(self, edition_id: int, day: date, decided: Decided | None) -> None:
        """Freeze an edition, with what was decided of what is to be looked at."""
        desk = self._desk

        def work(progress: Progress) -> int:
            from crm.documents.guide.issuing import issue  # noqa: PLC0415 - printing is heavy

            with desk.register.reading() as session:
                version = version_of(session, edition_id)
            return issue(
                desk.register, edition_id, version, today=day, decided=decided,
                progress=progress, origin=desk,
            )  # fmt: skip

        def done(pages: int) -> None:
            said = _("Issued: {n} pages are kept as they are.").format(n=pages)
            desk.done(said, partial(undo, desk))

        desk.jobs.submit_write(work, done, owner=self, title=_("Issuing the guide"))
