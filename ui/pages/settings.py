# SPDX-License-Identifier: Apache-2.0
"""The settings of this computer and of the office; each takes effect as soon as it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crm.actions.conventions import settle
from crm.domain.conventions import SETTINGS, Conventions
from crm.errors import CrmError, InvalidInput
from crm.progress import Progress
from crm.queries.conventions import conventions
from crm.settings import GROUPS, LANGUAGE, MY_NAME, SECOND_PLACE, THEME, THIS_PC, Setting
from crm.words import _, language, tr
from ui.desk.backups import back_up_now, last_verified_words
from ui.desk.desk import Desk
from ui.desk.owner import name_of
from ui.desk.pages import Page
from ui.desk.storemenu import choose_folder
from ui.desk.stores import shown
from ui.desk.writing import write
from ui.forms.editor import Editor
from ui.forms.editors import editor_of
from ui.forms.owner import OwnerBox
from ui.pages.settings_workdays import WorkdaysSection
from ui.theme import sizes
from ui.widgets.card import Card, SectionHeader
from ui.widgets.choice import ChoiceBox
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, words


class SettingRow(FieldRow):
    """One setting with its editor; `kept` is the value that is in force."""

    done = Signal()
    """Something was chosen, or the field in which something was typed is left."""

    def __init__(self, desk: Desk, setting: Setting) -> None:
        self.setting = setting
        self.kept: object = None
        self._shown = False
        self.input: Editor = editor_of(desk, setting.kind)
        super().__init__(
            tr(setting.label),
            self.input,
            unit=self.input.unit,
            hint=tr(setting.hint),
            target=self.input.target,
        )
        typed_in = self.input.target
        if isinstance(typed_in, QLineEdit):
            typed_in.editingFinished.connect(self.done)
        if isinstance(typed_in, ChoiceBox) or not isinstance(typed_in, QLineEdit):
            self.input.changed.connect(self._turned)

    def follow(self, value: object) -> None:
        """Show the value that is in force; beside what somebody is typing it is only told."""
        if not self._shown or self.input.valid() == self.kept:
            self.show_value(value)
        elif value != self.kept:
            self.kept = value
            said = _("Somebody else saved: {value}. Saving again keeps yours.")
            shown = "—" if value is None else self.setting.kind.show(value)
            self.show_warning(said.format(value=shown))

    def show_value(self, value: object) -> None:
        """Show the value that is in force."""
        self._shown = True
        self.kept = value
        self.input.set_value(value)
        self.show_error("")

    def taken(self) -> tuple[bool, object]:
        """Whether another value than the one in force stands there, and which.

        What cannot be kept is told beside the field.
        """
        try:
            value = self.input.value()
            self.setting.keep(value)
        except InvalidInput as error:
            self.show_error(str(error))
            return False, None
        self.show_error("")
        return value != self.kept, value

    def _turned(self) -> None:
        choice = self.input.target
        if not (isinstance(choice, ChoiceBox) and choice.pending()):
            self.done.emit()


class SettingsPage(Page):
    """A form of all settings; a change of the office's is a change like any other, with Undo."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: dict[str, SettingRow] = {}
        self.store = words("", "muted", wrap=True)
        self.backup = words("", "muted", wrap=True)
        self.lock = words("", "muted", wrap=True)
        self.owner = OwnerBox(desk)
        self.owner.changed.connect(self.owner.take)
        self.workdays = WorkdaysSection(desk)
        self._build()
        for row in self.rows.values():
            row.done.connect(partial(self._changed, row))

    @property
    @override
    def title(self) -> str:
        return _("Settings")

    @override
    def open_with(self, argument: object) -> None:
        for one in THIS_PC:
            self.rows[one.key].show_value(self._of_this_pc(one))
        self.owner.show_owner()
        self.refresh(None)
        if isinstance(argument, str) and argument in self.rows:
            self._turn_to(self.rows[argument])

    @override
    def refresh(self, changes: object) -> None:
        self.store.setText(_("Store: {place}").format(place=shown(self.desk.store)))
        self.lock.setText(_lock_words(self.desk))
        self._read_backup()
        desk = self.desk

        def work(_progress: Progress) -> Conventions:
            with desk.register.reading() as session:
                return conventions(session)

        desk.jobs.submit_read(work, self._show, owner=self, topic="conventions")

    def _of_this_pc(self, setting: Setting) -> object:
        if setting is LANGUAGE:
            return language()
        kept = self.desk.geometry.word(setting.key)
        return kept or setting.default

    def _show(self, found: Conventions) -> None:
        for one in SETTINGS:
            self.rows[one.key].follow(found.values[one.key])
        self.workdays.show_days(found.workdays)

    def _turn_to(self, row: SettingRow) -> None:
        """Let the keys be on a setting, wherever on the page it stands."""

        def turn() -> None:
            row.input.target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._area.ensureWidgetVisible(row)

        # The page takes its place on the screen first.
        QTimer.singleShot(0, self, turn)

    def _read_backup(self) -> None:
        def work(_progress: Progress) -> str:
            return last_verified_words(self.desk)

        self.desk.jobs.submit_read(work, self.backup.setText, owner=self, topic="backups")

    def _build(self) -> None:
        cards = [self._card(key, label) for key, label in GROUPS.items()]
        ground = QWidget()
        ground.setProperty("role", "ground")
        columns = QHBoxLayout()
        columns.setSpacing(sizes.GAP)
        left, right = cards[:4], cards[4:]
        for some in (left, right):
            column = QVBoxLayout()
            column.setSpacing(sizes.GAP)
            for card in some:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.WIDE)
        inside.setSpacing(sizes.GAP)
        inside.addWidget(words(self.title, "title"))
        inside.addLayout(columns)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = area
        box.addWidget(area)

    def _card(self, group: str, label: str) -> Card:
        card = Card()
        card.box.addWidget(SectionHeader(tr(label)))
        for one in (*THIS_PC, *SETTINGS):
            if one.group == group:
                row = self.rows[one.key] = SettingRow(self.desk, one)
                card.box.addWidget(row)
        if group == "desk":
            told = _("Whoever sits at this computer; “Mine” follows from it.")
            card.box.addWidget(FieldRow(_("Staff member"), self.owner, hint=told))
        if group == "workdays":
            card.box.addWidget(self.workdays)
        if group == "backup":
            card.box.addWidget(self.store)
            card.box.addWidget(self.backup)
            card.box.addLayout(self._backup_buttons())
            card.box.addWidget(self.lock)
            card.box.addLayout(self._lock_button())
        return card

    def _backup_buttons(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(sizes.SPACE)
        doing: Sequence[tuple[str, Callable[[], object]]] = (
            (_("Choose a folder …"), self._choose_place),
            (_("Back up now"), self._back_up),
            (_("Restore a backup …"), lambda: self.desk.commands.run("file.restore")),
        )
        for label, act in doing:
            across.addWidget(_button(label, act))
        across.addStretch(1)
        return across

    def _lock_button(self) -> QHBoxLayout:
        across = QHBoxLayout()
        ask = partial(self.desk.commands.run, "file.password")
        self.password = _button(_("Password of the store …"), ask)
        self.password.setEnabled(self.desk.stores.is_file)
        across.addWidget(self.password)
        across.addStretch(1)
        return across

    def _changed(self, row: SettingRow) -> None:
        differs, value = row.taken()
        if not differs:
            return
        if row.setting in THIS_PC:
            self._keep_here(row, value)
        else:
            self._keep_in_store(row, value)

    def _keep_here(self, row: SettingRow, value: object) -> None:
        row.kept = value
        kept = "" if value is None else str(value)
        if row.setting is LANGUAGE:
            self.desk.commands.run(f"view.speak.{kept}")
        elif row.setting is THEME:
            self.desk.commands.run(f"view.{kept}")
        else:
            self.desk.geometry.keep_word(row.setting.key, kept)
        if row.setting is MY_NAME:
            self.desk.register.author = name_of(self.desk)
            self.desk.named.emit(name_of(self.desk))

    def _keep_in_store(self, row: SettingRow, value: object) -> None:
        desk, key, label = self.desk, row.setting.key, row.label
        if not desk.has_register:
            return  # the field is left because the window closes
        former, row.kept = row.kept, value
        seen = desk.register.seen

        title = _("Setting changed: {label}").format(label=label)
        write(
            desk, self, title, lambda unit: settle(unit, {key: value}, seen=seen), said=title,
            failed=partial(self._failed, row, former),
        )  # fmt: skip

    def _failed(self, row: SettingRow, former: object, error: Exception) -> None:
        # It is not kept: leaving the field again tries again.
        row.kept = former
        if not isinstance(error, CrmError):
            self.desk.jobs.troubled.emit(error, None)
            return
        fields: Mapping[str, str] = error.fields if isinstance(error, InvalidInput) else {}
        row.show_error(fields.get(row.setting.key, str(error)))

    def _choose_place(self) -> None:
        def chosen(folder: str) -> None:
            row = self.rows[SECOND_PLACE.key]
            row.input.set_value(folder)
            self._changed(row)

        choose_folder(self, chosen)

    def _back_up(self) -> None:
        back_up_now(self.desk, self._read_backup)


def _lock_words(desk: Desk) -> str:
    if not desk.stores.is_file:
        return _("Who may read the shared store is settled on the server.")
    if desk.stores.raw_key is None:
        return _("The store has no password: whoever has the file can read it.")
    return _("The store is protected by a password.")


def _button(label: str, act: Callable[[], object]) -> QPushButton:
    button = push(label)

    def press() -> None:
        act()

    button.clicked.connect(press)
    return button
