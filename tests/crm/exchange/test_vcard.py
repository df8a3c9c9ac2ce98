# SPDX-License-Identifier: Apache-2.0
"""vCards of real phones and address books are read; broken cards are told, the rest is read."""

from __future__ import annotations

import base64
import quopri
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.vcard import NO_CARD, NO_END, NO_NAME, Card, folded, read, written

CARDS = Path(__file__).parent / "vcards"

LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
CARD = st.builds(
    Card,
    line=st.just(1),
    name=LINE | st.sampled_from(["李明", "欧阳 锋", "Jane van Doe"]).map(lambda one: one),
    organisation=st.just("") | LINE,
    title=st.just("") | LINE,
    mobiles=st.lists(st.sampled_from(["13812345678", "13900000000"]), unique=True).map(tuple),
    phones=st.lists(st.sampled_from(["0719-5550100", "010 8888 7777"]), unique=True).map(tuple),
    email=st.sampled_from(["", "li@example.com"]),
    wechat=st.sampled_from(["", "li_ming-1990"]),
    note=st.just("") | LINE | st.just("First; second,\nthird \\ fourth"),
)


def one(text: str | bytes) -> Card:
    data = text.encode() if isinstance(text, str) else text
    found = read(b"BEGIN:VCARD\r\n" + data.replace(b"\n", b"\r\n") + b"\r\nEND:VCARD\r\n")
    assert found.broken == ()
    (card,) = found.cards
    return card


@pytest.mark.parametrize(
    ("file", "names", "broken"),
    [
        ("John_Doe_ANDROID.vcf", ["Ñ Ñ Ñ Ñ Ñ", "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ", "Ñ Ñ Ñ Ñ", "ÑÑÑÑ"], 2),
        ("John_Doe_IPHONE.vcf", ["Mr. John Richter James Doe Sr."], 0),
        ("John_Doe_MS_OUTLOOK.vcf", ["Mr. John Richter James Doe Sr."], 0),
        ("gmail-list.vcf", ["Arnold Smith", "Chris Beatle", "Doug White"], 0),
        ("outlook-2007.vcf", ["Mr. Michael Angstadt Jr."], 0),
        ("rfc2426-example.vcf", ["Frank Dawson", "Tim Howes"], 0),
    ],
)
def test_cards_of_real_programs_are_read(file: str, names: list[str], broken: int) -> None:
    found = read((CARDS / file).read_bytes())
    assert [card.name for card in found.cards] == names
    assert [told.reason for told in found.broken] == [NO_NAME] * broken


def test_a_card_of_a_phone_is_whole() -> None:
    (card,) = read((CARDS / "John_Doe_IPHONE.vcf").read_bytes()).cards
    assert (card.organisation, card.title) == ("IBM", "Accounting Money Counter")
    assert card.mobiles == ("905-555-1234",)
    assert card.phones == ("905-666-1234", "905-777-1234", "905-222-1234")
    assert card.email == "john.doe@ibm.com"
    assert "PHOTO" not in repr(card)


@pytest.mark.parametrize("charset", ["GBK", "GB2312", "gb18030", "UTF-8"])
def test_quoted_printable_in_the_charsets_of_chinese_phones(charset: str) -> None:
    said = quopri.encodestring("李明".encode(charset)).replace(b"=\n", b"").decode()
    house = quopri.encodestring("武汉长江食品有限公司".encode(charset)).replace(b"\n", b"\r\n")
    text = f"VERSION:2.1\nN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:;{said};;;\n"
    data = text.encode() + f"ORG;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:".encode() + house
    card = one(data.replace(b"\r\n", b"\n"))
    assert (card.name, card.organisation) == ("李明", "武汉长江食品有限公司")


def test_a_file_says_no_charset_and_is_in_gbk_or_begins_with_a_mark() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:王芳\nTEL;TYPE=CELL:+86 138-1234-5678\nEND:VCARD\n"
    for data in (
        text.encode("gbk"),
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.encode(),
    ):
        (card,) = read(data).cards
        assert (card.name, card.mobiles) == ("王芳", ("13812345678",))


def test_folded_lines_are_put_together_even_within_a_character() -> None:
    name = b"FN:" + "恩施土家族苗族自治州富硒茶业".encode()
    for at in range(4, len(name)):
        card = one(b"VERSION:3.0\n" + name[:at] + b"\n " + name[at:])
        assert card.name == "恩施土家族苗族自治州富硒茶业"


