# SPDX-License-Identifier: Apache-2.0
"""The guide desk on a small county: preview, settings, findings, decisions, the file, issuing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.actions import editions
from crm.actions.attaching import attach
from crm.domain.cost import CostPrice
from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.domain.rules.plan import Decision, read_plan
from crm.errors import StorageTrouble
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import photo
from tests.ui.keys import press, type_in
from tests.ui.pages.guidedesk import (
    KEYS,
    TODAY,
    again,
    change,
    finds,
    opened,
    stored,
    told,
    troubles_of,
)
from ui.desk.desk import Desk
from ui.pages import guide_making as making
from ui.pages.guide import GuidePage
from ui.theme import sizes
from ui.widgets.askline import AskLine
from ui.widgets.askversion import AskVersion
from ui.widgets.confirm import ConfirmDialog


@pytest.fixture
def desk(guide_desk: Desk) -> Desk:
    return guide_desk


@pytest.fixture
def page(guide_page: GuidePage) -> GuidePage:
    """The desk of the English edition, with its pages."""
    return guide_page


# the preview ------------------------------------------------------------------------------------


def test_the_edition_of_the_screens_language_is_shown(page: GuidePage) -> None:
    assert page.spoken.current == "en"
    assert page.settings.editors["title"].value() == "Investment Guide to Shili"
    assert finds(page, "Green Tea Plant") >= 2
    assert page.chapters.counts["projects"].text() == "3"
    assert page.chapters.boxes["appendix"].isChecked()


def test_a_change_of_the_data_is_seen_and_the_reader_stays(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    page.pages.view.go(9, 120)
    before = page.pages.view.spot
    again(page, qtbot, lambda: change(store, Project, name_en="Oolong Plant"))
    assert finds(page, "Oolong Plant") >= 2
    assert page.pages.view.spot == before


def test_a_page_that_moved_is_still_the_one_that_is_read(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    shown = page.shown
    assert shown is not None
    key = next(key for key in shown.pages if key[0] == "project")
    page.pages.view.go(shown.pages[key])
    many = "A long story of tea. " * 900
    again(page, qtbot, lambda: change(store, Policy, summary_en=many[:2000], full_text=many))
    again(page, qtbot, lambda: page.writing.include(page.edition_id, "basics", on=False))
    assert page.shown is not None
    assert page.shown.pages[key] != shown.pages[key]
    assert page.pages.view.page == page.shown.pages[key]


def test_what_is_typed_is_seen_before_it_is_saved(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    line = page.settings.editors["subtitle"].target
    line.setFocus()
    again(page, qtbot, lambda: type_in(line, "Between two rivers"))
    assert finds(page, "Between two rivers") == 1
    assert not page.leave()
    assert stored(store, page).subtitle is None


def test_typing_on_makes_the_pages_once(page: GuidePage, qtbot: QtBot) -> None:
    made: list[object] = []
    page.pages.view.turned.connect(made.append)
    line = page.settings.editors["subtitle"].target
    again(page, qtbot, lambda: type_in(line, "One two three"))
    shown = page.shown
    qtbot.wait(2 * sizes.PAUSE_PRINTING)
    assert page.shown is shown


def test_only_the_newest_of_two_makings_is_shown(page: GuidePage, qtbot: QtBot) -> None:
    seen: list[object] = []
    page.pages.turned.connect(seen.append)
    before = page.shown
    page.follow()
    page.settings.editors["subtitle"].set_value("Newest")
    page.settings.editors["subtitle"].changed.emit()
    page.follow()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    assert page.shown is not before
    assert finds(page, "Newest") == 1


def test_the_other_language_is_one_press_away(page: GuidePage, qtbot: QtBot) -> None:
    again(page, qtbot, lambda: page.spoken.chosen.emit("zh"))
    assert page.settings.editors["title"].value() == "示例县投资指南"
    assert finds(page, "富硒绿茶加工项目") >= 2
    assert page.spoken.current == "zh"


def test_an_empty_store_offers_the_first_edition(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    assert page.edition_id == 0
    assert "guide.export" not in page.handlers()
    again(page, qtbot, page.new)
    assert page.edition_id > 0
    assert page.settings.editors["title"].value() == "Investment Guide 2026"


# chapters and findings --------------------------------------------------------------------------


def test_a_chapter_is_left_out_and_comes_back_by_undo(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    again(page, qtbot, page.chapters.boxes["projects"].click)
    assert finds(page, "Green Tea Plant") == 0
    again(page, qtbot, lambda: undo_last(store))
    assert finds(page, "Green Tea Plant") >= 2
    assert page.chapters.boxes["projects"].isChecked()


def test_the_name_of_a_chapter_opens_its_first_page(page: GuidePage) -> None:
    page.chapters.names["costs"].click()
    assert page.shown is not None
    assert page.pages.view.page == page.shown.pages["chapter", 2]
    page.chapters.names["front"].click()
    assert page.pages.view.page == 0


def test_a_finding_leads_to_its_record(page: GuidePage) -> None:
    asked: list[tuple[str, object]] = []

    def ask(name: str, argument: object) -> None:
        asked.append((name, argument))

    page.desk.asked.connect(ask)
    items = page.findings.items
    assert {item.key[0] for item in items} >= {"overview_item", "project"}
    place = next(at for at, item in enumerate(items) if item.key[0] == "project")
    page.parts.choose("findings")
    page.parts.chosen.emit("findings")
    page.findings.choose(place)
    press(page.findings.list, KEYS.Key_Return)
    page.findings.open.click()
    assert asked == [items[place].key] * 2
    page.findings.page.click()
    assert page.shown is not None
    assert page.pages.view.page == page.shown.pages[items[place].key]


def test_a_finding_of_a_part_leads_to_what_it_hangs_on(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    again(page, qtbot, lambda: change(store, CostPrice, source_en=None))
    items = [item for item in page.findings.items if item.key[0] == "cost_price"]
    assert [item.on[0] for item in items] == ["cost_item"]


def test_it_is_decided_otherwise_and_left_to_the_rules_again(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    def unreviewed() -> int:
        return change(store, Policy, review="unreviewed")

    again(page, qtbot, unreviewed)
    first = page.findings.items[0]
    assert (first.key[0], first.state) == ("policy", "out")
    assert page.chapters.counts["policies"].text() == "1/2"
    for state, shown in (("in", "2"), ("out", "1/2")):
        place = [item.key for item in page.findings.items].index(first.key)
        page.findings.choose(place)
        again(page, qtbot, page.findings.decide.click if state == "out" else lambda: why(page))
        assert next(i for i in page.findings.items if i.key == first.key).state == state
        assert page.chapters.counts["policies"].text() == shown
    assert read_plan(stored(store, page).chapters).let_in == frozenset()


def why(page: GuidePage) -> None:
    """Print the chosen one all the same, for a reason."""
    page.findings.decide.click()
    dialog = page.window().findChild(AskLine)
    assert dialog is not None
    type_in(dialog.line, "For the fair")
    press(dialog.line, KEYS.Key_Return)


def test_the_list_says_how_many_there_are_and_what_is_not_printed(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    many = len(page.findings.items)
    assert page.findings.count.text() == f"{many} records to look at"
    again(page, qtbot, lambda: change(store, Policy, may_be_published=False))
    assert page.findings.count.text().endswith("1 is not printed")


# the file ---------------------------------------------------------------------------------------


def test_the_guide_is_exported_with_a_notice_that_opens_the_folder(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    heard, target = told(page.desk), tmp_path / "out" / "guide.pdf"
    page.desk.commands.run("guide.export")
    asked = page.window().findChild(AskVersion)
    assert asked is not None
    press(asked, KEYS.Key_Return)
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Investment Guide to Shili.pdf")
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(lambda: bool(heard), timeout=15_000)
    assert heard[-1].action == "Open the folder"
    assert page.shown is not None
    assert len(reading.texts(target)) == len(page.shown.paper)
    assert [file.name for file in target.parent.iterdir()] == ["guide.pdf"]


def test_stopping_leaves_the_older_file_as_it_was(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    heard, target = told(page.desk), tmp_path / "guide.pdf"
    target.write_bytes(b"older")
    making.print_to(page.desk, page.edition_id, target, TODAY)
    (job,) = page.desk.jobs.shown()
    job.cancel()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    assert target.read_bytes() == b"older"
    assert [file.name for file in tmp_path.glob("*guide*")] == ["guide.pdf"]
    assert heard == []


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_bytes(b"a file")
    troubles = troubles_of(page.desk)
    making.print_to(page.desk, page.edition_id, tmp_path / "no folder" / "guide.pdf", TODAY)
    qtbot.waitUntil(lambda: len(troubles) == 1, timeout=15_000)
    assert isinstance(troubles[0], StorageTrouble)
    assert "guide.pdf" in troubles[0].sentence
    assert troubles[0].next_step


def test_an_issued_edition_is_frozen_and_tells_what_differs(
    page: GuidePage, store: Register, qtbot: QtBot, tmp_path: Path
) -> None:
    page.issue()
    dialog = page.window().findChild(AskLine)
    assert dialog is not None
    assert "Overview item: " in dialog.detail.text()
    press_answer(dialog)
    assert dialog.row.message == "Please fill it in."
    dialog.line.setText("The fair is on Friday")
    again(page, qtbot, lambda: press_answer(dialog))
    assert page.shown is not None
    assert page.shown.issued
    assert "王丽" in page.findings.accepted.text()
    assert "The fair is on Friday" in page.findings.accepted.text()
    assert "外贸进出口总额: The figure is unknown" in page.findings.accepted.toolTip()
    assert "guide.issue" not in page.handlers()
    assert not page.chapters.boxes["costs"].isEnabled()
    assert page.findings.items == []
    again(page, qtbot, lambda: change(store, Project, name_en="Oolong Plant"))
    assert finds(page, "Oolong Plant") == 0
    assert [item.on[0] for item in page.findings.items] == ["project"]
    target = tmp_path / "issued.pdf"
    making.print_to(page.desk, page.edition_id, target, TODAY)
    qtbot.waitUntil(target.exists, timeout=15_000)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy())
    assert "Oolong" not in "".join(reading.texts(target))


def test_an_edition_of_which_nothing_is_to_be_said_is_issued_after_one_question(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    def add_cover() -> None:
        with store.writing("A colleague") as unit:
            attach(unit, "guide_edition", page.edition_id, "a.jpg", photo(), slot="cover",
                   largest=1_000_000)  # fmt: skip

    again(page, qtbot, add_cover)
    assert page.shown is not None
    keys = {one.on for one in page.shown.undecided}
    again(page, qtbot, lambda: page.deciding.decide([*keys], printed=False))
    assert page.shown.undecided == ()
    page.issue()
    dialog = page.window().findChild(ConfirmDialog)
    assert dialog is not None
    again(page, qtbot, lambda: press_answer(dialog))
    assert stored(store, page).state == "issued"
    assert page.findings.accepted.isHidden()


def test_who_decides_is_asked_before_a_decision(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    del qtbot
    store.author, heard = "", told(page.desk)
    page.issue()
    page.deciding.decide([page.findings.items[0].key], printed=True)
    assert page.window().findChild(AskLine) is None
    assert {one.text for one in heard} == {"A decision needs a name: say whose desk this is first."}
    assert {one.action for one in heard} == {"Whose desk this is …"}


def test_exporting_a_draft_says_how_many_records_are_still_to_be_looked_at(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    heard = told(page.desk)
    assert page.shown is not None
    n = len({(one.record, one.id) for one in page.shown.undecided})
    making.print_to(page.desk, page.edition_id, tmp_path / "draft.pdf", TODAY)
    qtbot.waitUntil(lambda: bool(heard), timeout=15_000)
    assert f"said of {n} record" in heard[-1].text


def press_answer(dialog: ConfirmDialog | AskLine) -> None:
    """Press the button that does what is asked."""
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Issue").click()


def test_the_pages_are_moved_and_sized_by_commands(page: GuidePage, qtbot: QtBot) -> None:
    view = page.pages.view
    fitted = view.zoom
    page.desk.commands.run("guide.zoom_in")
    assert view.zoom > fitted
    page.desk.commands.run("guide.fit")
    assert view.zoom == pytest.approx(fitted)
    page.desk.commands.run("guide.outline")
    assert page.pages.outline.isVisible()
    page.desk.commands.run("list.find")
    qtbot.waitUntil(page.pages.search.hasFocus)


def test_an_issued_edition_tells_what_is_in_it(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    with store.reading() as session:
        (first, *_others) = session.scalars(select(Project.id).order_by(Project.id))
    again(page, qtbot, lambda: page.deciding.decide([("project", first)], printed=False))
    before = {code: count.text() for code, count in page.chapters.counts.items()}
    assert before["projects"] == "2/3"
    page.issue()
    dialog = page.window().findChild(AskLine)
    assert dialog is not None
    dialog.line.setText("The fair is on Friday")
    again(page, qtbot, lambda: press_answer(dialog))
    assert {code: count.text() for code, count in page.chapters.counts.items()} == before


def test_what_is_said_of_the_edition_is_mended_here_and_not_left_out(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    with store.writing("A colleague") as unit:
        attach(
            unit, "guide_edition", page.edition_id, "x.jpg", b"no picture", slot="chapter-costs",
            largest=100,
        )  # fmt: skip
    again(page, qtbot, page.follow)
    items = page.findings.items
    at = next(n for n, item in enumerate(items) if item.key[0] == "guide_edition")
    assert any("Investment costs: The picture is broken" in one for one in items[at].sentences)
    page.findings.choose(at)
    assert page.findings.decide.isHidden()
    assert page.findings.page.isHidden()
    page.findings.open.click()
    assert page.parts.current == "pictures"
    assert page.pictures.isVisible()
    with pytest.raises(ValueError, match=str(page.edition_id)), store.writing("Out") as unit:
        editions.decide(
            unit, page.edition_id,
            {("guide_edition", page.edition_id): Decision(printed=False, who="王丽", on=TODAY)},
        )  # fmt: skip
