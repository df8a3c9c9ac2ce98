# SPDX-License-Identifier: Apache-2.0
"""What a search gives the palette: something that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Found(NamedTuple):
    """Something that can be chosen: words, a second rank of words, an icon, a key, what it does."""

    title: str
    act: Callable[[], object]
    detail: str = ""
    icon: str = "chevron-right"
    key: str = ""


Give = Callable[[Sequence[Found]], None]
Finder = Callable[[str, Give], None]
"""Looks for words and gives what it found, at once or later; it may be called again before."""
