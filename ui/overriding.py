# SPDX-License-Identifier: Apache-2.0
"""The mark of a method that replaces Qt's, for what is seen in the first frame.

The mark is from `typing_extensions`, whose import would cost the first frame three milliseconds;
everything that is imported later takes it from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: object) -> object:
        """The method itself: the mark is for readers and type checkers."""
        return method


__all__ = ["override"]
