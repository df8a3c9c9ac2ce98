# SPDX-License-Identifier: Apache-2.0
"""From a password to the key of a store file, once per opening instead of once per connection."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

ROUNDS = 256_000
"""SQLCipher 4's own number, so that any of its tools opens the file by the password."""

LEAST = 8
"""The fewest characters of a password: a shorter one is soon guessed by a machine."""

SALT_BYTES = 16
_PLAIN_HEADER = b"SQLite format 3\0"


def key_of(password: str, salt: bytes) -> str:
    """The raw key and salt (96 hex digits) that SQLCipher 4 makes of a password."""
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS, 32)
    return key.hex() + salt.hex()


def proves(password: str, raw_key: str) -> bool:
    """Whether a key with its salt was made of this password."""
    return hmac.compare_digest(key_of(password, bytes.fromhex(raw_key[-2 * SALT_BYTES :])), raw_key)


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted store, its first 16 bytes; a fresh one when there is no file."""
    if path.is_file() and path.stat().st_size >= SALT_BYTES:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    return os.urandom(SALT_BYTES)


def is_encrypted(path: Path) -> bool:
    """Whether a file has something else than SQLite's plain header: a password, or no store."""
    return salt_of(path) != _PLAIN_HEADER if path.is_file() else False


def fits(path: Path, raw_key: str | None) -> bool:
    """Whether a key can be that of a file: its salt is the file's, or neither has a password."""
    if raw_key is None:
        return not is_encrypted(path)
    return raw_key.endswith(salt_of(path).hex())


def raw_key_for(path: Path, password: str) -> str:
    """The raw key for opening the file at `path`, or for making it there."""
    return key_of(password, salt_of(path))
