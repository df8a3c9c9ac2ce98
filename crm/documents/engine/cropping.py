# SPDX-License-Identifier: Apache-2.0
"""A part of a picture, cut out before it is made ready for print."""

from __future__ import annotations

import io

from PIL import ImageOps

from crm.documents.engine import pictures
from crm.domain.rules.cropping import Window
from crm.words import _

_FINE = 92


def cropped(content: bytes, window: Window) -> bytes:
    """The part of a picture as a file of its own; the one that came stays as it is.

    Raises:
        InvalidInput: it is no picture, broken, or has too many pixels.
    """
    with pictures.opened(content, _("picture")) as opened:
        upright = ImageOps.exif_transpose(opened)
        part = upright.crop(window.box(*upright.size))
        out = io.BytesIO()
        if part.mode in {"L", "RGB", "CMYK"}:
            part.convert("RGB").save(out, "JPEG", quality=_FINE, subsampling=0)
        else:
            part.convert("RGBA").save(out, "PNG")
    return out.getvalue()
