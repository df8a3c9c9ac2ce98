# SPDX-License-Identifier: Apache-2.0
"""vCards as phones and address books write them: versions 2.1, 3.0 and 4.0, several in a file.

What is read is what the office keeps; photos and keys are passed over. A card that cannot be used
is told with its place in the file, and the others are read.
"""

from __future__ import annotations

import binascii
import codecs
import contextlib
import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crm.kinds.texts import clean
from crm.words import N_

PHOTO_LINE = re.compile(rb"[A-Za-z0-9+/=]+$")
PROPERTY = re.compile(
    rb"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:\"[^\"]*\"|[^:\"])*)?):(?P<value>.*)",
    re.DOTALL,
)
WIDE = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
BETWEEN = re.compile(f"(?<={WIDE.pattern}) +(?={WIDE.pattern})")
MARK = re.compile(rb"\s*(?:BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
MOBILE = re.compile(r"(?:\+?86)?1\d{10}")
FOLDED_AT = 75  # octets of a line that is written
SKIPPED_TELEPHONES = frozenset({"fax", "pager", "modem", "bbs", "video"})
GUESSED = ("utf-8", "gb18030")


@dataclass(frozen=True)
class Card:
    """What the office keeps of one card; `line` is where it begins in its file."""

    line: int
    name: str = ""
    organisation: str = ""
    title: str = ""
    mobiles: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    email: str = ""
    wechat: str = ""
    note: str = ""
    is_organisation: bool = False


@dataclass(frozen=True)
class Broken:
    """A card that cannot be used: where it begins, and the marked sentence why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Cards:
    """What a file holds."""

    cards: tuple[Card, ...]
    broken: tuple[Broken, ...]


@dataclass
class _Property:
    """One line of a card: its name, its parameters and its text."""

    name: str
    types: frozenset[str]
    text: str


@dataclass
class _Open:
    """A card that is being read."""

    line: int
    properties: list[_Property] = field(default_factory=list[_Property])


NO_NAME = N_("The card has no name.")
NO_END = N_("The card has no end: the file was cut off or damaged there.")
NO_CARD = N_("There is no vCard in this file.")


def read(data: bytes) -> Cards:
    """All cards of a file; what is broken is told, the rest is read."""
    cards: list[Card] = []
    broken: list[Broken] = []
    current: _Open | None = None
    for number, raw in _logical_lines(_in_utf8(data)):
        mark = raw.strip().replace(b" ", b"").upper()
        if mark == b"BEGIN:VCARD":
            if current is not None:
                broken.append(Broken(current.line, NO_END))
            current = _Open(number)
        elif current is not None and mark == b"END:VCARD":
            card = _card(current)
            if card.name or card.organisation:
                cards.append(card)
            else:
                broken.append(Broken(card.line, NO_NAME))
            current = None
        elif current is not None and (known := _property(raw)) is not None:
            current.properties.append(known)
    if current is not None:
        broken.append(Broken(current.line, NO_END))
    if not cards and not broken:
        broken.append(Broken(1, NO_CARD))
    return Cards(tuple(cards), tuple(broken))


def written(cards: Iterable[Card]) -> bytes:
    """Cards as a file of version 3.0, which phones and WeChat's helpers read."""
    return b"".join(_written(card) for card in cards)


def _in_utf8(data: bytes) -> bytes:
    """The file without a byte order mark; one in UTF-16 is turned into UTF-8."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _logical_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with what was folded put together again, and where each begins."""
    lines = re.split(rb"\r\n|\n|\r", data)
    at = 0
    while at < len(lines):
        start, parts = at + 1, [lines[at]]
        at += 1
        header = parts[0].partition(b":")[0].upper()
        quoted = b"QUOTED-PRINTABLE" in header
        packed = re.search(rb";(?:ENCODING=)?(?:BASE64|B)(?:;|$)", header) is not None
        while at < len(lines) and not MARK.fullmatch(parts[0]):
            following = lines[at]
            if quoted and parts[-1].endswith(b"="):
                parts[-1] = parts[-1][:-1]
                parts.append(following)
            elif following[:1] in {b" ", b"\t"}:
                parts.append(following[1:])
            elif packed and PHOTO_LINE.match(following):
                parts.append(following)
            else:
                break
            at += 1
        # Put together only once: a photo has tens of thousands of lines.
        yield start, b"".join(parts)


def _property(raw: bytes) -> _Property | None:
    """A line that says something, decoded; None for one that says nothing we keep."""
    found = PROPERTY.fullmatch(raw)
    if found is None:
        return None
    name = found["name"].decode("ascii", "replace").upper()
    params = [one.strip() for one in found["params"].decode("latin-1").split(";") if one.strip()]
    if name not in _KEPT:
        return None
    said = dict(_said(one) for one in params)
    types = {word.strip('" ').lower() for key, value in (_said(one) for one in params)
             if key in {"TYPE", ""} for word in value.split(",")}  # fmt: skip
    value = _decoded(found["value"], said, types)
    service = said.get("X-SERVICE-TYPE", "")
    return _Property(name, frozenset(types | ({service.lower()} if service else set())), value)


def _said(param: str) -> tuple[str, str]:
    """A parameter: its key and value; in version 2.1 a type or an encoding stands alone."""
    key, equals, value = param.partition("=")
    if equals:
        return key.strip().upper(), value.strip()
    alone = key.strip().upper()
    return ("ENCODING", alone) if alone in {"QUOTED-PRINTABLE", "BASE64"} else ("", key.strip())


def _decoded(value: bytes, said: dict[str, str], types: set[str]) -> str:
    encoding = said.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    elif encoding in {"BASE64", "B"} and not types & {"jpeg", "png", "gif"}:
        try:
            value = binascii.a2b_base64(value)
        except binascii.Error:
            return ""
    charset = said.get("CHARSET", "").strip('"')
    # GBK and GB2312 are parts of GB18030, and files say the narrower name.
    charset = "gb18030" if charset.lower() in {"gbk", "gb2312", "gb_2312-80"} else charset
    for name in (charset, *GUESSED) if _is_known(charset) else GUESSED:
        with contextlib.suppress(UnicodeDecodeError):
            return value.decode(name)
    return value.decode("utf-8", "replace")


def _is_known(charset: str) -> bool:
    try:
        codecs.lookup(charset)
    except (LookupError, ValueError):
        return False
    return bool(charset)


_KEPT = frozenset(
    {"FN", "N", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "NOTE", "KIND", "IMPP", "X-WECHAT",
     "X-ABSHOWAS", "X-IM", "X-QQ"}
)  # fmt: skip


def _card(opened: _Open) -> Card:
    """What is kept of a card that was read to its end."""
    parts = _parts(_first(opened.properties, "ORG"))
    organisation = _line(parts[0]) if parts else ""
    company = _first(opened.properties, "X-ABSHOWAS").upper() == "COMPANY"
    kind = _first(opened.properties, "KIND").strip().lower()
    is_house = company or kind in {"org", "organization"}
    named = _name(opened.properties)
    mobiles, phones = _telephones(opened.properties)
    title = _first(opened.properties, "TITLE") or _first(opened.properties, "ROLE")
    department = " ".join(_line(one) for one in parts[1:] if one.strip())
    notes = (_plain(one.text) for one in opened.properties if one.name == "NOTE")
    return Card(
        line=opened.line,
        name="" if is_house else named,
        organisation=organisation or (named if is_house else ""),
        title=" ".join(one for one in (department, _line(_plain(title))) if one),
        mobiles=tuple(mobiles), phones=tuple(phones),
        email=_best(opened.properties, "EMAIL").removeprefix("mailto:"),
        wechat=_wechat(opened.properties),
        note="\n".join(one for one in notes if one.strip()),
        is_organisation=is_house,
    )  # fmt: skip


def _name(properties: Sequence[_Property]) -> str:
    """The name of a card: as it is shown, but a Chinese one with the surname first."""
    shown = _line(_plain(_first(properties, "FN")))
    parts = [_line(one) for one in _parts(_first(properties, "N"))]
    family, given, middle = (*parts, "", "", "")[:3]
    if WIDE.search(family + given) and (not shown or " " in shown or not WIDE.search(shown)):
        return BETWEEN.sub("", f"{family}{middle}{given}")
    return shown or " ".join(one for one in (given, middle, family) if one)


def _telephones(properties: Sequence[_Property]) -> tuple[list[str], list[str]]:
    """The mobiles and the other telephones, the preferred ones first, none twice."""
    mobiles: dict[str, None] = {}
    phones: dict[str, None] = {}
    lines = [one for one in properties if one.name == "TEL" and not one.types & SKIPPED_TELEPHONES]
    for one in sorted(lines, key=lambda line: "pref" not in line.types):
        number = _line(_plain(one.text)).removeprefix("tel:").split(";")[0]
        bare = re.sub(r"[\s\-().]", "", number)
        if not bare:
            continue
        if MOBILE.fullmatch(bare):
            mobiles[bare[-11:]] = None
        elif one.types & {"cell", "iphone"}:
            mobiles[number] = None
        else:
            phones[number] = None
    return list(mobiles), [one for one in phones if one not in mobiles]


def _wechat(properties: Sequence[_Property]) -> str:
    for one in properties:
        text = _line(_plain(one.text))
        if one.name == "X-WECHAT":
            return text
        scheme, _colon, account = text.partition(":")
        if one.name in {"IMPP", "X-IM"} and scheme.lower() in {"wechat", "weixin"}:
            return account
        if one.name in {"IMPP", "X-IM"} and one.types & {"wechat", "weixin"}:
            return account or text
    return ""


def _first(properties: Sequence[_Property], name: str) -> str:
    return next((one.text for one in properties if one.name == name and one.text.strip()), "")


def _best(properties: Sequence[_Property], name: str) -> str:
    """The preferred one of several, else the first."""
    some = [one for one in properties if one.name == name and one.text.strip()]
    best = sorted(some, key=lambda one: "pref" not in one.types)
    return _line(_plain(best[0].text)) if best else ""


def _parts(text: str) -> list[str]:
    """The parts of a structured value, which stand between semicolons."""
    return [_plain(one) for one in re.split(r"(?<!\\);", text)] if text else []


def _plain(text: str) -> str:
    """A text without its escapes."""

    def one(found: re.Match[str]) -> str:
        return "\n" if found[1] in "nN" else found[1]

    return re.sub(r"\\(.)", one, text.replace("\r\n", "\n"))


def _line(text: str) -> str:
    return clean(text.replace("\n", " "))


def _written(card: Card) -> bytes:
    name = card.name or card.organisation
    family, given = (name[:1], name[1:]) if WIDE.match(name) else _western(name)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escaped(family)};{_escaped(given)};;;",
             f"FN:{_escaped(name)}"]  # fmt: skip
    said = (("ORG", card.organisation), ("TITLE", card.title), ("EMAIL", card.email),
            ("X-WECHAT", card.wechat), ("NOTE", card.note))  # fmt: skip
    lines += [f"{label}:{_escaped(text)}" for label, text in said if text]
    lines += [f"TEL;TYPE=CELL:{_escaped(number)}" for number in card.mobiles]
    lines += [f"TEL;TYPE=WORK,VOICE:{_escaped(number)}" for number in card.phones]
    return b"".join(folded(line) for line in (*lines, "END:VCARD"))


def _western(name: str) -> tuple[str, str]:
    given, _blank, family = name.rpartition(" ")
    return family, given


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line cut into pieces of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    rest = line
    while rest:
        room = FOLDED_AT - bool(pieces)
        piece = rest.encode()[:room].decode("utf-8", "ignore")
        pieces.append(piece.encode())
        rest = rest[len(piece) :]
    return b"\r\n ".join(pieces) + b"\r\n"
