# SPDX-License-Identifier: Apache-2.0
"""The short notice at the foot of the window, with one button, that goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from crm.words import _
from ui.overriding import override
from ui.theme import sizes
from ui.theme.icons import icon, pixmap
from ui.widgets.labels import push, words

_SIGNS = {"done": "circle-check", "info": "info", "warning": "triangle-alert"}


class _Said(NamedTuple):
    """A sentence with its kind and its button."""

    text: str
    kind: str
    action: str
    act: Callable[[], object] | None


class NoticeBar(QFrame):
    """Floats over the foot of its parent; goes away after a while, unless pointed at or focused.

    A trouble stays until it is closed; while something else is said it waits behind it.

    It moves to the head when it would hide what has the focus.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._ground = parent
        self._act: Callable[[], object] | None = None
        self._said: _Said | None = None
        self._waiting: list[_Said] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(sizes.NOTICE_STAYS)
        self._timer.timeout.connect(self._leave)
        self._sign = QLabel()
        self._text = words(wrap=True)
        self._button = push("")
        self._close = QToolButton()
        self._build()
        parent.installEventFilter(self)
        self.hide()

    def tell(
        self,
        text: str,
        *,
        kind: str = "done",
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence; `kind` is done, info, warning or trouble, which stays."""
        if self._said is not None and self._said.kind == "trouble":
            self._waiting.append(self._said)
        self._waiting = [one for one in self._waiting if one.text != text]
        self._show(_Said(text, kind, action, act))

    def translate(self) -> None:
        """Name the button that closes it in the language that is now spoken."""
        self._close.setAccessibleName(_("Close the notice"))
        self._close.setToolTip(_("Close the notice"))

    @property
    def text(self) -> str:
        """The sentence that is shown, or was last."""
        return self._text.text()

    def act(self) -> None:
        """Do what the button says."""
        act, self._act = self._act, None
        self.go_on()
        if act is not None:
            act()

    def go_on(self) -> None:
        """Take the sentence away; a trouble that waits behind it comes up again."""
        self._said = None
        self.hide()
        if self._waiting:
            self._show(self._waiting.pop())

    def _show(self, said: _Said) -> None:
        text, kind, action, act = self._said = said
        self._act = act
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(act is not None)
        ratio = self.devicePixelRatioF()
        sign = _SIGNS.get(kind, "circle-alert")
        self._sign.setPixmap(pixmap(sign, "notice_accent", sizes.ICON, ratio))
        self.setAccessibleName(text)
        self._stand()
        self.show()
        self.raise_()
        _speak(self)
        self._timer.stop()
        if kind != "trouble":
            self._timer.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._stand()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def _build(self) -> None:
        self._close.setIcon(icon("x", "on_notice"))
        self._close.setIconSize(QSize(sizes.ICON_SMALL, sizes.ICON_SMALL))
        self.translate()
        self._close.clicked.connect(self.go_on)
        self._button.clicked.connect(self.act)
        box = QHBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.SPACE, sizes.SPACE)
        box.setSpacing(sizes.GAP)
        box.addWidget(self._sign)
        box.addWidget(self._text, 1)
        box.addWidget(self._button)
        box.addWidget(self._close)

    def _stand(self) -> None:
        room = self._ground.rect()
        self._text.setWordWrap(False)
        width = min(self.sizeHint().width(), sizes.NOTICE_WIDTH, room.width() - 2 * sizes.WIDE)
        self._text.setWordWrap(width < self.sizeHint().width())
        height = self.heightForWidth(width) if self._text.wordWrap() else self.sizeHint().height()
        self.resize(width, height)
        foot = room.height() - height - sizes.WIDE
        self.move((room.width() - width) // 2, foot)
        if self._hides_focus():
            self.move((room.width() - width) // 2, sizes.WIDE)

    def _hides_focus(self) -> bool:
        focused = QApplication.focusWidget()
        parent = self._ground
        if focused is None or self.isAncestorOf(focused) or not parent.isAncestorOf(focused):
            return False
        place = focused.rect().translated(focused.mapTo(parent, focused.rect().topLeft()))
        covers_all = place.height() > parent.height() // 2
        return not covers_all and place.intersects(self.geometry())

    def _leave(self) -> None:
        if self.underMouse() or self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self._timer.start()
            return
        self.go_on()

    def focus_button(self) -> None:
        """Put the focus on the button: for those without a mouse."""
        if self.isVisible():
            (self._button if self._act else self._close).setFocus(Qt.FocusReason.OtherFocusReason)


def _speak(widget: QWidget) -> None:
    """Let a screen reader say it."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # noqa: PLC0415 - slow, rarely first

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
