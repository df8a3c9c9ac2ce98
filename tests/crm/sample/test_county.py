# SPDX-License-Identifier: Apache-2.0
"""The sample county is whole, true to its own rules, and the same every time."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Generator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Table, func, select

from crm.documents.guide.printing import make
from crm.documents.guide.speech import MARK
from crm.domain.all_records import RECORDS
from crm.domain.attachment import BLOBS
from crm.domain.rules.stages import STATUS_NEEDS
from crm.errors import Cancelled, InvalidInput
from crm.kinds.days import PartialDay
from crm.kinds.texts import credit_code_holds
from crm.progress import Progress
from crm.queries import guard
from crm.queries.guide import GuideData, editions, read_guide
from crm.sample.county import build
from crm.sample.courses import STAGES
from crm.sample.funds import origin_of
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project
from tests.crm.documents.engine.reading import texts

TODAY = date(2026, 6, 30)
Row = Mapping[str, Any]
All = Mapping[str, Mapping[int, Row]]


def contents(register: Register) -> All:
    """Every record of a store by type and id."""
    found: dict[str, dict[int, Row]] = {}
    with register.reading() as session:
        for name, kind in RECORDS.items():
            table = cast("Table[Any]", kind.__table__)
            rows = session.execute(select(table)).mappings()
            found[name] = {row["id"]: dict(row) for row in rows}
    return found


@pytest.fixture(scope="module")
def county_path(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(store_template, tmp_path_factory.mktemp("county") / "county.icr"))
    register = open_store(path)
    build(register, today=TODAY)
    register.close()
    return path


@pytest.fixture(scope="module")
def county_store(county_path: Path) -> Generator[Register]:
    register = open_store(county_path)
    yield register
    register.close()


@pytest.fixture(scope="module")
def county(county_store: Register) -> All:
    return contents(county_store)


def of(county: All, record: str, field: str) -> Mapping[int, list[Row]]:
    """The records of a type by what they refer to."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in county[record].values():
        found[row[field]].append(row)
    return found


def test_it_has_all_that_an_office_works_with(county: All) -> None:
    numbers = {name: len(rows) for name, rows in county.items()}
    assert numbers["project"] == 120
    assert numbers["organisation"] == 300
    assert numbers["person"] == 700
    assert numbers["event"] == 40
    assert numbers["activity"] == 1500
    assert numbers["follow_up"] == 600
    assert numbers["policy"] == 60
    assert numbers["procedure"] == 3
    assert min(numbers.values()) > 0, [name for name, n in numbers.items() if not n]


def test_a_status_says_all_that_it_needs(county: All) -> None:
    for one in county["project"].values():
        assert all(one[name] for name in STATUS_NEEDS[str(one["status"])]), one["status"]


def test_every_stage_and_status_is_there(county: All) -> None:
    projects = county["project"].values()
    assert set(STAGES) == {p["stage"] for p in projects}
    assert {p["status"] for p in projects} == {
        "normal", "delayed", "shelved", "terminated", "completed"
    }  # fmt: skip


def test_every_value_is_one_that_a_user_could_have_entered(county: All) -> None:
    for name, rows in county.items():
        for field in RECORDS[name].fields().values():
            for value in {field.check(row[field.name]) for row in rows.values()} - {None}:
                assert field.kind.unpack(field.kind.pack(value)) == value
                again = field.kind.parse(field.kind.show(value))
                assert again == value, (name, field.name, value)


def test_every_reference_leads_somewhere(county: All) -> None:
    for name, rows in county.items():
        for field in RECORDS[name].fields().values():
            target = getattr(field.kind, "record", None)
            if target is not None:
                ids = {row[field.name] for row in rows.values()} - {None}
                assert ids <= set(county[target]), (name, field.name)


def test_the_stage_history_is_in_order_and_ends_in_the_stage(county: All) -> None:
    moves = of(county, "stage_change", "project_id")
    for number, project in county["project"].items():
        own = sorted(moves[number], key=lambda row: row["id"])
        days = [move["moved_on"] for move in own]
        assert days == sorted(days)
        assert days[-1] <= TODAY
        assert own[-1]["to_stage"] == project["stage"]
        assert own[-1]["moved_on"] == project["stage_since"]
        assert own[0]["from_stage"] is None
        for before, after in pairwise(own):
            assert after["from_stage"] == before["to_stage"]
            forward = STAGES.index(after["to_stage"]) - STAGES.index(before["to_stage"])
            assert after["marked"] is (forward != 1)
            assert bool(after["reason"]) is (forward != 1)


