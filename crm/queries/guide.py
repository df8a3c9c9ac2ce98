# SPDX-License-Identifier: Apache-2.0
"""Everything an investment guide prints, read once from the store into frozen rows.

The order of the chapters is the seed text's: 基本情况、优惠政策、投资成本、投资流程及项目.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.domain.edition import GuideEdition
from crm.domain.office import Staff
from crm.domain.policy import Policy, PolicyArticle
from crm.domain.procedure import Procedure, ProcedureStep
from crm.domain.project import Project
from crm.domain.records import Record
from crm.domain.rules import durations
from crm.domain.rules.durations import Duration
from crm.domain.rules.pictures import COVER, PLATES
from crm.domain.rules.plan import Key, Plan, read_plan
from crm.domain.rules.prices import in_force
from crm.domain.rules.stages import MOVING
from crm.errors import NotFound
from crm.kinds.links import Reference
from crm.queries.conditions import clause
from crm.queries.conventions import conventions
from crm.queries.filters import Filter, load
from crm.queries.photos import Photo, pictures_of, placed
from crm.storage.portions import portions
from crm.words import _

R = TypeVar("R", bound=Record)
T = TypeVar("T")
MOST_WAITING = 2_000
"""So many projects that are not released are listed: nobody decides upon more one by one."""


@dataclass(frozen=True)
class Row:
    """One record as it stands: its type, its id and its values by field name."""

    record: str
    id: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as many types as there are kinds
        return self.values[name]

    def get(self, name: str) -> Any:  # noqa: ANN401 - as above
        """The value of a field, None when unknown or when there is no such field."""
        return self.values.get(name)


@dataclass(frozen=True)
class PolicyEntry:
    """A policy with its key articles."""

    policy: Row
    articles: tuple[Row, ...]


@dataclass(frozen=True)
class CostEntry:
    """A cost with the price in force on the day of the edition (None when there is none)."""

    item: Row
    price: Row | None


@dataclass(frozen=True)
class ProcedureEntry:
    """A procedure with its steps in order."""

    procedure: Row
    steps: tuple[Row, ...]


@dataclass(frozen=True)
class ProjectEntry:
    """A project for its sheet, with up to three pictures."""

    project: Row
    pictures: tuple[bytes | Photo, ...]
    park: str = ""


@dataclass(frozen=True)
class GuideData:
    """All the guide's content as of a day, before any choice of what is printed."""

    edition: Row
    as_of: date
    county: str
    county_en: str
    cover: bytes | Photo | None
    overview: tuple[Row, ...]
    register: tuple[Row, ...]
    policies: tuple[PolicyEntry, ...]
    costs: tuple[CostEntry, ...]
    procedures: tuple[ProcedureEntry, ...]
    projects: tuple[ProjectEntry, ...]
    plates: Mapping[str, bytes | Photo] = field(default_factory=dict[str, "bytes | Photo"])
    """The pictures that open chapters, by the code of the chapter."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """English names of the office's people by their Chinese ones."""
    today: date | None = None
    """The day on which it was read: what has run out since `as_of` is known by it."""
    unreleased: tuple[Row, ...] = ()
    """Projects that are not printed unless somebody decides so: only what they are called."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which what is printed must hold: that of the data, and that of printing."""
        return (self.as_of,) if self.today is None else (self.as_of, self.today)

    @property
    def plan(self) -> Plan:
        """What the edition includes."""
        return read_plan(self.edition["chapters"])

    @property
    def in_chapters(self) -> GuideData:
        """Only the content of the chapters that are printed."""
        on = frozenset(self.plan.chapters)
        return replace(
            self,
            overview=self.overview if "basics" in on else (),
            register=self.register if "basics" in on else (),
            policies=self.policies if "policies" in on else (),
            costs=self.costs if "costs" in on else (),
            procedures=self.procedures if "procedures" in on else (),
            projects=self.projects if "projects" in on else (),
            unreleased=self.unreleased if "projects" in on else (),
        )


def editions(session: Session) -> tuple[Row, ...]:
    """The editions of the guide, newest year first."""
    return _rows(session, GuideEdition, order=(GuideEdition.year.desc(), GuideEdition.id))


def read_guide(
    session: Session, edition_id: int, *, today: date, also: Collection[Key] = ()
) -> GuideData:
    """The content of one edition; its day is the edition's own, else `today`.

    With projects that are not released, which are in `also` or were let in by a decision.

    Raises:
        NotFound: there is no such edition (any more).
    """
    found = _rows(session, GuideEdition, GuideEdition.id == edition_id)
    if not found:
        raise NotFound(
            _("There is no such edition of the guide."), _("Make an edition of the guide first.")
        )
    as_of = found[0]["data_as_of"] or today
    plan = read_plan(found[0]["chapters"])
    let_in = [number for record, number in {*plan.let_in, *also} if record == "project"]
    projects = _projects(session, also=let_in)
    data = replace(_read(session, found[0], as_of, projects), today=today)
    photos = placed(session, edition_id, [COVER, *PLATES.values()])
    plates = {code: photos[slot] for code, slot in PLATES.items() if slot in photos}
    data = replace(data, cover=photos.get(COVER), plates=plates)
    known = {entry.project.id for entry in projects}
    waiting = tuple(row for row in _unreleased(session) if row.id not in known)
    return _chosen(session, replace(data, unreleased=waiting), today)


