# SPDX-License-Identifier: Apache-2.0
"""The guard before print: what must be looked at before a guide goes out (domain §5, print.md).

Every finding names its record, so that the desk can jump to it; `left_out` findings are not
printed unless somebody decides otherwise.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm.domain.all_records import RECORDS
from crm.domain.project import CONDITIONS
from crm.domain.rules.plan import Key
from crm.domain.rules.prices import AGE
from crm.domain.rules.validity import Validity, validity
from crm.queries.guide import CostEntry, GuideData, PolicyEntry, ProjectEntry, Row, whole_of
from crm.words import _


@dataclass(frozen=True)
class Finding:
    """One thing to look at: which record, what is wrong, and whether it is left out for it.

    A part (a step, an article, a price) has no page of its own: it is mended on `on`.
    """

    record: str
    id: int
    title: str
    sentence: str
    left_out: bool = False
    whole: Key | None = None

    @property
    def on(self) -> Key:
        """The record whose page it is mended on."""
        return self.whole or (self.record, self.id)


def findings(data: GuideData) -> tuple[Finding, ...]:
    """Everything that is missing, out of date or not released, in the order of the chapters."""
    return (
        *_overview(data),
        *(f for entry in data.policies for f in _policy(entry, data.days)),
        *(f for entry in data.costs for f in _cost(entry, max(data.days))),
        *_procedures(data),
        *(f for entry in data.projects for f in _project(entry, max(data.days))),
        *(missing_english(data) if data.edition["language"] == "en" else ()),
    )


def left_out(found: tuple[Finding, ...]) -> frozenset[tuple[str, int]]:
    """The records (type and id) that are not printed unless somebody decides otherwise."""
    return frozenset((f.record, f.id) for f in found if f.left_out)


def _finding(row: Row, name: str, sentence: str, *, out: bool = False) -> Finding:
    return Finding(row.record, row.id, str(row[name]), sentence, left_out=out, whole=whole_of(row))


def _overview(data: GuideData) -> Iterator[Finding]:
    for row in data.overview:
        if row["value"] is None and not row["text"]:
            yield _finding(row, "label", _("The figure is unknown; it prints as ＿＿."))
        elif row["value"] is not None and not row["source"]:
            yield _finding(row, "label", _("The figure has no source."))
    for row in data.register:
        if not row["source"]:
            yield _finding(row, "name", _("The entry has no source."))


def _policy(entry: PolicyEntry, days: Sequence[date]) -> Iterator[Finding]:
    row = entry.policy
    states = {
        validity(row["standing"], row["effective_on"], row["expires_on"], day) for day in days
    }
    if not row["may_be_published"]:
        yield _finding(row, "title", _("The policy is not released for publishing."), out=True)
    if row["review"] == "unreviewed":
        yield _finding(row, "title", _("The policy has had no fair-competition review."), out=True)
    if states & {Validity.EXPIRED, Validity.REPEALED}:
        yield _finding(row, "title", _("The policy is no longer in force."), out=True)
    elif Validity.EXPIRING in states:
        yield _finding(row, "title", _("The policy expires soon."))


def _cost(entry: CostEntry, today: date) -> Iterator[Finding]:
    price = entry.price
    if price is None or (price["low"] is None and price["high"] is None):
        yield _finding(entry.item, "name", _("There is no price."), out=True)
    elif not price["source"]:
        yield _finding(entry.item, "name", _("The price has no source."), out=True)
    elif price["collected_on"] is None:
        yield _finding(entry.item, "name", _("Nobody says when the price was collected."))
    elif today - price["collected_on"] > AGE:
        yield _finding(entry.item, "name", _("The price is older than twelve months."))
    elif price["next_check"] is not None and price["next_check"] < today:
        yield _finding(entry.item, "name", _("The price is past its next check."))


def _procedures(data: GuideData) -> Iterator[Finding]:
    for entry in data.procedures:
        if not entry.steps:
            yield _finding(entry.procedure, "name", _("The procedure has no steps."), out=True)
        for step in entry.steps:
            if step["days_promised"] is None and step["days_statutory"] is None:
                yield _finding(step, "name", _("The step has no duration."))


def _project(entry: ProjectEntry, today: date) -> Iterator[Finding]:
    row = entry.project
    until = row["valid_until"]
    if until is not None and until < today:
        yield _finding(row, "name", _("The project sheet is past its date."), out=True)
    if row["total_investment"] is None:
        yield _finding(row, "name", _("The total investment is unknown; it prints as ＿＿."))
    if not row["content"]:
        yield _finding(row, "name", _("Content and scale are not described."))
    if not (row["contact_name"] and row["contact_phone"]):
        yield _finding(row, "name", _("The contact or the telephone is missing."))
    if not entry.pictures:
        yield _finding(row, "name", _("There is no picture."))


def released(data: GuideData) -> GuideData:
    """The content that is printed: without what is left out, but for what somebody let in."""
    plan = data.plan
    out = (left_out(findings(data)) - plan.let_in) | plan.kept_out

    def stays(row: Row) -> bool:
        return (row.record, row.id) not in out

    return replace(
        data,
        overview=tuple(row for row in data.overview if stays(row)),
        register=tuple(row for row in data.register if stays(row)),
        policies=tuple(entry for entry in data.policies if stays(entry.policy)),
        costs=tuple(entry for entry in data.costs if stays(entry.item)),
        procedures=tuple(entry for entry in data.procedures if stays(entry.procedure)),
        projects=tuple(entry for entry in data.projects if stays(entry.project)),
    )


def missing_english(data: GuideData) -> tuple[Finding, ...]:
    """The records whose Chinese texts have no English beside them, with the fields that lack it."""
    found: list[Finding] = []
    for row, name in _printed_rows(data):
        lacking = _untranslated(row, data.names)
        if lacking:
            sentence = _("No English yet, the Chinese is printed: {fields}.")
            fields = ", ".join(lacking)
            found.append(_finding(row, name, sentence.format(fields=fields)))
    return tuple(found)


def _untranslated(row: Row, known: Container[str]) -> list[str]:
    """The titles of the fields of a row whose text has no English; `known` names have theirs."""
    lacking: list[str] = []
    for name, spec in RECORDS[row.record].fields().items():
        english = spec.english or f"{name}_en"
        value = row.get(name)
        if english not in row.values or not isinstance(value, str) or not value.strip():
            continue
        if not value.isascii() and value not in known and not row.get(english):
            lacking.append(spec.title)
    return lacking + _conditions(row)


def _conditions(row: Row) -> list[str]:
    """The title of the one English text of a sheet's conditions, when that is lacking."""
    told = any(row.get(f"condition_{name}") for name in CONDITIONS)
    if not told or row["conditions_en"]:
        return []
    return [RECORDS[row.record].fields()["conditions_en"].title]


def _printed_rows(data: GuideData) -> Iterator[tuple[Row, str]]:
    """Every row of the guide that holds texts, with the field that names it."""
    for row in data.overview:
        yield row, "label"
    for row in data.register:
        yield row, "name"
    for entry in data.policies:
        yield entry.policy, "title"
        for article in entry.articles:
            yield article, "summary"
    for cost in data.costs:
        yield cost.item, "name"
        if cost.price is not None:
            yield cost.price, "source"
    for procedure in data.procedures:
        yield procedure.procedure, "name"
        for step in procedure.steps:
            yield step, "name"
    for project in data.projects:
        yield project.project, "name"
