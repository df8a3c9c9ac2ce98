# SPDX-License-Identifier: Apache-2.0
"""Editions of the guide: made, changed, decided upon, and issued for good (domain §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.actions import records
from crm.actions.freezing import refuse_issued
from crm.actions.lettingin import refuse_nameless
from crm.domain.attachment import Attachment
from crm.domain.edition import GuideEdition
from crm.domain.rules.pictures import LABELS
from crm.domain.rules.plan import Decision, Key, Plan, dump_plan, read_plan
from crm.storage.unit import UnitOfWork

Values = Mapping[str, object]
TAKEN_OVER = (
    "theme", "paper", "chapters", "subtitle", "issuer", "hotline", "signatory", "message",
    "disclaimer",
)  # fmt: skip
"""What a new edition takes over from the one before it in its language."""


def create(unit: UnitOfWork, values: Values) -> GuideEdition:
    """Make an edition; what is not given is taken over from the newest one of its language.

    So are its pictures; the first one of a language has those of the newest edition of any.

    Raises:
        InvalidInput: a value cannot be stored, or one that is required is missing.
    """
    language = str(values.get("language", "zh"))
    earlier = [one for one in unit.find(GuideEdition) if one.language == language]
    before = max(earlier, key=lambda one: (one.year, one.id), default=None)
    taken = {} if before is None else {name: getattr(before, name) for name in TAKEN_OVER}
    if taken.get("chapters"):
        taken["chapters"] = dump_plan(read_plan(str(taken["chapters"])).anew())
    made = records.create(unit, "guide_edition", {**taken, **values})
    _take_pictures(unit, before or _newest(unit.find(GuideEdition), made.id), made.id)
    return unit.get(GuideEdition, made.id)


def _newest(editions: Iterable[GuideEdition], but: int) -> GuideEdition | None:
    """The newest edition of any language: pictures speak all of them."""
    others = (one for one in editions if one.id != but)
    return max(others, key=lambda one: (one.year, one.id), default=None)


def _take_pictures(unit: UnitOfWork, before: GuideEdition | None, edition_id: int) -> None:
    """The new edition is printed with the pictures with which the one before it is printed."""
    if before is None:
        return
    own = Attachment.owner == "guide_edition", Attachment.owner_id == before.id
    kept = sorted(unit.find(Attachment, *own), key=lambda one: one.id)
    placed = {one.slot: one for one in kept if one.slot in LABELS}
    for one in placed.values():
        values = {name: getattr(one, name) for name in Attachment.fields()}
        records.create(unit, "attachment", {**values, "owner_id": edition_id})


def save(
    unit: UnitOfWork, edition_id: int, version: int, values: Values, originals: Values
) -> GuideEdition:
    """Change the settings of a draft, as `records.save` does.

    Raises:
        NotAllowed: it was issued.
        InvalidInput: a value cannot be stored.
        Conflict: somebody saved another value of the same field.
        NotFound: it was deleted meanwhile.
    """
    records.save(unit, "guide_edition", edition_id, version, values, originals)
    return unit.get(GuideEdition, edition_id)


def include(unit: UnitOfWork, edition_id: int, chapter: str, *, on: bool) -> Plan:
    """Print a chapter, or not.

    Raises:
        NotAllowed: it was issued.
        NotFound: it was deleted meanwhile.
        ValueError: there is no such chapter.
    """
    edition = _draft(unit, edition_id)
    return _plan(unit, edition, read_plan(edition.chapters).including(chapter, on=on))


def decide(unit: UnitOfWork, edition_id: int, decisions: Mapping[Key, Decision | None]) -> Plan:
    """Print records whatever the rules say, or leave them out; None leaves it to the rules again.

    Raises:
        NotAllowed: the edition was issued.
        InvalidInput: a record is let in without a name or a reason.
        NotFound: it was deleted meanwhile.
        ValueError: it is the edition itself, of which nothing is left out.
    """
    if any(record == GuideEdition.__tablename__ for record, _number in decisions):
        raise ValueError(edition_id)
    edition = _draft(unit, edition_id)
    plan = read_plan(edition.chapters)
    for key, decision in decisions.items():
        if decision is not None and decision.printed:
            refuse_nameless(decision)
        plan = plan.deciding(key, decision)
    return _plan(unit, edition, plan)


def choose(unit: UnitOfWork, edition_id: int, record: str, wanted: object) -> Plan:
    """Print only the records of a type that pass some conditions; None: all of them.

    Raises:
        NotAllowed: it was issued.
        NotFound: it was deleted meanwhile.
    """
    edition = _draft(unit, edition_id)
    return _plan(unit, edition, read_plan(edition.chapters).filtering(record, wanted))


def order(unit: UnitOfWork, edition_id: int, record: str, ids: Sequence[int]) -> Plan:
    """Print the records of a type in this order; without ids in that of the guide.

    Raises:
        NotAllowed: it was issued.
        NotFound: it was deleted meanwhile.
    """
    edition = _draft(unit, edition_id)
    return _plan(unit, edition, read_plan(edition.chapters).ordering(record, ids))


@dataclass(frozen=True)
class Frozen:
    """What an issued edition keeps for good: the file, its pages, and the data behind it."""

    content: bytes
    pages: int
    snapshot: bytes


def issue(
    unit: UnitOfWork, edition_id: int, version: int, frozen: Frozen, *, on: date
) -> GuideEdition:
    """Freeze a draft: from now on it is this file, known by its hash.

    Raises:
        NotAllowed: it was issued already.
        Conflict: it was changed since the file was made.
        NotFound: it was deleted meanwhile.
    """
    _draft(unit, edition_id)
    edition = unit.get(GuideEdition, edition_id, version=version)
    unit.change(
        edition,
        {
            "state": "issued",
            "issued_on": on,
            "sha256": unit.keep(frozen.content),
            "pages": frozen.pages,
            "snapshot_sha256": unit.keep(frozen.snapshot),
        },
    )
    unit.flush()
    return edition


def _draft(unit: UnitOfWork, edition_id: int) -> GuideEdition:
    edition = unit.get(GuideEdition, edition_id)
    refuse_issued(edition)
    return edition


def _plan(unit: UnitOfWork, edition: GuideEdition, plan: Plan) -> Plan:
    unit.change(edition, {"chapters": dump_plan(plan)})
    return plan
