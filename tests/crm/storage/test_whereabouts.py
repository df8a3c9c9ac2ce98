# SPDX-License-Identifier: Apache-2.0
"""A store keeps away from network drives and from folders that a service copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.errors import StorageTrouble
from crm.storage.store import open_store
from crm.storage.whereabouts import on_network, refuse_unsafe_place, sync_folder

MOUNTS = [("/", "ext4"), ("/mnt/office", "cifs"), ("/mnt/office/local", "ext4"), ("/n", "nfs4")]


@pytest.mark.parametrize(
    "folder",
    ["OneDrive", "OneDrive - County", "Dropbox", "坚果云", "我的坚果云", "Nutstore", "BaiduNetdisk",
     "百度网盘", "百度云同步盘", "WPS云盘", "Google Drive", "iCloudDrive"],
)  # fmt: skip
def test_folders_of_copying_services_are_known_by_name(folder: str) -> None:
    assert sync_folder(Path("/home/office") / folder / "deep" / "office.icr") == folder


@pytest.mark.parametrize("folder", ["drive", "clouds", "云阳县", "Documents", "招商"])
def test_ordinary_folders_are_not(folder: str) -> None:
    assert not sync_folder(Path("/home") / folder / "office.icr")


@pytest.mark.parametrize("path", ["/mnt/office/office.icr", "/n/a/office.icr", "//server/a.icr"])
def test_network_drives_are_known_by_their_file_system(path: str) -> None:
    assert on_network(Path(path), MOUNTS)


@pytest.mark.parametrize("path", ["/home/office.icr", "/mnt/office/local/office.icr", "/nn/a.icr"])
def test_local_drives_are_not_network_drives(path: str) -> None:
    assert not on_network(Path(path), MOUNTS)


def test_a_windows_share_is_a_network_drive() -> None:
    with pytest.raises(StorageTrouble, match="network drive"):
        refuse_unsafe_place(Path(r"\\server\share\office.icr"))


def test_no_store_is_made_in_a_copied_folder(tmp_path: Path) -> None:
    folder = tmp_path / "坚果云"
    folder.mkdir()
    with pytest.raises(StorageTrouble, match="坚果云"):
        open_store(folder / "office.icr")
    assert list(folder.iterdir()) == []
