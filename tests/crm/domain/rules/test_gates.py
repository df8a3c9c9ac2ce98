# SPDX-License-Identifier: Apache-2.0
"""A gate names exactly what is missing; filling a lack takes it off the list and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.all_records import RECORDS
from crm.domain.project import Project
from crm.domain.rules.gates import (
    AGREEMENT,
    GATES,
    START,
    Facts,
    lacks_next,
    missing,
    missing_on_the_way,
)
from crm.domain.rules.stages import CODES

TODAY = date(2026, 6, 18)
STAGE = st.sampled_from(CODES)
NAMES = sorted({lack.field for gate in GATES.values() for lack in gate if lack.field})
FACTS = st.builds(
    Facts,
    values=st.fixed_dictionaries(
        {name: st.sampled_from([None, "x"]) for name in NAMES}
        | {"last_activity_on": st.none() | st.dates(date(2026, 4, 1), TODAY)}
    ),
    today=st.just(TODAY),
    parties=st.integers(0, 2),
    investors=st.integers(0, 2),
    contacts=st.integers(0, 2),
    receipts=st.integers(0, 2),
    slots=st.frozensets(st.sampled_from([AGREEMENT, START])),
)
NOTHING = Facts(values={}, today=TODAY)
WHOLE = Facts(
    values=dict.fromkeys(NAMES, "x") | {"last_activity_on": TODAY}, today=TODAY, parties=1,
    investors=1, contacts=1, receipts=1, slots=frozenset({AGREEMENT, START}),
)  # fmt: skip


def keys(stage: str, facts: Facts) -> set[str]:
    return {lack.key for lack in missing(stage, facts)}


def test_every_stage_has_a_gate_and_every_lack_says_what_fills_it() -> None:
    assert tuple(GATES) == CODES
    for lack in (lack for gate in GATES.values() for lack in gate):
        assert lack.field or lack.record, lack.key
        assert not lack.field or lack.field in Project.fields()
        assert not lack.record or lack.record in RECORDS


def test_a_project_of_which_nothing_is_known_lacks_everything() -> None:
    assert all(missing(stage, NOTHING) == GATES[stage] for stage in CODES)


def test_a_project_of_which_all_is_known_lacks_nothing() -> None:
    assert missing_on_the_way(None, "build", WHOLE) == ()


@given(facts=FACTS, stage=STAGE)
def test_what_is_missing_are_lacks_of_the_gate_that_are_not_met(facts: Facts, stage: str) -> None:
    found = missing(stage, facts)
    assert found == tuple(one for one in GATES[stage] if one in found)
    assert not any(lack.met(facts) for lack in found)


@given(facts=FACTS, name=st.sampled_from(NAMES))
def test_to_know_one_field_more_never_adds_a_lack(facts: Facts, name: str) -> None:
    more = replace(facts, values={**facts.values, name: "x"})
    for stage in CODES:
        assert keys(stage, more) <= keys(stage, facts)
        assert name not in keys(stage, more)


@given(facts=FACTS, start=STAGE, stage=STAGE)
def test_a_move_lacks_what_each_gate_on_its_way_lacks(facts: Facts, start: str, stage: str) -> None:
    passed = CODES[CODES.index(start) + 1 : CODES.index(stage) + 1]
    expected = [lack for one in passed for lack in missing(one, facts)]
    assert list(missing_on_the_way(start, stage, facts)) == expected


def test_negotiation_wants_a_contact_within_thirty_days() -> None:
    lacks: list[int] = []
    for days in (0, 30, 31, 90):
        values = {"last_activity_on": TODAY - timedelta(days=days)}
        if "recent_contact" in keys("negotiate", replace(WHOLE, values=values)):
            lacks.append(days)
    assert lacks == [31, 90]


def test_either_of_two_ways_is_enough() -> None:
    assert "target" not in keys("advance", replace(NOTHING, parties=1))
    assert "target" not in keys("advance", replace(NOTHING, values={"target_note": "Letters"}))
    alone = replace(NOTHING, values={"signed_without_event": True})
    assert "signing_event_id" not in keys("sign", alone)
    assert "signing_event_id" in keys(
        "sign", replace(alone, values={"signed_without_event": False})
    )


def test_an_amount_of_nothing_is_known() -> None:
    assert "total_investment" not in keys("reserve", Facts({"total_investment": 0}, TODAY))


def test_after_the_last_stage_nothing_is_lacking() -> None:
    assert lacks_next("build", NOTHING) == ()
    assert lacks_next("sign", NOTHING) == GATES["build"]
