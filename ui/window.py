# SPDX-License-Identifier: Apache-2.0
"""The window: rail at the left, bar at the top, one page, notices at the foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm.words import N_, _, tr
from ui.desk.commands import Command
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import fills
from ui.desk.jobs import Job
from ui.desk.pages import PageTable
from ui.desk.stack import PageStack
from ui.desk.trail import Step, Trail
from ui.overriding import override
from ui.theme import sizes
from ui.theme.theme import Theme
from ui.widgets.joblist import Going
from ui.widgets.notice import NoticeBar
from ui.widgets.rail import Rail, RailEntry
from ui.widgets.skeleton import Skeleton
from ui.widgets.topbar import TopBar

GO, WORK, LOOK = N_("Go to"), N_("Work"), N_("View")
MENUS = (
    ("file", N_("File")),
    ("new", N_("New")),
    ("edit", N_("Edit")),
    ("go", N_("Go to")),
    ("view", N_("View")),
    ("help", N_("Help")),
)


class Window(QWidget):
    """The frame around the pages; it wires the desk's wishes to what is seen."""

    painted = Signal()
    """The first frame was painted; sent once."""

    def __init__(self, desk: Desk, theme: Theme, pages: PageTable) -> None:
        super().__init__()
        self.desk = desk
        self._theme = theme
        self._pages = pages
        self._trail = Trail()
        self._may_close = False
        self._shut = False
        self._is_sample = False
        self._more: list[Callable[[str, QMenu], None]] = []
        self._was_painted = False
        self._menus: list[QMenu] = []
        self.rail = Rail()
        self.bar = TopBar()
        self.stack = PageStack(desk, pages)
        self._skeleton = Skeleton()
        self._meanwhile: QWidget | None = None
        self._build()
        self.notices = NoticeBar(self._body)
        self._wire()
        self._fill()

    def start(self) -> None:
        """Open the first page: a store is there; pages of the one before are thrown away."""
        self._begin_anew(shut=False)
        first = next(iter(self._pages.on_rail()), None)
        if first is not None:
            self.go(first.name)

    def shut_in(self, page: str, argument: object) -> None:
        """Show one page and no other until `start`: there is no store; no name: the skeleton."""
        self._begin_anew(shut=True)
        self._show_mark(is_sample=False)
        if page:
            self.stack.open(page, argument)
        self._turned(page)

    def meanwhile(self, shown: QWidget) -> None:
        """Show this instead of the skeleton until there is a page."""
        self._meanwhile = shown
        self.stack.addWidget(shown)
        self.stack.setCurrentWidget(shown)

    def fill_menus_by(self, more: Callable[[str, QMenu], None]) -> None:
        """Let somebody add what changes to each menu that is filled: its place and the menu."""
        self._more.append(more)

    def go(self, page: str, argument: object = None) -> None:
        """Open a page, after asking what to do with unsaved work on the one before.

        Raises:
            KeyError: there is no such page.
        """
        if self._shut:
            return
        step = Step(page, argument)
        self.leaving(partial(self._open, step, partial(self._trail.go, step)))

    def walk(self, by: int) -> None:
        """Go `by` steps back (negative) or forward on the way the user came."""
        step = self._trail.seen(by)
        if step is not None:
            self.leaving(partial(self._open, step, partial(self._trail.move, by)))

    def leaving(self, go_on: Callable[[], None]) -> None:
        """Go on, after asking what to do with unsaved work on the page that is open."""
        page = self.stack.page
        if page is None or page.leave():
            go_on()
            return
        from ui.desk.asking import ask_to_leave  # noqa: PLC0415 - not before the first frame

        ask_to_leave(self, page, go_on)

    def open_palette(self) -> None:
        """Open the palette of records and commands."""
        from ui.desk.asking import open_palette  # noqa: PLC0415 - not before the first frame

        open_palette(self, self.desk)

    def open_keys(self) -> None:
        """Open the sheet of keys."""
        from ui.desk.asking import open_keys  # noqa: PLC0415 - not before the first frame

        open_keys(self, self.desk.commands)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.set_narrow(narrow=event.size().width() < sizes.WINDOW_NARROW)
        super().resizeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.stack.page
        if self._may_close or ((page is None or page.leave()) and not self.desk.jobs.shown()):
            self.desk.geometry.keep(self)
            event.accept()
            return
        event.ignore()
        self.leaving(self._close_after_jobs)

    def _build(self) -> None:
        self._body = QWidget()
        right = QVBoxLayout(self._body)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.stack, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.rail)
        box.addWidget(self._body, 1)
        self.stack.addWidget(self._skeleton)
        self.setWindowTitle(_("Invest CRM"))
        self.setMinimumSize(QSize(sizes.WINDOW_LEAST_WIDTH, sizes.WINDOW_LEAST_HEIGHT))
        if not self.desk.geometry.place(self):
            self.resize(sizes.WINDOW_WIDTH, sizes.WINDOW_HEIGHT)
            if fills(self.screen().availableSize()):
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def _wire(self) -> None:
        desk = self.desk
        self.rail.chosen.connect(self.go)
        desk.asked.connect(self.go)
        desk.went_back.connect(partial(self.walk, -1))
        desk.noticed.connect(self._notice)
        desk.opened.connect(self._look_again)
        desk.named.connect(self.bar.set_desk)
        desk.marked.connect(self._show_mark)
        desk.relay.changed.connect(self._look_again)
        desk.jobs.changed.connect(self._show_jobs)
        desk.commands.ask_page(self.stack.handlers)
        self.painted.connect(self._take_keys)
        desk.commands.added.connect(self._take_keys)
        self.stack.turned.connect(self._turned)
        self.bar.search_asked.connect(self.open_palette)
        self.bar.desk_asked.connect(partial(desk.commands.run, "desk.owner"))
        self.bar.menu.aboutToShow.connect(self._fill_menu)
        self.bar.new_menu.aboutToShow.connect(self._fill_new)

    def _fill(self) -> None:
        self.desk.commands.add(*self._go_commands(), *self._own_commands())
        action = self.desk.commands.action
        self.bar.add_left(action("go.back"))
        self.bar.add_left(action("go.forward"))
        self.bar.add_right(action("edit.undo"))
        self._fill_rail()

    def _fill_rail(self) -> None:
        self.rail.set_entries(
            [
                RailEntry(one.name, tr(one.label), one.icon, one.shortcut)
                for one in self._pages.on_rail()
            ]
        )

    def _go_commands(self) -> list[Command]:
        return [
            Command(
                f"go.{one.name}",
                one.label,
                icon=one.icon,
                shortcut=one.shortcut,
                group=GO,
                place="go",
                run=partial(self.go, one.name),
                enabled=self._is_open,
            )
            for one in self._pages.on_rail()
        ]

    def _own_commands(self) -> list[Command]:
        has = partial(getattr, self.desk, "has_register")
        return [
            Command("go.search", N_("Search everything"), "search", "Ctrl+K", GO, "go",
                    self.open_palette, self._is_open),
            Command("go.back", N_("Back"), "arrow-left", "Alt+Left", GO, "go",
                    partial(self.walk, -1), partial(self._may_walk, -1)),
            Command("go.forward", N_("Forward"), "arrow-right", "Alt+Right", GO, "go",
                    partial(self.walk, 1), partial(self._may_walk, 1)),
            Command("new.menu", N_("New"), "plus", "Ctrl+N", WORK, "file", self.bar.open_new,
                    self._is_open),
            Command("edit.undo", N_("Undo"), "undo-2", "Ctrl+Z", WORK, "edit", self._undo, has),
            Command("edit.redo", N_("Redo"), "redo-2", "Ctrl+Shift+Z; Ctrl+Y", WORK, "edit",
                    self._redo, has),
            Command("view.refresh", N_("Read again"), "refresh-cw", "F5", LOOK, "view",
                    self._refresh),
            Command("view.menu", N_("Menu"), "menu", "F10", LOOK, "view", self.bar.open_menu),
            Command("view.notice", N_("Go to the notice"), "bell", "F6", LOOK, "view",
                    self.notices.focus_button),
            Command("view.light", N_("Light"), "sun", "", LOOK, "view",
                    partial(self._choose_theme, "light")),
            Command("view.dark", N_("Dark"), "moon", "", LOOK, "view",
                    partial(self._choose_theme, "dark")),
            Command("view.system", N_("Light or dark like the system"), "monitor", "", LOOK,
                    "view", partial(self._choose_theme, "system")),
            Command("view.speak.zh_CN", N_("Chinese"), "globe", "", LOOK, "view",
                    partial(self._ask_to_speak, "zh_CN")),
            Command("view.speak.en", N_("English"), "globe", "", LOOK, "view",
                    partial(self._ask_to_speak, "en")),
            Command("help.keys", N_("Keyboard shortcuts"), "keyboard", "F1", LOOK, "help",
                    self.open_keys),
            Command("file.quit", N_("Quit"), "log-out", "Ctrl+Q", WORK, "file", self.close),
        ]  # fmt: skip

    def _is_open(self) -> bool:
        return not self._shut

    def _may_walk(self, by: int) -> bool:
        return self._trail.seen(by) is not None

    def _open(self, step: Step, arrived: Callable[[], None]) -> None:
        self.stack.open(step.page, step.argument)
        arrived()
        self._turned(step.page)

    def _begin_anew(self, *, shut: bool) -> None:
        self._shut = shut
        self._trail = Trail()
        self.stack.forget()
        self.stack.setCurrentWidget(self._skeleton)
        if self._meanwhile is not None:
            self.stack.removeWidget(self._meanwhile)
            self._meanwhile.deleteLater()
            self._meanwhile = None
        self.rail.setEnabled(not shut)
        self.bar.set_open(is_open=not shut)

    def _close_after_jobs(self) -> None:
        def close() -> None:
            self._may_close = True
            self.close()

        jobs = self.desk.jobs.shown()
        if not jobs:
            close()
            return
        from ui.desk.asking import ask_to_stop  # noqa: PLC0415 - not before the first frame

        ask_to_stop(self, jobs, close)

    def _undo(self) -> None:
        from ui.desk.undoing import undo  # noqa: PLC0415 - not before the first frame

        undo(self.desk)

    def _redo(self) -> None:
        from ui.desk.undoing import redo  # noqa: PLC0415 - not before the first frame

        redo(self.desk)

    def _turned(self, name: str) -> None:
        self.rail.light(self._pages.lit(name) if name else "")
        page = self.stack.page
        title = page.title if page is not None else ""
        self.setWindowTitle(f"{title} · {_('Invest CRM')}" if title else _("Invest CRM"))
        self._look_again()

    def _look_again(self) -> None:
        self.desk.commands.refresh()

    def _refresh(self) -> None:
        page = self.stack.page
        if page is not None:
            page.refresh(None)

    def _show_jobs(self) -> None:
        self.bar.jobs.set_jobs([_going(job) for job in self.desk.jobs.shown()])

    def _notice(self, notice: Notice) -> None:
        self.notices.tell(notice.text, kind=notice.kind, action=notice.action, act=notice.act)

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self.desk.geometry.keep_word("theme", choice)

    def _ask_to_speak(self, language: str) -> None:
        self.leaving(partial(self._speak, language))

    def _speak(self, language: str) -> None:
        """Say everything again: pages are made anew, the rest is said anew."""
        from ui.desk.speaking import speak  # noqa: PLC0415 - not before the first frame

        step, place = self._trail.here, self.stack.name
        speak(language, self.desk)
        self.bar.translate()
        self.rail.translate()
        self.notices.translate()
        self._fill_rail()
        self._show_mark(self._is_sample)
        self.stack.forget()
        if step is not None:
            self.stack.open(step.page, step.argument)
        elif place:
            self.stack.open(place, None)
        self._turned(self.stack.name)

    def _show_mark(self, is_sample: bool) -> None:  # noqa: FBT001 - a signal's
        self._is_sample = is_sample
        told = _("An invented county: nothing you do here is for real.")
        self.bar.set_mark(_("Sample") if is_sample else "", told)

    def _take_keys(self) -> None:
        if self._was_painted:
            self.addActions([self.desk.commands.action(one.id) for one in self.desk.commands.all()])

    def _fill_menu(self) -> None:
        self._look_again()
        self.bar.menu.clear()
        for former in self._menus:
            former.deleteLater()
        self._menus.clear()
        for place, label in MENUS:
            menu = QMenu(tr(label), self.bar.menu)
            self._menus.append(menu)
            self.desk.commands.fill(menu, place)
            for more in self._more:
                more(place, menu)
            if menu.actions():
                self.bar.menu.addMenu(menu)

    def _fill_new(self) -> None:
        self._look_again()
        self.bar.new_menu.clear()
        self.desk.commands.fill(self.bar.new_menu, "new")


def _going(job: Job) -> Going:
    return Going(job.title, lambda: (job.share, job.note), job.moved, job.cancel)
