# SPDX-License-Identifier: Apache-2.0
"""The file of a project or an investor for handing over (项目档案): all that is known, by group.

What is not known is named as such, never printed as 0; the last page is signed by both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.output import About
from crm.documents.engine.page import Section
from crm.documents.engine.style import look
from crm.documents.engine.tables import Cell, Column, Table
from crm.documents.engine.text import Run
from crm.documents.fitting import fitting
from crm.documents.guide.facts import Fact, Facts
from crm.domain.all_records import RECORDS
from crm.domain.choices import ORIGINS
from crm.fields import Field
from crm.kinds.days import long_day
from crm.kinds.links import Blob, Reference
from crm.kinds.numbers import Money, money_words
from crm.kinds.texts import LongText
from crm.progress import Progress, silent
from crm.queries.dossier import Dossier, Funds, read_dossier
from crm.queries.reading import RecordView
from crm.storage.register import Register
from crm.words import N_, NC_, _, language, ngettext, pgettext, speaking, tr

UNKNOWN = "＿＿"
NAME_SHARE = {"zh_CN": 0.34, "en": 0.45}
"""The part of a column of fields that their names take."""
RECEIPT = ("month", "amount", "approved_amount", "origin", "kind", "state", "note")
TITLES = {"project": N_("Project file"), "organisation": N_("Investor file")}
KEY_FACTS: Mapping[str, tuple[str, ...]] = {
    "project": (
        "stage", "status", "total_investment", "agreed_investment", "lead_official_id", "unit_id",
        "staff_id",
    ),
    "organisation": ("type", "tiers", "place", "staff_id"),
}  # fmt: skip
"""What stands at the head, by record type; fields that there are not are passed over."""

HEADS: Mapping[tuple[str, str], str] = {("progress_entry", "entered_on"): N_("Date")}
"""Heads of columns that are called otherwise here than in their form."""

LISTS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("stage_change", "project_id"): (N_("Stage history"), (
        "moved_on", "from_stage", "to_stage", "staff_id", "reason",
    )),
    ("milestone", "project_id"): (N_("Milestones"), (
        "kind", "planned", "actual", "note",
    )),
    ("library_entry", "project_id"): (N_("Project libraries"), (
        "level", "number", "entered_on", "left_on",
    )),
    ("progress_entry", "project_id"): (N_("Progress"), (
        "entered_on", "done", "next_steps", "obstacles",
        "staff_id",
    )),
    ("problem", "project_id"): (NC_("dossier", "Problems"), (
        "subject", "raised_on", "unit_id", "due_on", "state",
        "solution",
    )),
    ("project_policy", "project_id"): (N_("Policies"), ("policy_id", "note")),
    ("event_project", "project_id"): (N_("Promoted at"), ("event_id",)),
    ("project", "previous_id"): (N_("Later phases"), (
        "name", "previous_kind", "stage", "total_investment",
    )),
    ("membership", "member_id"): (N_("Member of"), ("chamber_id", "duty")),
    ("membership", "chamber_id"): (N_("Members"), ("member_id", "duty")),
    ("attendance", "organisation_id"): (N_("Events attended"), (
        "event_id", "person_id", "state", "interest", "visited_on",
    )),
    ("activity", "project_id"): (N_("Activities"), (
        "happened_on", "kind", "subject", "content", "person_id",
        "staff_id",
    )),
    ("activity", "organisation_id"): (N_("Activities"), (
        "happened_on", "kind", "subject", "content", "person_id",
        "staff_id",
    )),
    ("follow_up", "project_id"): (N_("Follow-ups"), (
        "due_on", "subject", "state", "staff_id", "result",
    )),
    ("follow_up", "organisation_id"): (N_("Follow-ups"), (
        "due_on", "subject", "state", "staff_id", "result",
    )),
}  # fmt: skip
"""The lists that are plain tables: their marked titles, and their columns."""

ORDER: Mapping[str, tuple[str, ...]] = {
    "project": (
        "investors", "stage_change", "milestone", "library_entry", "funds", "progress_entry",
        "problem", "activity", "follow_up", "project_policy", "event_project", "project",
    ),
    "organisation": ("people", "projects", "membership", "attendance", "activity", "follow_up"),
}  # fmt: skip


def print_dossier(
    register: Register,
    out: Path,
    record: str,
    record_id: int,
    *,
    language: str,
    today: date,
    progress: Progress | None = None,
) -> Printed:
    """Print the file of a project or an organisation, which appears whole; zh or en.

    Raises:
        NotFound: the record is not there (any more).
        StorageTrouble: the file cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    told = progress or silent()
    told.step(0.0)
    with register.reading() as session:
        found = read_dossier(session, record, record_id, today=today)
    with speaking("en" if language == "en" else "zh_CN"):
        return composed(found, told).save(out)


