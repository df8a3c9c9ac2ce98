# SPDX-License-Identifier: Apache-2.0
"""The outline of a file as PDF objects: chapters are shown open, everything below them closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.documents.engine.objects import text


class Leaf(NamedTuple):
    """A line of the outline: its level from 0, what it says, and where it leads to.

    `target` is the place of a page, as it is written in the file.
    """

    level: int
    text: str
    target: str


@dataclass
class _Node:
    """A line, or the root: the line it stands under, its place there, and the lines below it."""

    above: int = 0
    place: int = 0
    below: list[int] = field(default_factory=list[int])


def written(leaves: Sequence[Leaf], names: Sequence[str]) -> list[str]:
    """The dictionaries of the root and of each line; `names` are the references to them.

    No line is more than a level below the one before it.
    """
    nodes = _tree(leaves)
    tops = nodes[0].below
    shown = len(tops) + sum(len(nodes[top].below) for top in tops)
    root = f"<< /Type /Outlines /Count {shown}{_ends(nodes[0], names)} >>"
    return [root, *(_line(leaf, n, nodes, names) for n, leaf in enumerate(leaves, 1))]


def _tree(leaves: Sequence[Leaf]) -> list[_Node]:
    nodes = [_Node()]
    path = [0]
    for number, leaf in enumerate(leaves, 1):
        del path[leaf.level + 1 :]
        nodes.append(_Node(path[-1], len(nodes[path[-1]].below)))
        nodes[path[-1]].below.append(number)
        path.append(number)
    return nodes


def _line(leaf: Leaf, number: int, nodes: Sequence[_Node], names: Sequence[str]) -> str:
    node = nodes[number]
    beside = nodes[node.above].below
    at = node.place
    words = [
        f"<< /Title {text(leaf.text)} /Parent {names[node.above]} /Dest {leaf.target}",
    ]
    if at > 0:
        words.append(f" /Prev {names[beside[at - 1]]}")
    if at + 1 < len(beside):
        words.append(f" /Next {names[beside[at + 1]]}")
    if node.below:
        words.append(f" /Count {len(node.below) * (-1 if leaf.level else 1)}")
        words.append(_ends(node, names))
    return "".join([*words, " >>"])


def _ends(node: _Node, names: Sequence[str]) -> str:
    return f" /First {names[node.below[0]]} /Last {names[node.below[-1]]}" if node.below else ""
