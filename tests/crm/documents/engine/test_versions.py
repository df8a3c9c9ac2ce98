# SPDX-License-Identifier: Apache-2.0
"""The same pages for the archive, for the print shop, and with a password."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import pdfa
from PIL import Image, ImageCms

from crm.documents.engine import versions
from crm.documents.engine.blocks import Picture, QrCode, Text
from crm.documents.engine.composer import Composer
from crm.documents.engine.output import About
from crm.documents.engine.page import Section
from crm.documents.engine.style import A4, MM, look
from crm.documents.engine.versions import BLEED, SLUG, archived, for_press, in_version, inks
from crm.errors import Cancelled, InvalidInput
from crm.progress import Progress

DAY = date(2026, 6, 30)
PDF_DAY = "D:20260630000000Z"
PDF_X = {
    "pdfxid:GTS_PDFXVersion": "PDF/X-4",
    "pdf:Trapped": "False",
    "xmpMM:VersionID": "1",
    "xmpMM:RenditionClass": "default",
    "xmp:CreateDate": "2026-06-30T00:00:00Z",
    "xmp:ModifyDate": "2026-06-30T00:00:00Z",
    "xmp:MetadataDate": "2026-06-30T00:00:00Z",
}
"""What the standard asks the file to say of itself."""
SHARE = st.floats(0, 1)


@pytest.fixture(scope="module")
def content() -> bytes:
    """A cover filled to its edges, and a page with text, a picture and a QR code."""
    composer = Composer(look(), about=About("投资指南 & <1>", "示例县"))
    composer.section(Section("示例县", "指南", numbering="decimal"))
    composer.plate("deep")
    composer.new_page()
    composer.heading(1, "基本情况")
    composer.paragraph("位于武陵山区腹地。")
    held = io.BytesIO()
    Image.effect_noise((320, 200), 60).convert("RGB").save(held, "PNG")
    composer.place(Picture(held.getvalue()))
    composer.place(QrCode("https://example.com"))
    composer.place(Text("完", "note"))
    return composer.made()[0]


def _sides(box: pikepdf.Object) -> list[float]:
    return [float(side) for side in box]


def _pictures(content: bytes) -> Sequence[Image.Image]:
    document: Any = pypdfium2.PdfDocument(content)  # the library's answers have no types
    try:
        return [page.render(scale=1).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def _light(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    return tuple(picture.crop((x, y, x + 1, y + 1)).tobytes())


def test_the_archive_version_is_pdf_a_2b_and_says_what_it_is(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived(content))) as pdf:
        assert [str(one) for one in pdfa.check(pdf, "2b").findings] == []
        with pdf.open_metadata() as said:
            assert said["dc:title"] == "投资指南 & <1>"
            assert said["dc:creator"] == ["示例县"]


def test_the_screen_version_is_not_yet_fit_for_the_archive(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdfa.check(pdf, "2b").passed


def test_archived_pages_look_just_as_they_did(content: bytes) -> None:
    before, after = _pictures(content), _pictures(archived(content))
    assert [one.tobytes() for one in before] == [one.tobytes() for one in after]


@pytest.mark.parametrize("version", [code for code, _label in versions.VERSIONS])
def test_equal_documents_are_equal_in_every_version(content: bytes, version: str) -> None:
    assert in_version(content, version, DAY) == in_version(content, version, DAY)


def test_the_print_shop_gets_boxes_for_bleed_and_trim(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(for_press(content, DAY))) as pdf:
        for page in pdf.pages:
            trim, bleed = _sides(page.trimbox), _sides(page.obj.BleedBox)
            media = _sides(page.mediabox)
            assert trim[2] - trim[0] == pytest.approx(A4.width, abs=0.01)
            assert [a - b for a, b in zip(trim, bleed, strict=True)] == pytest.approx(
                [3 * MM, 3 * MM, -3 * MM, -3 * MM], abs=0.01
            )
            assert media[3] == pytest.approx(A4.height + 2 * SLUG, abs=0.01)
            assert "/Annots" not in page.obj


def test_a_page_coloured_to_its_edges_bleeds_and_the_room_around_stays_white(
    content: bytes,
) -> None:
    cover, inner = _pictures(for_press(content, DAY))
    inside, outside = round(SLUG - BLEED) + 2, round(SLUG - BLEED) - 3
    middle = cover.height // 2
    assert max(_light(cover, inside, middle)) < 140
    assert _light(cover, outside, middle) == (255, 255, 255)
    assert _light(inner, inside, middle) == (255, 255, 255)


def test_no_colour_of_lights_is_left_for_the_print_shop(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(for_press(content, DAY))) as pdf:
        used: set[str] = set()
        spaces: set[str] = set()
        for page in pdf.pages:
            used |= {str(line.operator) for line in pikepdf.parse_content_stream(page)}
            spaces |= {str(image.ColorSpace) for image in page.get_images().values()}
        assert {"rg", "RG"} & used == set()
        assert {"k", "K"} <= used
        assert spaces == {"/DeviceCMYK"}


def _profile(content: bytes) -> bytes:
    """The output profile that a press version names."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (intent,) = list(pdf.Root.OutputIntents)
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        return bytes(intent.DestOutputProfile.read_bytes())


