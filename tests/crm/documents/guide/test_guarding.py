# SPDX-License-Identifier: Apache-2.0
"""Whatever the data: what must not be printed without a decision is nowhere in the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.documents.guide.printing import make
from crm.domain.choices import POLICY_STANDINGS, REVIEW_STATES
from crm.domain.rules.plan import Decision, Plan, dump_plan
from crm.queries import guard
from crm.queries.guide import GuideData
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import TODAY, data, only, with_edition, with_values

DAYS = st.none() | st.sampled_from([date(2020, 1, 1), TODAY, date(2026, 7, 1), date(2030, 1, 1)])
POLICIES = st.fixed_dictionaries({
    "may_be_published": st.sampled_from([True, False, None]),
    "review": st.sampled_from([option.code for option in REVIEW_STATES]),
    "standing": st.sampled_from([option.code for option in POLICY_STANDINGS]),
    "expires_on": DAYS,
})  # fmt: skip
PROJECTS = st.fixed_dictionaries({
    "may_be_published": st.sampled_from([True, False, None]),
    "status": st.sampled_from(["normal", "delayed", "shelved", "terminated", "completed"]),
    "valid_until": DAYS,
})  # fmt: skip
PRICES = st.fixed_dictionaries({
    "source": st.sampled_from([None, "", "公告"]),
    "low": st.sampled_from([None, Decimal("0.44")]),
    "high": st.none(),
})  # fmt: skip
TITLES = ("甲号支持办法", "乙号大工业用电", "丙号加工项目")


def county(
    policy: dict[str, object], price: dict[str, object], project: dict[str, object]
) -> GuideData:
    """A county with one policy, one cost and one project."""
    whole = only(data(), ["policies", "costs", "projects", "appendix"])
    one, cost, sheet = whole.policies[0], whole.costs[0], whole.projects[0]
    assert cost.price is not None
    return replace(
        whole,
        policies=(replace(one, policy=with_values(one.policy, title=TITLES[0], **policy)),),
        costs=(
            replace(
                cost,
                item=with_values(cost.item, name=TITLES[1]),
                price=with_values(cost.price, **price),
            ),
        ),
        projects=(replace(sheet, project=with_values(sheet.project, name=TITLES[2], **project)),),
    )


def text_of(given: GuideData) -> str:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "guide.pdf"
        target.write_bytes(make(given, language="zh_CN").content)
        return "".join(reading.texts(target))


def refused(
    policy: dict[str, object], price: dict[str, object], project: dict[str, object]
) -> list[bool]:
    """Which of the three the domain does not let into print."""
    expires, until = policy["expires_on"], project["valid_until"]
    return [
        policy["may_be_published"] is not True
        or policy["review"] == "unreviewed"
        or policy["standing"] == "repealed"
        or (isinstance(expires, date) and expires < TODAY),
        not price["source"] or price["low"] is None,
        project["may_be_published"] is not True
        or project["status"] not in {"normal", "delayed"}
        or (isinstance(until, date) and until < TODAY),
    ]


@settings(max_examples=12, deadline=None)
@given(POLICIES, PRICES, PROJECTS)
def test_only_what_may_be_printed_is_in_the_pages(
    policy: dict[str, object], price: dict[str, object], project: dict[str, object]
) -> None:
    shown = text_of(county(policy, price, project))
    printed = [title in shown for title in TITLES]
    assert printed == [not one for one in refused(policy, price, project)]


@settings(max_examples=6, deadline=None)
@given(POLICIES, PRICES, PROJECTS)
def test_a_decision_lets_in_what_was_seen_and_nothing_that_changed_since(
    policy: dict[str, object], price: dict[str, object], project: dict[str, object]
) -> None:
    bare = county(policy, price, project)
    plan, keys = Plan(), guard.left_out(guard.findings(bare))
    for key, seen in guard.seen(bare, keys).items():
        plan = plan.deciding(key, Decision(printed=True, why="For the fair", seen=seen))
    chapters = replace(plan, chapters=("policies", "costs", "projects", "appendix"))
    decided = with_edition(bare, chapters=dump_plan(chapters))
    shown = text_of(decided)
    assert all(title in shown for title in TITLES)
    later = county(
        {**policy, "issuer": "另一机关"}, {**price, "high": Decimal("0.9")}, {**project, "jobs": 7}
    )
    shown = text_of(with_edition(later, chapters=dump_plan(chapters)))
    printed = [title in shown for title in TITLES]
    expected = refused(policy, {**price, "low": price["low"] or Decimal("0.9")}, project)
    assert printed == [not one for one in expected]


def test_what_was_left_in_another_language_is_told() -> None:
    given = data()
    assert not any("language of the guide" in one.sentence for one in guard.findings(given))
    english = with_edition(given, title="Investment Guide", message="Welcome to Shili.")
    said = [one.sentence for one in guard.findings(english) if one.record == "guide_edition"]
    assert "Not in the language of the guide: Title, Message from the head of the county." in said
    chinese = with_edition(data("en"), issuer="示例县人民政府")
    said = [one.sentence for one in guard.findings(chinese) if one.record == "guide_edition"]
    assert "Not in the language of the guide: Issuer." in said