def _chosen(session: Session, data: GuideData, today: date) -> GuideData:
    """What passes the conditions of the edition, in the order that was made by hand."""
    plan = data.plan
    passing: dict[str, frozenset[int]] = {}
    for record, kept in plan.filters.items():
        wanted = clause(record, load(kept), today=today)
        passing[record] = frozenset(session.scalars(select(RECORDS[record].id).where(wanted)))

    def chosen(record: str, given: Sequence[T], row: Callable[[T], Row]) -> tuple[T, ...]:
        ids = passing.get(record)
        left = [one for one in given if ids is None or row(one).id in ids]
        return plan.ordered(record, left, [row(one).id for one in left])

    return replace(
        data,
        overview=chosen("overview_item", data.overview, _itself),
        register=chosen("register_entry", data.register, _itself),
        policies=chosen("policy", data.policies, lambda entry: entry.policy),
        costs=chosen("cost_item", data.costs, lambda entry: entry.item),
        procedures=chosen("procedure", data.procedures, lambda entry: entry.procedure),
        projects=chosen("project", data.projects, lambda entry: entry.project),
        unreleased=chosen("project", data.unreleased, _itself),
    )


def _itself(row: Row) -> Row:
    return row


def _unreleased(session: Session) -> tuple[Row, ...]:
    """Running projects that are not released, and released ones that run no more."""
    moving = Project.status.in_(MOVING)
    open_one = Project.may_be_published.is_(True)
    waiting = or_(and_(moving, Project.may_be_published.is_not(True)), and_(open_one, ~moving))
    query = select(Project.id, Project.name, Project.may_be_published, Project.status)
    query = query.where(Project.deleted.is_(False), waiting).order_by(Project.code, Project.id)
    names = ("name", "may_be_published", "status")
    return tuple(
        Row("project", row[0], dict(zip(names, row[1:], strict=True)))
        for row in session.execute(query.limit(MOST_WAITING))
    )


def read_sheets(session: Session, ids: Sequence[int], *, language: str, today: date) -> GuideData:
    """What the sheets of some projects print, in the order of `ids`, released or not.

    The hotline and the look come from the newest edition of the language (`zh` or `en`).

    Raises:
        NotFound: none of the projects is there (any more).
    """
    own = [one for one in editions(session) if one["language"] == language]
    nothing = dict.fromkeys(GuideEdition.fields())
    edition = own[0] if own else Row("guide_edition", 0, {**nothing, "language": language})
    entries = {entry.project.id: entry for entry in _projects(session, ids)}
    projects = tuple(entries[one] for one in dict.fromkeys(ids) if one in entries)
    if not projects:
        raise NotFound(_("These projects are no longer there."), _("Choose others in the list."))
    return _read(session, edition, today, projects)


def read_policies(
    session: Session, wanted: Filter, *, language: str, title: str, today: date
) -> GuideData:
    """The policies that pass a filter, as a compilation of this title prints them.

    Look, paper and cover come from the newest edition of the language (`zh` or `en`).

    Raises:
        InvalidInput: a condition names a field that there is not, or a value that is none.
    """
    passing = session.scalars(select(Policy.id).where(clause("policy", wanted, today=today)))
    ids = frozenset(passing)
    own = [one for one in editions(session) if one["language"] == language]
    known = dict(own[0].values) if own else dict.fromkeys(GuideEdition.fields())
    issuer = conventions(session).office or known["issuer"]
    known |= {"language": language, "title": title, "year": today.year, "issuer": issuer}
    edition = Row("guide_edition", 0, {**known, "subtitle": None, "chapters": None})
    data = _read(session, edition, today, ())
    policies = tuple(entry for entry in data.policies if entry.policy.id in ids)
    cover = placed(session, own[0].id, [COVER]).get(COVER) if own else None
    return replace(data, policies=policies, cover=cover)


def read_county(session: Session, *, today: date) -> GuideData:
    """The county's own data as they stand today, whatever an edition chooses; no projects."""
    nothing = dict.fromkeys(GuideEdition.fields())
    return _read(session, Row("guide_edition", 0, {**nothing, "language": "zh"}), today, ())


def codes_of(session: Session, codes: Sequence[str]) -> frozenset[str]:
    """Those of some codes that a project has."""
    rows = _rows(session, Project, Project.code.in_(codes))
    return frozenset(str(row["code"]) for row in rows)


