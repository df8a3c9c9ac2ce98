# SPDX-License-Identifier: Apache-2.0
"""Searching 200,000 records as one types, against `LIKE` over the same columns in the same run.

`bench search=1000000` measures with a million people instead, and as many more of the rest.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from bench.rows import Row, of_pairs
from crm.domain.all_records import RECORDS
from crm.domain.organisation import Organisation
from crm.queries.searching import search
from crm.storage.bulk import loading
from crm.storage.register import Register
from crm.storage.search import following
from crm.storage.search.documents import sources
from crm.storage.store import open_store

PEOPLE = 140_000
PER_ORGANISATION, PER_PROJECT = 2.8, 14
"""How many people there are for each."""

QUESTIONS, ROUNDS, LIMIT = 12, 3, 5
SCANNED = ("person", "organisation", "project")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾解仇区查盖朴吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红娥玲菲"
CITIES = ("无锡", "杭州", "福州", "武汉", "上海", "重庆", "长沙", "成都", "苏州", "宁波", "厦门")
TRADES = ("富硒茶", "柑橘", "中药材", "食品", "饮料", "物流", "电商", "基金", "生物科技", "农业")
KINDS = ("有限公司", "集团有限公司", "商会", "合作社", "协会", "投资中心")


def fill(register: Register, people: int) -> int:
    """Write so many people with their organisations and projects; how many organisations."""
    chance = random.Random(1)  # noqa: S311 - the same records in every run
    organisations, projects = round(people / PER_ORGANISATION), round(people / PER_PROJECT)
    with loading(register, "Prepared") as load:
        load.insert("organisation", list(_organisations(chance, organisations)))
        load.insert("person", list(_people(chance, people, organisations)))
        load.insert("project", list(_projects(chance, projects)))
    return organisations


def _organisations(chance: random.Random, many: int) -> Iterator[dict[str, object]]:
    for number in range(many):
        own = "".join(chance.choices(GIVEN, k=2))
        name = f"{chance.choice(CITIES)}{own}{chance.choice(TRADES)}{chance.choice(KINDS)}"
        note = f"第{number}号档案，关注{chance.choice(TRADES)}" if number % 5 == 0 else None
        yield {"name": name, "phone": f"0719-{chance.randrange(10**7):07}", "note": note}


def _people(chance: random.Random, many: int, organisations: int) -> Iterator[dict[str, object]]:
    for _number in range(many):
        yield {
            "name": chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)),
            "mobile": f"1{chance.randrange(3 * 10**9, 10**10)}",
            "organisation_id": chance.randrange(1, organisations),
            "title": chance.choice(("秘书长", "总经理", "会长", "董事长", "经理")),
        }


def _projects(chance: random.Random, many: int) -> Iterator[dict[str, object]]:
    for number in range(many):
        trade = chance.choice(TRADES)
        name = f"{chance.choice(CITIES)}{trade}精深加工及冷链物流一体化项目（{number}期）"
        yield {"name": name, "content": f"建设{trade}生产线{number % 9 + 1}条" * 6}


def _classes(register: Register, organisations: int) -> dict[str, list[str]]:
    """Questions of each kind, made from what is there and what is not."""
    chance = random.Random(2)  # noqa: S311 - the same questions in every run
    with register.reading() as session:
        names = [
            session.get_one(Organisation, chance.randrange(1, organisations)).name
            for _number in range(QUESTIONS)
        ]
    return {
        "one character": chance.sample(GIVEN + SURNAMES, QUESTIONS),
        "two characters": [name[2:4] for name in names],
        "common word": ["有限公司", "商会", "合作社", "富硒茶", "秘书长", "精深加工"],
        "whole name": names,
        "two terms": [f"{name[:2]} {name[2:4]}" for name in names],
        "initials": ["wxsh", "wgy", "lwf", "hz", "zm", "sxm", "w", "cqny", "fzjj", "xm", "q"],
        "full pinyin": ["wuxi", "shanghui", "zhang", "wang", "chongqing", "fuxicha", "liming",
                        "shanwei", "nongye", "xuwei", "jituan", "wu"],
        "end of a phone": [f"{chance.randrange(10**4):04}" for _number in range(QUESTIONS)],
        "nothing": ["量子", "qqqq", "海底捞针", "00000000000", "zzz", "航母"],
    }  # fmt: skip


def _scan(session: Session, question: str) -> None:
    """What the screen would ask without an index: the best few of each type by `LIKE`."""
    terms = question.split()
    for record in SCANNED:
        table = cast("Table", RECORDS[record].__table__)
        columns = [table.c[name] for name in sources()[record].fields]
        asked = select(table.c.id).where(table.c.deleted.is_(False))
        for term in terms:
            asked = asked.where(or_(*(column.like(f"%{term}%") for column in columns)))
        first = table.c.name.like(f"{terms[0]}%").desc()
        session.execute(asked.order_by(first, table.c.id.desc()).limit(LIMIT)).all()


def _times(session: Session, work: Callable[[Session, str], object], asked: Sequence[str]) -> float:
    """The 95th percentile over some questions, in milliseconds."""
    took: list[float] = []
    for question in asked:
        start = time.perf_counter()
        work(session, question)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(took, n=20, method="inclusive")[-1]


def _search(session: Session, question: str) -> object:
    return search(session, question, limit=LIMIT)


def _following(register: Register) -> Row:
    """What the index adds to one saving: the record's tokens, inside its transaction."""
    ours: list[float] = []
    floor: list[float] = []
    for number in range(200):
        with register.writing("Edit") as unit:
            record = unit.get(Organisation, number + 1)
            record.note = f"第{number}次修改"
            unit.flush()
            start = time.perf_counter()
            unit.ask(lambda session, one=record: following.follow(session, [one]))
            ours.append((time.perf_counter() - start) * 1000)
            start = time.perf_counter()
        floor.append((time.perf_counter() - start) * 1000)
    return of_pairs(
        "index one saved record",
        "ms",
        ours,
        floor,
        goal="≤ 0.2 ms",
        against="the rest of the commit",
    )


def measure(people: int = PEOPLE) -> list[Row]:
    """The 95th percentile of each kind of question, and what the index adds to a saving."""
    with tempfile.TemporaryDirectory() as folder:
        register = open_store(Path(folder) / "office.icr")
        try:
            return [*answers(register, people), _following(register)]
        finally:
            register.close()


def answers(
    register: Register, people: int, settle: Callable[[Register], object] | None = None
) -> list[Row]:
    """A row for each kind of question, asked of an empty store that is filled and settled first."""
    rows: list[Row] = []
    organisations = fill(register, people)
    if settle is not None:
        settle(register)
    with register.reading() as session:
        for name, asked in _classes(register, organisations).items():
            _times(session, _search, asked)  # what is read first is not measured
            pairs = [
                (_times(session, _search, asked), _times(session, _scan, asked[:6]))
                for _round in range(ROUNDS)
            ]
            ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            title = f"search, {people:,} people: {name}, p95"
            rows.append(of_pairs(title, "ms", ours, floor, goal="≤ 0.1", against="LIKE"))
    return rows
