# SPDX-License-Identifier: Apache-2.0
"""What every record type says of itself holds together."""

from __future__ import annotations

import pytest

from crm.domain.all_records import PAGED, RECORDS
from crm.domain.records import Record
from crm.fields import Field
from crm.kinds.links import Reference
from crm.storage.tables import METADATA

LONGEST_NAME = 63  # of an index or constraint in PostgreSQL, in bytes


@pytest.fixture(params=RECORDS)
def kind(request: pytest.FixtureRequest) -> type[Record]:
    """Each record type in turn."""
    return RECORDS[str(request.param)]


def test_it_is_named_and_sorted_by_fields_that_it_has(kind: type[Record]) -> None:
    assert kind.about.name_field in kind.fields()
    assert hasattr(kind, kind.about.sort.removeprefix("-") or "id")


def test_its_groups_are_those_of_its_fields(kind: type[Record]) -> None:
    used = {field.group for field in kind.fields().values()}
    assert used == set(kind.about.groups or {"main"})


def test_a_part_hangs_on_a_required_reference_or_is_shown_on_a_page(kind: type[Record]) -> None:
    parent = kind.about.parent
    if parent:
        field = kind.fields()[parent]
        assert isinstance(field.kind, Reference)
        assert field.required


def test_references_lead_to_record_types(kind: type[Record]) -> None:
    leads = {f.kind.record for f in kind.fields().values() if isinstance(f.kind, Reference)}
    assert leads <= RECORDS.keys()


def test_english_text_has_a_field_of_the_same_kind(kind: type[Record]) -> None:
    fields = kind.fields()
    for field in fields.values():
        if field.english:
            assert type(fields[field.english].kind) is type(field.kind), field.name


def test_what_must_be_filled_in_may_not_be_empty_in_the_store(kind: type[Record]) -> None:
    columns = kind.__table__.columns
    for name, field in kind.fields().items():
        assert columns[name].nullable is not field.required


def test_a_field_knows_its_name(kind: type[Record]) -> None:
    assert all(isinstance(f, Field) and f.name == name for name, f in kind.fields().items())


def test_every_page_is_that_of_a_record_type() -> None:
    assert set(PAGED) <= RECORDS.keys()


def test_names_in_the_schema_are_short_enough_for_both_engines() -> None:
    names = [str(i.name) for table in METADATA.tables.values() for i in table.indexes]
    names += [str(c.name) for table in METADATA.tables.values() for c in table.constraints]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= LONGEST_NAME
