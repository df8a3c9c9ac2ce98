# SPDX-License-Identifier: Apache-2.0
"""What the board says of a column and of a card, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.domain.rules.stages import STAGES, STATUSES, following
from crm.domain.rules.staleness import Light
from crm.queries.board import Card, Column
from crm.words import _, ngettext, tr
from ui.tables.amounts import fitting, known
from ui.tables.dots import dot
from ui.theme import sizes
from ui.widgets.cardface import Face
from ui.widgets.labels import words

LIGHTS = {Light.GREEN: "good", Light.YELLOW: "warning", Light.RED: "danger"}
STAGE_WORDS = {one.code: one.label for one in STAGES}
STATUS_WORDS = {one.code: one.label for one in STATUSES}


class ColumnHead(QWidget):
    """The head of a column: stage and count, sum of the investment, funds of this year."""

    def __init__(self, at: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._mark, self._count = QLabel(), words("", "muted")
        self._role = f"stage_{at + 1}"
        self._total, self._funds = words("", "strong"), words("", "small")
        top = QHBoxLayout()
        top.setSpacing(sizes.SNUG)
        top.addWidget(self._mark)
        top.addWidget(words(name, "strong"))
        top.addStretch(1)
        top.addWidget(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
        box.setSpacing(sizes.RING)
        box.addLayout(top)
        box.addWidget(self._total)
        box.addWidget(self._funds)

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " · ".join((self._count.text(), self._total.text(), self._funds.text()))

    def show_column(self, column: Column) -> None:
        """Show the sums of a column."""
        self._mark.setPixmap(dot(self._role))
        self._count.setText(f"{len(column.ids):,}")
        self._total.setText(known(column.total))
        self._funds.setText(_("In place this year: {amount}").format(amount=known(column.funds)))
        said = ngettext("{n} project has no amount yet", "{n} projects have no amount yet",
                        column.unknown).format(n=column.unknown)  # fmt: skip
        self._total.setToolTip(said if column.unknown else "")
        self.setAccessibleName(f"{self._name}: {self.text}")


def face_of(card: Card) -> Face:
    """The face of a project's card."""
    days = card.days
    stay = "" if days is None else ngettext("{n} day", "{n} days", days).format(n=days)
    light = {
        Light.GREEN: stay,
        Light.YELLOW: _("{days}, quiet").format(days=stay),
        Light.RED: _("{days}, stale").format(days=stay),
    }[card.light]
    return Face(
        title=card.name,
        second=card.investor or _("No investor yet"),
        figure=fitting(card.amount),
        light=LIGHTS[card.light],
        light_words=light,
        mark=tr(STATUS_WORDS[card.status]) if card.status != "normal" else "",
        lacks=_lacks(card),
    )


def _lacks(card: Card) -> str:
    """What the next stage still lacks, or that it lacks nothing."""
    if card.lacks:
        return _("Lacks: {what}").format(what=_(", ").join(map(tr, card.lacks)))
    to = following(card.stage)
    return _("Ready for {stage}").format(stage=tr(STAGE_WORDS[to])) if to else ""
