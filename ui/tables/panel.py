# SPDX-License-Identifier: Apache-2.0
"""The whole list of one record type: views, filter, table, sums, preview, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.progress import Progress
from crm.queries import listing as queries
from crm.queries.filters import Filter, View
from crm.queries.listing import Listing
from crm.storage.changes import Changes
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.tables import chosen, doing, ledgers, pasting, usual, views
from ui.tables.arranging import Arrangement, ColumnWidth
from ui.tables.bulk import BulkDialog
from ui.tables.chips import FilterBar
from ui.tables.columns import ColumnsDialog
from ui.tables.commands import declare
from ui.tables.empties import look_for_any, nothing_found, nothing_yet
from ui.tables.footer import Footer, sums_of
from ui.tables.groups import GroupsDialog
from ui.tables.listhead import fill_head
from ui.tables.model import ListModel
from ui.tables.ownviews import OwnViews
from ui.tables.preview import Preview
from ui.tables.rowmenu import hang_row_menu
from ui.tables.view import BigTable
from ui.tables.views import Tab, ViewTabs
from ui.theme import sizes
from ui.widgets.search import SearchLine
from ui.widgets.skeleton import Skeleton
from ui.widgets.split import SplitView


class ListPanel(QWidget):
    """A list as every page shows it. Pages hand `handlers` and `refresh` on to it."""

    filtered = Signal(object)
    """Another `Filter` is applied."""

    opened = Signal(int)
    """A record shall be opened."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        today: Callable[[], date],
        *,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self._desk, self._today = desk, today
        self._title = title or tr(RECORDS[record].about.words)
        self._arrangement = Arrangement(desk.geometry, record)
        self.model = ListModel(desk, record, today, self)
        self.table = BigTable(self.model)
        self.table.setAccessibleName(self._title)
        self.tabs = ViewTabs()
        self.own = OwnViews(desk, record, self.tabs, self._as_view, self.choose_view)
        self.bar = FilterBar(desk, record, today)
        self.quick = SearchLine(_("Find in this list"))
        self.footer = Footer()
        self.preview = Preview(desk, record)
        self.head = QHBoxLayout()
        self._stack = QStackedWidget()
        self._other: QWidget | None = None
        self._started = False
        self._void = False
        declare(desk.commands)
        self._build()
        self.table.set_widths(self._arrangement.widths.items())
        self._wire()
        # Del deletes records only where they are seen, never from a chip or a button beside them.
        self.table.addAction(desk.commands.action("list.delete"))

    @property
    def title(self) -> str:
        """What the list is called."""
        return self._title

    @property
    def listing(self) -> Listing:
        """What is listed, and how."""
        return self.model.listing

    @property
    def filter(self) -> Filter:
        """The filter that is applied, with the words of the quick box."""
        return replace(self.bar.filter, text=self.quick.text().strip())

    def open_with(self, argument: object) -> None:
        """Show a `View`, a `Filter`, or what was shown last."""
        if not self._started:
            self._fill_tabs()
        if isinstance(argument, View):
            self._show_given(views.tab_of(argument))
        elif isinstance(argument, Filter):
            self._show_given(Tab("", argument))
        elif not self._started:
            self.choose_view(0)
        self._started = True

    def show_instead(self, other: QWidget | None) -> None:
        """Show something else of the same filter in the place of the table; None: the table."""
        if other is not None and self._stack.indexOf(other) < 0:
            self._stack.addWidget(other)
        self._other = other
        self._turn()

    def refresh(self, changes: object) -> None:
        """Follow what was changed in the store."""
        told = changes if isinstance(changes, Changes) else None
        self.model.refresh(told)
        self._sum_up()
        if (
            told is None
            or not told.complete
            or any(
                one.record == self.record and one.id == self.preview.record_id for one in told.items
            )
        ):
            self.preview.read_again()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the list does for commands."""
        found: dict[str, Callable[[], object]] = {
            "list.new": self.new,
            "list.find": self.quick.setFocus,
            "list.filter": self.bar.add,
            "list.columns": self.choose_columns,
            "list.sort": self.open_sort_menu,
            "list.preview": self.toggle_preview,
            "list.export": self.export,
            "list.groups": self.open_groups,
        }
        if self.table.selected_count():
            found |= {
                "list.open": self._open_current,
                "list.copy": self.copy,
                "list.set": self.set_field,
                "list.delete": self.delete,
            }
        found |= ledgers.offered(self._desk, lambda: self.listing, self._today, self)
        found |= self.own.handlers()
        found |= usual.offered(self._desk, self.record, self)
        found |= pasting.offered(self._desk, self.record, self)
        return found | chosen.offered(self._desk, self.record, self.table, self._today, self)

    def open_groups(self) -> GroupsDialog:
        """Open the window in which the list is laid together by a field."""
        dialog = GroupsDialog(self._desk, self.listing, self._today, self)
        dialog.chosen.connect(self.bar.add_condition)
        dialog.open()
        return dialog

    def new(self) -> None:
        """Begin a new record."""
        self._desk.go(self.record, None)

    def choose_view(self, place: int) -> None:
        """Show a view by the place of its tab."""
        tab = self.tabs.tabs[place]
        self.tabs.choose(place)
        self.quick.put(tab.filter.text)
        self.bar.set_filter(tab.filter)
        self._show(tab.sort, self._columns_of(tab))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is no room for both, the table comes first; the user may still ask for it.
        narrow = event.size().width() < sizes.WINDOW_WIDTH
        if narrow != self._cramped:
            self._cramped = narrow
            self.preview.setVisible(self._previews and not narrow)
            self._look(self.table.current_id)

    def toggle_preview(self) -> None:
        """Show or hide the preview."""
        shown = not self.preview.isVisibleTo(self)
        self._previews = shown
        self.preview.setVisible(shown)
        self._desk.geometry.keep_word(f"preview {self.record}", "yes" if shown else "no")
        if shown:
            self.preview.show_record(self.table.current_id)

    def choose_columns(self) -> ColumnsDialog:
        """Open the window in which columns are chosen."""
        fields = RECORDS[self.record].fields()
        labels = {name: fields[name].heading for name in queries.possible_columns(self.record)}
        shown = [one.field for one in self.table.arrangement()] or self.listing.columns
        usual = queries.default_columns(self.record)
        dialog = ColumnsDialog(labels, shown, usual, self.window())
        dialog.chosen.connect(self.set_columns)
        dialog.open()
        return dialog

    def set_columns(self, columns: object) -> None:
        """Show these columns, in this order, from now on."""
        chosen = cast("tuple[str, ...]", columns)
        arranged = [ColumnWidth(name, 0) for name in chosen]
        self._arrangement.keep(arranged, usual=not self._tab.columns)
        self._show(self.listing.sort, chosen)

    def open_sort_menu(self) -> QMenu:
        """Open the menu of what the list can be sorted by, under its header."""
        menu = self.table.sort_menu(self)
        header = self.table.horizontalHeader()
        menu.popup(header.mapToGlobal(header.rect().bottomLeft()))
        return menu

    def copy(self) -> None:
        """Copy the selected rows as text."""
        fields = self.model.fields
        names = [one.field for one in self.table.arrangement()]
        order = [next(at for at, f in enumerate(fields) if f.name == name) for name in names]
        headings = [fields[at].heading for at in order]
        doing.copy(self._desk, self.model.windows, headings, order, self.table.selected_ids())

    def delete(self) -> None:
        """Delete the selected records."""
        ids = self.table.selected_ids()
        if ids:
            doing.delete(self._desk, self.record, ids)

    def set_field(self) -> BulkDialog:
        """Open the window in which a field of the selected records is set."""
        ids = self.table.selected_ids()
        dialog = BulkDialog(
            self._desk, self.record, len(ids), self._today, self.bar.label, self.window()
        )
        put = partial(doing.set_field, self._desk, self.record, ids, seen=self._desk.register.seen)
        dialog.chosen.connect(put)
        dialog.open()
        return dialog

    def export(self) -> None:
        """Ask for a file and write what is seen."""
        columns = tuple(one.field for one in self.table.arrangement())
        listing = replace(self.listing, columns=columns)
        doing.export(self._desk, listing, self._title, self._today, self.window())

    def _build(self) -> None:
        self.split = SplitView([self.table, self.preview])
        self.split.restore(self._desk.geometry.sizes(f"list {self.record}"),
                           (sizes.SHEET_WIDTH, sizes.PREVIEW_WIDTH))  # fmt: skip
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self._previews = self._desk.geometry.word(f"preview {self.record}") != "no"
        self._cramped = False
        self.preview.setVisible(self._previews)
        self._none, self._nothing = nothing_yet(self.record), nothing_found()
        for widget in (Skeleton(), self.split, self._none, self._nothing):
            self._stack.addWidget(widget)
        self.quick.setFixedWidth(sizes.NAME_COLUMN)
        fill_head(self.head, self._desk, self.record, self._title, self.tabs, self.new)
        second = QHBoxLayout()
        second.setSpacing(sizes.SPACE)
        second.addWidget(self.quick, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.bar, 1)
        top = QVBoxLayout()
        top.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        top.setSpacing(sizes.SPACE)
        top.addLayout(self.head)
        top.addLayout(second)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._stack, 1)
        box.addWidget(self.footer)

    def _wire(self) -> None:
        self.tabs.chosen.connect(self.choose_view)
        self.tabs.save_asked.connect(self.own.save)
        self.tabs.removed.connect(self.own.remove)
        self.tabs.rename_asked.connect(self.own.ask_to_rename)
        self.tabs.moved.connect(self.own.move)
        self.bar.changed.connect(self._narrow)
        self.quick.asked.connect(self._narrow)
        self.table.sorted.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._look)
        self.table.picked.connect(self._picked)
        self.table.arranged.connect(self._arranged)
        self.table.horizontalHeader().customContextMenuRequested.connect(self.choose_columns)
        hang_row_menu(self._desk, self.table)
        self.model.began.connect(self._begun)
        self.model.counted.connect(self._counted)
        self.preview.opened.connect(self._open)
        self.split.moved.connect(partial(self._desk.geometry.keep_sizes, f"list {self.record}"))
        self._none.first.connect(self.new)
        self._none.second.connect(partial(usual.add, self._desk, self.record, self))
        self._desk.named.connect(self._sat_down)
        self._nothing.first.connect(self._clear)

    def _fill_tabs(self) -> None:
        self.tabs.set_tabs(views.all_of(self._desk, self.record, self._today()))

    def _sat_down(self, _name: str) -> None:
        """Somebody else sits at this desk: what is mine is another thing now."""
        place = self.tabs.current
        former = self.tabs.tabs[place] if self._started and place >= 0 else None
        self._fill_tabs()
        if former is None:
            self.tabs.choose(-1)
        elif not self.tabs.choose_again(former):
            self.choose_view(self.tabs.current)

    def _show_given(self, tab: Tab) -> None:
        """A view that came from elsewhere: its filter stands in the chips, no tab is on."""
        names = [one.name for one in self.tabs.tabs]
        if tab.name in names and self.tabs.tabs[names.index(tab.name)].filter == tab.filter:
            self.choose_view(names.index(tab.name))
            return
        self.tabs.choose(-1)
        self.quick.put(tab.filter.text)
        self.bar.set_filter(tab.filter)
        self._show(tab.sort, self._columns_of(tab))

    def _show(self, sort: tuple[str, ...], columns: tuple[str, ...]) -> None:
        self.model.show(Listing(self.record, self.filter, sort, columns))
        self.tabs.offer_saving(changed=self._changed())
        self.filtered.emit(self.filter)

    @property
    def _tab(self) -> Tab:
        """The view that is on; an empty one if none is."""
        place = self.tabs.current
        return self.tabs.tabs[place] if 0 <= place < len(self.tabs.tabs) else Tab("")

    def _columns(self) -> tuple[str, ...]:
        """The columns as they stand, from left to right."""
        return tuple(one.field for one in self.table.arrangement()) or self.listing.columns

    def _changed(self) -> bool:
        tab = self._tab
        as_it_is = (self.filter, self.listing.sort, self._columns())
        return as_it_is != (tab.filter, tab.sort, self._columns_of(tab))

    def _narrow(self) -> None:
        self._show(self.listing.sort, self._columns())

    def _sort(self, sort: object) -> None:
        self._show(cast("tuple[str, ...]", sort), self._columns())

    def _clear(self) -> None:
        self.quick.put("")
        self.bar.set_filter(Filter())
        self._narrow()

    def _begun(self) -> None:
        # The sums of what was listed before say nothing of what is listed now.
        self.footer.show_sums(())
        self._turn()
        self._count()
        self._desk.commands.refresh()

    def _counted(self) -> None:
        if self.model.ids or not (self.filter.conditions or self.filter.text):
            self._say_empty(not self.model.ids)
        else:
            look_for_any(self._desk, self.record, self._today(), self._say_empty, self)
        self._count()
        self._sum_up()

    def _say_empty(self, void: object) -> None:
        self._void = bool(void)
        self._turn()

    def _turn(self) -> None:
        empty = self.model.complete and not self.model.ids
        page: QWidget = self.split
        if empty:
            page = self._none if self._void else self._nothing
        elif self._other is not None:
            page = self._other
        self._stack.setCurrentWidget(page)
        self.footer.setVisible(not empty and self._other is None)

    def _picked(self) -> None:
        self._count()
        self._sum_up()
        self._desk.commands.refresh()

    def _count(self) -> None:
        chosen = self.table.selected_count()
        self.footer.show_count(len(self.model.ids), chosen, complete=self.model.complete)

    def _sum_up(self) -> None:
        if not self.model.complete:
            return
        desk, listing, today = self._desk, self.listing, self._today()
        chosen = self.table.selected_ids() if self.table.selected_count() > 1 else None

        def work(_progress: Progress) -> dict[str, int | Decimal]:
            with desk.register.reading() as session:
                return queries.sums(session, listing, today=today, ids=chosen)

        def done(found: dict[str, int | Decimal]) -> None:
            if listing != self.listing or not self.model.complete:
                return
            self.footer.show_sums(sums_of(self.model.fields, found))

        desk.jobs.submit_read(work, done, owner=self, topic="sums")

    def _open(self, record_id: int) -> None:
        self.opened.emit(record_id)
        self._desk.neighbours.keep(self.record, self.model.ids)
        self._desk.go(self.record, record_id)

    def _open_current(self) -> None:
        if self.table.current_id:
            self._open(self.table.current_id)

    def _look(self, record_id: int) -> None:
        if self.preview.isVisibleTo(self):
            self.preview.show_record(record_id)

    def _as_view(self, name: str) -> Tab:
        return Tab(name, self.filter, self.listing.sort, self._columns(), own=True)

    def _columns_of(self, tab: Tab) -> tuple[str, ...]:
        if tab.columns:
            return tab.columns
        possible = queries.possible_columns(self.record)
        kept = tuple(one.field for one in self._arrangement.usual if one.field in possible)
        return kept or queries.default_columns(self.record)

    def _arranged(self) -> None:
        """A column was moved or resized: widths count everywhere, the order in this view."""
        usual = not self._tab.columns
        self._arrangement.keep(self.table.arrangement(), usual=usual)
        self.tabs.offer_saving(changed=self._changed())
