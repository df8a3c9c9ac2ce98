# SPDX-License-Identifier: Apache-2.0
"""The colours: all roles in both themes, and words that can be read on every ground."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtGui import QColor

from crm import places
from ui.theme.tokens import THEMES, contrast, read_tokens, tint

WORDS = ("text", "muted", "accent", "danger", "warning", "good", "info")
STAGES = tuple(f"stage_{number}" for number in range(1, 6))
GROUNDS = ("surface", "raised", "sunken")
PAIRS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("on_selection", "selection"),
    ("on_notice", "notice"),
    ("notice_accent", "notice"),
    ("accent", "accent_soft"),
    ("accent", "selection"),
    ("text", "accent_soft"),
    ("text", "hover"),
    ("text", "pressed"),
    ("muted", "hover"),
    ("danger", "danger_soft"),
    ("warning", "warning_soft"),
    ("good", "good_soft"),
    ("info", "info_soft"),
    ("disabled", "raised"),
    *((stage, "raised") for stage in STAGES),
)


@pytest.mark.parametrize("name", THEMES)
def test_every_word_can_be_read_on_every_ground(name: str) -> None:
    colours = read_tokens(name)
    pairs = [(word, ground) for word in WORDS for ground in GROUNDS]
    weak = {
        f"{word} on {ground}": round(contrast(colours.colour(word), colours.colour(ground)), 2)
        for word, ground in (*pairs, *PAIRS)
        if contrast(colours.colour(word), colours.colour(ground)) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_outlines_and_chart_colours_are_seen_on_the_raised_ground(name: str) -> None:
    colours = read_tokens(name)
    roles = ("edge", "focus", *(f"chart_{number}" for number in range(1, 6)))
    ground = colours.colour("raised")
    assert [role for role in roles if contrast(colours.colour(role), ground) < 3] == []


@pytest.mark.parametrize("name", THEMES)
def test_the_files_say_what_a_toml_parser_reads_in_them(name: str) -> None:
    file = places.resources() / "themes" / f"{name}.toml"
    parsed: dict[str, str] = tomllib.loads(file.read_text("utf-8"))["colours"]
    assert {role.replace("-", "_"): at for role, at in parsed.items()} == read_tokens(name).roles()


@pytest.mark.parametrize("name", THEMES)
def test_the_marks_in_boxes_have_the_colour_of_what_stands_on_the_accent(name: str) -> None:
    wanted = read_tokens(name).on_accent
    for mark in ("check", "part"):
        drawing = (places.resources() / "themes" / f"{mark}-{name}.svg").read_text("utf-8")
        assert f'stroke="{wanted}"' in drawing


def test_a_role_may_be_named_as_in_the_file() -> None:
    colours = read_tokens("light")
    assert colours.colour("on-accent") == colours.colour("on_accent")


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        read_tokens("light").colour("pink")


def test_contrast_is_the_one_of_the_standard() -> None:
    assert round(contrast(QColor("black"), QColor("white")), 1) == 21.0
    assert contrast(QColor("white"), QColor("white")) == 1.0


def test_a_tint_lies_between_its_colours() -> None:
    assert tint(QColor("white"), QColor("black"), 0) == QColor("black")
    assert tint(QColor("white"), QColor("black"), 1) == QColor("white")
    assert tint(QColor("white"), QColor("black"), 0.5).red() in {127, 128}
