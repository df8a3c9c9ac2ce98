# SPDX-License-Identifier: Apache-2.0
"""The pictures of pages in bands: drawn behind the window when needed, forgotten when too many."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.widgets.paper import Paper

T = TypeVar("T")
BAND = 1024
"""How many rows of pixels a band has: a page at a high zoom is never drawn whole."""
MOST_BYTES = 96 * 1024 * 1024
MOST_STANDING = 8
"""How many bands of the paper before may stand in."""
Check = Callable[[], object]
"""Called now and then by long work; raises when nobody wants it any longer."""


class Submit(Protocol):
    """Does work in another thread and gives its answer to `done` in the window's own.

    A newer piece on the same `topic` makes an older one stale; without a topic all are done.
    """

    def __call__(
        self, work: Callable[[Check], T], done: Callable[[T], None], topic: str = ""
    ) -> object:
        """Take the work up."""
        ...


class Band(NamedTuple):
    """A stretch of a page that is drawn `width` pixels wide."""

    page: int
    width: int
    top: int
    height: int


class Bands(QObject):
    """Keeps the bands of one paper, at most `most` bytes of them."""

    came = Signal(int)
    """A band of this page was drawn."""

    def __init__(
        self, submit: Submit, most: int = MOST_BYTES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._submit, self._most = submit, most
        self._paper: Paper | None = None
        self._kept: OrderedDict[Band, QImage] = OrderedDict()
        self._old: list[tuple[Band, QImage]] = []
        self._wanted: list[Band] = []
        self._busy: Band | None = None

    @property
    def used(self) -> int:
        """How many bytes are kept."""
        return sum(image.sizeInBytes() for image in self._kept.values())

    @property
    def at_rest(self) -> bool:
        """Whether everything that is wanted is there."""
        return self._busy is None

    def show(self, paper: Paper | None, standing: Mapping[int, int] | None = None) -> None:
        """Keep the bands of another paper from now on.

        `standing` says which pages of the paper before stand in for which of the new one until
        those are drawn: a page that is looked at does not flicker.
        """
        moved = standing or {}
        self._old = [
            (band._replace(page=moved[band.page]), image)
            for band, image in (*self._old, *self._kept.items())
            if band.page in moved
        ][-MOST_STANDING:]
        self._paper, self._busy = paper, None
        self._kept.clear()
        self._wanted = []

    def get(self, band: Band) -> QImage | None:
        """A band, if it is there."""
        found = self._kept.get(band)
        if found is not None:
            self._kept.move_to_end(band)
        return found

    def of_page(self, page: int) -> list[tuple[Band, QImage]]:
        """What is there of a page, whatever the zoom: stands in until the right ones come."""
        every = (*self._old, *self._kept.items())
        return [(band, image) for band, image in every if band.page == page]

    def want(self, bands: Sequence[Band]) -> None:
        """These are seen now: draw what is missing, in this order, and nothing else."""
        self._wanted = [band for band in bands if band not in self._kept]
        self._next()

    def _next(self) -> None:
        paper = self._paper
        if paper is None or self._busy is not None:
            return
        if not self._wanted:
            self._old.clear()
            return
        band = self._busy = self._wanted.pop(0)

        def work(_check: Check) -> QImage:
            return paper.band(*band)

        def done(image: QImage) -> None:
            if paper is self._paper:
                self._busy = None
                self._keep(band, image)
                self.came.emit(band.page)
                self._next()

        self._submit(work, done)

    def _keep(self, band: Band, image: QImage) -> None:
        self._kept[band] = image
        while self.used > self._most and len(self._kept) > 1:
            self._kept.popitem(last=False)


def bands_of(page: int, width: int, height: int, first: int, last: int) -> list[Band]:
    """The bands of a page (its size in pixels) that cover the rows from `first` to `last`."""
    start = max(0, first // BAND) * BAND
    return [
        Band(page, width, top, min(BAND, height - top))
        for top in range(start, min(height, last + 1), BAND)
    ]
