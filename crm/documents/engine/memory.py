# SPDX-License-Identifier: Apache-2.0
"""What the engine remembers from one document to the next, and how it keeps out of its own way.

Everything that is remembered follows from what it was made of and from nothing else: the lines of a
text in a style at a width, the path of a code, a picture at a size, a packed page, the subset of a
face. So a document that is composed again after an edit is made anew from its first page on, costs
what is new in it, and is byte by byte the one that a fresh start would make.
"""

from __future__ import annotations

import atexit
import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

from crm.documents.engine import embedding, output, pictures, qrcode, text


def forget() -> None:
    """Forget all of it, as after a fresh start."""
    text.forget()
    embedding.embedded.cache_clear()
    qrcode.path.cache_clear()
    output.packed.clear()
    pictures.forget()


@cache
def _leave_as_it_is() -> None:
    """When the process ends, let what is remembered go with it, without a last walk through it."""
    atexit.register(gc.freeze)


class _Pause:
    """Who composes now; the collector rests while somebody does."""

    def __init__(self) -> None:
        self._lock, self._count, self._was_on = threading.Lock(), 0, False

    def begin(self) -> None:
        """One more composes."""
        with self._lock:
            if self._count == 0:
                self._was_on = gc.isenabled()
                gc.disable()
                _leave_as_it_is()
            self._count += 1

    def end(self) -> None:
        """One less."""
        with self._lock:
            self._count -= 1
            if self._count == 0 and self._was_on:
                gc.enable()


_PAUSE = _Pause()


@contextmanager
def composing() -> Generator[None]:
    """Let the collector of circles rest: it would walk a growing document again and again.

    A document makes no circles worth the while, and is done within a second or two.
    """
    _PAUSE.begin()
    try:
        yield
    finally:
        _PAUSE.end()
