# SPDX-License-Identifier: Apache-2.0
"""Where a store file must not lie: network drives and folders that a cloud service copies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from crm.errors import StorageTrouble
from crm.words import _

# How Linux calls the file systems of other computers.
NETWORK_SYSTEMS = frozenset(
    {
        "afs", "ceph", "cifs", "davfs", "davfs2", "fuse.davfs2", "fuse.glusterfs",
        "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre",
        "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
    }
)  # fmt: skip
# How the folders of copying services begin, in lower case and without blanks.
SYNC_FOLDERS = (
    "onedrive", "dropbox", "googledrive", "iclouddrive", "com~apple~clouddocs", "mobiledocuments",
    "nutstore", "坚果云", "我的坚果云", "baidunetdisk", "baiduyun", "baidusync", "百度网盘",
    "百度云", "wpsdrive", "wps云盘", "wps网盘", "weiyun", "微云", "腾讯微云", "aliyundrive",
    "阿里云盘", "115同步盘", "360云盘", "nextcloud", "owncloud", "seafile", "syncthing",
)  # fmt: skip
_REMOTE_DRIVE = 4

Mounts = Iterable[tuple[str, str]]
"""Mount points with their file-system types."""


def refuse_unsafe_place(path: Path, mounts: Mounts | None = None) -> None:
    """Refuse a place where locks do not hold or where a service copies half-written files.

    Raises:
        StorageTrouble: the path lies on another computer, or in a folder of a copying service.
    """
    service = sync_folder(path)
    if service:
        raise StorageTrouble(
            _("The folder “{folder}” is copied by a cloud service, which damages a store.").format(
                folder=service
            ),
            _("Keep the store in a folder of this computer only; let the backups be copied."),
        )
    if on_network(path, mounts):
        raise StorageTrouble(
            _("The store would lie on a network drive, where changes get lost."),
            _("Keep it on this computer, or use the shared server for several people."),
        )


def sync_folder(path: PurePath) -> str:
    """The folder of a copying service that a path lies in, or nothing."""
    for part in path.parts:
        if part.casefold().replace(" ", "").startswith(SYNC_FOLDERS):
            return part
    return ""


def on_network(path: Path, mounts: Mounts | None = None) -> bool:
    """Whether a path lies on another computer."""
    if str(path).startswith(("\\\\", "//")):
        return True
    absolute = Path(os.path.realpath(path))
    if sys.platform == "win32":
        return _drive_type(absolute.drive) == _REMOTE_DRIVE
    return _system_of(absolute, _mounts() if mounts is None else mounts) in NETWORK_SYSTEMS


def _drive_type(drive: str) -> int:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\"))
    return 0


def _system_of(path: Path, mounts: Mounts) -> str:
    """The type of the file system that holds a path: the one mounted deepest above it."""
    holding = [
        (len(point), order, system)
        for order, (point, system) in enumerate(mounts)
        if path.is_relative_to(point)
    ]
    return max(holding)[2] if holding else ""


def _mounts() -> list[tuple[str, str]]:
    """The mounts of this Linux computer; elsewhere none are known."""
    try:
        text = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    # device, mount point, type, then more that does not matter here
    rows = (line.split(" ", maxsplit=3) for line in text.splitlines())
    return [(_unescaped(point), system) for _device, point, system, *_more in rows]


def _unescaped(point: str) -> str:
    r"""A mount point as it is: the kernel writes blanks as \040."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, sign)
    return point
