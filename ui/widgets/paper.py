# SPDX-License-Identifier: Apache-2.0
"""A PDF as the screen reads it: sizes, outline, links, words, and bands of its pages as pictures.

PDFium serves one thread at a time: every call stands behind one lock, also the last one, which a
collector may make in any thread. That is why its own functions are called here and not the
classes around them.
"""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from threading import RLock
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

_LOCK = RLock()
_LEVELS = 8
_LONGEST = 4096
"""The longest title or address that is read, in bytes."""


class Heading(NamedTuple):
    """A line of the outline: its level from 0, where it leads, `top` in points down the page."""

    level: int
    text: str
    page: int
    top: float


class PaperLink(NamedTuple):
    """An area of a page that leads to another page, or to an address outside."""

    area: QRectF
    page: int
    top: float
    address: str


class Match(NamedTuple):
    """A place where words were found, as areas of one page in points from its top left."""

    page: int
    areas: tuple[QRectF, ...]


class Paper:
    """One PDF from its bytes; may be asked from any thread.

    Raises:
        ValueError: the bytes are no PDF that can be read.
    """

    def __init__(self, content: bytes) -> None:
        pdfium = _pdfium()
        with _LOCK:
            self._handle = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
            if not self._handle:
                message = "no PDF"
                raise ValueError(message)
            end = weakref.finalize(self, _close, self._handle, content)
            end.atexit = False
            count = int(pdfium.FPDF_GetPageCount(self._handle))
            self.sizes = tuple(self._size(number) for number in range(count))
            self.headings = tuple(self._outline(None, 0))
        self._words: dict[int, str] = {}

    def __len__(self) -> int:
        """How many pages it has."""
        return len(self.sizes)

    def band(self, page: int, width: int, top: int, height: int) -> QImage:
        """The rows `top` to `top + height` of a page drawn `width` pixels wide."""
        pdfium = _pdfium()
        wide, high = self.sizes[page]
        whole = max(1, round(width * high / wide))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        pixels = (ctypes.c_char * image.sizeInBytes()).from_buffer(image.bits())
        with self._page(page) as handle:
            bitmap = pdfium.FPDFBitmap_CreateEx(
                width, height, pdfium.FPDFBitmap_BGRx, pixels, image.bytesPerLine()
            )
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(
                bitmap, handle, 0, -top, width, whole, 0, pdfium.FPDF_ANNOT
            )
            pdfium.FPDFBitmap_Destroy(bitmap)
        return image

    def links(self, page: int) -> tuple[PaperLink, ...]:
        """The links of a page, in points from its top left."""
        pdfium = _pdfium()
        found: list[PaperLink] = []
        with self._page(page) as handle:
            place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(handle, ctypes.byref(place), ctypes.byref(link)):
                area = pdfium.FS_RECTF()
                if pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(area)):
                    found.append(self._link(link, self._area(page, area)))
        return tuple(one for one in found if one.page >= 0 or one.address)

    def find(self, text: str, page: int) -> tuple[Match, ...]:
        """Where words stand on a page; blanks and the ends of lines between letters are ignored."""
        wanted = "".join(text.casefold().split())
        known = self._words.get(page)
        if not wanted or (known is not None and wanted not in "".join(known.split())):
            return ()
        with self._page(page) as handle:
            letters = _pdfium().FPDFText_LoadPage(handle)
            try:
                return self._matches(letters, page, wanted)
            finally:
                _pdfium().FPDFText_ClosePage(letters)

    def _matches(self, letters: object, page: int, wanted: str) -> tuple[Match, ...]:
        if page not in self._words:
            self._words[page] = _text(letters)
        text = self._words[page]
        places = [at for at, letter in enumerate(text) if not letter.isspace()]
        solid = "".join(text[at] for at in places)
        found: list[Match] = []
        start = solid.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            boxes = [self._letter(letters, page, at) for at in places[start:end]]
            found.append(Match(page, _lines(boxes)))
            start = solid.find(wanted, end)
        return tuple(found)

    def _letter(self, letters: object, page: int, at: int) -> QRectF:
        pdfium = _pdfium()
        area = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(letters, at, ctypes.byref(area))
        return self._area(page, area)

    def _size(self, page: int) -> tuple[float, float]:
        size = _pdfium().FS_SIZEF()
        _pdfium().FPDF_GetPageSizeByIndexF(self._handle, page, ctypes.byref(size))
        return max(1.0, float(size.width)), max(1.0, float(size.height))

    def _area(self, page: int, area: Any) -> QRectF:  # noqa: ANN401 - PDFium's rectangle
        high = self.sizes[page][1]
        left, right = sorted((float(area.left), float(area.right)))
        bottom, top = sorted((float(area.bottom), float(area.top)))
        return QRectF(left, high - top, right - left, top - bottom)

    def _outline(self, above: object, level: int) -> Generator[Heading]:
        pdfium = _pdfium()
        entry = pdfium.FPDFBookmark_GetFirstChild(self._handle, above)
        while entry and level < _LEVELS:
            page, top = self._place(pdfium.FPDFBookmark_GetDest(self._handle, entry))
            if page >= 0:
                yield Heading(level, _title(entry), page, top)
            yield from self._outline(entry, level + 1)
            entry = pdfium.FPDFBookmark_GetNextSibling(self._handle, entry)

    def _place(self, target: object) -> tuple[int, float]:
        pdfium = _pdfium()
        page = int(pdfium.FPDFDest_GetDestPageIndex(self._handle, target)) if target else -1
        if not 0 <= page < int(pdfium.FPDF_GetPageCount(self._handle)):
            return -1, 0.0
        said = [ctypes.c_int(0) for _ in range(3)]
        at = [ctypes.c_float(0.0) for _ in range(3)]
        known = pdfium.FPDFDest_GetLocationInPage(target, *map(ctypes.byref, (*said, *at)))
        high = self._size(page)[1]
        return page, max(0.0, high - at[1].value) if known and said[1].value else 0.0

    def _link(self, link: object, area: QRectF) -> PaperLink:
        pdfium = _pdfium()
        target = pdfium.FPDFLink_GetDest(self._handle, link)
        action = pdfium.FPDFLink_GetAction(link)
        address = ""
        if not target and action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
            text = ctypes.create_string_buffer(_LONGEST)
            pdfium.FPDFAction_GetURIPath(self._handle, action, text, _LONGEST)
            address = text.value.decode("utf-8", "replace")
        page, top = self._place(target)
        return PaperLink(area, page, top, address)

    @contextmanager
    def _page(self, number: int) -> Generator[object]:
        with _LOCK:
            page = _pdfium().FPDF_LoadPage(self._handle, number)
            try:
                yield page
            finally:
                _pdfium().FPDF_ClosePage(page)


