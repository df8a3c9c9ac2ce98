# SPDX-License-Identifier: Apache-2.0
"""Pictures from people, made safe: decoded, turned upright, made small enough, encoded anew."""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from collections import OrderedDict
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageOps

from crm.documents.engine.jpeg import bare
from crm.documents.engine.output import Raster
from crm.errors import InvalidInput
from crm.words import _

LARGEST = 60_000_000
"""Pictures with more pixels are refused: a small file may unpack to gigabytes."""
SHARPNESS = 220
"""Dots per inch that a picture keeps at the size it is printed in."""
MOST_KEPT = 64_000_000
"""So many bytes of pictures are kept ready: those of four hundred sheets."""
_QUALITY = 85
_NEARLY = 1.4
"""A picture that is not wider than this is left as it is: making it smaller costs more."""
_LIGHT = 0.3
"""So many bytes a pixel a photograph has at most that is encoded as finely as it came."""
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)
"""What the library raises for a file that is broken or is no picture."""
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


class Held(Protocol):
    """A picture that is read only when it must be made ready for print."""

    @property
    def name(self) -> str:
        """A short name that follows from its bytes."""
        ...

    def read(self) -> bytes:
        """Its bytes."""
        ...


Source = bytes | Path | Held
"""Where a picture comes from."""


def content(source: Source) -> bytes:
    """The bytes of a picture."""
    if isinstance(source, bytes):
        return source
    return source.read_bytes() if isinstance(source, Path) else source.read()


