# SPDX-License-Identifier: Apache-2.0
"""Whether two organisations, or two people, may be the same one, and what speaks for it.

Of a company's name only what tells it apart is compared: legal forms at its end and the places at
its beginning are stripped, unless nothing but the word for a kind of body would be left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crm.kinds.base import folded
from crm.kinds.places import prefixes
from crm.kinds.texts import digits
from crm.words import N_

Facts = Mapping[str, object]
"""Some values of a record by field; what is unknown may be missing."""

ENOUGH = 0.75
"""From this likeness on somebody should look."""

LONGEST_PLACE = 12
LEAST_CORE = 2
LEAST_INSIDE = 3
"""So many characters of a name that stand inside another one are no accident."""

SLIP = 0.8
"""How alike two texts are that one wrong character tells apart."""

LEAST_NUMBER = 7
REMEMBERED = 4096

_LEGAL = re.compile(
    r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司$|集团$|[(（]?(?:有限合伙|普通合伙|个人独资|特殊普通合伙)[)）]?$"
    r"|合伙企业$|个体工商户$|(?:农民)?专业合作社$"
)
_LEGAL_WORDS = frozenset(
    {
        "co", "company", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "llc",
        "llp", "plc", "gmbh", "ag", "sa", "bv", "nv", "pte", "pty", "kk", "group", "holding",
        "holdings",
    }
)  # fmt: skip
_BODY = re.compile(
    r"(?:总?商会|协会|学会|联合会|促进会|基金|银行|[分支]行|大学|学院|研究院|研究所|人民政府|政府|委员会|管委会"
    r"|办公室|中心|局|集团|投资|控股|实业|科技|贸易|商贸|发展|农业|食品|茶业|饮料|生物|建设|管理|服务)+"
)
_CUT = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Likeness:
    """How alike two are, from 0 to 1, and the marked words of what speaks for it."""

    score: float
    reason: str


@dataclass(frozen=True)
class Name:
    """A name in its parts: where, what tells it apart, and both together."""

    place: str
    core: str

    @property
    def whole(self) -> str:
        """The name without its legal form."""
        return self.place + self.core


@lru_cache(REMEMBERED)
def parted(name: str) -> Name:
    """The parts of an organisation's name, in the form in which they are compared."""
    plain = " ".join(_without_legal_words(_CUT.sub(" ", folded(name).casefold()).split()))
    joined = plain if plain.isascii() else plain.replace(" ", "")
    joined = _LEGAL.sub("", joined) or joined
    return _apart(joined)


def core(name: str) -> str:
    """What tells an organisation apart: 湖北恩施富硒茶业有限公司 is 富硒茶业."""
    return parted(name).core


def organisations(a: Facts, b: Facts) -> Likeness | None:
    """What speaks for two organisations being one; None when too little does."""
    codes = {str(one["credit_code"]) for one in (a, b) if one.get("credit_code")}
    both = bool(a.get("credit_code") and b.get("credit_code"))
    if both and len(codes) == 1:
        return Likeness(1.0, N_("the same credit code"))
    found = _named_alike(a, b)
    if both and found is not None and found.score < 1:
        # Two licences are two companies, however alike they are called.
        found = None
    if found is None and not both and _number(a, "phone") & _number(b, "phone"):
        return Likeness(0.75, N_("the same telephone"))
    return found


def people(a: Facts, b: Facts) -> Likeness | None:
    """What speaks for two people being one; None when too little does."""
    if _number(a, "mobile", "mobile2") & _number(b, "mobile", "mobile2"):
        return Likeness(0.95, N_("the same mobile"))
    for name, reason in (("email", N_("the same e-mail")), ("wechat", N_("the same WeChat"))):
        if _word(a, name) and _word(a, name) == _word(b, name):
            return Likeness(0.9, reason)
    if not _word(a, "name") or _word(a, "name") != _word(b, "name"):
        return None
    house = a.get("organisation_id")
    if house is not None and house == b.get("organisation_id"):
        return Likeness(1.0, N_("the same name in the same organisation"))
    return Likeness(0.8, N_("the same name"))


def alike(a: str, b: str) -> float:
    """How alike two texts are: 1 when they are the same, 0 when they share nothing."""
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=lambda one: (len(one), one))
    if not short:
        return 0.0
    if len(short) >= LEAST_INSIDE + 2 * short.isascii() and short in long:
        return max(0.8, len(short) / len(long))
    steps = _steps(short, long)
    slip = SLIP if steps == 1 and len(short) >= LEAST_INSIDE else 0.0
    return max(slip, _in_pairs(short, long), 1 - steps / len(long))


def _named_alike(a: Facts, b: Facts) -> Likeness | None:
    pairs = [(one, other) for one in _names(a) for other in _names(b)]
    if not pairs:
        return None
    score = max(_name_score(one, other) for one, other in pairs)
    if score >= 1:
        return Likeness(1.0, N_("the same name"))
    return Likeness(score, N_("a similar name")) if score >= ENOUGH else None


def _name_score(a: Name, b: Name) -> float:
    if a.whole == b.whole:
        return 1.0
    score = alike(a.core, b.core)
    if a.place and b.place and a.place not in b.place and b.place not in a.place:
        # Shops of one name in two towns are seldom one.
        return 0.76 * score
    return 0.98 * score


def _names(facts: Facts) -> Iterator[Name]:
    for name in ("name", "short_name"):
        found = parted(str(facts.get(name) or ""))
        if found.core:
            yield found


def _without_legal_words(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _LEGAL_WORDS:
        kept.pop()
    return kept


def _apart(name: str) -> Name:
    """The places a name begins with, and the rest: more than the word for a kind of body."""
    known, rest = prefixes(), name
    places = ""
    while True:
        lengths = range(min(LONGEST_PLACE, len(rest) - LEAST_CORE), 1, -1)
        length = next((n for n in lengths if rest[:n] in known), 0)
        if not length:
            return Name(places, rest)
        bare, after = known[rest[:length]], rest[length:]
        if _BODY.fullmatch(after):
            return Name(places, bare + after)
        places, rest = places + bare, after


def _number(facts: Facts, *names: str) -> set[str]:
    numbers = (digits(str(facts.get(name) or "")) for name in names)
    return {number for number in numbers if len(number) >= LEAST_NUMBER}


def _word(facts: Facts, name: str) -> str:
    return "".join(folded(str(facts.get(name) or "")).casefold().split())


def _in_pairs(a: str, b: str) -> float:
    """The share of the pairs of characters that two texts have in common."""
    first, second = Counter(pairwise(a)), Counter(pairwise(b))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _steps(a: str, b: str) -> int:
    """How many characters must be put in, taken out or exchanged to come from one to the other."""
    row = list(range(len(b) + 1))
    for at, one in enumerate(a, 1):
        before, row[0] = row[0], at
        for place, other in enumerate(b, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (one != other)),
            )
    return row[-1]
