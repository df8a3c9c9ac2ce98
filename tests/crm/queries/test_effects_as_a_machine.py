# SPDX-License-Identifier: Apache-2.0
"""The effect of events beside plain SQL over the rows, after anything an office can do to them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select, text

from crm.actions import events, funds, records, visits
from crm.actions.merging import Side, merge
from crm.domain.all_records import RECORDS
from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.errors import CrmError
from crm.kinds.days import PartialDay
from crm.queries.conditions import clause
from crm.queries.effects import PARTS, Effect, Told, by_series, line, of_event, of_year
from crm.storage.register import Register
from crm.storage.undo import redo_last, undo_last
from tests.builders import a_person, a_project, an_event, an_organisation

TODAY = date(2026, 6, 30)
MONTH = PartialDay(2026, 5)
DAYS = some.sampled_from([date(2025, 12, 30), date(2026, 1, 1), date(2026, 5, 4), TODAY])
MONEY = some.none() | some.integers(1, 10**12)
WHICH = some.integers(0, 20)
INTERESTS = some.sampled_from(["a", "b", "c", "none", None])

# What plain SQL makes of each record: one row for each time that it counts at an event.
THERE = "id FROM event WHERE NOT deleted AND state <> 'cancelled'"
HOME = f"""CASE WHEN p.signing_event_id IN (SELECT {THERE}) THEN p.signing_event_id
                ELSE p.source_event_id END"""
SIGNED = "p.signed_on IS NOT NULL AND NOT p.deleted"
CAME = "FROM attendance t WHERE NOT t.deleted AND t.state = 'attended'"
RECEIVED = f"""FROM receipt r JOIN project p ON p.id = r.project_id
               WHERE {SIGNED} AND NOT r.deleted
               AND r.state IN ('reported', 'approved', 'reduced')"""
WORTH = """CASE WHEN r.state IN ('approved', 'reduced') AND r.approved_amount IS NOT NULL
           THEN r.approved_amount ELSE r.amount END"""
COUNTED = {
    "attendees": f"t.event_id, 1 {CAME}",
    "interested": f"t.event_id, 1 {CAME} AND t.interest IN ('a', 'b')",
    "visits": "t.event_id, 1 FROM attendance t WHERE NOT t.deleted"
              " AND t.visited_on IS NOT NULL",
    "projects": "p.source_event_id, 1 FROM project p WHERE NOT p.deleted"
                " AND p.previous_id IS NULL",
    "signed": f"{HOME}, 1 FROM project p WHERE {SIGNED} AND p.previous_id IS NULL",
    "started": f"{HOME}, 1 FROM project p WHERE {SIGNED} AND p.previous_id IS NULL"
               " AND p.started_on IS NOT NULL",
    "contracts": f"{HOME}, 1 FROM project p WHERE {SIGNED}",
    "named": f"{HOME}, 1 FROM project p WHERE {SIGNED} AND p.agreed_investment IS NOT NULL",
    "amount": f"{HOME}, COALESCE(p.agreed_investment, 0) FROM project p WHERE {SIGNED}",
    "funds": f"{HOME}, {WORTH} {RECEIVED}",
}  # fmt: skip


class EffectMachine(RuleBasedStateMachine):
    """An office that goes out to events and comes back with projects; a run begins with none."""

    store: Register

    def __init__(self) -> None:
        super().__init__()
        with self.store.writing("Begin") as unit:
            for kind in (Receipt, Project, Attendance, Event, Organisation):
                for one in unit.find(kind):
                    unit.delete(one)
            begun = [
                an_event(unit, starts_on=date(2026, 5, 4), series=series, state="held")
                for series in ("Spring", "Spring", None)
            ]
            for one in (None, begun[0].id):
                a_project(unit, source_event_id=begun[1].id, signing_event_id=one, signed_on=MONTH)

    @rule(
        on=DAYS, length=some.none() | some.integers(0, 3),
        kind=some.sampled_from(["expo", "inbound"]),
        series=some.sampled_from(["Spring", "Autumn", None]),
    )  # fmt: skip
    def hold(self, on: date, length: int | None, kind: str, series: str | None) -> None:
        """An event more; some are visits, which answer an earlier event."""
        ends = None if length is None else on + timedelta(days=length)
        with self.store.writing("Hold") as unit:
            an_event(unit, starts_on=on, ends_on=ends, kind=kind, series=series, state="held")

    @rule(at=WHICH, guest=WHICH, interest=INTERESTS)
    def attend(self, at: int, guest: int, interest: str | None) -> None:
        """Somebody is invited and comes: who was at another event before, or somebody new."""
        event, known = self._some("event", at), self._some("person", guest)
        if event is not None:
            with suppress(CrmError), self.store.writing("Attend") as unit:
                house = an_organisation(unit)
                person = (
                    known if guest % 2 and known else a_person(unit, organisation_id=house.id).id
                )
                for one in events.invite(unit, event, [person]):
                    records.alter(unit, one, {"state": "attended", "interest": interest})

    @rule(at=WHICH, days=some.none() | some.integers(0, 20), visited=some.booleans())
    def follow_up(self, *, at: int, days: int | None, visited: bool) -> None:
        """They are called, soon or late, and come to see the county."""
        attendance = self._some("attendance", at)
        if attendance is not None:
            with suppress(CrmError), self.store.writing("Follow up") as unit:
                found = unit.get(Attendance, attendance)
                starts = unit.get(Event, found.event_id).starts_on
                records.alter(unit, found, {"visited_on": TODAY if visited else None})
                if days is not None:
                    unit.change(found, {"followed_up_on": starts + timedelta(days=days)})

    @rule(at=WHICH)
    def begin(self, at: int) -> None:
        """A project begins with a guest."""
        attendance = self._some("attendance", at)
        if attendance is not None:
            with suppress(CrmError), self.store.writing("Begin project") as unit:
                event = unit.get(Attendance, attendance).event_id
                visits.begin_project(unit, event, [attendance], {"name": "Tea garden"})

    @rule(at=WHICH, event=some.none() | WHICH, amount=MONEY)
    def sign(self, at: int, event: int | None, amount: int | None) -> None:
        """A project is signed: at the event it came from, at another, or at none."""
        signing = None if event is None else self._some("event", event)
        values = {"signed_on": MONTH, "signing_event_id": signing, "agreed_investment": amount}
        self._set(at, {**values, "signed_without_event": signing is None})

    @rule(at=WHICH)
    def start(self, at: int) -> None:
        """Its construction starts."""
        self._set(at, {"started_on": PartialDay(2026, 6)})

    @rule(at=WHICH, event=WHICH, amount=MONEY, kind=some.sampled_from(["phase", "increment"]))
    def increase(self, at: int, event: int, amount: int | None, kind: str) -> None:
        """A later phase or an increase, signed at an event of its own."""
        project = self._some("project", at)
        if project is not None:
            values = {"name": "Later", "previous_id": project, "previous_kind": kind,
                      "signed_on": MONTH, "signing_event_id": self._some("event", event),
                      "agreed_investment": amount}  # fmt: skip
            with suppress(CrmError), self.store.writing("Increase") as unit:
                records.make(unit, Project, values)

    @rule(at=WHICH, amount=some.integers(1, 10**9))
    def fund(self, at: int, amount: int) -> None:
        """Money comes in."""
        project = self._some("project", at)
        if project is not None:
            values = {"project_id": project, "month": MONTH, "amount": amount,
                      "origin": "in_country"}  # fmt: skip
            with suppress(CrmError), self.store.writing("Receipt") as unit:
                funds.enter(unit, [funds.Entry(values)])

    @rule(at=WHICH, percent=some.integers(0, 100))
    def report(self, at: int, percent: int) -> None:
        """The month is reported, and a part of it approved."""
        with self.store.writing("Report") as unit:
            funds.report(unit, MONTH, on=TODAY)
        receipt = self._some("receipt", at)
        if receipt is not None:
            with suppress(CrmError), self.store.writing("Settle") as unit:
                amount = unit.get(Receipt, receipt).amount
                funds.settle(unit, receipt, amount * percent // 100)

    @rule(at=WHICH, record=some.sampled_from(["event", "project", "attendance", "receipt"]))
    def delete(self, at: int, record: str) -> None:
        """A record goes, with what hangs on it."""
        found = self._some(record, at)
        if found is not None:
            with suppress(CrmError), self.store.writing("Delete") as unit:
                records.delete(unit, record, [found])

    @rule(at=WHICH)
    def cancel(self, at: int) -> None:
        """An event does not take place."""
        event = self._some("event", at)
        if event is not None:
            with suppress(CrmError), self.store.writing("Cancel") as unit:
                records.alter(unit, unit.get(Event, event), {"state": "cancelled"})

    @rule(at=WHICH, other=WHICH, record=some.sampled_from(["organisation", "person"]))
    def merge(self, at: int, other: int, record: str) -> None:
        """Two houses, or two people, were one all the time."""
        stays, goes = self._some(record, at), self._some(record, other)
        if stays is not None and goes is not None:
            with suppress(CrmError), self.store.writing("Merge") as unit:
                kind = RECORDS[record]
                sides = [Side(one, unit.get(kind, one).version) for one in (stays, goes)]
                merge(unit, record, sides[0], sides[1], {})

    @rule()
    def undo(self) -> None:
        """The last step is taken back."""
        with suppress(CrmError):
            undo_last(self.store)

    @rule()
    def redo(self) -> None:
        """It is done again."""
        with suppress(CrmError):
            redo_last(self.store)

    @invariant()
    def the_figures_of_an_event_are_those_of_its_rows(self) -> None:
        """One by one, of each series and of the year, up to today."""
        plain = self._plain()
        found = self._year()
        where = "starts_on BETWEEN '2026-01-01' AND '2026-06-30'"
        assert {one.id for one in found} == set(self._all(f"{THERE} AND {where}"))
        with self.store.reading() as session:
            assert {one: of_event(session, one).effect for one in plain} == plain
        for name in ("Spring", "Autumn"):
            of_series = self._all(f"{THERE} AND {where} AND series = '{name}'")
            lines = [one.effect for one in by_series(found) if one.name == name]
            wanted = sum((plain[one] for one in of_series), Effect())
            assert lines == ([wanted] if of_series else [])
        whole = sum((plain[one.id] for one in found), Effect())
        assert line("", found).effect == whole

    @invariant()
    def no_signing_counts_twice_nor_is_lost(self) -> None:
        """Over all events it is the signed projects that came from one or were signed at one."""
        there = self._all(THERE)
        with self.store.reading() as session:
            told = [of_event(session, one).effect.signed for one in there]
        signed = f"""p.id FROM project p WHERE {SIGNED} AND p.previous_id IS NULL
            AND (p.source_event_id IN (SELECT {THERE}) OR p.signing_event_id IN (SELECT {THERE}))"""
        assert sum(told) == len(self._all(signed))

    @invariant()
    def each_figure_opens_the_rows_it_counts(self) -> None:
        """Of the event that began first in the year, and of the whole year."""
        found = self._year()
        for part in PARTS:
            kind = RECORDS[part.record]
            for one in (line("", found[-1:]), line("", found)):
                passes = clause(part.record, part.behind(one.events), today=TODAY)
                query = select(func.count(kind.id)).where(passes, ~kind.deleted)
                with self.store.reading() as session:
                    rows = session.scalar(query)
                code = "contracts" if part.money else part.code
                assert rows == getattr(one.effect, code), part.code

    def _year(self) -> tuple[Told, ...]:
        with self.store.reading() as session:
            return of_year(session, 2026, TODAY)

    def _set(self, at: int, values: dict[str, object]) -> None:
        project = self._some("project", at)
        if project is not None:
            with suppress(CrmError), self.store.writing("Edit") as unit:
                records.alter(unit, unit.get(Project, project), values)

    def _some(self, table: str, at: int) -> int | None:
        found = self._all(f"id FROM {table} WHERE NOT deleted ORDER BY id")
        return found[at % len(found)] if found else None

    def _all(self, query: str) -> list[int]:
        with self.store.reading() as session:
            return [int(one) for one in session.scalars(text(f"SELECT {query}"))]

    def _plain(self) -> dict[int, Effect]:
        counts: dict[int, dict[str, int]] = {one: {} for one in self._all(THERE)}
        with self.store.reading() as session:
            for name, query in COUNTED.items():
                for event, worth in session.execute(text(f"SELECT {query}")):
                    if event in counts:
                        counts[event][name] = counts[event].get(name, 0) + int(worth)
            spoken = f"SELECT t.event_id, t.followed_up_on {CAME} AND t.followed_up_on IS NOT NULL"
            ends = text("SELECT id, COALESCE(ends_on, starts_on) FROM event")
            last = {event: str(day) for event, day in session.execute(ends)}
            for event, day in session.execute(text(spoken)):
                late = date.fromisoformat(str(day)) - date.fromisoformat(last[event])
                if event in counts and late.days <= 7:
                    counts[event]["in_time"] = counts[event].get("in_time", 0) + 1
        return {one: Effect(**numbers) for one, numbers in counts.items()}


@pytest.mark.parametrize(("engine", "runs"), [("store", 6), ("postgres", 1)])
def test_the_effects_are_those_of_the_rows_after_anything_that_is_done(
    engine: str, runs: int, request: pytest.FixtureRequest
) -> None:
    here = type("Here", (EffectMachine,), {"store": request.getfixturevalue(engine)})
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=runs, stateful_step_count=12, deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )  # fmt: skip
