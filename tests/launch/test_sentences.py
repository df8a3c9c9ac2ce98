# SPDX-License-Identifier: Apache-2.0
"""What `run.py` says is said in both languages, with the same values."""

from __future__ import annotations

import re

import pytest

from launch.sentences import SENTENCES, say


@pytest.mark.parametrize("name", SENTENCES)
def test_both_languages_name_the_same_values(name: str) -> None:
    english, chinese = SENTENCES[name]
    assert sorted(set(re.findall(r"\{\w+\}", english))) == sorted(
        set(re.findall(r"\{\w+\}", chinese))
    )


def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "显示器" in say("no display")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "display" in say("no display")
