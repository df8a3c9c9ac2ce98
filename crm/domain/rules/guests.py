# SPDX-License-Identifier: Apache-2.0
"""Who signed in at an event, as they wrote it themselves, before it is known who they are."""

from __future__ import annotations

from dataclasses import dataclass

from crm.kinds.base import folded

ADDRESSES = (
    "秘书长", "副会长", "总经理", "董事长", "会长", "经理", "主任", "局长", "部长", "处长", "科长",
    "书记", "院长", "所长", "教授", "博士", "老师", "先生", "女士", "小姐", "同志", "总", "董",
)  # fmt: skip
"""What is said after a surname instead of the given name."""


@dataclass(frozen=True)
class Guest:
    """Name, organisation, position and telephones of somebody; what is unknown is empty."""

    name: str = ""
    organisation: str = ""
    title: str = ""
    phone: str = ""
    phone2: str = ""
    note: str = ""


def may_be_called(written: str, known: str) -> bool:
    """Whether a name in a list can be that of somebody known: 王总 and 王强先生 can be 王强."""
    one, other = _plain(written), _plain(known)
    bare, other_bare = _without_address(one), _without_address(other)
    if not bare or not other_bare or bare == other_bare:
        return True
    if bare != one and other_bare.startswith(bare):
        return True
    return other_bare != other and bare.startswith(other_bare)


def _plain(name: str) -> str:
    return "".join(folded(name).casefold().split())


def _without_address(plain: str) -> str:
    """A name without what is said after it."""
    end = next((word for word in ADDRESSES if plain.endswith(word) and plain != word), "")
    return plain.removesuffix(end)
