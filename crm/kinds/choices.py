# SPDX-License-Identifier: Apache-2.0
"""Kinds that choose from fixed lists, and yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Boolean, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds.base import Json, Kind, folded
from crm.words import LANGUAGES, _, language, speaking, tr


@dataclass(frozen=True)
class Option:
    """One entry of a dictionary: a stable code and its marked word."""

    code: str
    label: str


def find_option(options: tuple[Option, ...], text: str) -> Option | None:
    """The option with this code or with this label in any language."""
    wanted = folded(text).casefold()
    for option in options:
        names = {option.code.casefold()}
        for spoken in LANGUAGES:
            with speaking(spoken):
                names.add(folded(tr(option.label)).casefold())
        if wanted in names:
            return option
    return None


def no_option(options: tuple[Option, ...], text: str) -> InvalidInput:
    """The error for a text that is none of the options."""
    return InvalidInput(
        _("“{text}” is not in the list.").format(text=text.strip()[:40]),
        _("Choose one of: {choices}.").format(choices=", ".join(tr(o.label) for o in options)),
    )


@dataclass(frozen=True)
class Choice(Kind[str]):
    """One of a list of options; the value is its code."""

    name: str
    options: tuple[Option, ...]

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(40)

    @override
    def parse(self, text: str) -> str:
        option = find_option(self.options, text)
        if option is None:
            raise no_option(self.options, text)
        return option.code

    @override
    def take(self, value: str) -> str:
        if all(option.code != value for option in self.options):
            raise no_option(self.options, value)
        return value

    @override
    def show(self, value: str) -> str:
        return next((tr(o.label) for o in self.options if o.code == value), value)

    @override
    def pack(self, value: str) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> str:
        return cast("str", raw)


class CodesColumn(TypeDecorator[tuple[str, ...]]):
    """Several codes as `,a,b,`, so that a LIKE finds one of them."""

    impl = String(400)
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return f",{','.join(value)}," if value else None

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(c for c in value.split(",") if c)


@dataclass(frozen=True)
class Choices(Kind[tuple[str, ...]]):
    """Several of a list of options; the value is their codes in the list's order."""

    name: str
    options: tuple[Option, ...]

    @override
    def column_type(self) -> TypeEngine[tuple[str, ...]]:
        return CodesColumn()

    @override
    def parse(self, text: str) -> tuple[str, ...]:
        wanted: set[str] = set()
        for part in folded(text).replace("、", ",").replace(";", ",").split(","):
            if part.strip():
                option = find_option(self.options, part)
                if option is None:
                    raise no_option(self.options, part)
                wanted.add(option.code)
        return tuple(o.code for o in self.options if o.code in wanted)

    @override
    def take(self, value: tuple[str, ...]) -> tuple[str, ...]:
        for code in value:
            if all(option.code != code for option in self.options):
                raise no_option(self.options, code)
        return tuple(o.code for o in self.options if o.code in value)

    @override
    def show(self, value: tuple[str, ...]) -> str:
        labels = [tr(o.label) for o in self.options if o.code in value]
        return ("、" if language() == "zh_CN" else ", ").join(labels)

    @override
    def pack(self, value: tuple[str, ...]) -> Json:
        return list(value)

    @override
    def unpack(self, raw: Json) -> tuple[str, ...]:
        return tuple(cast("list[str]", raw))


YES = {"是", "有", "对", "√", "yes", "y", "true", "1"}
NO = {"否", "无", "不", "×", "no", "n", "false", "0"}


@dataclass(frozen=True)
class Flag(Kind[bool]):
    """Yes or no; unknown is neither."""

    @override
    def column_type(self) -> TypeEngine[bool]:
        return Boolean()

    @override
    def parse(self, text: str) -> bool:
        word = folded(text).casefold()
        if word in YES:
            return True
        if word in NO:
            return False
        raise InvalidInput(
            _("“{text}” is neither yes nor no.").format(text=text.strip()[:40]),
            _("Write yes or no, or leave it empty."),
        )

    @override
    def take(self, value: bool) -> bool:
        return value

    @override
    def show(self, value: bool) -> str:
        return _("Yes") if value else _("No")

    @override
    def pack(self, value: bool) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> bool:
        return cast("bool", raw)