@pytest.mark.parametrize("margin", [" ", ""])
def test_photos_are_passed_over_however_they_are_folded(margin: str) -> None:
    photo = base64.b64encode(bytes(range(256)) * 4).decode()
    lines = "\n".join(margin + photo[at : at + 72] for at in range(0, len(photo), 72))
    card = one(f"VERSION:2.1\nFN:Li\nPHOTO;ENCODING=BASE64;JPEG:\n{lines}\n\nTITLE:Director")
    assert (card.name, card.title) == ("Li", "Director")


def test_version_four_writes_telephones_as_addresses() -> None:
    card = one(
        'VERSION:4.0\nKIND:individual\nFN:Li Ming\nORG:"Tea";Sales\n'
        'TEL;VALUE=uri;TYPE="voice,home";PREF=1:tel:+1-555-555-5555;ext=5\n'
        "TEL;VALUE=uri;TYPE=cell:tel:13812345678\nEMAIL:mailto:li@example.com\n"
        "IMPP:wechat:liming\n"
    )
    assert (card.mobiles, card.phones) == (("13812345678",), ("+1-555-555-5555",))
    assert (card.email, card.wechat) == ("li@example.com", "liming")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("N:李;明;;;\nFN:明 李", "李明"),
        ("N:欧阳;锋;;;", "欧阳锋"),
        ("N:;李明;;;\nFN:李明", "李明"),
        ("N:Doe;Jane;van;;", "Jane van Doe"),
        ("N:Doe;Jane;;;\nFN:Dr. Jane Doe", "Dr. Jane Doe"),
        ("FN:A\\, B\\; C\\\\D", "A, B; C\\D"),
    ],
)
def test_a_chinese_name_begins_with_the_surname(lines: str, name: str) -> None:
    assert one(f"VERSION:3.0\n{lines}").name == name


def test_a_house_and_the_fax_are_told_apart() -> None:
    card = one("VERSION:3.0\nFN:无锡商会\nORG:无锡商会\nX-ABShowAs:COMPANY\nTEL;TYPE=FAX:0510-1\n"
               "TEL;TYPE=PREF,WORK:0510-5550100\nTEL:0510-5550101")  # fmt: skip
    assert card.is_organisation
    assert (card.name, card.organisation) == ("", "无锡商会")
    assert card.phones == ("0510-5550100", "0510-5550101")


def test_broken_cards_are_told_with_their_place_and_the_rest_is_read() -> None:
    found = read(
        b"BEGIN:VCARD\nFN:Cut off\nBEGIN:VCARD\nFN:Whole\nno colon here\n;;;:::\nEND:VCARD\n"
        b"BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:At the end"
    )
    assert [card.name for card in found.cards] == ["Whole"]
    assert [(told.line, told.reason) for told in found.broken] == [
        (1, NO_END), (8, NO_NAME), (10, NO_END),
    ]  # fmt: skip
    assert [told.reason for told in read(b"Name,Telephone\nLi,1\n").broken] == [NO_CARD]
    assert [told.reason for told in read(b"").broken] == [NO_CARD]


@given(data=st.binary(max_size=300))
def test_no_file_is_too_strange_to_be_looked_at(data: bytes) -> None:
    found = read(b"BEGIN:VCARD\nFN:Li\nEND:VCARD\n" + data)
    assert found.cards[0].name == "Li"


@given(cards=st.lists(CARD, min_size=1, max_size=3))
def test_what_is_written_is_read_again(cards: list[Card]) -> None:
    data = written(cards)
    found = read(data)
    assert found.broken == ()
    assert [(c.name, c.organisation, c.title, c.mobiles, c.phones, c.email, c.wechat, c.note)
            for c in found.cards] == [
        (c.name.replace(" ", "") if c.name == "欧阳 锋" else c.name, c.organisation, c.title,
         c.mobiles, c.phones, c.email, c.wechat, c.note) for c in cards]  # fmt: skip
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(text=st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_folding_cuts_no_character(text: str) -> None:
    assert folded(text).replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == text


@pytest.mark.parametrize(
    ("head", "before"),
    [(b"PHOTO;ENCODING=b;TYPE=JPEG:", b" "), (b"PHOTO;JPEG;BASE64:", b""), (b"NOTE:", b"\t")],
    ids=["3.0", "2.1", "note"],
)
def test_a_photo_of_five_megabytes_in_folded_lines_is_passed_over_at_once(
    head: bytes, before: bytes
) -> None:
    photo = head + b"\r\n" + b"".join([before + b"QUJD" * 18 + b"\r\n"] * 70_000)
    begun = time.monotonic()
    found = read(b"BEGIN:VCARD\r\nFN:Photo\r\n" + photo + b"TEL:13900000000\r\nEND:VCARD\r\n")
    assert [(one.name, one.mobiles) for one in found.cards] == [("Photo", ("13900000000",))]
    assert time.monotonic() - begun < 5
