# SPDX-License-Identifier: Apache-2.0
"""Search everything: what is found equals a plain scan, the best first, with words that tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from crm.domain.all_records import PAGED, RECORDS
from crm.domain.course import Problem, ProgressEntry
from crm.domain.person import Person, Position
from crm.domain.project import Project
from crm.queries.searched import DETAILS
from crm.queries.searching import NET, Hit, search
from crm.storage.bulk import insert_many
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import (
    a,
    a_person,
    a_policy,
    a_project,
    an_attachment,
    an_organisation,
    saved,
)


def look(register: Register, text: str, limit: int | None = None) -> list[Hit]:
    with register.reading() as session:
        return search(session, text, limit=limit)


def titles(register: Register, text: str, limit: int | None = None) -> list[str]:
    return [hit.title for hit in look(register, text, limit)]


@pytest.fixture
def chamber(any_store: Register) -> Register:
    """A store with one chamber of commerce and its secretary."""
    with any_store.writing("Prepared") as unit:
        chamber = an_organisation(unit, name="无锡商会", name_en="Wuxi Tea Chamber")
        a_person(
            unit, name="单小明", organisation_id=chamber.id, mobile="13812345678", title="秘书长"
        )
        an_organisation(unit, name="杭州协会")
    return any_store


@pytest.mark.parametrize(
    "typed",
    ["无锡", "商会", "无锡商会", "会", "wxsh", "wuxi", "WuXi", "shanghui", "sh", "5678", "1234567",
     "无锡 商会", "商会 无锡", "wx tea", "wuxi商会", "wuxishanghui", "13812345678",
     "138-1234-5678", "ＷＸＳＨ"],
)  # fmt: skip
def test_a_chamber_is_found_as_people_type(chamber: Register, typed: str) -> None:
    assert "无锡商会" in titles(chamber, typed)


@pytest.mark.parametrize(
    "typed",
    ["锡会", "uxi", "无锡 杭州", "999", "xw", "无锡商会会", "wuxishangha", "13812345679", "ham"],
)
def test_a_chamber_is_not_found_by_what_it_does_not_have(chamber: Register, typed: str) -> None:
    assert "无锡商会" not in titles(chamber, typed)


def test_a_number_finds_the_person_and_where_they_work(chamber: Register) -> None:
    assert look(chamber, "5678") == [
        Hit("person", 1, "单小明", "无锡商会 · 秘书长", "Mobile: 13812345678"),
        Hit("organisation", 1, "无锡商会", "Enterprise", "单小明 · Mobile: 13812345678"),
    ]


def test_a_surname_is_found_by_its_own_reading(chamber: Register) -> None:
    assert titles(chamber, "shanxm") == []
    assert titles(chamber, "shanxiaoming") == titles(chamber, "sxm") == ["单小明"]


def test_nothing_is_asked_by_nothing(chamber: Register) -> None:
    assert look(chamber, "  ，") == []


def test_titles_that_begin_so_come_first_then_titles_then_the_rest(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, name="茶园扩建")
        a_project(unit, name="富硒茶园")
        a_project(unit, name="加工厂", content="配套茶园两千亩")
        a_project(unit, name="茶园步道")
    assert titles(any_store, "茶园") == ["茶园步道", "茶园扩建", "富硒茶园", "加工厂"]
    assert titles(any_store, "cy", limit=3) == ["茶园步道", "茶园扩建", "富硒茶园"]


def test_what_was_found_elsewhere_says_where(any_store: Register) -> None:
    long = "项目位于明栖镇，规划面积较大，配套建设高标准茶园两千亩及冷链仓储、检测中心和道路"
    saved(any_store, Project(name="加工厂", content=long))
    (hit,) = look(any_store, "茶园两千亩")
    shown = "…面积较大，配套建设高标准茶园两千亩及冷链仓储、检测中心和道…"
    assert hit.found == f"Content and scale: {shown}"
    assert hit.detail == "Reserved"


def test_the_limit_is_for_each_type(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for number in range(4):
            a_project(unit, name=f"茶园{number}")
            a_policy(unit, title=f"茶叶办法{number}")
    assert [hit.record for hit in look(any_store, "茶", limit=2)] == [
        "project", "project", "policy", "policy",
    ]  # fmt: skip


def test_types_with_better_titles_come_first(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, name="加工厂", content="供应无锡市场")
        an_organisation(unit, name="江苏无锡协会")
        a_policy(unit, title="无锡协作办法")
    assert [hit.record for hit in look(any_store, "wx")] == ["policy", "organisation"]
    assert [hit.record for hit in look(any_store, "无锡")] == ["policy", "organisation", "project"]


def test_only_the_types_that_are_named_are_found(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, name="茶园")
        a_policy(unit, title="茶叶办法")
    with any_store.reading() as session:
        assert [hit.record for hit in search(session, "茶", records=["policy"])] == ["policy"]


def test_parts_and_files_are_told_as_the_record_they_hang_on(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, name="茶园")
        a(unit, ProgressEntry, project_id=project.id, entered_on=date(2026, 6, 1), done="用水不足")
        organisation = an_organisation(unit)
        person = a_person(unit, name="单小明")
        post = a(unit, Position, person_id=person.id, organisation_id=organisation.id, title="馆长")
        an_attachment(unit, project, name="协议书.pdf")
        an_attachment(unit, post, name="聘书.pdf")
    found = {typed: look(any_store, typed) for typed in ("用水", "馆长", "协议书", "聘书")}
    assert {typed: [(h.title, h.found) for h in hits] for typed, hits in found.items()} == {
        "用水": [("茶园", "Progress entry · 用水不足")],
        "馆长": [("单小明", "Position · 馆长")],
        "协议书": [("茶园", "Attachment · 协议书.pdf")],
        "聘书": [("单小明", "Attachment · 聘书.pdf")],
    }


def test_a_problem_is_found_by_itself_and_says_its_project(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, name="茶园")
        a(unit, Problem, project_id=project.id, subject="用水不足", state="open")
    (hit,) = look(any_store, "用水")
    assert (hit.record, hit.title) == ("problem", "用水不足")
    assert "茶园" in hit.detail


def test_a_deleted_record_is_not_found_and_comes_back_by_undo(any_store: Register) -> None:
    project = saved(any_store, Project(name="茶园"))
    with any_store.writing("Delete") as unit:
        unit.delete(unit.get(Project, project))
    assert titles(any_store, "茶园") == []
    undo_last(any_store)
    assert titles(any_store, "茶园") == ["茶园"]


def test_more_than_one_haul_is_found_whole_and_the_limit_takes_the_shortest_of_the_newest(
    any_store: Register,
) -> None:
    number = NET * 2 + 7
    rows = [{"name": f"富硒茶叶园{i}" if i % 2 else f"富硒茶·茶叶园{i}"} for i in range(number)]
    insert_many(any_store, "Import", {"project": rows, "organisation": [{"name": "富硒茶叶社"}]})
    assert len(titles(any_store, "茶叶园")) == number
    # Both pairs are in every title, side by side in every second one only.
    odd = [f"富硒茶叶园{i}" for i in range(number) if i % 2]
    assert titles(any_store, "硒茶叶园") == odd[::-1]
    assert titles(any_store, "硒茶叶园", limit=3) == odd[:-4:-1]
    assert titles(any_store, "富硒", limit=1) == [rows[-2]["name"], "富硒茶叶社"]


def test_what_tells_records_apart_are_their_fields() -> None:
    wrong = [
        (record, name)
        for record, names in DETAILS.items()
        for name in names
        if name not in RECORDS[record].fields()
    ]
    assert wrong == []
    assert set(DETAILS) == set(PAGED) - {"procedure", "target"}


# What a plain scan over all records finds, said once more without the index and its words.

LETTERS = "无锡商会茶園abtea12 -单"
VALUE = st.none() | st.text(LETTERS, min_size=1, max_size=7)
RECORD = st.fixed_dictionaries({
    "name": st.text(LETTERS, min_size=1, max_size=6).filter(str.strip),
    "note": VALUE,
    "mobile": st.none() | st.text("012-", min_size=3, max_size=7),
})  # fmt: skip
ASKED = st.text(LETTERS + "12wxshcy", min_size=1, max_size=5) | st.sampled_from(
    ["wuxishanghui", "shanghuiwuxi", "wuxishangh", "chayuanwuxi", "shanwuxishang", "dandandan"]
)


def _cut(text: str) -> list[str]:
    """Words of Latin letters and digits, and what is written without blanks."""
    out, last = [""], ""
    for c in unicodedata.normalize("NFKD", text).casefold():
        sort = "word" if c.isascii() and c.isalnum() else "wide" if c.isalnum() else ""
        if sort != last:
            out.append("")
        last = sort
        out[-1] += c if sort else ""
    return [one for one in out if one]


def _heard(text: str) -> set[str]:
    """All that may be typed for a name by its sound, from every syllable on."""
    parts: list[str] = []
    for one in _cut(text):
        parts += [one] if one.isascii() else lazy_pinyin(one)
    ways = [parts]
    first = next(iter(_cut(text)), "")
    if first.startswith("单") and len(first) <= 5:
        ways.append(["shan", *parts[1:]])
    wide = any(not one.isascii() for one in _cut(text))
    said: set[str] = set()
    for way in ways if wide else ():
        words = set(_cut(text))
        for at in range(len(way)):
            said.add("".join(way[at:]))
            said.add("".join(one if one in words else one[0] for one in way[at:]))
    return said


def _scan(records: Mapping[int, Mapping[str, str | None]], asked: str) -> set[int]:
    def has(record: Mapping[str, str | None], term: str) -> bool:
        texts = [record["name"] or "", record["note"] or ""]
        if not term.isascii():
            return any(term in one for text in texts for one in _cut(text))
        digits = "".join(c for c in record["mobile"] or "" if c.isdigit())
        return (
            any(one.startswith(term) for text in texts for one in _cut(text) if one.isascii())
            or any(one.startswith(term) for one in _heard(texts[0]))
            or (len(term) >= 3 and term in digits)
        )

    terms = _cut(asked)
    return {i for i, one in records.items() if terms and all(has(one, term) for term in terms)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORD, min_size=1, max_size=6), st.lists(ASKED, min_size=1, max_size=8))
def test_what_is_found_equals_a_plain_scan(
    any_store: Register, records: list[dict[str, str | None]], asked: list[str]
) -> None:
    with any_store.writing("Away") as unit:
        for person in unit.find(Person):
            unit.delete(person)
    ids = insert_many(any_store, "Import", {"person": records})["person"]
    plain = dict(zip(ids, records, strict=True))
    for text in asked:
        found = {hit.id for hit in look(any_store, text) if hit.record == "person"}
        assert found == _scan(plain, text), text