def composed(found: Dossier, progress: Progress | None = None) -> Composer:
    """The file in the language of `crm.words`, not yet saved."""
    view = found.view
    title = tr(TITLES[view.record])
    name = _name(view)
    about = About(f"{title}: {name}", found.office, found.county, language().replace("_", "-"))
    composer = Composer(look("tea"), progress=progress or silent(), about=about)
    county = (found.county_en if language() == "en" else "") or found.county
    composer.section(Section(county or title, name))
    _File(composer, found).compose()
    return composer


def _name(view: RecordView) -> str:
    english = str(view.values.get("name_en") or "")
    return english if language() == "en" and english else view.title


@dataclass
class _File:
    """One file that is being composed."""

    composer: Composer
    found: Dossier

    def compose(self) -> None:
        """All of it, in reading order."""
        record = self.found.view.record
        self._head()
        self._groups()
        special = {
            "investors": self._investors, "funds": self._funds, "projects": self._projects,
            "people": self._people,
        }  # fmt: skip
        for part in ORDER[record]:
            if part in special:
                special[part]()
                continue
            for key in self.found.lists:
                if key[0] == part:
                    self._list(key)
        self._attachments()
        self._hand_over()
        self.composer.finished()

    # the head --------------------------------------------------------------------------------

    def _head(self) -> None:
        found, composer = self.found, self.composer
        view, fields = found.view, RECORDS[found.view.record].fields()
        composer.paragraph(tr(TITLES[view.record]), "eyebrow")
        composer.heading(1, _name(view))
        other = str(view.values.get("name_en") or "") if language() != "en" else view.title
        code = str(view.values.get("code" if "code" in fields else "credit_code") or "")
        below = " · ".join(one for one in (code, other) if one and one != _name(view))
        if below:
            composer.paragraph(below, "note")
        facts = [
            Fact(fields[name].title, self._said(fields[name], view) or UNKNOWN)
            for name in KEY_FACTS[view.record]
            if name in fields
        ]
        if found.funds is not None:
            facts.insert(4, Fact(_("Funds in place"), money_words(found.funds.whole)))
        composer.place(Facts(facts, across=4, value="cell-name", most=2))
        said = [_("As of {day}").format(day=long_day(found.as_of)), found.office]
        composer.space(4)
        composer.paragraph("　".join(one for one in said if one), "note")

    # the fields ------------------------------------------------------------------------------

    def _groups(self) -> None:
        """The fields by group; in English the English texts stand in the place of the others."""
        view = self.found.view
        about, fields = RECORDS[view.record].about, RECORDS[view.record].fields()
        inside = set(_english(fields).values()) if language() == "en" else set[str]()
        for code, word in about.groups.items():
            own = [
                one
                for one in fields.values()
                if one.group == code and one.name not in inside and not isinstance(one.kind, Blob)
            ]
            known = [one for one in own if view.values.get(one.name) is not None]
            if known:
                self._group(tr(word), known, [one for one in own if one not in known])

    def _group(self, title: str, known: Sequence[Field], unknown: Sequence[Field]) -> None:
        composer = self.composer
        composer.heading(2, title)
        short = [one for one in known if not isinstance(one.kind, LongText)]
        cells = [(one.title, self._told(one)) for one in short]
        rows = [_pair(*cells[at : at + 2]) for at in range(0, len(cells), 2)]
        share = NAME_SHARE[language()]
        if rows:
            columns = [Column("", share, name=True), Column("", 1 - share)]
            composer.place(Table([*columns, *columns], rows, heads=False, after=0))
        texts = [[one.title, self._told(one)] for one in known if one not in short]
        if texts:
            columns = [Column("", share, name=True), Column("", 2 - share)]
            composer.place(Table(columns, texts, heads=False, before=0, after=0))
        # What is worked out by itself is not missing: nobody could write it.
        names = [one.title for one in unknown if not one.computed]
        composer.space(5)
        if names:
            said = _("Not yet known: {fields}.").format(fields=_(", ").join(names))
            composer.paragraph(said, "note")

    def _told(self, field: Field) -> str:
        """A value of the record itself; in English the English text if there is one."""
        view = self.found.view
        english = _english(RECORDS[view.record].fields()).get(field.name)
        if language() == "en" and english and view.values.get(english):
            return str(view.values[english])
        return self._said(field, view)

    @staticmethod
    def _said(field: Field, view: RecordView) -> str:
        """A value in words with its unit; a record it refers to by its name."""
        value = view.values.get(field.name)
        if value is None:
            return ""
        if isinstance(field.kind, Reference):
            return view.labels.get(field.name, "")
        if isinstance(value, int) and isinstance(field.kind, Money):
            return money_words(value)
        shown, unit = field.show(value), tr(field.kind.unit)
        if not unit:
            return shown
        return f"{shown}{unit}" if language() != "en" or unit == "%" else f"{shown} {unit}"

    # the lists -------------------------------------------------------------------------------

    def _list(self, key: tuple[str, str]) -> None:
        rows = self.found.lists[key]
        if rows:
            title, names = LISTS[key]
            fields = RECORDS[key[0]].fields()
            shown = [fields[name] for name in names if name in fields]
            words = [HEADS.get((key[0], one.name), one.label) for one in shown]
            heads: list[Head] = [
                (tr(word), _side(one)) for word, one in zip(words, shown, strict=True)
            ]
            self._table(tr(title), heads, [[self._said(one, row) for one in shown] for row in rows])

    def _table(
        self, title: str, heads: Sequence[Head], rows: Sequence[Sequence[Cell]], unit: str = ""
    ) -> None:
        """A plain table whose columns are as wide as what stands in them asks for."""
        self.composer.heading(2, title)
        shares = fitting(self.composer, [head for head, _side in heads], rows)
        columns = [
            Column(head, share, side) for (head, side), share in zip(heads, shares, strict=True)
        ]
        self.composer.place(Table(columns, rows, unit=unit, plain=True))

    def _investors(self) -> None:
        if not self.found.investors:
            return
        heads: list[Head] = [
            (_("Organisation"), "left"), (_("Role"), "left"), (_("Share"), "right"),
            (_("Address and reach"), "left"), (_("Contact person"), "left"),
        ]  # fmt: skip
        rows: list[list[Cell]] = []
        for one in self.found.investors:
            firm, party = one.organisation, RECORDS["party"].fields()
            whole = RECORDS["organisation"].fields()
            code = self._said(whole["credit_code"], firm)
            rows.append([
                self._noted(_name(firm), code),
                self._said(party["role"], one.party),
                self._said(party["share"], one.party),
                self._lines(firm, "place", "address", "phone"),
                self._contact(one.person),
            ])  # fmt: skip
        self._table(_("Investors and contacts"), heads, rows)

    def _people(self) -> None:
        people = self.found.lists["person", "organisation_id"]
        if people:
            fields = RECORDS["person"].fields()
            rows: list[list[Cell]] = [
                [
                    self._noted(_name(one), self._said(fields["title"], one)),
                    self._lines(one, "mobile", "mobile2", "phone"),
                    self._lines(one, "email", "wechat"),
                    self._lines(one, "ties", "note"),
                ]
                for one in people
            ]
            heads: list[Head] = [
                (_("Name"), "left"), (_("Telephone"), "left"), (_("E-mail"), "left"),
                (_("Note"), "left"),
            ]  # fmt: skip
            self._table(pgettext("dossier", "People"), heads, rows)

    def _lines(self, view: RecordView, *names: str) -> str:
        """What is known of some fields, each on a line of its own."""
        fields = RECORDS[view.record].fields()
        return "\n".join(filter(None, (self._said(fields[name], view) for name in names)))

    def _contact(self, person: RecordView | None) -> Cell:
        if person is None:
            return ""
        names = ("title", "mobile", "mobile2", "phone", "email", "wechat")
        return self._noted(_name(person), self._lines(person, *names))

    def _noted(self, text: str, note: str) -> list[Run]:
        style = self.composer.look.style
        runs = [Run(text, style("cell-name"))]
        return [*runs, Run("\n" + note, style("cell-note"))] if note else runs

    def _funds(self) -> None:
        receipts = self.found.lists["receipt", "project_id"]
        if not receipts:
            return
        every = RECORDS["receipt"].fields()
        fields = [every[name] for name in RECEIPT]
        heads: list[Head] = [(one.title, _side(one)) for one in fields]
        rows = [[one.show(row.values[one.name]) for one in fields] for row in receipts]
        for cells, row in zip(rows, receipts, strict=True):
            kind = cells[RECEIPT.index("kind")], every["use"].show(row.values["use"])
            cells[RECEIPT.index("kind")] = " · ".join(part for part in kind if part)
        unit = _("Unit: {unit}").format(unit=tr(Money().unit))
        self._table(_("Funds in place"), heads, rows, unit=unit)
        if self.found.funds is not None:
            self._sums(self.found.funds)

    def _sums(self, funds: Funds) -> None:
        """What counts of the receipts: by year, by origin, and in all."""
        years = [(str(year), money_words(amount)) for year, amount in funds.years.items()]
        words = {one.code: tr(one.label) for one in ORIGINS}
        origins = [(words.get(one, one), money_words(n)) for one, n in funds.origins.items()]
        rows = [
            [*(years[at] if at < len(years) else ("", "")),
             *(origins[at] if at < len(origins) else ("", ""))]
            for at in range(max(len(years), len(origins)))
        ]  # fmt: skip
        whole = pgettext("dossier", "In all"), money_words(funds.whole), "", ""
        columns = [
            Column(_("Year"), 1), Column(_("Counts"), 1.2, "right"),
            Column(_("Origin"), 1.4), Column(_("Counts"), 1.2, "right"),
        ]  # fmt: skip
        title = _("What counts of it")
        self.composer.place(Table(columns, [*rows, whole], title, sums=1, plain=True))

    def _projects(self) -> None:
        rows: list[list[Cell]] = []
        fields, party = RECORDS["project"].fields(), RECORDS["party"].fields()
        for one in self.found.lists["party", "organisation_id"]:
            project = self.found.projects.get(int(str(one.values["project_id"])))
            if project is not None:
                told = [self._said(fields[name], project) for name in
                        ("stage", "status", "total_investment", "agreed_investment")]  # fmt: skip
                rows.append([_name(project), self._said(party["role"], one), *told])
        if rows:
            heads: list[Head] = [
                (_("Project"), "left"), (_("Role"), "left"), (_("Stage"), "left"),
                (_("Status"), "left"), (_("Total investment"), "right"),
                (_("Agreed investment"), "right"),
            ]  # fmt: skip
            self._table(_("Projects"), heads, rows)

    # the end ---------------------------------------------------------------------------------

    def _attachments(self) -> None:
        files = self.found.files
        if not files:
            return
        heads: list[Head] = [
            ("", "left"), (_("File"), "left"), (_("Note"), "left"), (_("Size"), "right"),
            (_("Added on"), "left"),
        ]  # fmt: skip
        rows = [
            [str(number), one.name, one.caption, _size(one.size),
             one.added_at.astimezone().date().isoformat()]
            for number, one in enumerate(files, 1)
        ]  # fmt: skip
        self._table(_("List of attachments"), heads, rows)

    def _hand_over(self) -> None:
        """Who hands over, who takes over, and who sees to it."""
        composer = self.composer
        n = len(self.found.files)
        rows = [[f"\n{tr(word)}\n", "", _("Date"), ""] for word in SIGNERS]
        composer.heading(2, _("Handing over"))
        columns = [Column("", 0.9, name=True), Column("", 1.8)]
        table = Table([*columns, *columns], rows, heads=False)
        composer.need(table.height(composer.press, composer.width) + SAID_HEIGHT)
        if n:
            many = ngettext("{n} attachment", "{n} attachments", n).format(n=n)
            said = _("This file was handed over with {attachments}.").format(attachments=many)
            composer.paragraph(said, "prose-small")
        composer.place(table)


Head = tuple[str, Literal["left", "right"]]
"""The word above a column, and on which side its cells stand."""

SAID_HEIGHT = 40.0
"""Room for what stands between the last heading and the table that is signed."""
SIGNERS = (N_("Handed over by"), N_("Taken over by"), N_("In the presence of"))


def _pair(left: tuple[str, str], right: tuple[str, str] = ("", "")) -> list[Cell]:
    return [*left, *right]


def _english(fields: Mapping[str, Field]) -> dict[str, str]:
    """The fields that hold English texts, by the field whose text they say in English."""
    named = {name: one.english or f"{name}_en" for name, one in fields.items()}
    return {name: english for name, english in named.items() if english in fields}


def _side(field: Field) -> Literal["right", "left"]:
    return "right" if field.kind.align == "right" else "left"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000)):,} kB" if size < 1_000_000 else f"{size / 1e6:,.1f} MB"  # noqa: PLR2004 - a megabyte
