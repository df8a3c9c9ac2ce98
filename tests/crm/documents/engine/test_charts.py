# SPDX-License-Identifier: Apache-2.0
"""Charts: round scales, unknown values left out, colours told apart in grey."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.charts import Bars, Lines, Pie, Series, nice_step, shown
from crm.documents.engine.flowchart import FlowChart, Step
from crm.documents.engine.style import look, names
from tests.crm.documents.engine.reading import composer, saved, texts, trouble


@given(st.floats(min_value=1e-6, max_value=1e15))
def test_a_scale_has_few_round_steps(highest: float) -> None:
    step = nice_step(highest)
    assert 1 <= highest / step <= 5.01


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (1234.5, "1,234.5"), (0.126, "0.13"), (-0.001, "0"), (20, "20")]
)
def test_values_are_written_without_needless_decimals(value: float, text: str) -> None:
    assert shown(value) == text


def test_unknown_values_are_left_out(tmp_path: Path) -> None:
    made = composer()
    made.place(Bars(["甲", "乙"], [Series("产值", [7.5, None])], "标题一", "亿元"))
    made.place(Lines(["甲", "乙", "丙"], [Series("产值", [1.5, None, 3.5])]))
    made.place(Pie([("富硒茶", 30.5), ("其他", None), ("柑橘", 10.0)]))
    path, _ = saved(made, tmp_path)
    read = "".join(texts(path))
    assert "标题一" in read
    assert "75.3%" in read
    assert "其他" not in read
    assert trouble(path) == []


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e12)), min_size=1, max_size=12))
def test_any_values_can_be_drawn(values: list[float | None]) -> None:
    made = composer()
    labels = [f"{number}月" for number in range(len(values))]
    made.place(Bars(labels, [Series("甲", values), Series("乙", values)]))
    made.place(Lines(labels, [Series("甲", values)]))
    made.place(Pie(list(zip(labels, values, strict=True))))
    operators = "\n".join(made.page.operators)
    assert "nan" not in operators
    assert "inf" not in operators


def test_neighbouring_colours_differ_in_grey_and_texts_can_be_read() -> None:
    for name in names():
        own = look(name)
        greys = [colour.grey for colour in own.palette]
        pairs = pairwise(greys)
        assert all(abs(one - other) > 0.07 for one, other in pairs)
        for role in ("ink", "quiet", "primary", "deep"):
            assert own.colour(role).contrast(own.colour("paper")) >= 4.5
            assert own.colour(role).contrast(own.colour("tint")) >= 4.5


def test_a_flow_chart_shows_each_step_with_its_number_over_pages(tmp_path: Path) -> None:
    made = composer()
    stages = [
        Step("洽谈"), [Step("登记", "1个工作日"), Step("备案"), Step("选址", optional=True)],
        *(Step(f"步骤{number}", "县发展改革局 · 3个工作日") for number in range(20)),
    ]  # fmt: skip
    made.place(FlowChart(stages))
    path, printed = saved(made, tmp_path)
    read = "".join(texts(path))
    assert printed.pages in {2, 3}
    assert all(f"步骤{number}" in read for number in range(20))
    assert "选址" in read
    assert "24" in read


def _steps(count: int) -> list[Step]:
    return [Step(f"步骤{number}", "县发展改革局 · 3个工作日") for number in range(count)]


def test_a_flow_chart_stands_closer_rather_than_on_two_pages(tmp_path: Path) -> None:
    made = composer()
    chart = FlowChart(_steps(14))
    room = made.top - made.look.margins.bottom
    assert chart.height(made.press, made.width) > room >= chart.tightest(made.press, made.width)
    made.place(chart)
    _path, printed = saved(made, tmp_path)
    assert printed.pages == 1


def test_a_flow_chart_goes_on_where_a_block_begins_under_its_name(tmp_path: Path) -> None:
    made = composer()
    blocks = ["企业设立"] * 8 + ["工程建设许可"] * 14
    made.place(FlowChart(_steps(22), blocks=blocks))
    path, _printed = saved(made, tmp_path)
    first, second, *_rest = ("".join(text.split()) for text in texts(path))
    assert "步骤7" in first
    assert "步骤8" not in first
    assert "工程建设许可" not in first
    assert "工程建设许可" in second
    assert "步骤8" in second
