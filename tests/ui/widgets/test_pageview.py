# SPDX-License-Identifier: Apache-2.0
"""The page view: real PDFs, drawn in other threads, scrolled, searched, replaced."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.ui.keys import click, press, type_in
from ui.desk.jobs import Jobs
from ui.theme import sizes
from ui.widgets.pagebands import BAND, Band, Bands, Check, bands_of
from ui.widgets.pagepanel import PagePanel
from ui.widgets.pagerows import LEAST, MOST, Rows, Spot, fitting
from ui.widgets.pageview import PageView
from ui.widgets.paper import Paper

T = TypeVar("T")
A4 = (595, 842)
KEYS = Qt.Key


def pdf(texts: list[str], *, size: tuple[int, int] = A4) -> bytes:
    """A page a text, each in the outline; page 1 links to the last one and to an address."""
    out = io.BytesIO()
    # The library is not typed through; what it writes is read back by these tests.
    canvas = cast("Any", Canvas(out, pagesize=size, invariant=1))
    for number, text in enumerate(texts):
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.rect(0, 0, 40, 40, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, size[1] - 100, text)
        canvas.bookmarkHorizontal(f"p{number}", 0, size[1] - 80)
        canvas.addOutlineEntry(text[:20], f"p{number}", min(number, 1))
        if number == 0:
            canvas.linkRect("", f"p{len(texts) - 1}", (72, 700, 172, 720), relative=0)
            canvas.linkURL("https://example.com/a", (72, 600, 172, 620), relative=0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pages(count: int) -> list[str]:
    return [f"Sheet {number} of tea" for number in range(1, count + 1)]


@pytest.fixture
def jobs(qtbot: QtBot) -> Generator[Jobs]:
    del qtbot
    made = Jobs()
    yield made
    assert made.close()


Sending = Callable[..., object]


@pytest.fixture
def submit(jobs: Jobs) -> Sending:
    def send(work: Callable[[Check], T], done: Callable[[T], None], topic: str = "") -> object:
        return jobs.submit_read(
            lambda progress: work(lambda: progress.step(0.0)), done, owner=jobs, topic=topic
        )

    return send


@pytest.fixture
def view(submit: Sending, qtbot: QtBot) -> PageView:
    made = PageView(submit)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.show_paper(Paper(pdf(pages(12))))
    drawn(made, qtbot)
    return made


@pytest.fixture
def panel(submit: Sending, qtbot: QtBot) -> PagePanel:
    made = PagePanel(submit)
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.show_paper(Paper(pdf(pages(12))))
    drawn(made.view, qtbot)
    return made


def drawn(view: PageView, qtbot: QtBot) -> None:
    """Wait until all that is seen is drawn."""
    qtbot.waitUntil(lambda: view.bands.at_rest and view.bands.used > 0)
    view.repaint()
    qtbot.waitUntil(lambda: view.bands.at_rest)


# the paper --------------------------------------------------------------------------------------


def test_a_paper_knows_its_pages_and_its_outline() -> None:
    paper = Paper(pdf(pages(3)))
    assert [(round(w), round(h)) for w, h in paper.sizes] == [A4] * 3
    assert [(one.level, one.text, one.page) for one in paper.headings] == [
        (0, "Sheet 1 of tea", 0), (1, "Sheet 2 of tea", 1), (1, "Sheet 3 of tea", 2),
    ]  # fmt: skip
    assert all(round(one.top) == 80 for one in paper.headings)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        Paper(b"this is no document")


def test_two_bands_make_the_page_that_one_makes() -> None:
    paper = Paper(pdf(pages(1)))
    whole = paper.band(0, 595, 0, 842)
    upper, lower = paper.band(0, 595, 0, 500), paper.band(0, 595, 500, 342)
    assert upper == whole.copy(0, 0, 595, 500)
    assert lower == whole.copy(0, 500, 595, 342)
    assert whole.pixelColor(10, 830).red() > 180
    assert whole.pixelColor(10, 830).green() < 30
    assert whole.pixelColor(300, 400) == QColor(Qt.GlobalColor.white)


def test_links_lead_inside_and_outside() -> None:
    inner, outer = sorted(Paper(pdf(pages(5))).links(0), key=lambda one: one.area.top())
    assert (inner.page, inner.address) == (4, "")
    assert (outer.page, outer.address) == (-1, "https://example.com/a")
    assert round(outer.area.top()) == 842 - 620


@pytest.mark.parametrize("words", ["Sheet 2", "sheet 2 OF tea", "eet2of"])
def test_words_are_found_whatever_their_case_and_blanks(words: str) -> None:
    paper = Paper(pdf(pages(3)))
    found = [match for page in range(3) for match in paper.find(words, page)]
    assert [match.page for match in found] == [1]
    area = found[0].areas[0]
    assert area.left() >= 70
    assert 80 < area.center().y() < 105


def test_every_place_on_a_page_is_found_and_nothing_for_no_words() -> None:
    paper = Paper(pdf(["tea tea tea"]))
    assert len(paper.find("tea", 0)) == 3
    assert paper.find("  ", 0) == ()
    assert paper.find("coffee", 0) == ()


# rows and bands ---------------------------------------------------------------------------------


def test_rows_find_the_place_again_at_any_zoom() -> None:
    small, large = (Rows.of([A4] * 9, zoom, 12) for zoom in (0.5, 2.0))
    for spot in (Spot(0, 0.0), Spot(4, 0.25), Spot(8, 0.9)):
        found = large.spot(large.height_of(small.spot(small.height_of(spot))))
        assert found.page == spot.page
        assert found.down == pytest.approx(spot.down, abs=0.01)


def test_the_broadest_page_fills_the_width() -> None:
    sheets = [A4, (842, 595)]
    zoom = fitting(sheets, 800, 10)
    assert Rows.of(sheets, zoom, 10).width == 800


def test_a_large_page_is_drawn_in_bands_of_what_is_seen() -> None:
    bands = bands_of(0, 3000, 4243, 1500, 2500)
    assert [(band.top, band.height) for band in bands] == [(BAND, BAND), (2 * BAND, BAND)]
    assert bands_of(0, 300, 424, -50, 9000) == [Band(0, 300, 0, 424)]


def test_no_more_bytes_are_kept_than_allowed(submit: Sending, qtbot: QtBot) -> None:
    bands = Bands(submit, most=3_000_000)
    bands.show(Paper(pdf(pages(9))))
    every = [Band(page, 595, 0, 842) for page in range(9)]
    came: list[int] = []
    bands.came.connect(came.append)
    bands.want(every)
    qtbot.waitUntil(lambda: len(came) == 9)
    assert came == list(range(9))
    assert 0 < bands.used <= 3_000_000
    assert bands.get(every[-1]) is not None
    assert bands.get(every[0]) is None


# the view ---------------------------------------------------------------------------------------


def test_only_what_is_seen_is_drawn(view: PageView) -> None:
    wide, high = Rows.of([A4], view.zoom, 0).page_size(0)
    assert view.bands.used <= 3 * wide * high * 4


@pytest.mark.parametrize(
    ("keys", "page"),
    [((KEYS.Key_End,), 11), ((KEYS.Key_End, KEYS.Key_Home), 0), ((KEYS.Key_PageDown,), 1),
     ((KEYS.Key_Space,) * 4 + (KEYS.Key_PageUp,) * 4, 0)],
)  # fmt: skip
def test_keys_turn_the_pages(view: PageView, keys: tuple[Qt.Key, ...], page: int) -> None:
    for key in keys:
        press(view, key)
    assert view.page == page
    assert view.accessibleDescription() == f"Page {page + 1} of 12"


def test_keys_and_wheel_zoom_and_the_place_stays(view: PageView) -> None:
    view.go(5)
    before, fitted = view.spot, view.zoom
    press(view, KEYS.Key_Plus)
    assert view.zoom > fitted
    assert not view.fits
    assert view.spot.page == before.page
    press(view, KEYS.Key_0)
    assert view.fits
    assert view.zoom == pytest.approx(fitted)
    for _ in range(30):
        wheel(view, 120)
    assert view.zoom == MOST
    for _ in range(60):
        wheel(view, -120)
    assert view.zoom == LEAST
    press(view, KEYS.Key_0)
    assert abs(view.spot.page - before.page) <= 1


def wheel(view: PageView, by: int) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(0, 0), QPoint(0, by),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_a_wider_view_has_wider_pages_at_the_same_place(view: PageView, qtbot: QtBot) -> None:
    view.go(7, 300)
    before, zoom = view.spot, view.zoom
    view.resize(900, 600)
    qtbot.waitUntil(lambda: view.zoom > zoom)
    assert view.spot.page == before.page
    assert view.spot.down == pytest.approx(before.down, abs=0.02)


def test_another_document_leaves_the_reader_where_he_was(view: PageView, qtbot: QtBot) -> None:
    view.go(6, 200)
    before = view.spot
    view.show_paper(Paper(pdf([f"{text} anew" for text in pages(12)])))
    assert view.spot == before
    drawn(view, qtbot)
    assert view.page == 6


def test_a_page_that_moved_is_found_again_by_what_stands_on_it(view: PageView) -> None:
    view.show_paper(view.paper, {("project", 1): 4, ("project", 2): 8})
    view.go(5)
    view.show_paper(Paper(pdf(pages(15))), {("project", 1): 7, ("project", 2): 11})
    assert view.page == 8
    view.show_paper(Paper(pdf(pages(3))), {})
    assert view.page == 2


def test_the_old_picture_stands_until_the_new_one_is_drawn(view: PageView, qtbot: QtBot) -> None:
    view.go(0)
    drawn(view, qtbot)
    wide, high = Rows.of([A4], view.zoom, 0).page_size(0)
    view.bands.show(Paper(pdf(pages(12))), {0: 0, 1: 1})
    standing = dict(view.bands.of_page(0))
    assert set(standing) == {Band(0, wide, 0, high)}
    view.viewport().repaint()
    drawn(view, qtbot)
    view.bands.show(Paper(pdf(pages(12))), {0: 2})
    assert [band.page for band, _image in view.bands.of_page(2)] == [2]


def test_links_are_followed_inside_and_told_outside(view: PageView, qtbot: QtBot) -> None:
    told: list[str] = []
    view.link_asked.connect(told.append)
    scale = view.zoom * 96 / 72

    def at(x: float, y: float) -> QPoint:
        top = view.verticalScrollBar().value()
        return QPoint(round(sizes.GAP + x * scale), round(sizes.GAP + (842 - y) * scale - top))

    qtbot.waitUntil(lambda: view.links_known(0))
    click(view.viewport(), at(120, 610))
    assert told == ["https://example.com/a"]
    assert view.page == 0
    click(view.viewport(), at(120, 710))
    assert view.page == 11
    click(view.viewport(), at(400, 400))
    assert told == ["https://example.com/a"]


# the panel --------------------------------------------------------------------------------------


def test_a_page_number_is_gone_to(panel: PagePanel) -> None:
    panel.number.setFocus()
    panel.number.selectAll()
    type_in(panel.number, "9")
    press(panel.number, KEYS.Key_Return)
    assert panel.view.page == 8
    panel.number.setText("99")
    press(panel.number, KEYS.Key_Return)
    assert panel.view.page == 11
    assert panel.number.text() == "12"


def test_the_search_goes_from_place_to_place_and_round(panel: PagePanel, qtbot: QtBot) -> None:
    panel.start_search()
    type_in(panel.search, "Sheet 1")
    qtbot.waitUntil(lambda: len(panel.matches) == 4)
    assert [match.page for match in panel.matches] == [0, 9, 10, 11]
    press(panel.search, KEYS.Key_Return)
    assert panel.view.page == 9
    panel.step(-2)
    assert panel.view.page == 11
    panel.after.click()
    assert panel.view.page == 0
    panel.search.clear()
    qtbot.waitUntil(lambda: not panel.matches)
    assert not panel.after.isVisible()


def test_words_are_looked_for_again_in_a_new_document(panel: PagePanel, qtbot: QtBot) -> None:
    panel.search.setText("tea")
    qtbot.waitUntil(lambda: len(panel.matches) == 12)
    panel.show_paper(Paper(pdf(["coffee", "tea"])))
    qtbot.waitUntil(lambda: len(panel.matches) == 1)


def test_the_outline_opens_pages_and_follows_the_reader(panel: PagePanel) -> None:
    panel.toggle_outline()
    outline = panel.outline
    outline.expandAll()
    panel.view.go(3)
    assert outline.currentIndex().data() == "Sheet 4 of tea"
    press(outline, KEYS.Key_Down)
    press(outline, KEYS.Key_Return)
    assert panel.view.page == 4
    panel.toggle_outline()
    assert not outline.isVisible()


def test_every_tool_has_a_name(panel: PagePanel) -> None:
    for widget in (panel.view, panel.outline, panel.search, panel.number, panel.before):
        assert widget.accessibleName()
