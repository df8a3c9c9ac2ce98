# SPDX-License-Identifier: Apache-2.0
"""A store that cannot be opened: what is wrong, what to do, and the buttons that do it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from crm.words import _
from ui.desk.backups import listed_of, moment_words
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.desk.secrets import restore_from
from ui.desk.storemenu import ask_server, choose_new, choose_store
from ui.desk.stores import Refused, is_server, shown
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, words
from ui.widgets.middle import middle_of

NONE = Refused("", "", "")


class TroublePage(Page):
    """Opened with a `Refused`; leaves by itself when a store is opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.refused = NONE
        self._copy: Path | None = None
        self._sign = QLabel()
        self._sentence = words("", "title", wrap=True)
        self._step = words("", wrap=True)
        self._place = words("", "muted", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.returnPressed.connect(self._again)
        self._asked = FieldRow(_("Password"), self.password)
        self.again = push(_("Try again"), "primary", sign="refresh-cw")
        self.restore = push("", sign="history")
        self.other = push(_("Open another store …"))
        self.new = push(_("Make a new one elsewhere …"))
        self.address = push(_("Connect to another address …"))
        self.ways = push(_("Other ways to begin"), "link")
        self._build()
        self._wire()

    @property
    @override
    def title(self) -> str:
        return _("The store cannot be opened")

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, Refused):
            self._show(argument)

    def buttons(self) -> list[QPushButton]:
        """The buttons that can help now."""
        offered = (self.again, self.restore, self.other, self.address, self.new, self.ways)
        return [one for one in offered if one.isVisibleTo(self)]

    def _build(self) -> None:
        inner = middle_of(self)
        for widget in (self._sign, self._sentence, self._step, self._place, self._asked):
            inner.addWidget(widget)
        inner.addSpacing(sizes.SPACE)
        for row in ((self.again, self.restore), (self.other, self.address, self.new, self.ways)):
            across = QHBoxLayout()
            across.setSpacing(sizes.SPACE)
            for button in row:
                across.addWidget(button)
            across.addStretch(1)
            inner.addLayout(across)
        self._sign.setPixmap(
            pixmap("triangle-alert", "warning", sizes.ICON_HERO, self.devicePixelRatioF())
        )

    def _wire(self) -> None:
        stores = self.desk.stores
        self.again.clicked.connect(self._again)
        self.restore.clicked.connect(self._restore)
        self.other.clicked.connect(lambda: choose_store(self, stores.open))
        self.new.clicked.connect(lambda: choose_new(self, stores.make))
        self.address.clicked.connect(lambda: ask_server(self, stores.open))
        self.ways.clicked.connect(stores.unsettled)
        stores.refused.connect(self._refused)

    def _show(self, told: Refused) -> None:
        self.refused = told
        self._sentence.setText(told.sentence)
        self._step.setText(told.next_step)
        self._place.setText(shown(told.where))
        server = is_server(told.where)
        found = [] if server else listed_of(told.where)
        if found:
            self.restore.setText(
                _("Restore the backup of {moment}").format(moment=moment_words(found[0].at))
            )
            self.restore.setAccessibleName(self.restore.text())
        self._copy = found[0].path if found else None
        self.restore.setVisible(bool(found))
        self.address.setVisible(server)
        self.new.setVisible(not server)
        self._asked.setVisible(told.password)
        self.again.setText(_("Open") if told.password else _("Try again"))
        self.again.setAccessibleName(self.again.text())
        (self.password if told.password else self.again).setFocus()

    def _again(self) -> None:
        self.desk.stores.open(self.refused.where, self.password.text())

    def _restore(self) -> None:
        if self._copy is not None:
            where = self.refused.where
            restore_from(self, self.desk.stores, self._copy, where, lambda go_on: go_on())

    def _refused(self, told: Refused) -> None:
        if told.new:
            self._show(self.refused._replace(sentence=told.sentence, next_step=told.next_step))
