# SPDX-License-Identifier: Apache-2.0
"""The files of a record: added by a button or dropped, looked at, saved elsewhere, opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.rules.cropping import Window, dump_window, read_window
from crm.domain.rules.milestones import SLOTS
from crm.domain.rules.pictures import COVER, PICTURE, PLACES, SHAPES
from crm.errors import InvalidInput, StorageTrouble
from crm.kinds.days import Moment
from crm.progress import Progress
from crm.queries import files as queries
from crm.queries.files import File
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.record.cropping import CropDialog
from ui.record.filing import attach, place_picture
from ui.record.picture import PicturePreview, first_page, picture_of
from ui.tables import doing
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import push, words

SAFE = frozenset(
    {".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".txt", ".csv", ".docx", ".xlsx",
     ".pptx", ".odt", ".ods", ".ofd", ".wps"}
)  # fmt: skip
"""What may be opened from here: files that cannot run. All others can be saved."""

KILO = 1024
EDITION = "guide_edition"
NOT_PRINTED = N_("Not printed")
PICTURE_FILES = ("jpg", "jpeg", "png", "webp", "bmp", "gif")
"""How the names of files end that are pictures."""


class FileList(QWidget):
    """The list at the left, a preview of a picture at the right."""

    counted = Signal(int)
    """How many files there are now."""

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._record = desk, record
        self._id = self._wanted = 0
        self._before_adding: frozenset[int] | None = None
        self.files: tuple[File, ...] = ()
        self._opened: QTemporaryDir | None = None
        self.list = _List()
        self.add_button = push(_("Add files …"), sign="paperclip")
        self.open_button = push(_("Open"), "quiet", sign="external-link")
        self.save_button = push(_("Save as …"), "quiet", sign="download")
        self.delete_button = push(_("Delete"), "quiet", sign="trash-2")
        self.slot_button = push(_("Evidence for …"), "quiet", sign="flag")
        self.crop_button = push(_("Part to print …"), "quiet", sign="image")
        hint = _("Drop files here, or add them with the button.")
        if record == EDITION:
            hint = _("Drop pictures here (JPEG, PNG, WebP, BMP, GIF), or add them with the button.")
        self._hint = words(hint, "muted", wrap=True)
        self.preview = PicturePreview()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.setAcceptDrops(True)
        self._build()
        self._wire()
        self._turn()

    @property
    def file(self) -> File | None:
        """The file that is chosen."""
        at = self.list.currentRow()
        return self.files[at] if 0 <= at < len(self.files) else None

    def show_record(self, record_id: int) -> None:
        """Show the files of another record; none of the one before can be deleted meanwhile."""
        if record_id != self._id:
            self.files, self._before_adding = (), None
            self.list.clear()
            self._turn()
        self._id = record_id
        self.read_again()

    def read_again(self) -> None:
        """Files may have been added."""
        if not self._id:
            return
        register, record, wanted = self._desk.register, self._record, self._id

        def work(_progress: Progress) -> tuple[File, ...]:
            with register.reading() as session:
                return queries.files(session, record, wanted)

        self._desk.jobs.submit_read(work, self._fill, owner=self, topic="files")

    def select(self, file_id: int) -> None:
        """Choose a file, now or as soon as it is read."""
        self._wanted = file_id
        self._fill(self.files)

    def choose(self, slot: str = "") -> QFileDialog:
        """Ask for files to add; `slot` says what they are evidence for."""
        dialog = file_dialog(self._desk, self.window(), _("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        if self._record == EDITION:
            kinds = " ".join(f"*.{one}" for one in PICTURE_FILES)
            dialog.setNameFilter(f"{_('Pictures')} ({kinds})")
        dialog.filesSelected.connect(partial(self.add, slot=slot))
        dialog.open()
        return dialog

    def add(self, names: Sequence[str], *, slot: str = "") -> None:
        """Keep these files with the record."""
        paths = [Path(one) for one in names]
        self._before_adding = frozenset(one.id for one in self.files)
        attach(self._desk, self, self._record, self._id, paths, slot=slot)

    def _uses(self, file: File | None) -> Mapping[str, str]:
        """What a file can be for."""
        picture = file is not None and file.is_picture
        printed = PLACES[self._record] if picture else dict[str, str]()
        if self._record == EDITION:
            return {**printed, "": NOT_PRINTED}
        return {**printed, **SLOTS, "": N_("No evidence")}

    def open_slots(self) -> QMenu:
        """Open the menu of what the chosen file can be for."""
        menu, file = QMenu(self), self.file
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for slot, label in self._uses(file).items():
            action = menu.addAction(tr(label))
            action.setCheckable(True)
            action.setChecked(file is not None and file.slot == slot)
            action.triggered.connect(partial(self._prove, file, slot))
        menu.popup(self.slot_button.mapToGlobal(self.slot_button.rect().bottomLeft()))
        return menu

    def _ask_to_add(self) -> None:
        self.choose()

    def _prove(self, file: File | None, slot: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        if file is None or file.slot == slot:
            return
        if self._record != EDITION:
            doing.set_field(self._desk, "attachment", [file.id], {"slot": slot or None})
        elif slot:
            self._read_picture(file, partial(self._place, file, slot), topic="place")
        else:
            place_picture(self._desk, self, file, slot)

    def _place(self, file: File, slot: str, image: QImage) -> None:
        """Print a picture at a place, if it is one."""
        if not image.isNull():
            place_picture(self._desk, self, file, slot)
            return
        said = _("The picture “{name}” is broken or is no picture.").format(name=file.name)
        mend = _("Open it in another program, save it as JPEG and add it again.")
        self._desk.notice(str(InvalidInput(said, mend)), kind="warning")

    def crop(self) -> None:
        """Ask which part of the chosen picture is printed."""
        file = self.file
        if file is None or not file.is_picture:
            return

        def done(image: QImage) -> None:
            if image.isNull():
                self._desk.notice(_("This picture cannot be shown."), kind="info")
                return
            usual = COVER if self._record == EDITION else PICTURE
            place = SHAPES.get(file.slot, SHAPES[usual])
            dialog = CropDialog(self.window(), image, place, read_window(file.crop))
            dialog.taken.connect(partial(self._keep_part, file))
            dialog.open()

        self._read_picture(file, done)

    def _keep_part(self, file: File, window: Window | None) -> None:
        part = None if window is None else dump_window(window)
        if part != (file.crop or None):
            doing.set_field(self._desk, "attachment", [file.id], {"crop": part})

    def save_as(self) -> QFileDialog | None:
        """Ask where to and write the chosen file there."""
        file = self.file
        if file is None:
            return None
        dialog = file_dialog(self._desk, self.window(), _("Save the file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file.name)
        dialog.fileSelected.connect(partial(self._save_to, file))
        dialog.open()
        return dialog

    def _save_to(self, file: File, name: str) -> None:
        self.save_to(file, Path(name))

    def save_to(self, file: File, path: Path) -> None:
        """Write a file's bytes to the disk."""

        def done(_none: None) -> None:
            self._desk.notice(_("Saved: {file}").format(file=path.name))

        self._write(file, path, done)

    def open(self) -> None:
        """Open a copy of the chosen file with the program that shows such files."""
        file = self.file
        if file is None or not may_be_opened(file.name):
            return
        if self._opened is None:
            self._opened = QTemporaryDir()
        path = Path(self._opened.path()) / f"{file.id} {Path(file.name).name}"

        def done(_none: None) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._write(file, path, done)

    def delete(self) -> None:
        """Delete the chosen file."""
        if self.file is not None:
            doing.delete(self._desk, "attachment", [self.file.id])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = event.size().width() < sizes.SHEET_WIDTH
        self._across.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(_dropped(event))

    def _build(self) -> None:
        top = QWidget()
        flow = FlowLayout(top, sizes.TIGHT)
        for button in (self.add_button, self.open_button, self.save_button, self.slot_button,
                       self.crop_button, self.delete_button):  # fmt: skip
            flow.addWidget(button)
        self.slot_button.setVisible(self._record in PLACES)
        if self._record == EDITION:
            self.slot_button.setText(_("Place in print …"))
        self.crop_button.setVisible(self._record in PLACES)
        self._across.setSpacing(sizes.GAP)
        self._across.addWidget(self.list, 1)
        self._across.addWidget(self.preview, 1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Files"))
        self.list.setIconSize(QSize(sizes.ICON_LARGE, sizes.ICON_LARGE))
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.SPACE)
        box.addWidget(top)
        box.addWidget(self._hint)
        box.addLayout(self._across, 1)

    def _wire(self) -> None:
        self.add_button.clicked.connect(self._ask_to_add)
        self.slot_button.clicked.connect(self.open_slots)
        self.crop_button.clicked.connect(self.crop)
        self.open_button.clicked.connect(self.open)
        self.save_button.clicked.connect(self.save_as)
        self.delete_button.clicked.connect(self.delete)
        self.list.currentRowChanged.connect(self._turn)
        self.list.itemActivated.connect(self.open)
        self.list.deleted.connect(self.delete)

    def _fill(self, files: tuple[File, ...]) -> None:
        before = self._wanted or (self.file.id if self.file is not None else 0)
        self.files = files = self._sorted(files)
        added = [one.id for one in files if one.id not in (self._before_adding or ())]
        if self._before_adding is not None and added and not self._wanted:
            before, self._before_adding = min(added), None
        self.list.clear()
        for file in files:
            self.list.addItem(_item(file, self._record))
        ids = [one.id for one in files]
        at = ids.index(before) if before in ids else 0
        self._wanted = 0 if before in ids else self._wanted
        self.list.setCurrentRow(at if files else -1)
        self._turn()
        self.counted.emit(len(files))

    def _sorted(self, files: tuple[File, ...]) -> tuple[File, ...]:
        """Pictures of an edition in the order in which they are printed, the others behind.

        Of several that were given one place before there was a choice, the newest is printed.
        """
        if self._record != EDITION:
            return files
        last = {file.slot: file.id for file in sorted(files, key=lambda file: file.id)}
        told = [one if last[one.slot] == one.id else replace(one, slot="") for one in files]
        order = {slot: at for at, slot in enumerate(PLACES[EDITION])}
        return tuple(sorted(told, key=lambda file: order.get(file.slot, len(order))))

    def _turn(self) -> None:
        file = self.file
        for button in (self.save_button, self.slot_button, self.delete_button):
            button.setEnabled(file is not None)
        if self._record == EDITION:
            self.slot_button.setEnabled(file is not None and (file.is_picture or bool(file.slot)))
        self.open_button.setEnabled(file is not None and may_be_opened(file.name))
        self.crop_button.setEnabled(file is not None and file.is_picture)
        self.preview.clear()
        seen = file is not None and (file.is_picture or file.is_paper)
        self.preview.setVisible(seen)
        if file is not None and seen:
            self._look(file)

    def _look(self, file: File) -> None:
        def done(image: QImage) -> None:
            if self.file is not None and self.file.id == file.id:
                self.preview.show_picture(image, file.caption or file.name)

        self._read_picture(file, done)

    def _read_picture(
        self, file: File, done: Callable[[QImage], None], *, topic: str = "picture"
    ) -> None:
        register, width = self._desk.register, sizes.PAGES_WIDTH

        def work(_progress: Progress) -> QImage:
            with register.reading() as session:
                content = queries.content(session, file.sha256)
            return first_page(content, width) if file.is_paper else picture_of(content)

        self._desk.jobs.submit_read(work, done, owner=self, topic=topic)

    def _write(self, file: File, path: Path, done: Callable[[None], None]) -> None:
        register = self._desk.register

        def work(_progress: Progress) -> None:
            with register.reading() as session:
                content = queries.content(session, file.sha256)
            try:
                path.write_bytes(content)
            except OSError as error:
                raise StorageTrouble(
                    _("“{file}” cannot be written there.").format(file=path.name),
                    _("Choose another folder."),
                ) from error

        self._desk.jobs.submit_read(work, done, owner=self)


