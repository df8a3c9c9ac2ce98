# SPDX-License-Identifier: Apache-2.0
"""Issuing an edition of the guide: composed once more, and frozen with what it was made from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from crm.actions import editions as actions
from crm.documents.guide.printing import language_of, make, settled
from crm.domain.rules.pictures import Flaw
from crm.domain.rules.plan import Key
from crm.errors import NotAllowed
from crm.progress import Progress, silent
from crm.queries import guard
from crm.queries.editions import Accepted, rows_of, snapshot
from crm.queries.guard import Decided, Finding
from crm.queries.guide import GuideData, read_guide
from crm.storage.register import Register
from crm.words import _, ngettext


def issue(
    register: Register,
    edition_id: int,
    version: int,
    *,
    today: date,
    decided: Decided | None = None,
    progress: Progress | None = None,
    origin: object | None = None,
) -> int:
    """Issue a draft; how many pages it has.

    What is printed although something is to be said of it needs a decision, which is kept.

    Raises:
        NotAllowed: it was issued already, has characters that no font can print, or something is
            to be looked at upon which nobody decided.
        Conflict: somebody changed it meanwhile.
        InvalidInput: a picture cannot be taken.
        Cancelled: the user asked to stop; nothing was issued.
    """
    told = progress or silent()
    with register.reading() as session:
        data = read_guide(session, edition_id, today=today)
    values = {**data.edition.values, "issued_on": today, "data_as_of": data.as_of}
    data = replace(data, edition=replace(data.edition, values=values))
    paper, look = settled(data)
    made = make(data, language=language_of(data), paper=paper, look=look, progress=told)
    _refuse_boxes(made.printed.missing_characters)
    accepted = _accepted(register, data, made.printed.unfit, decided, today)
    kept = snapshot(data, accepted, rows_of(guard.released(data)))
    frozen = actions.Frozen(made.content, made.printed.pages, kept)
    title = _("Issue the guide: {title}").format(title=data.edition["title"])
    with register.writing(title, origin) as unit:
        edition = actions.issue(unit, edition_id, version, frozen, on=today)
        if edition.data_as_of is None:
            unit.change(edition, {"data_as_of": data.as_of})
    return made.printed.pages


def _accepted(
    register: Register,
    data: GuideData,
    unfit: Collection[Flaw],
    decided: Decided | None,
    today: date,
) -> Accepted | None:
    """What is kept of a decision to issue; it must cover everything that is to be looked at."""
    found = guard.undecided(data, (*guard.findings(data), *guard.unfit(data, unfit)))
    known = frozenset[Finding]() if decided is None else decided.findings
    fresh = [one for one in found if one not in known]
    if fresh:
        said = ngettext(
            "{n} record is printed although something is to be said of it, and nobody decided: "
            "{title}: {sentence}",
            "{n} records are printed although something is to be said of them, and nobody "
            "decided; the first is {title}: {sentence}",
            len(_records(fresh)),
        )
        raise NotAllowed(
            said.format(n=len(_records(fresh)), title=fresh[0].title, sentence=fresh[0].sentence),
            _("Look at the list once more, then issue the edition and say why."),
        )
    if decided is None or not found:
        return None
    if not (register.author and decided.why.strip()):
        raise NotAllowed(
            _("A decision to issue needs a name and a reason."),
            _("Say whose desk this is, then issue the edition."),
        )
    kept = tuple((one.record, one.id, one.title, one.sentence) for one in found)
    return Accepted(register.author, today, decided.why, kept)


def _records(found: Iterable[Finding]) -> frozenset[Key]:
    return frozenset((one.record, one.id) for one in found)


def _refuse_boxes(missing: Mapping[str, int]) -> None:
    if missing:
        raise NotAllowed(
            _("Some characters are in no font of the guide: {characters}").format(
                characters=" ".join(missing)
            ),
            _("Write them in another way, then issue the edition."),
        )
