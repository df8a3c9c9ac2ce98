# SPDX-License-Identifier: Apache-2.0
"""The settings of an edition: typed, seen, saved, and kept apart from those of another."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crm.domain import choices
from crm.domain.edition import GuideEdition
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.ui.keys import type_in
from tests.ui.pages.guidedesk import again, stored, told, troubles_of
from ui.desk.desk import Desk
from ui.forms.leftover import leftovers
from ui.pages.guide import GuidePage
from ui.pages.guide_settings import SHEETS, Settings


@pytest.fixture
def desk(guide_desk: Desk) -> Desk:
    return guide_desk


@pytest.fixture
def page(guide_page: GuidePage) -> GuidePage:
    """The desk of the English edition, with its pages."""
    return guide_page


def test_what_is_typed_is_saved_before_a_new_edition_is_made(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    mine = page.edition_id
    with store.writing("Only English is left") as unit:
        for one in unit.find(GuideEdition):
            if one.language == "zh":
                unit.delete(one)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    line = page.settings.editors["subtitle"].target
    line.setFocus()
    again(page, qtbot, lambda: type_in(line, "Between two rivers"))
    heard = told(page.desk)
    page.spoken.chosen.emit("zh")
    offer = heard[-1]
    assert offer.action == "Make one"
    assert offer.act is not None
    offer.act()
    qtbot.waitUntil(lambda: page.edition_id != mine, timeout=15_000)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    with store.reading() as session:
        typed, made = session.get(GuideEdition, mine), session.get(GuideEdition, page.edition_id)
    assert typed is not None
    assert made is not None
    assert (typed.subtitle, made.subtitle) == ("Between two rivers", None)
    assert page.settings.edition_id == page.edition_id


def test_typing_keeps_its_edition_open_when_a_colleague_makes_another(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    mine = page.edition_id
    line = page.settings.editors["subtitle"].target
    line.setFocus()
    again(page, qtbot, lambda: type_in(line, "Between two rivers"))
    with store.writing("A colleague") as unit:
        other = unit.add(GuideEdition(title="Newer", language="en", year=2027)).id
    page.open_with(other)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    assert page.edition_id == mine
    assert page.settings.editors["subtitle"].value() == "Between two rivers"


def test_settings_are_saved_and_can_be_undone(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    heard = told(page.desk)
    line = page.settings.editors["issuer"].target
    line.setFocus()
    page.settings.editors["issuer"].put_typed("")
    again(page, qtbot, lambda: type_in(line, "County office"))
    gone: list[str] = []
    again(page, qtbot, lambda: page.save_then(lambda: gone.append("on")))
    assert gone == ["on"]
    assert page.leave()
    assert "form.save" not in page.handlers()
    assert heard[-1].action == "Undo"
    again(page, qtbot, lambda: undo_last(store))
    assert page.settings.editors["issuer"].value() == "Shili Investment Service Centre"


def test_what_cannot_be_taken_is_said_beside_its_field(page: GuidePage, qtbot: QtBot) -> None:
    page.parts.choose("findings")
    page.settings.editors["title"].put_typed("")
    page.settings.editors["title"].changed.emit()
    page.save_then(lambda: pytest.fail("it was not saved"))
    assert page.settings.rows["title"].message
    assert page.settings.isVisible()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    page.discard()
    assert page.settings.editors["title"].value() == "Investment Guide to Shili"
    assert page.leave()


def test_a_colleagues_other_value_is_shown_and_mine_can_stay(
    page: GuidePage, store: Register, qtbot: QtBot, desk: Desk
) -> None:
    line = page.settings.editors["hotline"].target
    page.settings.editors["hotline"].put_typed("")
    again(page, qtbot, lambda: type_in(line, "0719-1111111"))
    with store.writing("Theirs") as unit:
        unit.change(unit.get(GuideEdition, page.edition_id), {"hotline": "0719-2222222"})
    troubles = troubles_of(desk)
    page.save()
    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert "0719-2222222" in page.settings.rows["hotline"].message
    qtbot.waitUntil(lambda: not desk.jobs.busy(), timeout=15_000)
    again(page, qtbot, lambda: page.desk.commands.run("form.save"))
    assert stored(store, page).hotline == "0719-1111111"


def test_every_paper_of_the_guide_can_be_chosen() -> None:
    from crm.documents.guide.printing import PAPERS  # noqa: PLC0415 - heavy, only here

    assert set(SHEETS) == set(PAPERS)


def test_every_look_of_the_guide_can_be_chosen() -> None:
    from crm.documents.engine.style import names  # noqa: PLC0415 - heavy, only here

    assert {one.code for one in choices.EDITION_LOOKS} == set(names())


def test_what_a_crash_left_of_the_settings_stands_there_again(
    page: GuidePage, desk: Desk, store: Register, qtbot: QtBot
) -> None:
    mine = page.edition_id
    line = page.settings.editors["subtitle"].target
    line.setFocus()
    again(page, qtbot, lambda: type_in(line, "Half a ti"))
    qtbot.waitUntil(lambda: len(desk.drafts.all()) == 1)
    settings = Settings(desk)
    qtbot.addWidget(settings)
    assert page.shown is not None
    settings.show_edition(mine, page.shown.stored, page.shown.version, fixed=False)
    assert settings.dirty
    assert settings.values() == {"subtitle": "Half a ti"}
    (left,) = leftovers(desk)
    assert left.what == "Guide edition"
    settings.forget()
    page.save()
    qtbot.waitUntil(lambda: not desk.jobs.busy(), timeout=15_000)
    assert stored(store, page).subtitle == "Half a ti"
    assert desk.drafts.all() == []
