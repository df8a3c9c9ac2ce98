# SPDX-License-Identifier: Apache-2.0
"""The files beside a record: added, dropped, looked at, saved, deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm.actions import records
from crm.domain.attachment import Attachment
from crm.domain.edition import GuideEdition
from crm.domain.project import Project
from crm.domain.rules.cropping import dump_window, fitting, read_window
from crm.domain.rules.pictures import SHAPES
from crm.queries.files import files
from crm.queries.photos import pictures_of, placed
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_project, saved
from tests.ui.keys import click, press
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.record.cropping import CropDialog
from ui.record.filelist import FileList, may_be_opened, size_text


@pytest.fixture
def project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        return a_project(unit)


@pytest.fixture
def panel(desk: Desk, project: Project, qtbot: QtBot) -> FileList:
    made = FileList(desk, "project")
    qtbot.addWidget(made)
    desk.relay.changed.connect(made.read_again)
    made.resize(700, 400)
    made.show_record(project.id)
    made.show()
    qtbot.waitExposed(made)
    return made


def a_picture(folder: Path) -> Path:
    path = folder / "site.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path))
    return path


def test_a_picture_that_is_added_is_listed_and_shown(panel: FileList, tmp_path: Path) -> None:
    panel.add([str(a_picture(tmp_path))])
    assert [one.name for one in panel.files] == ["site.png"]
    assert panel.preview.isVisible()
    assert panel.preview.pixmap().width() == 40


def test_files_can_be_dropped(panel: FileList, tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("Minutes", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), *how, plain)
    QApplication.sendEvent(panel, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(panel, QDropEvent(QPointF(5, 5), *how, plain))
    assert [one.name for one in panel.files] == ["minutes.txt"]
    assert not panel.preview.isVisible()


def test_a_file_goes_out_as_it_came_in(panel: FileList, tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_bytes(b"Minutes of June")
    panel.add([str(path)])
    file = panel.file
    assert file is not None
    panel.save_to(file, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == b"Minutes of June"


def test_a_file_that_cannot_be_taken_leaves_all_as_it_was(
    panel: FileList, desk: Desk, tmp_path: Path
) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("x", encoding="utf-8")
    empty.touch()
    told: list[str] = []

    def hear(error: object, _job: object) -> None:
        told.append(str(error))

    desk.jobs.troubled.connect(hear)
    panel.add([str(good), str(empty)])
    assert panel.files == ()
    assert told == ["“empty.txt” is empty. Nothing was attached."]


def test_a_file_is_deleted_by_a_key(panel: FileList, tmp_path: Path) -> None:
    panel.add([str(a_picture(tmp_path))])
    press(panel.list, Qt.Key.Key_Delete)
    assert panel.files == ()
    assert not panel.save_button.isEnabled()


def test_the_button_asks_for_files(panel: FileList) -> None:
    dialog = panel.choose()
    assert dialog.isVisible()
    dialog.close()
    click(panel.delete_button)
    assert panel.files == ()


@pytest.mark.parametrize(
    ("name", "safe"),
    [("plan.PDF", True), ("photo.jpg", True), ("setup.exe", False), ("macro.xlsm", False),
     ("page.html", False), ("noname", False)],
)  # fmt: skip
def test_only_files_that_cannot_run_are_opened(name: str, *, safe: bool) -> None:
    assert may_be_opened(name) is safe


def test_sizes_are_said_as_people_read_them() -> None:
    assert [size_text(one) for one in (10, 2048, 3 * 1024 * 1024)] == ["1 KB", "2 KB", "3.0 MB"]


def test_a_pdf_shows_its_first_page_and_what_is_none_shows_nothing(
    panel: FileList, tmp_path: Path
) -> None:
    paper, broken = tmp_path / "paper.pdf", tmp_path / "broken.pdf"
    writer = QPdfWriter(str(paper))
    painter = QPainter(writer)
    painter.fillRect(0, 0, writer.width(), writer.height(), Qt.GlobalColor.darkGreen)
    painter.end()
    broken.write_bytes(b"no PDF")
    panel.add([str(paper)])
    picture = panel.preview.pixmap().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).green() > 100
    panel.add([str(broken)])
    assert panel.file is not None
    panel.select(next(one.id for one in panel.files if one.name == "broken.pdf"))
    assert panel.preview.pixmap().isNull()


def test_a_file_is_made_evidence_for_a_milestone_and_says_so(
    panel: FileList, tmp_path: Path
) -> None:
    path = tmp_path / "permit.txt"
    path.write_text("Permit", encoding="utf-8")
    panel.add([str(path)])
    menu = panel.open_slots()
    (action,) = [one for one in menu.actions() if one.text() == "Construction started"]
    action.trigger()
    menu.close()
    assert panel.file is not None
    assert panel.file.slot == "started"
    assert "Construction started" in panel.list.item(0).text()
    again = panel.open_slots()
    assert [one.text() for one in again.actions() if one.isChecked()] == ["Construction started"]
    again.actions()[-1].trigger()
    again.close()
    assert panel.file.slot == ""


def test_a_file_of_the_record_before_cannot_be_deleted_from_the_next(
    store: Register, project: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(geometry=Geometry(tmp_path / "window.json"))
    desk.open(store)
    made = FileList(desk, "project")
    qtbot.addWidget(made)
    made.show_record(project.id)
    made.add([str(a_picture(tmp_path))])
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    made.read_again()
    qtbot.waitUntil(lambda: len(made.files) == 1)
    made.show_record(project.id + 1)
    assert made.files == ()
    assert not made.delete_button.isEnabled()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    desk.close()


def test_the_part_of_a_picture_that_is_framed_is_kept_beside_it_and_can_be_taken_back(
    panel: FileList, project: Project, store: Register, tmp_path: Path
) -> None:
    panel.add([str(a_picture(tmp_path))], slot="picture")
    panel.crop_button.click()
    dialog = next(one for one in panel.window().findChildren(CropDialog) if one.isVisible())
    assert dialog.view.window_part == fitting(40 / 30, SHAPES["picture"])
    press(dialog.view, Qt.Key.Key_Minus)
    part = dialog.view.window_part
    press(dialog, Qt.Key.Key_Return)
    assert panel.file is not None
    assert read_window(panel.file.crop) == part
    with store.reading() as session:
        found = pictures_of(session, Project, [project.id])
    (kept,) = found[project.id]
    assert kept.crop == dump_window(part)
    undo_last(store)
    panel.read_again()
    assert not panel.file.crop


def test_a_folder_that_is_dropped_is_said_and_what_is_gone_is_no_bug(
    panel: FileList, desk: Desk, tmp_path: Path
) -> None:
    good, folder = tmp_path / "good.txt", tmp_path / "Papers"
    good.write_text("x", encoding="utf-8")
    folder.mkdir()
    told: list[str] = []

    def hear(error: object, _job: object) -> None:
        told.append(str(error))

    desk.jobs.troubled.connect(hear)
    panel.add([str(folder)])
    panel.add([str(good), str(folder)])
    panel.add([str(tmp_path / "gone.txt")])
    assert panel.files == ()
    assert told == [
        "“Papers” is a folder. Open it and choose the files in it.",
        "“Papers” is a folder. Open it and choose the files in it.",
        "“gone.txt” cannot be read. Close it elsewhere, or copy it to this computer first.",
    ]


@pytest.fixture
def pictures(desk: Desk, store: Register, qtbot: QtBot) -> FileList:
    edition = saved(store, GuideEdition(title="Guide", language="zh", year=2026))
    made = FileList(desk, "guide_edition")
    qtbot.addWidget(made)
    desk.relay.changed.connect(made.read_again)
    made.show_record(edition)
    made.show()
    return made


def test_a_picture_of_an_edition_is_given_a_place_in_print(
    pictures: FileList, tmp_path: Path
) -> None:
    made, first = pictures, a_picture(tmp_path)
    second = first.with_name("terraces.png")
    shutil.copy(first, second)
    made.add([str(first), str(second)])
    assert {one.name: one.slot for one in made.files} == {"site.png": "cover", "terraces.png": ""}
    at = [one.name for one in made.files].index("terraces.png")
    assert "Not printed" in made.list.item(at).text()
    made.list.setCurrentRow(at)
    menu = made.open_slots()
    assert [one.text() for one in menu.actions()] == [
        "Cover", "Basic facts", "Preferential policies", "Investment costs",
        "Investment procedures", "Projects", "Appendices", "Not printed",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    assert {one.name: one.slot for one in made.files} == {"site.png": "", "terraces.png": "cover"}
    made.crop_button.click()
    dialog = next(one for one in made.window().findChildren(CropDialog) if one.isVisible())
    assert dialog.view.window_part == fitting(40 / 30, SHAPES["cover"])
    dialog.reject()


def slots_of(register: Register, edition: int) -> dict[str, str]:
    with register.reading() as session:
        return {one.name: one.slot for one in files(session, "guide_edition", edition)}


def test_the_first_picture_is_the_cover_whatever_was_added_before(
    pictures: FileList, store: Register, tmp_path: Path
) -> None:
    paper, first = tmp_path / "plan.pdf", a_picture(tmp_path)
    paper.write_bytes(b"%PDF-1.7")
    second = Path(shutil.copy(first, tmp_path / "terraces.png"))
    pictures.files = ()
    pictures.add([str(paper)])
    pictures.add([str(first)])
    pictures.add([str(second)])
    wanted = {"plan.pdf": "", "site.png": "cover", "terraces.png": ""}
    assert slots_of(store, 1) == wanted
    assert next(iter(pictures.files)).name == "site.png", "in the order of print"


def test_of_two_covers_of_former_times_the_newest_is_told_as_the_printed_one(
    pictures: FileList, store: Register, tmp_path: Path
) -> None:
    first = a_picture(tmp_path)
    pictures.add([str(first), str(shutil.copy(first, tmp_path / "terraces.png"))])
    with store.writing("Both") as unit:
        for one in unit.find(Attachment):
            unit.change(one, {"slot": "cover"})
    pictures.read_again()
    told = {pictures.list.item(at).text().partition("\n")[0]: at for at in range(2)}
    assert "Cover" in pictures.list.item(told["terraces.png"]).text()
    assert "Not printed" in pictures.list.item(told["site.png"]).text()
    with store.reading() as session:
        (printed,) = placed(session, 1, SHAPES).values()
    assert printed.read() == (tmp_path / "terraces.png").read_bytes()
    pictures.list.setCurrentRow(told["terraces.png"])
    menu = pictures.open_slots()
    menu.actions()[-1].trigger()
    menu.close()
    assert slots_of(store, 1) == {"site.png": "", "terraces.png": ""}


def test_the_menu_of_places_is_for_the_file_for_which_it_was_opened(
    pictures: FileList, store: Register, tmp_path: Path
) -> None:
    first = a_picture(tmp_path)
    pictures.add([str(first), str(shutil.copy(first, tmp_path / "terraces.png"))])
    pictures.list.setCurrentRow([one.name for one in pictures.files].index("terraces.png"))
    menu, gone = pictures.open_slots(), pictures.file
    assert gone is not None
    with store.writing("A colleague") as unit:
        records.delete(unit, "attachment", [gone.id])
    pictures.read_again()
    menu.actions()[3].trigger()
    menu.close()
    assert slots_of(store, 1) == {"site.png": "cover"}


def test_a_picture_without_a_place_is_framed_for_the_cover(
    pictures: FileList, tmp_path: Path
) -> None:
    first = a_picture(tmp_path)
    pictures.add([str(first), str(shutil.copy(first, tmp_path / "terraces.png"))])
    pictures.list.setCurrentRow([one.name for one in pictures.files].index("terraces.png"))
    pictures.crop_button.click()
    dialog = next(one for one in pictures.window().findChildren(CropDialog) if one.isVisible())
    assert dialog.view.window_part == fitting(40 / 30, SHAPES["cover"])
    dialog.reject()


def test_in_a_narrow_panel_the_picture_stands_below_the_list(
    pictures: FileList, tmp_path: Path
) -> None:
    pictures.add([str(a_picture(tmp_path))])
    for width, beside in ((400, False), (900, True)):
        pictures.resize(width, 600)
        QApplication.processEvents()
        assert (pictures.preview.y() < pictures.list.geometry().bottom()) is beside


def test_what_is_no_picture_is_given_no_place(
    pictures: FileList, desk: Desk, store: Register, tmp_path: Path
) -> None:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    broken = tmp_path / "x.jpg"
    broken.write_text("no picture")
    pictures.add([str(a_picture(tmp_path)), str(broken)])
    pictures.list.setCurrentRow([one.name for one in pictures.files].index("x.jpg"))
    assert pictures.preview.text() == "This picture cannot be shown."
    menu = pictures.open_slots()
    menu.actions()[0].trigger()
    menu.close()
    assert heard[-1].text.startswith("The picture “x.jpg” is broken or is no picture. Open it")
    assert slots_of(store, 1) == {"site.png": "cover", "x.jpg": ""}


def test_only_pictures_are_offered_for_an_edition(pictures: FileList) -> None:
    dialog = pictures.choose()
    (offered,) = dialog.nameFilters()
    dialog.reject()
    assert all(ending in offered for ending in ("*.jpg", "*.png", "*.webp"))
    assert "*)" not in offered.replace("*.", ".")


def test_what_was_added_is_chosen(pictures: FileList, tmp_path: Path) -> None:
    first = a_picture(tmp_path)
    pictures.add([str(first), str(shutil.copy(first, tmp_path / "terraces.png"))])
    assert pictures.file is not None
    assert pictures.file.name == "site.png"
    pictures.add([str(shutil.copy(first, tmp_path / "hills.png"))])
    assert pictures.file.name == "hills.png"
    pictures.list.setCurrentRow(0)
    pictures.read_again()
    assert pictures.file.name == "site.png", "and what is chosen later stays chosen"


def test_what_is_chosen_stays_in_sight_when_the_list_has_less_room(
    pictures: FileList, tmp_path: Path
) -> None:
    first = a_picture(tmp_path)
    pictures.resize(400, 700)
    pictures.add([str(first), *(str(shutil.copy(first, tmp_path / f"{n}.png")) for n in range(5))])
    pictures.list.setCurrentRow(5)
    pictures.resize(400, 380)
    QApplication.processEvents()
    seen = pictures.list.viewport().rect()
    assert seen.contains(pictures.list.visualItemRect(pictures.list.currentItem()).center())
