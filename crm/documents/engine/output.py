# SPDX-License-Identifier: Apache-2.0
"""Writes finished pages as a PDF file: the only module that speaks to reportlab.

Only Type0 fonts are embedded, nothing names a standard font, and the same pages give the same
bytes. The file appears under its name only when it is whole.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import urlsplit
from uuid import uuid4

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from crm.documents.engine.classes import clean
from crm.documents.engine.embedding import EmbeddedFace, Fonts, to_unicode
from crm.documents.engine.outline import Leaf, written
from crm.documents.engine.page import Page
from crm.documents.engine.style import Paper
from crm.errors import InvalidInput, StorageTrouble
from crm.progress import Progress
from crm.words import _

WEB = frozenset({"http", "https", "mailto", "tel"})
XOBJECT = "FormXob."
"""What reportlab puts before the name of a picture in a page's resources."""
_PRINTED_TOO = 4
"""The flag of a link that says it may be printed: PDF/A asks for it."""
_LONGEST_TITLE = 200
_PDF_VERSION = (1, 7)
_STYLES = {"decimal": "ARABIC", "roman": "ROMAN_LOWER"}


@dataclass(frozen=True)
class Entry:
    """A line of the outline: a heading, its level from 0, and the anchor it leads to."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Raster:
    """A picture as it goes into the file: JPEG bytes, size in pixels, grey or colour."""

    data: bytes
    width: int
    height: int
    grey: bool = False


@dataclass(frozen=True)
class About:
    """What the file says of itself; `language` is a tag such as `zh-CN`."""

    title: str = ""
    author: str = ""
    subject: str = ""
    language: str = "zh-CN"


def checked_link(link: str) -> str:
    """The link, if it is one that a paper may hold.

    Raises:
        InvalidInput: it is not http, https, mailto or tel, or holds blanks or controls.
    """
    try:
        scheme = urlsplit(link).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in WEB or not link.isprintable() or " " in link:
        raise InvalidInput(
            _("The link “{link}” cannot be printed.").format(link=link[:80]),
            _("Use an address that begins with http, https, mailto or tel."),
        )
    return link


class _Canvas(Canvas):
    """A canvas whose pages name no font of their own."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Ready(pdfdoc.PDFObject):
    """An object of the file that is written already; as an outline it needs no preparation."""

    ready = 1

    def __init__(self) -> None:
        self.content = b""

    def format(self, document: object) -> bytes:
        """The bytes of the object."""
        del document
        return self.content

    def prepare(self, document: object, canvas: object) -> None:
        """Nothing is left to be done before it is written."""


class _Reference(Protocol):
    """What is used of reportlab's reference to an object."""

    def format(self, document: object) -> bytes: ...


class _Document(Protocol):
    """What is used of reportlab's document."""

    fontMapping: dict[str, str]  # noqa: N815 - reportlab's name
    idToObject: dict[str, Any]  # noqa: N815
    Pages: Any
    Outlines: Any
    Catalog: Any

    def addForm(self, name: str, form: object) -> None: ...  # noqa: N802
    def Reference(self, obj: object, name: str | None = None) -> _Reference: ...  # noqa: N802


class _Surface(Protocol):
    """What is used of reportlab's canvas."""

    def addLiteral(self, s: object) -> None: ...  # noqa: N802
    def showPage(self) -> None: ...  # noqa: N802
    def save(self) -> None: ...
    def setPageSize(self, size: tuple[float, float]) -> None: ...  # noqa: N802
    def bookmarkPage(self, key: str, fit: str, *, left: float, top: float) -> object: ...  # noqa: N802
    def addPageLabel(self, pageNum: int, style: str | None, start: int | None) -> None: ...  # noqa: N802, N803
    def linkURL(self, url: str, rect: Sequence[float], *, thickness: int, F: int) -> object: ...  # noqa: N802, N803
    def linkRect(  # noqa: N802
        self, contents: str, destinationname: str, Rect: Sequence[float], *, relative: int,  # noqa: N803
        thickness: int, F: int,  # noqa: N803
    ) -> object: ...  # fmt: skip


