# SPDX-License-Identifier: Apache-2.0
"""Chapter two, 优惠政策: by level and theme, key articles, how to claim, validity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crm.documents.engine.blocks import Block, Stack, Text
from crm.documents.engine.tables import Column, Table
from crm.documents.engine.text import Run
from crm.documents.guide.book import Book
from crm.documents.guide.facts import Fact, Facts
from crm.domain.choices import POLICY_LEVELS, POLICY_THEMES
from crm.domain.rules.plan import TITLES
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
_ARTICLE = re.compile(r"第\s*(\d+|[一二三四五六七八九十]{1,3})\s*条")
_DIGITS = "〇一二三四五六七八九"
SPLIT = 0.24
"""Where more than this share of a page is free, a policy begins there and may go on overleaf."""
HEADING = 74.0
"""The height of the heading of a section with the theme under it."""
TOGETHER = 330.0
"""A policy that is not higher stands on one page where less is free."""
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
    book.chapter(TITLES["policies"], line, [_("Policies at a glance"), *titles])
    book.composer.new_page()
    book.section(_("Policies at a glance"))
    _matrix(book, entries)
    for option, title in zip(levels, titles, strict=True):
        own = [entry for entry in entries if entry.policy["level"] == option.code]
        own.sort(key=lambda entry: _place(entry.policy))
        before = None
        for number, entry in enumerate(own):
            theme = "" if entry.policy["theme"] == before else entry.policy["theme"]
            before = entry.policy["theme"]
            shown = book.speech.choice(entry.policy, "theme") if theme else ""
            add_policy(book, entry, shown, section=title if number == 0 else "")


def _place(policy: Row) -> int:
    theme = policy["theme"]
    return _THEMES.index(theme) if theme in _THEMES else len(_THEMES)


def _matrix(book: Book, entries: Sequence[PolicyEntry]) -> None:
    """How many policies there are of each theme and level."""
    counts = Counter((entry.policy["theme"], entry.policy["level"]) for entry in entries)
    columns = [Column(_("Theme"), 2.4)]
    columns += [Column(tr(option.label), 1.15, "right") for option in POLICY_LEVELS]
    columns.append(Column(pgettext("guide", "Total"), 1.0, "right"))
    rows: list[Sequence[str]] = []
    for option in POLICY_THEMES:
        row = [counts[option.code, level.code] for level in POLICY_LEVELS]
        if sum(row):
            rows.append([tr(option.label), *(str(n) if n else "–" for n in row), str(sum(row))])
    sums = [sum(n for (_t, level), n in counts.items() if level == o.code) for o in POLICY_LEVELS]
    total = [pgettext("guide", "Total"), *map(str, sums), str(len(entries))]
    book.table(columns, [*rows, total], sums=1)


def state(book: Book, policy: Row) -> tuple[str, ...]:
    """How a policy stands on the day of the data, and the day it ends if there is one."""
    found = validity(
        policy["standing"], policy["effective_on"], policy["expires_on"], book.data.as_of
    )
    word = tr(VALIDITY[found])
    if policy["expires_on"] is None:
        return (word,)
    return word, _("until {day}").format(day=book.speech.day(policy["expires_on"]))


def add_policy(book: Book, entry: PolicyEntry, theme: str = "", section: str = "") -> None:
    """A policy: who issued it, what it grants and how that is claimed.

    A theme stands above it if given, and the heading of the section if it is the first of one.
    """
    speech, policy, composer = book.speech, entry.policy, book.composer
    title = speech.text(policy, "title")
    blocks: list[Block] = [_meta(book, policy)]
    summary = speech.text(policy, "summary")
    if summary:
        blocks.append(Text(summary, book.styles["prose-small"]))
    if entry.articles:
        blocks.append(_articles(book, entry.articles))
    short, long = _claim(book, policy)
    if len(short) == 1:
        said = _("{label}: {text}").format(label=short[0].label, text=short[0].value)
        blocks.append(Text(said, "note"))
    elif short:
        blocks.append(_columns(short))
    _begin(book, [Text(title, "policy-title"), *blocks], section)
    if theme:
        composer.place(Text(theme, "eyebrow"))
    composer.heading(3, title, style="policy-title", anchor=f"policy-{policy.id}")
    for block in blocks:
        if isinstance(block, Stack):
            _go_on(book, block, title)
        composer.place(block)
    for fact in long:
        book.railed(fact.label, fact.value, "prose-tight")
    composer.space(10)


def _begin(book: Book, blocks: Sequence[Block], section: str) -> None:
    """Go to a page where there is room for a policy, or for as much of it as stands together."""
    press, width = book.composer.press, book.composer.width
    whole, least = 24.0, 24.0
    for block in blocks:
        whole += block.height(press, width)
        if isinstance(block, Table):
            least += block.least(press, width)
        elif not isinstance(block, Stack):
            least += block.height(press, width)
    roomy = book.composer.room > book.full * SPLIT
    wanted = min(least if roomy else whole, TOGETHER)
    if section:
        book.make_room(wanted + HEADING)
        book.section(section)
    book.make_room(wanted)


def _columns(facts: Sequence[Fact]) -> Stack:
    """How a policy is claimed: what is said in a word in a row, under it what needs lines."""
    brief = [fact for fact in facts if _breadth(fact.value) <= BRIEF][:ABREAST]
    full = [fact for fact in facts if fact not in brief]
    made = [
        Facts(own, across=across, gap=14, value="cell-small", pad=5)
        for own, across in ((brief, ABREAST), (full, min(ABREAST - 1, len(full))))
        if own
    ]
    return Stack(made)


def _go_on(book: Book, claim: Stack, title: str) -> None:
    """Where the claim begins a page of its own, it says to which policy it belongs."""
    composer = book.composer
    page = composer.page
    composer.need(claim.height(composer.press, composer.width) + 10)
    if composer.page is not page:
        said = _("{title} (continued)").format(title=title)
        composer.place(Text(said, "policy-meta", 1))


def _meta(book: Book, policy: Row) -> Text:
    """Who issued it, its number, its day, and how it stands."""
    speech, dated = book.speech, policy["issued_on"]
    said = [
        speech.text(policy, "issuer"),
        speech.text(policy, "number"),
        speech.day(dated) if dated else "",
        *state(book, policy),
    ]
    return book.lined(said, "policy-meta")


def _articles(book: Book, articles: Sequence[Row]) -> Table:
    speech = book.speech
    columns = [
        Column(_("Article"), 0.85, "left"),
        Column(_("What is granted"), 3.4, "left"),
        Column(_("Standard"), 2.1, "left"),
        Column(_("How it is computed"), 1.8, "left"),
    ]
    # English takes half as much room again: set a little smaller, a page holds as many policies.
    style = book.look.style("cell-small" if speech.english else "cell")
    rows = [
        [
            [Run(_numbered(book, str(article["number"] or number)), style)],
            [Run(speech.text(article, "summary"), style)],
            [Run(speech.either(article, "standard"), style)],
            book.quiet(speech.text(article, "computing")),
        ]
        for number, article in enumerate(articles, 1)
    ]
    return Table(columns, rows, plain=True)


def _numbered(book: Book, number: str) -> str:
    """The number of an article as its language writes it."""
    found = _ARTICLE.fullmatch(number)
    if found is None or not book.speech.english:
        return number
    return f"Art.\xa0{found[1] if found[1].isascii() else _figure(found[1])}"


def _figure(numeral: str) -> int:
    """A Chinese numeral up to 九十九 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + _DIGITS.index(ones or "〇")