def test_signed_projects_were_negotiated_before(county: All) -> None:
    moves = of(county, "stage_change", "project_id")
    events = county["event"]
    for number, project in county["project"].items():
        signed = project["signed_on"]
        assert (signed is not None) is (project["stage"] in {"sign", "build"})
        if signed is None:
            continue
        assert isinstance(signed, PartialDay)
        talks = [m["moved_on"] for m in moves[number] if m["to_stage"] == "negotiate"]
        assert signed.last() >= max(talks)
        assert project["agreement_kind"] is not None
        assert project["agreed_investment"] is not None
        assert project["lead_official_id"] is not None
        event = project["signing_event_id"]
        assert project["signed_without_event"] is (event is None)
        if event is not None:
            assert events[event]["starts_on"] <= signed.last()
            assert events[event]["state"] == "held"


def test_projects_being_built_have_what_the_gate_asks_for(county: All) -> None:
    receipts = of(county, "receipt", "project_id")
    slots = of(county, "attachment", "owner_id")
    for number, project in county["project"].items():
        if project["stage"] == "build":
            assert project["started_on"] is not None
            assert project["started_on"].first() > project["signed_on"].first()
            assert project["filing_code"]
            assert receipts[number]
            assert {"agreement", "started"} <= {a["slot"] for a in slots[number]}


def test_from_negotiation_on_there_is_an_investor_with_a_contact(county: All) -> None:
    parties = of(county, "party", "project_id")
    for number, project in county["project"].items():
        if project["stage"] in {"negotiate", "sign", "build"}:
            assert [p for p in parties[number] if p["role"] == "investor" and p["person_id"]]
            assert project["screening"] is not None
            assert project["intended_investment"] is not None


def test_somebody_spoke_with_the_investor_within_a_month_before_the_talks(county: All) -> None:
    activities = of(county, "activity", "project_id")
    moves = of(county, "stage_change", "project_id")
    for number in county["project"]:
        for move in moves[number]:
            if move["to_stage"] == "negotiate" and not move["marked"]:
                gaps = [(move["moved_on"] - a["happened_on"]).days for a in activities[number]]
                last = max(m["moved_on"] for m in moves[number] if m["to_stage"] == "negotiate")
                assert move["moved_on"] != last or any(0 <= gap <= 30 for gap in gaps)


def test_receipts_come_after_the_signing_from_where_the_investor_sits(county: All) -> None:
    parties = of(county, "party", "project_id")
    organisations = county["organisation"]
    over = 0
    for number, receipts in of(county, "receipt", "project_id").items():
        project = county["project"][number]
        places = {organisations[p["organisation_id"]]["place"] for p in parties[number]}
        for receipt in receipts:
            assert receipt["month"].last() >= project["signed_on"].first()
            assert receipt["month"].last() < TODAY
            assert receipt["place"] in places
            assert receipt["origin"] == origin_of(receipt["place"])
        over += sum(r["amount"] for r in receipts) > project["total_investment"]
    assert over <= 2


def test_a_settled_receipt_has_its_report_and_approved_amount(county: All) -> None:
    states = Counter(r["state"] for r in county["receipt"].values())
    assert set(states) == {"draft", "reported", "approved", "reduced"}
    for receipt in county["receipt"].values():
        assert (receipt["reported_on"] is None) is (receipt["state"] == "draft")
        if receipt["state"] == "reduced":
            assert receipt["approved_amount"] < receipt["amount"]
        if receipt["amount"] < 0:
            assert receipt["corrects_id"] is not None


def test_events_lie_behind_and_ahead_with_attendees_to_match(county: All) -> None:
    attendances = of(county, "attendance", "event_id")
    ahead = 0
    for number, event in county["event"].items():
        assert event["starts_on"] <= event["ends_on"]
        states = Counter(a["state"] for a in attendances[number])
        if event["ends_on"] < TODAY:
            assert event["state"] == "held"
            assert states["attended"] > states["absent"]
            assert event["spending"] is not None
        else:
            ahead += 1
            assert set(states) <= {"invited", "replied"}
            assert event["summary"] is None
        people = [a["person_id"] for a in attendances[number] if a["person_id"]]
        assert len(people) == len(set(people)), "nobody attends twice"
    assert ahead >= 5


