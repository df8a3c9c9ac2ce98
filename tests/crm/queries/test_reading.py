# SPDX-License-Identifier: Apache-2.0
"""One record with its names, the parts that hang on it, and finding one by a few words."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from crm.domain.all_records import RECORDS
from crm.domain.course import Party, ProjectPolicy
from crm.domain.event import AgendaItem
from crm.domain.person import Position
from crm.domain.project import Project
from crm.errors import NotFound
from crm.kinds.days import PartialDay
from crm.queries import reading
from crm.queries.reading import Choosable
from crm.storage.register import Register
from tests.builders import (
    a,
    a_milestone,
    a_person,
    a_policy,
    a_project,
    a_receipt,
    a_staff_member,
    a_unit,
    an_attendance,
    an_event,
    an_organisation,
)


def labels(store: Register, record: str, text: str) -> list[str]:
    with store.reading() as session:
        return [one.label for one in reading.choose(session, record, text)]


def test_records_without_searched_words_are_offered_as_they_are(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_receipt(unit, a_project(unit), month=PartialDay(2026, 5))
    assert labels(any_store, "receipt", "") != []
    assert labels(any_store, "receipt", "tea") == []


def test_a_record_is_read_with_its_values_and_the_names_of_others(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        wen, bureau = a_staff_member(unit, name="Officer Wen"), a_unit(unit, name="Bureau")
        made = a_project(
            unit, name="Tea", staff_id=wen.id, unit_id=bureau.id, land_area=Decimal("12.50"),
            signed_on=PartialDay(2026, 6), modes=("sole", "lease"),
        )  # fmt: skip
    with any_store.reading() as session:
        view = reading.read(session, "project", made.id)
    assert (view.record, view.id, view.version, view.title) == ("project", made.id, 1, "Tea")
    assert view.labels == {"staff_id": "Officer Wen", "unit_id": "Bureau"}
    assert set(view.values) == set(Project.fields())
    assert view.values["land_area"] == Decimal("12.50")
    assert view.values["signed_on"] == PartialDay(2026, 6)
    assert view.values["modes"] == ("sole", "lease")
    assert view.values["jobs"] is None
    assert not view.deleted
    assert view.created_at == made.created_at


def test_each_save_is_another_version(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        made = a_project(unit)
    with any_store.writing("Changed") as unit:
        unit.change(unit.get(Project, made.id), {"site": "Town"})
    with any_store.reading() as session:
        assert reading.read(session, "project", made.id).version == 2


def test_a_deleted_record_says_so_and_one_that_never_was_is_not_found(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        made = a_project(unit, name="Tea")
    with any_store.writing("Deleted") as unit:
        unit.delete(unit.get(Project, made.id))
    with any_store.reading() as session:
        assert reading.read(session, "project", made.id).deleted
        assert reading.title_of(session, "project", made.id) == "Tea"
        with pytest.raises(NotFound, match="Project"):
            reading.read(session, "project", 9_999)
        with pytest.raises(NotFound, match="Project"):
            reading.title_of(session, "project", 9_999)


def test_every_record_type_can_be_read_and_found(any_store: Register) -> None:
    with any_store.reading() as session:
        for record in RECORDS:
            with pytest.raises(NotFound):
                reading.read(session, record, 1)
            assert reading.choose(session, record, "") == []
            assert reading.choose(session, record, "tea") == []


def test_a_part_is_called_like_what_it_leads_to(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project, event = a_project(unit), an_event(unit)
        firm, policy = an_organisation(unit, name="Firm"), a_policy(unit, title="Measures")
        party = a(unit, Party, project_id=project.id, organisation_id=firm.id)
        support = a(unit, ProjectPolicy, project_id=project.id, policy_id=policy.id)
        known = an_attendance(unit, event, a_person(unit, name="Li"))
        signed_in = an_attendance(unit, event, a_person(unit), person_id=None, name="Guest")
        milestone = a_milestone(unit, project, kind="filed")
    with store.reading() as session:
        titles = [
            reading.title_of(session, record, part.id)
            for record, part in (
                ("party", party), ("project_policy", support), ("attendance", known),
                ("attendance", signed_in), ("milestone", milestone),
            )
        ]  # fmt: skip
    assert titles == ["Firm", "Measures", "Li", "Guest", "Project filed"]


def test_the_parts_of_a_record_are_live_and_in_their_order(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, other = a_project(unit), a_project(unit)
        for kind in ("filed", "first_contact", "started"):
            a_milestone(unit, project, kind=kind)
        a_milestone(unit, other, kind="formal")
        unit.delete(a_milestone(unit, project, kind="land"))
    with any_store.reading() as session:
        found = reading.parts(session, "milestone", project.id)
    assert [one.values["kind"] for one in found] == ["first_contact", "filed", "started"]
    assert {one.labels["project_id"] for one in found} == {project.name}


def test_an_agenda_goes_by_day_and_hour_and_positions_by_the_latest(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, person, firm = an_event(unit), a_person(unit), an_organisation(unit)
        for day, hour in ((19, 9), (18, 14), (18, 9)):
            a(unit, AgendaItem, event_id=event.id, day=date(2026, 6, day), starts_at=time(hour),
              subject=f"{day} {hour}")  # fmt: skip
        for year in (2015, 2024, 2020):
            a(unit, Position, person_id=person.id, organisation_id=firm.id,
              since=PartialDay(year, 1), title=str(year))  # fmt: skip
    with any_store.reading() as session:
        agenda = reading.parts(session, "agenda_item", event.id)
        positions = reading.parts(session, "position", person.id)
    assert [one.title for one in agenda] == ["18 9", "18 14", "19 9"]
    assert [one.title for one in positions] == ["2024", "2020", "2015"]


def test_what_is_no_part_has_no_parent(store: Register) -> None:
    with store.reading() as session, pytest.raises(KeyError):
        reading.parts(session, "project", 1)


def test_the_likeliest_is_offered_first(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name in ("Green tea", "Tea garden", "Tea", "Mill"):
            a_project(unit, name=name, content="Old TEA road" if name == "Mill" else None)
        unit.delete(a_project(unit, name="Tea house"))
    assert labels(any_store, "project", "tea") == ["Tea", "Tea garden", "Green tea", "Mill"]
    assert labels(any_store, "project", "tea gar") == ["Tea garden"]
    assert labels(any_store, "project", "%") == []


@pytest.mark.parametrize("typed", ["wxsh", "wuxi", "商会", "无锡商会", "Wuxi", "shanghui", "1306"])
def test_a_chamber_is_chosen_as_people_type(any_store: Register, typed: str) -> None:
    with any_store.writing("Prepared") as unit:
        an_organisation(unit, name="无锡商会", name_en="Wuxi Chamber", phone="0510-5551306")
        an_organisation(unit, name="杭州协会")
    assert labels(any_store, "organisation", typed) == ["无锡商会"]


def test_who_is_called_so_comes_before_who_has_it_elsewhere(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_person(unit, name="王利民")
        a_person(unit, name="李明", mobile="13812345678")
        a_person(unit, name="赵云", note="Knows Li Ming, and 李明 knows him")
    assert labels(any_store, "person", "limin")[:2] == ["李明", "王利民"]
    assert labels(any_store, "person", "李明") == ["李明", "赵云"]
    assert labels(any_store, "person", "5678") == ["李明"]


def test_without_words_the_latest_are_offered(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        made = [an_organisation(unit, name=f"Firm {letter}") for letter in "ABC"]
    with any_store.writing("Changed") as unit:
        unit.change(unit.get(type(made[0]), made[0].id), {"short_name": "A"})
    assert labels(any_store, "organisation", "")[0] == "Firm A"


def test_colleagues_on_duty_come_before_those_who_left(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name, active in (("An", False), ("Bo", True), ("Chen", None)):
            a_staff_member(unit, name=name, active=active)
    assert labels(any_store, "staff", "")[0] == "Bo"
    assert set(labels(any_store, "staff", "")) == {"An", "Bo", "Chen"}


def test_namesakes_are_told_apart(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        firm = an_organisation(unit, name="Firm")
        made = [a_person(unit, name="Li", organisation_id=one) for one in (firm.id, None)]
        event = an_event(unit, name="Fair", starts_on=date(2026, 6, 18))
    with any_store.reading() as session:
        people = reading.choose(session, "person", "Li")
        events = reading.choose(session, "event", "Fair")
    assert set(people) == {Choosable(made[0].id, "Li", "Firm"), Choosable(made[1].id, "Li", "")}
    assert events == [Choosable(event.id, "Fair", "2026-06-18")]


def test_no_more_are_offered_than_are_wanted(store: Register) -> None:
    with store.writing("Prepared") as unit:
        for _at in range(30):
            a_person(unit, name="Li")
    with store.reading() as session:
        assert len(reading.choose(session, "person", "Li")) == reading.CHOICES
        assert len(reading.choose(session, "person", "Li", limit=3)) == 3


def test_the_people_of_an_organisation_are_offered_first(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        firm, other = an_organisation(unit), an_organisation(unit)
        theirs = a_person(unit, name="Li Mei", organisation_id=firm.id).id
        for number in range(9):
            a_person(unit, name=f"Li {number}", organisation_id=other.id)
    with any_store.reading() as session:
        near = {"organisation_id": firm.id}
        for text in ("", "Li"):
            found = [one.id for one in reading.choose(session, "person", text, 5, near=near)]
            assert (found[0], len(set(found)), len(found)) == (theirs, 5, 5)
        nobody = reading.choose(session, "person", "Li", near={"organisation_id": None})
        assert nobody == reading.choose(session, "person", "Li")
