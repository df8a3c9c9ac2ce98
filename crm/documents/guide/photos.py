# SPDX-License-Identifier: Apache-2.0
"""Pictures of records as they are printed: the part that somebody chose, else the whole."""

from __future__ import annotations

from crm.documents.engine.cropping import cropped
from crm.domain.rules.cropping import read_window
from crm.queries.guide import Photo


def shown(photo: bytes) -> bytes:
    """The bytes to print of a picture.

    Raises:
        InvalidInput: a part is asked of what is broken, no picture or has too many pixels.
    """
    window = read_window(photo.crop) if isinstance(photo, Photo) else None
    return photo if window is None else cropped(bytes(photo), window)
