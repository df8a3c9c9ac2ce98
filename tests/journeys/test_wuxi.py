# SPDX-License-Identifier: Apache-2.0
"""A roadshow in Wuxi through the window: from sixty invited to a signing in its effect."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import func, select

from crm.domain.contact import FollowUp
from crm.domain.event import Attendance
from crm.domain.office import Staff, Unit
from crm.domain.project import Project
from crm.domain.records import today
from crm.queries.conventions import conventions
from crm.queries.filters import Condition, Filter
from tests.builders import a_person, a_staff_member, an_event, an_organisation
from tests.journeys.test_pipeline import DAY, asked, attach, enter, name_of, open_move
from tests.journeys.traveller import CTRL, Traveller
from ui.forms.grid import Grid
from ui.forms.moving import MoveDialog
from ui.pages.event_desk import EventDeskPage
from ui.pages.figures import EFFECT, FiguresPage
from ui.pages.record_page import RecordPage
from ui.record.inviting import InviteDialog
from ui.record.reception import BeginDialog
from ui.record.recordtabs import EFFECT as TAB
from ui.record.signing import SignInDialog
from ui.tables.effecttable import EffectTable, EventEffect, title_of

HELD = today() - timedelta(days=1)
CHAMBER = "无锡市锡城商会"
FIRMS = (CHAMBER, *(f"无锡锡城{name}有限公司" for name in (
    "机电", "纺织", "光电", "饮料", "食品", "药业", "包装", "物流", "环保", "茶业", "农业", "科技",
    "商贸", "置业",
)))  # fmt: skip
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡"
GIVEN = ("锡明", "太湖", "惠山", "梁溪")
PEOPLE = tuple(
    (surname + given, firm) for firm, surname in zip(FIRMS, SURNAMES, strict=True)
    for given in GIVEN
)  # fmt: skip
"""Sixty people of fifteen houses, four of each."""


def mobile(at: int) -> str:
    return f"1395150{at:04d}"


def dashed(number: str) -> str:
    return f"{number[:3]}-{number[3:7]}-{number[7:]}"


def sheet_block() -> list[str]:
    """Thirty rows of a spreadsheet with its heading: all were invited, in other spellings."""
    lines = ["序号\t姓　名\t单位\t职务\t联系电话"]
    for at, (name, firm) in enumerate(PEOPLE[:30]):
        spread = "　".join((name[0], name[1:])) if at % 5 == 0 else name
        house = firm.removeprefix("无锡").removesuffix("有限公司") if at % 3 == 1 else firm
        number = dashed(mobile(at)) if at % 2 else f"+86 {mobile(at)}"
        lines.append(f"{at + 1}\t{spread}\t{house}\t{'会长' if at == 0 else '经理'}\t{number}")
    return lines


def chat_lines() -> list[str]:
    """Fifteen lines of a chat: two known without a telephone, one doubtful, twelve new."""
    known = [f"{at}. {PEOPLE[at][0]}　{PEOPLE[at][1]}　副总经理" for at in (30, 31)]
    # Of the name and the house of somebody known, with another telephone.
    doubtful = [f"王锡明，{FIRMS[3]}，13800001111"]
    new = [
        f"新{name[1:]}总经理 {name} 电话：{dashed(f'1371234{at:04d}')}" if at % 2
        else f"苏州新{name[1:]}商贸有限公司 {name} 董事长 1371234{at:04d}"
        for at, name in enumerate(f"{surname}新{surname}" for surname in SURNAMES[:12])
    ]  # fmt: skip
    return [*known, *doubtful, *new]


def sign_in_list() -> str:
    return "\r\n".join([*sheet_block(), "", *chat_lines()])


def prepare(traveller: Traveller) -> tuple[int, int]:
    """The roadshow, the visit of today, and sixty people of fifteen houses."""
    with traveller.app.desk.register.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="无锡专员").id
        houses = {name: an_organisation(unit, name=name) for name in FIRMS}
        for at, (name, firm) in enumerate(PEOPLE):
            a_person(unit, name=name, organisation_id=houses[firm].id, mobile=mobile(at))
        an_organisation(unit, name="锡城不联系公司", do_not_contact=True)
        roadshow = an_event(unit, name="县情无锡推介会", starts_on=HELD, series="无锡专场",
                            staff_id=officer)  # fmt: skip
        visit = an_event(unit, name="锡城商会来访", starts_on=today(), kind="inbound",
                         staff_id=officer)  # fmt: skip
        return roadshow.id, visit.id


def count(traveller: Traveller, event_id: int, **having: object) -> int:
    own = select(func.count()).select_from(Attendance).where(
        Attendance.event_id == event_id, Attendance.deleted.is_(False)
    )  # fmt: skip
    with traveller.app.desk.register.reading() as session:
        return int(session.scalar(own.filter_by(**having)) or 0)


def invite(traveller: Traveller, event_id: int, words: str, many: int) -> None:
    traveller.app.desk.go("event", event_id)
    traveller.arrive("event")
    traveller.push("Invite …")
    dialog = traveller.seen(InviteDialog)
    dialog.show_filter("organisation", Filter((Condition("name", "contains", words),)))
    traveller.push("Everybody there", dialog)
    traveller.until(lambda: dialog.found.many == many)
    traveller.push("Invite", dialog)
    traveller.until(lambda: count(traveller, event_id) == many)


def answer(traveller: Traveller, signing: SignInDialog) -> list[str]:
    """Say of everybody who is doubtful who it is, as the window goes from one to the next."""
    names: list[str] = []
    while signing.open_rows():
        row = signing.grid.table.currentIndex().row()
        assert row in signing.open_rows(), (row, signing.open_rows())
        line = signing.lines[row]
        names.append(line.found.guest.name)
        traveller.push("A new person" if line.asks_person else "A new organisation", signing)
        assert len(names) < 30
    return names


def sign_in(traveller: Traveller, event_id: int, text: str, many: int) -> list[str]:
    """Copy a list, open the window, recognise it, answer what is asked, and sign them all in."""
    QGuiApplication.clipboard().setText(text)
    traveller.push("Sign-in list …")
    signing = traveller.seen(SignInDialog)
    traveller.push("Recognise", signing)
    traveller.until(lambda: len(signing.lines) == many)
    names = answer(traveller, signing)
    traveller.push("Sign in", signing)
    traveller.until(lambda: count(traveller, event_id, state="attended") == many)
    traveller.rest()
    return names


def grid_of(traveller: Traveller) -> Grid:
    page = traveller.window.stack.page
    assert isinstance(page, EventDeskPage)
    grid = page.sheet.grid
    assert grid is not None
    return grid


def column(grid: Grid, key: str) -> int:
    return next(at for at, one in enumerate(grid.model.sheet.columns) if one.key == key)


def paste_down(traveller: Traveller, key: str, texts: list[str]) -> None:
    """Paste a column of a spreadsheet over a column of the desk."""
    grid = grid_of(traveller)
    grid.table.go(0, column(grid, key))
    grid.table.setFocus()
    QGuiApplication.clipboard().setText("\n".join(texts))
    traveller.key(Qt.Key.Key_V, CTRL)


def plans(traveller: Traveller, event_id: int) -> dict[int | None, list[date]]:
    """By attendance: the days of the open follow-ups."""
    own = select(FollowUp.attendance_id, FollowUp.due_on).join(
        Attendance, Attendance.id == FollowUp.attendance_id
    ).where(Attendance.event_id == event_id, FollowUp.deleted.is_(False))  # fmt: skip
    found: dict[int | None, list[date]] = {}
    with traveller.app.desk.register.reading() as session:
        for attendance_id, due_on in session.execute(own.order_by(FollowUp.due_on)).all():
            found.setdefault(attendance_id, []).append(due_on)
    return found


def conclude(traveller: Traveller, event_id: int) -> None:
    """Interest and wishes for all forty-five, saved as one step."""
    paste_down(traveller, "interest", [("A", "B", "C")[at % 3] for at in range(45)])
    paste_down(traveller, "wants_to_visit", ["yes" if at < 2 else "" for at in range(45)])
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: len(plans(traveller, event_id)) == 45)
    traveller.rest()


def page_of(traveller: Traveller) -> RecordPage:
    page = traveller.window.stack.page
    assert isinstance(page, RecordPage)
    return page


def follow_all(traveller: Traveller, event_id: int) -> None:
    """The desk: forty-five plans of four steps on working days; undone as one; made again."""
    traveller.push("After-event desk")
    traveller.arrive("event_desk")
    conclude(traveller, event_id)
    traveller.key(Qt.Key.Key_Z, CTRL)
    traveller.until(lambda: not plans(traveller, event_id))
    assert count(traveller, event_id, interest=None) >= 60
    traveller.rest()
    conclude(traveller, event_id)
    with traveller.app.desk.register.reading() as session:
        works = conventions(session).workdays.works
    made = plans(traveller, event_id)
    assert {len(days) for days in made.values()} == {4}
    assert all(works(day) and day >= HELD for days in made.values() for day in days)


def begin_project(traveller: Traveller, visit: int) -> int:
    """The chamber is signed in at its visit; one window makes the project of it."""
    invite(traveller, visit, CHAMBER, 4)
    three = "\n".join(f"{name} {dashed(mobile(at))}" for at, (name, _) in enumerate(PEOPLE[:3]))
    assert sign_in(traveller, visit, three, 3) == []
    traveller.app.desk.commands.run("record.begin")
    dialog = traveller.seen(BeginDialog)
    assert len(dialog.guests.value()) == 3
    enter(traveller, dialog.rows.editors, name="锡城商会富硒茶产业园", total_investment="8000",
          site="Shuiping")  # fmt: skip
    traveller.push("Save", dialog)
    traveller.arrive("project")
    return page_of(traveller).record_id


def move_on(traveller: Traveller, project_id: int, stage: str) -> None:
    """Nothing is lacking any more: Enter in the line of the reason moves it."""
    dialog = traveller.seen(MoveDialog)
    assert not dialog.needs_reason(), [one.label for one in dialog.asked.open_ones()]
    dialog.reason.setFocus()
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: traveller.stored(Project, project_id).stage == stage)
    traveller.rest()


def sign(traveller: Traveller, project_id: int, paper: Path) -> None:
    """Through the gates to the signing: each asks only for what the visit did not bring along."""
    traveller.app.desk.go("project", project_id)
    traveller.arrive("project")
    form = page_of(traveller).form
    enter(traveller, form.fields.editors, industry="C15", unit_id=name_of(traveller, Unit),
          content="A park of selenium tea")  # fmt: skip
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: traveller.stored(Project, project_id).unit_id)
    dialog = open_move(traveller)
    assert dialog.asked.open_ones() == []
    move_on(traveller, project_id, "advance")
    dialog = open_move(traveller)
    lacking = [one.label for one in dialog.asked.open_ones()]
    assert lacking == ["Intended investment", "Screening result"]
    enter(traveller, asked(dialog.asked.fields), intended_investment="7500",
          screening="Recommended")  # fmt: skip
    move_on(traveller, project_id, "negotiate")
    dialog = open_move(traveller)
    fields = asked(dialog.asked.fields)
    enter(traveller, fields, signed_on=DAY, agreement_kind="Formal agreement",
          agreed_investment="7000", lead_official_id=name_of(traveller, Staff))  # fmt: skip
    fields["signed_without_event"].target.setFocus()
    traveller.key(Qt.Key.Key_Left)
    traveller.key(Qt.Key.Key_Left)
    attach(traveller, dialog.asked.files[0], paper)
    move_on(traveller, project_id, "sign")


def look_at_the_year(traveller: Traveller) -> dict[str, tuple[int, int]]:
    """Projects and signed ones of all events of the year, of the series, and of the roadshow."""
    traveller.app.desk.go("figures", EFFECT)
    traveller.arrive("figures")
    page = traveller.window.stack.page
    assert isinstance(page, FiguresPage)
    traveller.push(str(HELD.year), page.year)
    table = page.effects
    names = [title_of(line) for line in table.lines]
    found: dict[str, tuple[int, int]] = {}
    for key, words in (("all", "All: "), ("series", "无锡专场"), ("event", "县情无锡推介会")):
        (row,) = [at for at, one in enumerate(names) if words in one]
        projects, signed = (table.text(row, code) for code in ("projects", "signed"))
        found[key] = int(projects), int(signed.split()[0])
    return found


def look_at_the_event(traveller: Traveller, event_id: int, project_id: int) -> None:
    """The tab of the event shows the signing once, and below it the project itself."""
    traveller.app.desk.go("event", event_id)
    traveller.arrive("event")
    tabs = page_of(traveller).tabs
    tabs.choose(TAB)
    traveller.rest()
    table = tabs.panel
    assert isinstance(table, EventEffect)
    traveller.until(lambda: table.lines)
    told = [table.text(0, code) for code in ("attendees", "visits", "projects", "signed")]
    assert told == ["45", "3", "1", "1"]
    assert table.text(0, "agreed") == "¥70m"
    go_to(traveller, table, 0, "signed")
    assert list(table.rows.models["project"].ids) == [project_id]


def go_to(traveller: Traveller, table: EffectTable, row: int, code: str) -> None:
    """Arrows go to a figure; the rows behind it follow."""
    table.table.setFocus()
    table.table.setCurrentCell(row, 1)
    while table.part.code != code:
        traveller.key(Qt.Key.Key_Right)
    traveller.rest()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "agreement.pdf"
    made.write_bytes(b"%PDF-1.4 signed")
    return made


def test_nobody_of_wuxi_is_forgotten_until_the_signing(traveller: Traveller, paper: Path) -> None:
    roadshow, visit = prepare(traveller)
    invite(traveller, roadshow, "锡城", 60)
    assert sign_in(traveller, roadshow, sign_in_list(), 45) == ["王锡明"]
    follow_all(traveller, roadshow)
    project_id = begin_project(traveller, visit)
    project = traveller.stored(Project, project_id)
    assert project.source_event_id == roadshow
    before = look_at_the_year(traveller)
    sign(traveller, project_id, paper)
    look_at_the_event(traveller, roadshow, project_id)
    after = look_at_the_year(traveller)
    assert before["series"] == (1, 0)
    assert after["series"] == after["event"] == (1, 1)
    assert after["all"] == (before["all"][0], before["all"][1] + 1)
