# SPDX-License-Identifier: Apache-2.0
"""Whose desk it is is known by store, says its name, and writes beside changes."""

from __future__ import annotations

from crm.storage.register import Register
from ui.desk.desk import Desk
from ui.desk.owner import Owner, name_of, owner_of, sit_down, staff_of


def test_nobody_in_particular_sits_at_a_new_desk(desk: Desk) -> None:
    assert (owner_of(desk), staff_of(desk), name_of(desk)) == (None, None, "")


def test_who_sits_down_is_known_told_and_stands_beside_changes(desk: Desk) -> None:
    told: list[str] = []
    desk.named.connect(told.append)
    sit_down(desk, Owner(7, "Wen Li"))
    assert (staff_of(desk), told, desk.register.author) == (7, ["Wen Li"], "Wen Li")
    sit_down(desk, None)
    assert (owner_of(desk), desk.register.author) == (None, "")


def test_a_name_that_was_typed_goes_before_that_of_the_staff(desk: Desk) -> None:
    desk.geometry.keep_word("my name", "Section Chief Wen")
    sit_down(desk, Owner(7, "Wen Li"))
    assert desk.register.author == name_of(desk) == "Section Chief Wen"


def test_another_store_has_another_owner(desk: Desk, store: Register) -> None:
    sit_down(desk, Owner(7, "Wen Li"))
    desk.open(store, store="other office")
    assert owner_of(desk) is None
