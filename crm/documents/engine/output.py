# SPDX-License-Identifier: Apache-2.0
"""Writes finished pages as a PDF file.

Only Type0 fonts are embedded, nothing names a standard font, and the same pages give the same
bytes. The file appears under its name only when it is whole.
"""

from __future__ import annotations

import errno
import hashlib
import os
import string
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from crm.documents.engine.classes import clean
from crm.documents.engine.embedding import Embedded, Fonts
from crm.documents.engine.objects import Objects, array, literal, pack, refer, text
from crm.documents.engine.outline import Leaf, written
from crm.documents.engine.page import Page
from crm.documents.engine.text import Box
from crm.errors import InvalidInput, StorageTrouble
from crm.progress import Progress
from crm.words import _

WEB = frozenset({"http", "https", "mailto", "tel"})
_AREA = "/Type /Annot /Subtype /Link /Border [0 0 0] /F 4"
"""A link; it may be printed, which PDF/A asks for."""
_AS_IT_IS = string.punctuation
_LONGEST_TITLE = 200
_STYLES = {"decimal": "/S /D ", "roman": "/S /r "}


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


@dataclass(frozen=True)
class File:
    """What goes into a file: the finished pages, what they use, the outline, what it is about."""

    pages: Sequence[Page]
    fonts: Fonts
    images: Mapping[str, Raster]
    entries: Sequence[Entry]
    about: About