class _Writer:
    """One file being written."""

    def __init__(self, target: str | io.BytesIO, paper: Paper, about: About) -> None:
        rl_config.useA85 = 0
        canvas = _Canvas(
            target,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            pdfVersion=_PDF_VERSION,
            lang=about.language,
        )
        canvas.setTitle(clean(about.title))
        canvas.setAuthor(clean(about.author))
        canvas.setSubject(clean(about.subject))
        canvas.setCreator("Invest CRM")
        canvas.setProducer("Invest CRM")
        self._inside = vars(canvas)
        self.document = cast("_Document", self._inside["_doc"])
        self.surface = cast("_Surface", canvas)
        self._alike: dict[object, tuple[object, ...]] = {}

    def embed(self, faces: Iterable[EmbeddedFace]) -> None:
        """Put the fonts into the file."""
        fonts: dict[str, Any] = {}
        for embedded in faces:
            self.document.fontMapping[embedded.face.name] = f"/{embedded.name}"
            fonts[embedded.name] = self._font(embedded)
        self.document.idToObject["BasicFonts"].dict.update(fonts)

    def _font(self, embedded: EmbeddedFace) -> object:
        reference, font = self.document.Reference, embedded.face.font
        base = f"/{embedded.tag()}+{embedded.face.name}"
        file = _stream(embedded.subset())
        file.dictionary["Length1"] = len(file.content)
        descriptor = _dictionary({
            "Type": "/FontDescriptor", "FontName": base, "Flags": 4, "ItalicAngle": 0,
            "FontBBox": pdfdoc.PDFArray([round(side) for side in font.bbox]),
            "Ascent": round(font.ascent), "Descent": round(font.descent),
            "CapHeight": round(font.cap_height), "StemV": 80,
            "FontFile2": reference(file),
        })  # fmt: skip
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity")}
        descendant = _dictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": base,
            "CIDSystemInfo": _dictionary({**system, "Supplement": 0}),
            "FontDescriptor": reference(descriptor), "DW": 1000,
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([f"{w:g}" for w in embedded.widths()])]),
            "CIDToGIDMap": "/Identity",
        })  # fmt: skip
        return reference(_dictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": base, "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([reference(descendant)]),
            "ToUnicode": reference(_stream(to_unicode(embedded.texts))),
        }))  # fmt: skip

    def add_images(self, images: Mapping[str, Raster]) -> None:
        """Put the pictures into the file."""
        for name, raster in images.items():
            stream = pdfdoc.PDFStream(_dictionary({
                "Type": "/XObject", "Subtype": "/Image", "Width": raster.width,
                "Height": raster.height, "BitsPerComponent": 8,
                "ColorSpace": "/DeviceGray" if raster.grey else "/DeviceRGB",
                "Filter": "/DCTDecode",
            }), raster.data)  # fmt: skip
            self.document.addForm(name.removeprefix(XOBJECT), stream)

    def add_page(self, page: Page) -> None:
        """Write one page with its links."""
        surface = self.surface
        surface.setPageSize((page.paper.width, page.paper.height))
        surface.addLiteral("\n".join(page.operators))
        self._inside["_formsinuse"].extend(
            sorted(name.removeprefix(XOBJECT) for name in page.images)
        )
        for anchor, top in page.anchors:
            surface.bookmarkPage(anchor, "XYZ", left=0, top=round(top, 2))
        for link, box in page.web_links:
            surface.linkURL(checked_link(link), _rounded(box), thickness=0, F=_PRINTED_TOO)
        for anchor, box in page.inner_links:
            surface.linkRect("", anchor, _rounded(box), relative=0, thickness=0, F=_PRINTED_TOO)
        surface.showPage()
        self._share(page)

    def _share(self, page: Page) -> None:
        """Write what many pages have alike, their size and what they draw on, only once."""
        made = self.document.Pages.pages[-1]
        made.Trans = None
        key = tuple(sorted(page.images)), page.paper.width, page.paper.height
        known = self._alike.get(key)
        if known is None:
            made.check_format(self.document)
            parts = made.MediaBox, made.Resources
            known = self._alike[key] = tuple(part.format(self.document) for part in parts)
        made.MediaBox, made.Resources = known

    def add_outline(self, pages: Sequence[Page], entries: Sequence[Entry]) -> None:
        """Write the outline of all pages, which must be in the file already."""
        leaves = self._leaves(pages, entries)
        if not leaves:
            return
        objects = [_Ready() for _ in range(len(leaves) + 1)]
        for ready, content in zip(objects, written(leaves, self._names(objects)), strict=True):
            ready.content = content
        self.document.Outlines = self.document.Catalog.Outlines = objects[0]

    def _leaves(self, pages: Sequence[Page], entries: Sequence[Entry]) -> list[Leaf]:
        names = self._names(self.document.Pages.pages)
        where = {
            anchor: (name, top)
            for page, name in zip(pages, names, strict=True)
            for anchor, top in page.anchors
        }
        leaves: list[Leaf] = []
        above = -1
        for entry in entries:
            above = min(entry.level, above + 1)
            leaves.append(Leaf(above, clean(entry.text)[:_LONGEST_TITLE], *where[entry.anchor]))
        return leaves

    def _names(self, objects: Iterable[object]) -> list[str]:
        """How other objects refer to these."""
        document = self.document
        return [document.Reference(one).format(document).decode("ascii") for one in objects]


