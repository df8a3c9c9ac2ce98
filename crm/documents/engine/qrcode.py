# SPDX-License-Identifier: Apache-2.0
"""QR codes as one path of rectangles."""

from __future__ import annotations

from functools import lru_cache

import segno

from crm.errors import InvalidInput
from crm.words import _

QUIET = 4
"""The blank border, in modules, that readers need."""
_MASK = 4
"""One fixed mask instead of trying all eight: it is read as well and made far quicker."""


@lru_cache(maxsize=4096)
def path(text: str) -> tuple[int, str]:
    """How many modules a side has (with the border), and the rectangles in module units.

    Raises:
        InvalidInput: the text is too long for a code.
    """
    try:
        made = segno.make(text, error="m", micro=False, boost_error=False, mask=_MASK)
    except (segno.DataOverflowError, ValueError) as trouble:
        raise InvalidInput(
            _("The text is too long for a QR code."), _("Shorten the address or the note.")
        ) from trouble
    rows = [bytes(row) for row in made.matrix]
    size = len(rows)
    bars: list[str] = []
    for number, row in enumerate(rows):
        start = row.find(1)
        while start >= 0:
            stop = row.find(0, start)
            stop = size if stop < 0 else stop
            bars.append(f"{start + QUIET} {size - 1 - number + QUIET} {stop - start} 1 re")
            start = row.find(1, stop)
    return size + 2 * QUIET, " ".join(bars)
