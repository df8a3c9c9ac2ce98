# SPDX-License-Identifier: Apache-2.0
"""Which engine a store is on follows from how it is named."""

from __future__ import annotations

import pytest

from crm.storage.engine import is_url, server_url


@pytest.mark.parametrize(
    "where", ["postgresql://a@b/c", "postgres://a@b/c", "postgresql+psycopg://a@b/c"]
)
def test_urls_of_a_server_are_known_and_use_one_driver(where: str) -> None:
    assert is_url(where)
    assert str(server_url(where)) == "postgresql+psycopg://a@b/c"


@pytest.mark.parametrize("where", ["office.icr", "/home/postgresql/office.icr", r"C:\postgres.icr"])
def test_paths_are_no_urls(where: str) -> None:
    assert not is_url(where)
