# SPDX-License-Identifier: Apache-2.0
"""What stands before the chapters: imprint, message from the head of the county, contents."""

from __future__ import annotations

import re

from crm.documents.engine.blocks import Row, Stack, Text
from crm.documents.engine.classes import clean
from crm.documents.engine.page import Section
from crm.documents.engine.text import Box
from crm.documents.guide.book import EDGE, Book
from crm.documents.guide.facts import Fact, Facts
from crm.documents.guide.shapes import Flush, pale_hills
from crm.documents.guide.speech import MARK, UNKNOWN
from crm.words import _, pgettext


def add_front(book: Book, *, marked: bool) -> None:
    """Imprint, message and the place of the contents; `marked`: Chinese stands for English."""
    book.composer.section(Section(book.title, book.county, numbering="roman"))
    _imprint(book, marked=marked)
    if book.data.edition["message"]:
        _message(book)
    title = pgettext("guide", "Contents")
    own = Section(book.title, title, numbering="roman")
    book.composer.contents(title, section=own, columns=2)


def card(name: str, phone: str, office: str) -> str:
    """A contact as phones take it from a QR code (vCard 3.0)."""
    said = (("N", name), ("TEL", phone), ("ORG", office))
    lines = [f"{key}:{_escaped(text)}" for key, text in said if text]
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))


def _escaped(text: str) -> str:
    plain = " ".join(clean(text).split())[:60]
    return re.sub(r"([\\,;])", r"\\\1", plain)


def telephone(number: str | None) -> str:
    """A link that dials a number; empty when it holds no number."""
    digits = re.sub(r"[^0-9+]", "", re.split(r"[,;/、，；转]", number or "")[0])
    return f"tel:{digits[:20]}" if digits else ""


def _imprint(book: Book, *, marked: bool) -> None:
    edition, composer, speech = book.data.edition, book.composer, book.speech
    page = composer.new_page(bare=True)
    left, width = composer.left, composer.width
    hotline = str(edition["hotline"] or "")
    facts = [
        Fact(pgettext("imprint", "Title"), str(edition["title"])),
        Fact(pgettext("imprint", "Edition"), str(edition["year"])),
        Fact(pgettext("imprint", "Issuer"), str(edition["issuer"] or UNKNOWN)),
        Fact(_("Data as of"), speech.day(book.data.as_of)),
        Fact(_("Investment hotline"), hotline or UNKNOWN),
    ]
    if edition["issued_on"]:
        facts.append(Fact(_("Issued on"), speech.day(edition["issued_on"])))
    words: list[Text] = []
    if edition["disclaimer"]:
        words.append(Text(str(edition["disclaimer"]), "imprint-note"))
    words.append(Text(_("What is not known is left open as {sign}; it is never zero.").format(
        sign=UNKNOWN), "imprint-note"))  # fmt: skip
    if book.speech.english:
        words.append(Text(_("CNY is the Chinese yuan (renminbi). A mu is about 667 square metres; "
                            "fifteen mu make one hectare."), "imprint-note"))  # fmt: skip
    if marked:
        note = _("{mark} The English text is not yet available; the Chinese one is printed.")
        words.append(Text(note.format(mark=MARK), "imprint-note"))
    table = Facts(facts, across=2, value="imprint")
    block = Stack([table, *words], gap=10)
    code = _code(hotline)
    whole = Row([block, code], (4, 1), gap=24) if code is not None else block
    height = whole.height(composer.press, width)
    if height > composer.room:
        composer.place(block)
        return
    composer.at(Text(book.county, "eyebrow"), left, composer.top, width)
    whole.draw(composer.press, page, left, book.look.margins.bottom + height, width)
    composer.take(composer.room)


def _code(hotline: str) -> Stack | None:
    link = telephone(hotline)
    if not link:
        return None
    return Stack([Flush(link, 78), Text(_("Scan to call"), "big-note")], gap=4)


def _message(book: Book) -> None:
    composer = book.composer
    page = composer.new_page()
    paper = composer.paper
    view = Box(-EDGE, -EDGE, paper.width + EDGE, paper.height * 0.27)
    pale_hills(composer.press, page, view, 8)
    composer.heading(1, pgettext("guide", "Message"), style="contents-title")
    for paragraph in str(book.data.edition["message"]).split("\n"):
        if paragraph.strip():
            book.prose(paragraph.strip(), "letter")
    if book.data.edition["signatory"]:
        composer.space(18)
        composer.paragraph(str(book.data.edition["signatory"]), "letter-sign")
