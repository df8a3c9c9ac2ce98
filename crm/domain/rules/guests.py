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

COURTESIES = ("先生", "女士", "小姐", "同志", "老师")
"""What is said after a whole name as well, and is no part of it."""
TWO_SIGNS = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "司徒", "夏侯", "端木", "长孙", "宇文", "闻人", "澹台", "南宫",
)  # fmt: skip
"""Surnames of two characters."""


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


def parted(written: str) -> tuple[str, str]:
    """A name as it is written in a list, and the form of address in it: 王强先生 is 王强, 王先生.

    A surname with what is said after it stays as it is: nothing else is known of that name.
    """
    said = next((word for word in COURTESIES if written.endswith(word)), "")
    name = written.removesuffix(said).strip()
    if not said or len(name) < _WHOLE or name in TWO_SIGNS:
        return written, ""
    surname = name[:2] if name[:2] in TWO_SIGNS else name[0]
    return name, f"{surname}{said}"


_WHOLE = 2
"""Fewer characters are no surname with a given name."""


def _plain(name: str) -> str:
    return "".join(folded(name).casefold().split())


def _without_address(plain: str) -> str:
    """A name without what is said after it."""
    end = next((word for word in ADDRESSES if plain.endswith(word) and plain != word), "")
    return plain.removesuffix(end)
