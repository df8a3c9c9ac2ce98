# SPDX-License-Identifier: Apache-2.0
"""The objects of a PDF file, and how they are laid out in it: the same objects, the same bytes.

Streams stand by themselves; everything else is packed together, many objects in one stream, and
so is the table of where each object stands.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator

from typing_extensions import Buffer

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOGETHER = 200
"""So many objects are packed into one stream."""
_FREE, _ALONE, _PACKED = 0, 1, 2
_LEVEL = 3
"""How hard streams are packed: twice as quickly as by default, for a fiftieth more to store."""


def pack(content: Buffer) -> bytes:
    """Bytes as a stream of the file holds them."""
    return zlib.compress(content, _LEVEL)


def text(words: str) -> str:
    """Words from people, for titles and names."""
    return f"<feff{words.encode('utf-16-be', 'replace').hex()}>"


def literal(ascii_only: str) -> str:
    """A string of ASCII characters."""
    escaped = ascii_only.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped})"


def refer(number: int) -> str:
    """How other objects refer to the object of this number."""
    return f"{number} 0 R"


class Objects:
    """Objects by their numbers, which are handed out from 1."""

    def __init__(self) -> None:
        self._plain: dict[int, str] = {}
        self._streams: dict[int, tuple[str, bytes]] = {}
        self._count = 0

    def reserve(self) -> int:
        """A number for an object that others refer to before it is known."""
        self._count += 1
        return self._count

    def put(self, number: int, content: str) -> None:
        """The object of a number that was reserved."""
        self._plain[number] = content

    def add(self, content: str) -> int:
        """Another object; its number."""
        number = self.reserve()
        self.put(number, content)
        return number

    def stream(self, entries: str, data: bytes, *, packed: bool = True) -> int:
        """A stream with the entries of its dictionary; its number."""
        number = self.reserve()
        how = "/Filter /FlateDecode " if packed else ""
        self._streams[number] = (f"<< {entries} {how}/Length {len(data)} >>", data)
        return number

    def written(self, root: int, info: int) -> Iterator[bytes]:
        """The bytes of the file, piece by piece."""
        digest = hashlib.sha256(repr(self._plain).encode("utf-8", "surrogatepass"))
        places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 0xFFFF)}
        yield _HEAD
        at = len(_HEAD)
        for number, group, holder in self._grouped():
            for place, one in enumerate(group):
                places[one] = (_PACKED, number, place)
            self._streams[number] = holder
        for number, (entries, data) in self._streams.items():
            digest.update(data)
            head = f"{number} 0 obj\n{entries}\nstream\n".encode("latin-1")
            places[number] = (_ALONE, at, 0)
            at += len(head) + len(data) + len(_END)
            yield head
            yield data
            yield _END
        yield self._table(places, at, f"/Root {refer(root)} /Info {refer(info)}", digest.digest())

    def _grouped(self) -> Iterator[tuple[int, list[int], tuple[str, bytes]]]:
        """The packed objects: the number of their stream, which they are, and the stream."""
        numbers = list(self._plain)
        for start in range(0, len(numbers), _TOGETHER):
            group = numbers[start : start + _TOGETHER]
            contents = [self._plain[number].encode("latin-1") for number in group]
            heads, at = "", 0
            for number, content in zip(group, contents, strict=True):
                heads += f"{number} {at} "
                at += len(content) + 1
            data = pack(heads.encode("ascii") + b"\n".join(contents))
            entries = (
                f"<< /Type /ObjStm /N {len(group)} /First {len(heads)} "
                f"/Filter /FlateDecode /Length {len(data)} >>"
            )
            yield self.reserve(), group, (entries, data)

    def _table(
        self, places: dict[int, tuple[int, int, int]], at: int, ends: str, digest: bytes
    ) -> bytes:
        """Where each object stands, as the last object of the file, and what ends the file."""
        own = self.reserve()
        places[own] = (_ALONE, at, 0)
        rows = b"".join(struct.pack(">BIH", *places[number]) for number in range(own + 1))
        data, name = pack(rows), digest.hex()[:32]
        head = (
            f"{own} 0 obj\n<< /Type /XRef /Size {own + 1} /W [1 4 2] {ends} "
            f"/ID [<{name}> <{name}>] /Filter /FlateDecode /Length {len(data)} >>\nstream\n"
        )
        tail = f"startxref\n{at}\n%%EOF\n"
        return b"".join((head.encode("ascii"), data, _END, tail.encode("ascii")))


_END = b"\nendstream\nendobj\n"


def array(parts: Iterable[object]) -> str:
    """An array of what is written already."""
    return f"[{' '.join(map(str, parts))}]"
