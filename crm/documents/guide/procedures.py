# SPDX-License-Identifier: Apache-2.0
"""Chapter four, 投资流程: a flow chart drawn from the steps, and their tables."""

from __future__ import annotations

from collections.abc import Sequence

from crm.documents.engine.blocks import Row as SideBySide
from crm.documents.engine.blocks import Stack, Text
from crm.documents.engine.flowchart import FlowChart, Step
from crm.documents.engine.tables import Cell, Column
from crm.documents.guide.book import Book
from crm.documents.guide.facts import Fact, Facts
from crm.documents.guide.speech import UNKNOWN
from crm.domain.rules.plan import TITLES
from crm.queries.guide import ProcedureEntry, Row, days_of, stages_of, total_days
from crm.words import _, pgettext

FIRST_STEPS = 300.0
"""The height of the table's heading and heads with the first two of its steps."""
MOST_AT_HEAD = 600
"""A longer text stands under the head of a procedure and may run over pages."""
ABREAST, ON_A_LINE = 2, 40
"""In more boxes side by side, or behind more signs, the time stands under the body."""
HEAD = 90.0
"""The height of a heading with what is free around it: it stays with the flow chart."""


def add(book: Book) -> None:
    """The chapter with its plate; nothing when there is no procedure."""
    entries = book.data.procedures
    if not entries:
        return
    line = _("The way from a name on paper to a plant at work: who decides, what to bring, how "
             "long it takes and what it costs.")  # fmt: skip
    titles = [book.speech.text(entry.procedure, "name") for entry in entries]
    book.chapter(TITLES["procedures"], line, titles[:8])
    book.composer.new_page()
    for entry in entries:
        _procedure(book, entry)


def _procedure(book: Book, entry: ProcedureEntry) -> None:
    speech, row, composer = book.speech, entry.procedure, book.composer
    head = _head(book, entry)
    stages = stages_of(entry.steps)
    chart = FlowChart(
        [_stage(book, stage) for stage in stages],
        blocks=[speech.choice(stage[0], "block") for stage in stages],
    )
    press, width = composer.press, composer.width
    high = head.height(press, width) + HEAD
    if entry.steps:
        high += chart.tightest(press, width)
    book.make_room(high)
    book.section(speech.text(row, "name"), anchor=f"procedure-{row.id}")
    composer.place(head)
    for fact in _long(book, row):
        book.railed(fact.label, fact.value, "prose-tight")
    if entry.steps:
        composer.space(6)
        composer.place(chart)
        book.part(_("Steps, offices, documents and time"), FIRST_STEPS)
        _table(book, entry.steps)
        _details(book, entry.steps)


def _head(book: Book, entry: ProcedureEntry) -> SideBySide:
    speech, row = book.speech, entry.procedure
    total = total_days(entry.steps)
    long = [fact.label for fact in _long(book, row)]
    words: list[Text] = []
    if row["goal"] and _("Goal") not in long:
        words.append(Text(speech.text(row, "goal"), book.styles["prose"]))
    facts = [Fact(_("Steps"), str(len(entry.steps)))]
    if _("For whom") not in long:
        facts.insert(0, Fact(_("For whom"), speech.either(row, "audience")))
    if row["certified_on"] or row["certified_by"]:
        by = "\n".join(p for p in (speech.text(row, "certified_by"), _day(book, row)) if p)
        facts.append(Fact(_("Certified by"), by))
    least = total is not None and total.least
    notes = [_("The longest of steps that run side by side counts.")]
    if least:
        notes.append(_("Some steps do not say how long they take."))
    big = Stack([
        Text(UNKNOWN if total is None else str(total.days), "big-value"),
        Text(_("working days at least") if least else _("working days in all"), "big-label"),
        Text("\n".join(notes), "big-note"),
    ])  # fmt: skip
    return SideBySide(
        [big, Stack([*words, Facts(facts, across=len(facts), value="cell-name")], gap=4)],
        (1, 2.6),
        gap=24,
    )


