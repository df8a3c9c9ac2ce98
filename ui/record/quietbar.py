# SPDX-License-Identifier: Apache-2.0
"""What a project's page says when the project is quiet, and what can be done about it there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.domain.rules.staleness import Light
from crm.queries.quiet import Quiet
from crm.words import _, ngettext
from ui.forms.banner import Banner
from ui.theme import sizes


class QuietBar(QWidget):
    """Asks for a report or for a reason as long as neither is there."""

    report_asked = Signal()
    """An entry of progress shall be written."""

    explain_asked = Signal()
    """Somebody wants to say why nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, 0, sizes.WIDE, sizes.SPACE)
        box.addWidget(self.banner)
        self.hide()

    def show_quiet(self, found: Quiet | None) -> None:
        """Say how quiet the project is; nothing while it moves."""
        said = "" if found is None else _said(found)
        self.setVisible(bool(said))
        if not said or found is None:
            return
        acts: list[tuple[str, Callable[[], object]]] = [
            (_("Report progress …"), lambda: self._ask(self.report_asked.emit, found)),
            (_("Explain …"), lambda: self._ask(self.explain_asked.emit, found)),
        ]
        self.banner.say(said, acts, "warning")

    def _ask(self, ask: Callable[[], object], found: Quiet) -> None:
        # Asking alone changes nothing: it stays until there is an answer.
        self.show_quiet(found)
        ask()


def _said(found: Quiet) -> str:
    if found.silent and found.unreported is None:
        return _("Nothing was ever reported on this project, and no reason is on record.")
    if found.silent:
        days = found.unreported or 0
        return ngettext(
            "Nothing was reported for {n} day, and no reason is on record.",
            "Nothing was reported for {n} days, and no reason is on record.",
            days,
        ).format(n=days)
    if found.light is Light.RED:
        return ngettext(
            "It has stood still for {n} day; {allowed} are allowed in this stage.",
            "It has stood still for {n} days; {allowed} are allowed in this stage.",
            found.days,
        ).format(n=found.days, allowed=found.allowed)
    return ""
