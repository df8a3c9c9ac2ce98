# SPDX-License-Identifier: Apache-2.0
"""What to look at before a guide is printed: a list with a jump to each record and decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.domain.rules.plan import Key, Plan
from crm.kinds.days import Day
from crm.queries.editions import Accepted, Difference
from crm.queries.guard import Finding
from crm.words import N_, NC_, _, ngettext, tr
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.theme.theme import tokens
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import push, words

EDITION = "guide_edition"
"""What is said of the edition itself is mended; it cannot be left out of itself."""
LONGEST = 60
"""So many characters of a changed text are shown."""
MOST_SAID = 8
"""So many sentences of a record are shown below the list."""
MOST_TOLD = 40
"""So many findings of an issue are told one by one."""
Place = QModelIndex | QPersistentModelIndex
HOW = {
    "new": NC_("difference", "New since then"),
    "gone": NC_("difference", "No longer there"),
}
_SIGNS = {
    "out": ("eye-off", "danger"),
    "in": ("circle-check", "good"),
    "kept": ("circle-x", "muted"),
    "look": ("triangle-alert", "warning"),
    "note": ("git-compare", "info"),
}


class Item(NamedTuple):
    """One record and all that is said of it; `state` is how it stands with the printing.

    out: left out by the rules; in: printed all the same; kept: left out by a decision; look:
    printed, but to be looked at; note: nothing is to be decided.
    """

    key: Key
    title: str
    sentences: tuple[str, ...]
    state: str
    on: Key
    part: str = ""
    """The part of the page on which it is mended, if that is not the form."""


def items_of(
    findings: Iterable[Finding], plan: Plan, holding: Container[Key] = frozenset()
) -> list[Item]:
    """The findings record by record; what is left out stands first.

    `holding` are those that were let in by a decision that still holds.
    """
    found: dict[Key, Item] = {}
    for one in findings:
        key = one.record, one.id
        state = _state(key, plan, holding, out=one.left_out)
        before = found.get(key)
        if before is None:
            said = (one.sentence, *_decided(plan, key, state))
            found[key] = Item(key, one.title, said, state, one.on, one.part)
        else:
            state = state if one.left_out else before.state
            said = (*before.sentences, one.sentence)
            part = before.part or one.part
            found[key] = before._replace(sentences=said, state=state, part=part)
    order = list(_SIGNS)
    return sorted(found.values(), key=lambda item: order.index(item.state))


def differing(differences: Iterable[Difference]) -> list[Item]:
    """What is another one since an edition was issued."""
    found: list[Item] = []
    for one in differences:
        key, fields = (one.record, one.id), RECORDS[one.record].fields()
        if one.how == "changed":
            names = [fields[name].title for name in one.fields]
            said = tuple(_change(*pair) for pair in zip(names, one.values, strict=True))
        else:
            said = (tr(HOW[one.how]),)
        found.append(Item(key, one.title, said, "note", one.on))
    return found


def counted(findings: Iterable[Finding]) -> str:
    """How many records of each type something is to be said of."""
    return _kinds({(one.record, one.id) for one in findings})


def _kinds(keys: Iterable[Key]) -> str:
    each = Counter(record for record, _number in keys)
    one = _("{kind}: {n}")
    words_of = {record: tr(RECORDS[record].about.word) for record in each}
    said = (one.format(kind=words_of[record], n=n) for record, n in each.most_common())
    return _(", ").join(said)


def known(accepted: Accepted) -> str:
    """Who issued an edition although something was to be said of what it prints, and why."""
    said = _("Issued by {who} on {day} all the same ({counts}): {why}")
    keys = {(record, number) for record, number, *_rest in accepted.findings}
    return said.format(
        who=accepted.who or "—", day=Day().show(accepted.on), counts=_kinds(keys), why=accepted.why
    )


def _state(key: Key, plan: Plan, holding: Container[Key], *, out: bool) -> str:
    if key in plan.kept_out and key[0] != EDITION:
        return "kept"
    if out:
        return "in" if key in holding else "out"
    return "look"


def _decided(plan: Plan, key: Key, state: str) -> Iterator[str]:
    """Who decided otherwise, when and why."""
    one = plan.decisions.get(key)
    if one is None or state not in {"in", "kept"}:
        return
    who, on = one.who or "—", "—" if one.on is None else Day().show(one.on)
    if one.why:
        yield _("Decided by {who} on {day}: {why}").format(who=who, day=on, why=one.why)
    else:
        yield _("Decided by {who} on {day}.").format(who=who, day=on)


def _change(name: str, values: tuple[str, str]) -> str:
    """What a field was and is, on one line: of long texts what is about the change."""
    was, now = (" ".join(text.split()) for text in values)
    start = 0
    if max(len(was), len(now)) > LONGEST:
        same = next((n for n, two in enumerate(zip(was, now, strict=False)) if len({*two}) > 1), 0)
        start = max(0, same - LONGEST // 4)
    was, now = (_short(text, start) for text in (was, now))
    return _("{field}: {was} → {now}").format(field=name, was=was or "—", now=now or "—")


def _short(text: str, start: int) -> str:
    cut = text[start : start + LONGEST]
    return f"{'…' if start and cut else ''}{cut}{'…' if len(text) > start + LONGEST else ''}"


class Findings(QWidget):
    """The list, a line that counts, and what can be done with the chosen record.

    Without `deciding` there is no edition: it tells what is wrong, and nothing is decided.
    """

    jumped = Signal(str, int)
    """A record shall be opened."""

    mended = Signal(str)
    """The edition itself shall be mended, on this part of its page."""

    shown = Signal(str, int)
    """The page of a record is asked for."""

    decided = Signal(object, object)
    """A list of `Key`, and whether they are printed: True, False, or None for the rules."""

    def __init__(self, parent: QWidget | None = None, *, deciding: bool = True) -> None:
        super().__init__(parent)
        self._fixed, self._deciding = False, deciding
        self._model = _Items(self)
        self.count = words("", "muted", wrap=True)
        self.accepted = words("", "small", wrap=True)
        self.accepted.hide()
        self.list = _List()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setAccessibleName(_("To look at before printing"))
        self.said = words("", "small", wrap=True)
        self.open = push(_("Open"), sign="external-link")
        self.page = push(_("Show its page"), "quiet")
        self.decide = push("", "quiet")
        self._build()
        self.list.selectionModel().currentChanged.connect(self._show_actions)
        self.list.entered_on.connect(self._jump)
        self.list.doubleClicked.connect(self._jump)
        self.open.clicked.connect(self._jump)
        self.page.clicked.connect(self._page)
        self.decide.clicked.connect(self._decide)

    @property
    def items(self) -> list[Item]:
        """What stands in the list."""
        return list(self._model.items)

    @property
    def current(self) -> Item | None:
        """The chosen one."""
        row = self.list.currentIndex().row()
        return self._model.items[row] if 0 <= row < len(self._model.items) else None

    def choose(self, row: int) -> None:
        """Choose the one at a place of the list."""
        self.list.setCurrentIndex(self._model.index(row, 0))

    def show_items(
        self, items: Sequence[Item], *, fixed: bool, accepted: Accepted | None = None
    ) -> None:
        """Show these; the chosen record stays chosen. `fixed`: nothing can be decided.

        `accepted` is what was decided when the edition was issued.
        """
        current = self.current
        self._fixed = fixed
        if list(items) != self._model.items:
            self._model.show(items)
            keys = [item.key for item in items]
            row = keys.index(current.key) if current and current.key in keys else 0
            self.choose(row)
        self.count.setText(self._counted())
        self._tell(accepted)
        self._show_actions()

    def _tell(self, accepted: Accepted | None) -> None:
        """Say what was decided at the issue; the whole list is read from it."""
        self.accepted.setVisible(accepted is not None)
        if accepted is not None:
            self.accepted.setText(known(accepted))
            listed = [f"{title}: {said}" for _record, _id, title, said in accepted.findings]
            left = len(listed) - MOST_TOLD
            if left > 0:
                listed[MOST_TOLD:] = [ngettext("{n} more", "{n} more", left).format(n=left)]
            self.accepted.setToolTip("\n".join(listed))

    def _counted(self) -> str:
        if self._fixed:
            n = len(self._model.items)
            said = ngettext(
                "Issued: {n} record differs by now.", "Issued: {n} records differ by now.", n
            )
            return said.format(n=n)
        out = sum(item.state in {"out", "kept"} for item in self._model.items)
        n = len(self._model.items)
        if not n:
            return _("Nothing is missing and nothing is out of date.")
        said = ngettext("{n} record to look at", "{n} records to look at", n).format(n=n)
        left = ngettext("{n} is not printed", "{n} are not printed", out).format(n=out)
        return f"{said} · {left}" if out else said

    def _build(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, sizes.TIGHT)
        for button in (self.open, self.page, self.decide):
            flow.addWidget(button)
        actions = QHBoxLayout()
        actions.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        actions.addWidget(buttons)
        self.said.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, 0)
        self.count.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.accepted.setContentsMargins(sizes.WIDE, 0, sizes.WIDE, sizes.SPACE)
        box.addWidget(self.count)
        box.addWidget(self.accepted)
        box.addWidget(self.list, 1)
        box.addWidget(self.said)
        box.addLayout(actions)

    def _show_actions(self) -> None:
        item = self.current
        self.said.setText("" if item is None else "\n".join(item.sentences[:MOST_SAID]))
        for button in (self.open, self.page, self.decide):
            button.setEnabled(item is not None)
        asked = self._deciding and not self._fixed
        of_book = item is not None and item.key[0] == EDITION
        self.page.setVisible(asked and not of_book)
        self.decide.setVisible(asked and item is not None and not of_book)
        if item is not None:
            self.decide.setText(tr(_DECISIONS[item.state][0]))

    def _jump(self) -> None:
        item = self.current
        if item is not None and item.key[0] == EDITION:
            self.mended.emit(item.part)
        elif item is not None:
            self.jumped.emit(*item.on)

    def _page(self) -> None:
        item = self.current
        if item is not None:
            self.shown.emit(*item.key)

    def _decide(self) -> None:
        item = self.current
        if item is not None:
            self.decided.emit([item.key], _DECISIONS[item.state][1])


_DECISIONS: dict[str, tuple[str, bool | None]] = {
    "out": (N_("Print anyway"), True),
    "in": (N_("As the rules say"), None),
    "kept": (N_("As the rules say"), None),
    "look": (N_("Leave it out"), False),
    "note": ("", None),
}


class _List(QListView):
    """Enter opens what is chosen."""

    entered_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bare")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_on.emit()
            return
        super().keyPressEvent(event)


class _Items(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[Item] = []

    def show(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    @override
    def rowCount(self, parent: Place = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Place, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{item.title}: {' '.join(item.sentences)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((item.title, *item.sentences))
        return item if role == Qt.ItemDataRole.UserRole else None


class _Painter(QStyledItemDelegate):
    """Paints a sign, the name of a record, what kind of record it is, and what is wrong."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Place) -> QSize:
        return QSize(sizes.FIELD_LEAST, 2 * option.fontMetrics.height() + 2 * sizes.SPACE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        item = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(item, Item):
            return
        place = QRect(option.rect).adjusted(sizes.WIDE, sizes.SPACE, -sizes.GAP, -sizes.SPACE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, tokens().colour("selection"))
        sign, role = _SIGNS[item.state]
        ratio = option.widget.devicePixelRatioF()
        painter.drawPixmap(place.topLeft(), pixmap(sign, role, sizes.ICON, ratio))
        place.setLeft(place.left() + sizes.BROAD)
        text = tokens().colour("on_selection" if chosen else "text")
        quiet = text if chosen else tokens().colour("muted")
        row = option.fontMetrics.height()
        kind = tr(RECORDS[item.key[0]].about.word)
        bold = QFont(option.font)
        bold.setBold(True)
        small = QFont(option.font)
        small.setPointSizeF(sizes.FONT_SMALL)
        _draw(painter, place, bold, text, item.title)
        place.setTop(place.top() + row)
        _draw(painter, place, small, quiet, f"{kind} · {' '.join(item.sentences)}")


def _draw(painter: QPainter, place: QRect, font: QFont, colour: object, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    flat = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignTop, flat)
