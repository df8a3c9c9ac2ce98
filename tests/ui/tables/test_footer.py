# SPDX-License-Identifier: Apache-2.0
"""The foot of a list: counts, sums with their unit, nothing for the unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.words import speaking
from ui.tables.footer import Footer, Sum, SumLine, sums_of


@pytest.fixture
def footer(qtbot: QtBot) -> Footer:
    made = Footer()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("count", "chosen", "complete", "text"),
    [
        (1, 0, True, "1 record"),
        (1284, 1, True, "1,284 records"),
        (1284, 2, True, "1,284 records 2 selected"),
        (200, 0, False, "200+ records"),
    ],
)
def test_it_counts(footer: Footer, count: int, chosen: int, text: str, *, complete: bool) -> None:
    footer.show_count(count, chosen, complete=complete)
    assert footer.text == text


def test_sums_follow_the_columns_and_leave_the_unknown_out() -> None:
    fields = [Project.fields()[name] for name in ("land_area", "total_investment", "jobs")]
    found = {"total_investment": 35_000_000, "land_area": Decimal("12.50"), "jobs": None}
    assert sums_of(fields, found) == [
        Sum("Land area", "12.5 mu"),
        Sum("Total investment", "CNY 35 million"),
    ]


def test_a_large_sum_is_said_as_the_language_says_it() -> None:
    fields, found = [Project.fields()["total_investment"]], {"total_investment": 26_339_000_000}
    assert sums_of(fields, found)[0].text == "CNY 26,339 million"
    with speaking("zh_CN"):
        assert sums_of(fields, found)[0].text == "263.39亿元"


def test_a_line_that_does_not_fit_is_cut_and_whole_in_its_tooltip(
    footer: Footer, qtbot: QtBot
) -> None:
    footer.show_sums([Sum("Total investment", "CNY 35 million")] * 9)
    footer.resize(300, 40)
    footer.show()
    qtbot.waitExposed(footer)
    (line,) = footer.findChildren(SumLine)
    assert line.text().endswith("…")
    assert line.toolTip().count("35 million") == 9
