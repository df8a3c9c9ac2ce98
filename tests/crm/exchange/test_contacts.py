# SPDX-License-Identifier: Apache-2.0
"""Cards become people: the new ones are made, the known ones completed, the doubtful ones asked."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from crm.domain.organisation import Organisation
from crm.domain.person import Person, Position
from crm.exchange.contacts import Entry, Standing, Taken, cards_of, preview, take
from crm.exchange.vcard import NO_NAME, Card, read, written
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_person, an_organisation

CARDS = Path(__file__).parent / "vcards"
LI = Card(
    1, "李明", "恩施富硒茶业有限公司", "总经理", ("13812345678",), ("0718-5550100",), "li@a.cn"
)


def looked_at(register: Register, *cards: Card) -> list[Entry]:
    with register.reading() as session:
        return preview(session, cards)


def taken(register: Register, *cards: Card, as_new: tuple[int, ...] = ()) -> Taken:
    entries = looked_at(register, *cards)
    with register.writing("Cards") as unit:
        return take(unit, entries, as_new=as_new)


def people(register: Register) -> list[tuple[object, ...]]:
    with register.reading() as session:
        rows = session.execute(
            select(Person.name, Person.mobile, Person.title, Organisation.name)
            .outerjoin(Organisation, Organisation.id == Person.organisation_id)
            .where(Person.deleted.is_(False))
            .order_by(Person.id)
        )
        return [tuple(row) for row in rows]


def test_a_new_card_makes_the_person_and_where_they_work(any_store: Register) -> None:
    other = Card(9, "王芳", LI.organisation)
    assert [one.standing for one in looked_at(any_store, LI, other)] == [Standing.NEW] * 2
    assert taken(any_store, LI, other) == Taken(made=2, houses=1)
    assert people(any_store) == [
        ("李明", "13812345678", "总经理", LI.organisation),
        ("王芳", None, None, LI.organisation),
    ]
    with any_store.reading() as session:
        assert len(session.scalars(select(Position)).all()) == 2
    undo_last(any_store)
    assert people(any_store) == []
    with any_store.reading() as session:
        assert all(one.deleted for one in session.scalars(select(Organisation)))


def test_of_somebody_who_is_known_only_the_unknown_is_filled_in(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit, name="湖北恩施富硒茶业有限公司")
        a_person(unit, name="李总", mobile="13812345678", note="Old friend")
    (entry,) = looked_at(any_store, LI)
    assert entry.standing is Standing.KNOWN
    assert entry.house is not None
    assert entry.house.id == house.id
    assert taken(any_store, LI) == Taken(filled=1)
    assert people(any_store) == [("李总", "13812345678", "总经理", "湖北恩施富硒茶业有限公司")]
    assert taken(any_store, LI) == Taken()


def test_a_namesake_is_doubtful_and_left_out_unless_asked_for(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_person(unit, name="李明", mobile="13900000000")
    card = Card(1, "李明", mobiles=("13812345678",))
    (entry,) = looked_at(any_store, card)
    assert entry.standing is Standing.DOUBTFUL
    assert entry.twin is not None
    assert taken(any_store, card) == Taken()
    assert taken(any_store, card, as_new=(0,)) == Taken(made=1)
    assert len(people(any_store)) == 2


def test_a_card_that_is_there_twice_is_taken_once(any_store: Register) -> None:
    assert taken(any_store, LI, LI) == Taken(made=1, houses=1)


def test_two_cards_of_one_mobile_are_one_person(store: Register) -> None:
    short = Card(1, "李明", mobiles=LI.mobiles)
    assert taken(store, short, LI) == Taken(made=1, houses=1)
    assert people(store) == [("李明", "13812345678", "总经理", LI.organisation)]


def test_what_cannot_be_read_goes_into_the_note(store: Register) -> None:
    card = Card(1, "Li", mobiles=("call me",), email="nowhere", note="Met in Wuxi")
    (entry,) = looked_at(store, card)
    assert entry.unread == ("call me", "nowhere")
    taken(store, card)
    with store.reading() as session:
        (person,) = session.scalars(select(Person))
        assert (person.mobile, person.email) == (None, None)
        assert person.note == "Met in Wuxi\ncall me\nnowhere"


def test_a_card_of_a_house_makes_an_organisation(store: Register) -> None:
    card = Card(1, organisation="无锡商会", phones=("0510-5550100",), is_organisation=True)
    assert taken(store, card) == Taken(made=1)
    assert people(store) == []
    (entry,) = looked_at(store, card)
    assert (entry.record, entry.title, entry.standing) == (
        "organisation", "无锡商会", Standing.KNOWN,
    )  # fmt: skip


def test_people_go_out_and_come_back_as_known(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit, name="Tea Co.")
        first = a_person(unit, name="李明", mobile="13812345678", organisation_id=house.id,
                         title="Director", wechat="liming", note="Private")  # fmt: skip
        second = a_person(unit, name="Jane Doe", phone="0719-5550100", email="jane@a.cn")
        gone = a_person(unit, name="Gone")
        unit.delete(gone)
    with any_store.reading() as session:
        cards = cards_of(session, [second.id, first.id, gone.id])
    data = written(cards)
    assert b"Private" not in data
    back = read(data).cards
    assert [(one.name, one.organisation) for one in back] == [("Jane Doe", ""), ("李明", "Tea Co.")]
    assert [one.standing for one in looked_at(any_store, *back)] == [Standing.KNOWN] * 2


def test_real_cards_are_taken_whole(store: Register) -> None:
    for file in sorted(CARDS.glob("*.vcf")):
        taken(store, *read(file.read_bytes()).cards)
    assert {row[0] for row in people(store)} >= {"Frank Dawson", "Arnold Smith", "ÑÑÑÑ"}


def test_what_is_far_too_long_is_cut_and_the_other_cards_are_taken(any_store: Register) -> None:
    long = "x" * 5_000
    cards = [
        Card(line=1, name=long, organisation=f"House {long}", title=long, note=long * 9),
        Card(line=9, organisation=long, is_organisation=True, note=long * 9),
        Card(line=17, name="Wang", organisation="Tea House"),
    ]
    with any_store.writing("Cards") as unit:
        entries = unit.ask(lambda session: preview(session, cards))
        done = take(unit, entries, as_new=range(len(entries)))
        found = unit.find(Person)
    assert (done.made, done.houses) == (3, 2)
    assert [one.name[:4] for one in found] == ["xxxx", "Wang"]
    assert found[0].name.endswith("…")
    assert (found[0].note or "").startswith("xxx")


def test_a_name_of_signs_that_cannot_be_seen_is_no_name() -> None:
    found = read("BEGIN:VCARD\r\nFN:\u200b\x01\r\nEND:VCARD\r\n".encode())
    assert (found.cards, [one.reason for one in found.broken]) == ((), [NO_NAME])


def test_a_card_names_no_house_that_was_deleted(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit)
        person = a_person(unit, organisation_id=house.id)
    with any_store.writing("Deleted") as unit:
        unit.change(unit.get(Organisation, house.id), {"deleted": True})
    with any_store.reading() as session:
        (card,) = cards_of(session, [person.id])
    assert card.organisation == ""