def test_some_attendees_are_still_to_be_followed_up(county: All) -> None:
    attended = [a for a in county["attendance"].values() if a["state"] == "attended"]
    open_ones = [a for a in attended if a["followed_up_on"] is None]
    assert 10 < len(open_ones) < len(attended) / 5
    for row in attended:
        event = county["event"][row["event_id"]]
        if row["followed_up_on"]:
            assert event["ends_on"] <= row["followed_up_on"] <= TODAY


def test_follow_ups_are_overdue_due_and_done(county: All) -> None:
    rows = county["follow_up"].values()
    waiting = [row["due_on"] for row in rows if row["state"] == "open"]
    assert sum(due < TODAY for due in waiting) > 20
    assert sum(due == TODAY for due in waiting) > 5
    assert sum(0 < (due - TODAY).days <= 7 for due in waiting) > 20
    for row in rows:
        assert (row["done_on"] is not None) is (row["state"] == "done")
        assert row["person_id"] or row["project_id"] or row["organisation_id"]


@pytest.mark.parametrize("record", ["project", "organisation", "person"])
def test_the_last_activity_of_a_record_is_the_last_one(county: All, record: str) -> None:
    spoken, talks = of(county, "activity", f"{record}_id"), county["activity"]
    parts = of(county, "activity_person", "person_id")
    assert len(spoken) > 20
    for number, one in county[record].items():
        also = [talks[p["activity_id"]] for p in parts.get(number, ()) if record == "person"]
        days = [row["happened_on"] for row in (*spoken.get(number, ()), *also)]
        assert one["last_activity_on"] == max(days, default=None)


def test_policies_give_the_guard_something_to_say(county: All) -> None:
    policies = county["policy"].values()
    assert any(p["review"] == "unreviewed" and p["may_be_published"] for p in policies)
    assert any(p["expires_on"] and p["expires_on"] < TODAY for p in policies)
    assert any(not p["may_be_published"] for p in policies)
    good = [p for p in policies if p["may_be_published"] and p["review"] != "unreviewed"]
    assert len(good) > 35
    assert set(of(county, "policy_article", "policy_id")) == set(county["policy"])


def test_credit_codes_hold_and_nobody_can_be_reached(county: All) -> None:
    codes = [o["credit_code"] for o in county["organisation"].values() if o["credit_code"]]
    assert len(codes) > 250
    assert all(map(credit_code_holds, codes))
    for person in county["person"].values():
        assert person["mobile"][3:7] == "0000"
        assert person["email"] is None or person["email"].endswith("@example.com")


def test_published_sheets_are_complete_in_both_languages(county: All) -> None:
    released = [p for p in county["project"].values() if p["may_be_published"]]
    assert 45 <= len(released) <= 75
    pictured = {a["owner_id"] for a in county["attachment"].values() if a["slot"] == "picture"}
    for project in released:
        assert project["id"] in pictured
        for name in ("name", "content", "market", "benefits", "work_done", "supporting"):
            assert project[name], (project["name"], name)
            assert project[f"{name}_en"].isascii() or "m²" in project[f"{name}_en"] or "＿" in (
                project[f"{name}_en"]
            ) or "–" in project[f"{name}_en"], project[f"{name}_en"]  # fmt: skip
        assert project["conditions_en"]
        assert project["contact_name"]
        assert project["contact_phone"]


@pytest.mark.parametrize(
    "record", ["policy", "policy_article", "cost_item", "cost_price", "overview_item",
               "register_entry", "procedure", "procedure_step"]
)  # fmt: skip
def test_what_the_guide_prints_has_its_english(county: All, record: str) -> None:
    fields = RECORDS[record].fields()
    lacking: set[str] = set()
    for row in county[record].values():
        for field in fields.values():
            english = field.english or f"{field.name}_en"
            text = row[field.name]
            if english in fields and isinstance(text, str) and not text.isascii():
                lacking |= {field.name} if not row[english] else set[str]()
    assert not lacking


@pytest.fixture(scope="module")
def english_guide(county_store: Register) -> GuideData:
    """What the English edition of the sample county's guide holds."""
    with county_store.reading() as session:
        (edition,) = (row for row in editions(session) if row["language"] == "en")
        return read_guide(session, edition.id, today=TODAY)


def test_the_guard_misses_no_english_in_the_sample(english_guide: GuideData) -> None:
    assert guard.missing_english(english_guide) == ()
    assert english_guide.projects
    assert english_guide.policies


