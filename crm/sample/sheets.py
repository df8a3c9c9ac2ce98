# SPDX-License-Identifier: Apache-2.0
"""The texts of a project's promotion sheet, in Chinese and English, from its own figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from crm.domain.project import CONDITIONS
from crm.sample import sources
from crm.sample.dice import Dice

NUTS = {"walnut", "ginkgo"}
MILLION = 1_000_000
WAN = 10_000
Words = Mapping[str, object]


@dataclass(frozen=True)
class Figures:
    """The figures that the texts repeat; money in yuan."""

    total: int | None
    land: Decimal
    output: int
    profit: int
    tax: int
    payback: Decimal
    irr: Decimal
    jobs: int


def product(idea: sources.Line, number: int) -> tuple[str, str]:
    """What a project of an idea brings out at full output, Chinese and English."""
    chinese = idea["product"].format(n=number)
    english = idea["product_en"].format(
        n=f"{number:,}",
        n_wan=f"{number * WAN:,}",
        n_ten=number * 10,
        n_million=f"{number * WAN / MILLION:,g}",
    )
    return chinese, english


def texts(
    dice: Dice, idea: sources.Line, figures: Figures, site: tuple[str, str], town: tuple[str, str]
) -> dict[str, object]:
    """Content, market, benefits, conditions and support of a sheet, each with its English."""
    words = _words(dice, idea, figures, site, town)
    market = ("market", "nuts" if idea["chain"] in NUTS else idea["chain"])
    english = sources.lines("sheets", "conditions_en", "text")
    support, support_en = dice.of(sources.split_lines("sheets", "supporting", "list"))
    return {
        **_pair(dice, ("content",), "content", words),
        **_pair(dice, market, "market", words),
        **_pair(dice, ("benefits",), "benefits", words),
        **_conditions(dice, words),
        "conditions_en": _said(dice.of(english), words),
        "supporting": support, "supporting_en": support_en,
    }  # fmt: skip


def _conditions(dice: Dice, words: Words) -> dict[str, object]:
    return {
        f"condition_{name}": dice.of(sources.lines("sheets", "conditions", name)).format(**words)
        for name in CONDITIONS
    }


def work_done(dice: Dice, stage: str) -> dict[str, object]:
    """What has been done for a project in its stage."""
    chinese, english = dice.of(sources.split_lines("sheets", "work", stage))
    return {"work_done": chinese, "work_done_en": english}


def _pair(dice: Dice, path: tuple[str, ...], name: str, words: Words) -> dict[str, object]:
    """The same sentence in both languages."""
    chinese = sources.lines("sheets", *path, "zh")
    english = sources.lines("sheets", *path, "en")
    at = dice.between(0, len(chinese) - 1)
    return {name: chinese[at].format(**words), f"{name}_en": _said(english[at], words)}


def _said(sentence: str, words: Words) -> str:
    """An English sentence: its large numbers have their thousands apart."""
    return sentence.format(**{k: f"{v:,}" if isinstance(v, int) else v for k, v in words.items()})


def _words(
    dice: Dice, idea: sources.Line, f: Figures, site: tuple[str, str], town: tuple[str, str]
) -> Words:
    low, high = map(int, idea["capacity"].split("-"))
    # A round number, of about three places.
    step = max(1, 10 ** (len(str(high)) - 2))
    made, made_en = product(idea, max(step, dice.between(low, high) // step * step))
    at = dice.between(0, len(sources.lines("sheets", "build", "zh")) - 1)
    resource, resource_en = str(sources.tree("sheets")["resource"][idea["chain"]]).split("|")
    total = f.total or 0
    return {
        "site": site[0], "site_en": site[1], "town": town[0], "town_en": town[1],
        "land": f"{f.land:g}", "floor": int(f.land) * dice.between(55, 88) * 10,
        "facilities": idea["facilities"], "facilities_en": idea["facilities_en"],
        "support": sources.lines("sheets", "build", "zh")[at],
        "support_en": sources.lines("sheets", "build", "en")[at],
        "phases": dice.of((2, 2, 3)),
        "product": made, "product_en": made_en, "resource": resource, "resource_en": resource_en,
        "farmers": dice.between(12, 160) * 10, "months": dice.of((10, 12, 14, 18, 24, 30)),
        "invest": total // WAN or "＿＿", "million": _millions(total) if total else "＿＿",
        "jobs": f.jobs, "output": f.output // WAN, "profit": f.profit // WAN, "tax": f.tax // WAN,
        "output_m": _millions(f.output), "profit_m": _millions(f.profit), "tax_m": _millions(f.tax),
        "payback": f.payback, "irr": f"{f.irr:g}", "water": dice.between(3, 30) * 1000,
        "kv": dice.of((10, 10, 35)), "km": dice.between(2, 18), "rail": dice.between(8, 32),
        "base": dice.between(4, 60) * 500, "far": dice.of((30, 40, 50, 60)), "labour": "21.3",
        "wage": dice.between(32, 45) * 100,
    }  # fmt: skip


def _millions(yuan: int) -> str:
    return f"{Decimal(yuan) / MILLION:,.1f}".removesuffix(".0")
