# SPDX-License-Identifier: Apache-2.0
"""Where a picture that is attached to a record is printed, and in what shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crm.domain.rules.plan import CHAPTERS, TITLES
from crm.words import N_, NC_

PICTURE, COVER = "picture", "cover"
"""The slots of pictures on the sheet of a project, and on the cover of an edition."""
PLATES: Mapping[str, str] = {code: f"chapter-{code}" for code in CHAPTERS}
"""The slots of the pictures that open the chapters of an edition, by chapter."""
SHAPES: Mapping[str, float] = {PICTURE: 2.4, COVER: 1.31, **dict.fromkeys(PLATES.values(), 2.08)}
"""Width by height of the places, on A4; on 大度16开 they are cut by a little more."""
LABELS: Mapping[str, str] = {
    COVER: NC_("guide", "Cover"),
    **{slot: TITLES[code] for code, slot in PLATES.items()},
}
"""What the places in an edition are called, in the order in which they are printed."""
PLACES: Mapping[str, Mapping[str, str]] = {
    "project": {PICTURE: N_("Picture of the project sheet")},
    "guide_edition": LABELS,
}
"""Where pictures of such records can be printed, by slot."""
LEAST_DOTS = 120
"""A picture with fewer dots per inch where it is printed looks coarse."""


class Flaw(NamedTuple):
    """A picture that is not printed as it should be: of which record, and where.

    `dots` are those per inch of a coarse one; 0: it could not be taken at all, and a drawing is
    printed.
    """

    record: str
    id: int
    place: str = ""
    dots: int = 0


MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""The types of files that are pictures."""