def _claim(book: Book, policy: Row) -> tuple[list[Fact], list[Fact]]:
    """How it is claimed: what fits in columns, and what is too long for them."""
    speech = book.speech
    days = policy["claim_days"]
    said = [
        (_("For whom"), speech.text(policy, "beneficiaries")),
        (_("Time to decision"), "" if days is None else speech.working_days(days)),
        (_("Office"), speech.text(policy, "claim_office")),
        (_("Contact"), speech.reached(policy, "claim_contact", "claim_phone")),
        (pgettext("claim", "Conditions"), speech.text(policy, "claim_conditions")),
        (pgettext("guide", "Documents"), speech.text(policy, "claim_documents")),
        (_("Steps"), speech.text(policy, "claim_steps")),
    ]
    facts = [Fact(label, value) for label, value in said if value]
    return (
        [fact for fact in facts if _breadth(fact.value) <= LONG],
        [fact for fact in facts if _breadth(fact.value) > LONG],
    )


def _breadth(text: str) -> int:
    """How broad a text runs, in Latin letters; an ideograph is as broad as two."""
    return sum(1 if sign.isascii() else 2 for sign in text)


BRIEF = 60
"""What is not broader stands in a column of four."""
ABREAST = 4
LONG = 180
"""A broader answer runs beside its label instead of standing in a column."""
