# SPDX-License-Identifier: Apache-2.0
"""Making the environment: a fresh `.venv`, every library checked against the hashes of the lock."""

from __future__ import annotations

import errno
import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from launch import environment, system
from launch.sentences import say
from launch.trouble import Trouble

OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}


def make(root: Path, purpose: str) -> None:
    """Make the environment, or bring the one that is there up to the lock.

    Raises:
        Trouble: no folder to write to, no `venv`, no network, a system too old.
    """
    _refuse_old_systems()
    if not os.access(root, os.W_OK):
        raise Trouble(say("not written", path=root, reason=os.strerror(errno.EACCES)))
    try:
        with _alone(root):
            if not environment.is_ready(root, purpose):
                print(say("making"), flush=True)
                _make(root, purpose)
    except OSError as error:
        raise Trouble(say("not written", path=root, reason=error.strerror or error)) from error


def _make(root: Path, purpose: str) -> None:
    folder = root / ".venv"
    unfinished = folder / "unfinished"
    if unfinished.exists() or not _is_usable(root):
        _create(folder)
    unfinished.touch()
    for old in environment.LOCKS:
        environment.stamp_file(root, old).unlink(missing_ok=True)
    _install(root, root / environment.LOCKS[purpose])
    environment.stamp_file(root, purpose).write_bytes(environment.stamp(root, purpose))
    unfinished.unlink()


def _is_usable(root: Path) -> bool:
    python = environment.python_of(root)
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    if not python.exists():
        return False
    answer = subprocess.run(
        [python, "-I", "-c", question], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() == f"{sys.version_info.major}.{sys.version_info.minor}"


def _create(folder: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        system.install([package])
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            raise Trouble(say("no venv", package=package))
    # The Python that started us may be the one of the environment that is being replaced.
    base = str(getattr(sys, "_base_executable", sys.executable))
    made = subprocess.call([base, "-m", "venv", "--clear", str(folder)], env=_clean_variables())
    if made != 0:
        raise Trouble(say("not made", path=folder))


def _install(root: Path, lock: Path) -> None:
    order = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    rules = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(lock)]
    python = str(environment.python_of(root))
    if subprocess.call([python, *order, *rules], env=_clean_variables()) != 0:
        raise Trouble(say("not installed"))


def _clean_variables() -> dict[str, str]:
    # These would send the libraries, or the look for them, somewhere else than the environment.
    unwanted = {"PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _refuse_old_systems() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the user may start us with any Python
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise Trouble(say("old python", version=found))
    if sys.platform == "linux":
        needed = OLDEST_GLIBC.get(os.uname().machine, (0, 0))
        found = _glibc()
        if found < needed:
            versions = [".".join(map(str, version)) for version in (needed, found)]
            raise Trouble(say("old glibc", needed=versions[0], found=versions[1]))


def _glibc() -> tuple[int, ...]:
    if sys.platform == "win32":
        return (0, 0)
    try:
        _, number = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
        return tuple(int(part) for part in number.split("."))
    except (ValueError, OSError):
        return (0, 0)


@contextmanager
def _alone(root: Path) -> Generator[None]:
    """Two starts at once: the second waits until the first has made the environment."""
    with (root / ".venv.lock").open("w", encoding="utf-8") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    print(say("waiting"), flush=True)
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(say("waiting"), flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
