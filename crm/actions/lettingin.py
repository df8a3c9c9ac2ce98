# SPDX-License-Identifier: Apache-2.0
"""Letting a record into a paper although the rules hold it back: by somebody, for a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.domain.rules.plan import Decision, Key
from crm.errors import InvalidInput
from crm.storage.unit import UnitOfWork
from crm.words import _

LETTABLE = {"project": Project, "policy": Policy}
"""What is printed on papers of its own, beside the guide."""


def refuse_nameless(decision: Decision) -> None:
    """Refuse a decision of nobody, or for nothing.

    Raises:
        InvalidInput: it has no name or no reason.
    """
    if not decision.who.strip():
        raise InvalidInput(
            _("A decision needs a name: say whose desk this is first."),
            _("Say why it is printed all the same."),
        )
    if not decision.why.strip():
        raise InvalidInput(
            _("What the rules leave out is printed only for a reason."),
            _("Say why it is printed all the same."),
        )


def let_in(unit: UnitOfWork, held: Mapping[Key, Sequence[str]], decision: Decision) -> None:
    """Keep with each record who lets it be printed, when, why, and what was said against it.

    The record keeps the last decision; its history keeps all of them.

    Raises:
        InvalidInput: the decision has no name or no reason.
        NotFound: a record was deleted meanwhile.
    """
    refuse_nameless(decision)
    for (record, record_id), against in held.items():
        said = _("{day} {who}: {why} ({against})").format(
            day=decision.on or "", who=decision.who, why=decision.why, against=" ".join(against)
        )
        unit.change(unit.get(LETTABLE[record], record_id), {"let_in": said})
