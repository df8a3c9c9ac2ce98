# SPDX-License-Identifier: Apache-2.0
"""The expos of the year before, entered for the next in one go: names and days in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from crm.domain.event import Event
from crm.errors import CrmError
from crm.kinds.days import Day
from crm.progress import Progress
from crm.queries import calendar
from crm.queries.calendar import Again
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.banner import Banner
from ui.forms.grid import Grid, GridColumn
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

WIDTHS: Mapping[str, int] = {"name": 28, "starts_on": 0, "ends_on": 0}


def ask_round(desk: Desk, year: int, parent: QWidget) -> None:
    """Read the expos of the year before and open the window in which they are entered again."""

    def work(_progress: Progress) -> tuple[Again, ...]:
        with desk.register.reading() as session:
            return calendar.expos_again(session, year)

    def done(found: tuple[Again, ...]) -> None:
        if found:
            RoundDialog(desk, year, found, parent.window()).open()
            return
        said = _("No expo of {before} is left to be entered for {year}.")
        desk.notice(said.format(before=year - 1, year=year), kind="info")

    desk.jobs.submit_read(work, done, owner=desk, topic="round")


class RoundDialog(QDialog):
    """A line for each expo; one that is emptied is not entered."""

    def __init__(
        self, desk: Desk, year: int, found: Sequence[Again], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._year, self._saving = desk, year, False
        self.setWindowTitle(_("Expos of {year}").format(year=year))
        self.banner = Banner()
        self.grid = Grid(desk, _columns(year))
        self.save = push(_("Enter them"), "primary")
        self._build()
        self.grid.show_rows([
            {"id": one.event_id, "name": one.name, "starts_on": one.starts_on,
             "ends_on": one.ends_on} for one in found
        ])  # fmt: skip
        self.grid.table.setFocus()

    @override
    def accept(self) -> None:
        """Enter all that stand in the table, in one step."""
        if self._saving:
            return
        self.banner.hide()
        self.grid.table.take_typed()
        self.grid.tell(self._refused())
        if self.grid.wrong() or self._refused():
            self.grid.table.next_wrong()
            return
        rows = [row for row in self.grid.rows() if row["name"]]
        if not rows:
            super().reject()
            return
        title = _("Expos of {year}").format(year=self._year)
        said = ngettext(
            "{n} expo entered for {year}, with its guests and agenda.",
            "{n} expos entered for {year}, with their guests and agenda.", len(rows),
        ).format(n=len(rows), year=self._year)  # fmt: skip

        def act(unit: UnitOfWork) -> None:
            from crm.actions.events import clone  # noqa: PLC0415 - only when something is written

            for row in rows:
                made = clone(
                    unit, cast("int", row["id"]), starts_on=cast("date", row["starts_on"]),
                    name=str(row["name"]),
                )  # fmt: skip
                unit.change(made, {"ends_on": row["ends_on"]})

        self._saving = True
        write(self._desk, self, title, act, said=said, done=self._done, failed=self._failed)

    @override
    def reject(self) -> None:
        """Close; ask first when something would be lost."""
        if self._saving:
            return
        self.grid.table.take_typed()
        if not self.grid.touched():
            super().reject()
            return
        confirm(
            self, _("Close without saving?"), _("What you typed here is not kept."),
            yes=_("Close without saving"), act=super().reject, danger=True,
        )  # fmt: skip

    def _refused(self) -> dict[tuple[int, str], str]:
        """What cannot be entered: a name without a day, a last day before the first."""
        wrong: dict[tuple[int, str], str] = {}
        for at, row in enumerate(self.grid.rows()):
            first, last = cast("date | None", row["starts_on"]), cast("date | None", row["ends_on"])
            if row["name"] and first is None:
                label = Event.fields()["starts_on"].title
                wrong[at, "starts_on"] = _("{field} is empty.").format(field=label)
            elif first is not None and last is not None and last < first:
                wrong[at, "ends_on"] = _("This is before the first day.")
        return wrong

    def _done(self, _none: None) -> None:
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, CrmError):
            self.banner.say(str(error), role="danger")
        else:
            self._desk.jobs.troubled.emit(error, None)

    def _build(self) -> None:
        self.save.clicked.connect(self.accept)
        title = _("Expos of {before}, again in {year}")
        box = body(self, title.format(before=self._year - 1, year=self._year))
        box.addWidget(words(
            _("The days are those of the same week; correct them where the expo has said its own."
              " A line that is emptied is not entered."),
            "muted", wrap=True,
        ))  # fmt: skip
        box.addWidget(self.banner)
        box.addWidget(self.grid, 1)
        box.addLayout(foot(self, self.save))
        self.save.setDefault(False)
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)


def _columns(year: int) -> list[GridColumn]:
    """Name and days; days may be written without their year."""
    fields = Event.fields()
    made = [
        GridColumn.of(fields[name], width=width, required=False) for name, width in WIDTHS.items()
    ]
    return [replace(one, kind=Day(year)) if one.key != "name" else one for one in made]
