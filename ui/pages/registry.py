# SPDX-License-Identifier: Apache-2.0
"""The table of pages: what stands on the rail, and how each page is made when first opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from crm.words import N_, NC_, _
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.desk.pages import Page, PageEntry

NEW = N_("New")
GO, LOOK = N_("Go to"), N_("View")

RECORD_PAGES: tuple[tuple[str, str, str], ...] = (
    ("project", N_("Project"), "projects"),
    ("organisation", N_("Organisation"), "investors"),
    ("person", N_("Person"), "investors"),
    ("event", NC_("promotion", "Event"), "events"),
    ("follow_up", N_("Follow-up"), "follow_ups"),
    ("activity", N_("Activity"), "investors"),
    ("problem", N_("Problem"), "projects"),
    ("policy", N_("Policy"), "county"),
    ("cost_item", N_("Cost"), "county"),
    ("procedure", N_("Procedure"), "county"),
    ("overview_item", N_("Overview item"), "county"),
    ("register_entry", N_("Register entry"), "county"),
    ("guide_edition", N_("Guide edition"), "guide"),
    ("unit", N_("Unit"), "county"),
    ("staff", N_("Staff member"), "county"),
    ("target", N_("Target"), "county"),
)
"""The records that have a page: name, word, and the place of the rail that is lit meanwhile.

