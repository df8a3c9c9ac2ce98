# SPDX-License-Identifier: Apache-2.0
"""The guide desk on a small county: preview, settings, findings, decisions, the file, issuing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from crm.documents.engine import versions
from crm.domain.cost import CostPrice
from crm.domain.edition import GuideEdition
from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.domain.rules.plan import read_plan
from crm.errors import StorageTrouble
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import fill
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.pages import guide_making as making
from ui.pages.guide import GuidePage
from ui.pages.guide_settings import SHEETS
from ui.theme import sizes
from ui.widgets.confirm import ConfirmDialog

TODAY = date(2026, 6, 30)
KEYS = Qt.Key


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    """A desk that works behind the window, as the real one does."""
    del qtbot
    made = Desk(geometry=Geometry(tmp_path / "window.json"))
    made.open(store)
    yield made
    made.close()


@pytest.fixture
def editions(store: Register) -> dict[str, int]:
    return fill(store)


@pytest.fixture
def page(desk: Desk, editions: dict[str, int], qtbot: QtBot) -> GuidePage:
    """The desk of the English edition, with its pages."""
    assert editions
    return opened(desk, qtbot)


def opened(desk: Desk, qtbot: QtBot) -> GuidePage:
    made = GuidePage(desk, clock=lambda: TODAY)
    qtbot.addWidget(made)
    desk.commands.ask_page(made.handlers)
    desk.relay.changed.connect(made.refresh)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open_with(None)
    qtbot.waitUntil(lambda: not desk.jobs.busy(), timeout=15_000)
    return made


def again(page: GuidePage, qtbot: QtBot, act: Callable[[], object]) -> None:
    """Do something, and wait until other pages are shown."""
    before = page.shown
    act()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown is not before, timeout=15_000)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)


def change(store: Register, record: type[Project | Policy | CostPrice], **values: object) -> int:
    with store.writing("A colleague") as unit:
        found = unit.find(record)[0]
        unit.change(found, values)
        return found.id


def stored(store: Register, page: GuidePage) -> GuideEdition:
    """The edition as it is in the store."""
    with store.reading() as session:
        found = session.get(GuideEdition, page.edition_id)
    assert found is not None
    return found


def finds(page: GuidePage, text: str) -> int:
    """On how many places of the pages a text stands."""
    paper = page.pages.view.paper
    assert paper is not None
    return sum(len(paper.find(text, number)) for number in range(len(paper)))


def told(desk: Desk) -> list[Notice]:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    return heard


def troubles_of(desk: Desk) -> list[object]:
    heard: list[object] = []

    def hear(error: object, _job: object) -> None:
        heard.append(error)

    desk.jobs.troubled.connect(hear)
    return heard


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
    page.settings.rows["subtitle"].mark_changed()
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


# settings ---------------------------------------------------------------------------------------


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
        again(page, qtbot, page.findings.decide.click)
        assert next(i for i in page.findings.items if i.key == first.key).state == state
        assert page.chapters.counts["policies"].text() == shown
    assert read_plan(stored(store, page).chapters).let_in == frozenset()


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
    dialog = page.window().findChild(ConfirmDialog)
    assert dialog is not None
    again(page, qtbot, lambda: press_answer(dialog))
    assert page.shown is not None
    assert page.shown.issued
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


def press_answer(dialog: ConfirmDialog) -> None:
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


def test_a_guide_is_exported_for_the_archive_when_the_dialog_says_so(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert making.VERSIONS == versions.VERSIONS
    dialog = making.ask_file(page.desk, page.edition_id, "Guide", TODAY, page)
    dialog.selectNameFilter("For the archive (PDF/A-2b) (*.pdf)")
    dialog.fileSelected.emit(str(tmp_path / "archive.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    with pikepdf.open(tmp_path / "archive.pdf") as pdf:
        assert pdfa.check(pdf, "2b").passed
