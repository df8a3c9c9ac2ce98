# SPDX-License-Identifier: Apache-2.0
"""Projects over all stages and statuses, with their course, partners, figures and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from crm.domain.choices import COOPERATION_MODES
from crm.kinds.days import PartialDay
from crm.sample import naming, sheets, sources
from crm.sample.courses import Course, course
from crm.sample.dice import Dice, weekday
from crm.sample.office import PLACE
from crm.sample.world import Firm, Happening, Park, Venture, World

WAN = 10_000
PIPELINE = (
    ("build", "completed", 5), ("build", "normal", 16), ("build", "delayed", 3),
    ("sign", "normal", 13), ("sign", "delayed", 2), ("sign", "terminated", 1),
    ("negotiate", "normal", 18), ("negotiate", "delayed", 2), ("negotiate", "shelved", 1),
    ("negotiate", "terminated", 2), ("advance", "normal", 22), ("advance", "delayed", 2),
    ("advance", "shelved", 1), ("advance", "terminated", 2), ("reserve", "normal", 28),
    ("reserve", "shelved", 2),
)  # fmt: skip
"""How many projects of each stage and status a batch has."""
OUTDOORS = {"tourism", "energy"}
IN_VILLAGES = {"A01", "A03", "H61", "N78", "Q84", "R89"}
"""Chains and industries whose projects do not stand in a park."""
UNITS = {
    "tea": 2, "citrus": 2, "herbs": 9, "vegetables": 2, "walnut": 5, "ginkgo": 5, "livestock": 2,
    "beverage": 3, "tourism": 4, "logistics": 8, "energy": 1, "other": 7,
}  # fmt: skip
"""The unit that answers for a chain, by its place in the list of units."""
APPROACHES = (
    "task_force", "task_force", "chain", "chain", "by_business", "kinship", "entrusted", "fund",
)  # fmt: skip
ORDINARY = {"recommended": 5, "cautious": 1}
DAY_UNKNOWN = 0.08
UNKNOWN = 9
"""The total investment of each so-many-th project in reserve is not known yet."""
FOLLOWING = 7
"""So many signed projects of a batch have a later phase or an increase of capital."""


def add_ventures(world: World) -> None:
    """All projects of a batch, in the order of their entry."""
    dice = world.dice("ventures")
    wanted = [(s, status) for s, status, number in PIPELINE for _ in range(number)]
    ideas = sources.table("ideas")
    chosen = [ideas[n % len(ideas)] for n in range(len(wanted))]
    for number, (idea, (stage, status)) in enumerate(
        zip(dice.shuffled(chosen), wanted, strict=True), 1
    ):
        _venture(world, dice, number, idea, stage, status)
    _later_phases(world, dice)


def _venture(
    world: World, dice: Dice, number: int, idea: sources.Line, stage: str, status: str
) -> None:
    way = course(dice, stage, world.today, world.events, completed=status == "completed")
    park = _park(dice, world.county.parks, idea)
    town = naming.town(dice)
    if park is not None:
        town = next(t for t in naming.towns() if t[0] == park.town)
    site = (park.name, park.name_en) if park else _in_village(dice, town)
    figures = _figures(dice, idea)
    if stage == "reserve" and number % UNKNOWN == 0:
        figures = replace(figures, total=None)
    staff, unit = dice.of(world.county.officers), world.county.units[UNITS[idea["chain"]]]
    values: dict[str, object] = {
        **_identity(world, dice, number, idea, town), **_money(dice, stage, figures),
        **_status(dice, way, status, stage, world.today),
        "place": PLACE, "site": site[0], "site_en": site[1], "stage": stage,
        "stage_since": way.moves[-1].on,
        "land_mode": dice.of(("new", "new", "existing", "leased")), "land_area": figures.land,
        **_plot(dice, park), "park_id": park.id if park else None, "staff_id": staff,
        "unit_id": unit.id, "lead_official_id": _official(world, dice, stage),
        "task_force": unit.task_force,
        "enclave": dice.chance(0.04), "headquarters": dice.chance(0.03),
        **sheets.texts(dice, idea, figures, site, town), **sheets.work_done(dice, stage),
        "contact_name": world.county.names[staff], "contact_phone": world.county.phones[staff],
    }  # fmt: skip
    row = world.rows.add("project", values, born=way.reached["reserve"])
    venture = Venture(
        row, values, idea["chain"], stage, status, way.reached, staff, unit.id, figures.total
    )
    world.ventures.append(venture)
    _moves(world, way, venture)
    _partners(world, dice, venture)
    _origin(world, dice, venture, way)
    _signing(dice, venture, way, world.today)
    _release(dice, venture, world.today)


def _identity(
    world: World, dice: Dice, number: int, idea: sources.Line, town: tuple[str, str]
) -> dict[str, object]:
    number += world.number * sum(n for _, _, n in PIPELINE)
    taken = world.number > 0 or any(v.name == town[0] + idea["name"] for v in world.ventures)
    # A second one of the same town is known by its own word.
    mark, mark_en = naming.brand(number * 3) if taken else ("", "")
    chain, name = idea["chain"], idea["name"]
    return {
        "name": (mark or town[0]) + name,
        "name_en": f"{mark_en} {idea['name_en']}, {town[1]}".strip(),
        "code": f"SL{number:05d}", "industry": idea["industry"], "chain": chain,
        "selenium": "富硒" in name or (chain not in {"tourism", "energy", "logistics", "other"}
                                     and dice.chance(0.55)),
    }  # fmt: skip


def _park(dice: Dice, parks: Sequence[Park], idea: sources.Line) -> Park | None:
    if idea["chain"] in OUTDOORS or idea["industry"] in IN_VILLAGES:
        return None
    own = [park for park in parks if park.chain == idea["chain"]]
    return dice.of(own) if own and dice.chance(0.75) else parks[0]


def _in_village(dice: Dice, town: tuple[str, str]) -> tuple[str, str]:
    village, spelled = naming.village(dice)
    return town[0] + village, f"{spelled}, {town[1]}"


def _plot(dice: Dice, park: Park | None) -> dict[str, object]:
    """A plot of the park, or none yet."""
    if park is None or not park.plots or not dice.chance(0.5):
        return {}
    plot, plot_en = dice.of(park.plots)
    return {"plot": plot, "plot_en": plot_en}


def _figures(dice: Dice, idea: sources.Line) -> sheets.Figures:
    """The figures of a project of an idea, money in yuan."""
    low, high = map(int, idea["investment"].split("-"))
    total = dice.yuan(low / 100, high / 100) * 100
    output = _share(total, dice.between(90, 210))
    return sheets.Figures(
        total=total,
        land=Decimal(dice.between(*map(int, idea["land"].split("-")))),
        output=output,
        profit=_share(output, dice.between(8, 16)),
        tax=_share(output, dice.between(3, 6)),
        payback=dice.decimal(3.8, 8.5, 1),
        irr=dice.decimal(11, 23, 2),
        jobs=dice.between(*map(int, idea["jobs"].split("-"))),
    )


def _money(dice: Dice, stage: str, f: sheets.Figures) -> dict[str, object]:
    """The fields of money of a project in a stage; an unknown total stays empty."""
    values: dict[str, object] = {
        "yearly_output": f.output, "yearly_profit": f.profit, "yearly_tax": f.tax,
        "payback_years": f.payback, "irr": f.irr, "jobs": f.jobs, "total_investment": f.total,
    }  # fmt: skip
    if f.total is not None:
        fixed = _share(f.total, dice.between(74, 88))
        values |= {"fixed_assets": fixed, "working_capital": f.total - fixed}
        if stage in {"negotiate", "sign", "build"}:
            values["intended_investment"] = f.total
        if stage in {"sign", "build"}:
            values["agreed_investment"] = _share(f.total, dice.of((90, 95, 100, 100, 100, 105)))
    return values


def _share(amount: int, percent: int) -> int:
    """So many hundredths of an amount in yuan, to the ten thousand."""
    return amount * percent // 100 // WAN * WAN


def _official(world: World, dice: Dice, stage: str) -> int | None:
    wanted = stage in {"sign", "build"} or dice.chance(0.4)
    return dice.of(world.county.leaders) if wanted else None


def _status(dice: Dice, way: Course, status: str, stage: str, today: date) -> dict[str, object]:
    """The status with its day and reason."""
    values: dict[str, object] = {"status": status}
    if status == "normal":
        return values
    since = way.reached[stage]
    on = dice.day(min(since + timedelta(days=20), today), today)
    values["status_on"] = on
    if status == "shelved":
        values["status_reason"] = dice.of(sources.lines("course", "status", "shelved"))
        values["shelved_until"] = today + timedelta(days=dice.between(40, 200))
    elif status == "terminated":
        reason, lost_to = dice.of(sources.split_lines("course", "status", "terminated"))
        values |= {"status_reason": reason, "lost_to": lost_to}
    elif status == "delayed":
        values["status_reason"] = dice.of(sources.lines("course", "progress", "obstacles"))
    return values


def _moves(world: World, way: Course, venture: Venture) -> None:
    for move in way.moves:
        world.rows.add("stage_change", {
            "project_id": venture.id, "from_stage": move.start, "to_stage": move.to,
            "moved_on": move.on, "staff_id": venture.staff, "reason": move.reason,
            "marked": move.marked,
        }, born=move.on)  # fmt: skip


def _partners(world: World, dice: Dice, venture: Venture) -> None:
    """Who invests; a project in reserve has nobody yet, and a note of early work instead."""
    stage = venture.stage
    if stage == "reserve" or (stage == "advance" and dice.chance(0.4)):
        note = dice.of(sources.lines("course", "status", "early"))
        unit = next(u for u in world.county.units if u.id == venture.unit)
        venture.values["target_note"] = note.format(unit=unit.name)
        return
    firms = [f for f in world.firms if f.type in {"enterprise", "fund"}]
    own = [f for f in firms if f.chain == venture.chain and f.type == "enterprise"] or firms
    first = dice.of(own)
    second = dice.of(firms)
    venture.investors = (first,) if second is first or dice.chance(0.8) else (first, second)
    contacts = world.contacts_by_firm
    venture.contact = dice.of(contacts[first.id])
    shares = (Decimal(100),) if len(venture.investors) == 1 else (Decimal(70), Decimal(30))
    for firm, share in zip(venture.investors, shares, strict=True):
        world.rows.add("party", {
            "project_id": venture.id, "organisation_id": firm.id, "share": share,
            "role": "investor" if firm is first else "partner",
            "person_id": dice.of(contacts[firm.id]).id if firm is not first else venture.contact.id,
        }, born=venture.reached.get("advance", venture.born))  # fmt: skip
    if stage != "advance":
        _screening(dice, venture, first)


def _screening(dice: Dice, venture: Venture, firm: Firm) -> None:
    result = dice.weighted(tuple(ORDINARY), tuple(ORDINARY.values()))
    since = venture.reached["negotiate"]
    on = dice.day(max(venture.born, since - timedelta(days=30)), since)
    codes = [option.code for option in COOPERATION_MODES]
    venture.values |= {
        "screening": result, "screened_on": on,
        "target_note": f"目标企业：{firm.name}。", "modes": (dice.of(codes),),
    }  # fmt: skip


def _origin(world: World, dice: Dice, venture: Venture, way: Course) -> None:
    """How it came: by an event of the time before it advanced, or in another way."""
    until = venture.reached.get("advance", venture.reached.get("negotiate"))
    venture.signed_at = way.signed_at
    fitting: list[Happening] = []
    if until is not None and venture.investors:
        since = venture.born - timedelta(days=120)
        fitting = [e for e in world.events if since <= e.first and e.last < until]
    if fitting and dice.chance(0.7):
        venture.source = dice.of(fitting)
        venture.values["source_event_id"] = venture.source.id
    roadshow = venture.source is not None and venture.source.kind != "inbound"
    venture.values["approach"] = "roadshow" if roadshow else dice.of(APPROACHES)
    venture.values.setdefault("modes", ("sole", "joint_venture", "cooperation"))


def _signing(dice: Dice, venture: Venture, way: Course, today: date) -> None:
    """Signing, start of construction and what they need (domain §2.2)."""
    if venture.stage not in {"sign", "build"}:
        return
    signed = venture.signed = venture.reached["sign"]
    exact = way.signed_at is not None or not dice.chance(DAY_UNKNOWN)
    kinds = ("formal", "formal", "formal", "framework", "intention")
    venture.values |= {
        "signed_on": PartialDay(signed.year, signed.month, signed.day if exact else None),
        "agreement_kind": dice.of(kinds) if venture.stage == "sign" else "formal",
        "signing_event_id": way.signed_at.id if way.signed_at else None,
        "signed_without_event": way.signed_at is None,
    }  # fmt: skip
    if venture.investors and not venture.investors[0].place.isdigit():
        agreed = venture.values["agreed_investment"]
        rate = dice.decimal(7.05, 7.25, 4)
        capital = int(Decimal(str(agreed)) / rate * dice.between(30, 90) / 100)
        venture.values |= {
            "foreign_capital": capital,
            "exchange_rate": rate,
            "exchange_rate_on": signed,
        }
    if venture.stage == "build":
        started = venture.started = venture.reached["build"]
        venture.values["started_on"] = PartialDay.of_date(started)
    if venture.stage == "build" or dice.chance(0.6):
        filed = min(weekday(signed + timedelta(days=12)), today)
        number = f"{str(venture.values['industry'])[1:]}{dice.between(1000, 9999)}"
        venture.values["filing_code"] = f"{filed:%y%m}-{PLACE}-04-01-{number}"


def _release(dice: Dice, venture: Venture, today: date) -> None:
    """Sheets of projects that look for investors may be published; a few have run out."""
    looking = venture.stage in {"reserve", "advance", "negotiate"} and venture.status == "normal"
    released = looking and dice.chance(0.86)
    venture.values["may_be_published"] = released
    venture.values["valid_until"] = date(today.year + dice.of((0, 1, 1)), 12, 31)
    if released and dice.chance(0.05):
        venture.values["valid_until"] = today - timedelta(days=dice.between(5, 60))
    if not released:
        for name in ("market", "benefits", "supporting"):
            if dice.chance(0.35):
                venture.values[name] = venture.values[f"{name}_en"] = None


def _later_phases(world: World, dice: Dice) -> None:
    """Some signed projects continue an earlier one, which is counted as its increment only."""
    before = [v for v in world.ventures if v.stage == "build"]
    after = [v for v in world.ventures if v.stage in {"negotiate", "sign"} and v.status == "normal"]
    for earlier, later in zip(
        dice.some(before, FOLLOWING), dice.some(after, FOLLOWING), strict=False
    ):
        kind = dice.of(("phase", "increment"))
        later.values |= {"previous_id": earlier.id, "previous_kind": kind}
