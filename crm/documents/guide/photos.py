# SPDX-License-Identifier: Apache-2.0
"""Pictures of records as they are printed: the part that somebody chose, else the whole."""

from __future__ import annotations

from dataclasses import dataclass

from crm.documents.engine.cropping import cropped
from crm.documents.engine.output import Raster
from crm.documents.engine.pictures import Source
from crm.domain.rules.cropping import Window, dump_window, read_window
from crm.queries.photos import Photo


@dataclass(frozen=True)
class Part:
    """A part of a picture; it is cut out when it is needed."""

    photo: Photo
    window: Window

    @property
    def name(self) -> str:
        """A short name that follows from the bytes of the picture and from the part."""
        return f"{self.photo.name}p{dump_window(self.window).replace(' ', '-')}"

    def read(self) -> bytes:
        """The part as a file of its own.

        Raises:
            InvalidInput: it is no picture, broken, or has too many pixels.
            StorageTrouble: the store cannot be read.
        """
        return cropped(self.photo.read(), self.window)


def dots(raster: Raster, width: float, ratio: float) -> int:
    """How many dots per inch a picture has that fills a place, `width` points by `ratio`."""
    wide = max(width, width / ratio * raster.width / raster.height)
    return int(raster.width * 72 / wide)


def shown(photo: bytes | Photo) -> Source:
    """What is printed of a picture."""
    if isinstance(photo, bytes):
        return photo
    window = read_window(photo.crop)
    return photo if window is None else Part(photo, window)
