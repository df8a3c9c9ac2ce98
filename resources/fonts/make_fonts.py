# SPDX-License-Identifier: Apache-2.0
"""Makes the fonts of this folder from the Noto packages on npm: `python make_fonts.py`.

Needs `npm` and `fontTools` (a tool of the makers, not of the program). Each face is cut to the
characters below, loses its hinting and layout tables, keeps the kerning of Latin letters as a
plain `kern` table, and gains a few glyphs that are otherwise reached only by layout features:
narrow quotes for Latin text and the unbroken dash of Chinese, at U+F0000 + code point.
"""

# ruff: noqa: INP001 - a script beside the fonts it makes

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

HERE = Path(__file__).resolve().parent
VERSION = "0.4.3"
SOURCES = {
    "NotoSansSC-Regular": ("noto-sans-sc", "400Regular/NotoSansSC_400Regular.ttf"),
    "NotoSansSC-Bold": ("noto-sans-sc", "700Bold/NotoSansSC_700Bold.ttf"),
    "NotoSerifSC-Regular": ("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf"),
    "NotoSerifSC-Bold": ("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf"),
}
RARE = "NotoSansSC-Rare"
VARIANT = 0xF0000
NARROW = "“”‘’…"
WIDE_DASH = (0x2014, 0x2015)
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x251, 0x251), (0x261, 0x261), (0x2C7, 0x2D9),
    (0x391, 0x3C9), (0x401, 0x451), (0x2010, 0x2044), (0x2070, 0x209C), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF),
    (0x2500, 0x25FF), (0x2600, 0x266F), (0x2713, 0x2717), (0x2776, 0x2793), (0x3000, 0x30FF),
    (0x3220, 0x32FF), (0x3380, 0x33DF), (0xFE10, 0xFE4F), (0xFF01, 0xFFE6),
)  # fmt: skip


def wanted() -> set[int]:
    """通用规范汉字 8105, GB 2312, Latin with accents, punctuation and symbols."""
    codes = {code for first, last in RANGES for code in range(first, last + 1)}
    table = (HERE / "characters-8105.txt").read_text(encoding="utf-8")
    codes.update(ord(character) for character in table if not character.isspace())
    for lead, trail in product(range(0xA1, 0xF8), range(0xA1, 0xFF)):
        text = bytes([lead, trail]).decode("gb2312", errors="ignore")
        codes.update(map(ord, text))
    return codes | {VARIANT + ord(sign) for sign in NARROW} | {VARIANT + WIDE_DASH[0]}


def unpack(package: str, folder: Path) -> Path:
    """Fetch one package; the folder of its files."""
    subprocess.run(  # noqa: S603 - our own command
        ["npm", "pack", f"@expo-google-fonts/{package}@{VERSION}"],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
    )
    archive = folder / f"expo-google-fonts-{package}-{VERSION}.tgz"
    target = folder / package
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    return target / "package"


def features(font: Any, table: str, tag: str) -> list[Any]:  # noqa: ANN401 - fontTools has no types
    """The subtables of a layout feature, unwrapped."""
    layout = font[table].table
    indices = {
        index
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    lookups = [layout.LookupList.Lookup[index] for index in sorted(indices)]
    return [getattr(part, "ExtSubTable", part) for lookup in lookups for part in lookup.SubTable]


def add_variants(font: Any) -> None:  # noqa: ANN401 - fontTools is not typed
    """Give the narrow quotes and the unbroken dash code points of their own."""
    names = font.getBestCmap()
    narrow: dict[str, str] = {}
    for part in features(font, "GSUB", "pwid"):
        narrow.update(part.mapping)
    extra = {VARIANT + ord(sign): narrow[names[ord(sign)]] for sign in NARROW}
    extra[VARIANT + WIDE_DASH[0]] = names[WIDE_DASH[1]]
    for table in font["cmap"].tables:
        if table.format == 12:  # noqa: PLR2004 - the cmap format that reaches beyond the BMP
            table.cmap.update(extra)


def kerning(font: Any) -> dict[tuple[str, str], int]:  # noqa: ANN401 - as above
    """The kerning of pairs of Latin letters and signs, in font units."""
    names = font.getBestCmap()
    latin = [names[code] for code in range(0x21, 0x7F) if code in names]
    latin += [names[VARIANT + ord(sign)] for sign in NARROW]
    pairs: dict[tuple[str, str], int] = {}
    for part in features(font, "GPOS", "kern"):
        covered = {name: index for index, name in enumerate(part.Coverage.glyphs)}
        for left, right in product((name for name in latin if name in covered), latin):
            if (left, right) not in pairs:
                value = pair_value(part, covered[left], left, right)
                if value is not None:
                    pairs[left, right] = value
    return {pair: value for pair, value in pairs.items() if value}


def pair_value(part: Any, index: int, left: str, right: str) -> int | None:  # noqa: ANN401 - as above
    """What one subtable says of a pair; None when it says nothing."""
    if part.Format == 1:
        for record in part.PairSet[index].PairValueRecord:
            if record.SecondGlyph == right:
                return getattr(record.Value1, "XAdvance", 0)
        return None
    first = part.ClassDef1.classDefs.get(left, 0)
    second = part.ClassDef2.classDefs.get(right, 0)
    value = part.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0


def cut(source: Path, codes: set[int], target: Path) -> None:
    """Write a face with only these characters."""
    font: Any = TTFont(source, recalcTimestamp=False)
    add_variants(font)
    pairs = kerning(font)
    options = subset.Options(
        layout_features=[], hinting=False, glyph_names=False, notdef_outline=True,
        recalc_timestamp=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], legacy_cmap=False,
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "prep", "DSIG"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    kept = set(font.getGlyphOrder())
    table: Any = newTable("kern")
    part = KernTable_format_0()
    part.coverage, part.apple, part.tupleIndex = 1, False, None
    part.kernTable = {pair: value for pair, value in pairs.items() if kept.issuperset(pair)}
    table.version, table.kernTables = 0, [part]
    if part.kernTable:
        font["kern"] = table
    font.save(target)


def main() -> None:
    """Make every face, its licence and the list of hashes."""
    codes = wanted()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = {package: unpack(package, folder) for package, _ in SOURCES.values()}
        for face, (package, path) in SOURCES.items():
            cut(packages[package] / path, codes, HERE / f"{face}.ttf")
        package, path = SOURCES["NotoSansSC-Regular"]
        source = packages[package] / path
        cut(source, set(TTFont(source).getBestCmap()) - codes, HERE / f"{RARE}.ttf")
        for package, title in (("noto-sans-sc", "NotoSansSC"), ("noto-serif-sc", "NotoSerifSC")):
            licence = (packages[package] / "LICENSE_FONT").read_bytes()
            (HERE / f"{title}-OFL.txt").write_bytes(licence)
    made = sorted(HERE.glob("*.ttf"))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made]
    (HERE / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


if __name__ == "__main__":
    main()
