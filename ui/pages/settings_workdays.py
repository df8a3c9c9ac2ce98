# SPDX-License-Identifier: Apache-2.0
"""Which years of holidays are known, and the buttons that read in the next one, or forget it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.domain.rules.workdays import Workdays, built_in
from crm.errors import CrmError, InvalidInput
from crm.exchange.holidays import LARGEST, read_holidays
from crm.progress import Progress
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.writing import write
from ui.theme import sizes
from ui.widgets.labels import push, words


class WorkdaysSection(QWidget):
    """What is read in is kept in the store: all computers of the office have it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.known = words("", wrap=True)
        self.wrong = words("", "error", wrap=True)
        self.read_button = push(_("Read in a file …"))
        self.forget_button = push(_("Forget what was read in"))
        self._build()

    def show_days(self, workdays: Workdays) -> None:
        """Say which years are known, and what of that was read in."""
        self.known.setText("\n".join(told(workdays)))
        self.forget_button.setVisible(bool(workdays.added))

    def choose(self) -> QFileDialog:
        """Ask for the file with the days of the next year."""
        dialog = file_dialog(self._desk, self.window(), _("Read in working days"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [_("Calendar, table or notice (*.ics *.csv *.txt)"), _("All files (*)")]
        )
        dialog.fileSelected.connect(self.read_in)
        dialog.open()
        return dialog

    def read_in(self, name: str) -> None:
        """Read the file; what cannot be right in it is told, and nothing is kept."""
        self._refuse("")

        def work(_progress: Progress) -> Mapping[date, bool]:
            return read_holidays(_start_of(Path(name)))

        self._desk.jobs.submit_read(work, self._keep, self._failed, owner=self)

    def forget(self) -> None:
        """Go back to what the program knows by itself."""
        from crm.actions.conventions import forget_days  # noqa: PLC0415 - only when written

        self._refuse("")
        said = _("The days that were read in are forgotten.")
        write(self._desk, self, _("Working days"), forget_days, said=said)

    def _keep(self, days: Mapping[date, bool]) -> None:
        from crm.actions.conventions import read_in  # noqa: PLC0415 - only when something is kept

        said = ngettext("{n} day read in.", "{n} days read in.", len(days)).format(n=len(days))
        write(
            self._desk, self, _("Working days"), lambda unit: read_in(unit, days), said=said,
            failed=self._failed,
        )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            self._refuse(str(error))
        else:
            self._desk.jobs.troubled.emit(error, None)

    def _refuse(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _build(self) -> None:
        hint = _(
            "Plans are counted in working days. When the State Council publishes the next year, "
            "read it in: a calendar (ICS), a table (2027-01-01,休), or the notice as text."
        )
        across = QHBoxLayout()
        across.setSpacing(sizes.SPACE)
        self.read_button.clicked.connect(self.choose)
        self.forget_button.clicked.connect(self.forget)
        across.addWidget(self.read_button)
        across.addWidget(self.forget_button)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        for label in (self.known, words(hint, "small", wrap=True), self.wrong):
            box.addWidget(label)
        box.addLayout(across)
        self.wrong.hide()
        self.forget_button.hide()


def told(workdays: Workdays) -> list[str]:
    """Which years are known, then what the office has read in of each year."""
    first = built_in()[0]
    said = _("Holidays and worked weekends are known from {first} to {last}.")
    lines = [said.format(first=first, last=workdays.known_to)]
    for year in sorted({day.year for day in workdays.added}):
        days = [on for day, on in workdays.added.items() if day.year == year]
        off, on = days.count(False), days.count(True)
        parts = (
            ngettext("{n} day off", "{n} days off", off).format(n=off),
            ngettext("{n} weekend day worked", "{n} weekend days worked", on).format(n=on),
        )
        read = _("{year} read in: {off}, {worked}.")
        line = read.format(year=year, off=parts[0], worked=parts[1])
        lines.append(line)
        if not workdays.is_known(year):
            whole = _("{year} is not known as a whole: 1 October is not among its days off.")
            lines.append(whole.format(year=year))
    return lines


def _start_of(path: Path) -> bytes:
    """A file up to one byte more than may be read in."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        said = _("{file} cannot be read: {error}.")
        told_by = error.strerror or str(error)
        raise InvalidInput(said.format(file=path.name, error=told_by)) from error
