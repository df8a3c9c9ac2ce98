# SPDX-License-Identifier: Apache-2.0
"""Writes how the names of the fixed lists are said: `python resources/spoken.py` after an update.

A line of `spoken.tsv` is a code, the pinyin of the divisions it lies in, the pinyin of its own
name. So a chooser finds 无锡 by `wx` without the dictionaries, which take long to read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from crm.kinds import codelist, industries, places  # noqa: E402 - found by the line above
from crm.storage.search.sounds import syllables  # noqa: E402 - as above

SAID: Mapping[str, str] = {
    "六安": "lu an", "六合": "lu he", "乐亭": "lao ting", "乐清": "yue qing", "大城": "dai cheng",
    "大埔": "da bu", "丽水": "li shui", "台州": "tai zhou", "东阿": "dong e", "蔚县": "yu xian",
    "莘县": "shen xian", "单县": "shan xian", "浚县": "xun xian", "歙县": "she xian",
    "铅山": "yan shan", "洪洞": "hong tong", "长子": "zhang zi", "繁峙": "fan shi",
    "井陉": "jing xing", "泌阳": "bi yang", "渑池": "mian chi", "荥阳": "xing yang",
    "荥经": "ying jing", "武陟": "wu zhi", "犍为": "qian wei", "筠连": "jun lian",
    "番禺": "pan yu", "尉犁": "yu li", "宕昌": "tan chang", "盱眙": "xu yi", "句容": "ju rong",
    "会泽": "hui ze", "会理": "hui li", "监利": "jian li", "枞阳": "zong yang",
    "蚌埠": "beng bu", "珲春": "hun chun", "曾都": "zeng du", "中牟": "zhong mu",
    "朝阳": "chao yang", "重庆": "chong qing", "厦门": "xia men", "朝鲜": "chao xian",
    "略阳": "lue yang", "任丘": "ren qiu", "任泽": "ren ze", "解放": "jie fang",
    "华容": "hua rong", "费县": "fei xian", "嵊州": "sheng zhou", "牟平": "mu ping",
    "召陵": "shao ling",
}  # fmt: skip
"""Places that a dictionary of words may read in another way."""


def lines() -> Iterator[str]:
    """A line for every code, in the order of the lists."""
    known = codelist.chinese(*places.FILES)
    for code, name in known.items():
        above = places.within(code, known)
        yield f"{code}\t{_said(above)}\t{_said(name.removeprefix(above))}"
    for code, name in codelist.chinese(*industries.FILES).items():
        yield f"{code}\t\t{_said(name)}"


def _said(name: str) -> str:
    found: list[str] = []
    rest = name
    while rest:
        known = SAID.get(rest[:2])
        if known is None:
            taken = next((at for at in range(1, len(rest)) if rest[at : at + 2] in SAID), len(rest))
            found += syllables(rest[:taken])
        else:
            taken = 2
            found += known.split()
        rest = rest[taken:]
    return " ".join(found)


if __name__ == "__main__":
    (HERE / codelist.SPOKEN).write_text("\n".join(lines()) + "\n", encoding="utf-8", newline="\n")
