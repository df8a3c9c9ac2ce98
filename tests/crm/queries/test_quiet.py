# SPDX-License-Identifier: Apache-2.0
"""How quiet a project is: its light by the office's own days, its silence, and the reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.actions.conventions import settle
from crm.actions.projects import explain_standstill
from crm.domain.rules.staleness import Light
from crm.queries.quiet import Quiet, quiet
from crm.storage.register import Register
from tests.builders import a_project

TODAY = date(2026, 6, 30)
LONG_AGO = datetime(2025, 1, 5, tzinfo=UTC)


def looked(store: Register, project: int) -> Quiet | None:
    with store.reading() as session:
        return quiet(session, project, today=TODAY)


def days(number: int) -> date:
    return TODAY - timedelta(days=number)


@pytest.mark.parametrize(
    ("ago", "light"), [(5, Light.GREEN), (20, Light.YELLOW), (30, Light.RED), (90, Light.RED)]
)
def test_the_light_follows_the_last_sign_of_life(
    any_store: Register, ago: int, light: Light
) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(
            unit, stage="negotiate", stage_since=days(200), last_activity_on=days(ago)
        ).id
    found = looked(any_store, project)
    assert found is not None
    assert (found.light, found.days, found.allowed) == (light, ago, 30)


def test_the_days_of_a_stage_are_those_the_office_settled(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit, stage="negotiate", stage_since=days(200),
                            last_activity_on=days(20)).id  # fmt: skip
        settle(unit, {"stale.negotiate": 15})
    found = looked(store, project)
    assert found is not None
    assert (found.light, found.allowed) == (Light.RED, 15)


def test_a_reason_with_a_day_silences_both_the_light_and_the_month(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(
            unit, stage="build", stage_since=days(200), created_at=LONG_AGO,
            last_progress_on=days(100),
        ).id  # fmt: skip
    before = looked(any_store, project)
    assert before is not None
    assert (before.light, before.silent, before.unreported) == (Light.RED, True, 100)
    with any_store.writing("Explain") as unit:
        explain_standstill(unit, project, "Waits for the plan", on=days(1))
    after = looked(any_store, project)
    assert after is not None
    assert (after.light, after.silent, after.reason) == (Light.GREEN, False, "Waits for the plan")


def test_a_project_aside_of_the_board_is_not_asked(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit, status="shelved", created_at=LONG_AGO).id
    assert looked(store, project) is None
