# SPDX-License-Identifier: Apache-2.0
"""The part of a picture that is printed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PIL import Image, ImageColor

from crm.documents.engine.pictures import content
from crm.documents.guide.photos import shown
from crm.documents.guide.printing import Made, make
from crm.domain.rules.pictures import Flaw
from crm.domain.rules.plan import CHAPTERS
from crm.errors import InvalidInput
from crm.queries.photos import Photo
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import data, only, with_values


def halves(kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (400, 200), (220, 20, 20))
    picture.paste((20, 20, 220), (200, 0, 400, 200))
    out = io.BytesIO()
    picture.convert(mode).save(out, kind)
    return out.getvalue()


def attached(content: bytes, crop: str = "") -> Photo:
    return Photo(hashlib.sha256(content).hexdigest(), lambda: content, crop)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P")],
)
def test_only_the_chosen_part_is_printed_and_the_file_stays(kind: str, mode: str) -> None:
    came = halves(kind, mode)
    photo = attached(came, "500 0 500 1000")
    with Image.open(io.BytesIO(content(shown(photo)))) as part:
        assert part.size == (200, 200)
        red, _green, blue = part.convert("RGB").crop((100, 100, 101, 101)).tobytes()
        assert blue > 150 > red
    assert photo.read() == came
    assert content(shown(attached(came))) == came


def test_a_part_of_a_broken_or_huge_picture_is_refused_and_the_guide_still_builds() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")
    for came in (b"no picture", halves()[:200], out.getvalue()):
        photo = attached(came, "0 0 500 500")
        with pytest.raises(InvalidInput):
            content(shown(photo))
        first, *others = data().projects
        given = replace(data(), cover=photo, projects=(replace(first, pictures=(photo,)), *others))
        assert make(only(given, ["projects"]), language="zh_CN").printed.pages > 3


def test_up_to_three_pictures_stand_beside_each_other_and_a_broken_one_is_left_out(
    tmp_path: Path,
) -> None:
    first = data().projects[0]
    photos = tuple(photo_of(colour) for colour in ("red", "lime", "blue"))
    for pictures, wanted in (
        (photos, ["red", "lime", "blue"]),
        ((photos[0], b"no picture", photos[2]), ["red", "blue"]),
        (photos[:1], ["red"]),
    ):
        given = replace(data(), projects=(replace(first, pictures=pictures),))
        made = make(only(given, ["projects"]), language="zh_CN")
        target = tmp_path / "guide.pdf"
        target.write_bytes(made.content)
        page = reading.picture(target, made.pages["project", first.project.id], 1.0).convert("RGB")
        assert band(page) == wanted
        lost = [Flaw("project", first.project.id)] if b"no picture" in pictures else []
        assert [one for one in made.printed.unfit if not one.dots] == lost


def photo_of(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 500), colour).save(out, "PNG")
    return out.getvalue()


def band(page: Image.Image) -> list[str]:
    """The colours of the pictures from left to right, where the first of them stands."""
    named = {ImageColor.getrgb(name): name for name in ("red", "lime", "blue")}
    for y in range(0, page.height, 8):
        row = [page.getpixel((x, y)) for x in range(page.width)]
        near = [
            next((n for c, n in named.items() if close(cast("Colour", one), c)), "") for one in row
        ]
        found = [name for name in dict.fromkeys(near) if name]
        if found:
            return found
    return []


Colour = tuple[int, int, int]


def close(one: Colour, other: Sequence[int]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=False))


def test_a_chapter_opens_with_its_picture_and_its_list_stands_above_it(tmp_path: Path) -> None:
    plain = make(only(data(), ["costs"]), language="zh_CN")
    given = replace(data(), plates={"costs": photo_of("red"), "basics": photo_of("lime")})
    made = make(only(given, ["costs"]), language="zh_CN")
    number = made.pages["chapter", CHAPTERS.index("costs")]
    before, after = (
        page_of(one, number, tmp_path / f"{name}.pdf")
        for name, one in (("plain", plain), ("pictured", made))
    )
    wide, high = after.size
    feet = [picture.getpixel((wide // 2, high - 8)) for picture in (before, after)]
    assert feet[1] == pytest.approx(ImageColor.getrgb("red"), abs=12)
    assert feet[0] != pytest.approx(ImageColor.getrgb("red"), abs=60)
    edge = next(y for y in range(high) if is_red(after, wide // 2, y))
    assert 0.6 * high < edge < 0.75 * high
    assert all(is_red(after, x, y) for x in range(2, wide - 2, 9) for y in range(edge + 2, high, 9))
    assert made.printed.unfit == ()


def test_a_chapter_whose_picture_is_broken_opens_with_hills_and_is_named(tmp_path: Path) -> None:
    given = replace(data(), plates={"costs": b"no picture"})
    broken = make(only(given, ["costs"]), language="zh_CN")
    assert broken.printed.unfit == (("guide_edition", given.edition.id, "chapter-costs", 0),)
    number = broken.pages["chapter", CHAPTERS.index("costs")]
    page = page_of(broken, number, tmp_path / "broken.pdf")
    colours = page.crop((0, page.height * 4 // 5, page.width, page.height)).getcolors(100_000)
    assert colours is not None
    assert len(colours) > 20, "hills, not the bare ground"


def page_of(made: Made, number: int, target: Path) -> Image.Image:
    target.write_bytes(made.content)
    return reading.picture(target, number, 1.0).convert("RGB")


def is_red(page: Image.Image, x: int, y: int) -> bool:
    return page.getpixel((x, y)) == pytest.approx(ImageColor.getrgb("red"), abs=12)


def test_a_long_list_of_a_chapter_gives_way_to_its_picture(tmp_path: Path) -> None:
    first = data().procedures[0]
    edges: list[int] = []
    for many in (1, 8):
        entries = tuple(
            replace(first, procedure=replace(
                with_values(first.procedure, name=f"{n}号" + "办理事项" * 9), id=900 + n))
            for n in range(many)
        )  # fmt: skip
        given = replace(data(), procedures=entries, plates={"procedures": photo_of("red")})
        made = make(only(given, ["procedures"]), language="zh_CN")
        number = made.pages["chapter", CHAPTERS.index("procedures")]
        target = tmp_path / "guide.pdf"
        page = page_of(made, number, target)
        edges.append(next(y for y in range(page.height) if is_red(page, 20, y)))
        listed = [n for n in range(many) if f"{n}号办理" in reading.texts(target)[number]]
        assert listed[:4] == [*range(many)][:4]
        feet = [reading.place(target, f"{n}号办理", number).bottom for n in listed]
        assert min(feet) / 25.4 * 72 > page.height - edges[-1], "above the picture"
    assert edges[0] == edges[1]


def test_pictures_are_read_once_however_many_there_are() -> None:
    reads: list[str] = []

    def one(number: int) -> Photo:
        came = photo_of(f"#{number:06x}")

        def read() -> bytes:
            reads.append(str(number))
            return came

        return Photo(hashlib.sha256(came).hexdigest(), read, "0 0 900 1000" if number % 2 else "")

    first = data().projects[0]
    entries = tuple(
        replace(first, project=replace(first.project, id=n), pictures=(one(n),))
        for n in range(1, 161)
    )
    given = only(replace(data(), projects=entries, cover=one(161)), ["projects"])
    before = make(given, language="zh_CN")
    assert set(reads) == {str(n) for n in range(1, 162)}
    reads.clear()
    assert make(given, language="zh_CN").content == before.content
    assert reads == []