def projects_with(session: Session, codes: Sequence[str]) -> tuple[int, ...]:
    """The projects with these codes in their order; without a code all that are released."""
    if not codes:
        return tuple(entry.project.id for entry in _projects(session))
    found = {row["code"]: row.id for row in _rows(session, Project, Project.code.in_(codes))}
    return tuple(found[code] for code in codes if code in found)


def _read(
    session: Session, edition: Row, as_of: date, projects: tuple[ProjectEntry, ...]
) -> GuideData:
    settled = conventions(session)
    return GuideData(
        edition=edition,
        as_of=as_of,
        county=settled.name,
        county_en=settled.name_en,
        cover=None,
        overview=_rows(
            session, OverviewItem, order=(OverviewItem.position.nulls_last(), OverviewItem.id)
        ),
        register=_rows(session, RegisterEntry, order=(RegisterEntry.kind, RegisterEntry.id)),
        policies=_policies(session),
        costs=_costs(session, as_of),
        procedures=_procedures(session),
        projects=projects,
        names={r["name"]: r["name_en"] for r in _rows(session, Staff) if r["name_en"]},
    )


def whole_of(row: Row) -> Key | None:
    """The record that a part hangs on."""
    record = RECORDS[row.record]
    kind = record.fields()[record.about.parent].kind if record.about.parent else None
    return (kind.record, int(row[record.about.parent])) if isinstance(kind, Reference) else None


def _rows(
    session: Session,
    record: type[Record],
    *where: ColumnElement[bool],
    order: Iterable[Any] = (),
) -> tuple[Row, ...]:
    names = tuple(record.fields())
    columns = [getattr(record, name) for name in names]
    query = select(record.id, *columns).where(record.deleted.is_(False), *where)
    query = query.order_by(*(tuple(order) or (record.id,)))
    table = record.__tablename__
    return tuple(
        Row(table, row[0], dict(zip(names, row[1:], strict=True))) for row in session.execute(query)
    )


def _by(rows: Iterable[Row], name: str) -> Mapping[int, tuple[Row, ...]]:
    found: dict[int, tuple[Row, ...]] = {}
    for row in rows:
        found[row[name]] = (*found.get(row[name], ()), row)
    return found


def _policies(session: Session) -> tuple[PolicyEntry, ...]:
    articles = _by(
        _rows(session, PolicyArticle, order=(PolicyArticle.policy_id, PolicyArticle.id)),
        "policy_id",
    )
    rows = _rows(session, Policy, order=(Policy.issued_on.desc().nulls_last(), Policy.id))
    return tuple(PolicyEntry(row, articles.get(row.id, ())) for row in rows)


def _costs(session: Session, as_of: date) -> tuple[CostEntry, ...]:
    prices = _by(_rows(session, CostPrice), "cost_item_id")
    order = CostItem.category, CostItem.position.nulls_last(), CostItem.id
    return tuple(
        CostEntry(item, in_force(prices.get(item.id, ()), as_of, _effective))
        for item in _rows(session, CostItem, order=order)
    )


def _effective(price: Row) -> date | None:
    return price["effective_from"]


def _procedures(session: Session) -> tuple[ProcedureEntry, ...]:
    steps = _by(
        _rows(session, ProcedureStep, order=(ProcedureStep.position, ProcedureStep.id)),
        "procedure_id",
    )
    rows = _rows(session, Procedure, order=(Procedure.position.nulls_last(), Procedure.id))
    return tuple(ProcedureEntry(row, steps.get(row.id, ())) for row in rows)


def _projects(
    session: Session, ids: Sequence[int] | None = None, also: Sequence[int] = ()
) -> tuple[ProjectEntry, ...]:
    """The projects with these ids, or all that are released for publishing, and some others."""
    open_ones = and_(Project.may_be_published.is_(True), Project.status.in_(MOVING))
    where = (or_(open_ones, Project.id.in_(also)) if ids is None else Project.id.in_(ids),)
    order = Project.chain.nulls_first(), Project.code.nulls_first(), Project.id
    rows = _rows(session, Project, *where, order=order)
    parks = {r.id: str(r["name"]) for r in _rows(session, RegisterEntry)}
    pictures: dict[int, tuple[Photo, ...]] = {}
    found = [row.id for row in rows]
    for some in portions(found):
        pictures.update(pictures_of(session, Project, some))
    return tuple(
        ProjectEntry(row, pictures.get(row.id, ())[:3], parks.get(row["park_id"] or 0, ""))
        for row in rows
    )


def days_of(step: Row) -> int | None:
    """How many working days a step takes: as promised, else as the law allows."""
    promised = step["days_promised"]
    return promised if promised is not None else step["days_statutory"]


def stages_of(steps: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """The steps in stages: those that run in parallel stand beside the step before them."""
    found = durations.stages([step["kind"] for step in steps])
    return tuple(tuple(steps[place] for place in stage) for stage in found)


def total_days(steps: Sequence[Row]) -> Duration | None:
    """The working days of a procedure; None when no step says how long it takes."""
    return durations.total([durations.Step(step["kind"], days_of(step)) for step in steps])
