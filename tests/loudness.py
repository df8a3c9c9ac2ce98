# SPDX-License-Identifier: Apache-2.0
"""Hearing what the program logs: a warning nobody expected is a failure."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager

from typing_extensions import override

ExpectLog = Callable[[str], AbstractContextManager[None]]


class Ear(logging.Handler):
    """Hears every log line at WARNING or above, and knows which of them were expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.unexpected.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    @contextmanager
    def listening(self) -> Generator[None]:
        """Hear the root logger while the block runs."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)

    @contextmanager
    def expecting(self, pattern: str) -> Generator[None]:
        """The block logs at least one line that matches the pattern; those lines are welcome.

        Raises:
            AssertionError: it did not.
        """
        before = len(self.unexpected)
        yield
        heard = self.unexpected[before:]
        welcome = [line for line in heard if re.search(pattern, line)]
        assert welcome, f"nothing logged matches {pattern!r}: {heard}"
        self.unexpected[before:] = [line for line in heard if line not in welcome]
