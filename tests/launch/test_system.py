# SPDX-License-Identifier: Apache-2.0
"""The libraries a window loads are looked for as the loader looks for them."""

from __future__ import annotations

import sys

import pytest

from launch import system
from launch.trouble import Trouble

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps them outside")


def test_a_library_that_is_not_there_is_missing_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "LIBRARIES", {"libc.so.6": "libc6", "libnone.so.9": "libnone9"})
    assert system.missing_libraries() == {"libnone.so.9": "libnone9"}


def test_what_cannot_be_installed_is_named_exactly(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # A search path without apt-get: another family of Linux.
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
    monkeypatch.setattr(system, "LIBRARIES", {"libnone.so.9": "libnone9"})
    with pytest.raises(Trouble, match=r"libnone\.so\.9.*apt-get install libnone9"):
        system.ensure_screen(with_tests=False)
