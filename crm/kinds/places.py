# SPDX-License-Identifier: Apache-2.0
"""Where something is: a division of China or a country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crm.kinds import codelist
from crm.kinds.coded import Coded
from crm.words import N_

CODE = re.compile(r"\d{6}|[A-Z]{2}")


ENDING = re.compile(r"(?:特别行政区|地区|林区|新区|矿区|[省市州县区旗盟])$")
PEOPLES = re.compile(
    r"(?:(?:土家|哈萨克|蒙古|维吾尔|布依|朝鲜|哈尼|傈僳|拉祜|景颇|仡佬|柯尔克孜|毛南|仫佬|布朗|达斡尔|塔吉克|裕固|保安|东乡"
    r"|撒拉|各|[苗侗藏羌彝回壮瑶畲水白傣黎佤怒土满锡伯])族?)+自治[区州县旗]$"
)

FILES = ("places/divisions.tsv", "sample/places.tsv")


def names() -> Mapping[str, str]:
    """Every known code with its full name in the language of here and now."""
    return codelist.names(*FILES)


@cache
def prefixes() -> Mapping[str, str]:
    """What a name may begin with to say where somebody sits, with its bare form.

    湖北省 and 湖北 are 湖北; 恩施土家族苗族自治州, 恩施州 and 恩施 are 恩施.
    """
    known = codelist.chinese(*FILES)
    found: dict[str, str] = {}
    for code, name in known.items():
        part = name.removeprefix(within(code, known))
        bare = PEOPLES.sub("", part)
        bare = ENDING.sub("", part) if bare == part else bare
        if part.endswith("区") and code[2:] != "0000":
            # 红旗 and 和平 are districts, and words: only the whole name says where.
            found[part] = part
        elif len(bare) > 1:
            found |= {bare: bare, part: bare}
            found |= {bare + ending: bare for ending in "省市州县区"}
    return found


def within(code: str, known: Mapping[str, str]) -> str:
    """The name of the nearest division in which one lies, as its own name begins; empty for none.

    `known` are the names by their codes.
    """
    above = (known.get(one, "") for one in _above(code))
    return next((one for one in above if one and known[code].startswith(one)), "")


def _above(code: str) -> tuple[str, ...]:
    """The divisions that one may lie in, the nearest first."""
    return tuple(one for one in (f"{code[:4]}00", f"{code[:2]}0000") if one != code)


@dataclass(frozen=True)
class Place(Coded):
    """A code of GB/T 2260 (6 digits) or a country (2 letters)."""

    tables = FILES
    pattern = CODE
    unknown = N_("This place is not known.")