def test_the_print_shop_gets_a_pdf_x_4_dated_by_its_data(content: bytes) -> None:
    made = for_press(content, DAY)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert (pdf.pdf_version, pdf.is_encrypted) == ("1.6", False)
        assert len(pdf.trailer.ID) == 2
        with pdf.open_metadata(update_docinfo=False) as said:
            told = {name: str(said[name]) for name in PDF_X}
            assert str(said["xmpMM:DocumentID"]).startswith("uuid:")
            assert said["dc:title"] == str(pdf.docinfo["/Title"]) == "投资指南 & <1>"
            assert said["dc:creator"] == ["示例县"]
        assert told == PDF_X
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == PDF_DAY
    # Whoever looks for the packet need not be able to unpack it.
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in made


def test_another_text_or_another_day_is_another_document_for_the_print_shop(
    content: bytes,
) -> None:
    other = Composer(look(), about=About("投资指南", "示例县"))
    other.new_page()
    files = [for_press(content, DAY), for_press(content, date(2026, 7, 1))]
    files.append(for_press(other.made()[0], DAY))
    assert len(set(files)) == 3
    names = set[str]()
    for one in files:
        with pikepdf.open(io.BytesIO(one)) as pdf, pdf.open_metadata() as said:
            names.add(str(said["xmpMM:DocumentID"]))
    assert len(names) == 2


def test_every_font_of_the_print_shops_version_is_inside_and_every_box_within_the_other(
    content: bytes,
) -> None:
    with pikepdf.open(io.BytesIO(for_press(content, DAY))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        described = [one for one in fonts if one.get("/Type") == "/FontDescriptor"]
        assert described
        assert all("/FontFile2" in one for one in described)
        for page in pdf.pages:
            trim, bleed, media = map(_sides, (page.trimbox, page.obj.BleedBox, page.mediabox))
            assert media[:2] < bleed[:2] < trim[:2]
            assert trim[2:] < bleed[2:] < media[2:]


def _screen() -> io.BytesIO:
    """The profile of screens, as the archive version names it."""
    composer = Composer(look(), about=About("页", "县"))
    composer.new_page()
    with pikepdf.open(io.BytesIO(archived(composer.made()[0]))) as pdf:
        (intent,) = list(pdf.Root.OutputIntents)
        return io.BytesIO(intent.DestOutputProfile.read_bytes())


def _on_paper(picture: Image.Image, profile: bytes) -> bytes:
    """How four inks look on the paper of a profile, in the lights of a screen."""
    back = ImageCms.buildTransform(
        io.BytesIO(profile), _screen(), "CMYK", "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    shown = ImageCms.applyTransform(picture, back)
    assert shown is not None
    return shown.tobytes()


def test_the_print_shop_is_told_for_which_inks_and_paper_it_is(content: bytes) -> None:
    profile = _profile(for_press(content, DAY))
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"prtr", b"CMYK", b"acsp")


def test_a_photograph_keeps_its_colours_in_four_inks(content: bytes) -> None:
    colours = bytes([200, 90, 70, 10, 120, 60, 128, 128, 128, 235, 225, 200])
    picture = versions.four_inks(Image.frombytes("RGB", (2, 2), colours))
    back = _on_paper(picture, _profile(for_press(content, DAY)))
    assert list(back) == pytest.approx(list(colours), abs=14)


@given(SHARE, SHARE, SHARE)
def test_no_colour_has_more_ink_than_paper_takes(red: float, green: float, blue: float) -> None:
    shares = inks(red, green, blue)
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) <= 3.25


@pytest.mark.parametrize("theme", ["tea", "orange"])
def test_texts_are_printed_with_black_alone_and_the_darkest_is_solid(theme: str) -> None:
    for role in ("ink", "quiet", "faint"):
        colour = look(theme).colour(role)
        assert inks(colour.red, colour.green, colour.blue)[:3] == (0, 0, 0), role
    ink = look(theme).colour("ink")
    assert inks(ink.red, ink.green, ink.blue) == (0, 0, 0, 1)


def test_greys_are_printed_with_black_alone() -> None:
    assert versions.in_cmyk(b"0.5 0.5 0.5 rg 0 0 0 RG") == (
        b"0.000 0.000 0.000 0.500 k 0.000 0.000 0.000 1.000 K"
    )


def test_numbers_that_are_no_colour_stay_as_they_are() -> None:
    drawing = b"1.00 0.50 0.25 12.00 re f 3.1 0.2 0.3 0.4 0.5 0.6 cm"
    assert versions.in_cmyk(drawing) == drawing


def test_a_locked_file_opens_with_its_password_alone(content: bytes) -> None:
    key = "招商2026"
    locked = versions.protected(content, key)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password=key) as pdf:
        assert pdf.encryption.bits == 256
        assert len(pdf.pages) == 2


def test_what_cannot_be_made_is_a_sentence(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="screen, archive, press"):
        in_version(content, "poster", DAY)
    with pytest.raises(InvalidInput, match="at least 6"):
        versions.protected(content, "12345")


def test_making_the_print_shops_version_can_be_stopped(content: bytes) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        for_press(content, DAY, progress)
