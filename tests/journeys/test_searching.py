# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K finds the chamber of the roadshow and people with surnames that are often misread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from sqlalchemy import select

from crm.domain.organisation import Organisation
from crm.domain.person import Person
from tests.builders import a_person
from tests.journeys.traveller import CTRL, Traveller
from tests.ui.keys import type_in
from ui.widgets.palette import PaletteDialog

CHAMBER = "无锡商会"
PEOPLE = {
    "单志远": ("shanzhiyuan", "szy"), "曾广明": ("zengguangming", "zgm"),
    "解小龙": ("xiexiaolong", "xxl"), "仇文海": ("qiuwenhai", "qwh"),
    "区少峰": ("oushaofeng", "osf"), "查思敏": ("zhasimin", "zsm"),
    "盖玉林": ("geyulin", "gyl"), "朴成哲": ("piaochengzhe", "pcz"),
    "吕方平": ("lvfangping", "lfp"),
}  # fmt: skip
"""Surnames with a reading of their own, and how people type them."""


def finds(traveller: Traveller, typed: str, *wanted: str) -> None:
    """Type into the palette until it lists all that is wanted; it is closed again."""
    traveller.key(Qt.Key.Key_K, CTRL)
    palette = traveller.seen(PaletteDialog)
    type_in(palette.line, typed)
    traveller.until(lambda: {*wanted} <= {one.title for one in palette.found()})
    palette.close()
    traveller.rest()


def secretary_of_the_chamber(traveller: Traveller) -> Person:
    """The secretary that the sample county knows in Wuxi."""
    with traveller.app.desk.register.reading() as session:
        house = select(Organisation.id).where(Organisation.name == CHAMBER)
        asked = select(Person).where(Person.organisation_id.in_(house), Person.title == "秘书长")
        person = session.scalars(asked.order_by(Person.id)).first()
        assert person is not None
        session.expunge(person)
        return person


def test_the_chamber_is_found_by_words_sounds_and_the_phone_of_its_secretary(
    traveller: Traveller,
) -> None:
    secretary = secretary_of_the_chamber(traveller)
    assert secretary.mobile
    for typed in ("无锡", "商会", "wxsh", "wuxi", CHAMBER):
        finds(traveller, typed, CHAMBER)
    finds(traveller, secretary.mobile[-4:], CHAMBER, secretary.name)


def test_surnames_are_read_as_people_say_them(traveller: Traveller) -> None:
    with traveller.app.desk.register.writing("Prepared") as unit:
        for name in PEOPLE:
            a_person(unit, name=name)
    for name, ways in PEOPLE.items():
        for typed in ways:
            finds(traveller, typed, name)
