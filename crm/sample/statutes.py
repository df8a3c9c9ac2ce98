# SPDX-License-Identifier: Apache-2.0
"""Policies with their key articles: reviewed and released, and some that are not yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.rows import Rows

UNREVIEWED, UNRELEASED = 9, 7
"""Each so-many-th policy of the county's own levels lacks its review, or its release."""
OWN_LEVELS = {"prefecture", "county", "park"}


def add_policies(rows: Rows) -> Mapping[str, tuple[int, ...]]:
    """All policies; their ids by industry chain, those for any industry under ""."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(sources.table("policies"), 1):
        policy = _policy(rows, number, line)
        for chain in line["chains"].split(",") if line["chains"] else ("",):
            found[chain].append(policy)
    return {chain: tuple(ids) for chain, ids in found.items()}


def _policy(rows: Rows, number: int, line: sources.Line) -> int:
    dice = Dice(f"shili policy {number}")
    issued = weekday(rows.today - timedelta(days=dice.between(60, 1500)))
    articles = [a for a in sources.table("articles") if a["theme"] == line["theme"]]
    chosen = dice.some(articles, 3)
    said = str(sources.tree("office")["issuers"][line["level"]]).split("|")
    issuer, issuer_en, mark, mark_en = said
    running = dice.between(2, 48)
    values: dict[str, object] = {
        "title": line["title"], "title_en": line["title_en"], "level": line["level"],
        "number": f"{mark}〔{issued.year}〕{running}号", "theme": line["theme"],
        "number_en": f"{mark_en} [{issued.year}] No. {running}",
        "issuer": issuer, "issuer_en": issuer_en,
        "issued_on": issued, "published_on": issued + timedelta(days=dice.between(2, 9)),
        "effective_on": issued + timedelta(days=30),
        "chains": sources.chains(line["chains"]),
        "beneficiaries": line["beneficiaries"], "beneficiaries_en": line["beneficiaries_en"],
        "summary": "".join(a["summary"] for a in chosen[:2]),
        "summary_en": " ".join(a["summary_en"] for a in chosen[:2]),
        "checked_on": weekday(rows.today - timedelta(days=dice.between(5, 120))),
        "source_link": f"https://www.example.com/policies/{issued.year}/{number:03d}",
        **_validity(dice, number, issued, rows.today),
        **_claim(dice, line["level"]),
        **_release(dice, number, line["level"], issued),
        "full_text": _full_text(line, chosen, issuer, issued),
    }  # fmt: skip
    policy = rows.add("policy", values, born=issued + timedelta(days=12))
    for article, words in enumerate(chosen, 3):
        rows.add("policy_article", {
            "policy_id": policy, "number": f"第{'零一二三四五六七八九十'[article]}条",
            **{n: words[n] for n in _ARTICLE},
        }, born=issued + timedelta(days=12))  # fmt: skip
    return policy


_ARTICLE = ("summary", "summary_en", "standard", "standard_en", "computing", "computing_en")


def _validity(dice: Dice, number: int, issued: date, today: date) -> dict[str, object]:
    """Most hold for years; a few have expired, expire soon, or were amended or repealed."""
    years = dice.of((3, 5, 5, 5))
    expires = date(issued.year + years, 12, 31)
    standing = "in_force"
    if number % 15 == 4:  # noqa: PLR2004 - every fifteenth
        expires = today - timedelta(days=dice.between(20, 200))
    elif number % 15 == 8:  # noqa: PLR2004 - another of fifteen
        expires = today + timedelta(days=dice.between(15, 80))
    elif number == 13:  # noqa: PLR2004 - one of them
        standing = "amended"
    elif number == 27:  # noqa: PLR2004 - one of them
        standing = "repealed"
    return {"expires_on": max(expires, issued + timedelta(days=40)), "standing": standing}


def _claim(dice: Dice, level: str) -> dict[str, object]:
    if level not in OWN_LEVELS:
        return {}
    chosen: dict[str, object] = {}
    for name in ("conditions", "documents", "steps", "office", "contact"):
        chinese, english = dice.of(sources.split_lines("office", "claims", name))
        chosen |= {f"claim_{name}": chinese, f"claim_{name}_en": english}
    return {**chosen, "claim_days": dice.of((5, 10, 15, 20)), "claim_phone": dice.landline()}


def _release(dice: Dice, number: int, level: str, issued: date) -> dict[str, object]:
    """The fair-competition review and the release; higher levels need no review of ours."""
    if level not in OWN_LEVELS:
        return {"review": "exempt", "may_be_published": number % 11 != 0}
    if number % UNREVIEWED == 0:
        return {"review": "unreviewed", "may_be_published": number % 2 == 0}
    body = "示例县公平竞争审查联席会议办公室" if level != "prefecture" else "示例州市场监督管理局"
    return {
        "review": "reviewed", "reviewed_on": weekday(issued - timedelta(days=dice.between(10, 40))),
        "review_body": body, "may_be_published": number % UNRELEASED != 0,
    }  # fmt: skip


def _full_text(
    line: sources.Line, articles: list[sources.Line], issuer: str, issued: date
) -> str | None:
    if line["level"] not in OWN_LEVELS:
        return None
    kind = "办法" if line["title"].endswith("办法") else "文件"
    body = [
        line["title"],
        f"第一条　为促进本地产业高质量发展，结合实际，制定本{kind}。",
        f"第二条　本文件适用于{line['beneficiaries']}。",
    ]
    for number, article in enumerate(articles):
        body.append(f"第{'三四五'[number]}条　{article['summary']}标准为：{article['standard']}。")
    body += ["第六条　各类经营主体依法平等适用本文件。", issuer,
             f"{issued.year}年{issued.month}月{issued.day}日"]  # fmt: skip
    return "\n".join(body)
