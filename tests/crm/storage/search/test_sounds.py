# SPDX-License-Identifier: Apache-2.0
"""How texts are said: phrases decide, surnames have readings of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crm.storage.search.sounds import SURNAMES, readings, syllables

ROOT = Path(__file__).parents[4]


def said(text: str) -> set[str]:
    return {" ".join(sound.full for sound in way) for way in readings(text)}


@pytest.mark.parametrize(
    ("text", "syllables_of_it"),
    [
        ("无锡商会", "wu xi shang hui"), ("重庆", "chong qing"), ("重量", "zhong liang"),
        ("银行", "yin hang"), ("绿茶", "lv cha"), ("恩施", "en shi"),
    ],
)  # fmt: skip
def test_the_longest_phrase_decides(text: str, syllables_of_it: str) -> None:
    assert " ".join(syllables(text)) == syllables_of_it


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("单小明", "shan xiao ming"), ("曾主任", "zeng zhu ren"), ("解放", "xie fang"),
        ("仇总", "qiu zong"), ("区伟", "ou wei"), ("查理", "zha li"), ("盖先生", "ge xian sheng"),
        ("朴会长", "piao hui zhang"), ("吕布", "lv bu"), ("吕布", "lyu bu"),
        ("尉迟恭", "yu chi gong"), ("万俟卨", "mo qi xie"),
    ],
)  # fmt: skip
def test_a_surname_is_said_its_own_way(name: str, way: str) -> None:
    assert way in said(name)


def test_what_may_be_a_name_is_also_said_as_a_word() -> None:
    assert said("解放") == {"jie fang", "xie fang"}


def test_a_long_text_is_nobodys_name() -> None:
    assert said("解决企业用地问题") == {"jie jue qi ye yong di wen ti"}


def test_words_between_characters_are_said_as_they_stand() -> None:
    assert said("A股China（无锡）") == {"a gu china wu xi"}


def test_a_text_without_characters_is_not_said() -> None:
    assert readings("Selenium Tea 2026") == ()


def test_every_surname_has_as_many_syllables_as_characters() -> None:
    assert all(len(way.split()) == len(name) for name, ways in SURNAMES.items() for way in ways)


def test_the_dictionary_waits_for_the_first_chinese_text() -> None:
    program = (
        "import sys; from crm.storage.search.sounds import readings; readings('Tea 2026');"
        "print('pypinyin' in sys.modules); readings('茶'); print('pypinyin' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["False", "True"]
