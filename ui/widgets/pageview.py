# SPDX-License-Identifier: Apache-2.0
"""Pages of a PDF below each other: scrolled, zoomed, sharp on every screen, with living links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.theme.tokens import read_tokens
from ui.widgets.pagebands import Band, Bands, Check, Submit, bands_of
from ui.widgets.pagerows import STEP, Rows, Spot, fitting, held
from ui.widgets.paper import Match, Paper, PaperLink

Landmarks = Mapping[tuple[str, int], int]
"""Things by their kind and number, and the pages where they begin."""
_HERE = 0.35
"""So far down the view stands the page that one is at."""
_MARK, _MARK_NOW = 0.28, 0.55


class PageView(QAbstractScrollArea):
    """Shows one `Paper`; another one in its place leaves the reader where he was.

    Pictures are drawn by `submit` in another thread, only of what is seen.
    """

    turned = Signal(int)
    """The reader is at another page, counted from 0."""

    zoomed = Signal(float)
    """The pages have another size: 1 is that of the paper."""

    link_asked = Signal(str)
    """A link that leads outside was pressed: its address."""

    def __init__(self, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._submit = submit
        self._paper: Paper | None = None
        self._landmarks: Landmarks = {}
        self._rows = Rows.of((), 1.0, sizes.GAP)
        self._fits = True
        self._at = -1
        self._marks: dict[int, list[Match]] = {}
        self._mark: Match | None = None
        self._links: dict[int, tuple[PaperLink, ...]] = {}
        self._pressed: PaperLink | None = None
        self.bands = Bands(submit, parent=self)
        self.bands.came.connect(self.viewport().update)
        self.setProperty("role", "pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(sizes.CONTROL)
        # Always there: its coming and going would change the width that the pages fill.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    # what is shown ---------------------------------------------------------------------------

    @property
    def paper(self) -> Paper | None:
        """The document that is shown."""
        return self._paper

    @property
    def page(self) -> int:
        """The page that the reader is at, counted from 0."""
        return max(0, self._at)

    @property
    def spot(self) -> Spot:
        """The place at the head of the view."""
        return self._rows.spot(self.verticalScrollBar().value())

    @property
    def zoom(self) -> float:
        """How large the pages are: 1 is the size of the paper."""
        return self._rows.zoom

    @property
    def fits(self) -> bool:
        """Whether the pages always fill the width."""
        return self._fits

    def show_paper(self, paper: Paper | None, landmarks: Landmarks | None = None) -> None:
        """Show a document; the reader stays where he was.

        `landmarks` are things and the pages where they begin: with them, a page that moved
        because something before it grew is found again.
        """
        spot, here, old = self.spot, self.page, self._landmarks
        self._landmarks = landmarks or {}
        by = _moved(here, old, self._landmarks) - here if self._paper is not None else 0
        seen = self._rows.seen(self.verticalScrollBar().value(), self.viewport().height())
        self.bands.show(paper, {page: page + by for page in seen})
        self._paper = paper
        self._links.clear()
        self.mark(())
        self._lay_out()
        # Without this a document of as many pages would not tell that it is another one.
        self._at = -1
        self._stand(spot._replace(page=max(0, spot.page + by)))

    def mark(self, matches: Sequence[Match], now: Match | None = None) -> None:
        """Mark where words were found; `now` is brought into view."""
        self._marks = {}
        for match in matches:
            self._marks.setdefault(match.page, []).append(match)
        self._mark = now
        if now is not None:
            self._bring(now)
        self.viewport().update()

    # moving ----------------------------------------------------------------------------------

    def go(self, page: int, top: float = 0.0) -> None:
        """Go to a page, or to what stands `top` points down it."""
        if self._paper is None or not len(self._paper):
            return
        page = max(0, min(page, len(self._paper) - 1))
        y = self._rows.tops[page] + top * self._rows.scale
        self.verticalScrollBar().setValue(round(y) - (sizes.GAP if top <= 0 else sizes.SPACE))

    def zoom_in(self) -> None:
        """Larger by a step."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Smaller by a step."""
        self.set_zoom(self.zoom / STEP)

    def fit(self) -> None:
        """Let the pages fill the width from now on."""
        self._fits = True
        self._resize(self.spot)

    def set_zoom(self, zoom: float, around: float = 0.0) -> None:
        """Show the pages at a size; what stands at the height `around` of the view stays there."""
        self._fits = False
        spot = self._rows.spot(self.verticalScrollBar().value() + around)
        self._lay_out(held(zoom))
        self._stand(spot, around)

    # what Qt asks ----------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._resize(self.spot)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            by = STEP ** (event.angleDelta().y() / 240)
            self.set_zoom(self.zoom * by, event.position().y())
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if link is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip("" if link is None else link.address)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._link_at(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link, self._pressed = self._pressed, None
        if link is None or link != self._link_at(event.position()):
            return
        if link.address:
            self.link_asked.emit(link.address)
        else:
            self.go(link.page, link.top)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tokens().colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._paper is None:
            return
        wanted: list[Band] = []
        top = self.verticalScrollBar().value()
        for page in self._rows.seen(top, self.viewport().height()):
            wanted += self._paint_page(painter, page)
            self._ask_links(page)
        self.bands.want(wanted)

    # painting --------------------------------------------------------------------------------

    def _paint_page(self, painter: QPainter, page: int) -> list[Band]:
        """Paint what is there of a page; the bands of it that are seen."""
        ratio = self.devicePixelRatioF()
        place = self._place(page)
        width, height = round(place.width() * ratio), round(place.height() * ratio)
        # On whole pixels of the screen, or nothing would be sharp.
        left, top = round(place.left() * ratio), round(place.top() * ratio)
        bands = bands_of(page, width, height, -top, round(self.viewport().height() * ratio) - top)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(left, top)
        whole = QRectF(0, 0, width, height)
        painter.fillRect(whole, Qt.GlobalColor.white)
        found = [(band, self.bands.get(band)) for band in bands]
        if any(image is None for _band, image in found):
            self._paint_standing(painter, page, width)
        for band, image in found:
            if image is not None:
                painter.drawImage(QRectF(0, band.top, band.width, band.height), image)
        painter.setPen(tokens().colour("line"))
        painter.drawRect(whole)
        painter.scale(ratio * self._rows.scale, ratio * self._rows.scale)
        self._paint_marks(painter, page)
        painter.restore()
        return bands

    def _paint_standing(self, painter: QPainter, page: int, width: int) -> None:
        for band, image in self.bands.of_page(page):
            by = width / band.width
            painter.drawImage(QRectF(0, band.top * by, width, band.height * by), image)

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        # The paper is white in every theme: so are the colours that lie on it.
        colour = read_tokens("light").colour("chart_3")
        for match in self._marks.get(page, ()):
            shade = QColor(colour)
            shade.setAlphaF(_MARK_NOW if match == self._mark else _MARK)
            for area in match.areas:
                painter.fillRect(area, shade)

    def _place(self, page: int) -> QRectF:
        width, height = self._rows.page_size(page)
        room = max(self.viewport().width(), self._rows.width)
        left = (room - width) / 2 - self.horizontalScrollBar().value()
        return QRectF(left, self._rows.tops[page] - self.verticalScrollBar().value(), width, height)

    # links -----------------------------------------------------------------------------------

    def links_known(self, page: int) -> bool:
        """Whether the links of a page were read."""
        return bool(self._links.get(page))

    def _ask_links(self, page: int) -> None:
        paper = self._paper
        if page in self._links or paper is None:
            return
        self._links[page] = ()

        def work(_check: Check) -> tuple[PaperLink, ...]:
            return paper.links(page)

        def done(found: tuple[PaperLink, ...]) -> None:
            if paper is self._paper:
                self._links[page] = found

        self._submit(work, done)

    def _link_at(self, point: QPointF) -> PaperLink | None:
        if self._paper is None or not len(self._paper):
            return None
        page = self._rows.page_at(point.y() + self.verticalScrollBar().value())
        place = self._place(page)
        at = (point - place.topLeft()) / self._rows.scale
        return next((one for one in self._links.get(page, ()) if one.area.contains(at)), None)

    # standing --------------------------------------------------------------------------------

    def _resize(self, spot: Spot) -> None:
        self._lay_out()
        self._stand(spot)

    def _lay_out(self, zoom: float = 0.0) -> None:
        pages = () if self._paper is None else self._paper.sizes
        width = self.viewport().width()
        wanted = fitting(pages, width, sizes.GAP) if self._fits else zoom or self._rows.zoom
        changed = abs(wanted - self._rows.zoom) > 0.001  # noqa: PLR2004 - a thousandth is unseen
        self._rows = Rows.of(pages, wanted, sizes.GAP)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(width)
        across.setRange(0, max(0, self._rows.width - width) if not self._fits else 0)
        down.setPageStep(max(1, self.viewport().height() - sizes.BROAD))
        down.setRange(0, max(0, self._rows.height - self.viewport().height()))
        if changed:
            self.zoomed.emit(wanted)

    def _stand(self, spot: Spot, around: float = 0.0) -> None:
        self.verticalScrollBar().setValue(round(self._rows.height_of(spot) - around))
        self._scrolled()
        self.viewport().update()

    def _scrolled(self) -> None:
        here = self.verticalScrollBar().value() + self.viewport().height() * _HERE
        page = self._rows.page_at(here) if self._paper is not None else -1
        if page != self._at:
            self._at = page
            self._say()
            self.turned.emit(page)

    def _say(self) -> None:
        count = 0 if self._paper is None else len(self._paper)
        said = _("Page {page} of {pages}").format(page=self.page + 1, pages=count)
        self.setAccessibleDescription(said if count else "")

    def _bring(self, match: Match) -> None:
        """Bring a mark into view if it is not there."""
        first = match.areas[0] if match.areas else QRectF()
        y = self._rows.tops[match.page] + first.center().y() * self._rows.scale
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + sizes.VAST < y < bar.value() + high - sizes.VAST:
            bar.setValue(round(y - high * _HERE))
        x = sizes.GAP + first.left() * self._rows.scale
        across = self.horizontalScrollBar()
        if not across.value() < x < across.value() + self.viewport().width() - sizes.BROAD:
            across.setValue(round(x - sizes.BROAD))


def _moved(page: int, old: Landmarks, new: Landmarks) -> int:
    """Where a page is now: as far behind the nearest thing before it as it was."""
    before = [(at, thing) for thing, at in old.items() if at <= page and thing in new]
    if not before:
        return page
    at, thing = max(before, key=lambda one: one[0])
    return new[thing] + page - at
