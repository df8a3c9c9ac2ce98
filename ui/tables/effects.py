# SPDX-License-Identifier: Apache-2.0
"""What a change in the store can do to a list: new words in cells, or another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crm.domain.all_records import RECORDS
from crm.kinds.links import Reference
from crm.queries.filters import Condition, Filter, part_of
from crm.queries.listing import Listing
from crm.storage.changes import Change


def linked_records(record: str, columns: Iterable[str]) -> frozenset[str]:
    """The other record types whose names stand in the cells of these columns."""
    fields = RECORDS[record].fields()
    kinds = (fields[name].kind for name in columns if name in fields)
    return frozenset(kind.record for kind in kinds if isinstance(kind, Reference))


def looked_through(record: str, of: Filter) -> frozenset[str]:
    """The types of parts that a filter looks at: theirs is another reason to look again."""
    found: set[str] = set()
    for one in of.conditions:
        if isinstance(one, Filter):
            found |= looked_through(record, one)
        elif (part := part_of(record, one.field)) is not None:
            found.add(part[0])
    return frozenset(found)


def may_move(listing: Listing, changes: Iterable[Change]) -> bool:
    """Whether changes of the listed record type can alter who is listed, or in what order."""
    looked_at = set(_sorted_by(listing)) | set(_filtered_by(listing))
    for change in changes:
        if change.created or "deleted" in change.after:
            return True
        # Every save moves the record in a list that is sorted by the time of saving.
        if "updated_at" in looked_at or not looked_at.isdisjoint(change.after):
            return True
    return False


def _sorted_by(listing: Listing) -> Iterator[str]:
    own = RECORDS[listing.record].about.sort
    for name in listing.sort or ((own,) if own else ()):
        yield name.removeprefix("-")


def _filtered_by(listing: Listing) -> Iterator[str]:
    if _has_text(listing.filter):
        fields = RECORDS[listing.record].fields()
        yield from (name for name, field in fields.items() if field.searched)
    yield from _named(listing.filter)


def _has_text(of: Filter) -> bool:
    return bool(of.text) or any(isinstance(one, Filter) and _has_text(one) for one in of.conditions)


def _named(of: Filter) -> Iterator[str]:
    for one in of.conditions:
        if isinstance(one, Condition):
            yield one.field
        else:
            yield from _named(one)