class _List(QListWidget):
    """Tells Delete; what is chosen stays in sight when the preview takes room from it."""

    deleted = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Delete:
            self.deleted.emit()
            return
        super().keyPressEvent(event)


def may_be_opened(name: str) -> bool:
    """Whether a file of this name can do no harm when it is opened."""
    return Path(name).suffix.lower() in SAFE


def size_text(size: int) -> str:
    """A size as people read it."""
    if size < KILO * KILO:
        return f"{max(1, round(size / KILO)):,} KB"
    return f"{size / KILO / KILO:,.1f} MB"


def _item(file: File, record: str) -> QListWidgetItem:
    day = Moment().show(file.added_at).partition(" ")[0]
    slots = {**SLOTS, **PLACES.get(record, {})}
    proves = tr(slots[file.slot]) if file.slot in slots else ""
    if record == EDITION and not proves:
        proves = tr(NOT_PRINTED)
    said = " · ".join(one for one in (proves, file.caption, size_text(file.size), day) if one)
    item = QListWidgetItem(
        icon("image" if file.is_picture else "file-text", "muted"), f"{file.name}\n{said}"
    )
    item.setToolTip(file.name)
    return item


def _dropped(event: QDropEvent) -> list[str]:
    return [one.toLocalFile() for one in event.mimeData().urls() if one.isLocalFile()]
