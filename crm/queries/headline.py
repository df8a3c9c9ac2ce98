# SPDX-License-Identifier: Apache-2.0
"""What stands at the head of a record's page: its key figures, and what is still to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from crm.domain.contact import Activity, FollowUp
from crm.domain.cost import CostItem, CostPrice
from crm.domain.course import Party, Problem
from crm.domain.dueness import counts_on, has_begun, waits
from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.policy import Policy
from crm.domain.procedure import ProcedureStep
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules import durations
from crm.domain.rules.durations import Duration, Step
from crm.domain.rules.following import due
from crm.domain.rules.intensity import per_mu
from crm.domain.rules.phases import RULE
from crm.domain.rules.prices import in_force
from crm.domain.rules.validity import Validity, validity
from crm.kinds.numbers import money_words
from crm.queries import effects, naming, phases
from crm.queries.conventions import conventions
from crm.queries.figures import funds_count, funds_counted
from crm.queries.naming import Titles
from crm.queries.quiet import LIGHT_VOICES, LIGHT_WORDS, quiet
from crm.words import N_, NC_, _, ngettext, tr

TASKS = 20
"""How many open follow-ups are shown; the list has all."""


@dataclass(frozen=True)
class Fact:
    """A figure at the head: a marked word, the number with its unit, a line below it.

    `money` is an amount in yuan, to be shown in the unit that suits it. `voice` is good, warning,
    error or nothing. `aside` is said to whoever asks for more.
    """

    label: str
    text: str = ""
    unit: str = ""
    second: str = ""
    voice: str = ""
    money: int | None = None
    aside: str = ""


@dataclass(frozen=True)
class Task:
    """An open follow-up: what, about whom, by when, who; `late` counts the days it is overdue.

    `due_on` is the day that counts: a later one when it was put off.
    """

    id: int
    version: int
    subject: str
    due_on: date
    who: str
    about: str
    late: int


def facts(session: Session, record: str, record_id: int, *, today: date) -> tuple[Fact, ...]:
    """The key figures of a record; records without any have none."""
    teller = TELLERS.get(record)
    return () if teller is None else tuple(teller(session, record_id, today))


def tasks(session: Session, record: str, record_id: int, *, today: date) -> tuple[Task, ...]:
    """The open follow-ups of a record, the earliest due first."""
    names = [n for n, to in naming.references(FollowUp).items() if to == record and n != "staff_id"]
    if not names:
        return ()
    query = (
        select(FollowUp)
        .where(
            FollowUp.deleted.is_(False), FollowUp.state == "open",
            or_(*(getattr(FollowUp, name) == record_id for name in names)),
        )
        .order_by(counts_on(), FollowUp.id)
        .limit(TASKS)
    )  # fmt: skip
    found = session.scalars(query).all()
    known = naming.titles(session, naming.named(found))
    return tuple(
        Task(
            one.id, one.version, one.subject, due(one.due_on, one.snoozed_until),
            known.get(("staff", one.staff_id or 0), ""), _about(one, (record, record_id), known),
            max(0, (today - due(one.due_on, one.snoozed_until)).days),
        )
        for one in found
    )  # fmt: skip


STATUS_VOICES: Mapping[str, str] = {"terminated": "error", "completed": "good"}

ABOUT = ("person", "organisation", "project", "event")


def _about(one: FollowUp, owner: tuple[str, int], known: Titles) -> str:
    """The nearest other record a follow-up belongs to."""
    others = ((name, getattr(one, f"{name}_id")) for name in ABOUT)
    named = (known.get(other, "") for other in others if other[1] and other != owner)
    return next(named, "")


def _project(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    row = session.get_one(Project, record_id)
    if row.status != "normal":
        field = Project.fields()["status"]
        voice = STATUS_VOICES.get(row.status, "warning")
        yield Fact(field.label, field.show(row.status), second=row.status_reason or "", voice=voice)
    yield Fact(N_("Total investment"), money=row.total_investment, second=_for_each_mu(row))
    yield Fact(N_("Agreed investment"), money=row.agreed_investment)
    funds = session.scalar(
        select(func.sum(funds_counted())).where(
            Receipt.project_id == record_id, funds_count(conventions(session).counting)
        )
    )
    whole = row.agreed_investment or row.total_investment
    share = (
        _("{n} % of the investment").format(n=round(100 * funds / whole)) if funds and whole else ""
    )
    yield Fact(N_("Funds in place"), money=_whole(funds), second=share)
    yield from _phases(session, record_id)
    yield from _movement(session, record_id, today)
    yield _since(N_("In this stage"), row.stage_since, today)
    yield _since(N_("Last contact"), row.last_activity_on, today)
    yield from _problems(session, record_id, today)


def _phases(session: Session, record_id: int) -> Iterator[Fact]:
    """What a project comes to with all that continues it."""
    found = phases.together(session, record_id)
    if found.phases:
        many = ngettext("with {n} phase", "with {n} phases", found.phases).format(n=found.phases)
        agreed = _("agreed {money}").format(money=money_words(found.agreed or 0))
        funds = _("funds {money}").format(money=money_words(found.funds))
        parts = (many, *((agreed,) if found.agreed is not None else ()), funds)
        yield Fact(
            N_("Investment in all"), money=found.total, second=_(", ").join(parts),
            aside=tr(RULE),
        )  # fmt: skip


def _for_each_mu(row: Project) -> str:
    """What a mu of its land brings, where its land is known."""
    invested, taxed = (
        per_mu(yuan, row.land_area) for yuan in (row.total_investment, row.yearly_tax)
    )
    if invested is None:
        return ""
    said = _("{money} per mu").format(money=_to_the_hundred(invested))
    if taxed is None:
        return said
    tax = _("{money} of tax a year").format(money=_to_the_hundred(taxed))
    return _(", ").join((said, tax))


def _to_the_hundred(yuan: Decimal) -> str:
    """A computed amount as offices quote it: two places of 万元."""
    return money_words(int(round(yuan, -2)))


def _movement(session: Session, project_id: int, today: date) -> Iterator[Fact]:
    """The light of a project on the board, in words."""
    found = quiet(session, project_id, today=today)
    if found is None:
        return
    second = ngettext(
        "{n} day quiet of {allowed}", "{n} days quiet of {allowed}", found.days
    ).format(n=found.days, allowed=found.allowed)
    on = f" ({found.reason_on.isoformat()})" if found.reason_on is not None else ""
    yield Fact(
        N_("Movement"), tr(LIGHT_WORDS[found.light]), second=second,
        voice=LIGHT_VOICES[found.light], aside=f"{found.reason}{on}" if found.reason else "",
    )  # fmt: skip


def _problem(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    """How an entry of the problems ledger stands."""
    row = session.get_one(Problem, record_id)
    field = Problem.fields()["state"]
    late = 0 if row.due_on is None or row.state == "closed" else (today - row.due_on).days
    second = ngettext("{n} day late", "{n} days late", late).format(n=late) if late > 0 else ""
    voice = "good" if row.state == "closed" else "error" if late > 0 else "warning"
    yield Fact(field.label, field.show(row.state), second=second, voice=voice)
    due, closed = (Problem.fields()[name] for name in ("due_on", "closed_on"))
    yield Fact(due.label, due.show(row.due_on))
    if row.closed_on is not None:
        yield Fact(closed.label, closed.show(row.closed_on))


def _problems(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    live = (Problem.project_id == record_id, Problem.deleted.is_(False), Problem.state != "closed")
    count = session.scalar(select(func.count()).select_from(Problem).where(*live)) or 0
    late = session.scalar(
        select(func.count()).select_from(Problem).where(*live, Problem.due_on < today)
    )
    if count:
        second = ngettext("{n} past its deadline", "{n} past their deadline", late or 0)
        yield Fact(
            N_("Open problems"), str(count), second=second.format(n=late) if late else "",
            voice="warning" if late else "",
        )  # fmt: skip


def _organisation(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    number, agreed = _taking_part(session, Party.organisation_id == record_id)
    yield Fact(NC_("related", "Projects"), str(number))
    yield Fact(N_("Agreed investment"), money=agreed)
    yield _attended(session, Attendance.organisation_id == record_id)
    yield _last_contact(session, Activity.organisation_id == record_id, today)
    yield from _may_be_contacted(session, None, record_id, today)


def _taking_part(session: Session, where: ColumnElement[bool]) -> tuple[int, int | None]:
    """In how many projects somebody takes part (later phases are no others), and their money."""
    of = select(Party.project_id).where(where, Party.deleted.is_(False))
    first = case((Project.previous_id.is_(None), 1))
    query = select(func.count(first), func.sum(Project.agreed_investment)).where(
        Project.id.in_(of), Project.deleted.is_(False)
    )
    row = session.execute(query).one()
    return int(row[0]), _whole(row[1])


def _person(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    number, _agreed = _taking_part(session, Party.person_id == record_id)
    yield Fact(NC_("related", "Projects"), str(number))
    yield _attended(session, Attendance.person_id == record_id)
    yield _last_contact(session, Activity.person_id == record_id, today)
    person = session.get(Person, record_id)
    if person is not None:
        yield from _may_be_contacted(session, person, person.organisation_id, today)


def _may_be_contacted(
    session: Session, person: Person | None, organisation_id: int | None, today: date
) -> Iterator[Fact]:
    """Whether somebody may be contacted, where anything is known of it."""
    label = NC_("privacy", "Contact")
    house = session.get(Organisation, organisation_id) if organisation_id else None
    if house is not None and house.deleted:
        house = None
    if (person and person.do_not_contact) or (not person and house and house.do_not_contact):
        yield Fact(label, _("Do not contact"), voice="error")
    elif person and house and house.do_not_contact:
        yield Fact(label, _("Do not contact"), second=house.name, voice="error")
    elif person and person.keep_until and person.keep_until < today:
        yield Fact(label, _("Keeping period over"), voice="warning")
    elif person and person.consent is not None:
        yes, on = person.consent, person.consent_on
        said = _("Consents to be contacted") if yes else _("Does not consent")
        second = on.isoformat() if yes and on else ""
        yield Fact(label, said, second=second, voice="good" if yes else "warning")


def _event(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    def count(*where: ColumnElement[bool]) -> int:
        of = (Attendance.event_id == record_id, Attendance.deleted.is_(False))
        query = select(func.count()).select_from(Attendance).where(*of, *where)
        return session.scalar(query) or 0

    effect = effects.of_event(session, record_id).effect
    invited = _("of {n} invited").format(n=count())
    yield Fact(N_("Attended"), str(effect.attendees), second=invited)
    yield Fact(N_("Interested (A, B)"), str(effect.interested))
    begun = exists().where(Event.id == record_id, has_begun(today))
    open_ones = count(waits(), begun)
    yield Fact(N_("Not yet followed up"), str(open_ones), voice="warning" if open_ones else "good")
    yield Fact(N_("Return visits"), str(effect.visits))
    yield Fact(N_("Signed here"), str(effect.signed))
    yield Fact(N_("Agreed investment"), money=effect.agreed if effect.contracts else None)


def _policy(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    row = session.get_one(Policy, record_id)
    fields = Policy.fields()
    stands = validity(row.standing, row.effective_on, row.expires_on, today)
    words, voice = STANDINGS[stands]
    expires = "" if row.expires_on is None else _("until {day}").format(day=row.expires_on)
    yield Fact(N_("Validity"), tr(words), second=expires, voice=voice)
    reviewed = row.review != "unreviewed"
    yield Fact(
        fields["review"].label, fields["review"].show(row.review),
        voice="good" if reviewed else "warning",
    )  # fmt: skip
    published = bool(row.may_be_published)
    yield Fact(
        fields["may_be_published"].label, _("Yes") if published else _("No"),
        voice="" if published else "warning",
    )  # fmt: skip


STANDINGS: Mapping[Validity, tuple[str, str]] = {
    Validity.COMING: (NC_("validity", "Not yet in force"), ""),
    Validity.IN_FORCE: (NC_("validity", "In force"), "good"),
    Validity.EXPIRING: (NC_("validity", "Expires soon"), "warning"),
    Validity.EXPIRED: (NC_("validity", "Expired"), "error"),
    Validity.AMENDED: (NC_("validity", "Amended"), "warning"),
    Validity.REPEALED: (NC_("validity", "Repealed"), "error"),
}


def _cost(session: Session, record_id: int, today: date) -> Iterator[Fact]:
    row = session.get_one(CostItem, record_id)
    query = (
        select(CostPrice)
        .where(CostPrice.cost_item_id == record_id, CostPrice.deleted.is_(False))
        .order_by(CostPrice.id)
    )
    price = in_force(session.scalars(query), today, lambda one: one.effective_from)
    if price is None:
        yield Fact(N_("Price"))
        return
    ends = [_plain(one) for one in (price.low, price.high) if one is not None]
    yield Fact(
        N_("Price"), "–".join(dict.fromkeys(ends)), row.price_unit, second=price.source or "",
    )  # fmt: skip
    check = price.next_check
    late = check is not None and check < today
    yield Fact(
        CostPrice.fields()["next_check"].label, "" if check is None else check.isoformat(),
        voice="warning" if late else "",
    )  # fmt: skip


def _procedure(session: Session, record_id: int, _today: date) -> Iterator[Fact]:
    query = (
        select(ProcedureStep)
        .where(ProcedureStep.procedure_id == record_id, ProcedureStep.deleted.is_(False))
        .order_by(ProcedureStep.position, ProcedureStep.id)
    )
    steps = session.scalars(query).all()
    yield Fact(N_("Steps"), str(len(steps)))
    for label, name in (
        (N_("Promised time"), "days_promised"),
        (N_("Statutory time"), "days_statutory"),
    ):
        total = durations.total([Step(one.kind, getattr(one, name)) for one in steps])
        yield Fact(label, _in_all(total), _("working days"))


def _in_all(total: Duration | None) -> str:
    if total is None:
        return ""
    return _("at least {n}").format(n=total.days) if total.least else str(total.days)


def _attended(session: Session, where: ColumnElement[bool]) -> Fact:
    query = select(func.count(func.distinct(Attendance.event_id))).where(
        where, Attendance.state == "attended", Attendance.deleted.is_(False)
    )
    return Fact(N_("Events attended"), str(session.scalar(query) or 0))


def _last_contact(session: Session, where: ColumnElement[bool], today: date) -> Fact:
    query = select(func.max(Activity.happened_on)).where(where, Activity.deleted.is_(False))
    return _since(N_("Last contact"), session.scalar(query), today)


def _since(label: str, day: date | None, today: date) -> Fact:
    if day is None:
        return Fact(label)
    days = (today - day).days
    return Fact(
        label, str(days), ngettext("day", "days", days),
        aside=_("since {day}").format(day=day.isoformat()),
    )  # fmt: skip


def _whole(sum_of: int | None) -> int | None:
    """A sum as a plain number: the server gives decimals."""
    return None if sum_of is None else int(sum_of)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


TELLERS: Mapping[str, Callable[[Session, int, date], Iterator[Fact]]] = {
    "project": _project,
    "organisation": _organisation,
    "person": _person,
    "event": _event,
    "problem": _problem,
    "policy": _policy,
    "cost_item": _cost,
    "procedure": _procedure,
}
"""By record type: who tells its key figures."""
