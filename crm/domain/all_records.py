# SPDX-License-Identifier: Apache-2.0
"""Every record module, imported once, so that the whole schema is known."""

from __future__ import annotations

from collections.abc import Mapping

from crm.domain import (
    attachment,
    contact,
    cost,
    county,
    course,
    edition,
    event,
    office,
    organisation,
    person,
    policy,
    procedure,
    project,
    receipt,
)
from crm.domain.records import Record, record_types

MODULES = (
    attachment, contact, cost, county, course, edition, event, office, organisation, person,
    policy, procedure, project, receipt,
)  # fmt: skip

RECORDS: Mapping[str, type[Record]] = record_types()
"""Every record type by its table name."""

PAGED = (
    "project", "organisation", "person", "event", "follow_up", "activity", "problem", "policy",
    "cost_item", "procedure", "overview_item", "register_entry", "guide_edition", "unit", "staff",
    "target",
)  # fmt: skip
"""The record types that have a list and a page of their own; the others are parts."""
