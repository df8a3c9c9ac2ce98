# SPDX-License-Identifier: Apache-2.0
"""A field is said once, on the record; form, table, filter, search, history and export read it.

`name: Mapped[str] = field(Text(200), N_("Name"), required=True)` makes the column and puts a
`Field` into its `info`, which is all the rest of the program knows about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeVar, cast

from sqlalchemy import ForeignKey, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from crm.errors import InvalidInput
from crm.kinds.base import Kind
from crm.kinds.links import Reference
from crm.words import _, tr

V = TypeVar("V")
Ordered = Literal["", "pinyin", "surname"]


@dataclass(frozen=True)
class Field:
    """One field of a record, as the rest of the program sees it.

    `group` is the composed group of the form it stands in; `listed` fields can be columns of a
    list, `shown` ones are columns from the start; `searched` ones feed the search; `computed`
    ones are written by the program and only shown; `english` names the field that holds the
    English text for documents; `default` is what a new record begins with; `ordered` texts have a
    key beside them (`sort_key`) by which lists sort them as they are said.
    """

    kind: Kind[Any]
    label: str
    group: str = "main"
    required: bool = False
    searched: bool = False
    listed: bool = True
    shown: bool = False
    computed: bool = False
    private: bool = False
    hint: str = ""
    english: str = ""
    default: object = None
    ordered: Ordered = ""
    name: str = ""

    @property
    def title(self) -> str:
        """The label in the language of here and now."""
        return tr(self.label)

    @property
    def heading(self) -> str:
        """The label with its unit, as a column header: 总投资（万元）."""
        unit = tr(self.kind.unit)
        return _("{label} ({unit})").format(label=self.title, unit=unit) if unit else self.title

    def read(self, text: str) -> object:
        """The value that a text entered by a user means; empty text is unknown (None).

        Raises:
            InvalidInput: the text is no such value, or the field must not be empty.
        """
        if not text.strip():
            return self.check(None)
        return self.kind.parse(text)

    def check(self, value: object) -> object:
        """The value as it may be stored; an empty text is unknown (None).

        Raises:
            InvalidInput: the field must not be empty and is, or its kind refuses the value.
        """
        if value is not None and value not in {"", ()}:
            return self.kind.take(value)
        if self.required:
            raise InvalidInput(
                _("{field} is empty.").format(field=self.title),
                _("Please fill it in."),
            )
        return None

    def show(self, value: object) -> str:
        """The value as it is displayed; unknown shows as nothing."""
        return "" if value is None else self.kind.show(value)


def field(
    kind: Kind[V],
    label: str,
    *,
    group: str = "main",
    required: bool = False,
    searched: bool = False,
    listed: bool = True,
    shown: bool = False,
    computed: bool = False,
    private: bool = False,
    hint: str = "",
    english: str = "",
    index: bool = False,
    default: object = None,
    ordered: Ordered = "",
) -> Mapped[Any]:
    """Declare a column together with all that the program needs to know about it.

    `active_history` keeps the value from before an edit even when the record was expired: the
    history would otherwise lose it.
    """
    spec = Field(
        kind=kind, label=label, group=group, required=required, searched=searched, listed=listed,
        shown=shown, computed=computed, private=private, hint=hint, english=english,
        default=default, ordered=ordered,
    )  # fmt: skip
    constraints = (
        [ForeignKey(f"{kind.record}.id", ondelete="RESTRICT")]
        if isinstance(kind, Reference)
        else []
    )
    return mapped_column(
        kind.column_type(),
        *constraints,
        nullable=not required,
        index=index or isinstance(kind, Reference),
        default=default,
        active_history=True,
        info={"field": spec},
    )


def sort_key(name: str) -> str:
    """The column that holds how the text of an ordered field is sorted."""
    return f"{name}_key"


def ordered_names(record: type) -> tuple[str, ...]:
    """The fields that the class itself declares as ordered, before it is a record type."""
    found: list[str] = []
    for name, made in vars(record).items():
        if isinstance(made, MappedColumn):
            column = cast("MappedColumn[Any]", made).column
            spec = cast("Field | None", column.info.get("field"))
            if spec is not None and spec.ordered:
                found.append(name)
    return tuple(found)


@cache
def fields_of(record: type[DeclarativeBase]) -> Mapping[str, Field]:
    """The declared fields of a record type by name, in the order of declaration."""
    found: dict[str, Field] = {}
    for attribute in inspect(record).column_attrs:
        column = attribute.columns[0]
        spec = cast("Field | None", column.info.get("field"))
        if spec is not None:
            found[attribute.key] = replace(spec, name=attribute.key)
    return found
