# SPDX-License-Identifier: Apache-2.0
"""What is typed on the sheet is kept over what is read again, in drafts, and as what to write."""

from __future__ import annotations

import json
from typing import cast

from crm.actions.progress import Report
from crm.queries.progress import Line
from ui.tables.reports import Reports


def line(project: int, done: str | None = None, version: int = 1) -> Line:
    entry = 0 if done is None else 10 + project
    told: dict[str, str | None] = {"done": done, "next_steps": None, "obstacles": None}
    return Line(project, f"P{project}", "sign", entry_id=entry, version=version, told=told)


def reports(*lines: Line) -> Reports:
    made = Reports()
    made.show(lines)
    return made


def test_only_what_differs_is_written_with_what_stood_there() -> None:
    made = reports(line(1, "Met"), line(2))
    made.take(1, {"done": "Met twice", "next_steps": None, "obstacles": " "})
    made.take(2, {"done": None, "next_steps": "Sign", "obstacles": None})
    assert made.reports() == [
        Report(1, {"done": "Met twice"}, {"done": "Met"}, 11, 1),
        Report(2, {"next_steps": "Sign"}, {"next_steps": None}, 0, 1),
    ]


def test_what_is_typed_back_to_what_it_was_is_nothing() -> None:
    made = reports(line(1, "Met"))
    made.take(1, {"done": "Other"})
    made.take(1, {"done": "Met"})
    assert (made.many, made.held()) == (0, {})


def test_a_line_read_again_does_not_change_what_was_typed_over_the_former() -> None:
    made = reports(line(1, "Met"))
    made.take(1, {"done": "Mine"})
    made.show([line(1, "Theirs", version=2)])
    (report,) = made.reports()
    assert (report.was, report.version) == ({"done": "Met"}, 1)
    made.renew()
    (report,) = made.reports()
    assert (report.told, report.was, report.version) == ({"done": "Mine"}, {"done": "Theirs"}, 2)


def test_a_draft_survives_being_kept_as_text() -> None:
    first = reports(line(1, "Met"), line(2))
    first.take(1, {"done": "Mine"})
    kept = json.loads(json.dumps(first.held()))
    again = Reports()
    again.put_back(cast("dict[str, object]", kept))
    again.show([line(1, "Met"), line(2)])
    assert (again.many, again.over(line(1))) == (1, {"done": "Mine"})
    (report,) = again.reports()
    assert report.was == {"done": "Met"}


def test_what_was_typed_for_a_project_that_is_not_on_the_sheet_now_is_written_too() -> None:
    made = reports(line(1), line(2))
    made.take(2, {"done": "Met"})
    made.show([line(1)])
    assert [one.project_id for one in made.reports()] == [2]


def test_a_broken_draft_is_nothing() -> None:
    made = reports(line(1))
    made.put_back({"x": {}, "1": "broken", "2": {"typed": ["?"]}})
    assert made.many == 0


def test_what_is_left_out_is_not_written_and_the_rest_is() -> None:
    made = reports(line(1), line(2))
    made.take(1, {"done": "Lost"})
    made.take(2, {"done": "Kept"})
    assert made.projects == (1, 2)
    made.leave([1, 7])
    assert [one.project_id for one in made.reports()] == [2]
