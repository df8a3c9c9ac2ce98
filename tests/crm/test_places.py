# SPDX-License-Identifier: Apache-2.0
"""The program finds its resources, and keeps what belongs to the user where users expect it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm import places

OWN = ("INVEST_CRM_DATA", "INVEST_CRM_CONFIG")


@pytest.fixture
def _no_own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OWN:
        monkeypatch.delenv(name)


def test_everything_that_comes_along_is_found() -> None:
    for folder in ("fonts", "icons", "themes", "translations", "places", "industries", "sample"):
        assert any((places.resources() / folder).iterdir()), folder


def test_a_bundle_brings_its_own_resources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert places.resources() == tmp_path / "resources"


def test_a_folder_that_is_named_is_used_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INVEST_CRM_DATA", str(tmp_path / "office"))
    monkeypatch.setenv("INVEST_CRM_CONFIG", str(tmp_path / "mine"))
    assert places.store_file() == tmp_path / "office" / "office.icr"
    assert places.config_folder() == tmp_path / "mine"


@pytest.mark.usefixtures("_no_own_folders")
@pytest.mark.parametrize(
    ("variable", "platform", "folder"),
    [("XDG_DATA_HOME", "linux", "data"), ("LOCALAPPDATA", "win32", "data")],
)
def test_data_lies_where_the_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, platform: str, folder: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path / folder))
    assert places.data_folder() == tmp_path / folder / "invest-crm"


@pytest.mark.usefixtures("_no_own_folders")
def test_without_any_word_of_the_system_it_lies_below_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    assert places.data_folder() == tmp_path / ".local/share/invest-crm"
    assert places.config_folder() == tmp_path / ".config/invest-crm"


def test_the_sample_county_is_never_the_store_of_the_office() -> None:
    assert places.sample_file() != places.store_file()
    assert places.sample_file().parent == places.store_file().parent


def test_papers_are_offered_to_the_documents_if_there_are_any(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert places.documents_folder() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert places.documents_folder() == tmp_path / "Documents"