def test_the_english_edition_of_the_sample_falls_back_to_no_chinese(
    english_guide: GuideData, tmp_path: Path
) -> None:
    made = make(english_guide, language="en")
    assert made.untranslated == frozenset()
    target = tmp_path / "guide.pdf"
    target.write_bytes(made.content)
    pages = texts(target)
    whole = "\n".join(pages)
    assert MARK not in whole
    assert "RMB" not in whole
    # Beside the English stand the Chinese names of projects, which may hold brackets of their own.
    names = "".join(str(entry.project["name"]) for entry in english_guide.projects)
    signs = {sign for sign in "，。、；：（）《》〔〕“”" if sign in whole and sign not in names}
    assert signs <= set("“”")
    # Once in the list of distances and once on the map.
    way = next(page for page in pages if "By road, in kilometres and hours" in page)
    assert [name for name in ("Shanghai", "Wuhan", "Yichang") if way.count(name) < 2] == []


def test_files_are_kept_once_and_have_their_size(county: All, county_store: Register) -> None:
    with county_store.reading() as session:
        kept = {
            row.sha256: row.size for row in session.execute(select(BLOBS.c.sha256, BLOBS.c.size))
        }
    files = county["attachment"].values()
    assert {f["sha256"] for f in files} == set(kept)
    assert all(f["size"] == kept[f["sha256"]] for f in files)
    assert 12 < len(kept) < 30


def test_nothing_happened_after_today(county: All) -> None:
    past = {
        "activity": ("happened_on",), "progress_entry": ("entered_on",),
        "project": ("stage_since", "status_on", "screened_on", "last_activity_on"),
        "follow_up": ("done_on",), "problem": ("raised_on", "closed_on"),
        "library_entry": ("entered_on", "left_on"), "policy": ("issued_on", "reviewed_on"),
        "person": ("consent_on",), "cost_price": ("collected_on", "effective_from"),
    }  # fmt: skip
    for record, names in past.items():
        for row in county[record].values():
            for name in names:
                assert row[name] is None or row[name] <= TODAY, (record, name, row[name])


def test_records_were_made_before_they_were_changed(county: All) -> None:
    for rows in county.values():
        for row in rows.values():
            assert row["created_at"] <= row["updated_at"]
            assert row["updated_at"].date() <= TODAY


def test_the_same_day_gives_the_same_county(county: All, store: Register) -> None:
    build(store, today=TODAY)
    again = contents(store)
    for name, rows in county.items():
        assert again[name] == rows, name


@pytest.mark.parametrize(
    "day", [date(2026, 1, 1), date(2026, 3, 1), date(2028, 2, 29), date(2026, 12, 31)]
)
def test_it_can_be_made_on_any_day(store: Register, day: date) -> None:
    build(store, today=day)
    made = contents(store)
    assert len(made["project"]) == 120
    assert {t["year"] for t in made["target"].values()} == {day.year}
    for receipt in made["receipt"].values():
        assert receipt["month"].last() < day


def test_a_larger_county_has_other_people_in_each_batch(store: Register) -> None:
    build(store, today=TODAY, scale=2)
    made = contents(store)
    assert len(made["project"]) == 240
    assert len({p["code"] for p in made["project"].values()}) == 240
    for record in ("organisation", "project", "event"):
        names = Counter(row["name"] for row in made[record].values())
        assert max(names.values()) == 1, names.most_common(3)
    assert len(made["policy"]) == 60


def test_stopping_leaves_an_empty_store(store: Register) -> None:
    progress = Progress(lambda share, _note: progress.cancel() if share > 0.5 else None)
    with pytest.raises(Cancelled):
        build(store, today=TODAY, progress=progress)
    with store.reading() as session:
        for kind in RECORDS.values():
            assert session.scalar(select(func.count(kind.id))) == 0


def test_progress_is_told_often_and_never_backwards(store: Register) -> None:
    told: list[float] = []
    build(store, today=TODAY, scale=2, progress=Progress(lambda share, _note: told.append(share)))
    assert told == sorted(told)
    assert len(told) > 20
    assert told[-1] == 1.0


def test_a_store_with_records_is_left_alone(store: Register) -> None:
    with store.writing("Prepared") as unit:
        a_project(unit)
    with pytest.raises(InvalidInput):
        build(store, today=TODAY)
    assert len(contents(store)["project"]) == 1


def test_it_can_be_made_on_a_server(postgres: Register, county: All) -> None:
    build(postgres, today=TODAY)
    made = contents(postgres)
    assert {name: len(rows) for name, rows in made.items()} == {
        name: len(rows) for name, rows in county.items()
    }
