# SPDX-License-Identifier: Apache-2.0
"""A picture, or the first page of a paper, as it is looked at beside a list of files."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes

SEEN = 1600
"""A picture is looked at with no more pixels than this each way."""


class PicturePreview(QLabel):
    """A picture as large as there is room for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "picture")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMinimumSize(QSize(sizes.FIELD_LEAST, sizes.FIELD_LEAST))
        self._picture = QPixmap()

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a picture under a name for those who cannot see it."""
        self._picture = QPixmap.fromImage(image)
        self.setAccessibleName(name)
        self.setToolTip(name)
        if image.isNull():
            self.setText(_("This picture cannot be shown."))
        self._fit()

    @override
    def clear(self) -> None:
        self._picture = QPixmap()
        super().clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        room = self.size().boundedTo(self._picture.size())
        ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._picture.scaled(room, *ways))


def picture_of(content: bytes) -> QImage:
    """A picture upright and no larger than it is looked at; nothing of one that is broken."""
    buffer = QBuffer()
    buffer.setData(content)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > SEEN:
        reader.setScaledSize(size.scaled(SEEN, SEEN, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def first_page(content: bytes, width: int) -> QImage:
    """The first page of a PDF as a picture; nothing of one that cannot be read."""
    from ui.widgets.paper import Paper  # noqa: PLC0415 - only when a PDF is looked at

    try:
        paper = Paper(content)
    except ValueError:
        return QImage()
    wide, high = paper.sizes[0] if len(paper) else (1, 1)
    return paper.band(0, width, 0, round(width * high / wide)) if len(paper) else QImage()
