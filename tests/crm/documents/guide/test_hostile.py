# SPDX-License-Identifier: Apache-2.0
"""Any text from people, in every field of every record: it prints safely, or it is listed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count, cycle
from pathlib import Path
from unicodedata import bidirectional

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.documents.engine.classes import clean
from crm.documents.guide.printing import make
from crm.domain.all_records import RECORDS
from crm.kinds.texts import LongText, Text
from crm.queries.guide import GuideData, Row
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import LANGUAGE, data, with_values

EDITION = ("title", "subtitle", "issuer", "hotline", "message", "signatory", "disclaimer")
"""The texts of an edition; what else it holds is settings."""
PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from((
        "<b>& <img src='/etc/passwd'/> &amp; ]]> {braces} %s %(n)d \\n (paren\\)",
        "javascript:alert(1)", "עברית \u202eevil\u202c مرحبا", "😀👩‍👩‍👧🇨🇳❤️",
        "a\x00b\x07c\x1bd\ufffe", "𬒈𠮷𰻝", "　。，“”（（（《《《", "W" * 400,
        "很长的文字，没有尽头；" * 40, "\n\n\t \r\n", "", "\ud800",
        "e\u0301\u0301\u0301 ﷽", "١٢٣", "1.5e9", "=1+1", "——……",
    )),
)  # fmt: skip
_TOKEN = re.compile(r"词\d{4}")


class Marked:
    """Puts a token and then a text of others into every text field, each token once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts, self._numbers = cycle(texts), count(1000)

    def row(self, row: Row, names: Sequence[str] = ()) -> Row:
        """A record whose texts that are known, or its `names`, hold what is put into them."""
        fields = RECORDS[row.record].fields()
        told = [
            name
            for name, value in row.values.items()
            if isinstance(fields[name].kind, Text | LongText)
            and (value is not None or name.endswith("_en"))
            and (not names or name in names)
        ]
        return with_values(
            row, **{name: f"词{next(self._numbers)}{next(self.texts)}" for name in told}
        )

    def guide(self, given: GuideData) -> GuideData:
        """All records of a guide so."""
        return replace(
            given,
            edition=self.row(given.edition, EDITION),
            overview=tuple(map(self.row, given.overview)),
            register=tuple(map(self.row, given.register)),
            policies=tuple(
                replace(
                    one, policy=self.row(one.policy), articles=tuple(map(self.row, one.articles))
                )
                for one in given.policies
            ),
            costs=tuple(
                replace(one, item=self.row(one.item), price=one.price and self.row(one.price))
                for one in given.costs
            ),
            procedures=tuple(
                replace(
                    one, procedure=self.row(one.procedure), steps=tuple(map(self.row, one.steps))
                )
                for one in given.procedures
            ),
            projects=tuple(replace(one, project=self.row(one.project)) for one in given.projects),
        )


def _printed(texts: Sequence[str], language: str, folder: Path) -> tuple[str, frozenset[str]]:
    """Everything that can be read in a guide with these texts, and what was listed as missing."""
    found = make(Marked(texts).guide(data(language)), language=LANGUAGE[language])
    target = folder / "guide.pdf"
    target.write_bytes(found.content)
    assert reading.trouble(target) == []
    assert all(reading.fonts(target).values())
    return "".join(reading.texts(target)), frozenset("".join(found.printed.missing_characters))


@cache
def _calm(language: str) -> str:
    """What can be read in a guide with short texts."""
    with tempfile.TemporaryDirectory() as folder:
        return _printed(["好"], language, Path(folder))[0]


def _lost(calm: str, whole: str) -> set[str]:
    """The tokens of a guide with short texts that are not in one with others."""
    return set(_TOKEN.findall(calm)) - set(_TOKEN.findall(whole))


def _signs(texts: Sequence[str]) -> Iterator[str]:
    """The signs of texts that are drawn."""
    for text in texts:
        yield from "".join(clean(text).split())


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(PIECES, min_size=1, max_size=5))
def test_every_field_prints_whatever_stands_in_it(
    tmp_path: Path, language: str, texts: list[str]
) -> None:
    whole, missing = _printed(texts, language, tmp_path)
    # Where letters run from right to left, a reader reads lines of a cell in another order.
    if not any(bidirectional(sign) in {"R", "AL", "AN"} for sign in "".join(texts)):
        assert _lost(_calm(language), whole) == set()
    assert {sign for sign in _signs(texts) if sign not in whole} <= missing
    assert "/etc/passwd" not in whole or any("/etc/passwd" in text for text in texts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_thousand_characters_in_every_field_end_somewhere(
    tmp_path: Path, language: str
) -> None:
    whole, missing = _printed(["长" * 10_000, "好", "好", "好", "好"], language, tmp_path)
    assert _lost(_calm(language), whole) == set()
    assert missing == frozenset()
