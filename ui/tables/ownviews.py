# SPDX-License-Identifier: Apache-2.0
"""The user's own views of a list: saved, renamed, put in another order and removed, with Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from crm.words import _
from ui.desk.desk import Desk
from ui.tables.views import LONGEST_NAME, Tab, ViewTabs, keep_own, read_own
from ui.widgets.askline import AskLine


class OwnViews:
    """Writes them over what is kept now: another window may have saved one meanwhile."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        tabs: ViewTabs,
        now: Callable[[str], Tab],
        choose: Callable[[int], object],
    ) -> None:
        self._desk, self._record, self._tabs = desk, record, tabs
        self._now, self._choose = now, choose

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What can be done with the view that is on."""
        found: dict[str, Callable[[], object]] = {"list.view_save": self._tabs.ask_name}
        place = self._tabs.current
        if place < 0 or not self._tabs.tabs[place].own:
            return found
        return found | {
            "list.view_rename": lambda: self.ask_to_rename(place),
            "list.view_before": lambda: self.move(place, -1),
            "list.view_after": lambda: self.move(place, 1),
            "list.view_remove": lambda: self.remove(place),
        }

    def save(self, name: str) -> None:
        """Keep what is shown now under a name."""
        kept = [one for one in self._own() if one.name != name]
        self._keep([*kept, self._now(name)], name)
        self._tabs.offer_saving(changed=False)
        self._desk.notice(_("View saved: {name}").format(name=name))

    def remove(self, place: int) -> None:
        """Take one away."""
        before, gone = self._own(), self._tabs.tabs[place].name
        self._keep([one for one in before if one.name != gone])
        self._choose(0)

        def back() -> None:
            self._keep(before, gone)
            self._choose(self._tabs.current)

        self._desk.done(_("View removed: {name}").format(name=gone), back)

    def ask_to_rename(self, place: int) -> AskLine:
        """Ask what a view shall be called."""
        asking = AskLine(
            self._tabs.window(), _("Rename this view"), _("Name of the view"), yes=_("Rename"),
            text=self._tabs.tabs[place].name, longest=LONGEST_NAME,
        )  # fmt: skip
        asking.given.connect(partial(self.rename, place))
        asking.open()
        return asking

    def rename(self, place: int, name: str) -> None:
        """Call a view another name; one that was called so gives way."""
        before, former = self._own(), self._tabs.tabs[place].name
        others = [one for one in before if one.name == former or one.name != name]
        self._keep([replace(one, name=name) if one.name == former else one for one in others], name)
        said = _("View renamed: {name}").format(name=name)
        self._desk.done(said, lambda: self._keep(before, former))

    def move(self, place: int, by: int) -> None:
        """Put a view before its neighbour, or after it."""
        own, name = self._own(), self._tabs.tabs[place].name
        at = next((at for at, one in enumerate(own) if one.name == name), -1)
        if at < 0 or not 0 <= at + by < len(own):
            return
        own.insert(at + by, own.pop(at))
        self._keep(own, name)

    def _own(self) -> list[Tab]:
        return read_own(self._desk.geometry, self._record)

    def _keep(self, own: Sequence[Tab], on: str = "") -> None:
        """Keep these, and show them with one of them on, if it is named."""
        keep_own(self._desk.geometry, self._record, own)
        shown = [*(one for one in self._tabs.tabs if not one.own), *own]
        places = [at for at, one in enumerate(shown) if one.own and one.name == on]
        self._tabs.set_tabs(shown, places[0] if places else 0)
