# SPDX-License-Identifier: Apache-2.0
"""The papers of an event, read back from the files: who is on them, in both languages."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from crm.documents.papers.cards import parted
from crm.documents.papers.printing import KINDS, print_paper
from crm.domain.event import AgendaItem, AttendanceProject, Event, EventProject
from crm.domain.office import Staff
from crm.errors import InvalidInput, NotFound
from crm.storage.register import Register
from tests.builders import (
    a,
    a_person,
    a_project,
    an_attendance,
    an_event,
    an_organisation,
)
from tests.crm.documents.engine import reading

CODES = [one.code for one in KINDS]
DAY = date(2026, 9, 16)


@pytest.fixture
def event_id(store: Register) -> int:
    """A roadshow with a timetable of two days, four guests and a project."""
    with store.writing("Prepared") as unit:
        staff = a(unit, Staff, name="龙晓梅", mobile="13900001111")
        event = an_event(
            unit, name="无锡推介会", name_en="Wuxi roadshow", starts_on=DAY,
            ends_on=DAY.replace(day=17), venue="太湖厅", staff_id=staff.id,
            materials="投资指南20册", delegation="张县长等6人",
        )  # fmt: skip
        for day, clock, subject in (
            (DAY.replace(day=17), time(8, 30), "考察园区"),
            (DAY, time(9, 0), "签到入场"),
        ):
            a(
                unit, AgendaItem, event_id=event.id, day=day, starts_at=clock, subject=subject,
                subject_en=f"{subject} (en)", vehicle="中巴一号", duty="王科 0510-1",
            )  # fmt: skip
        house = an_organisation(unit, name="无锡恒通商贸有限公司", name_en="Hengtong Trading")
        project = a_project(
            unit, name="富硒茶园", name_en="Tea garden", total_investment=120_000_000
        )
        a(unit, EventProject, event_id=event.id, project_id=project.id)
        for name, state in (
            ("钱伟", "attended"),
            ("孙丽", "attended"),
            ("周平", "invited"),
            ("吴刚", "absent"),
        ):
            person = a_person(
                unit, name=name, title="总经理", organisation_id=house.id, mobile="13812345678"
            )
            one = an_attendance(unit, event, person, state=state, interest="a")
            if name == "钱伟":
                a(unit, AttendanceProject, attendance_id=one.id, project_id=project.id)
        return event.id


def _printed(store: Register, event_id: int, code: str, tmp_path: Path, language: str) -> Path:
    target = tmp_path / f"{code}-{language}.pdf"
    print_paper(store, target, code, event_id, language=language)
    assert reading.trouble(target) == []
    assert all(reading.fonts(target).values())
    return target


def _text(file: Path) -> str:
    return "\n".join(reading.texts(file))


@pytest.mark.parametrize("code", CODES)
def test_every_paper_is_sound_in_both_languages(
    store: Register, event_id: int, code: str, tmp_path: Path
) -> None:
    chinese = _text(_printed(store, event_id, code, tmp_path, "zh"))
    english = _text(_printed(store, event_id, code, tmp_path, "en"))
    assert "无锡推介会" in chinese or code == "cards"
    assert "Wuxi roadshow" in english or code == "cards"
    assert chinese != english


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_paper_can_be_archived(
    store: Register, event_id: int, code: str, language: str, tmp_path: Path
) -> None:
    assert reading.unfit_for_archive(_printed(store, event_id, code, tmp_path, language)) == []


def test_the_programme_runs_through_its_days_in_their_order(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    text = _text(_printed(store, event_id, "programme", tmp_path, "zh"))
    assert text.index("签到入场") < text.index("考察园区")
    assert "富硒茶园" in text
    assert "1.2亿元" in text.replace(" ", "")
    assert "中巴一号" not in text


def test_the_handbook_adds_vehicles_duties_visitors_and_the_bag(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    text = _text(_printed(store, event_id, "handbook", tmp_path, "zh"))
    for said in ("中巴一号", "王科", "13812345678", "投资指南", "张县长", "周平"):
        assert said in text
    assert "吴刚" not in text


@pytest.mark.parametrize("code", ["badges", "cards", "signin"])
def test_whoever_said_to_stay_away_gets_no_card_and_no_line(
    store: Register, event_id: int, code: str, tmp_path: Path
) -> None:
    text = _text(_printed(store, event_id, code, tmp_path, "zh"))
    assert all(name in text for name in ("钱伟", "孙丽", "周平"))
    assert "吴刚" not in text


def test_a_table_card_shows_the_name_on_both_faces_and_is_a_page_a_guest(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    pages = reading.texts(_printed(store, event_id, "cards", tmp_path, "zh"))
    assert [page.count("钱伟") for page in pages] == [2, 0, 0]


def test_badges_stand_ten_on_a_page(store: Register, event_id: int, tmp_path: Path) -> None:
    with store.writing("More") as unit:
        event = unit.get(type(an_event(unit)), event_id)
        for number in range(8):
            an_attendance(unit, event, a_person(unit, name=f"来宾{number}"))
    pages = reading.texts(_printed(store, event_id, "badges", tmp_path, "zh"))
    assert len(pages) == 2
    assert "来宾7" in pages[1]


def test_the_cut_marks_of_badges_stand_in_the_margins_at_90_by_54_millimetres(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    lines = reading.lines(_printed(store, event_id, "badges", tmp_path, "zh"))
    upright = [one for one in lines if one[2] - one[0] < 1 and one[3] - one[1] > 3]
    lying = [one for one in lines if one[3] - one[1] < 1 and one[2] - one[0] < 8]
    xs = sorted({round((left + right) / 2, 1) for left, _b, right, _t in upright})
    ys = sorted({round((bottom + top) / 2, 1) for _l, bottom, _r, top in lying})
    assert xs == [15.0, 105.0, 195.0]
    assert ys == [13.5, 67.5, 121.5, 175.5, 229.5, 283.5]
    assert all(top < 13.5 - 2 or bottom > 283.5 + 2 for _l, bottom, _r, top in upright)
    assert all(right < 15 - 2 or left > 195 + 2 for left, _b, right, _t in lying)


def test_a_table_card_is_folded_in_its_middle_and_below_each_face(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    lines = reading.lines(_printed(store, event_id, "cards", tmp_path, "zh"))
    marks = [one for one in lines if one[3] - one[1] < 1 and one[2] - one[0] < 8]
    assert sorted({round((one[1] + one[3]) / 2, 1) for one in marks}) == [48.5, 148.5, 248.5]
    assert all(right < 7 or left > 203 for left, _b, right, _t in marks)


def test_a_long_name_and_house_stay_within_their_badge_and_apart(
    store: Register, tmp_path: Path
) -> None:
    with store.writing("Long") as unit:
        event = an_event(unit, name="会")
        house = an_organisation(
            unit, name="中国东盟国际农业产业投资发展合作促进会华中有限公司鄂分号"
        )
        person = a_person(unit, name="阿卜杜热西提·买买提明·托合提", title="党委书记、董事长",
                          organisation_id=house.id)  # fmt: skip
        an_attendance(unit, event, person)
        number = event.id
    file = _printed(store, number, "badges", tmp_path, "zh")
    first, second = reading.place(file, "阿卜杜热西提"), reading.place(file, "托合提")
    title, firm = reading.place(file, "党委书记"), reading.place(file, "鄂分号")
    assert first[1] > second[1] > title[3] > firm[3]
    assert firm[1] > 283.5 - 54
    assert first[0] > 15
    assert second[2] < 105
    assert first[3] - first[1] > title[3] - title[1]


def test_lists_repeat_their_head_and_say_which_page_of_how_many(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    with store.writing("More") as unit:
        event = unit.get(Event, event_id)
        for number in range(30):
            an_attendance(unit, event, a_person(unit, name=f"来宾{number}"))
    pages = reading.texts(_printed(store, event_id, "signin", tmp_path, "zh"))
    assert len(pages) > 1
    assert all("签名" in page for page in pages)
    assert [f"{n} / {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_the_handbook_says_of_each_vehicle_when_it_is_needed(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    text = _text(_printed(store, event_id, "handbook", tmp_path, "zh"))
    vehicles = text[text.index("车辆安排") :]
    assert vehicles.count("中巴一号") == 1
    assert "09-16" in vehicles
    assert "09-17" in vehicles


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("阿卜杜热西提·买买提明·托合提", ["阿卜杜热西提·", "买买提明·托合提"]),
        ("Anna Maria Schmidt", ["Anna Maria", "Schmidt"]),
        ("欧阳娜娜", ["欧阳娜娜"]),
    ],
)
def test_a_long_name_is_parted_between_its_parts(name: str, lines: list[str]) -> None:
    assert parted(name).split("\n") == lines


def test_the_follow_up_list_holds_those_who_came_with_what_they_asked(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    text = _text(_printed(store, event_id, "follow_ups", tmp_path, "zh"))
    assert "富硒茶园" in text
    assert "孙丽" in text
    assert "周平" not in text


def test_badges_of_nobody_are_refused_and_no_file_is_left(store: Register, tmp_path: Path) -> None:
    with store.writing("Prepared") as unit:
        alone = an_event(unit).id
    with pytest.raises(NotFound, match="Nobody is expected"):
        print_paper(store, tmp_path / "badges.pdf", "badges", alone, language="en")
    assert list(tmp_path.glob("badges*")) == []


def test_an_unknown_paper_language_or_event_is_a_sentence(
    store: Register, event_id: int, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match="programme, signin"):
        print_paper(store, tmp_path / "x.pdf", "menu", event_id, language="en")
    with pytest.raises(InvalidInput, match="zh or en"):
        print_paper(store, tmp_path / "x.pdf", "signin", event_id, language="fr")
    with pytest.raises(NotFound, match="not there any more"):
        print_paper(store, tmp_path / "x.pdf", "signin", event_id + 99, language="en")


@pytest.mark.parametrize("code", ["badges", "signin", "handbook"])
def test_usual_positions_are_said_in_the_language_of_the_paper(
    store: Register, event_id: int, code: str, tmp_path: Path
) -> None:
    texts = [
        " ".join(_text(_printed(store, event_id, code, tmp_path, language)).split())
        for language in ("zh", "en")
    ]
    assert ("总经理" in texts[0], "General Manager" in texts[0]) == (True, False)
    assert ("总经理" in texts[1], "General Manager" in texts[1]) == (False, True)
