# SPDX-License-Identifier: Apache-2.0
"""Who decides at a desk: a decision is kept with a name, so the desk must be somebody's."""

from __future__ import annotations

from functools import partial

from crm.words import _
from ui.desk.desk import Desk


def is_named(desk: Desk) -> bool:
    """Whether it is known who decides here; else that is asked first."""
    if desk.register.author:
        return True
    desk.notice(
        _("A decision needs a name: say whose desk this is first."),
        kind="warning",
        action=_("Whose desk this is …"),
        act=partial(desk.commands.run, "desk.owner"),
    )
    return False
