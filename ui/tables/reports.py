# SPDX-License-Identifier: Apache-2.0
"""What is typed on the sheet of progress and not yet saved, and what it was typed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from crm.domain.course import ProgressEntry
from crm.queries.progress import TOLD, Line
from ui.widgets.conflict import Difference

if TYPE_CHECKING:
    from crm.actions.progress import Report

Texts = dict[str, str | None]


class Reports:
    """By project: the texts that differ from the line that stood there when they were typed.

    A line that is read again replaces it only where nothing is typed: so saving notices what a
    colleague wrote meanwhile.
    """

    def __init__(self) -> None:
        self.lines: tuple[Line, ...] = ()
        self._typed: dict[int, Texts] = {}
        self._base: dict[int, Line] = {}

    @property
    def many(self) -> int:
        """Of how many projects something is typed."""
        return len(self._typed)

    def show(self, lines: Sequence[Line]) -> None:
        """Other lines are on the sheet."""
        self.lines = tuple(lines)
        for one in lines:
            if one.project_id not in self._typed:
                self._base[one.project_id] = one

    def renew(self) -> None:
        """What is typed stands over what is saved now: somebody has seen it."""
        for one in self.lines:
            self._base[one.project_id] = one
            if one.project_id in self._typed:
                self.take(one.project_id, {**one.told, **self._typed[one.project_id]})

    def take(self, project_id: int, values: Mapping[str, object]) -> None:
        """The texts of a line as they stand now."""
        told = self._base[project_id].told
        texts = {name: _text(values.get(name)) for name in TOLD}
        differing = {n: text for n, text in texts.items() if text != _text(told.get(n))}
        if differing:
            self._typed[project_id] = differing
        else:
            self._typed.pop(project_id, None)

    def over(self, line: Line) -> Texts:
        """The texts that are typed over a line."""
        return dict(self._typed.get(line.project_id, {}))

    def clashes(self) -> list[Difference]:
        """Where somebody else wrote something else than what is typed over, by `project:field`."""
        fields, found = ProgressEntry.fields(), list[Difference]()
        for line in self.lines:
            was = self._base[line.project_id].told
            for name, text in self.over(line).items():
                original, theirs = _text(was.get(name)), _text(line.told.get(name))
                if theirs not in (original, text):
                    label = f"{line.name} · {fields[name].title}"
                    texts = (original or "", text or "", theirs or "")
                    found.append(Difference(f"{line.project_id}:{name}", label, *texts))
        return found

    def choose(self, choices: Mapping[str, str]) -> None:
        """All was seen: theirs stands where it was chosen, mine over what is saved elsewhere."""
        for name, whose in choices.items():
            project, _colon, field = name.partition(":")
            if whose == "theirs":
                self._typed.get(int(project), {}).pop(field, None)
        self.renew()

    @property
    def projects(self) -> tuple[int, ...]:
        """The projects of which something is typed."""
        return tuple(self._typed)

    def leave(self, projects: Iterable[int]) -> None:
        """What is typed of these projects is thrown away; the rest stays."""
        for one in projects:
            self._typed.pop(one, None)

    def clear(self) -> None:
        """Nothing is typed any more."""
        self._typed.clear()
        self._base = {one.project_id: one for one in self.lines}

    def held(self) -> dict[str, object]:
        """What is typed, as JSON knows it: for a draft."""
        return {
            str(project): {"typed": dict(texts), "was": self._was(project)}
            for project, texts in self._typed.items()
        }

    def put_back(self, held: Mapping[str, object]) -> None:
        """Type again what a draft holds."""
        for project, kept in held.items():
            if project.isdigit() and isinstance(kept, dict):
                parts = cast("dict[str, object]", kept)
                self._put_back(int(project), _texts(parts.get("typed")), _texts(parts.get("was")))

    def reports(self) -> list[Report]:
        """What is to be written."""
        from crm.actions.progress import Report  # noqa: PLC0415 - only when something is written

        return [
            Report(
                project, dict(texts), self._was(project),
                self._base[project].entry_id, self._base[project].version,
            )
            for project, texts in self._typed.items()
        ]  # fmt: skip

    def _was(self, project: int) -> dict[str, object]:
        told = self._base[project].told
        return {name: told.get(name) for name in self._typed[project]}

    def _put_back(self, project: int, typed: Texts, was: Texts) -> None:
        base = self._base.get(project, Line(project, "", ""))
        seen = {**base.told, **{name: was.get(name) for name in typed}}
        unchanged = all(_text(base.told.get(name)) == _text(seen[name]) for name in typed)
        version = base.version if unchanged else 0
        self._base[project] = Line(
            project, base.name, base.stage, base.is_silent, base.entry_id, version, seen
        )
        if typed:
            self._typed[project] = typed


def _texts(kept: object) -> Texts:
    if not isinstance(kept, dict):
        return {}
    found = cast("dict[str, object]", kept).items()
    return {name: _text(text) for name, text in found if name in TOLD}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
