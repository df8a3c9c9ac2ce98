# SPDX-License-Identifier: Apache-2.0
"""A kind of value is whole: it has an editor, a painter and a parser, and all give it back."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from crm.domain.all_records import RECORDS
from crm.kinds.links import Reference
from crm.kinds.registry import KINDS
from crm.words import LANGUAGES, set_language
from tests.crm.kinds.values import CASES, Case
from ui.desk.desk import Desk
from ui.forms.editors import EDITORS, editor_of
from ui.tables.painters import PAINTERS, painter_of, text_of

EACH = [pytest.param(case, id=kind.__name__) for kind, case in CASES.items()]
each_case = pytest.mark.parametrize("case", EACH)
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(qtbot: QtBot) -> Generator[Desk]:
    """A desk without a store."""
    del qtbot
    made = Desk(immediate=True)
    yield made
    made.close()


def test_every_kind_has_an_editor_a_painter_and_a_case() -> None:
    kinds = set(KINDS)
    assert kinds == EDITORS.keys()
    assert kinds == PAINTERS.keys()
    assert kinds == CASES.keys()


def test_every_field_is_of_a_kind_that_is_registered() -> None:
    used = {type(field.kind) for kind in RECORDS.values() for field in kind.fields().values()}
    assert used <= set(KINDS)


@pytest.mark.parametrize("spoken", LANGUAGES)
@each_case
@FEW
@given(data=st.data())
def test_an_editor_gives_back_every_value(
    desk: Desk, spoken: str, case: Case, data: st.DataObject
) -> None:
    value = data.draw(case.values)
    set_language(spoken)
    editor = editor_of(desk, case.kind)
    editor.set_value(value, "Called so" if isinstance(case.kind, Reference) else "")
    assert editor.value() == value
    if editor.typed():
        editor.put_typed(editor.typed())
        assert editor.value() == value
    editor.deleteLater()


@pytest.mark.parametrize("spoken", LANGUAGES)
@each_case
@FEW
@given(data=st.data())
def test_a_painter_shows_every_value_in_one_line(
    spoken: str, case: Case, data: st.DataObject
) -> None:
    set_language(spoken)
    text = text_of(case.kind, data.draw(case.values))
    assert text
    assert "\n" not in text
    assert painter_of(case.kind).right == (case.kind.align == "right")
