# SPDX-License-Identifier: Apache-2.0
"""The windows the frame opens over itself: palette, keys, what to do with unsaved work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.words import _, tr
from ui.desk.commands import Commands, key_text
from ui.desk.desk import Desk
from ui.desk.finding import command_finder, setting_finder
from ui.desk.jobs import Job
from ui.desk.pages import Page
from ui.theme import sizes
from ui.widgets.confirm import Answer, ConfirmDialog
from ui.widgets.keysheet import KeySheet
from ui.widgets.palette import PaletteDialog


def open_palette(window: QWidget, desk: Desk) -> PaletteDialog:
    """Open the palette of records, commands and settings at the head of the window."""
    # A command that is called by its name comes before the records that only mention the word.
    named, others = (command_finder(desk.commands, named=one) for one in (True, False))
    settings = (setting_finder(desk),) if desk.has_register else ()
    palette = PaletteDialog((named, *desk.finders, others, *settings), window)
    top = window.mapToGlobal(window.rect().topLeft())
    left = top.x() + (window.width() - palette.width()) // 2
    palette.move(left, top.y() + sizes.SPACE)
    palette.open_beside(window)
    return palette


def open_keys(window: QWidget, commands: Commands) -> KeySheet:
    """Open the sheet of keys."""
    keys = {
        group: [(tr(one.label), key_text(one)) for one in members if one.shortcut]
        for group, members in commands.by_group().items()
    }
    sheet = KeySheet({group: rows for group, rows in keys.items() if rows}, window)
    sheet.open()
    return sheet


def ask_to_leave(window: QWidget, page: Page, go_on: Callable[[], None]) -> ConfirmDialog:
    """Ask what to do with the unsaved work of a page before going on."""

    def discard() -> None:
        page.discard()
        go_on()

    answers = (
        Answer(_("Save"), partial(page.save_then, go_on), "primary"),
        Answer(_("Do not save"), discard),
        Answer(_("Stay here")),
    )
    question = _("There is unsaved work on this page.")
    dialog = ConfirmDialog(window, question, _("It is kept as a draft until you decide."), answers)
    dialog.open()
    return dialog


def ask_to_stop(window: QWidget, jobs: Sequence[Job], stop: Callable[[], None]) -> ConfirmDialog:
    """Ask whether to quit although work is going on."""
    names = "\n".join(job.title for job in jobs)
    answers = (Answer(_("Stop it and quit"), stop, "danger"), Answer(_("Stay here")))
    dialog = ConfirmDialog(window, _("Work is still going on."), names, answers)
    dialog.open()
    return dialog
