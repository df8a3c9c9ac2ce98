# SPDX-License-Identifier: Apache-2.0
"""Where things lie on this computer: the program's own resources and the user's folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_FOLDER = "invest-crm"
STORE_FILE = "office.icr"
SAMPLE_FILE = "sample.icr"


def resources() -> Path:
    """The folder of fonts, icons, themes, translations and data that came with the program."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if isinstance(bundle, str) else Path(__file__).resolve().parent.parent
    return root / "resources"


def data_folder() -> Path:
    """The user's folder for stores and backups. `INVEST_CRM_DATA` names another one."""
    return _user_folder("INVEST_CRM_DATA", "XDG_DATA_HOME", ".local/share")


def store_file() -> Path:
    """Where the office's store lies unless the user names another place."""
    return data_folder() / STORE_FILE


def sample_file() -> Path:
    """Where the window makes the sample county: beside the office's store, never in it."""
    return data_folder() / SAMPLE_FILE


def config_folder() -> Path:
    """The user's folder for settings, window geometry and drafts (`INVEST_CRM_CONFIG`)."""
    return _user_folder("INVEST_CRM_CONFIG", "XDG_CONFIG_HOME", ".config")


def documents_folder() -> Path:
    """Where exported papers are offered to be saved: the user's documents, else the home."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def _user_folder(own: str, xdg: str, fallback: str) -> Path:
    named = os.environ.get(own)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get(xdg) or Path.home() / fallback)
    return base / APP_FOLDER