class _Writer:
    """One file being written."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._objects = Objects()
        self._pages = self._objects.reserve()
        self._numbers = [self._objects.reserve() for _page in file.pages]
        self._where = {
            anchor: f"[{refer(number)} /XYZ 0 {top:.2f} null]"
            for page, number in zip(file.pages, self._numbers, strict=True)
            for anchor, top in page.anchors
        }
        self._box = _box(file.pages[0])
        self._images: dict[str, int] = {}
        self._alike: dict[tuple[str, ...], str] = {}

    def written(self, progress: Progress) -> bytes:
        """The bytes of the file."""
        file, objects = self._file, self._objects
        self._add_fonts()
        self._images = {name: self._add_image(one) for name, one in file.images.items()}
        for index, (page, number) in enumerate(zip(file.pages, self._numbers, strict=True)):
            if index % 32 == 0:
                progress.step(0.9 * index / len(file.pages))
            self._add_page(page, number)
        kids = array(map(refer, self._numbers))
        objects.put(
            self._pages, f"<< /Type /Pages /Count {len(file.pages)}{self._box} /Kids {kids} >>"
        )
        root = objects.add(self._catalog())
        info = objects.add(_said(file.about))
        progress.step(0.95)
        return objects.written(root, info)

    def _catalog(self) -> str:
        language = literal(self._file.about.language)
        labels = array(f"{at} << {words} >>" for at, words in _labels(self._file.pages))
        return (
            f"<< /Type /Catalog /Pages {refer(self._pages)} /Lang {language} "
            f"/PageLabels << /Nums {labels} >>{self._add_outline()} >>"
        )

    def _add_fonts(self) -> None:
        """Put the fonts into the file, and the dictionary that names them all."""
        fonts = [
            f"/{one.face.label} {refer(self._add_font(one))}" for one in self._file.fonts.embedded()
        ]
        self._objects.put(self._objects.fonts, f"<< {' '.join(fonts)} >>")

    def _add_font(self, one: Embedded) -> int:
        add, stream, font = self._objects.add, self._objects.stream, one.face.font
        file = stream(f"/Length1 {one.length}", one.file)
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{one.name} /Flags 4 /ItalicAngle 0 "
            f"/FontBBox {array(round(side) for side in font.bbox)} /Ascent {round(font.ascent)} "
            f"/Descent {round(font.descent)} /CapHeight {round(font.cap_height)} /StemV 80 "
            f"/FontFile2 {refer(file)} >>"
        )
        widths = array(f"{first} {array(f'{w:g}' for w in row)}" for first, row in one.widths)
        descendant = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{one.name} /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {refer(descriptor)} /DW 1000 /W {widths} "
            f"/CIDToGIDMap {refer(stream('', one.glyphs))} >>"
        )
        return add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{one.name} /Encoding /Identity-H "
            f"/DescendantFonts [{refer(descendant)}] /ToUnicode {refer(stream('', one.texts))} >>"
        )

    def _add_image(self, raster: Raster) -> int:
        space = "/DeviceGray" if raster.grey else "/DeviceRGB"
        entries = (
            f"/Type /XObject /Subtype /Image /Width {raster.width} /Height {raster.height} "
            f"/BitsPerComponent 8 /ColorSpace {space} /Filter /DCTDecode"
        )
        return self._objects.stream(entries, raster.data, packed=False)

    def _add_page(self, page: Page, number: int) -> None:
        content = self._objects.stream("", packed("\n".join(page.operators).encode("latin-1")))
        box = _box(page)
        links = [*map(_web_link, page.web_links), *map(self._inner_link, page.inner_links)]
        self._objects.put(
            number,
            f"<< /Type /Page /Parent {refer(self._pages)}{'' if box == self._box else box} "
            f"/Resources {self._resources(page)} /Contents {refer(content)}"
            + (f" /Annots {array(links)} >>" if links else " >>"),
        )

    def _resources(self, page: Page) -> str:
        """What a page draws on; pages that draw on the same pictures share it."""
        key = tuple(sorted(page.images))
        known = self._alike.get(key)
        if known is None:
            images = " ".join(f"/{name} {refer(self._images[name])}" for name in key)
            drawn = f" /XObject << {images} >>" if images else ""
            known = refer(self._objects.add(f"<< /Font {refer(self._objects.fonts)}{drawn} >>"))
            self._alike[key] = known
        return known

    def _inner_link(self, link: tuple[str, Box]) -> str:
        anchor, box = link
        return f"<< {_AREA} /Rect {_sides(box)} /Dest {self._where[anchor]} >>"

    def _add_outline(self) -> str:
        """Write the outline; how the catalog says it."""
        leaves: list[Leaf] = []
        above = -1
        for entry in self._file.entries:
            above = min(entry.level, above + 1)
            words = clean(entry.text)[:_LONGEST_TITLE]
            leaves.append(Leaf(above, words, self._where[entry.anchor]))
        if not leaves:
            return ""
        numbers = [self._objects.reserve() for _ in range(len(leaves) + 1)]
        for number, content in zip(
            numbers, written(leaves, list(map(refer, numbers))), strict=True
        ):
            self._objects.put(number, content)
        return f" /Outlines {refer(numbers[0])}"


def _box(page: Page) -> str:
    """The size of a page; those that have it of the first one do not say it again."""
    return f" /MediaBox [0 0 {page.paper.width:.4f} {page.paper.height:.4f}]"


def _said(about: About) -> str:
    """What the file says of itself."""
    said = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    words = " ".join(f"/{name} {text(clean(value))}" for name, value in said.items() if value)
    return f"<< {words} /Creator (Invest CRM) /Producer (Invest CRM) >>"


def _web_link(link: tuple[str, Box]) -> str:
    address, box = link
    safe = literal(quote(checked_link(address), safe=_AS_IT_IS))
    return f"<< {_AREA} /Rect {_sides(box)} /A << /S /URI /URI {safe} >> >>"


def _sides(box: Box) -> str:
    return "[{:.2f} {:.2f} {:.2f} {:.2f}]".format(*box)


def _labels(pages: Sequence[Page]) -> Iterator[tuple[int, str]]:
    """How readers of the file number its pages: from which page on, and how."""
    before: Page | None = None
    for page in pages:
        goes_on = before is not None and page.number == before.number + 1
        if before is None or not goes_on or page.section.numbering != before.section.numbering:
            style = _STYLES.get(page.section.numbering, "")
            yield page.index, f"{style}/St {page.number}"
        before = page


class _Packed:
    """Pages packed lately, by the digest of what they hold, so that they need not be again."""

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, threading.Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def __call__(self, content: bytes) -> bytes:
        """The content, packed."""
        key = hashlib.blake2b(content, digest_size=16).digest()
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = pack(content)
        with self._lock:
            self._kept[key] = found
            self._size += len(found)
            while self._size > self._most:
                _key, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped)
        return found


packed = _Packed(16_000_000)


def write(target: Path, file: File, progress: Progress) -> None:
    """Write a document to `target`; an older file of that name is replaced at the very end.

    Raises:
        StorageTrouble: the folder cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    _put(target, lambda unfinished: _write_all(unfinished, file, progress))


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
        unfinished = target.with_name(f".{target.name[:80]}.{os.urandom(6).hex()}.part")
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
    content = _Writer(file).written(progress)
    progress.step(1.0)
    return content


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


def _write_all(target: Path, file: File, progress: Progress) -> None:
    target.write_bytes(_Writer(file).written(progress))
    progress.step(1.0)
