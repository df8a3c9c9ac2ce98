# SPDX-License-Identifier: Apache-2.0
"""Chapter two, 优惠政策: by level and theme, key articles, how to claim, validity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crm.documents.engine.blocks import Text
from crm.documents.engine.tables import Column
from crm.documents.guide.book import Book
from crm.documents.guide.facts import Fact, Facts
from crm.domain.choices import POLICY_LEVELS, POLICY_THEMES
from crm.domain.rules.validity import Validity, validity
from crm.queries.guide import PolicyEntry, Row
from crm.words import N_, _, pgettext, tr

VALIDITY = {
    Validity.COMING: N_("Not yet in force"),
    Validity.IN_FORCE: N_("In force"),
    Validity.EXPIRING: N_("Expires soon"),
    Validity.EXPIRED: N_("Expired"),
    Validity.AMENDED: N_("Amended"),
    Validity.REPEALED: N_("Repealed"),
}
_THEMES = [option.code for option in POLICY_THEMES]


def add(book: Book) -> None:
    """The chapter with its plate; nothing when no policy is printed."""
    entries = book.data.policies
    if not entries:
        return
    levels = [o for o in POLICY_LEVELS if any(e.policy["level"] == o.code for e in entries)]
    line = _(
        "What the state, the province, the prefecture, the county and its parks grant, for whom, "
        "and how it is claimed. Only policies that may be published are printed."
    )
    titles = [_("{level} policies").format(level=tr(option.label)) for option in levels]
    book.chapter(N_("Preferential policies"), line, [_("Policies at a glance"), *titles])
    book.composer.new_page()
    book.section(_("Policies at a glance"))
    _matrix(book, entries)
    for option, title in zip(levels, titles, strict=True):
        own = [entry for entry in entries if entry.policy["level"] == option.code]
        own.sort(key=lambda entry: _place(entry.policy))
        book.section(title)
        before = None
        for entry in own:
            if entry.policy["theme"] != before:
                before = entry.policy["theme"]
                book.composer.place(Text(book.speech.choice(entry.policy, "theme"), "eyebrow"))
            _policy(book, entry)


def _place(policy: Row) -> int:
    theme = policy["theme"]
    return _THEMES.index(theme) if theme in _THEMES else len(_THEMES)


def _matrix(book: Book, entries: Sequence[PolicyEntry]) -> None:
    """How many policies there are of each theme and level."""
    counts = Counter((entry.policy["theme"], entry.policy["level"]) for entry in entries)
    columns = [Column(_("Theme"), 3.0)]
    columns += [Column(tr(option.label), 1.0, "right") for option in POLICY_LEVELS]
    columns.append(Column(pgettext("guide", "Together"), 1.0, "right"))
    rows: list[Sequence[str]] = []
    for option in POLICY_THEMES:
        row = [counts[option.code, level.code] for level in POLICY_LEVELS]
        if sum(row):
            rows.append([tr(option.label), *(str(n) if n else "–" for n in row), str(sum(row))])
    sums = [sum(n for (_t, level), n in counts.items() if level == o.code) for o in POLICY_LEVELS]
    total = [pgettext("guide", "Together"), *map(str, sums), str(len(entries))]
    book.table(columns, [*rows, total], sums=1)


def state(book: Book, policy: Row) -> str:
    """How a policy stands on the day of the data, with the day it ends."""
    found = validity(
        policy["standing"], policy["effective_on"], policy["expires_on"], book.data.as_of
    )
    word = tr(VALIDITY[found])
    if policy["expires_on"] is None:
        return word
    until = _("until {day}").format(day=book.speech.day(policy["expires_on"]))
    return book.speech.joined(word, until)


def _policy(book: Book, entry: PolicyEntry) -> None:
    speech, policy = book.speech, entry.policy
    composer = book.composer
    composer.heading(3, speech.text(policy, "title"), style="policy-title",
                     anchor=f"policy-{policy.id}")  # fmt: skip
    dated = policy["issued_on"]
    meta = [
        str(policy["number"] or ""),
        speech.text(policy, "issuer"),
        speech.day(dated) if dated else "",
        state(book, policy),
    ]
    composer.place(Text("　".join(part for part in meta if part), "policy-meta"))
    summary = speech.text(policy, "summary")
    if summary:
        book.prose(summary, "prose-small")
    _articles(book, entry.articles)
    _claim(book, policy)
    composer.space(10)


def _articles(book: Book, articles: Sequence[Row]) -> None:
    if not articles:
        return
    speech = book.speech
    columns = [
        Column(_("Article"), 0.7, "left"),
        Column(_("What is granted"), 3.2, "left"),
        Column(_("Standard"), 2.0, "left"),
        Column(_("How it is computed"), 1.8, "left"),
    ]
    rows = [
        [
            str(article["number"] or number),
            speech.text(article, "summary"),
            speech.either(article, "standard"),
            book.quiet(speech.text(article, "computing")),
        ]
        for number, article in enumerate(articles, 1)
    ]
    book.table(columns, rows)


def _claim(book: Book, policy: Row) -> None:
    speech = book.speech
    contact = [speech.person(policy["claim_contact"]), str(policy["claim_phone"] or "")]
    days = policy["claim_days"]
    said = [
        (_("For whom"), speech.text(policy, "beneficiaries")),
        (_("Conditions"), speech.text(policy, "claim_conditions")),
        (pgettext("guide", "Documents"), speech.text(policy, "claim_documents")),
        (_("Steps"), speech.text(policy, "claim_steps")),
        (_("Time to decision"), "" if days is None else speech.working_days(days)),
        (_("Office"), speech.text(policy, "claim_office")),
        (_("Contact"), "　".join(part for part in contact if part)),
    ]
    facts = [Fact(label, value) for label, value in said if value]
    long = [fact for fact in facts if len(fact.value) > LONG]
    short = [fact for fact in facts if len(fact.value) <= LONG]
    if short:
        book.composer.place(Facts(short, across=3, value="cell", pad=4))
    for fact in long:
        book.railed(fact.label, fact.value, "prose-tight")


LONG = 90
"""A longer answer runs beside its label instead of standing in a column."""
