# SPDX-License-Identifier: Apache-2.0
"""Other versions of a finished document: for the archive, for the print shop, with a password.

All of them are made from the bytes of the screen version, so that their pages are the same.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageCms

from crm import places
from crm.documents.engine import metadata
from crm.documents.engine.style import MM
from crm.errors import InvalidInput
from crm.progress import Progress, silent
from crm.words import N_, _

BLEED = 3 * MM
"""So far colours reach over the edge that is cut."""
SLUG = 12 * MM
"""The room around the page in which the marks stand."""
_MARK, _OFF = 5 * MM, BLEED + 1 * MM
_ICC_DATE = slice(24, 36)
_FIXED_DATE = bytes.fromhex("07d000010001000000000000")
SHORTEST = 6
"""A password has at least so many characters."""
_FULL = 255
_GREY, _GREYISH, _TEXT, _SOLID = 0.005, 0.09, 0.62, 0.2
"""How far the lights of a grey are apart, how light a text is, and what of it is not screened."""
CONDITION = "FOGRA39"
"""The printing condition, by its name in the registry of the ICC."""

_PRESS_PDF = "1.6"
"""The form of file that PDF/X-4 is a part of."""

VERSIONS = (
    ("screen", N_("For the screen, with links")),
    ("archive", N_("For the archive (PDF/A-2b)")),
    ("press", N_("For the print shop (bleed, crop marks, CMYK)")),
)
"""The versions of a document by their code, with a marked word."""
LOCKABLE = frozenset({"screen"})
"""Those that may have a password: PDF/A and PDF/X forbid it."""


def in_version(content: bytes, version: str, day: date, progress: Progress | None = None) -> bytes:
    """A document, as bytes of its screen version, in one of `VERSIONS`; equal for equal bytes.

    `day` is the day of what it says, by which the print shop's version is dated.

    Raises:
        InvalidInput: there is no such version.
        Cancelled: the user asked to stop.
    """
    if version == "screen":
        return content
    if version == "archive":
        return archived(content)
    if version == "press":
        return for_press(content, day, progress)
    known = ", ".join(code for code, _label in VERSIONS)
    raise InvalidInput(
        _("There is no version “{code}”.").format(code=version),
        _("There are: {codes}.").format(codes=known),
    )


# the archive --------------------------------------------------------------------------------------


def archived(content: bytes) -> bytes:
    """The document as PDF/A-2b (ISO 19005-2): its colours defined, described by XMP."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=pdf.make_indirect(Stream(pdf, _srgb(), N=3)),
        )
        pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
        _describe(pdf, metadata.for_archive(_said(pdf)))
        _label_directly(pdf)
        # What it says of itself stands in the packet alone, where nothing can contradict it.
        del pdf.trailer.Info
        return _saved(pdf)


@cache
def _srgb() -> bytes:
    """The colour space of screens, with a fixed date: equal documents are equal files."""
    create = vars(ImageCms)["createProfile"]  # Pillow does not tell the type of its answer
    profile = bytearray(ImageCms.ImageCmsProfile(create("sRGB")).tobytes())
    profile[_ICC_DATE] = _FIXED_DATE
    return bytes(profile)


def _said(pdf: Pdf) -> dict[str, str]:
    """What a document says of itself."""
    return {str(key): str(value) for key, value in pdf.docinfo.items()}


