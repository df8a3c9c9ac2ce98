# SPDX-License-Identifier: Apache-2.0
"""Pasting the sign-in list of an event: recognised, matched, corrected, then signed in at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.rules.guests import Guest
from crm.exchange.signin import LISTED_TWICE, parse
from crm.progress import Progress
from crm.queries.recognising import Known, Recognised, recognise
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.draft import DraftKeeper
from ui.forms.grid import Grid
from ui.forms.gridtext import text_of
from ui.record.signlines import (
    GUEST,
    NEW,
    Line,
    columns,
    is_there,
    line_of,
    lines_of,
    row_of,
    told,
    who,
)  # fmt: skip
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import push, words

if TYPE_CHECKING:
    from crm.actions.guests import Arrived
    from crm.storage.unit import UnitOfWork


class SignInDialog(QDialog):
    """First the text, then the grid of who was recognised in it; one step signs them all in."""

    signed = Signal(int)
    """So many signed in."""

    def __init__(self, desk: Desk, event_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Sign-in list"))
        self._desk, self._event_id = desk, event_id
        self.lines: list[Line] = []
        self._saving = self._filling = False
        self._begun = ""
        self._draft = DraftKeeper(desk, "signin", self._gather, self)
        self.text = QPlainTextEdit()
        self.grid = Grid(desk, columns())
        self.grid.table.setAccessibleName(_("Sign-in list"))
        self.asked = QWidget()
        self._choices = FlowLayout(self.asked, sizes.TIGHT)
        self._buttons: list[QWidget] = []
        self._said = words("", "muted", wrap=True)
        self.recognise_button = push(_("Recognise"), "primary", sign="search")
        self.back_button = push(_("Back to the text"))
        self.new_button = push(_("All open ones are new"))
        self.sign_button = push(_("Sign in"), "primary", sign="user-check")
        self._stack = QStackedWidget()
        self._build()
        self._begin()
        self._wire()
        self._turn(grid=False)

    @override
    def reject(self) -> None:
        """Close; ask first when something would be lost."""
        if self._saving:
            return
        if self._kept() == self._begun:
            self._throw_away()
            return
        confirm(
            self, _("Close without saving?"), _("What you typed here is not kept."),
            yes=_("Close without saving"), act=self._throw_away, danger=True,
        )  # fmt: skip

    @override
    def accept(self) -> None:
        """Sign everybody in, and close when it is done."""
        if self._saving or self.grid.wrong():
            self.grid.table.next_wrong()
            return
        nameless = self.nameless_rows()
        undecided = [at for at in self.open_rows() if at not in nameless]
        if undecided:
            self.grid.table.go(undecided[0], 0)
            return
        if not self._arrivals():
            self.grid.table.go((nameless or [0])[0], 0)
            return
        if nameless:
            self.grid.table.go(nameless[0], 0)
            many = len(nameless)
            confirm(
                self, _("Sign in without them?"),
                ngettext("{n} row has neither a guest nor an organisation and would be left out.",
                         "{n} rows have neither a guest nor an organisation and would be left out.",
                         many).format(n=many),
                yes=_("Leave them out"), act=self._sign_in, danger=True,
            )  # fmt: skip
            return
        self._sign_in()

    def _sign_in(self) -> None:
        arrivals = self._arrivals()
        event_id, many = self._event_id, len(arrivals)

        def said(arrived: Arrived) -> str:
            signed = ngettext("{n} attendee signed in.", "{n} attendees signed in.", many)
            held = _("The event counts as held.") if arrived.held else ""
            return f"{signed.format(n=many)} {held}".rstrip()

        def act(unit: UnitOfWork) -> Arrived:
            from crm.actions.guests import Arrival, sign_in  # noqa: PLC0415 - only when written

            return sign_in(unit, event_id, [Arrival(*one) for one in arrivals])

        self._hold(saving=True)
        write(
            self._desk, self, _("Sign-in list"), act, said=said, done=self._done,
            failed=self._failed,
        )  # fmt: skip

    def recognise(self) -> None:
        """Read the text and look up who everybody is."""
        self._look_up(self.text.toPlainText())

    def open_rows(self) -> list[int]:
        """The rows about which something must be said yet."""
        guests = self.guests()
        nameless = self.nameless_rows()
        return [
            at for at, one in enumerate(self.lines)
            if at in nameless or (one.is_open and is_there(guests[at]))
        ]  # fmt: skip

    def nameless_rows(self) -> list[int]:
        """The rows that say something, but neither who came nor from where."""
        return [
            at for at, one in enumerate(self.guests())
            if at < len(self.lines) and one != Guest("") and not is_there(one)
        ]  # fmt: skip

    def guests(self) -> list[Guest]:
        """The guests as the grid has them now."""
        return [Guest(*(str(row.get(name) or "") for name in GUEST)) for row in self.grid.rows()]

    def decide(self, row: int, *, person: Known | None = None, house: Known | None = None) -> None:
        """Say who a guest is, or which house it is; `NEW` for nobody that is known."""
        line = self.lines[row]
        line = replace(line, person=person or line.person, house=house or line.house)
        # Who is somebody known signs in once however often they are listed.
        listed = line.question == LISTED_TWICE and line.person is not None and line.person.id
        self._settle(row, replace(line, question="") if listed else line)

    def clear(self, row: int, *, again: bool = False) -> None:
        """Say that a line is right as it stands, or (`again`) that the guest stands above."""
        self._settle(row, replace(self.lines[row], question="", again=again))

    def swap(self, row: int) -> None:
        """What was taken for the name is the organisation, and the other way round."""
        guest = self.guests()[row]
        self.grid.put_all({(row, "name"): guest.organisation, (row, "organisation"): guest.name})

    def _settle(self, row: int, line: Line) -> None:
        self.lines[row] = line
        self._fill([row])
        if not self.lines[row].is_open:
            self._go_on(row)
        self._ask()

    def all_new(self) -> None:
        """Take everybody of whom nothing was said for new."""
        nameless = self.nameless_rows()
        opened = [row for row in self.open_rows() if row not in nameless]
        for row in opened:
            line = self.lines[row]
            self.lines[row] = replace(
                line, person=line.person or NEW, house=line.house or NEW, question=""
            )
        self._fill(opened)
        self._ask()

    def _go_on(self, row: int) -> None:
        """Go to the next one of whom something must be said, from the top again after the last."""
        opened = self.open_rows()
        if opened:
            self.grid.table.go(next((at for at in opened if at > row), opened[0]), 0)

    def _look_up(self, text: str) -> None:
        def work(progress: Progress) -> list[Line]:
            signed = parse(text)
            guests = [one.guest for one in signed]
            with self._desk.register.reading() as session:
                found = recognise(session, self._event_id, guests, progress)
            return lines_of(signed, found)

        def done(lines: list[Line]) -> None:
            if not lines:
                self._desk.notice(_("No guest was recognised in this text."), kind="warning")
                return
            self._show(lines)

        self._desk.jobs.submit_read(work, done, owner=self, topic="guests")

    def _show(self, lines: list[Line]) -> None:
        self.lines = lines
        self._filling = True
        self.grid.show_rows([row_of(one) for one in lines])
        self._filling = False
        self._tell()
        self._turn(grid=True)
        opened = self.open_rows()
        self.grid.table.go(opened[0] if opened else 0, 0)
        self.grid.setFocus()
        self._ask()

    def _fill(self, rows: Sequence[int]) -> None:
        """Say of these rows who they are, all in one step."""
        self._filling = True
        self.grid.put_all({(row, "who"): who(self.lines[row]) for row in rows})
        self._filling = False
        self._tell()

    def _tell(self) -> None:
        """Mark what is doubtful beside the cells."""
        doubts = {
            (at, "phone" if one.found.guest.name else "name"): " ".join(map(tr, one.doubts))
            for at, one in enumerate(self.lines) if one.doubts
        }  # fmt: skip
        nameless = self.nameless_rows()
        opened = {
            (at, "name"): _("Write here who this is.") if at in nameless
            else _("Say below who this is.")
            for at in self.open_rows()
        }  # fmt: skip
        self.grid.tell(doubts={**doubts, **opened})
        many, left = len(self._arrivals()), len(opened)
        known = sum(bool(one.person and one.person.id) for one in self.lines)
        parts = [
            ngettext("{n} guest", "{n} guests", many).format(n=many),
            ngettext("{n} known", "{n} known", known).format(n=known),
            ngettext("{n} to be decided", "{n} to be decided", left).format(n=left),
        ]
        self._said.setText(" · ".join(parts))
        undecided = left - len(nameless)
        self.new_button.setVisible(undecided > 0)
        self.sign_button.setEnabled(bool(many) and not undecided and not self._saving)

    def _ask(self) -> None:
        """Offer below the grid who the guest of the current row may be."""
        for one in self._buttons:
            self._choices.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._buttons = []
        row = self.grid.table.currentIndex().row()
        if not 0 <= row < len(self.lines) or self._saving:
            self.asked.hide()
            return
        line = self.lines[row]
        if line.question:
            self._ask_of_the_line(row, line.question)
        for known in line.found.people:
            self._offer(
                _("Is {who}").format(who=told(known)), partial(self.decide, row, person=known)
            )
        if line.found.people:
            self._offer(_("A new person"), partial(self.decide, row, person=NEW))
        if line.person is None or not line.person.id:
            for known in line.found.organisations:
                self._offer(_("Of {house}").format(house=told(known)),
                            partial(self.decide, row, house=known))  # fmt: skip
            if line.found.organisations:
                self._offer(_("A new organisation"), partial(self.decide, row, house=NEW))
        self.asked.setVisible(bool(self._buttons))

    def _ask_of_the_line(self, row: int, question: str) -> None:
        if question == LISTED_TWICE:
            self._offer(_("The same guest as above"), partial(self.clear, row, again=True))
            self._offer(_("Another guest of this name"), partial(self.clear, row))
        else:
            self._offer(_("Right as it stands"), partial(self.clear, row))
            self._offer(_("Name and organisation are swapped"), partial(self.swap, row))

    def _offer(self, label: str, act: Callable[[], object]) -> None:
        button = push(label)
        button.clicked.connect(partial(_press, act))
        self._choices.addWidget(button)
        button.show()
        self._buttons.append(button)

    def _edited(self) -> None:
        """Somebody who was corrected may be somebody else."""
        if self._filling:
            return
        for row, (line, guest) in enumerate(zip(self.lines, self.guests(), strict=False)):
            if guest != line.found.guest:
                self._recognise_again(row, guest)

    def _recognise_again(self, row: int, guest: Guest) -> None:
        self.lines[row] = replace(
            self.lines[row], found=replace(self.lines[row].found, guest=guest)
        )

        def work(_progress: Progress) -> tuple[Recognised, ...]:
            with self._desk.register.reading() as session:
                return recognise(session, self._event_id, [guest])

        def done(found: tuple[Recognised, ...]) -> None:
            if row < len(self.lines) and self.guests()[row] == guest:
                self.lines[row] = line_of(found[0], ())
                self._fill([row])
                self._ask()

        self._desk.jobs.submit_read(work, done, owner=self, topic=f"guest {row}")

    def _arrivals(self) -> list[tuple[Guest, int | None, int | None, int | None]]:
        found: list[tuple[Guest, int | None, int | None, int | None]] = []
        for line, guest in zip(self.lines, self.guests(), strict=False):
            if is_there(guest) and not line.again:
                person = line.person.id if line.person else 0
                house = line.house.id if line.house else 0
                found.append((guest, person or None, house or None, line.found.attendance_id))
        return found

    def _done(self, _arrived: Arrived) -> None:
        self._draft.drop()
        self.signed.emit(len(self._arrivals()))
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._hold(saving=False)
        self._desk.jobs.troubled.emit(error, None)

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self._tell()

    def _begin(self) -> None:
        """Begin with what a crash left of the list, else with what is on the clipboard."""
        draft = self._draft.follow(str(self._event_id))
        clip = QGuiApplication.clipboard().text()
        if draft is not None:
            self.text.setPlainText(str(draft.values.get("text") or ""))
        elif len(parse(clip)) > 1:
            self.text.setPlainText(clip)
            self._begun = self._kept()

    def _kept(self) -> str:
        """The list as it stands: as text, or as the rows that were corrected since."""
        corrected = bool(self.grid.touched())
        if not corrected:
            return self.text.toPlainText()
        return text_of([[getattr(one, name) for name in GUEST] for one in self.guests()])

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        kept = self._kept()
        return 0, {"text": kept} if kept.strip() and kept != self._begun else {}

    def _throw_away(self) -> None:
        self._draft.drop()
        super().reject()

    def _turn(self, *, grid: bool) -> None:
        self._stack.setCurrentIndex(1 if grid else 0)
        for button in (self.back_button, self.sign_button):
            button.setVisible(grid)
        self.new_button.setVisible(grid and len(self.open_rows()) > len(self.nameless_rows()))
        self.recognise_button.setVisible(not grid)
        self._said.setVisible(grid)
        (self.sign_button if grid else self.recognise_button).setDefault(True)
        if not grid:
            self.text.setFocus()

    def _build(self) -> None:
        self.text.setAccessibleName(_("Sign-in list"))
        self.text.setPlaceholderText(
            _("Paste rows of a spreadsheet, or lines of a chat in any order, such as:\n"
              "Wang Qiang, Hengtong Trading Co., Ltd, General Manager, 13800000000")
        )  # fmt: skip
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE)
        column.addWidget(self.grid, 1)
        column.addWidget(self.asked)
        self._stack.addWidget(self.text)
        self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.SPACE)
        foot.addWidget(self._said, 1)
        cancel = push(_("Cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self.back_button, self.new_button, cancel, self.recognise_button,
                       self.sign_button):  # fmt: skip
            button.setAutoDefault(False)
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.WIDE, sizes.WIDE, sizes.GAP)
        box.setSpacing(sizes.GAP)
        box.addWidget(self._stack, 1)
        box.addLayout(foot)
        self.resize(sizes.SHEET_WIDTH + sizes.PREVIEW_WIDTH, sizes.SHEET_HEIGHT)

    def _wire(self) -> None:
        self.recognise_button.clicked.connect(self.recognise)
        self.back_button.clicked.connect(partial(_press, partial(self._turn, grid=False)))
        self.new_button.clicked.connect(self.all_new)
        self.sign_button.clicked.connect(self.accept)
        self.text.textChanged.connect(self._draft.touch)
        self.grid.changed.connect(self._draft.touch)
        self.grid.changed.connect(self._edited)
        self.grid.table.selectionModel().currentChanged.connect(partial(_press, self._ask))


def _press(act: Callable[[], object], *_told: Any) -> None:  # noqa: ANN401 - Qt's
    act()
