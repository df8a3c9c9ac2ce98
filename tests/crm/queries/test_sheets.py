# SPDX-License-Identifier: Apache-2.0
"""Which sheets are printed together."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.event import EventProject
from crm.errors import NotFound
from crm.queries.sheets import batch, chain_called
from crm.storage.register import Register
from crm.words import speaking
from tests.builders import a, a_project, an_event

TODAY = date(2026, 6, 30)


def test_a_chain_is_named_by_its_code_or_its_name_in_either_language() -> None:
    with speaking("zh_CN"):
        assert chain_called("tea") == chain_called("富硒茶") == chain_called("Selenium-rich TEA")
        with pytest.raises(NotFound, match="没有产业链“茶叶”") as raised:
            chain_called("茶叶")
    assert "富硒茶" in raised.value.next_step


def test_the_released_projects_of_a_chain_and_an_event_are_a_batch(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        tea, citrus, secret = (
            a_project(unit, chain=chain, may_be_published=shown).id
            for chain, shown in (("tea", True), ("citrus", True), ("tea", False))
        )
        fair = an_event(unit, name="无锡推介会")
        other = an_event(unit, name="上海推介会")
        for project in (tea, secret):
            a(unit, EventProject, event_id=fair.id, project_id=project)
    with any_store.reading() as session:
        assert batch(session, today=TODAY) == (tea, citrus)
        assert batch(session, today=TODAY, chain="tea") == (tea,)
        assert batch(session, today=TODAY, event_ids=[fair.id]) == (tea,)
        with pytest.raises(NotFound, match="None of these projects may be printed"):
            batch(session, today=TODAY, chain="citrus", event_ids=[fair.id])
        with pytest.raises(NotFound):
            batch(session, today=TODAY, event_ids=[other.id])


def test_a_sheet_past_its_date_is_in_no_batch(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for day in (date(2026, 6, 29), TODAY):
            a_project(unit, chain="tea", may_be_published=True, valid_until=day)
    with any_store.reading() as session:
        assert batch(session, today=TODAY, chain="tea") == (2,)
