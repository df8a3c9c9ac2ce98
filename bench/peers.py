# SPDX-License-Identifier: Apache-2.0
"""The made-up guide printed by ours and by others: processor seconds of the whole process.

Every engine runs in a process of its own, with all its children counted, on the same items, photos
and faces. The peers are helped: the sources of typst, WeasyPrint and LibreOffice are written and
all QR codes drawn before their clock starts, LibreOffice has its profile, typst makes no tags;
ours starts from the items. `docs/decisions/0002-libraries.md` says how to install them.

In the table "value" is the peer, "floor" is ours, and the ratio says how many times the peer's ours
would fit into it: what is higher is better for ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import segno

from bench import in_html, in_office, in_typst
from bench.clock import Cost, cost
from bench.corpus import PHOTOS, SIZES, Item, PhotoWithCode, guide, photo
from bench.given import FILES, TYPES, Given, Type
from bench.rows import Row, of_pairs
from crm import places
from crm.documents.engine.style import Colour, look

PYTHON = "INVEST_CRM_PEERS"
"""Names the Python that has the peers; without it ours is looked at."""
INSTALL = (
    "python3 -m venv --upgrade-deps PLACE && PLACE/bin/pip install --group peers, "
    f"then {PYTHON}=PLACE/bin/python python3 run.py bench peers"
)
_TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], "
    "ignore_system_fonts=True, pdf_tags=False)"
)
_WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"

Orders = Callable[[Given, int], Sequence[str]]
Source = Callable[[Given, Iterable[Item], Path], None]


@dataclass(frozen=True)
class Peer:
    """A way to print the guide: what it is called, what runs it, and what we want to be against it.

    `source` writes the guide in its own language as a file with the ending `ending`.
    """

    name: str
    file: str
    orders: Orders
    has: Callable[[], str]
    """What must be installed first; empty when it is there."""
    times: str = ""
    rounds: int = 5
    source: Source | None = None
    ending: str = ""


@dataclass(frozen=True)
class Measured:
    """What one engine needed for one size: cost of each round, pages, megabytes of its file."""

    costs: Sequence[Cost]
    pages: int
    size: float


def _python() -> str:
    return os.environ.get(PYTHON, sys.executable)


@cache
def _imports(python: str, module: str) -> bool:
    order = [python, "-c", f"import {module}"]
    return subprocess.run(order, capture_output=True, check=False).returncode == 0


def _lacks(module: str) -> str:
    return "" if _imports(_python(), module) else INSTALL


def _nothing() -> str:
    return ""


def _no_flow() -> str:
    return "" if _imports(_ours(), "reportlab") else "install what the checks need"


def _no_office() -> str:
    return "" if shutil.which("soffice") else "install LibreOffice Writer so that soffice is found"


def _module(name: str, python: Callable[[], str]) -> Orders:
    return lambda made, sheets: [python(), "-m", f"bench.{name}", str(made.folder), str(sheets)]


def _office(made: Given, _sheets: int) -> Sequence[str]:
    """Conversion with a profile of its own, which a first start has filled."""
    profile = f"-env:UserInstallation={(made.folder / 'profile').as_uri()}"
    return [
        "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(made.folder),
        str(made.folder / "office.fodt"),
    ]  # fmt: skip


def _typst(made: Given, _sheets: int) -> Sequence[str]:
    source, target = made.folder / "typst.typ", made.folder / "typst.pdf"
    return [_python(), "-c", _TYPST, str(source), str(target), str(made.fonts)]


def _weasyprint(made: Given, _sheets: int) -> Sequence[str]:
    source, target = made.folder / "weasyprint.html", made.folder / "weasyprint.pdf"
    return [_python(), "-c", _WEASYPRINT, str(source), str(target)]


def _ours() -> str:
    return sys.executable


OURS = Peer("ours", "ours", _module("composed", _ours), _nothing)
PEERS = (
    Peer(
        "typst", "typst", _typst, lambda: _lacks("typst"), "≥ 2.8",
        source=in_typst.write, ending="typ",
    ),
    Peer("reportlab's own flow", "platypus", _module("in_platypus", _ours), _no_flow, rounds=3),
    Peer("fpdf2", "fpdf2", _module("in_fpdf", _python), lambda: _lacks("fpdf"), rounds=3),
    Peer(
        "WeasyPrint", "weasyprint", _weasyprint, lambda: _lacks("weasyprint"), "≥ 20", 1,
        in_html.write, "html",
    ),
    Peer("LibreOffice", "office", _office, _no_office, "≥ 20", 1, in_office.write, "fodt"),
)  # fmt: skip


def measure(sizes: Sequence[int] = SIZES) -> list[Row]:
    """Each peer against ours, in turn, on guides of so many sheets."""
    here: list[Peer] = []
    for peer in PEERS:
        lacking = peer.has()
        if lacking:
            print(f"{peer.name} is left out; {lacking}", flush=True)
        else:
            here.append(peer)
    return [row for sheets in sizes for row in _rows(here, sheets)]


def _rows(peers: Sequence[Peer], sheets: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        made = prepare(Path(name), sheets)
        _warm(peers, made)
        for peer in peers:
            theirs, ours = _measured(peer, made, sheets)
            print(_line(peer, theirs, sheets), _line(OURS, ours, sheets), sep="\n", flush=True)
            cpu = [one.cpu for one in theirs.costs], [one.cpu for one in ours.costs]
            title = f"{sheets} sheets by {peer.name}"
            yield of_pairs(title, "CPU s", *cpu, goal=peer.times, against="ours")
            yield of_pairs(
                f"{title}: file", "MB", [theirs.size], [ours.size], goal="≥ 1", against="ours"
            )


def _measured(peer: Peer, made: Given, sheets: int) -> tuple[Measured, Measured]:
    """The costs of the peer and of ours, measured in turn."""
    _prepared(peer, made, sheets)
    both = (peer, OURS)
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for _round in range(peer.rounds):
        for one, found in zip(both, costs, strict=True):
            found.append(_run(one, made, sheets))
    theirs, ours = (
        Measured(found, *_printed(made.folder / f"{one.file}.pdf"))
        for one, found in zip(both, costs, strict=True)
    )
    return theirs, ours


def _prepared(peer: Peer, made: Given, sheets: int) -> None:
    """Write the source of a peer that has a language of its own."""
    if peer.source is not None:
        peer.source(made, guide(sheets), made.folder / f"{peer.file}.{peer.ending}")


def _run(peer: Peer, made: Given, sheets: int) -> Cost:
    return cost(peer.orders(made, sheets), made.folder / "said.txt", _surroundings(made))


def _surroundings(made: Given) -> dict[str, str]:
    """The variables of every process: fonts that the system finds, compiled code that is kept."""
    variables = {**os.environ, "FONTCONFIG_FILE": str(made.folder / "fonts.conf")}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables


def _printed(file: Path) -> tuple[int, float]:
    """How many pages a file has, and how many megabytes."""
    return len(pypdfium2.PdfDocument(file)), file.stat().st_size / 1e6


def _line(peer: Peer, found: Measured, sheets: int) -> str:
    best = min(found.costs)
    return (
        f"  {sheets} sheets  {peer.name:20}  {found.pages:4} pages  {best.cpu:7.2f} CPU s  "
        f"{best.wall:7.2f} s  {best.memory:6.0f} MB memory  {found.size:6.2f} MB file"
    )


def prepare(folder: Path, sheets: int) -> Given:
    """Lay out what all are given: photos, codes, type, and which fonts a system has."""
    made = Given(folder, folder / "faces", _types())
    made.fonts.mkdir()
    for name in FILES.values():
        shutil.copy(places.resources() / "fonts" / name, made.fonts)
    for number in range(PHOTOS):
        made.photo(number).write_bytes(photo(number))
    for item in guide(sheets):
        if isinstance(item, PhotoWithCode):
            code = segno.make_qr(item.link, error="m")
            code.save(str(made.code(item.link)), scale=4, border=0)
    made.keep()
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{made.fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return made


def _types() -> dict[str, Type]:
    styles = look("tea").styles
    return {
        name: Type(own.face, own.size, own.leading, own.before, own.after, _hexadecimal(own.colour))
        for name in TYPES
        for own in [styles[name]]
    }


def _hexadecimal(colour: Colour) -> str:
    parts = (colour.red, colour.green, colour.blue)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _warm(peers: Sequence[Peer], made: Given) -> None:
    """Run each once without sheets: code is compiled, LibreOffice fills its profile."""
    for peer in (OURS, *peers):
        _prepared(peer, made, 0)
        _run(peer, made, 0)
