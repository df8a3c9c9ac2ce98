# SPDX-License-Identifier: Apache-2.0
"""Reads a written PDF back, as a reader of the document would."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

import pikepdf
import pypdfium2
from pikepdf import pdfa
from PIL import Image

from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.output import About
from crm.documents.engine.style import look
from crm.documents.engine.versions import archived

# These libraries are not typed through; what is read is checked by the tests themselves.
_PDFIUM = cast("Any", pypdfium2)
_QPDF = cast("Any", pikepdf)


class Title(NamedTuple):
    """An entry of the outline: level, text, and the page it leads to."""

    level: int
    text: str
    page: int


def composer() -> Composer:
    return Composer(look("tea"), about=About("投资指南", "示例县招商专班"))


def saved(made: Composer, folder: Path) -> tuple[Path, Printed]:
    target = folder / "document.pdf"
    return target, made.save(target)


@contextmanager
def _read(path: Path) -> Generator[Any]:
    document = _PDFIUM.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def texts(path: Path) -> list[str]:
    """What can be read and copied, page by page, without the ends of lines."""
    with _read(path) as document:
        found = [str(page.get_textpage().get_text_bounded()) for page in document]
    return [text.replace("\r", "").replace("\n", "") for text in found]


def rows(path: Path) -> list[str]:
    """What can be read, line by line as it is printed."""
    with _read(path) as document:
        found = [str(page.get_textpage().get_text_range()) for page in document]
    return [row for text in found for row in text.splitlines()]


class Place(NamedTuple):
    """Where something stands on a page, in millimetres from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def lines(path: Path, number: int = 0) -> list[Place]:
    """Where the drawn lines and areas of a page stand."""
    with _read(path) as document:
        drawn = document[number].get_objects(filter=[_PDFIUM.raw.FPDF_PAGEOBJ_PATH])
        return [_placed(one.get_bounds()) for one in drawn]


def place(path: Path, said: str, number: int = 0) -> Place:
    """Where a text first stands on a page."""
    with _read(path) as document:
        page = document[number].get_textpage()
        at = str(page.get_text_range()).index(said)
        boxes = [_placed(page.get_charbox(at + n)) for n in range(len(said))]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Place(min(lefts), min(bottoms), max(rights), max(tops))


def _placed(points: tuple[float, float, float, float]) -> Place:
    left, bottom, right, top = (one / 72 * 25.4 for one in points)
    return Place(left, bottom, right, top)


def picture(path: Path, number: int = 0, scale: float = 2.0) -> Image.Image:
    with _read(path) as document:
        return cast("Image.Image", document[number].render(scale=scale).to_pil())


def colour(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    return cast("tuple[int, int, int]", image.convert("RGB").getpixel((x, y)))


def size(path: Path) -> tuple[float, float]:
    """The size of the first page in points."""
    with _read(path) as document:
        return cast("tuple[float, float]", document[0].get_size())


def labels(path: Path) -> list[str]:
    """How a reader numbers the pages."""
    with _read(path) as document:
        return [str(document.get_page_label(number)) for number in range(len(document))]


def outline(path: Path) -> list[Title]:
    with _read(path) as document:
        return [
            Title(item.level, item.get_title(), item.get_dest().get_index())
            for item in document.get_toc()
        ]


def fonts(path: Path) -> dict[str, bool]:
    """The fonts of the file, and whether each is inside."""
    with _QPDF.open(path) as pdf:
        return {
            str(font["/BaseFont"]): "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]
            for page in pdf.pages
            for font in dict(page.resources["/Font"]).values()
        }


def shown_codes(path: Path) -> set[bytes]:
    """All codes of glyphs that the pages show."""
    found: set[bytes] = set()
    with _QPDF.open(path) as pdf:
        for page in pdf.pages:
            for operands, operator in _QPDF.parse_content_stream(page):
                if str(operator) in {"Tj", "TJ"}:
                    pieces = operands[0] if str(operator) == "TJ" else operands
                    for piece in (bytes(each) for each in pieces if isinstance(each, _QPDF.String)):
                        found.update(piece[at : at + 2] for at in range(0, len(piece), 2))
    return found


def web_links(path: Path) -> list[str]:
    """The addresses that the first page leads to."""
    with _QPDF.open(path) as pdf:
        return [str(link["/A"]["/URI"]) for link in pdf.pages[0].obj["/Annots"]]


def link_count(path: Path) -> int:
    """How many links the first page has."""
    with _QPDF.open(path) as pdf:
        return len(list(pdf.pages[0].obj["/Annots"]))


def said_of_itself(path: Path) -> dict[str, str]:
    """The language and title of a file, and the names of what its pages hold."""
    with _QPDF.open(path) as pdf:
        held = sorted({str(name) for page in pdf.pages for name in page.obj})
        return {
            "language": str(pdf.Root["/Lang"]),
            "title": str(pdf.docinfo["/Title"]),
            "held": " ".join(held),
        }


def unfit_for_archive(path: Path) -> list[str]:
    """What forbids to call the archive version of a file PDF/A-2b."""
    with _QPDF.open(io.BytesIO(archived(path.read_bytes()))) as pdf:
        return [str(one) for one in pdfa.check(pdf, "2b").findings]


def trouble(path: Path) -> list[str]:
    """What qpdf has to say against the file."""
    with _QPDF.open(path) as pdf:
        return list(pdf.check_pdf_syntax())
