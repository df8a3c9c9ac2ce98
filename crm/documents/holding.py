# SPDX-License-Identifier: Apache-2.0
"""What the rules hold back of a paper: printed by somebody's decision, which is kept first."""

from __future__ import annotations

from collections.abc import Sequence

from crm.actions.lettingin import let_in
from crm.domain.rules.plan import Decision, Key
from crm.errors import NotAllowed
from crm.queries.guard import Finding
from crm.storage.register import Register
from crm.words import _, ngettext

NAMED = 8
"""So many of what is held back are named; of the rest is said how many they are."""


def refuse(held: Sequence[Finding]) -> None:
    """Refuse to print what is held back.

    Raises:
        NotAllowed: something is; it says what and why.
    """
    if held:
        raise NotAllowed(
            _("Nothing was printed, for this is held back: {held}").format(held="\n" + told(held)),
            _("Mend it, leave it out, or print it for a reason."),
        )


def keep(
    register: Register, held: Sequence[Finding], decision: Decision, origin: object = None
) -> None:
    """Keep with what is held back that somebody has it printed, and why.

    Raises:
        InvalidInput: the decision has no name or no reason.
        NotFound: a record was deleted meanwhile.
        StorageTrouble: it cannot be written, and so nothing is to be printed.
    """
    against: dict[Key, list[str]] = {}
    for one in held:
        against.setdefault((one.record, one.id), []).append(one.sentence)
    if against:
        with register.writing(_("Printed by a decision"), origin) as unit:
            let_in(unit, against, decision)


def told(held: Sequence[Finding]) -> str:
    """What is held back, a line each."""
    said = _("{label}: {value}")
    lines = [said.format(label=one.title, value=one.sentence) for one in held[:NAMED]]
    more = len(held) - len(lines)
    if more > 0:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n".join(lines)
