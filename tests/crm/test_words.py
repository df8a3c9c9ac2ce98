# SPDX-License-Identifier: Apache-2.0
"""Words come out in the language of here and now: the program's, or the document's own."""

from __future__ import annotations

import gettext
import threading

import pytest
from babel.messages.mofile import read_mo

from crm import places, words
from crm.words import N_, NC_, ngettext, pgettext, speaking, tr


def test_english_is_the_source_and_chinese_its_catalogue() -> None:
    assert tr(N_("Project")) == "Project"
    with speaking("zh_CN"):
        assert tr(N_("Project")) == "项目"


def test_a_document_speaks_its_language_while_the_program_keeps_its_own() -> None:
    words.set_language("zh_CN")
    with speaking("en"):
        assert words.language() == "en"
        with speaking("zh_CN"):
            assert words.language() == "zh_CN"
        assert words.language() == "en"
    assert words.language() == "zh_CN"


def test_another_thread_does_not_speak_the_language_of_a_document() -> None:
    heard: list[str] = []
    with speaking("zh_CN"):
        listener = threading.Thread(target=lambda: heard.append(words.language()))
        listener.start()
        listener.join()
    assert heard == ["en"]


def test_a_language_falls_back_after_a_failure() -> None:
    with pytest.raises(RuntimeError), speaking("zh_CN"):
        raise RuntimeError
    assert words.language() == "en"


def test_a_word_with_a_context_is_told_apart_and_shown_without_it() -> None:
    marked = NC_("status", "Normal")
    assert tr(marked) == pgettext("status", "Normal") == "Normal"
    with speaking("zh_CN"):
        assert tr(marked) == "正常"


def test_nothing_is_said_of_nothing() -> None:
    with speaking("zh_CN"):
        assert tr("") == ""


def test_one_and_many_have_their_forms() -> None:
    said = [ngettext("{n} row copied.", "{n} rows copied.", n).format(n=n) for n in (1, 2)]
    assert said == ["1 row copied.", "2 rows copied."]


def test_a_language_that_is_not_there_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="tlh"):
        words.set_language("tlh")


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ({"INVEST_CRM_LANGUAGE": "zh_CN", "LANG": "de_DE"}, "zh_CN"),
        ({"INVEST_CRM_LANGUAGE": "tlh", "LC_ALL": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_system_says_which_language_it_speaks(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], language: str
) -> None:
    for name in ("INVEST_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert words.system_language() == language


def test_every_word_is_read_as_the_standard_library_reads_it() -> None:
    folder = places.resources() / "translations"
    known = gettext.translation(words.DOMAIN, folder, languages=["zh_CN"])
    with (folder / "zh_CN" / "LC_MESSAGES" / f"{words.DOMAIN}.mo").open("rb") as file:
        messages = [message for message in read_mo(file) if message.id]
    assert len(messages) > 1000
    with speaking("zh_CN"):
        for message in messages:
            if isinstance(message.id, str) and message.context:
                assert pgettext(message.context, message.id) == known.pgettext(
                    message.context, message.id
                )
            elif isinstance(message.id, str):
                assert tr(message.id) == known.gettext(message.id)
            else:
                one, many = message.id
                assert ngettext(one, many, 2) == known.ngettext(one, many, 2)


def test_without_a_catalogue_words_come_out_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "DOMAIN", "nobody")
    words.forget_catalogues()
    with speaking("zh_CN"):
        assert tr(N_("Project")) == "Project"
        assert ngettext("{n} row", "{n} rows", 1) == "{n} row"
        assert ngettext("{n} row", "{n} rows", 2) == "{n} rows"
    words.forget_catalogues()
