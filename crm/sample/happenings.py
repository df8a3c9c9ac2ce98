# SPDX-License-Identifier: Apache-2.0
"""Events with their agenda, from fourteen months ago to five months ahead."""

from __future__ import annotations

from datetime import date, time, timedelta

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.world import Happening, World

Entry = tuple[str, str, str, str, str]
MEETING: tuple[Entry, ...] = (
    ("08:30", "09:00", "嘉宾签到", "Registration", "会务组"),
    ("09:00", "09:15", "领导致辞", "Welcome", "县领导"),
    ("09:15", "09:45", "示例县投资环境与政策推介", "Investment environment and policies", "县招商服务中心"),
    ("09:45", "10:30", "重点产业和项目推介", "Key industries and projects", "产业专班"),
    ("10:30", "11:00", "企业家代表发言", "Words of entrepreneurs", "企业代表"),
    ("11:00", "11:40", "项目洽谈与互动交流", "Talks", "各专班"),
)  # fmt: skip
CEREMONY: tuple[Entry, ...] = (
    ("09:00", "09:20", "来宾入场", "Arrival", "会务组"),
    ("09:20", "09:35", "县领导致辞", "Welcome", "县领导"),
    ("09:35", "10:10", "项目集中签约", "Signing", "签约双方"),
    ("10:10", "10:30", "企业代表发言", "Words of a company", "企业代表"),
    ("10:30", "11:30", "要素保障座谈", "Talk on land, energy and staff", "县直部门"),
)
VISIT: tuple[Entry, ...] = (
    ("08:30", "09:30", "考察县经济开发区明栖园", "Development zone, Mingqi Park", "园区招商专班"),
    ("10:00", "11:30", "考察茶叶和柑橘产业基地", "Tea and citrus bases", "特色农业产业专班"),
    ("14:30", "15:30", "考察拟选地块和标准厂房", "Plots and workshops", "要素保障专班"),
    ("15:40", "17:00", "项目洽谈座谈会", "Talks on projects", "县领导"),
)
EXPO: tuple[Entry, ...] = (
    ("09:00", "09:40", "展馆开馆暨巡馆", "Opening and tour", "县领导"),
    ("10:00", "11:30", "展位产品推介", "Products at the stand", "参展企业"),
    ("14:30", "16:00", "一对一采购洽谈", "One-to-one talks", "采购商"),
)
AGENDAS = {"inbound": VISIT, "signing": CEREMONY, "expo": EXPO}
SUMMARIES = (
    "活动达到预期效果，共邀请{n}家企业和商会参加，多家企业表达了来县考察意向，会后已分解跟踪任务。",
    "重点推介了食品精深加工、茶旅融合等项目，{n}家企业参会，部分企业就用地、用能和政策兑现深入咨询。",
    "与会企业对富硒资源和园区配套评价较高，{n}家企业留下联系方式，专班已按计划逐一回访。",
)
MATERIALS = "投资指南80册；项目册60册；政策汇编50册；富硒茶样品30份；宣传片1部。"
PREPARING = 35
"""Days ahead from which an event is being prepared."""
VEHICLES = ("1号中巴", "2号中巴", "商务车")


def add_events(world: World) -> None:
    """All events of a batch; later batches hold them a few days apart."""
    dice = world.dice("events")
    for line in sources.table("events"):
        _event(world, dice, line)


def _event(world: World, dice: Dice, line: sources.Line) -> None:
    shift = dice.between(-12, 12) if world.number else 0
    offset = int(line["offset"])
    # A future event stays in the future and a past one in the past.
    moved = max(offset + shift, 1) if offset > 0 else min(offset + shift, -1)
    first = weekday(world.today + timedelta(days=moved))
    if offset > 0 and first <= world.today:
        first = world.today + timedelta(days=moved)
    last = first + timedelta(days=int(line["days"]) - 1)
    held = last < world.today
    budget = dice.between(3, 28) * 10_000
    staff = dice.of(world.county.officers)
    group = f"·{world.number + 1}组" if world.number else ""
    delegation = [world.county.names[n] for n in (dice.of(world.county.leaders), staff)]
    values: dict[str, object] = {
        "name": line["name"].format(year=first.year) + group, "kind": line["kind"],
        "name_en": line["name_en"].format(year=first.year), "state": _state(moved, held=held),
        "starts_on": first, "ends_on": last, "city": line["city"], "venue": line["venue"],
        "series": line["series"], "programme": line["programme"], "organiser": line["organiser"],
        "higher_body": line["higher"] == "yes", "staff_id": staff,
        "delegation": "、".join(dict.fromkeys(delegation)) + "及相关专班负责人",
        "materials": MATERIALS if line["kind"] not in {"inbound", "symposium"} else None,
        "budget": budget, "spending": budget * dice.between(72, 104) // 100 if held else None,
        "summary": dice.of(SUMMARIES).format(n=dice.between(18, 60)) if held else None,
    }  # fmt: skip
    born = min(first - timedelta(days=dice.between(25, 60)), world.today)
    touched = min(last + timedelta(days=dice.between(2, 9)), world.today)
    number = world.rows.add("event", values, born=born, touched=max(born, touched))
    event = Happening(number, str(values["name"]), line["kind"], line["city"], first, last, staff)
    world.events.append(event)
    _agenda(world, dice, event, line["venue"], born)


def _state(moved: int, *, held: bool) -> str:
    if held:
        return "held"
    return "preparing" if moved <= PREPARING else "planned"


def _agenda(world: World, dice: Dice, event: Happening, venue: str, born: date) -> None:
    visit = event.kind == "inbound"
    for start, end, subject, subject_en, speaker in AGENDAS.get(event.kind, MEETING):
        world.rows.add("agenda_item", {
            "event_id": event.id, "day": event.first, "starts_at": time.fromisoformat(start),
            "ends_at": time.fromisoformat(end), "subject": subject, "subject_en": subject_en,
            "place": venue, "speaker": speaker,
            "company": world.county.names[event.staff] if visit else None,
            "vehicle": dice.of(VEHICLES) if visit else None,
            "duty": f"{world.county.names[event.staff]} {world.county.phones[event.staff]}",
        }, born=born)  # fmt: skip
