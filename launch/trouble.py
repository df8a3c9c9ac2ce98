# SPDX-License-Identifier: Apache-2.0
"""What stops a start: a sentence that says what to do, and the exit code."""

from __future__ import annotations


class Trouble(Exception):
    """The program cannot be started here as things are; its text is for the user."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
