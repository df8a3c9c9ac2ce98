# SPDX-License-Identifier: Apache-2.0
"""The guard before print: what must be looked at before a guide goes out (domain §5, print.md).

Every finding names its record, so that the desk can jump to it; `left_out` findings are not
printed unless somebody decides otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.project import CONDITIONS
from crm.domain.rules.pictures import LABELS, Flaw
from crm.domain.rules.plan import Key, Seen
from crm.domain.rules.prices import AGE
from crm.domain.rules.stages import MOVING
from crm.domain.rules.validity import Validity, validity
from crm.queries.editions import marks_of, rows_of
from crm.queries.guide import (
    CostEntry,
    GuideData,
    PolicyEntry,
    ProjectEntry,
    Row,
    read_county,
    read_guide,
    whole_of,
)
from crm.words import _, tr


@dataclass(frozen=True)
class Finding:
    """One thing to look at: which record, what is wrong, and whether it is left out for it.

    A part (a step, an article, a price) has no page of its own: it is mended on `on`.
    """

    record: str
    id: int
    title: str
    sentence: str
    rule: str = ""
    """The rule by which it is left out; nothing: it is printed."""
    whole: Key | None = None
    part: str = ""
    """The part of its page on which it is mended, if that is not the form."""

    @property
    def left_out(self) -> bool:
        """Whether it is not printed for this, unless somebody decides otherwise."""
        return bool(self.rule)

    @property
    def on(self) -> Key:
        """The record whose page it is mended on."""
        return self.whole or (self.record, self.id)


@dataclass(frozen=True)
class Decided:
    """That an edition is issued although something is to be said of it: why, and of what."""

    why: str
    findings: frozenset[Finding]


def findings(data: GuideData) -> tuple[Finding, ...]:
    """Everything that is missing, out of date or not released, in the order of the chapters.

    A chapter that is not printed has nothing to look at.
    """
    found = _found(data.in_chapters)
    return (*found, *_lapsed(data, found))


def county_findings(session: Session, *, today: date) -> tuple[Finding, ...]:
    """What is out of date or has no source in the county's own data, whatever is printed of it."""
    data = read_county(session, today=today)
    policies = (f for one in data.policies for f in _checked(one.policy, "title", today))
    procedures = (f for one in data.procedures for f in _certified(one.procedure, today))
    return (*_found(data), *policies, *procedures)


def holding(data: GuideData, found: Sequence[Finding]) -> frozenset[Key]:
    """What somebody let in and has not changed since: it is printed whatever the rules say."""
    plan, against = data.plan, _against(found)
    marks = marks_of(data, plan.let_in)
    return frozenset(
        key
        for key in plan.let_in
        if plan.lets_in(key, Seen(marks.get(key, ""), against.get(key, frozenset())))
    )


