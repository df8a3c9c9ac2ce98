# SPDX-License-Identifier: Apache-2.0
"""Records are checked, created, merged and deleted, and nothing anybody saved is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.actions import records
from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.domain.records import today
from crm.errors import Conflict, InvalidInput, NotFound
from crm.kinds.days import PartialDay
from crm.storage.history import of_record
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_milestone, a_project, a_staff_member, an_event, an_organisation

PREPARED = {"name": "Tea garden", "site": "Shuiping", "code": "A1"}


def prepared(register: Register, **over: object) -> int:
    """A project with a name, a site and a code; its id."""
    with register.writing("Prepared") as unit:
        return a_project(unit, **{**PREPARED, **over}).id


def stored(register: Register, project_id: int) -> Project:
    with register.reading() as session:
        found = session.get(Project, project_id)
        assert found is not None
        return found


def save(
    register: Register, project_id: int, version: int, originals: Mapping[str, object], **over: str
) -> None:
    with register.writing("Save") as unit:
        records.save(unit, "project", project_id, version, over, originals)


def test_every_field_that_is_wrong_gets_its_sentence() -> None:
    wrong = records.check("project", {"name": "", "code": "9" * 41, "jobs": -1, "site": "Town"})
    assert wrong.keys() == {"name", "code", "jobs"}
    assert wrong["name"] == "Name is empty."
    assert "41" in wrong["code"]
    assert records.check("project", {"name": "Tea", "jobs": None}) == {}


def test_an_option_that_is_not_in_the_dictionary_is_refused() -> None:
    assert records.check("project", {"chain": "gold"}).keys() == {"chain"}
    assert records.check("project", {"modes": ("sole", "gold")}).keys() == {"modes"}


def test_a_new_record_gets_defaults_and_clean_texts(any_store: Register) -> None:
    with any_store.writing("New") as unit:
        made = records.create(unit, "project", {"name": "  Tea   garden ", "site": ""})
    found = stored(any_store, made.id)
    assert (found.name, found.site) == ("Tea garden", None)
    assert (found.stage, found.status, found.may_be_published) == ("reserve", "normal", False)


def test_a_new_record_without_what_is_required_is_refused(any_store: Register) -> None:
    with pytest.raises(InvalidInput) as refused, any_store.writing("New") as unit:
        records.create(unit, "event", {"name": "Roadshow"})
    assert refused.value.fields == {"starts_on": "First day is empty."}


def test_a_reference_to_a_deleted_record_is_refused(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        officer = a_staff_member(unit)
        unit.delete(officer)
    with pytest.raises(InvalidInput) as refused, any_store.writing("New") as unit:
        records.create(unit, "project", {"name": "Tea", "staff_id": officer.id, "unit_id": 99})
    assert refused.value.fields.keys() == {"staff_id", "unit_id"}
    assert refused.value.fields["staff_id"] == "This Staff member no longer exists."


def test_days_in_the_wrong_order_are_told_at_the_field_that_was_edited(store: Register) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit, starts_on=date(2026, 6, 18))
    with pytest.raises(InvalidInput) as refused, store.writing("Save") as unit:
        values = {"ends_on": date(2026, 6, 17)}
        records.save(unit, "event", event.id, event.version, values, {"ends_on": None})
    assert refused.value.fields.keys() == {"ends_on"}


def test_saving_refreshes_the_version(any_store: Register) -> None:
    project_id = prepared(any_store)
    with any_store.writing("Save") as unit:
        saved = records.save(unit, "project", project_id, 1, {"site": "Xinzhou"}, {})
        assert saved.version == 2
    assert stored(any_store, project_id).version == 2


def test_saving_what_is_there_already_writes_nothing(any_store: Register) -> None:
    project_id = prepared(any_store)
    save(any_store, project_id, 1, PREPARED, site="Shuiping")
    assert stored(any_store, project_id).version == 1
    with any_store.reading() as session:
        assert len(of_record(session, Project, project_id)) == 1


def test_edits_of_different_fields_in_two_windows_both_stay(
    any_store: Register, other_window: Register
) -> None:
    project_id = prepared(any_store)
    save(other_window, project_id, 1, PREPARED, site="Xinzhou")
    save(any_store, project_id, 1, PREPARED, code="B2")
    found = stored(any_store, project_id)
    assert (found.site, found.code, found.version) == ("Xinzhou", "B2", 3)


def test_edits_of_the_same_field_come_back_with_all_three_values(
    any_store: Register, other_window: Register
) -> None:
    project_id = prepared(any_store)
    save(other_window, project_id, 1, PREPARED, site="Xinzhou", code="B2")
    with pytest.raises(Conflict) as refused:
        save(any_store, project_id, 1, PREPARED, site="Fengba", code="B2", name="Tea")
    (conflict,) = refused.value.fields
    assert conflict.name == "site"
    assert (conflict.original, conflict.mine, conflict.theirs) == ("Shuiping", "Fengba", "Xinzhou")
    assert stored(any_store, project_id).name == "Tea garden"


def test_a_conflict_is_settled_by_saving_at_the_version_that_was_seen(
    any_store: Register, other_window: Register
) -> None:
    project_id = prepared(any_store)
    save(other_window, project_id, 1, PREPARED, site="Xinzhou")
    save(any_store, project_id, 2, {"site": "Xinzhou"}, site="Fengba")
    assert stored(any_store, project_id).site == "Fengba"


def test_a_record_that_was_deleted_meanwhile_is_not_saved(
    any_store: Register, other_window: Register
) -> None:
    project_id = prepared(any_store)
    with other_window.writing("Delete") as unit:
        records.delete(unit, "project", [project_id])
    with pytest.raises(NotFound):
        save(any_store, project_id, 1, PREPARED, site="Fengba")


EDITED = st.dictionaries(
    st.sampled_from(["name", "site", "code"]), st.sampled_from(["Tea", "Oil", "Nut"]), max_size=3
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(theirs=EDITED, mine=EDITED)
def test_merging_never_loses_an_edit_of_either_side(
    store: Register, theirs: dict[str, str], mine: dict[str, str]
) -> None:
    project_id = prepared(store)
    save(store, project_id, 1, PREPARED, **theirs)
    clash = {name for name in theirs.keys() & mine.keys() if theirs[name] != mine[name]}
    if clash:
        with pytest.raises(Conflict) as refused:
            save(store, project_id, 1, PREPARED, **mine)
        assert {one.name for one in refused.value.fields} == clash
        mine = {}
    save(store, project_id, 1, PREPARED, **mine)
    found = stored(store, project_id)
    kept = {name: getattr(found, name) for name in PREPARED}
    assert kept == {**PREPARED, **theirs, **mine}


def test_deleting_passes_over_what_is_gone_already(
    any_store: Register, other_window: Register
) -> None:
    first, second = prepared(any_store), prepared(any_store)
    with other_window.writing("Delete") as unit:
        records.delete(unit, "project", [first])
    with any_store.writing("Delete") as unit:
        records.delete(unit, "project", [first, second])
    assert stored(any_store, second).deleted
    with pytest.raises(NotFound), any_store.writing("Delete") as unit:
        records.delete(unit, "project", [first, second])


def test_what_hangs_on_a_record_goes_and_comes_back_with_it(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        milestone = a_milestone(unit, project)
    with any_store.writing("Delete") as unit:
        records.delete(unit, "project", [project.id])
    undo_last(any_store)
    with any_store.reading() as session:
        assert [session.get_one(Milestone, milestone.id).deleted] == [False]


def test_what_others_refer_to_can_be_deleted(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        firm = an_organisation(unit)
        records.create(unit, "activity", {
            "subject": "Call", "happened_on": date(2026, 6, 1), "organisation_id": firm.id,
        })  # fmt: skip
    with any_store.writing("Delete") as unit:
        records.delete(unit, "organisation", [firm.id])
        assert unit.any_of(type(firm), firm.id) is not None


def test_setting_many_sets_all_of_them(any_store: Register) -> None:
    ids = [prepared(any_store), prepared(any_store)]
    with any_store.writing("Set") as unit:
        records.set_many(unit, "project", ids, {"chain": "tea"})
    assert {stored(any_store, one).chain for one in ids} == {"tea"}


def test_setting_many_writes_nothing_when_one_of_them_refuses(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        early = an_event(unit, starts_on=date(2026, 6, 1))
        late = an_event(unit, starts_on=date(2026, 6, 18))
    with any_store.writing("Set") as unit:
        with pytest.raises(InvalidInput):
            ids = [early.id, late.id]
            records.set_many(unit, "event", ids, {"ends_on": date(2026, 6, 10)})
        assert unit.get(type(early), early.id).ends_on is None


def test_nobody_deletes_or_overwrites_what_a_colleague_just_wrote(
    any_store: Register, other_window: Register
) -> None:
    with any_store.writing("Prepared") as unit:
        ids = [a_project(unit).id, a_project(unit).id]
    seen = any_store.seen
    with other_window.writing("A colleague") as unit:
        unit.change(unit.get(Project, ids[1]), {"site": "East"})
    with pytest.raises(Conflict), any_store.writing("Delete") as unit:
        records.delete(unit, "project", ids, seen=seen)
    with pytest.raises(Conflict), any_store.writing("Set") as unit:
        records.set_many(unit, "project", ids, {"site": "West"}, seen=seen)
    with any_store.writing("Set") as unit:
        records.set_many(unit, "project", ids, {"code": "7"}, seen=seen)
    any_store.catch_up()
    with any_store.writing("Delete") as unit:
        records.delete(unit, "project", ids, seen=any_store.seen)
        assert not unit.find(Project)


def test_ones_own_changes_are_no_surprise(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit)
    seen = store.seen
    with store.writing("Own") as unit:
        unit.change(unit.get(Project, project.id), {"site": "East"})
    with store.writing("Delete") as unit:
        records.delete(unit, "project", [project.id], seen=seen)


@pytest.mark.parametrize(
    ("record", "values", "field"),
    [
        ("activity", {"subject": "Call", "happened_on": date(2062, 1, 1)}, "happened_on"),
        ("progress_entry", {"done": "Much", "entered_on": date(2062, 1, 1)}, "entered_on"),
        ("milestone", {"kind": "started", "actual": PartialDay(2062, 1)}, "actual"),
    ],
)
def test_what_happened_lies_in_no_future(
    store: Register, record: str, values: dict[str, object], field: str
) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit)
    with pytest.raises(InvalidInput) as refused, store.writing("Ahead") as unit:
        records.create(unit, record, {"project_id": project.id, **values})
    assert refused.value.fields.keys() == {field}
    month = PartialDay(today().year, today().month)
    with store.writing("This month") as unit:
        records.alter(unit, unit.get(Project, project.id), {"signed_on": month})


def test_setting_many_says_how_many_are_gone(any_store: Register) -> None:
    ids = [prepared(any_store), prepared(any_store)]
    with any_store.writing("Delete") as unit:
        records.delete(unit, "project", ids[:1])
    with pytest.raises(NotFound, match="1 of these"), any_store.writing("Set") as unit:
        records.set_many(unit, "project", ids, {"chain": "tea"})
    assert stored(any_store, ids[1]).chain is None


def test_a_stage_is_not_set_past_its_gate(any_store: Register) -> None:
    project_id = prepared(any_store)
    with pytest.raises(InvalidInput) as refused:
        save(any_store, project_id, 1, {"stage": "reserve"}, stage="build")
    assert refused.value.fields.keys() == {"stage"}
