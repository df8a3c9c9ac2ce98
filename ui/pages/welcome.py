# SPDX-License-Identifier: Apache-2.0
"""The first page of all: there is no store yet, and four ways to come to one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from crm import places
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.desk.jobs import Job
from ui.desk.pages import Page
from ui.desk.secrets import ask_new_password
from ui.desk.storemenu import ask_server, choose_store
from ui.desk.stores import Refused, shown
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.card import Card
from ui.widgets.labels import words
from ui.widgets.middle import middle_of
from ui.widgets.progress import ProgressPanel

WAYS = (
    ("leaf", N_("Start with the sample county"),
     N_("An invented county with projects, investors and events to try everything on.")),
    ("database", N_("Start with an empty store"),
     N_("For the office's own data; it is kept on this computer.")),
    ("folder-kanban", N_("Open another store …"),
     N_("A file that somebody gave you, or one on another drive.")),
    ("globe", N_("Connect to the office's server …"),
     N_("Several people work together on one shared store.")),
)  # fmt: skip
EMPTY = 1
"""Which of them is the empty store."""


class WelcomePage(Page):
    """Opened with the place where the office's store will lie; one press leads on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._where = str(places.store_file())
        self._job: Job | None = None
        self.cards = [WayCard(sign, tr(heading), tr(told)) for sign, heading, told in WAYS]
        self.protect = QCheckBox(_("Protect the empty store with a password"))
        self.progress = ProgressPanel(_("Building the sample county"))
        self._told = words("", "warning", wrap=True)
        self._place = words("", "small", wrap=True)
        self._build()
        for card, way in zip(
            self.cards, (self._sample, self._empty, self._open, self._connect), strict=True
        ):
            card.pressed.connect(way)
        desk.stores.refused.connect(self._refused)

    @property
    @override
    def title(self) -> str:
        return _("Welcome")

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, str) and argument:
            self._where = argument
        self._place.setText(_("The office's store: {place}").format(place=shown(self._where)))
        self._show_ways()
        self.cards[0].setFocus()

    @property
    def told(self) -> str:
        """What went wrong, if anything did."""
        return self._told.text()

    def _build(self) -> None:
        inner = middle_of(self)
        inner.addWidget(words(_("Welcome to Invest CRM"), "title"))
        inner.addWidget(words(_("Choose how to begin; you can change it at any time."), "muted"))
        inner.addSpacing(sizes.SPACE)
        for card in self.cards:
            inner.addWidget(card)
        inner.insertWidget(inner.indexOf(self.cards[EMPTY]) + 1, self.protect)
        inner.addWidget(self.progress)
        inner.addWidget(self._told)
        inner.addWidget(self._place)
        self.progress.cancelled.connect(self._stop)
        self._show_ways()

    def _show_ways(self, told: str = "") -> None:
        self._job = None
        self.progress.hide()
        for one in (*self.cards, self.protect):
            one.setEnabled(True)
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def _sample(self) -> None:
        self._begin()
        self.progress.begin()
        job = self._job = self.desk.stores.make_sample(str(places.sample_file()))
        job.moved.connect(partial(self._moved, job), Qt.ConnectionType.QueuedConnection)
        job.ended.connect(partial(self._ended, job))

    def _empty(self) -> None:
        if not self.protect.isChecked():
            self._make()
            return
        dialog = ask_new_password(self, _("Set a password"))

        def given(_present: str, new: str) -> None:
            dialog.close()
            self._make(new)

        dialog.given.connect(given)

    def _make(self, password: str = "") -> None:
        self._begin()
        self.desk.stores.make(self._where, password)

    def _open(self) -> None:
        choose_store(self, self.desk.stores.open)

    def _connect(self) -> None:
        ask_server(self, self.desk.stores.open)

    def _begin(self) -> None:
        for one in (*self.cards, self.protect):
            one.setEnabled(False)
        self._told.hide()

    def _moved(self, job: Job) -> None:
        if job is self._job:
            self.progress.show_share(job.share, job.note)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._show_ways(self.told)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _refused(self, told: Refused) -> None:
        self._show_ways(f"{told.sentence} {told.next_step}")


class WayCard(Card):
    """One way to begin: an icon, what it is, and what one gets."""

    def __init__(self, sign: str, heading: str, told: str) -> None:
        super().__init__(pressable=True)
        self._sign = sign
        self.setAccessibleName(heading)
        self.setAccessibleDescription(told)
        self._picture = QLabel()
        self._picture.setFixedSize(QSize(sizes.VAST, sizes.VAST))
        lines = QVBoxLayout()
        lines.setSpacing(sizes.RING)
        lines.addWidget(words(heading, "strong"))
        lines.addWidget(words(told, "muted", wrap=True))
        across = QHBoxLayout()
        across.setSpacing(sizes.WIDE)
        across.addWidget(self._picture)
        across.addLayout(lines, 1)
        self.box.addLayout(across)
        self._picture.setPixmap(pixmap(sign, "accent", sizes.BROAD, self.devicePixelRatioF()))
