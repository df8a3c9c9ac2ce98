# SPDX-License-Identifier: Apache-2.0
"""What the guide desk has done in other threads: the preview, the file, the frozen edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.domain.attachment import Attachment
from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.domain.edition import GuideEdition
from crm.domain.office import Staff, StoreSetting
from crm.domain.policy import Policy, PolicyArticle
from crm.domain.procedure import Procedure, ProcedureStep
from crm.domain.project import Project
from crm.domain.rules.pictures import Flaw
from crm.domain.rules.plan import Key
from crm.progress import Progress
from crm.queries import editions, guard
from crm.queries.editions import Accepted, Difference, Edition
from crm.queries.guard import Finding
from crm.queries.guide import GuideData, read_guide
from crm.storage.register import Register
from crm.words import N_, _, language, ngettext
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.written import as_name, tell_pages
from ui.widgets.askversion import AskVersion
from ui.widgets.confirm import confirm
from ui.widgets.paper import Paper

VERSIONS = (
    ("screen", N_("For the screen, with links")),
    ("archive", N_("For the archive (PDF/A-2b)")),
    ("press", N_("For the print shop (bleed, crop marks, CMYK)")),
)
"""What a guide is exported for: the codes and words of `crm.documents.engine.versions`."""
LOCKABLE, SHORTEST = frozenset({"screen"}), 6
"""The versions that may have a password, and how many characters that has at least.

A test compares all of these; that module is not imported for a question.
"""

PRINTED = (
    GuideEdition, OverviewItem, RegisterEntry, Policy, PolicyArticle, CostItem, CostPrice,
    Procedure, ProcedureStep, Project, Attachment, Staff, StoreSetting,
)  # fmt: skip
"""The records that a guide is made from: a change of one makes its pages anew."""


@dataclass(frozen=True)
class Preview:
    """A guide as it would be printed now, with what the desk shows beside its pages.

    `data` holds the settings as they are typed, `stored` as they are saved at `version`.
    """

    data: GuideData
    released: GuideData
    stored: Mapping[str, object]
    version: int
    paper: Paper
    pages: Mapping[Key, int]
    findings: tuple[Finding, ...] = ()
    differences: tuple[Difference, ...] = ()
    missing: str = ""
    holding: frozenset[Key] = frozenset()
    """What was let in by a decision that still holds."""

    accepted: Accepted | None = None
    """What was decided when it was issued, where something was to be said of what it prints."""

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """What would be printed as it is although something is to be said of it."""
        return () if self.issued else guard.undecided(self.data, self.findings)

    @property
    def issued(self) -> bool:
        """Whether it is frozen."""
        return self.data.edition["state"] == "issued"


def preview(
    register: Register,
    edition_id: int,
    values: Mapping[str, object],
    today: date,
    progress: Progress,
) -> Preview:
    """The guide with settings that are not yet saved; an issued edition as it was issued.

    Raises:
        NotFound: the edition, or the file of an issued one, is gone.
        Cancelled: something newer is wanted.
    """
    from crm.documents.guide import printing  # noqa: PLC0415 - printing is heavy

    with register.reading() as session:
        version = editions.version_of(session, edition_id)
        data = read_guide(session, edition_id, today=today)
        if data.edition["state"] == "issued":
            content = editions.content(session, str(data.edition["sha256"]))
            kept = editions.content(session, str(data.edition["snapshot_sha256"]))
            differing = editions.differences(kept, data)
            stored = data.edition.values
            keys = editions.printed(kept)
            inside = guard.as_printed(data, keys) if keys else guard.released(data)
            return Preview(
                data, inside, stored, version, Paper(content), {}, differences=differing,
                accepted=editions.accepted(kept),
            )  # fmt: skip
    stored = data.edition.values
    data = _with(data, values, today)
    progress.step(0.0)
    paper, look = printing.settled(data)
    language = printing.language_of(data)
    made = printing.make(data, language=language, paper=paper, look=look, progress=progress)
    found, released = guard.findings(data), guard.released(data)
    missing = "".join(made.printed.missing_characters)
    return Preview(
        data, released, stored, version, Paper(made.content), made.pages,
        (*found, *guard.unfit(released, made.printed.unfit),
         *guard.unprintable(released, missing)),
        missing=missing,
        holding=guard.holding(data, found),
    )  # fmt: skip


def _with(data: GuideData, values: Mapping[str, object], today: date) -> GuideData:
    edition = replace(data.edition, values={**data.edition.values, **values})
    return replace(data, edition=edition, as_of=edition["data_as_of"] or today)


def ask_version(
    desk: Desk, edition_id: int, title: str, today: date, parent: QWidget
) -> AskVersion:
    """Ask what the file is for, then for the file, and print an edition into it."""
    question = _("What is the file for?")
    dialog = AskVersion(parent, question, VERSIONS, lockable=LOCKABLE, shortest=SHORTEST)

    def taken(version: str, password: str) -> None:
        ask_file(
            desk, title, parent,
            partial(print_to, desk, edition_id, today=today, version=version, password=password),
        )  # fmt: skip

    dialog.taken.connect(taken)
    dialog.open()
    return dialog


def ask_file(
    desk: Desk, title: str, parent: QWidget, then: Callable[[Path], object]
) -> QFileDialog:
    """Ask for the PDF file to print into."""
    dialog = file_dialog(desk, parent, _("Export the guide"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{as_name(title, 'guide')}.pdf")

    def chosen(name: str) -> None:
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def print_to(
    desk: Desk,
    edition_id: int,
    target: Path,
    today: date,
    version: str = "screen",
    password: str = "",
) -> None:
    """Print an edition into a file, as a job that can be stopped; the file appears whole.

    Of a draft it is told how many records are in it upon which nobody decided.
    """

    def work(progress: Progress) -> tuple[int, int]:
        from crm.documents.guide import printing  # noqa: PLC0415 - printing is heavy

        with desk.register.reading() as session:
            data = read_guide(session, edition_id, today=today)
        printed = printing.print_guide(
            desk.register, target, language=printing.language_of(data), edition_id=edition_id,
            today=today, progress=progress, version=version, password=password,
        )  # fmt: skip
        return printed.pages, _undecided(data, printed.unfit)

    def done(told: tuple[int, int]) -> None:
        pages, left = told
        said = ngettext(
            "Something is still to be said of {n} record in it.",
            "Something is still to be said of {n} records in it.",
            left,
        )
        tell_pages(desk, target, pages, said.format(n=left) if left else "")

    title = _("Printing {file}").format(file=target.name)
    desk.jobs.submit_read(work, done, owner=desk, title=title)


def _undecided(data: GuideData, unfit: Sequence[Flaw]) -> int:
    """Of how many printed records something is to be said upon which nobody decided."""
    if data.edition["state"] == "issued":
        return 0
    found = guard.undecided(data, (*guard.findings(data), *guard.unfit(data, unfit)))
    return len({(one.record, one.id) for one in found})


def ask_link(parent: QWidget, address: str) -> None:
    """Ask before an address is opened in another program."""
    confirm(
        parent,
        _("Open this address outside the program?"),
        address,
        yes=_("Open"),
        act=lambda: QDesktopServices.openUrl(QUrl(address)),
    )


def own_language() -> str:
    """The language of an edition that this screen speaks."""
    return "en" if language() == "en" else "zh"


def named(edition: Edition) -> str:
    """How an edition is called in a list."""
    year = str(edition.year)
    named = edition.title if year in edition.title else f"{edition.title} {year}"
    return _("{title} (issued)").format(title=named) if edition.issued else named
