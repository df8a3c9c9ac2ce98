# SPDX-License-Identifier: Apache-2.0
"""The board beside plain SQL over its rows, after anything that an office can do to them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from crm.actions import funds, projects, records
from crm.domain.course import Party
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.stages import CODES, STATUSES
from crm.errors import CrmError
from crm.kinds.days import PartialDay
from crm.queries import board
from crm.queries import funds as ledgers
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from crm.storage.undo import redo_last, undo_last
from tests.builders import a, a_project, an_organisation

TODAY = date(2026, 6, 30)
CHAINS = ("tea", "citrus", None)
MONEY = some.none() | some.integers(1, 10**12)
WHICH = some.integers(0, 20)
MONTHS = some.sampled_from(
    [PartialDay(2025, 12), PartialDay(2026, 1), PartialDay(2026, 6), PartialDay(2026, 7)]
)
FILTERS: tuple[tuple[Filter, str], ...] = (
    (Filter(), "1 = 1"),
    (Filter((Condition("chain", "one_of", ("tea",)),)), "p.chain = 'tea'"),
    (Filter((Condition("chain", "empty"),)), "p.chain IS NULL"),
    (
        Filter((Condition("total_investment", "at_least", 10**6),)),
        "p.total_investment >= 1000000",
    ),
    (
        Filter(
            (Condition("chain", "one_of", ("citrus",)), Condition("previous_id", "empty")),
            any_of=True,
        ),
        "(p.chain = 'citrus' OR p.previous_id IS NULL)",
    ),
)  # fmt: skip
LIVE = "NOT p.deleted AND p.status IN ('normal', 'delayed')"
WORTH = """CASE WHEN r.state IN ('approved', 'reduced') AND r.approved_amount IS NOT NULL
           THEN r.approved_amount ELSE r.amount END"""
YEAR = "r.state <> 'draft' AND r.month >= '2026-01' AND r.month <= '2026-06'"

Columns = list[tuple[str, int, int | None, int]]


class BoardMachine(RuleBasedStateMachine):
    """An office at work on its projects; a run begins with none."""

    store: Register

    def __init__(self) -> None:
        super().__init__()
        with self.store.writing("Begin") as unit:
            for one in (*unit.find(Receipt), *unit.find(Project)):
                unit.delete(one)

    @rule(stage=some.sampled_from(CODES), amount=MONEY, chain=some.sampled_from(CHAINS))
    def create(self, stage: str, amount: int | None, chain: str | None) -> None:
        """A project more, with an investor so that its money has an origin."""
        with self.store.writing("Create") as unit:
            made = a_project(unit, stage=stage, total_investment=amount, chain=chain)
            a(unit, Party, project_id=made.id, role="investor",
              organisation_id=an_organisation(unit, place="330102").id)  # fmt: skip

    @rule(at=WHICH, stage=some.sampled_from(CODES))
    def drag(self, at: int, stage: str) -> None:
        """A card is dragged: forward, over a stage, or back; what is lacking has a reason."""
        project = self._project(at)
        if project is not None:
            with suppress(CrmError), self.store.writing("Move") as unit:
                projects.move(unit, project, stage, on=TODAY, reason="The office says so")

    @rule(at=WHICH, amount=MONEY, chain=some.sampled_from(CHAINS))
    def edit(self, at: int, amount: int | None, chain: str | None) -> None:
        """Other values in the form."""
        project = self._project(at)
        if project is not None:
            values = {"total_investment": amount, "chain": chain}
            with suppress(CrmError), self.store.writing("Edit") as unit:
                records.alter(unit, unit.get(Project, project), values)

    @rule(at=WHICH, status=some.sampled_from([one.code for one in STATUSES]))
    def change_status(self, at: int, status: str) -> None:
        """Shelved, terminated, completed, or running again."""
        project = self._project(at)
        if project is not None:
            with suppress(CrmError), self.store.writing("Status") as unit:
                projects.set_status(
                    unit, project, status, on=TODAY, reason="The office says so",
                    shelved_until=date(2027, 1, 1), lost_to="330102",
                )  # fmt: skip

    @rule(at=WHICH)
    def delete(self, at: int) -> None:
        """A project goes; one with reported money stays."""
        project = self._project(at)
        if project is not None:
            with suppress(CrmError), self.store.writing("Delete") as unit:
                records.delete(unit, "project", [project])

    @rule(at=WHICH, amount=some.integers(1, 10**9), month=MONTHS)
    def fund(self, at: int, amount: int, month: PartialDay) -> None:
        """A receipt is entered."""
        project = self._project(at)
        if project is not None:
            entry = funds.Entry({"project_id": project, "month": month, "amount": amount})
            with suppress(CrmError), self.store.writing("Receipt") as unit:
                funds.enter(unit, [entry])

    @rule(month=MONTHS)
    def report(self, month: PartialDay) -> None:
        """A month is reported."""
        with self.store.writing("Report") as unit:
            funds.report(unit, month, on=TODAY)

    @rule(at=WHICH, percent=some.integers(0, 100))
    def approve(self, at: int, percent: int) -> None:
        """Those who check it approve a part."""
        receipt = self._receipt(at)
        if receipt is not None:
            with suppress(CrmError), self.store.writing("Settle") as unit:
                approved = unit.get(Receipt, receipt).amount * percent // 100
                funds.settle(unit, receipt, approved)

    @rule(at=WHICH, difference=some.integers(-(10**6), 10**6))
    def correct(self, at: int, difference: int) -> None:
        """A reported receipt is corrected by a row."""
        receipt = self._receipt(at)
        if receipt is not None:
            with suppress(CrmError), self.store.writing("Correct") as unit:
                funds.correct(unit, receipt, difference, "Counted twice")

    @rule(at=WHICH, amount=MONEY, kind=some.sampled_from(("phase", "increment")))
    def increase(self, at: int, amount: int | None, kind: str) -> None:
        """A later phase or an increase of a project."""
        project = self._project(at)
        if project is not None:
            values = {"name": "Later", "previous_id": project, "previous_kind": kind,
                      "total_investment": amount}  # fmt: skip
            with suppress(CrmError), self.store.writing("Increase") as unit:
                records.make(unit, Project, values)

    @rule()
    def undo(self) -> None:
        """The last step is taken back."""
        undo_last(self.store)

    @rule()
    def redo(self) -> None:
        """It is done again."""
        redo_last(self.store)

    @invariant()
    def the_board_is_what_its_rows_add_up_to(self) -> None:
        """Column by column, whatever is filtered; and aside what does not run."""
        for wanted, where in FILTERS:
            with self.store.reading() as session:
                found = board.read(session, wanted, today=TODAY)
            shown = [(one.stage, len(one.ids), one.total, one.funds) for one in found.columns]
            assert shown == self._plain(where)
            aside = f"p.status NOT IN ('normal', 'delayed') AND NOT p.deleted AND {where}"
            assert sum(found.aside.values()) == self._one(f"COUNT(*) FROM project p WHERE {aside}")

    @invariant()
    def the_sums_of_the_ledger_are_those_of_its_rows(self) -> None:
        """However it is summed, the lines add up to the whole."""
        for by in ledgers.WAYS:
            with self.store.reading() as session:
                found = ledgers.sums(session, Filter(), by, today=TODAY)
            assert found.whole.entered == sum(line.entered for line in found.lines)
            assert found.whole.counting == sum(line.counting for line in found.lines)
            rows = "FROM receipt r WHERE NOT r.deleted"
            assert found.whole.entered == self._one(f"COALESCE(SUM({WORTH}), 0) {rows}")
            assert found.whole.counting == self._one(
                f"COALESCE(SUM({WORTH}), 0) {rows} AND r.state <> 'draft'"
            )

    def _project(self, at: int) -> int | None:
        return self._some("project", at)

    def _receipt(self, at: int) -> int | None:
        return self._some("receipt", at)

    def _some(self, table: str, at: int) -> int | None:
        number = self._one(f"COUNT(*) FROM {table} WHERE NOT deleted") or 0
        if not number:
            return None
        return self._one(
            f"id FROM {table} WHERE NOT deleted ORDER BY id LIMIT 1 OFFSET {at % number}"
        )

    def _plain(self, where: str) -> Columns:
        rows = f"FROM project p WHERE {LIVE} AND {where}"
        sums = f"SELECT p.stage, COUNT(*), SUM(p.total_investment) {rows} GROUP BY p.stage"
        of_year = f"JOIN receipt r ON r.project_id = p.id AND NOT r.deleted AND {YEAR}"
        received = rows.replace("project p", f"project p {of_year}")
        money = f"SELECT p.stage, SUM({WORTH}) {received} GROUP BY p.stage"
        with self.store.reading() as session:
            found = {one[0]: one[1:] for one in session.execute(text(sums))}
            funds_of = {one[0]: int(one[1]) for one in session.execute(text(money))}
        return [
            (stage, number, None if total is None else int(total), funds_of.get(stage, 0))
            for stage, (number, total) in ((one, found.get(one, (0, 0))) for one in CODES)
        ]

    def _one(self, selected: str) -> int | None:
        with self.store.reading() as session:
            found = session.execute(text(f"SELECT {selected}")).scalar_one()
        return None if found is None else int(found)


@pytest.mark.parametrize(("engine", "runs"), [("store", 20), ("postgres", 5)])
def test_the_sums_are_those_of_the_rows_after_anything_that_is_done(
    engine: str, runs: int, request: pytest.FixtureRequest
) -> None:
    here = type("Here", (BoardMachine,), {"store": request.getfixturevalue(engine)})
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=runs, stateful_step_count=20, deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )  # fmt: skip
