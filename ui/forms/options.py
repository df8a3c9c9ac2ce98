# SPDX-License-Identifier: Apache-2.0
"""What can be chosen: the options of a fixed list, or records found by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from crm.kinds import codelist, industries, places
from crm.kinds.base import Kind
from crm.kinds.choices import Choice, Choices, Flag
from crm.kinds.industries import Industry
from crm.kinds.links import Reference
from crm.kinds.places import Place
from crm.progress import Progress
from crm.queries import reading
from crm.queries.reading import Choosable
from crm.words import tr
from ui.desk.desk import Desk
from ui.widgets.droplist import GiveOptions, Option, OptionSource

_NUMBERS = count()
"""Each field asks by itself: an answer for one is not dropped because another one asks."""


def options_of(kind: Kind[Any]) -> list[Option] | None:
    """The few options of a kind; None for other kinds."""
    if isinstance(kind, Choice | Choices):
        return [Option(one.code, tr(one.label), one.code) for one in kind.options]
    if isinstance(kind, Flag):
        return [Option(one, kind.show(one)) for one in (True, False)]
    return None


def fixed(kind: Kind[Any]) -> Sequence[Option] | OptionSource | None:
    """What a kind of a fixed list, short or long, lets choose from; None for other kinds."""
    if isinstance(kind, Place | Industry):
        return coded(places.FILES if isinstance(kind, Place) else industries.FILES)
    return options_of(kind)


def coded(files: tuple[str, ...]) -> OptionSource:
    """The codes of a public list, found by name, code, pinyin or initials."""

    def find(text: str, give: GiveOptions) -> None:
        names = codelist.names(*files)
        give([Option(code, names[code], code) for code in codelist.meant(text, *files)])

    return find


def source_of(desk: Desk, kind: Kind[Any]) -> Sequence[Option] | OptionSource | None:
    """Where the options of a kind come from; None when it is typed."""
    return records(desk, kind.record) if isinstance(kind, Reference) else fixed(kind)


Near = Callable[[], Mapping[str, object]]
"""What the likeliest records have: the people of the organisation that is chosen beside."""


def records(desk: Desk, record: str, near: Near | None = None) -> OptionSource:
    """The records of a type whose words fit what is typed, found behind the window.

    `search` of each option is its bare name, without what tells it apart from others.
    """
    topic = f"choose {record} {next(_NUMBERS)}"

    def find(text: str, give: GiveOptions) -> None:
        first = near() if near is not None else None

        def work(_progress: Progress) -> list[Option]:
            with desk.register.reading() as session:
                found = reading.choose(session, record, text, near=first)
            return [Option(one.id, _told_apart(one), one.label) for one in found]

        desk.jobs.submit_read(work, give, owner=desk, topic=topic)

    return find


def _told_apart(one: Choosable) -> str:
    return f"{one.label} · {one.hint}" if one.hint and one.hint != one.label else one.label
