# SPDX-License-Identifier: Apache-2.0
"""Icons: drawn, coloured by role, following the theme, surviving copies."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from crm import places
from ui.theme.icons import icon, icon_names, pixmap
from ui.theme.theme import Theme, tokens

pytestmark = pytest.mark.usefixtures("qapp")


def strongest(picture: QPixmap) -> QColor:
    image = picture.toImage()
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(dots, key=QColor.alpha)


def close(one: QColor, other: QColor) -> bool:
    parts = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return all(abs(mine - theirs) <= 8 for mine, theirs in parts)


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn(name: str) -> None:
    assert strongest(pixmap(name, "text", 32)).alpha() > 150


def test_an_icon_has_the_colour_of_its_role() -> None:
    assert close(strongest(pixmap("square", "danger", 64)), tokens().colour("danger"))


def test_a_disabled_icon_is_paler() -> None:
    drawn = icon("square", "text").pixmap(QSize(64, 64), QIcon.Mode.Disabled)
    assert close(strongest(drawn), tokens().colour("edge"))


def test_an_icon_is_sharp_at_a_fractional_scale() -> None:
    drawn = icon("search").pixmap(QSize(16, 16), 1.5)
    assert drawn.size() == QSize(24, 24)
    assert drawn.devicePixelRatio() == 1.5


@pytest.mark.parametrize("side", [0, -1])
def test_where_there_is_no_room_no_icon_is_drawn(side: int) -> None:
    assert pixmap("search", "text", side).isNull()


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    before = qapp.palette()
    theme = Theme(qapp, "light")
    kept = icon("square", "accent")
    light = strongest(kept.pixmap(64, 64))
    theme.choose("dark")
    dark = strongest(kept.pixmap(64, 64))
    assert close(dark, tokens().colour("accent"))
    assert not close(light, dark)
    theme.choose("light")
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    theme.deleteLater()


def test_changed_copies_of_an_icon_outlive_the_collector() -> None:
    for _number in range(200):
        copy = QIcon(icon("search"))
        copy.addPixmap(QPixmap(8, 8))
        assert not copy.pixmap(16, 16).isNull()
        del copy
    gc.collect()
    assert not icon("search").isNull()


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_the_licence_lies_beside_the_icons() -> None:
    licence = (places.resources() / "icons" / "LICENSE").read_text("utf-8")
    assert "ISC License" in licence


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_in_the_pixels_of_what_it_is_painted_on(ratio: float) -> None:
    ground = QPixmap(round(16 * ratio), round(16 * ratio))
    ground.setDevicePixelRatio(ratio)
    ground.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ground)
    icon("save", "text").paint(painter, QRect(0, 0, 16, 16))
    painter.end()
    drawn = pixmap("save", "text", 16, ratio)
    assert ground.toImage() == drawn.toImage().convertToFormat(ground.toImage().format())
