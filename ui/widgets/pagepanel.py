# SPDX-License-Identifier: Apache-2.0
"""A document with all a reader needs: pages, page number, zoom, search, outline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.widgets.labels import sign_button, words
from ui.widgets.pagebands import Check, Submit
from ui.widgets.pageoutline import PageOutline
from ui.widgets.pageview import Landmarks, PageView
from ui.widgets.paper import Match, Paper
from ui.widgets.search import SearchLine
from ui.widgets.skeleton import Skeleton
from ui.widgets.split import SplitView

MOST_MATCHES = 2_000


class PagePanel(QWidget):
    """A `PageView` between its tools; `submit` does all that takes time."""

    link_asked = Signal(str)
    """A link that leads outside was pressed: its address."""

    turned = Signal(int)
    """The reader is at another page, counted from 0."""

    def __init__(self, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._submit = submit
        self.matches: list[Match] = []
        self._now = -1
        self.view = PageView(submit)
        self.outline = PageOutline()
        self.search = SearchLine(_("Find in the pages"))
        self.number = QLineEdit()
        self._count, self._zoom, self._found = words("", "muted"), words("", "small"), words()
        self.outlined = sign_button("list", _("Outline"))
        self.before = sign_button("chevron-up", _("Previous place"))
        self.after = sign_button("chevron-down", _("Next place"))
        self._less = sign_button("minus", _("Smaller"))
        self._more = sign_button("plus", _("Larger"))
        self._fit = sign_button("move-horizontal", _("Fill the width"))
        self._stack = QStackedWidget()
        self._build()
        self._wire()
        self._show_found()

    def show_paper(self, paper: Paper | None, landmarks: Landmarks | None = None) -> None:
        """Show a document in place of another; page and place are kept (see `PageView`)."""
        self.view.show_paper(paper, landmarks)
        self.outline.set_headings(() if paper is None else paper.headings)
        self.outline.follow(self.view.page)
        self._stack.setCurrentIndex(0 if paper is None else 1)
        self._show_page()
        self._look(self.search.text())

    def start_search(self) -> None:
        """Put the cursor where words to look for are typed."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        shown = not self.outline.isVisibleTo(self)
        self.outline.setVisible(shown)
        self.outlined.setChecked(shown)
        if shown:
            self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next place where the words were found, or to one before."""
        if self.matches:
            self._now = (self._now + by) % len(self.matches)
            self.view.mark(self.matches, self.matches[self._now])
            self._show_found()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.search.hasFocus() and Qt.Key(event.key()) in enter:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(-1 if back else 1)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.number.setValidator(QIntValidator(1, 99_999, self))
        self.number.setFixedWidth(sizes.PAGE_FIELD)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(_("Page number"))
        self.outlined.setCheckable(True)
        self.search.setMinimumWidth(sizes.NUMBER_FIELD)
        self.search.setMaximumWidth(sizes.FIELD_LEAST)
        self._zoom.setMinimumWidth(sizes.VAST)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tools = QHBoxLayout()
        tools.setContentsMargins(sizes.SPACE, sizes.TIGHT, sizes.SPACE, sizes.TIGHT)
        tools.setSpacing(sizes.TIGHT)
        for tool in (self.outlined, self.number, self._count):
            tools.addWidget(tool)
        tools.addStretch(1)
        for tool in (self._less, self._zoom, self._more, self._fit):
            tools.addWidget(tool)
        tools.addStretch(1)
        for tool in (self._found, self.search, self.before, self.after):
            tools.addWidget(tool)
        split = SplitView([self.outline, self.view])
        split.restore((), (sizes.OUTLINE_WIDTH, sizes.SHEET_WIDTH))
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        self.outline.hide()
        self._stack.addWidget(Skeleton())
        self._stack.addWidget(split)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(tools)
        box.addWidget(self._stack, 1)

    def _wire(self) -> None:
        view = self.view
        self._less.clicked.connect(view.zoom_out)
        self._more.clicked.connect(view.zoom_in)
        self._fit.clicked.connect(view.fit)
        self.outlined.clicked.connect(self.toggle_outline)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.outline.chosen.connect(view.go)
        self.search.asked.connect(self._look)
        self.number.returnPressed.connect(self._go)
        view.turned.connect(self._turned)
        view.zoomed.connect(self._show_zoom)
        view.link_asked.connect(self.link_asked)

    def _turned(self, page: int) -> None:
        self.outline.follow(page)
        self._show_page()
        self.turned.emit(page)

    def _show_page(self) -> None:
        count = 0 if self.view.paper is None else len(self.view.paper)
        self._count.setText(f"/ {count}" if count else "")
        self.number.setText(str(self.view.page + 1) if count else "")
        self.number.setEnabled(bool(count))

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{zoom:.0%}")

    def _go(self) -> None:
        self.view.go(int(self.number.text() or 1) - 1)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_page()

    def _look(self, text: str) -> None:
        paper = self.view.paper
        if paper is None or not text.strip():
            self._take([])
            return

        def work(check: Check) -> list[Match]:
            found: list[Match] = []
            for page in range(len(paper)):
                check()
                found += paper.find(text, page)
                if len(found) > MOST_MATCHES:
                    break
            return found

        self._submit(work, self._take, "find")

    def _take(self, found: list[Match]) -> None:
        self.matches = found
        here = self.view.page
        ahead = [at for at, match in enumerate(found) if match.page >= here]
        self._now = -1 if not found else (ahead[0] if ahead else 0)
        now = found[self._now] if found and self.search.hasFocus() else None
        self.view.mark(found, now)
        self._show_found()

    def _show_found(self) -> None:
        many = len(self.matches)
        sought = bool(self.search.text().strip())
        self._found.setText(f"{self._now + 1}/{many}" if many else _("Not found") if sought else "")
        for button in (self.before, self.after):
            button.setEnabled(bool(many))
            button.setVisible(sought)
