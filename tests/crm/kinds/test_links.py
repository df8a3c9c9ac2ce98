# SPDX-License-Identifier: Apache-2.0
"""References and files are named by what the store knows them by, and by nothing else."""

from __future__ import annotations

import pytest

from crm.errors import InvalidInput
from crm.kinds.links import Blob, Reference


@pytest.mark.parametrize("text", ["12", " １２ "])
def test_a_record_is_named_by_its_number(text: str) -> None:
    assert Reference("project").parse(text) == 12


@pytest.mark.parametrize("text", ["012", "1.0", "12345678901", "٣"])
def test_what_is_no_number_of_a_record_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="names no record"):
        Reference("project").parse(text)


def test_a_file_is_named_by_its_digest_in_either_case() -> None:
    assert Blob().parse("AB" * 32) == "ab" * 32
    with pytest.raises(InvalidInput, match="names no file"):
        Blob().parse("ab" * 31)
