# SPDX-License-Identifier: Apache-2.0
"""The head of a record's page: what it is, its key figures, where it stands, the way to others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.domain.rules.gates import Lack
from crm.domain.rules.stages import CODES, STAGES
from crm.queries.headline import Fact
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.tables.amounts import fitting
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import restyle, sign_button, words
from ui.widgets.stagebar import StageBar


class RecordHead(QWidget):
    """Icon, title, key figures in a line; projects have their stages below."""

    stage_asked = Signal(str)
    """The project shall be moved to a stage: its code."""

    lack_asked = Signal(object)
    """What the next stage lacks shall be given: a `Lack`."""

    stepped = Signal(int)
    """The record before (-1) or after (1) is asked for."""

    more_asked = Signal()
    """What else can be done is asked for."""

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._about = RECORDS[record].about
        self._sign = QLabel()
        self._kind = words(tr(self._about.word), "small")
        self._title = words("", "title", wrap=True)
        self._place = words("", "small")
        self.before = sign_button("chevron-up", self._tip("record.previous"))
        self.after = sign_button("chevron-down", self._tip("record.next"))
        self.more = sign_button("ellipsis", _("More"))
        self.buttons = QHBoxLayout()
        self._figures = _Figures()
        self.lacks: tuple[Lack, ...] = ()
        self.stages = StageBar([tr(one.label) for one in STAGES]) if record == "project" else None
        self._build()
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.more.clicked.connect(self.more_asked)
        if self.stages is not None:
            self.stages.asked.connect(self._ask_stage)
            self.stages.lack_asked.connect(self._ask_lack)
        self._draw()

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    def show_title(self, title: str) -> None:
        """Say what the record is called."""
        self._title.setText(title)
        self._title.setToolTip(title)

    def show_place(self, place: tuple[int, int] | None) -> None:
        """Say the place of the record in the list it was opened from; None: there is no list."""
        known = place is not None
        self.before.setVisible(known)
        self.after.setVisible(known)
        self._place.setText("" if place is None else f"{place[0]} / {place[1]}")
        self.before.setEnabled(place is not None and place[0] > 1)
        self.after.setEnabled(place is not None and place[0] < place[1])

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show the key figures."""
        self._figures.show_facts(facts)

    def show_new(self, *, new: bool) -> None:
        """A new record has neither a stage to move from nor anything else to do with it."""
        self.more.setVisible(not new)
        if self.stages is not None:
            self.stages.setVisible(not new)

    def show_stage(self, stage: str, lacks: Sequence[Lack]) -> None:
        """Show where a project stands, and what its next stage still lacks."""
        self.lacks = tuple(lacks)
        if self.stages is not None and stage in CODES:
            self.stages.show_stage(CODES.index(stage), [tr(one.label) for one in lacks])

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _build(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._kind)
        said.addWidget(self._title)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE)
        top.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(said, 1)
        self.buttons.setSpacing(sizes.TIGHT)
        for widget in (self._place, self.before, self.after):
            self.buttons.addWidget(widget)
        self.buttons.addWidget(self.more)
        top.addLayout(self.buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.SPACE)
        box.addLayout(top)
        box.addWidget(self._figures)
        if self.stages is not None:
            box.addWidget(self.stages)

    def _ask_stage(self, place: int) -> None:
        self.stage_asked.emit(CODES[place])

    def _ask_lack(self, place: int) -> None:
        self.lack_asked.emit(self.lacks[place])

    def _draw(self) -> None:
        drawn = pixmap(self._about.icon, "accent", sizes.BROAD, self.devicePixelRatioF())
        self._sign.setPixmap(drawn)

    def _tip(self, command: str) -> str:
        return self._desk.commands.action(command).toolTip()


class _Figures(QWidget):
    """Key figures in a line, small: what it is above, the number below."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, sizes.WIDE)
        self._shown: list[QWidget] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        for old in self._shown:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [_figure(one) for one in facts]
        for one in self._shown:
            self._flow.addWidget(one)
            one.show()
        self.setVisible(bool(facts))
        self.updateGeometry()


def _figure(fact: Fact) -> QWidget:
    number = fitting(fact.money) if fact.money is not None else fact.text
    unit = fact.unit if number else ""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(sizes.TIGHT)
    grid.setVerticalSpacing(0)
    grid.addWidget(words(tr(fact.label), "small"), 0, 0, 1, 3)
    value = words(" ".join(one for one in (number or "—", unit) if one), "strong")
    grid.addWidget(value, 1, 0)
    if fact.voice:
        restyle(value, "role", f"{fact.voice}-strong")
    if fact.second:
        grid.addWidget(words(fact.second, "small"), 1, 1)
    grid.setColumnStretch(2, 1)
    if fact.aside:
        made.setToolTip(fact.aside)
    made.setAccessibleName(f"{tr(fact.label)}: {number} {unit} {fact.second} {fact.aside}".strip())
    return made
