# SPDX-License-Identifier: Apache-2.0
"""Whose desk this is: a member of the staff, chosen on this computer for each store."""

from __future__ import annotations

from typing import NamedTuple

from ui.desk.desk import Desk


class Owner(NamedTuple):
    """Who sits here: the id among the staff of the store, and the name."""

    id: int
    name: str


def owner_of(desk: Desk) -> Owner | None:
    """Who sits at this desk; None when nobody was chosen for the store that is open."""
    number, _blank, name = desk.geometry.word(_key(desk)).partition(" ")
    return Owner(int(number), name) if number.isdigit() else None


def staff_of(desk: Desk) -> int | None:
    """The id of whoever sits at this desk, for what is “mine”."""
    owner = owner_of(desk)
    return None if owner is None else owner.id


def name_of(desk: Desk) -> str:
    """What stands beside changes and at the top: the name that was typed, else the owner's."""
    owner = owner_of(desk)
    return desk.geometry.word("my name") or ("" if owner is None else owner.name)


def sit_down(desk: Desk, owner: Owner | None) -> None:
    """Let somebody sit at this desk from now on; None: nobody in particular."""
    kept = "" if owner is None else f"{owner.id} {owner.name}"
    desk.geometry.keep_word(_key(desk), kept)
    name = name_of(desk)
    if desk.has_register:
        desk.register.author = name
    desk.named.emit(name)


def _key(desk: Desk) -> str:
    return f"owner of {desk.store}"