def _describe(pdf: Pdf, packet: bytes) -> None:
    stream = Stream(pdf, packet, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(stream)


def _label_directly(pdf: Pdf) -> None:
    """Write the labels of pages where they are used: the standard's schema asks for it."""
    labels = pdf.Root.get("/PageLabels")
    if labels is None:
        return
    numbers = Array()
    for one in cast("Array", labels.Nums):
        numbers.append(Dictionary(dict(one.items())) if isinstance(one, Dictionary) else one)
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


# the print shop -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sheet:
    """The boxes of a page in the print shop's version, in points."""

    width: float
    height: float

    def boxes(self) -> dict[str, list[float]]:
        """Each box of the page by its name."""
        around = SLUG
        return {
            "/MediaBox": [0, 0, self.width + 2 * around, self.height + 2 * around],
            "/CropBox": [0, 0, self.width + 2 * around, self.height + 2 * around],
            "/BleedBox": [
                around - BLEED, around - BLEED,
                around + self.width + BLEED, around + self.height + BLEED,
            ],
            "/TrimBox": [around, around, around + self.width, around + self.height],
        }  # fmt: skip


def for_press(content: bytes, day: date, progress: Progress | None = None) -> bytes:
    """The document as PDF/X-4 (ISO 15930-7): in CMYK, with 3 mm of bleed, without links.

    Marks show where the paper is cut. The file is dated `day`, so that it is the same each time.

    A page that is coloured to its edges is drawn larger by as much as the bleed asks. Texts in
    black and grey are printed with black ink alone. What the inks look like says the profile of
    the output intent, to which all other colours were converted.
    """
    told = progress or silent()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn: set[tuple[int, int]] = set()
        for number, page in enumerate(pdf.pages):
            told.step(0.9 * number / len(pdf.pages))
            _prepare(pdf, page, drawn)
        del pdf.Root.PageLabels
        _intend(pdf)
        _date(pdf, day)
        _describe(pdf, metadata.for_print(_said(pdf), content, day))
        return _saved(pdf, _PRESS_PDF)


def _intend(pdf: Pdf) -> None:
    """Name the printing condition as PDF/X asks for it, and say that nothing was trapped."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        OutputCondition=String("Sheet-fed offset on coated paper, ISO 12647-2"),
        RegistryName=String("http://www.color.org"),
        Info=String("Coated offset FOGRA39 (free)"),
        DestOutputProfile=pdf.make_indirect(Stream(pdf, _offset(), N=4)),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/Trapped"] = Name("/False")


def _date(pdf: Pdf, day: date) -> None:
    for name in ("/CreationDate", "/ModDate"):
        pdf.docinfo[name] = String(f"D:{day:%Y%m%d}000000Z")


def _prepare(pdf: Pdf, page: pikepdf.Page, drawn: set[tuple[int, int]]) -> None:
    box = [float(cast("float", side)) for side in page.mediabox]
    sheet = _Sheet(box[2] - box[0], box[3] - box[1])
    page.contents_coalesce()
    text = cast("Stream", page.obj.Contents).read_bytes()
    inner = in_cmyk(text)
    scale = _reach(text, sheet)
    across = SLUG - (scale[0] - 1) * sheet.width / 2
    up = SLUG - (scale[1] - 1) * sheet.height / 2
    placed = f"q {scale[0]:.6f} 0 0 {scale[1]:.6f} {across:.4f} {up:.4f} cm\n".encode()
    clip = "q {:.3f} {:.3f} {:.3f} {:.3f} re W n\n".format(*_bleed(sheet)).encode()
    page.obj.Contents = pdf.make_stream(clip + placed + inner + b"\nQ Q\n" + _marks(sheet))
    for name, sides in sheet.boxes().items():
        page.obj[name] = Array(sides)
    if "/Annots" in page.obj:
        del page.obj["/Annots"]
    _convert_pictures(page.obj, drawn)


def _bleed(sheet: _Sheet) -> tuple[float, float, float, float]:
    corner = SLUG - BLEED
    return corner, corner, sheet.width + 2 * BLEED, sheet.height + 2 * BLEED


def _reach(content: bytes, sheet: _Sheet) -> tuple[float, float]:
    """How much larger a page is drawn: by the bleed if a ground covers it, else not at all."""
    whole = f"0.00 0.00 {sheet.width:.2f} {sheet.height:.2f} re".encode()
    if whole not in content:
        return 1.0, 1.0
    return 1 + 2 * BLEED / sheet.width, 1 + 2 * BLEED / sheet.height


def _marks(sheet: _Sheet) -> bytes:
    """Crop marks at the four corners, in all inks."""
    lines: list[str] = ["q 1 1 1 1 K 0.25 w"]
    for x, away in ((SLUG, -1), (SLUG + sheet.width, 1)):
        for y, out in ((SLUG, -1), (SLUG + sheet.height, 1)):
            lines.append(
                f"{x + away * _OFF:.3f} {y:.3f} m {x + away * (_OFF + _MARK):.3f} {y:.3f} l S "
                f"{x:.3f} {y + out * _OFF:.3f} m {x:.3f} {y + out * (_OFF + _MARK):.3f} l S"
            )
    return "\n".join([*lines, "Q"]).encode()


_COLOUR = re.compile(rb"(?<![\d.])(\d?\.?\d+) (\d?\.?\d+) (\d?\.?\d+) (rg|RG)\b")
_INKS = {b"rg": "k", b"RG": "K"}


def in_cmyk(operators: bytes) -> bytes:
    """Drawing operators whose colours are mixed from four inks instead of three lights."""
    return _COLOUR.sub(_ink, operators)


def _ink(found: re.Match[bytes]) -> bytes:
    cyan, magenta, yellow, black = inks(*(float(found[n]) for n in (1, 2, 3)))
    return f"{cyan:.3f} {magenta:.3f} {yellow:.3f} {black:.3f} {_INKS[found[4]]}".encode()


@lru_cache(maxsize=1024)
def inks(red: float, green: float, blue: float) -> tuple[float, float, float, float]:
    """The shares of cyan, magenta, yellow and black that make a colour.

    Greys are black alone, and so is what is as good as grey and dark enough for a text: four
    inks one over the other would blur its small letters. The darkest of it is not screened.
    """
    lightest, spread = max(red, green, blue), max(red, green, blue) - min(red, green, blue)
    if spread <= _GREY or (spread <= _GREYISH and lightest <= _TEXT):
        solid = lightest <= _SOLID
        return 0.0, 0.0, 0.0, 1.0 if solid else 1 - (red + green + blue) / 3
    one = Image.new("RGB", (1, 1), tuple(round(_FULL * one) for one in (red, green, blue)))
    cyan, magenta, yellow, black = four_inks(one).tobytes()
    return cyan / _FULL, magenta / _FULL, yellow / _FULL, black / _FULL


def _convert_pictures(holder: pikepdf.Object, drawn: set[tuple[int, int]]) -> None:
    """Convert the pictures and the drawings that a page uses, each once in a document."""
    resources = holder.get("/Resources")
    drawings = None if resources is None else resources.get("/XObject")
    if drawings is None:
        return
    for drawing in drawings.values():
        if drawing.objgen in drawn:
            continue
        drawn.add(drawing.objgen)
        stream = cast("Stream", drawing)
        if drawing.Subtype == Name.Image:
            _convert_picture(stream)
        else:
            stream.write(in_cmyk(stream.read_bytes()))
            _convert_pictures(drawing, drawn)


def _convert_picture(stream: Stream) -> None:
    if stream.get("/ColorSpace") != Name.DeviceRGB:
        return
    with Image.open(io.BytesIO(stream.read_raw_bytes())) as picture:
        four = four_inks(picture.convert("RGB"))
    held = io.BytesIO()
    four.save(held, "JPEG", quality=92, subsampling=0)
    stream.write(held.getvalue(), filter=Name.DCTDecode)
    stream.ColorSpace = Name.DeviceCMYK
    # JPEG with four inks is kept upside down, as the program that invented it did.
    stream.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])


def four_inks(picture: Image.Image) -> Image.Image:
    """A picture in the four inks of the output intent, as near as they come to its colours."""
    # Only a transform in place has no answer.
    return cast("Image.Image", ImageCms.applyTransform(picture, _to_inks()))


@cache
def _to_inks() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        io.BytesIO(_srgb()),
        io.BytesIO(_offset()),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def _offset() -> bytes:
    """How the inks look on coated paper in offset."""
    return (places.resources() / "print" / "offset-fogra39.icc").read_bytes()


# a password ---------------------------------------------------------------------------------------


def protected(content: bytes, password: str) -> bytes:
    """The document encrypted with AES-256: it opens with the password only.

    Raises:
        InvalidInput: the password is too short.
    """
    if len(password) < SHORTEST:
        raise InvalidInput(
            _("A password needs at least {n} characters.").format(n=SHORTEST),
            _("Choose a longer one."),
        )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        held = io.BytesIO()
        pdf.save(held, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
        return held.getvalue()


def _saved(pdf: Pdf, form: str = "") -> bytes:
    held = io.BytesIO()
    pdf.save(
        held,
        force_version=form,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return held.getvalue()