def _long(book: Book, row: Row) -> list[Fact]:
    """What is too long to stand at the head of a procedure."""
    said = (_("Goal"), "goal"), (_("For whom"), "audience")
    facts = [Fact(label, book.speech.text(row, name)) for label, name in said]
    return [fact for fact in facts if len(fact.value) > MOST_AT_HEAD]


def _day(book: Book, row: Row) -> str:
    return book.speech.day(row["certified_on"]) if row["certified_on"] else ""


def _stage(book: Book, steps: Sequence[Row]) -> list[Step]:
    speech = book.speech
    return [
        Step(
            speech.text(step, "name"),
            _brief(book, step, len(steps)),
            optional=step["kind"] == "optional",
        )
        for step in steps
    ]


def _brief(book: Book, step: Row, abreast: int) -> str:
    """Who decides and how long it takes; in a narrow box the time has a line of its own."""
    body, time = book.speech.text(step, "body"), _time(book, step)
    long = book.speech.english and len(body) + len(time) > ON_A_LINE
    if abreast > ABREAST or (abreast == ABREAST and long):
        return "\n".join(part for part in (body, time) if part)
    return book.speech.kept(body, time)


def _time(book: Book, step: Row) -> str:
    return book.speech.working_days(days_of(step))


def _table(book: Book, steps: Sequence[Row]) -> None:
    speech = book.speech
    columns = [
        Column("", 0.62, "left"),
        Column(_("Step and result"), 1.9),
        Column(_("Body and counter"), 2.5, "left"),
        Column(pgettext("guide", "Documents"), 2.35, "left"),
        Column(_("Time"), 1.45, "left"),
        Column(_("Fee"), 1.45, "left"),
    ]
    rows = [
        [
            str(number),
            book.noted(speech.text(step, "name"), speech.text(step, "result")),
            _office(book, step),
            book.quiet(_listed(speech.text(step, "requirements"))),
            _both_times(book, step),
            speech.either(step, "cost"),
        ]
        for number, step in enumerate(steps, 1)
    ]
    book.table(columns, rows)


def _listed(text: str) -> str:
    """Several lines as the items of a list, so that one sees how many papers there are."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - one paper is no list
        return text
    return "\n".join(f"{number}.\xa0{line}" for number, line in enumerate(lines, 1))


def _office(book: Book, step: Row) -> Cell:
    speech = book.speech
    parts = [
        speech.text(step, "office"),
        speech.reached(step, "contact", "phone"),
        speech.text(step, "hours"),
    ]
    body = speech.either(step, "body")
    return [*book.plain_run(body), *book.quiet("\n" + "\n".join(p for p in parts if p))]


def _both_times(book: Book, step: Row) -> Cell:
    promised, statutory = step["days_promised"], step["days_statutory"]
    runs = list(book.plain_run(_time(book, step)))
    if promised is not None and statutory is not None and promised != statutory:
        runs += book.quiet("\n" + _("statutory: {n}").format(n=statutory))
    return runs


def _details(book: Book, steps: Sequence[Row]) -> None:
    """What the table has no room for: legal basis, more, recourse, who certified it."""
    speech = book.speech
    ways = {speech.text(step, "recourse") for step in steps}
    same = ways.pop() if len(ways) == 1 and len(steps) > 1 else ""
    told = False
    for number, step in enumerate(steps, 1):
        said = [
            (_("Legal basis"), speech.text(step, "legal_basis")),
            (pgettext("guide", "More"), speech.text(step, "more")),
            (_("Recourse"), "" if same else speech.text(step, "recourse")),
            (_("Online service"), str(step["link"] or "")),
            (_("Certified by"), " · ".join(p for p in (speech.text(step, "certified_by"),
                                                       _day(book, step)) if p)),
        ]  # fmt: skip
        lines = [_("{label}: {text}").format(label=a, text=b) for a, b in said if b]
        if not lines:
            continue
        if not told:
            book.part(_("Legal basis, recourse and more"))
            told = True
        book.railed(f"{number}  {speech.text(step, 'name')}", "\n".join(lines), "prose-tight")
    if same:
        book.railed(_("Recourse at every step"), same, "prose-tight")
