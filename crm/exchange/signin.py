# SPDX-License-Identifier: Apache-2.0
"""Sign-in lists as they are pasted: rows of a spreadsheet, or lines of a chat in any order.

Names, organisations, positions and telephones are recognised; what is doubtful is marked and
nothing is thrown away. It knows no store: who of them is known is asked elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crm.domain.rules.guests import Guest
from crm.exchange import signwords
from crm.kinds.base import folded
from crm.kinds.texts import MOBILE_DIGITS, clean, digits
from crm.words import N_

DESTROYED = N_("The telephone was destroyed by the spreadsheet.")
ODD_NUMBER = N_("The telephone has an unusual number of digits.")
UNSURE = N_("It is not sure which words are the name and which the organisation.")
NO_NAME = N_("No name was recognised.")
LISTED_TWICE = N_("This guest is listed twice.")
TWICE = N_("This telephone stands in the list twice.")

_SCIENTIFIC = re.compile(r"(?<![\w.])\d(?:\.\d+)?[Ee]\+?\d{1,2}(?!\w)")
_GAP = r"[ \-–—.·]?"
_MOBILE = rf"(?:\(?\+?(?:00)?86\)?{_GAP})?1[3-9]\d(?:{_GAP}\d){{8}}"
_EXTENSION = r"(?:(?:-|转|ext\.?) ?\d{1,5})?"
_LANDLINE = rf"(?:\(?\+?86\)?{_GAP})?\(?0\d{{2,3}}\)?{_GAP}\d(?:{_GAP}\d){{6,7}}{_EXTENSION}"
_SERVICE = rf"[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}"
_ABROAD = r"\+\d(?:[ \-.]?\d){6,14}"
_OTHER = r"\d(?:[ \-]?\d){6,14}"
_PHONE = re.compile(
    rf"(?<![\w.])(?:{_MOBILE}|{_LANDLINE}|{_SERVICE}|{_ABROAD}|{_OTHER})(?![\d])"
    rf"|(?<=[^\x00-\x7f])(?:{_MOBILE}|{_LANDLINE})(?!\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:[(（]?\d{1,3}[)）.、:：]|[①-⑳]|[-•·*])\s*(?=\D)")
_SERIAL = re.compile(r"\d{1,4}[.、]?")
_BETWEEN = re.compile(r"[\s,;，；、|/]+")
_SEPARATED = re.compile(r"[,;，；、|]|\s{2,}")
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s,;，；、|。(]))({signwords.LABELS})\s*[:：]\s*", re.IGNORECASE
)
_LEGAL_COMMA = re.compile(r",\s*(?=(?:ltd|inc|llc|limited|corp)\b)", re.IGNORECASE)
_WIDE_GAP = re.compile(r"[ \u3000]{2,}")
_SPREAD = re.compile(
    rf"(?<![一-鿿])([{signwords.SURNAMES}])(?: \| | )([一-鿿]{{1,2}})(?![一-鿿])"
    r"|(?<![一-鿿] )(?<![一-鿿])([一-鿿])(?: \| | )([一-鿿])(?![一-鿿])"
)
_HIDDEN_COMMA = "\ue000"
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Signed:
    """One line of a sign-in list; `doubts` are marked words, `rest` is what was not recognised."""

    text: str
    name: str = ""
    organisation: str = ""
    title: str = ""
    phone: str = ""
    phone2: str = ""
    rest: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def guest(self) -> Guest:
        """The same as others of the program take it."""
        return Guest(self.name, self.organisation, self.title, self.phone, self.phone2, self.rest)


@dataclass
class _Found:
    """What one line was recognised to hold so far."""

    parts: dict[str, str] = field(default_factory=dict[str, str])
    phones: list[str] = field(default_factory=list[str])
    rest: list[str] = field(default_factory=list[str])
    doubts: list[str] = field(default_factory=list[str])

    def put(self, what: str, text: str) -> None:
        """Note a part; a second one of the same kind is kept beside it."""
        text = clean(text)
        if not text:
            return
        if what == "phone":
            self.phones.append(text)
        elif what in self.parts or what == "rest":
            self.rest.append(text)
        else:
            self.parts[what] = text


def parse(text: str) -> tuple[Signed, ...]:
    """The people of a pasted list, in its order; empty lines and the heading are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [line for line in lines if clean(line)]
    rows = [line.split("\t") for line in filled if "\t" in line.strip("\n ")]
    if rows and len(rows) * 2 >= len(filled):
        found = _of_rows([line.split("\t") for line in filled])
    else:
        found = [_of_line(line) for line in filled]
    return _told_twice([one for one in found if one is not None])


