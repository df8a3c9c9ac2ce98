# SPDX-License-Identifier: Apache-2.0
"""People with their positions, ties and consent."""

from __future__ import annotations

from datetime import date, timedelta

from crm.kinds.days import PartialDay
from crm.sample import naming, sources
from crm.sample.dice import Dice
from crm.sample.office import PLACE
from crm.sample.world import Contact, Firm, World

NUMBER = 700
TITLES = {"chamber": "chamber_titles", "government": "public_titles", "research": "research_titles"}
PURPOSE = "投资洽谈联络"


def add_people(world: World) -> None:
    """All people of a batch, two or three in each organisation."""
    dice = world.dice("people")
    firms = world.firms
    for at in range(NUMBER):
        # Each organisation has somebody; companies have most.
        firm = firms[at] if at < len(firms) else _busy(dice, firms)
        _person(world, dice, firm, at)


def _busy(dice: Dice, firms: list[Firm]) -> Firm:
    firm = dice.of(firms)
    return firm if firm.type in {"enterprise", "chamber", "fund"} else dice.of(firms)


def _person(world: World, dice: Dice, firm: Firm, at: int) -> None:
    name, name_en, surname = naming.person(dice)
    title, form = dice.of(sources.split_lines("names", TITLES.get(firm.type, "titles")))
    mobile = dice.mobile()
    ties = dice.of(sources.lines("office", "ties"))
    local = dice.chance(0.16)
    account = name_en.lower().replace(" ", ".").replace("ü", "u")
    handle = account.rpartition(".")[2]
    born = dice.day(firm.since, world.today - timedelta(days=2))
    values: dict[str, object] = {
        "name": name, "name_en": name_en, "address_form": surname + form, "title": title,
        "organisation_id": firm.id, "mobile": mobile,
        "mobile2": dice.mobile() if dice.chance(0.08) else None,
        "phone": dice.landline() if dice.chance(0.3) else None,
        "email": f"{account}{at % 97}@example.com" if dice.chance(0.7) else None,
        "wechat": f"wx_{handle}{dice.between(100, 999)}" if dice.chance(0.6) else None,
        "hometown": PLACE if local else firm.place if dice.chance(0.4) else None,
        "school": dice.of(sources.lines("names", "schools")) if dice.chance(0.3) else None,
        "ties": ties.format(town=naming.town(dice)[0]) if local else None,
        "staff_id": firm.staff, "do_not_contact": dice.chance(0.015),
        **_consent(dice, born, world.today),
    }  # fmt: skip
    touched = dice.day(born, world.today - timedelta(days=1))
    number = world.rows.add("person", values, born=born, touched=touched)
    world.contacts.append(Contact(number, name, surname + form, firm, mobile))
    _positions(world, dice, number, firm, title, born)


def _consent(dice: Dice, born: date, today: date) -> dict[str, object]:
    if not dice.chance(0.8):
        return {"consent": None, "source": "名片录入"}
    return {
        "consent": True, "consent_on": born, "purpose": PURPOSE,
        "source": dice.of(sources.lines("office", "consents")),
        "keep_until": date(today.year + 3, 12, 31),
    }  # fmt: skip


def _positions(world: World, dice: Dice, person: int, firm: Firm, title: str, born: date) -> None:
    """The position held now, and for one in five an earlier one elsewhere."""
    since = PartialDay(world.today.year - dice.between(1, 8), dice.between(1, 12))
    values: dict[str, object] = {"person_id": person, "organisation_id": firm.id, "title": title}
    if dice.chance(0.2):
        earlier = dice.of(world.firms)
        before, _ = dice.of(sources.split_lines("names", TITLES.get(earlier.type, "titles")))
        start = PartialDay(since.year - dice.between(2, 6), dice.between(1, 12))
        past: dict[str, object] = {"organisation_id": earlier.id, "title": before}
        past |= {"person_id": person, "since": start, "until": since}
        world.rows.add("position", past, born=born)
    world.rows.add("position", values | {"since": since}, born=born)
