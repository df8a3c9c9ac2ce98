# SPDX-License-Identifier: Apache-2.0
"""The composer: places blocks on pages one after the other, in one pass, and saves the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crm.documents.engine import contents, output
from crm.documents.engine.blocks import Block, Gap, Partable, Press, Rule, Stack, Text
from crm.documents.engine.contents import Pointer, Pointers
from crm.documents.engine.folios import draw_running, number_pages
from crm.documents.engine.output import About, Entry, File
from crm.documents.engine.page import Page, Section
from crm.documents.engine.style import A4, Look, Paper
from crm.documents.engine.text import Box, Run
from crm.domain.rules.pictures import Flaw
from crm.progress import Progress, silent

Content = str | Sequence[Run]
RULE_ABOVE = 7.0
"""How far the line of a ruled heading stands above it."""
BLOCK_GAP = 10.0
"""What is left free below a picture, a panel or a chart; half of it above."""


@dataclass(frozen=True)
class Printed:
    """What came out: how many pages, the characters no font has with their counts, the outline.

    `unfit` are the pictures that could not be taken, or that are coarse.
    """

    pages: int
    missing_characters: Mapping[str, int]
    outline: Sequence[Entry]
    unfit: Sequence[Flaw] = ()


@dataclass
class _Heading:
    """A heading that waits for what follows it."""

    block: Text
    entry: Entry


@dataclass
class _Contents:
    """Where the contents stand: before the page of this number, down to a level."""

    before: int
    title: str
    levels: int
    section: Section
    columns: int


@dataclass
class _Frame:
    """A column of text on the page; `top` is where it begins on the first page of columns."""

    left: float
    width: float


@dataclass
class _Columns:
    """Columns in force: where they began, which one is being filled, and how deep they got."""

    frames: list[_Frame]
    top: float
    now: int = 0
    lowest: float = field(default=float("inf"))


class Composer:
    """Makes a document: call its verbs in reading order, then `save`.

    Args:
        look: colours, type and margins.
        paper: the paper size; `A4` or `LARGE_16MO`.
        progress: told how far saving is, and asked whether to stop.
        about: title, author and language of the file.
    """

    def __init__(
        self,
        look: Look,
        paper: Paper = A4,
        progress: Progress | None = None,
        about: About | None = None,
    ) -> None:
        self.press = Press(look)
        self.paper = paper
        self._progress = progress or silent()
        self._about = about or About()
        self._pages: list[Page] = []
        self._section = Section()
        self._y = 0.0
        self._waiting: list[_Heading] = []
        self._entries: list[Entry] = []
        self.unfit: list[Flaw] = []
        """The pictures that could not be taken, or that are coarse."""
        self._anchors = 0
        self._contents: _Contents | None = None
        self._columns: _Columns | None = None
        self._frames = self._inset_by(0.0, 0.0)

    # the page of now -------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """Colours, type and margins."""
        return self.press.look

    @property
    def page(self) -> Page:
        """The page of now; the first one begins by itself."""
        if not self._pages:
            self._begin(bare=False)
        return self._pages[-1]

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return self._frame().left

    @property
    def width(self) -> float:
        """The measure: how wide the text is."""
        return self._frame().width

    @property
    def room(self) -> float:
        """How much height is left on the page."""
        page = self.page
        return self._y - self.look.margins.bottom if page else 0.0

    @property
    def top(self) -> float:
        """Where text begins on a page, from the bottom of the paper."""
        return self.paper.height - self.look.margins.top

    def _frame(self) -> _Frame:
        if self._columns is not None:
            return self._columns.frames[self._columns.now]
        return self._frames[self.page.is_right]

    def _begin(self, *, bare: bool) -> Page:
        page = Page(self.paper, self._section, len(self._pages), bare)
        self._pages.append(page)
        self._y = self.top
        if len(self._pages) % 16 == 0:
            self._progress.step(min(0.5, len(self._pages) / 1000))
        return page

    def new_page(self, *, bare: bool = False, right: bool = False) -> Page:
        """Begin a page; `bare` without running heads, `right` on a right-hand side."""
        self._settle()
        self._columns = None
        if right and len(self._pages) % 2 == 1:
            self._begin(bare=True)
        return self._begin(bare=bare)

    def plate(self, ground: str = "", *, right: bool = False) -> Page:
        """Begin a bare page for a cover or an opener, filled to its edges with a colour."""
        page = self.new_page(bare=True, right=right)
        if ground:
            full = Box(0, 0, self.paper.width, self.paper.height)
            page.box(full, self.look.colour(ground))
        return page

    def section(self, section: Section) -> None:
        """From the next page on, pages belong to another section."""
        self._section = section

    def turn(self) -> None:
        """Go on in the next column or on the next page."""
        if self._columns is not None and self._columns.now + 1 < len(self._columns.frames):
            self._columns.lowest = min(self._columns.lowest, self._y)
            self._columns.now += 1
            self._y = self._columns.top
            return
        self._begin(bare=False)
        if self._columns is not None:
            self._columns.now, self._columns.top = 0, self.top
            self._columns.lowest = float("inf")

    def take(self, height: float) -> float:
        """Use up height on the page; where it began."""
        self.page  # noqa: B018 - the first page begins by itself
        top = self._y
        self._y -= height
        return top

    def need(self, height: float) -> None:
        """Go to the next page unless so much height is left; headings that wait stand above it."""
        if self._waiting:
            self._settle(Gap(height))
        if self.room + 0.01 < height and not self._at_top():
            self.turn()

    def _at_top(self) -> bool:
        top = self._columns.top if self._columns is not None else self.top
        return self._y >= min(top, self.top) - 0.01

    def inset(self, left: float = 0.0, right: float = 0.0) -> None:
        """From here on, text stands in from the edges of the measure; nothing ends it."""
        self._settle()
        self._frames = self._inset_by(left, right)

    def _inset_by(self, left: float, right: float) -> tuple[_Frame, _Frame]:
        """The frames of left and of right pages."""
        margins = self.look.margins
        width = self.paper.width - margins.inner - margins.outer - (left + right)
        return _Frame(margins.outer + left, width), _Frame(margins.inner + left, width)

    def columns(self, count: int, gap: float = 16.0) -> None:
        """From here on, text runs in so many columns; 1 ends them below the longest."""
        self._settle()
        if self._columns is not None:
            self._y = min(self._y, self._columns.lowest)
            self._columns = None
        if count > 1:
            whole = self._frame()
            width = (whole.width - gap * (count - 1)) / count
            frames = [_Frame(whole.left + n * (width + gap), width) for n in range(count)]
            self._columns = _Columns(frames, self._y)

    # text and blocks -------------------------------------------------------------------------

    def paragraph(self, content: Content, style: str = "body") -> None:
        """A paragraph; each new line in its text begins another one."""
        self.place(Text(content, style))

    def heading(
        self, level: int, text: str, *, style: str = "", anchor: str = "", listed: str = ""
    ) -> str:
        """A heading of level 1, 2 or 3, which stays with what follows.

        It enters the outline and the contents, as `listed` if that is given. Returns the anchor
        that links and indexes lead to.
        """
        self._anchors += 1
        anchor = anchor or f"a{self._anchors}"
        entry = Entry(level - 1, listed or text, anchor)
        self._waiting.append(_Heading(Text(text, style or f"heading-{level}"), entry))
        return anchor

    def mark(self, level: int, text: str, *, anchor: str = "") -> str:
        """Enter the top of this page in outline and contents without showing a heading."""
        self._anchors += 1
        anchor = anchor or f"a{self._anchors}"
        self.page.anchors.append((anchor, self.paper.height))
        self._entries.append(Entry(level - 1, text, anchor))
        return anchor

    def space(self, height: float) -> None:
        """Leave height free; nothing at the top of a page."""
        self._settle()
        if not self._at_top():
            self.take(min(height, max(0.0, self.room)))

    def place(self, block: Block) -> None:
        """Place a block below what is there; one that can be parted runs over pages."""
        self._settle(block)
        if isinstance(block, Text):
            self._space_before(block)
            block.flow(self.press, self)
            after = self.look.style(block.style).after
            self.take(min(after, max(0.0, self.room)))
        elif isinstance(block, Partable):
            block.flow(self.press, self)
        else:
            self._place_whole(block)

    def _place_whole(self, block: Block) -> None:
        if not isinstance(block, Gap | Rule) and not self._at_top():
            self.take(min(BLOCK_GAP / 2, max(0.0, self.room)))
        height = block.height(self.press, self.width)
        self.need(height)
        if height > self.room + 0.01 and isinstance(block, Stack):
            for inner in block.blocks:
                self.place(inner)
                self.place(Gap(min(block.gap, max(0.0, self.room))))
            return
        block.draw(self.press, self.page, self.left, self.take(height), self.width)
        if not isinstance(block, Gap | Rule):
            self.take(min(BLOCK_GAP, max(0.0, self.room)))

    def at(self, block: Block, left: float, top: float, width: float) -> None:
        """Draw a block at a place of the page of now, outside the flow."""
        block.draw(self.press, self.page, left, top, width)

    def link(self, anchor: str, box: Box) -> None:
        """Make an area of the page of now lead to a heading."""
        self.page.inner_links.append((anchor, box))

    def _space_before(self, block: Text) -> None:
        if not self._at_top():
            self.take(min(self.look.style(block.style).before, max(0.0, self.room)))

    def _settle(self, follower: Block | None = None) -> None:
        """Place the headings that wait, on the page where their follower begins."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        width = self.width
        together = sum(heading.block.height(self.press, width) for heading in waiting)
        self.need(min(together + self._least(follower), self.top - self.look.margins.bottom))
        for heading in waiting:
            self._space_before(heading.block)
            self._draw_rule(heading.block)
            self.page.anchors.append((heading.entry.anchor, self._y + 6))
            self._entries.append(heading.entry)
            heading.block.flow(self.press, self)
            self.take(min(self.look.style(heading.block.style).after, max(0.0, self.room)))

    def _draw_rule(self, block: Text) -> None:
        """The line above a heading whose style asks for one; none at the top of a page."""
        style = self.look.style(block.style)
        if style.rule > 0 and not self._at_top():
            y = self._y + RULE_ABOVE
            points = [(self.left, y), (self.left + self.width, y)]
            self.page.line(points, style.colour, thickness=style.rule)

    def _least(self, follower: Block | None) -> float:
        if follower is None:
            return 0.0
        if isinstance(follower, Text) or isinstance(follower, Partable):  # noqa: SIM101 - quicker
            return follower.least(self.press, self.width)
        return follower.height(self.press, self.width)

    # contents and indexes --------------------------------------------------------------------

    def contents(
        self, title: str, levels: int = 2, section: Section | None = None, columns: int = 1
    ) -> None:
        """Let the contents stand here; their pages are made when the document is saved."""
        self._settle()
        own = section or Section(numbering="roman")
        self._contents = _Contents(len(self._pages), title, levels, own, columns)

    def index(self, entries: Sequence[tuple[str, str]], style: str = "contents-2") -> None:
        """A list of texts with the number of the page where their anchor stands."""
        self.place(Pointers([Pointer(text, anchor, style) for text, anchor in entries]))

    def _insert_contents(self) -> None:
        wanted = self._contents
        if wanted is None:
            return
        inner = Composer(self.look, self.paper)
        inner.press = self.press
        inner.section(wanted.section)
        inner.paragraph(wanted.title, "contents-title")
        inner.columns(wanted.columns, gap=30.0)
        entries = [
            Pointer(entry.text, entry.anchor, f"contents-{min(entry.level + 1, 2)}", entry.level)
            for entry in self._entries
            if entry.level < wanted.levels
        ]
        inner.place(Pointers(entries))
        pages = inner.finished()
        margins = self.look.margins
        if margins.inner != margins.outer and len(pages) % 2:
            pages.append(Page(self.paper, wanted.section, 0, bare=True))
        self._pages[wanted.before : wanted.before] = pages
        for index, page in enumerate(self._pages):
            page.index = index

    # the end ---------------------------------------------------------------------------------

    def finished(self) -> list[Page]:
        """The pages as they stand, with the headings that still waited."""
        self._settle()
        self.page  # noqa: B018 - a document has at least one page
        return self._pages

    def save(self, target: Path) -> Printed:
        """Write the document; the file appears only when it is whole.

        Raises:
            StorageTrouble: it cannot be written there.
            Cancelled: the user asked to stop.
        """
        self._complete()
        output.write(target, self._finished_file(), self._progress.part(0.5, 1.0))
        return self._printed()

    def made(self) -> tuple[bytes, Printed]:
        """The document itself, for who shows it without keeping it.

        Raises:
            Cancelled: the user asked to stop.
        """
        self._complete()
        content = output.made(self._finished_file(), self._progress.part(0.5, 1.0))
        return content, self._printed()

    def places(self) -> Mapping[str, int]:
        """On which page, counted from 0, each anchor stands; whole once the document is made."""
        return {anchor: page.index for page in self._pages for anchor, _top in page.anchors}

    def _complete(self) -> None:
        """Put contents, page numbers and running heads in."""
        self.finished()
        self._insert_contents()
        number_pages(self._pages)
        labels = {
            anchor: page.label or str(page.index + 1)
            for page in self._pages
            for anchor, _top in page.anchors
        }
        for page in self._pages:
            page.inner_links = [link for link in page.inner_links if link[0] in labels]
        contents.number(self.press, self.press.references, labels)
        draw_running(self.press, self._pages)
        self._gather()
        self._progress.step(0.5)

    def _gather(self) -> None:
        """Tell the fonts what the pages show."""
        fonts = self.press.fonts
        texts = {id(text): text for page in self._pages for text in page.settings}
        for text in texts.values():
            fonts.missing.update(text.missing)
            for face, codes in text.used:
                fonts.use(face, codes)

    def _finished_file(self) -> File:
        press, drawn = self.press, {name for page in self._pages for name in page.images}
        images = {name: image for name, image in press.images.items() if name in drawn}
        return File(self._pages, press.fonts, images, self._entries, self._about)

    def _printed(self) -> Printed:
        missing = Counter(self.press.fonts.missing)
        return Printed(len(self._pages), missing, tuple(self._entries), tuple(self.unfit))
