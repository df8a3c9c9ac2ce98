# SPDX-License-Identifier: Apache-2.0
"""What differs between an issued edition and the data of today."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from crm.domain.all_records import RECORDS
from crm.queries.editions import Difference, differences, rows_of, snapshot
from tests.crm.documents.guide.office import data, with_edition, with_project, with_values


def test_the_same_data_differ_in_nothing() -> None:
    assert differences(snapshot(data()), data()) == ()
    assert snapshot(data()) == snapshot(data())


def test_a_snapshot_holds_every_record_that_is_printed() -> None:
    kept = json.loads(snapshot(data()))
    assert len(kept.keys() - {"printed"}) == len(list(rows_of(data())))
    for record in ("policy", "policy_article", "cost_price", "procedure_step", "project"):
        assert any(key.startswith(f"{record}-") for key in kept)
        assert record in RECORDS


def test_a_changed_record_is_named_with_its_fields() -> None:
    later = with_project(data(), jobs=999, total_investment=5)
    first = data().projects[0].project
    (found,) = differences(snapshot(data()), later)
    assert (found.record, found.id, found.how) == ("project", first.id, "changed")
    assert found.title == first["name"]
    assert set(found.fields) == {"jobs", "total_investment"}
    assert found.on == ("project", first.id)


def test_a_field_that_editions_did_not_know_makes_no_difference_before_it_is_used() -> None:
    kept = json.loads(snapshot(data()))
    key = f"project-{data().projects[0].project.id}"
    del kept[key]["jobs"], kept[key]["may_be_published"], kept[key]["site"]
    then = json.dumps(kept).encode()
    unused = with_project(data(), jobs=None, may_be_published=False, site=None)
    assert differences(then, unused) == ()
    (found,) = differences(then, with_project(data(), jobs=5, may_be_published=False, site=None))
    assert found.fields == ("jobs",)


def test_new_and_gone_records_are_named() -> None:
    fewer = replace(data(), projects=data().projects[1:])
    gone = data().projects[0].project
    name = str(gone["name"])
    assert differences(snapshot(data()), fewer) == (Difference("project", gone.id, name, "gone"),)
    assert differences(snapshot(fewer), data()) == (Difference("project", gone.id, name, "new"),)


def test_a_part_is_mended_on_the_record_that_it_hangs_on() -> None:
    entry = data().costs[0]
    assert entry.price is not None
    dearer = replace(entry, price=with_values(entry.price, low=Decimal(9)))
    (found,) = differences(snapshot(data()), replace(data(), costs=(dearer,)))
    assert (found.record, found.on) == ("cost_price", ("cost_item", entry.item.id))


def test_being_issued_is_no_difference() -> None:
    later = with_edition(data(), state="issued", pages=3, sha256="0" * 64)
    assert differences(snapshot(data()), later) == ()
    retitled = with_edition(data(), title="Other")
    assert [one.fields for one in differences(snapshot(data()), retitled)] == [("title",)]