def phone_of(text: str) -> tuple[str, tuple[str, ...]]:
    """One telephone as it should be kept, and what is doubtful about it."""
    plain = clean(folded(text)).strip(" .;,")
    if not plain:
        return "", ()
    if _SCIENTIFIC.fullmatch(plain):
        return "", (DESTROYED,)
    number = re.sub(r"[–—.·]", "-", plain)
    bare = digits(number)
    mobile = re.fullmatch(r"(?:00)?(?:86)?(1[3-9]\d{9})", bare)
    if mobile:
        return mobile[1], ()
    number = re.sub(r"^\(?(?:\+|00)86\)?[ -]?(?=\(?0)", "", number)
    usual = number.startswith(("+", "0", "(0", "400", "800")) and len(bare) in range(10, 19)
    local = len(bare) in {7, 8} and not number.startswith("1")
    return number, () if usual or local else (ODD_NUMBER,)


def _of_rows(rows: Sequence[Sequence[str]]) -> list[Signed | None]:
    """A table: by its heading where it has one, else by what most cells of a column look like."""
    heading = next((at for at, row in enumerate(rows[:5]) if len(_labels(row)) > 1), None)
    if heading is None:
        return _by_columns(rows, _guessed(rows))
    return _by_columns(rows[heading + 1 :], _labels(rows[heading]))


def _labels(row: Sequence[str]) -> dict[int, str]:
    """What the cells of a heading say of their columns."""
    found: dict[int, str] = {}
    for at, cell in enumerate(row):
        meant = signwords.label(cell)
        if meant:
            found[at] = meant
    return found


