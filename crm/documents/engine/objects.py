# SPDX-License-Identifier: Apache-2.0
"""The objects of a PDF file, which reportlab lays out: the same objects, the same bytes.

Whatever an object says is written already when it comes here; reportlab numbers the objects, puts
them one after the other and tells where each stands. It is the only module that speaks to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Protocol, cast

import deflate
from reportlab.pdfbase import pdfdoc

_VERSION = (1, 7)
_DEFLATE = cast("Any", deflate)
"""Its types need Python 3.12."""
_LEVEL = 5
"""How hard streams are packed: as hard as costs next to nothing."""
_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


def pack(content: bytes) -> bytes:
    """Bytes as a stream of the file holds them, the same on every computer (decision 29)."""
    return bytes(_DEFLATE.zlib_compress(content, _LEVEL))


def text(words: str) -> str:
    """Words from people, for titles and names."""
    return _string("\ufeff".encode("utf-16-be") + words.encode("utf-16-be", "replace"))


def _string(content: bytes) -> str:
    """A string of any bytes; the end of a line is escaped, which readers would change."""
    return f"({content.decode('latin-1').translate(_ESCAPED)})"


def literal(ascii_only: str) -> str:
    """A string of ASCII characters."""
    return _string(ascii_only.encode("ascii"))


def refer(number: int) -> str:
    """How other objects refer to the object of this number."""
    return f"{number} 0 R"


class _Ready(pdfdoc.PDFObject):
    """An object that is written already."""

    def __init__(self) -> None:
        self.content = b"<< >>"

    def format(self, document: object) -> bytes:
        """The bytes of the object."""
        del document
        return self.content


class _Document(Protocol):
    """What is used of reportlab's document."""

    objectcounter: int
    idToObject: dict[str, Any]  # noqa: N815 - reportlab's name
    Catalog: Any
    info: Any

    def Reference(self, obj: object) -> object: ...  # noqa: N802
    def format(self) -> bytes: ...


class Objects:
    """Objects by their numbers, which are handed out from 2: the first is for the fonts."""

    def __init__(self) -> None:
        made = pdfdoc.PDFDocument(invariant=1, pdfVersion=_VERSION)
        self._document = cast("_Document", made)
        self._ready: list[_Ready] = [_Ready()]
        self.fonts = self._document.objectcounter
        """The number that reportlab keeps for the dictionary of all fonts."""
        self._document.idToObject[pdfdoc.BasicFonts] = self._ready[0]

    def reserve(self) -> int:
        """A number for an object that others refer to before it is known."""
        self._ready.append(_Ready())
        self._document.Reference(self._ready[-1])
        return self._document.objectcounter

    def put(self, number: int, content: str) -> None:
        """The object of a number that was reserved."""
        self._ready[number - self.fonts].content = content.encode("latin-1")

    def add(self, content: str) -> int:
        """Another object; its number."""
        number = self.reserve()
        self.put(number, content)
        return number

    def stream(self, entries: str, data: bytes, *, packed: bool = True) -> int:
        """A stream with the entries of its dictionary; its number."""
        number = self.reserve()
        how = "/Filter /FlateDecode " if packed else ""
        head = f"<< {entries} {how}/Length {len(data)} >>\nstream\n".encode("latin-1")
        self._ready[number - self.fonts].content = b"".join((head, data, b"\nendstream"))
        return number

    def written(self, root: int, info: int) -> bytes:
        """The bytes of the file, which is known by all that stands in it."""
        document = self._document
        digest = hashlib.sha256()
        for one in self._ready:
            digest.update(one.content)
        name = digest.hexdigest()[:32]
        vars(document)["_ID"] = f"[<{name}> <{name}>]".encode("ascii")
        document.Catalog = self._ready[root - self.fonts]
        document.info = self._ready[info - self.fonts]
        return document.format()


def array(parts: Iterable[object]) -> str:
    """An array of what is written already."""
    return f"[{' '.join(map(str, parts))}]"