@dataclass(frozen=True)
class File:
    """What goes into a file: the finished pages, what they use, the outline, what it is about."""

    pages: Sequence[Page]
    fonts: Fonts
    images: Mapping[str, Raster]
    entries: Sequence[Entry]
    about: About


def write(target: Path, file: File, progress: Progress) -> None:
    """Write a document to `target`; an older file of that name is replaced at the very end.

    Raises:
        StorageTrouble: the folder cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    _put(target, lambda unfinished: _write_all(str(unfinished), file, progress))


def put(target: Path, content: bytes) -> None:
    """Write bytes as `write` does a document.

    Raises:
        StorageTrouble: the folder cannot be written.
    """
    _put(target, lambda unfinished: unfinished.write_bytes(content))


def _put(target: Path, fill: Callable[[Path], object]) -> None:
    """Let a file be filled beside `target`, and give it that name when it is whole."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name[:80]}.{uuid4().hex[:12]}.part")
        unfinished.touch(exist_ok=False)
    except OSError as trouble:
        raise _unwritable(target, trouble) from trouble
    try:
        fill(unfinished)
        unfinished.replace(target)
    except OSError as trouble:
        raise _unwritable(target, trouble) from trouble
    finally:
        unfinished.unlink(missing_ok=True)


def made(file: File, progress: Progress) -> bytes:
    """A document as the bytes that `write` would write.

    Raises:
        Cancelled: the user asked to stop.
    """
    content = io.BytesIO()
    _write_all(content, file, progress)
    return content.getvalue()


def _unwritable(target: Path, trouble: OSError) -> StorageTrouble:
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StorageTrouble(
            _("The disk is full: “{name}” was not written.").format(name=target.name),
            _("Free some space or choose another folder; an older file is untouched."),
        )
    return StorageTrouble(
        _("The file “{name}” cannot be written.").format(name=target.name),
        _("Close it if it is open elsewhere, or choose another folder."),
    )


def _write_all(target: str | io.BytesIO, file: File, progress: Progress) -> None:
    writer = _Writer(target, file.pages[0].paper, file.about)
    writer.add_images(file.images)
    for index, page in enumerate(file.pages):
        if index % 32 == 0:
            progress.step(0.9 * index / len(file.pages))
        writer.add_page(page)
    writer.add_outline(file.pages, file.entries)
    _label(writer.surface, file.pages)
    writer.embed(file.fonts.faces.values())
    progress.step(0.95)
    writer.surface.save()
    progress.step(1.0)


def _label(surface: _Surface, pages: Sequence[Page]) -> None:
    """Tell readers of the file how its pages are numbered."""
    before: Page | None = None
    for page in pages:
        goes_on = before is not None and page.number == before.number + 1
        if before is None or not goes_on or page.section.numbering != before.section.numbering:
            surface.addPageLabel(page.index, _STYLES.get(page.section.numbering), page.number)
        before = page


def _rounded(box: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(side, 2) for side in box)


def _dictionary(content: dict[str, Any]) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(content)


def _stream(content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream
