# SPDX-License-Identifier: Apache-2.0
"""Moving a project: the window asks for exactly what the gate lacks and saves all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.attachment import Attachment
from crm.domain.contact import Activity
from crm.domain.course import Party, StageChange
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.records import today
from crm.domain.rules.gates import AGREEMENT, START
from crm.domain.rules.stages import CODES
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from tests.builders import (
    a_person,
    a_project,
    a_staff_member,
    an_attachment,
    an_organisation,
)
from tests.ui.forms.movehands import Opened, fields, put, stage_of
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk, Notice
from ui.forms.moving import MoveDialog, ask_to_move


@pytest.fixture
def project(negotiating: int) -> int:
    return negotiating


@pytest.fixture
def opened(ask: Opened) -> Opened:
    return ask


def test_it_offers_the_next_stage_and_asks_for_what_its_gate_lacks(
    opened: Opened, project: int
) -> None:
    dialog = opened(project)
    assert dialog.stage.current == "sign"
    assert fields(dialog) == [
        "signed_on", "agreement_kind", "agreed_investment", "signing_event_id",
        "signed_without_event", "lead_official_id",
    ]  # fmt: skip
    assert [one.slot for one in dialog.asked.files] == [AGREEMENT]
    dialog.reject()


def test_all_that_is_entered_is_saved_with_the_move_and_undone_with_it(
    store: Register,
    opened: Opened,
    project: int,
    notices: list[Notice],
    tmp_path: Path,
) -> None:
    dialog = opened(project, "sign")
    assert dialog.asked.fields is not None
    type_in(dialog.asked.fields.editors["signed_on"].target, today().isoformat())
    with store.writing("Look") as unit:
        official = a_staff_member(unit, name="County leader")
    put(dialog.asked.fields, agreement_kind="formal", agreed_investment=30_000_000,
        signed_without_event=True, lead_official_id=official.id)  # fmt: skip
    paper = tmp_path / "agreement.pdf"
    paper.write_bytes(b"signed")
    dialog.asked.files[0].take(str(paper))
    assert not dialog.needs_reason()
    moves: list[int] = []
    dialog.moved.connect(moves.append)
    dialog.accept()
    assert moves == [project]
    with store.writing("Look") as unit:
        moved = unit.get(Project, project)
        (change,) = unit.find(StageChange, StageChange.project_id == project)
        (file,) = unit.find(Attachment)
        assert (moved.stage, moved.stage_since) == ("sign", today())
        assert (moved.agreed_investment, moved.agreement_kind) == (30_000_000, "formal")
        assert (change.from_stage, change.to_stage, bool(change.marked)) == (
            "negotiate", "sign", False,
        )  # fmt: skip
        assert (file.slot, file.name, file.owner_id) == (AGREEMENT, "agreement.pdf", project)
    undo = notices[-1].act
    assert undo is not None
    undo()
    with store.writing("Look") as unit:
        back = unit.get(Project, project)
        assert (back.stage, back.agreed_investment) == ("negotiate", None)
        assert not unit.find(StageChange)
        assert not unit.find(Attachment)


def test_moving_over_a_gate_that_is_not_met_needs_a_reason(
    store: Register, opened: Opened, project: int
) -> None:
    dialog = opened(project, "sign")
    dialog.accept()
    assert dialog.isVisible()
    assert "Lead official" in dialog.reason_row.message
    assert stage_of(store, project) == "negotiate"
    type_in(dialog.reason, "The leaders decided so")
    press(dialog.reason, Qt.Key.Key_Return)
    with store.writing("Look") as unit:
        (change,) = unit.find(StageChange)
        assert (change.reason, change.marked) == ("The leaders decided so", True)
    assert stage_of(store, project) == "sign"


def test_moving_back_asks_for_nothing_but_the_reason(
    store: Register, opened: Opened, project: int
) -> None:
    dialog = opened(project, "advance")
    assert fields(dialog) == []
    dialog.accept()
    assert dialog.reason_row.message.startswith("Say why it moves back.")
    type_in(dialog.reason, "The investor left")
    dialog.accept()
    assert stage_of(store, project) == "advance"


def test_another_stage_asks_for_other_things(opened: Opened, project: int) -> None:
    dialog = opened(project, "sign")
    dialog.stage.choose("build")
    dialog.stage.chosen.emit("build")
    assert {"signed_on", "started_on", "filing_code"} <= set(fields(dialog))
    assert "receipt" in dialog.asked.proofs
    dialog.stage.choose("reserve")
    dialog.stage.chosen.emit("reserve")
    assert fields(dialog) == []
    dialog.reject()


def test_the_stages_are_walked_by_the_arrows(opened: Opened, project: int) -> None:
    dialog = opened(project, "sign")
    press(dialog.stage, Qt.Key.Key_Right)
    assert dialog.stage.current == "build"
    assert "started_on" in fields(dialog)
    dialog.reject()


def test_an_investor_and_a_contact_can_be_entered_on_the_way(
    store: Register, opened: Opened
) -> None:
    with store.writing("Prepared") as unit:
        made = a_project(unit, stage="advance", stage_since=today(), intended_investment=1,
                         screening="recommended")  # fmt: skip
        firm, person = an_organisation(unit), a_person(unit)
    dialog = opened(made.id, "negotiate")
    assert list(dialog.asked.proofs) == ["party", "activity"]
    put(dialog.asked.proofs["party"], organisation_id=firm.id, person_id=person.id)
    put(dialog.asked.proofs["activity"], subject="A call", happened_on=today(), kind="call")
    assert not dialog.needs_reason()
    dialog.accept()
    with store.writing("Look") as unit:
        (party,) = unit.find(Party)
        (activity,) = unit.find(Activity)
        assert (party.role, party.project_id, party.person_id) == ("investor", made.id, person.id)
        assert activity.project_id == made.id
    assert stage_of(store, made.id) == "negotiate"


def test_an_investor_without_a_contact_person_only_needs_that(
    store: Register, opened: Opened, project: int
) -> None:
    with store.writing("Prepared") as unit:
        (party,) = unit.find(Party)
        unit.change(party, {"person_id": None})
        unit.change(unit.get(Project, project), {"stage": "advance"})
        person = a_person(unit)
    dialog = opened(project, "negotiate")
    assert (fields(dialog), list(dialog.asked.proofs)) == ([], [])
    put(dialog.asked.person, person_id=person.id)
    dialog.accept()
    with store.writing("Look") as unit:
        (party,) = unit.find(Party)
        assert party.person_id == person.id
    assert stage_of(store, project) == "negotiate"


def test_the_first_funds_can_be_entered_with_the_start_of_construction(
    store: Register, opened: Opened, project: int
) -> None:
    with store.writing("Prepared") as unit:
        found = unit.get(Project, project)
        unit.change(found, {"stage": "sign", "filing_code": "2606"})
        an_attachment(unit, found, slot=START)
    dialog = opened(project, "build")
    assert fields(dialog) == ["started_on"]
    assert dialog.asked.fields is not None
    type_in(dialog.asked.fields.editors["started_on"].target, "2026-06")
    put(dialog.asked.proofs["receipt"], amount=1_000_000, month=PartialDay.of("2026-06"),
        origin="in_country")  # fmt: skip
    dialog.accept()
    with store.writing("Look") as unit:
        (receipt,) = unit.find(Receipt)
        assert (receipt.amount, receipt.project_id) == (1_000_000, project)
    assert stage_of(store, project) == "build"


def test_a_half_entered_record_is_said_beside_its_field(
    store: Register, opened: Opened, project: int
) -> None:
    with store.writing("Prepared") as unit:
        unit.change(unit.get(Project, project), {"stage": "sign"})
    dialog = opened(project, "build")
    proof = dialog.asked.proofs["receipt"]
    put(proof, origin="abroad")
    type_in(dialog.reason, "Decided")
    dialog.accept()
    assert dialog.isVisible()
    assert "Amount" in proof.rows["amount"].message
    dialog.reject()


def test_what_cannot_be_read_is_said_and_the_rest_stays(
    store: Register, opened: Opened, project: int
) -> None:
    dialog = opened(project, "sign")
    rows = dialog.asked.fields
    assert rows is not None
    type_in(rows.editors["agreed_investment"].target, "a lot")
    type_in(dialog.reason, "Decided")
    dialog.accept()
    assert rows.rows["agreed_investment"].message
    assert dialog.reason.text() == "Decided"
    assert stage_of(store, project) == "negotiate"
    dialog.reject()


@pytest.mark.parametrize(("typed", "told"), [("", "Write the day"), ("2030-01-01", "lies ahead")])
def test_a_day_that_cannot_be_is_said_beside_it(
    store: Register, opened: Opened, project: int, typed: str, told: str
) -> None:
    dialog = opened(project, "sign")
    dialog.on.clear()
    type_in(dialog.on, typed)
    type_in(dialog.reason, "Decided")
    dialog.accept()
    assert told in dialog.date_row.message
    assert stage_of(store, project) == "negotiate"
    dialog.reject()


def test_a_project_that_is_shelved_says_why_it_does_not_move(
    store: Register, opened: Opened, project: int
) -> None:
    with store.writing("Prepared") as unit:
        unit.change(unit.get(Project, project), {"status": "shelved"})
    dialog = opened(project, "sign")
    type_in(dialog.reason, "Decided")
    dialog.accept()
    assert "Shelved" in dialog.reason_row.message
    dialog.reject()


def test_a_file_that_is_gone_stops_the_move_and_nothing_is_saved(
    store: Register, opened: Opened, project: int, tmp_path: Path
) -> None:
    dialog = opened(project, "sign")
    dialog.asked.files[0].take(str(tmp_path / "gone.pdf"))
    type_in(dialog.reason, "Decided")
    dialog.accept()
    assert "gone.pdf" in dialog.reason_row.message
    assert stage_of(store, project) == "negotiate"
    dialog.reject()


def test_a_deleted_project_is_told_and_no_window_opens(
    desk: Desk, store: Register, qtbot: QtBot, project: int
) -> None:
    with store.writing("Deleted") as unit:
        unit.delete(unit.get(Project, project))
    told: list[object] = []

    def tell(error: object, _job: object) -> None:
        told.append(error)

    desk.jobs.troubled.connect(tell)
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_to_move(desk, parent, project, "sign", today)
    assert "no longer exists" in str(told[0])
    assert not parent.findChildren(MoveDialog)


@pytest.mark.parametrize("stage", CODES)
def test_from_every_stage_another_one_is_offered(
    store: Register, opened: Opened, stage: str
) -> None:
    with store.writing("Prepared") as unit:
        made = a_project(unit, stage=stage)
    dialog = opened(made.id)
    assert dialog.stage.current in CODES
    assert dialog.stage.current != stage
    dialog.reject()
