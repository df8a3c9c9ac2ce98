# SPDX-License-Identifier: Apache-2.0
"""What would make a test hang or depend on others: modal loops and the network are refused."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMessageBox,
)

# Menus are missing here because their `exec` cannot be replaced: a house test keeps it out of ui.
MODAL: dict[type, tuple[str, ...]] = {
    QDialog: ("exec", "exec_"),
    QMessageBox: ("about", "aboutQt", "critical", "information", "question", "warning"),
    QFileDialog: (
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    QInputDialog: ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("getColor",),
    QFontDialog: ("getFont",),
}
LOCAL = ("127.", "::1", "localhost")


def refuse_modal_dialogs(patch: pytest.MonkeyPatch) -> None:
    """Make everything that opens its own event loop fail instead of waiting for a user."""
    for owner, names in MODAL.items():
        for name in names:
            patch.setattr(owner, name, _refusal(f"{owner.__name__}.{name}"), raising=False)


def refuse_network(patch: pytest.MonkeyPatch) -> None:
    """Let sockets reach only this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[object, ...] | str | bytes) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOCAL):
            self.close()
            pytest.fail(f"a test called out to {address[0]}")
        connect(self, address)

    patch.setattr(socket.socket, "connect", connect_here)


def _refusal(name: str) -> object:
    def refuse(*_words: object, **_named: object) -> NoReturn:
        message = f"{name}() would wait for a user; use open() and signals"
        raise AssertionError(message)

    return refuse