def _guessed(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What the columns of a table without heading hold, by a vote of their cells."""
    votes: dict[tuple[int, str], int] = {}
    for row in rows:
        for at, cell in enumerate(row):
            meant = _looks_like(cell)
            if meant:
                votes[at, meant] = votes.get((at, meant), 0) + 1
    found: dict[int, str] = {}
    taken: set[str] = set()
    for (at, meant), _count in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
        if at not in found and (meant not in taken or meant in {"phone", "serial"}):
            found[at] = meant
            taken.add(meant)
    return found


def _looks_like(cell: str) -> str:
    """What a cell alone would be taken for; empty for nothing in particular."""
    plain = clean(folded(cell))
    if not plain:
        return ""
    if _SERIAL.fullmatch(plain):
        return "serial"
    if _SCIENTIFIC.fullmatch(plain) or _PHONE.fullmatch(plain):
        return "phone"
    return signwords.meaning(plain)


def _by_columns(rows: Iterable[Sequence[str]], meant: Mapping[int, str]) -> list[Signed | None]:
    return [_of_cells(row, meant) if len(row) > 1 else _of_line(row[0]) for row in rows]


def _of_cells(row: Sequence[str], meant: Mapping[int, str]) -> Signed | None:
    found = _Found()
    for at, cell in enumerate(row):
        what, plain = meant.get(at, ""), clean(cell)
        if not plain or what == "serial":
            continue
        if what == "phone":
            _take_phones(found, plain)
        elif what == "name":
            _take_name(found, _joined(plain))
        elif what:
            found.put(what, plain)
        elif not _SERIAL.fullmatch(plain):
            _take_words(found, _take_phones(found, plain))
    return _signed("\t".join(row), found)


def _of_line(line: str) -> Signed | None:
    """A line of a chat: what is labelled is believed, the rest is recognised word by word."""
    plain = _NUMBERED.sub("", _joined(clean(folded(_WIDE_GAP.sub(" | ", line.strip())))))
    if not plain or _is_heading(plain):
        return None
    found = _Found()
    pieces = _LABELLED.split(plain)
    words = _take_phones(found, pieces[0])
    told = None if _SEPARATED.search(words.strip(" |")) else signwords.western(words.strip(" |"))
    if told is None:
        _take_words(found, words)
    else:
        for what, said in zip(("name", "organisation", "title"), told[:3], strict=True):
            found.put(what, said)
        found.doubts += () if told[3] else (UNSURE,)
    for label, said in zip(pieces[1::2], pieces[2::2], strict=True):
        what = signwords.label(label) or "rest"
        if what == "phone":
            _take_words(found, _take_phones(found, said))
        elif what != "serial":
            found.put(what, said.strip(" ,;，；、|。)"))
    return _signed(line, found)


def _joined(text: str) -> str:
    """The text with names that were spread for looks put together: 王　强, 王　小明."""
    return _SPREAD.sub(lambda found: "".join(one or "" for one in found.groups()), text)


def _is_heading(plain: str) -> bool:
    """Whether a line only says what stands below it."""
    words = [word for word in _BETWEEN.split(plain) if word]
    return len(words) > 1 and all(signwords.label(word) for word in words)


def _take_phones(found: _Found, text: str) -> str:
    """Take the telephones out of a text; gives what is left of it."""
    plain = folded(text)
    for taken in (*_SCIENTIFIC.finditer(plain), *_PHONE.finditer(_SCIENTIFIC.sub(" ", plain))):
        number, doubts = phone_of(taken[0])
        found.put("phone", number)
        found.doubts += doubts
        if DESTROYED in doubts:
            found.put("rest", taken[0])
    return _PHONE.sub(" | ", _SCIENTIFIC.sub(" | ", plain))


def _take_name(found: _Found, text: str) -> None:
    """Take a cell for a name, but not what stands beside the name in it."""
    text = _take_phones(found, text).strip(" |")
    pieces = [part for word in _BETWEEN.split(text) for part in signwords.split(word)]
    names = [one for one in pieces if signwords.meaning(one) == "name"]
    if len(pieces) > 1 and len(names) == 1 and signwords.is_chinese(text):
        _take_words(found, text)
    else:
        found.put("name", text)


def _take_words(found: _Found, text: str) -> None:
    """Recognise what is no telephone: by words where it is Chinese, else by what commas part."""
    text = _LEGAL_COMMA.sub(_HIDDEN_COMMA, text)
    chinese = signwords.is_chinese(text)
    words = (_BETWEEN if chinese else _SEPARATED).split(text)
    pieces = [
        part
        for word in words
        if _WORD.search(word)
        for part in signwords.split(_bare(word.replace(_HIDDEN_COMMA, ", ")))
    ]
    unsure: list[str] = []
    for piece in pieces:
        what = signwords.meaning(piece)
        if what and what not in found.parts:
            found.put(what, piece)
        else:
            unsure.append(piece)
    for piece in unsure:
        # The first word of which nothing is known is the name, the second the organisation.
        free = next((one for one in ("name", "organisation") if one not in found.parts), "rest")
        found.put(free if signwords.may_be(free, piece) else "rest", piece)


def _bare(word: str) -> str:
    """A word without what stands around it; brackets that belong to it stay: (不详)上海公司."""
    plain = word.strip(" .-:：。")
    inner = plain.strip("()（）")
    whole = not re.search(r"[()（）]", inner) and len(plain) - len(inner) != 1
    paired = len(re.findall(r"[(（]", plain)) == len(re.findall(r"[)）]", plain))
    return plain if paired and not whole else inner


def _signed(line: str, found: _Found) -> Signed | None:
    if not found.parts and not found.phones and not found.rest:
        return None
    doubts = list(dict.fromkeys(found.doubts))
    if "name" not in found.parts:
        doubts.append(NO_NAME)
    phones = list(dict.fromkeys(found.phones))
    # A mobile is how people are known again: it stands first.
    phones.sort(key=lambda one: len(digits(one)) != MOBILE_DIGITS)
    phone, phone2, *more = (*phones, "", "")
    return Signed(
        clean(line), found.parts.get("name", ""), found.parts.get("organisation", ""),
        found.parts.get("title", ""), phone, phone2,
        " ".join([*found.rest, *(one for one in more if one)]), tuple(doubts),
    )  # fmt: skip


def _told_twice(found: Sequence[Signed]) -> tuple[Signed, ...]:
    """Mark the lines whose telephone an earlier line has, and all that name the same person."""
    seen: set[str] = set()
    named = Counter((one.name, one.organisation) for one in found if one.name and one.organisation)
    told: list[Signed] = []
    for one in found:
        doubts = list(one.doubts)
        if one.phone and one.phone in seen:
            doubts.append(TWICE)
        if named[one.name, one.organisation] > 1:
            doubts.append(LISTED_TWICE)
        seen.add(one.phone)
        told.append(replace(one, doubts=tuple(doubts)))
    return tuple(told)
