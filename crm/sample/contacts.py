# SPDX-License-Identifier: Apache-2.0
"""Activities that happened, and follow-ups that are done, due or overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.works import until
from crm.sample.world import Contact, Venture, World

ACTIVITIES, FOLLOW_UPS = 1_500, 600
KINDS, WEIGHTS = (
    ("call", "wechat", "meeting", "visit", "email", "reception"),
    (32, 26, 17, 10, 9, 6),
)
OFTEN = {
    "reserve": (0, 2),
    "advance": (3, 7),
    "negotiate": (6, 12),
    "sign": (8, 15),
    "build": (9, 20),
}
QUIET = 0.14
"""How many projects nobody has spoken about for some months."""
OPEN = (("overdue", 34), ("today", 14), ("week", 40), ("month", 60), ("later", 28))
DROPPED = 16
PLAN_DAYS = 45
"""Days after an event during which its plan runs."""
AHEAD = {"overdue": (-24, -1), "today": (0, 0), "week": (1, 7), "month": (8, 30), "later": (31, 75)}
"""Days from today on which an open follow-up is due."""
CHAINS = {
    "tea": "富硒茶", "citrus": "柑橘", "herbs": "中药材", "vegetables": "蔬菜", "walnut": "核桃",
    "ginkgo": "银杏", "livestock": "畜牧", "beverage": "饮料及功能食品", "tourism": "文旅",
    "logistics": "冷链物流", "energy": "清洁能源", "other": "配套产业",
}  # fmt: skip


def add_activities(world: World) -> None:
    """What happened with every project of a batch, and with other people."""
    dice = world.dice("activities")
    number = 0
    for venture in world.ventures:
        for on in _days(dice, venture, world.today):
            _activity(world, dice, on, venture, venture.contact or dice.of(world.contacts))
            number += 1
    for _, event, contact in dice.some(world.met, ACTIVITIES - number):
        on = min(weekday(event.last + timedelta(days=dice.between(3, 9))), world.today)
        _activity(world, dice, max(on, event.last), None, contact, event.id)
        number += 1
    for _ in range(ACTIVITIES - number):
        on = dice.day(world.today - timedelta(days=400), world.today)
        _activity(world, dice, on, None, dice.of(world.contacts))


def _days(dice: Dice, venture: Venture, today: date) -> Iterator[date]:
    """The days of contact; one always lies shortly before each of its moves."""
    last = until(venture, today)
    if venture.status == "normal" and dice.chance(QUIET):
        last = max(today - timedelta(days=dice.between(50, 130)), venture.reached[venture.stage])
    for stage in ("advance", "negotiate", "sign"):
        if stage in venture.reached:
            yield weekday(venture.reached[stage] - timedelta(days=dice.between(3, 14)))
    first = venture.reached.get("advance", venture.reached.get("negotiate", venture.born))
    for _ in range(dice.between(*OFTEN[venture.stage])):
        # More of them are recent.
        back = int((last - first).days * dice.share() ** 1.4)
        yield max(weekday(last - timedelta(days=back)), first)


def _activity(
    world: World,
    dice: Dice,
    on: date,
    venture: Venture | None,
    contact: Contact,
    event: int | None = None,
) -> None:
    kind = dice.weighted(KINDS, WEIGHTS)
    subject, content = dice.of(sources.split_lines("course", "activities", kind))
    asked, following = (sources.lines("course", "activities", name) for name in ("asked", "next"))
    values: dict[str, object] = {
        "kind": kind, "happened_on": on, "subject": subject, "content": content,
        "at_time": time(dice.between(8, 17), dice.of((0, 10, 15, 30, 40, 45))),
        "asked_for": dice.of(asked) if dice.chance(0.35) else None,
        "next_step": dice.of(following) if dice.chance(0.55) else None,
        "staff_id": venture.staff if venture else contact.firm.staff,
        "organisation_id": contact.firm.id, "person_id": contact.id,
        "project_id": venture.id if venture else None, "event_id": event,
    }  # fmt: skip
    number = world.rows.add("activity", values, born=on)
    if venture is not None and (venture.last_activity is None or on > venture.last_activity):
        venture.last_activity = on
        venture.values["last_activity_on"] = on
    if kind in {"meeting", "reception"} and dice.chance(0.35):
        other = dice.of(world.contacts_by_firm[contact.firm.id])
        if other is not contact:
            values = {"activity_id": number, "person_id": other.id}
            world.rows.add("activity_person", values, born=on)


def add_follow_ups(world: World) -> None:
    """Plans after events and tasks of projects: most are done, some wait, some are late."""
    dice = world.dice("follow ups")
    waiting = [name for name, number in OPEN for _ in range(number)]
    for when in dice.shuffled(waiting):
        due = world.today + timedelta(days=dice.between(*AHEAD[when]))
        _follow_up(world, dice, due, "open")
    for number in range(FOLLOW_UPS - len(waiting)):
        due = dice.day(world.today - timedelta(days=330), world.today - timedelta(days=1))
        _follow_up(world, dice, due, "dropped" if number < DROPPED else "done")


def _follow_up(world: World, dice: Dice, due: date, state: str) -> None:
    planned = [m for m in dice.some(world.met, 12) if 0 < (due - m[1].last).days <= PLAN_DAYS]
    values: dict[str, object] = {"due_on": due, "state": state}
    if planned and dice.chance(0.6):
        attendance, event, contact = planned[0]
        plan = sources.split_lines("course", "follow_ups", "plan")
        step = sum((due - event.last).days > days for days in (2, 6, 15))
        subject, result = plan[step]
        values |= {
            "event_id": event.id, "attendance_id": attendance, "plan_step": step + 1,
            "person_id": contact.id, "organisation_id": contact.firm.id, "staff_id": event.staff,
        }  # fmt: skip
        result = result.format(chain=CHAINS[contact.firm.chain])
    else:
        venture = _running(dice, world)
        subject, result = dice.of(sources.split_lines("course", "follow_ups", "other"))
        values |= {
            "project_id": venture.id, "staff_id": venture.staff,
            "organisation_id": venture.investors[0].id if venture.investors else None,
            "person_id": venture.contact.id if venture.contact else None,
        }  # fmt: skip
    values["subject"] = subject
    _close(dice, values, result, world.today)
    born = min(due - timedelta(days=dice.between(2, 12)), world.today)
    done = values.get("done_on")
    touched = done if isinstance(done, date) and done > born else born
    world.rows.add("follow_up", values, born=born, touched=touched)


def _running(dice: Dice, world: World) -> Venture:
    venture = dice.of(world.ventures)
    return dice.of(world.ventures) if venture.status in {"terminated", "shelved"} else venture


def _close(dice: Dice, values: dict[str, object], result: str, today: date) -> None:
    """Its result when it is done; some of the open ones were put off."""
    due = values["due_on"]
    if values["state"] == "done" and isinstance(due, date):
        late = dice.between(1, 6) if dice.chance(0.18) else -dice.between(0, 2)
        values |= {"result": result, "done_on": min(due + timedelta(days=late), today)}
        if dice.chance(0.4):
            values["next_step"] = dice.of(sources.lines("course", "activities", "next"))
    elif values["state"] == "dropped":
        values["result"] = "对方暂无投资计划，停止跟踪。"
    elif isinstance(due, date) and due > today and dice.chance(0.12):
        values["snoozed_until"] = due
        values["snooze_reason"] = dice.of(sources.lines("course", "follow_ups", "snooze"))
