# SPDX-License-Identifier: Apache-2.0
"""The system libraries that a Qt window loads on Linux: looked for, installed where possible."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess

from launch.sentences import say
from launch.trouble import Trouble

# What the loader asks for → the package of the Debian family that holds it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# A virtual screen and a window manager: what tests and measurements need, the program does not.
PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox"}


def ensure_screen(*, with_tests: bool) -> None:
    """Have everything a window loads, and with `with_tests` a virtual screen.

    Raises:
        Trouble: libraries are missing and cannot be installed from here.
    """
    wanted = missing_libraries()
    if with_tests:
        wanted |= {name: package for name, package in PROGRAMS.items() if not shutil.which(name)}
    if wanted:
        install(sorted(wanted.values()))
    missing = missing_libraries()
    if missing:
        libraries, packages = ", ".join(sorted(missing)), " ".join(sorted(missing.values()))
        raise Trouble(say("missing libraries", libraries=libraries, packages=packages))


def missing_libraries() -> dict[str, str]:
    """The libraries that cannot be loaded here, each with its Debian package."""
    return {name: package for name, package in LIBRARIES.items() if not _loads(name)}


def install(packages: list[str]) -> None:
    """Install packages where this is a Debian family system and we may; else do nothing."""
    start = _as_administrator()
    if start is None:
        return
    print(say("installing system", packages=" ".join(packages)), flush=True)
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Lists that cannot be refreshed (no network) may still be good enough.
    subprocess.call([*start, "update", "-qq"], env=variables)
    order = ["install", "-y", "-qq", "--no-install-recommends"]
    subprocess.call([*start, *order, *packages], env=variables, stdout=subprocess.DEVNULL)


def _as_administrator() -> list[str] | None:
    tool = shutil.which("apt-get")
    if tool is None:
        return None
    if os.geteuid() == 0:
        return [tool]
    sudo = shutil.which("sudo")
    if sudo is None or subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) != 0:
        return None
    return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", tool]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