@cache
def _pdfium() -> Any:  # noqa: ANN401 - not typed through
    from pypdfium2 import raw  # noqa: PLC0415 - only when a page is shown

    return cast("Any", raw)


def _close(handle: object, content: bytes) -> None:
    with _LOCK:
        _pdfium().FPDF_CloseDocument(handle)
    del content  # PDFium read from it until now


def _title(entry: object) -> str:
    pdfium = _pdfium()
    text = ctypes.create_string_buffer(_LONGEST)
    length = min(int(pdfium.FPDFBookmark_GetTitle(entry, text, _LONGEST)), _LONGEST)
    return text.raw[: max(0, length - 2)].decode("utf-16-le", "replace")


def _text(letters: object) -> str:
    """The letters of a page, one for each that PDFium counts."""
    pdfium = _pdfium()
    count = max(0, int(pdfium.FPDFText_CountChars(letters)))
    codes = [int(pdfium.FPDFText_GetUnicode(letters, at)) for at in range(count)]
    return "".join(_folded(chr(code)) if code else " " for code in codes)


def _folded(letter: str) -> str:
    small = letter.casefold()
    return small if len(small) == 1 else letter


def _lines(boxes: Sequence[QRectF]) -> tuple[QRectF, ...]:
    """Boxes of letters joined to one box a line."""
    lines: list[QRectF] = []
    for _row, group in groupby(boxes, lambda box: round(box.bottom())):
        whole = QRectF()
        for box in group:
            whole = whole.united(box)
        lines.append(whole)
    return tuple(lines)
