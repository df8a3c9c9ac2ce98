# SPDX-License-Identifier: Apache-2.0
"""Organisations: companies, chambers with their members, funds, institutes, departments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from crm.domain.choices import CHAINS, COOPERATION_MODES
from crm.sample import naming, sources
from crm.sample.dice import Dice
from crm.sample.world import Firm, World

NUMBERS = {
    "enterprise": 155, "chamber": 40, "fund": 20, "platform": 12, "channel": 10,
    "direct_seller": 4, "government": 12, "research": 14, "park": 6, "intermediary": 7, "media": 5,
}  # fmt: skip
"""How many organisations of each type a batch has; the county's own 15 companies come besides."""
TIERS = ("china500", "private500", "leader", "leader", "listed", "listed", "specialised",
         "specialised", "specialised", "specialised")  # fmt: skip
CHANCE_SCREENED = 0.45
WUXI, WUXI_CHAMBER = "320200", "无锡商会"
"""The chamber of the first roadshow; its secretary answers the telephone."""
RESULTS = ("recommended", "recommended", "recommended", "cautious", "rejected")


def add_firms(world: World) -> None:
    """All organisations of a batch, with chambers and their members."""
    dice = world.dice("firms")
    for kind, number in NUMBERS.items():
        for at in range(number):
            _firm(world, dice, kind, at)
    _memberships(world, dice)


def _firm(world: World, dice: Dice, kind: str, at: int) -> None:
    number = world.number * sum(NUMBERS.values()) + len(world.firms)
    city = naming.abroad(dice) if kind == "enterprise" and at % 13 == 0 else naming.city(dice)
    if kind in {"government", "chamber"}:
        city = _seat(kind, at)
    trade = naming.trade(dice)
    name, short, name_en = _named(world, dice, kind, at, number, city, trade)
    staff = dice.of(world.county.officers)
    where = "" if kind == "government" else city.name
    road = dice.of(sources.lines("office", "roads"))
    since = dice.day(world.today - timedelta(days=760), world.today - timedelta(days=30))
    code = {"chamber": "51", "government": "11", "research": "12"}.get(kind, "91")
    values: dict[str, object] = {
        "name": name, "short_name": short, "name_en": name_en, "type": kind, "place": city.code,
        "credit_code": naming.credit_code(dice, city.code, code) if city.code.isdigit() else None,
        "industry": trade.industry if kind == "enterprise" else None,
        "chains": (trade.chain,) if kind in {"enterprise", "chamber"} else None,
        "address": f"{where}{road}{dice.between(6, 399)}号", "phone": dice.landline(),
        "website": f"https://www.example.com/o{number:05d}" if dice.chance(0.6) else None,
        "source": dice.of(sources.lines("office", "sources")), "staff_id": staff,
        **_tier(dice, kind, world.today.year),
        **(_profile(dice, trade.chain, since, world.today) if kind in WANTING else {}),
    }  # fmt: skip
    touched = dice.day(since, world.today - timedelta(days=1))
    row = world.rows.add("organisation", values, born=since, touched=touched)
    world.firms.append(Firm(row, name, short, kind, city.code, trade.chain, staff, since))


WANTING = {"enterprise", "fund", "platform", "channel", "direct_seller"}


def _named(
    world: World,
    dice: Dice,
    kind: str,
    at: int,
    number: int,
    city: naming.City,
    trade: naming.Trade,
) -> tuple[str, str, str]:
    """Full name, short name and English name."""
    brand, sound = naming.brand(number)
    if kind == "enterprise":
        form, form_en = dice.of(sources.split_lines("names", "company_forms"))
        name_en = f"{city.name_en} {sound} {trade.name_en} {form_en}"
        return f"{city.name}{brand}{trade.name}{form}", brand + trade.name, name_en
    if kind == "chamber":
        kinds = sources.split_lines("names", "chamber_kinds")
        what, what_en = kinds[at % len(kinds)]
        if not world.number and city.code == WUXI and not at % len(kinds):
            return WUXI_CHAMBER, WUXI_CHAMBER, "Wuxi Chamber of Commerce"
        mark, mark_en = ("", "") if not world.number else (brand, f" {sound}")
        return f"{city.name}{mark}{what}", city.name + what, f"{city.name_en}{mark_en} {what_en}"
    if kind == "government":
        offices = sources.split_lines("office", "departments")
        name, name_en, _ = offices[at % len(offices)]
        ward = "" if not world.number else f"（第{world.number}联络组）"
        return name + ward, name.removeprefix("示例"), name_en
    form, form_en = dice.of(sources.split_lines("names", "organisation_kinds", kind))
    short = brand + form.split("有限", maxsplit=1)[0].split("合伙", maxsplit=1)[0]
    return f"{city.name}{brand}{form}", short, f"{city.name_en} {sound} {form_en}"


def _seat(kind: str, at: int) -> naming.City:
    """Where the chamber or department of that number sits."""
    if kind == "government":
        offices = sources.split_lines("office", "departments")
        name, name_en, place = offices[at % len(offices)]
        return naming.City(place, name, name_en)
    known = naming.known_cities()
    return known[at // 2 % len(known)]


def _tier(dice: Dice, kind: str, year: int) -> dict[str, object]:
    if kind != "enterprise" or not dice.chance(0.3):
        return {}
    return {"tier": dice.of(TIERS), "tier_year": year - dice.between(0, 2)}


def _profile(dice: Dice, chain: str, since: date, today: date) -> dict[str, object]:
    """What it would invest in, and what the screening found."""
    low = dice.of((1_000, 2_000, 3_000, 5_000, 8_000, 10_000))
    codes = [option.code for option in CHAINS]
    wanted = {chain, dice.of(codes)} if dice.chance(0.5) else {chain}
    modes = set(dice.some([option.code for option in COOPERATION_MODES], dice.between(1, 2)))
    values: dict[str, object] = {
        "wanted_chains": tuple(code for code in codes if code in wanted),
        "amount_low": low * 10_000, "amount_high": low * dice.of((3, 5, 8)) * 10_000,
        "land_wanted": Decimal(dice.between(3, 30) * 5),
        "modes": tuple(o.code for o in COOPERATION_MODES if o.code in modes),
        "concerns": dice.of(sources.lines("course", "screening", "concerns")),
        "horizon": dice.of(sources.lines("course", "screening", "horizons")),
    }  # fmt: skip
    if dice.chance(CHANCE_SCREENED):
        values |= {
            "screening": dice.of(RESULTS),
            "screened_on": dice.day(since, today - timedelta(days=3)),
            "screening_sources": dice.of(sources.lines("course", "screening", "sources")),
        }  # fmt: skip
    return values


def _memberships(world: World, dice: Dice) -> None:
    duties = sources.lines("office", "memberships")
    members = [firm for firm in world.firms if firm.type in {"enterprise", "platform", "channel"}]
    for chamber in world.firms:
        if chamber.type != "chamber":
            continue
        near = [firm for firm in members if firm.place[:2] == chamber.place[:2]] or members
        for member in dice.some(near, dice.between(3, 9)):
            since = dice.between(world.today.year - 12, world.today.year - 1)
            world.rows.add("membership", {
                "chamber_id": chamber.id, "member_id": member.id, "since": since,
                "duty": dice.of(duties),
            }, born=max(chamber.since, member.since))  # fmt: skip