class _Memory:
    """Pictures encoded lately, so that a document composed again need not do it again."""

    def __init__(self, most: int) -> None:
        self._most, self._held, self._lock = most, 0, threading.Lock()
        self._kept: OrderedDict[str, Raster] = OrderedDict()

    def get(self, name: str) -> Raster | None:
        """The picture of this key, if it is still known."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()
            self._held = 0

    def put(self, name: str, raster: Raster) -> None:
        """Keep a picture; the one not used for longest is forgotten."""
        with self._lock:
            former = self._kept.pop(name, None)
            self._held += len(raster.data) - (0 if former is None else len(former.data))
            self._kept[name] = raster
            while self._held > self._most and len(self._kept) > 1:
                self._held -= len(self._kept.popitem(last=False)[1].data)


_WARNINGS = threading.Lock()
"""Warnings are caught for the whole process: one picture at a time."""
_MEMORY = _Memory(MOST_KEPT)


def forget() -> None:
    """Forget the pictures encoded lately."""
    _MEMORY.clear()


def encoded(source: Source, width: float, name: str = "") -> Raster:
    """A picture as JPEG, to be printed `width` points wide; `name` is for the sentence of an error.

    Raises:
        InvalidInput: it is no picture, broken, cut short, or has too many pixels.
    """
    known = key(source, width)
    found = _MEMORY.get(known)
    if found is None:
        found = _encode(source, width, name)
        _MEMORY.put(known, found)
    return found


def _encode(source: Source, width: float, name: str) -> Raster:
    name = name or (source.name if isinstance(source, Path) else _("picture"))
    try:
        data = content(source)
    except OSError:
        data = b""
    with opened(data, name) as picture:
        kept = _as_it_is(picture, data, _pixels(width))
        if kept is not None:
            return kept
        _shrink(picture, _pixels(width))
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)
        return _as_jpeg(picture)


@contextmanager
def opened(source: Source, name: str) -> Generator[Image.Image]:
    """A picture from people, to be worked on inside the block; `name` is for an error.

    Raises:
        InvalidInput: it is no picture, broken, cut short, or has too many pixels.
    """
    try:
        data = content(source)
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _refuse_huge(picture.width * picture.height, name)
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as trouble:
        raise _huge(name) from trouble
    except _BROKEN as trouble:
        raise InvalidInput(
            _("The picture “{name}” is broken or is no picture.").format(name=name),
            _("Open it in another program, save it as JPEG and add it again."),
        ) from trouble


def _refuse_huge(pixels: int, name: str) -> None:
    if pixels > LARGEST:
        raise _huge(name)


def _huge(name: str) -> InvalidInput:
    return InvalidInput(
        _("The picture “{name}” has more than {n} million pixels.").format(
            name=name, n=LARGEST // 1_000_000
        ),
        _("Make it smaller and add it again."),
    )


def _shrink(picture: Image.Image, most: int) -> None:
    """Make a picture `most` pixels wide, once it is upright, if it is clearly wider."""
    lying = _is_lying(picture)
    if (picture.height if lying else picture.width) <= most * _NEARLY:
        return
    size = (picture.width, most) if lying else (most, picture.height)
    picture.thumbnail(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _as_it_is(picture: Image.Image, data: bytes, most: int) -> Raster | None:
    """A JPEG that need not be encoded anew: small, upright, no finer than we would make it.

    What is no picture is left out of it, and it is decoded to see that it is whole.
    """
    width, height = picture.size
    if picture.format != "JPEG" or picture.mode not in {"L", "RGB"} or width > most * _NEARLY:
        return None
    if picture.getexif().get(_ORIENTATION, 1) != 1:
        return None
    alone = bare(data) if len(data) < _LIGHT * width * height else b""
    if not alone:
        return None
    grey = picture.mode == "L"
    picture.draft(None, (1, 1))
    picture.load()
    return Raster(alone, width, height, grey=grey)


def _as_jpeg(picture: Image.Image) -> Raster:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        above = picture.convert("RGBA")
        white = Image.new("RGBA", above.size, "white")
        picture = Image.alpha_composite(white, above)
    grey = picture.mode in {"1", "L"}
    wanted = "L" if grey else "RGB"
    out = io.BytesIO()
    picture = picture if picture.mode == wanted else picture.convert(wanted)
    picture.save(out, "JPEG", quality=_QUALITY, optimize=False, subsampling=2, comment=b"")
    return Raster(out.getvalue(), picture.width, picture.height, grey=grey)


def key(source: Source, width: float) -> str:
    """A short name that is the same for the same picture at the same size.

    At all widths at which a picture stays as it is, it has one name and is kept once.
    """
    known = _name(source)
    if known not in _WIDTHS:
        if len(_WIDTHS) > _MOST_WIDTHS:
            _WIDTHS.clear()
        _WIDTHS[known] = _wide(source)
    if 0 < _WIDTHS[known] <= _pixels(width) * _NEARLY:
        return f"{known}whole"
    return f"{known}w{round(width)}"


_WIDTHS: dict[str, int] = {}
"""How many pixels wide pictures are, by their digest; 0 for what is no picture."""
_MOST_WIDTHS = 1_000


def _wide(source: Source) -> int:
    """How many pixels wide a picture is once it is upright; only its head is read."""
    try:
        held = source if isinstance(source, Path) else io.BytesIO(content(source))
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(held, formats=_FORMATS) as opened:
                return opened.height if _is_lying(opened) else opened.width
    except (*_BROKEN, Image.DecompressionBombError):
        return 0


def _pixels(width: float) -> int:
    """How many pixels a picture keeps when it is printed so many points wide."""
    return max(1, round(width / 72 * SHARPNESS))


def _is_lying(picture: Image.Image) -> bool:
    return picture.getexif().get(_ORIENTATION, 1) in _LYING


@lru_cache(maxsize=2)
def _digest(data: bytes) -> str:
    """The hash of a picture, which is asked for its height and then to be drawn."""
    return hashlib.sha256(data).hexdigest()[:20]


def _name(source: Source) -> str:
    if isinstance(source, bytes):
        return _digest(source)
    return _digest(_state(source).encode()) if isinstance(source, Path) else source.name


def _state(path: Path) -> str:
    """A file's place, size and time of change: another picture there has another key."""
    try:
        found = path.stat()
    except OSError:
        return str(path)
    return f"{path.absolute()} {found.st_size} {found.st_mtime_ns}"