def undecided(data: GuideData, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """What would be printed as it is although something is to be said of it.

    No rule leaves it out and nobody decided upon it: whoever issues the edition does.
    """
    out = _kept_back(data, found)
    return tuple(one for one in found if not one.rule and not {(one.record, one.id), one.on} & out)


def seen(data: GuideData, keys: Collection[Key]) -> dict[Key, Seen]:
    """Records as they stand now, for whoever decides upon them."""
    against, marks = _against(_found(data)), marks_of(data, keys)
    return {key: Seen(marks.get(key, ""), against.get(key, frozenset())) for key in keys}


def seen_in(
    session: Session, edition_id: int, keys: Collection[Key], *, today: date
) -> dict[Key, Seen]:
    """Records as they stand in the store, for whoever decides upon them in an edition.

    Raises:
        NotFound: there is no such edition (any more).
    """
    return seen(read_guide(session, edition_id, today=today, also=keys), keys)


def _against(found: Iterable[Finding]) -> dict[Key, frozenset[str]]:
    against: dict[Key, frozenset[str]] = {}
    for one in found:
        if one.rule:
            key = one.record, one.id
            against[key] = against.get(key, frozenset()) | {one.rule}
    return against


def _lapsed(data: GuideData, found: Sequence[Finding]) -> Iterator[Finding]:
    """What was let in and has changed since: it is left out again, and somebody is told."""
    gone = data.plan.let_in - holding(data, found)
    said = _("It was let in by a decision, but has changed since.")
    told: set[Key] = set()
    for one in found:
        key = one.record, one.id
        if one.rule and key in gone and key not in told:
            told.add(key)
            yield replace(one, sentence=said)


def _found(data: GuideData) -> tuple[Finding, ...]:
    return (
        *_overview(data),
        *(f for entry in data.policies for f in _policy(entry, data.days)),
        *(f for entry in data.costs for f in _cost(entry, max(data.days))),
        *_procedures(data),
        *(f for entry in data.projects for f in _project(entry, max(data.days))),
        *(f for row in data.unreleased for f in _release(row)),
        *_cover(data),
        *_front(data),
        *(missing_english(data) if data.edition["language"] == "en" else ()),
    )


def held_projects(data: GuideData) -> tuple[Finding, ...]:
    """What the rules hold back of the projects of `data`, whatever an edition says of them."""
    found = (f for entry in data.projects for f in _project(entry, max(data.days)))
    return tuple(one for one in found if one.rule)


def held_policies(data: GuideData) -> tuple[Finding, ...]:
    """What the rules hold back of the policies of `data`."""
    found = (f for entry in data.policies for f in _policy(entry, data.days))
    return tuple(one for one in found if one.rule)


def left_out(found: Iterable[Finding]) -> frozenset[tuple[str, int]]:
    """The records (type and id) that are not printed unless somebody decides otherwise."""
    return frozenset((f.record, f.id) for f in found if f.left_out)


def _finding(row: Row, name: str, sentence: str, *, out: str = "") -> Finding:
    return Finding(row.record, row.id, str(row[name]), sentence, rule=out, whole=whole_of(row))


def _overview(data: GuideData) -> Iterator[Finding]:
    for row in data.overview:
        if row["value"] is None and not row["text"]:
            yield _finding(row, "label", _("The figure is unknown; it prints as ＿＿."))
        elif row["value"] is not None and not row["source"]:
            yield _finding(row, "label", _("The figure has no source."))
        else:
            yield from _checked(row, "label", max(data.days))
    for row in data.register:
        if not row["source"]:
            yield _finding(row, "name", _("The entry has no source."))
        else:
            yield from _checked(row, "name", max(data.days))


def _checked(row: Row, name: str, today: date) -> Iterator[Finding]:
    """Whether somebody says that what has a source still holds."""
    if row["checked_on"] is None:
        yield _finding(row, name, _("Nobody says when it was checked."))
    elif today - row["checked_on"] > AGE:
        yield _finding(row, name, _("It was checked more than twelve months ago."))


def _certified(row: Row, today: date) -> Iterator[Finding]:
    """Whether somebody vouches for the steps of a procedure."""
    if row["certified_on"] is None:
        yield _finding(row, "name", _("Nobody says when it was certified."))
    elif today - row["certified_on"] > AGE:
        yield _finding(row, "name", _("It was certified more than twelve months ago."))


def _policy(entry: PolicyEntry, days: Sequence[date]) -> Iterator[Finding]:
    row = entry.policy
    states = {
        validity(row["standing"], row["effective_on"], row["expires_on"], day) for day in days
    }
    if not row["may_be_published"]:
        yield _finding(
            row, "title", _("The policy is not released for publishing."), out="unreleased"
        )
    if row["review"] == "unreviewed":
        yield _finding(
            row, "title", _("The policy has had no fair-competition review."), out="unreviewed"
        )
    if states & {Validity.EXPIRED, Validity.REPEALED}:
        yield _finding(row, "title", _("The policy is no longer in force."), out="ended")
    elif Validity.EXPIRING in states:
        yield _finding(row, "title", _("The policy expires soon."))


def _cost(entry: CostEntry, today: date) -> Iterator[Finding]:
    price = entry.price
    if price is None or (price["low"] is None and price["high"] is None):
        yield _finding(entry.item, "name", _("There is no price."), out="unpriced")
    elif not price["source"]:
        yield _finding(entry.item, "name", _("The price has no source."), out="unsourced")
    elif price["collected_on"] is None:
        yield _finding(entry.item, "name", _("Nobody says when the price was collected."))
    elif today - price["collected_on"] > AGE:
        yield _finding(entry.item, "name", _("The price is older than twelve months."))
    elif price["next_check"] is not None and price["next_check"] < today:
        yield _finding(entry.item, "name", _("The price is past its next check."))


def _procedures(data: GuideData) -> Iterator[Finding]:
    for entry in data.procedures:
        if not entry.steps:
            yield _finding(
                entry.procedure, "name", _("The procedure has no steps."), out="stepless"
            )
        for step in entry.steps:
            if step["days_promised"] is None and step["days_statutory"] is None:
                yield _finding(step, "name", _("The step has no duration."))


def _cover(data: GuideData) -> Iterator[Finding]:
    if not data.county and data.edition.id:
        said = _("The county has no name; no page says whose guide it is. Enter it in Settings.")
        yield _finding(data.edition, "title", said)
    if data.cover is None and data.edition.id:
        yield _finding(data.edition, "title", _("The cover has no picture; hills are drawn."))


def _front(data: GuideData) -> Iterator[Finding]:
    """Texts of the edition itself that were left in another language than its own."""
    edition, fields = data.edition, RECORDS[data.edition.record].fields()
    own = _CHINESE if edition["language"] == "zh" else _LATIN
    texts = {name: str(edition.get(name) or "") for name in _FRONT if edition.id}
    wrong = [fields[name].title for name, text in texts.items() if text and not own.search(text)]
    if wrong:
        said = _("Not in the language of the guide: {fields}.")
        yield _finding(edition, "title", said.format(fields=", ".join(wrong)))


_FRONT = ("title", "subtitle", "issuer", "signatory", "message", "disclaimer")
_CHINESE, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")


def _release(row: Row) -> Iterator[Finding]:
    """A sheet is printed when it may be, and the project is under way."""
    if not row["may_be_published"]:
        yield _finding(
            row, "name", _("The project is not released for publishing."), out="unreleased"
        )
    if row["status"] not in MOVING:
        yield _finding(row, "name", _("The project is no longer under way."), out="ended")


def _project(entry: ProjectEntry, today: date) -> Iterator[Finding]:
    row = entry.project
    yield from _release(row)
    until = row["valid_until"]
    if until is not None and until < today:
        yield _finding(row, "name", _("The project sheet is past its date."), out="late")
    if row["total_investment"] is None:
        yield _finding(row, "name", _("The total investment is unknown; it prints as ＿＿."))
    if not row["content"]:
        yield _finding(row, "name", _("Content and scale are not described."))
    if not (row["contact_name"] and row["contact_phone"]):
        yield _finding(row, "name", _("The contact or the telephone is missing."))
    if not entry.pictures:
        yield _finding(row, "name", _("There is no picture."))


def _kept_back(data: GuideData, found: Sequence[Finding]) -> frozenset[Key]:
    back = (left_out(found) - holding(data, found)) | data.plan.kept_out
    return back - {(data.edition.record, data.edition.id)}


def released(data: GuideData) -> GuideData:
    """The content that is printed: without what is left out, but for what somebody let in."""
    out = _kept_back(data, _found(data))
    return _with_rows(data, lambda row: (row.record, row.id) not in out)


def as_printed(data: GuideData, keys: Collection[Key]) -> GuideData:
    """What is still there of the records that an issued edition was printed with."""
    return _with_rows(data, lambda row: (row.record, row.id) in keys)


def _with_rows(data: GuideData, stays: Callable[[Row], bool]) -> GuideData:
    return replace(
        data,
        overview=tuple(row for row in data.overview if stays(row)),
        register=tuple(row for row in data.register if stays(row)),
        policies=tuple(entry for entry in data.policies if stays(entry.policy)),
        costs=tuple(entry for entry in data.costs if stays(entry.item)),
        procedures=tuple(entry for entry in data.procedures if stays(entry.procedure)),
        projects=tuple(entry for entry in data.projects if stays(entry.project)),
    )


def unprintable(data: GuideData, characters: str) -> tuple[Finding, ...]:
    """The records that hold characters which no font has."""
    wanted, found = frozenset(characters), list[Finding]()
    for row in rows_of(data) if wanted else ():
        held = {*"".join(text for text in row.values.values() if isinstance(text, str))} & wanted
        if held:
            said = _("No font has: {characters}").format(characters=" ".join(sorted(held)))
            found.append(_finding(row, RECORDS[row.record].about.name_field, said))
    return tuple(found)


def unfit(data: GuideData, flaws: Collection[Flaw]) -> tuple[Finding, ...]:
    """What is to be said of pictures that are not printed as they should be."""
    rows = [data.edition, *(entry.project for entry in data.projects)] if flaws else []
    known = {(row.record, row.id): row for row in rows}
    found: list[Finding] = []
    for flaw in flaws:
        row = known.get((flaw.record, flaw.id))
        if row is not None:
            one = _finding(row, RECORDS[flaw.record].about.name_field, _said_of(flaw))
            found.append(replace(one, part="pictures"))
    return tuple(found)


def _said_of(flaw: Flaw) -> str:
    said = _("The picture is broken or too large; a drawing is printed. Add another one.")
    if flaw.dots:
        coarse = _("The picture is coarse in print ({n} dots per inch). Add a larger one.")
        said = coarse.format(n=flaw.dots)
    if not flaw.place:
        return said
    return _("{label}: {text}").format(label=tr(LABELS[flaw.place]), text=said)


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
