# SPDX-License-Identifier: Apache-2.0
"""The guide desk: chapters, settings, what to look at, and the pages as they would be printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.attachment import Attachment
from crm.domain.edition import GuideEdition
from crm.domain.records import today
from crm.domain.rules.plan import CHAPTERS
from crm.progress import Progress
from crm.queries.editions import Edition, listed
from crm.storage.changes import Changes
from crm.words import NC_, _, tr
from ui.desk.desk import Desk
from ui.desk.jobs import Job
from ui.desk.pages import Page
from ui.forms import commands as form_commands
from ui.pages import guide_making as making
from ui.pages.guide_chapters import FRONT, Chapters, no_edition
from ui.pages.guide_commands import PARTS, declare
from ui.pages.guide_contents import Contents
from ui.pages.guide_deciding import Deciding
from ui.pages.guide_making import PRINTED, Preview, named, own_language
from ui.pages.guide_settings import Settings
from ui.pages.guide_writing import Writing
from ui.record.filelist import FileList
from ui.tables import commands as list_commands
from ui.tables.findings import Findings, differing, items_of
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.labels import push, words
from ui.widgets.pagebands import Check
from ui.widgets.pagepanel import PagePanel
from ui.widgets.split import SplitView
from ui.widgets.switch import ViewSwitch, Way

T = TypeVar("T")
_STATES = {False: NC_("edition", "Draft"), True: NC_("edition", "Issued")}


class GuidePage(Page):
    """One edition of the guide, worked on while its pages are seen."""

    def __init__(
        self, desk: Desk, *, clock: Callable[[], date] = today, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._editions: tuple[Edition, ...] = ()
        self._edition: Edition | None = None
        self.shown: Preview | None = None
        declare(desk.commands)
        list_commands.declare(desk.commands)
        form_commands.declare(desk.commands)
        self.spoken = ViewSwitch(
            _("Language of the guide"), [Way("zh", _("Chinese")), Way("en", _("English"))]
        )
        self.spoken.choose(own_language())
        self.edition = ChoiceBox()
        self.state = words("", "muted")
        self.chapters = Chapters()
        ways = [Way(code, tr(word)) for code, word in PARTS.items()]
        self.parts = ViewSwitch(_("What is worked on"), ways)
        self.settings = Settings(desk)
        self.contents = Contents(desk, clock)
        self.pictures = FileList(desk, "guide_edition")
        self.findings = Findings()
        self.pages = PagePanel(self._submit)
        self.writing = Writing(desk, self)
        self.deciding = Deciding(desk, self)
        self._desks = QStackedWidget()
        self._stack = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_PRINTING)
        self._build()
        self._wire()

    @property
    @override
    def title(self) -> str:
        return _("Guide")

    @property
    def edition_id(self) -> int:
        """The edition that is open; 0 when there is none."""
        return 0 if self._edition is None else self._edition.id

    @property
    def day(self) -> date:
        """This day."""
        return self._clock()

    @override
    def open_with(self, argument: object) -> None:
        self._read_editions(argument if isinstance(argument, int) else self.edition_id)
        self.pages.view.setFocus()

    @override
    def refresh(self, changes: object) -> None:
        told = changes if isinstance(changes, Changes) else None
        if told is None or told.touches(GuideEdition):
            self._read_editions(self.edition_id)
        elif told.touches(*PRINTED):
            if told.touches(Attachment):
                self.pictures.read_again()
            self._pause.start()

    @override
    def leave(self) -> bool:
        return not self.settings.dirty

    @override
    def save_then(self, go_on: Callable[[], None]) -> None:
        if not self.settings.dirty:
            go_on()
            return
        wrong = self.settings.wrong()
        if wrong:
            self._work_on("settings")
            self.settings.show_errors(wrong)
            return
        self.writing.save(self.settings, go_on)

    @override
    def discard(self) -> None:
        if self.shown is not None:
            self.settings.forget()
            self._show_settings(self.shown)
            self.follow()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        view = self.pages.view
        found: dict[str, Callable[[], object]] = {"guide.new": self.new}
        if self._edition is not None:
            found |= {
                "guide.export": self.export,
                "guide.outline": self.pages.toggle_outline,
                "guide.zoom_in": view.zoom_in,
                "guide.zoom_out": view.zoom_out,
                "guide.fit": view.fit,
                "list.find": self.pages.start_search,
            }
            if self.settings.dirty:
                found |= {"form.save": self.save, "form.discard": self.discard}
            if not self._edition.issued:
                found["guide.issue"] = self.issue
        return found

    def save(self) -> None:
        """Save the settings."""
        self.save_then(lambda: None)

    def new(self) -> None:
        """Make a new edition in the language that is chosen."""
        self._make(self.spoken.current)

    def export(self) -> None:
        """Ask for a version and a file and print into it, after saving what is typed."""
        if self._edition is not None:
            self.save_then(self._ask_file)

    def issue(self) -> None:
        """Ask, then freeze the edition."""
        self.save_then(self._ask_issue)

    def follow(self) -> None:
        """Make the pages anew from what is stored and what is typed."""
        self._pause.stop()
        desk, edition_id, day = self.desk, self.edition_id, self._clock()
        if not edition_id:
            return
        mine = self.settings.dirty and self.settings.edition_id == edition_id
        values = self.settings.values() if mine else {}

        def work(progress: Progress) -> Preview:
            return making.preview(desk.register, edition_id, values, day, progress)

        desk.jobs.submit_read(
            work, partial(self._show, edition_id), owner=self, topic="guide", slow=True
        )

    # what is shown ---------------------------------------------------------------------------

    def _read_editions(self, wanted: int = 0) -> None:
        desk = self.desk

        def work(_progress: Progress) -> tuple[Edition, ...]:
            with desk.register.reading() as session:
                return listed(session)

        desk.jobs.submit_read(
            work, partial(self._take_editions, wanted), owner=self, topic="editions"
        )

    def _take_editions(self, wanted: int, found: tuple[Edition, ...]) -> None:
        self._editions = found
        if self.settings.dirty:
            # What is typed belongs to its edition, which stays open until that is saved.
            wanted = self.settings.edition_id
            if all(one.id != wanted for one in found):
                self.settings.forget()
        spoken = self.spoken.current if self._edition else own_language()
        own = [one for one in found if one.id == wanted]
        own = own or [one for one in found if one.language == spoken] or list(found)
        self._stack.setCurrentIndex(1 if own else 0)
        self._edition = None
        if own:
            self._choose(own[0])
        self.desk.commands.refresh()

    def _choose(self, edition: Edition) -> None:
        other = self.shown is not None and self.shown.data.edition.id != edition.id
        self._edition = edition
        self.spoken.choose(edition.language)
        same = [one for one in self._editions if one.language == edition.language]
        self.edition.set_source([Option(one.id, named(one)) for one in same])
        self.edition.set_option(Option(edition.id, named(edition)))
        self.state.setText(tr(_STATES[edition.issued]))
        self._issue.setVisible(not edition.issued)
        self.pictures.show_record(edition.id)
        self.pictures.setEnabled(not edition.issued)
        if other:
            self.pages.show_paper(None)
            self.shown = None
        self.follow()

    def _show(self, edition_id: int, found: Preview) -> None:
        if edition_id != self.edition_id:
            return
        self.shown = found
        data, fixed = found.data, found.issued
        self._show_settings(found)
        self.chapters.show_data(data, found.released, fixed=fixed)
        items = (
            differing(found.differences)
            if fixed
            else items_of(found.findings, data.plan, found.holding)
        )
        self.contents.show_data(data, found.released, fixed=fixed)
        self.findings.show_items(items, fixed=fixed, accepted=found.accepted)
        self.pages.show_paper(found.paper, found.pages)
        self._missing.setText(
            _("No font has: {characters}").format(characters=" ".join(found.missing))
        )
        self._missing.setVisible(bool(found.missing))

    def _show_settings(self, found: Preview) -> None:
        if not self.settings.dirty:
            self.settings.show_edition(
                found.data.edition.id, found.stored, found.version, fixed=found.issued
            )

    def _go(self, record: str, number: int) -> None:
        page = None if self.shown is None else self.shown.pages.get((record, number))
        if page is not None:
            self.pages.view.go(page)
        else:
            self.desk.notice(_("It has no page of its own in this guide."), kind="info")

    def _go_chapter(self, code: str) -> None:
        if code == FRONT:
            self.pages.view.go(0)
        elif self.shown is not None and self.shown.issued:
            self.desk.notice(_("Use the outline of the pages."), kind="info")
        else:
            self._go("chapter", CHAPTERS.index(code))

    def _work_on(self, part: str) -> None:
        self.parts.choose(part or "settings")
        self._turn(part or "settings")

    def _turn(self, part: str) -> None:
        self._desks.setCurrentIndex(list(PARTS).index(part))

    def _typed(self) -> None:
        self._pause.start()
        self.desk.commands.refresh()

    # what is done ----------------------------------------------------------------------------

    def _ask_file(self) -> None:
        if self._edition is not None:
            one, day = self._edition, self._clock()
            making.ask_version(self.desk, one.id, one.title, day, self.window())

    def _ask_issue(self) -> None:
        if self._edition is not None and self.shown is not None:
            left = sum(item.state == "out" for item in self.findings.items)
            self.writing.ask_issue(self._edition, left, self.shown, self._clock(), self.window())

    def _speak(self, spoken: str) -> None:
        own = [one for one in self._editions if one.language == spoken]
        if not own:
            self.spoken.choose(self._edition.language if self._edition else "zh")
            self.desk.notice(
                _("There is no edition in this language."),
                kind="info",
                action=_("Make one"),
                act=lambda: self._make(spoken),
            )
            return
        self._switch(own[0])

    def _make(self, spoken: str) -> None:
        """Make a new edition of a language and open it, after saving what is typed."""
        year = self._clock().year
        self.save_then(lambda: self.writing.create(spoken, year, self._read_editions))

    def _switch(self, edition: Edition) -> None:
        """Open another edition, after saving what is typed for this one."""
        if self._edition is not None:
            self.spoken.choose(self._edition.language)
        self.save_then(lambda: self._choose(edition))

    def _picked(self) -> None:
        wanted = self.edition.value()
        found = next((one for one in self._editions if one.id == wanted), None)
        if found is not None:
            self._switch(found)

    def _submit(
        self, work: Callable[[Check], T], done: Callable[[T], None], topic: str = ""
    ) -> Job:
        def run(progress: Progress) -> T:
            return work(lambda: progress.step(0.0))

        return self.desk.jobs.submit_read(run, done, owner=self, topic=topic)

    # building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._missing = words("", "warning", wrap=True)
        self._missing.hide()
        none = no_edition()
        none.first.connect(self.new)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        split = SplitView([self._left(), self._middle(), self.pages])
        kept = self.desk.geometry.sizes("guide")
        split.restore(kept, (sizes.OUTLINE_WIDTH, sizes.DESK_WIDTH, sizes.PAGES_WIDTH))
        for place, share in enumerate((0, 1, 3)):
            split.setStretchFactor(place, share)
        split.moved.connect(partial(self.desk.geometry.keep_sizes, "guide"))
        box.addWidget(split, 1)
        self._stack.addWidget(none)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        head.setSpacing(sizes.SPACE)
        self.edition.setMinimumWidth(sizes.FIELD_LEAST)
        self.edition.setMaximumWidth(sizes.PREVIEW_WIDTH)
        self.edition.setAccessibleName(_("Edition"))
        new = push(_("New edition"), "quiet", sign="plus")
        new.clicked.connect(self.new)
        self._issue = push(_("Issue …"), sign="badge-check")
        self._issue.clicked.connect(self.issue)
        export = push(_("Export as PDF …"), "primary", sign="printer")
        export.setToolTip(self.desk.commands.action("guide.export").toolTip())
        export.clicked.connect(self.export)
        head.addWidget(words(self.title, "title"))
        head.addWidget(self.spoken)
        head.addWidget(self.edition, 1)
        head.addWidget(self.state)
        head.addStretch(1)
        for widget in (new, self._issue, export):
            head.addWidget(widget)
        return head

    def _left(self) -> QWidget:
        ground = QWidget()
        ground.setProperty("role", "ground")
        box = QVBoxLayout(ground)
        box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.GAP, sizes.GAP)
        box.setSpacing(sizes.SPACE)
        box.addWidget(words(_("Chapters"), "strong"))
        box.addWidget(self.chapters)
        box.addWidget(words(_("The order is that of every such guide."), "small", wrap=True))
        box.addWidget(self._missing)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        return area

    def _middle(self) -> QWidget:
        ground = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(sizes.GAP, sizes.SPACE, sizes.GAP, sizes.SPACE)
        head.addWidget(self.parts)
        head.addStretch(1)
        box = QVBoxLayout(ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        for one in (self.settings, self.contents, self.pictures, self.findings):
            self._desks.addWidget(one)
        box.addWidget(self._desks, 1)
        return ground

    def _wire(self) -> None:
        self._pause.timeout.connect(self.follow)
        self.spoken.chosen.connect(self._speak)
        self.edition.changed.connect(self._picked)
        self.parts.chosen.connect(self._turn)
        self.settings.changed.connect(self._typed)
        self.settings.save_asked.connect(self.save)
        self.settings.discard_asked.connect(self.discard)
        self.chapters.opened.connect(self._go_chapter)
        self.chapters.toggled.connect(self.deciding.include)
        self.contents.ticked.connect(self.deciding.tick)
        self.contents.ordered.connect(self.deciding.order)
        self.contents.filtered.connect(self.deciding.choose)
        self.contents.opened.connect(self.desk.go)
        self.findings.jumped.connect(self.desk.go)
        self.findings.mended.connect(self._work_on)
        self.findings.shown.connect(self._go)
        self.findings.decided.connect(self.deciding.decide)
        self.pages.link_asked.connect(partial(making.ask_link, self))