A test compares them with the records themselves, which are not imported before the first frame.
"""

NEW_RECORDS: tuple[tuple[str, str, str], ...] = (
    ("project", N_("New project"), "folder-kanban"),
    ("organisation", N_("New organisation"), "building-2"),
    ("person", N_("New person"), "user-plus"),
    ("event", N_("New event"), "calendar-days"),
    ("follow_up", N_("New follow-up"), "list-checks"),
    ("activity", N_("New activity"), "message-circle"),
    ("problem", N_("New problem"), "triangle-alert"),
    ("policy", N_("New policy"), "scroll-text"),
    ("cost_item", N_("New cost"), "banknote"),
)
"""What the New menu offers."""

INVESTORS = ("organisation", "person", "activity")
COUNTY = (
    "policy", "cost_item", "procedure", "overview_item", "register_entry", "unit", "staff",
    "target",
)  # fmt: skip


PAGE_COMMANDS: tuple[tuple[str, str, str, str], ...] = (
    ("progress", N_("Report progress …"), "activity", "Ctrl+Shift+G"),
    ("problems", N_("Problems ledger"), "triangle-alert", "Ctrl+Shift+Y"),
    ("funds", N_("Funds in place"), "banknote", "Ctrl+Shift+T"),
    ("event_desk", N_("After-event desk"), "user-check", ""),
)
"""Pages that are not on the rail but have a command of their own: page, words, icon, key."""


def page_commands(desk: Desk) -> list[Command]:
    """The commands that open pages beside the rail, and the one that says whose desk it is."""

    def possible() -> bool:
        return desk.has_register

    def ask_owner() -> object:
        from ui.forms.owner import ask_owner as ask  # noqa: PLC0415 - only when asked for

        return ask(desk)

    opening = [
        Command(f"go.{page}", label, sign, key, GO, "go", partial(desk.go, page), possible)
        for page, label, sign, key in PAGE_COMMANDS
    ]
    owner = Command(
        "desk.owner", N_("Whose desk this is …"), "user", "", LOOK, "file", ask_owner, possible
    )
    return [*opening, owner]


def new_commands(desk: Desk) -> list[Command]:
    """The commands of the New menu."""

    def possible() -> bool:
        return desk.has_register

    return [
        Command(
            f"new.{record}",
            label,
            sign,
            group=NEW,
            place="new",
            run=partial(desk.go, record, None),
            enabled=possible,
        )
        for record, label, sign in NEW_RECORDS
    ]


def _today(desk: Desk) -> Page:
    from ui.pages.today import TodayPage  # noqa: PLC0415 - made when first opened

    return TodayPage(desk)


def _projects(desk: Desk) -> Page:
    from ui.pages.projects import ProjectsPage  # noqa: PLC0415 - made when first opened

    return ProjectsPage(desk)


def _progress(desk: Desk) -> Page:
    from ui.pages.progress import ProgressPage  # noqa: PLC0415 - made when first opened

    return ProgressPage(desk)


def _problems(desk: Desk) -> Page:
    from ui.pages.problems import ProblemsPage  # noqa: PLC0415 - made when first opened

    return ProblemsPage(desk)


def _events(desk: Desk) -> Page:
    from ui.pages.events import EventsPage  # noqa: PLC0415 - made when first opened

    return EventsPage(desk)


def _event_desk(desk: Desk) -> Page:
    from ui.pages.event_desk import EventDeskPage  # noqa: PLC0415 - made when first opened

    return EventDeskPage(desk)


def _funds(desk: Desk) -> Page:
    from ui.pages.funds import FundsPage  # noqa: PLC0415 - made when first opened

    return FundsPage(desk)


def _follow_ups(desk: Desk) -> Page:
    from ui.pages.follow_ups import FollowUpsPage  # noqa: PLC0415 - made when first opened

    return FollowUpsPage(desk)


def _figures(desk: Desk) -> Page:
    from ui.pages.figures import FiguresPage  # noqa: PLC0415 - made when first opened

    return FiguresPage(desk)


def _investors(desk: Desk) -> Page:
    return _lists(desk, "investors", _("Investors"), INVESTORS)


def _county(desk: Desk) -> Page:
    return _lists(desk, "county", _("County data"), COUNTY, overlooked=True)


def _lists(
    desk: Desk, name: str, label: str, records: tuple[str, ...], *, overlooked: bool = False
) -> Page:
    from crm.domain.records import today  # noqa: PLC0415 - made when first opened
    from ui.pages.lists_page import ListsPage  # noqa: PLC0415 - as above

    return ListsPage(desk, name, label, records, today, overlooked=overlooked)


def _guide(desk: Desk) -> Page:
    from ui.pages.guide import GuidePage  # noqa: PLC0415 - made when first opened

    return GuidePage(desk)


def _settings(desk: Desk) -> Page:
    from ui.pages.settings import SettingsPage  # noqa: PLC0415 - made when first opened

    return SettingsPage(desk)


def _record(record: str) -> Callable[[Desk], Page]:
    def make(desk: Desk) -> Page:
        from ui.pages.record_page import RecordPage  # noqa: PLC0415 - made when first opened

        return RecordPage(desk, record)

    return make


def _welcome(desk: Desk) -> Page:
    from ui.pages.welcome import WelcomePage  # noqa: PLC0415 - made when first opened

    return WelcomePage(desk)


def _trouble(desk: Desk) -> Page:
    from ui.pages.trouble import TroublePage  # noqa: PLC0415 - made when first opened

    return TroublePage(desk)


def _place(
    name: str, label: str, make: Callable[[Desk], Page], sign: str, number: int
) -> PageEntry:
    return PageEntry(name, label, make, sign, rail=True, shortcut=f"Ctrl+{number}")


RAIL: tuple[PageEntry, ...] = (
    _place("today", N_("Today"), _today, "calendar-check", 1),
    _place("projects", N_("Projects"), _projects, "square-kanban", 2),
    _place("investors", N_("Investors"), _investors, "handshake", 3),
    _place("events", NC_("rail", "Events"), _events, "calendar-days", 4),
    _place(
        "follow_ups",
        N_("Follow-ups"),
        _follow_ups,
        "list-checks",
        5,
    ),
    _place("guide", N_("Guide"), _guide, "book-open", 6),
    _place("county", N_("County data"), _county, "map", 7),
    _place("figures", NC_("rail", "Figures"), _figures, "chart-column", 8),
    _place("settings", N_("Settings"), _settings, "settings", 9),
)

PAGES: tuple[PageEntry, ...] = (
    *RAIL,
    *(PageEntry(name, label, _record(name), under=place) for name, label, place in RECORD_PAGES),
    PageEntry("progress", N_("Report progress …"), _progress, under="projects"),
    PageEntry("problems", N_("Problems ledger"), _problems, under="projects"),
    PageEntry("funds", N_("Funds in place"), _funds, under="projects"),
    PageEntry("event_desk", N_("After-event desk"), _event_desk, under="events"),
    PageEntry("welcome", N_("Welcome"), _welcome),
    PageEntry("trouble", N_("The store cannot be opened"), _trouble),
)
