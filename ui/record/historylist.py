# SPDX-License-Identifier: Apache-2.0
"""The history of a record, as a person would tell it; each change can be taken back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.domain.all_records import RECORDS
from crm.kinds.days import Moment
from crm.progress import Progress
from crm.queries import happenings as queries
from crm.queries.happenings import WINDOW, Deed, Happening, History, Line
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.writing import take_back
from ui.theme import sizes
from ui.widgets.labels import frame, push, words

LONGEST = 160
"""How many characters of a value are shown."""


class HistoryList(QWidget):
    """One block a change: when, who, what; then each field with what it was and became."""

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._record = desk, record
        self._id = 0
        self._limit = WINDOW
        self.blocks: list[HappeningBlock] = []
        self._foot = words("", "muted", wrap=True)
        self.earlier = push(_("Earlier ones"), "link")
        self.earlier.clicked.connect(self._grow)
        ground = QWidget()
        ground.setProperty("role", "ground")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.WIDE)
        self._column.setSpacing(sizes.GAP)
        self._column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._foot)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)

    def show_record(self, record_id: int) -> None:
        """Show the history of another record."""
        if record_id != self._id:
            self._id, self._limit = record_id, WINDOW
        self.read_again()

    def read_again(self) -> None:
        """Something was changed."""
        if not self._id:
            return
        register, record, wanted, limit = self._desk.register, self._record, self._id, self._limit

        def work(_progress: Progress) -> History:
            with register.reading() as session:
                return queries.history_of(session, record, wanted, limit=limit)

        self._desk.jobs.submit_read(work, self._fill, owner=self, topic="history")

    def _fill(self, found: History) -> None:
        for block in self.blocks:
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks = [HappeningBlock(one) for one in found.happenings]
        for at, block in enumerate(self.blocks):
            self._column.insertWidget(at, block)
            block.undo_button.clicked.connect(partial(self._undo, block.happening))
        self.earlier.setVisible(found.more)
        made = "" if found.made_at is None else Moment().show(found.made_at)
        self._foot.setText(_("In this store since {moment}.").format(moment=made))
        self._foot.setVisible(bool(made) and not found.more)

    def _undo(self, happening: Happening, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        said = _("Undone: {title}").format(title=happening.title)
        take_back(self._desk, self, happening.set_id, said=said)

    def _grow(self) -> None:
        self._limit += WINDOW
        self.read_again()


class HappeningBlock(QWidget):
    """One change set in words."""

    def __init__(self, happening: Happening, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.happening = happening
        self.undo_button = push(_("Undo this change"), "link")
        self.undo_button.setVisible(happening.undoable)
        when = Moment().show(happening.at)
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE)
        head.addWidget(words(happening.title, "strong", wrap=True), 1)
        if happening.undone:
            head.addWidget(words(_("Undone since"), "muted"))
        head.addWidget(self.undo_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.RING)
        box.addLayout(head)
        said = " · ".join(one for one in (when, happening.who) if one)
        box.addWidget(words(said, "small"))
        for line in telling(happening):
            box.addWidget(words(line, wrap=True))
        box.addWidget(frame("rule"))


def telling(happening: Happening) -> list[str]:
    """What happened, a sentence a line."""
    lines: list[str] = []
    for deed in happening.deeds:
        if deed.title or deed.what != "changed":
            lines.append(_opening(deed))
        indent = "    " if deed.title else ""
        lines += [f"{indent}{_line(one, deed.what)}" for one in deed.lines]
    if happening.others:
        said = ngettext("{n} other record was changed with it.",
                        "{n} other records were changed with it.", happening.others)  # fmt: skip
        lines.append(said.format(n=happening.others))
    return lines


def _opening(deed: Deed) -> str:
    word = deed.title or tr(RECORDS[deed.record].about.word)
    return {
        "made": _("{what} was added"),
        "changed": _("{what} was changed"),
        "deleted": _("{what} was deleted"),
        "restored": _("{what} was brought back"),
    }[deed.what].format(what=word)


def _line(line: Line, what: str) -> str:
    if what == "made" or not line.before:
        return _("{label}: {value}").format(label=line.label, value=_short(line.after))
    if not line.after:
        return _("{label}: “{before}” was removed").format(
            label=line.label, before=_short(line.before)
        )
    return _("{label}: {before} → {after}").format(
        label=line.label, before=_short(line.before), after=_short(line.after)
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"
