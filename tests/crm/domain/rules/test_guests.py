# SPDX-License-Identifier: Apache-2.0
"""A name in a list can be that of somebody known, however they are addressed."""

from __future__ import annotations

import pytest

from crm.domain.rules.guests import may_be_called, parted


@pytest.mark.parametrize(
    ("written", "known"),
    [("王强", "王强"), ("王总", "王强"), ("王强先生", "王强"), ("王强", "王总"), ("", "王强"),
     ("Tom Li", "tom li"), ("陈会长", "陈 明")],
)  # fmt: skip
def test_these_can_be_one(written: str, known: str) -> None:
    assert may_be_called(written, known)


@pytest.mark.parametrize(
    ("written", "known"),
    [("王强", "李强"), ("王总", "李强"), ("王强", "王强东"), ("王", "王强"), ("总", "王强")],
)
def test_these_cannot(written: str, known: str) -> None:
    assert not may_be_called(written, known)


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [("王强先生", "王强", "王先生"), ("欧阳小敏 女士", "欧阳小敏", "欧阳女士"),
     ("王女士", "王女士", ""), ("欧阳先生", "欧阳先生", ""), ("王强", "王强", ""),
     ("王总", "王总", ""), ("先生", "先生", ""),
     ("", "", "")],
)  # fmt: skip
def test_what_is_said_after_a_whole_name_is_a_form_of_address(
    written: str, name: str, address: str
) -> None:
    assert parted(written) == (name, address)
