# SPDX-License-Identifier: Apache-2.0
"""Which engine a store is on follows from how it is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from crm.storage.engine import is_url, server_engine, server_url


@pytest.mark.parametrize(
    "where", ["postgresql://a@b/c", "postgres://a@b/c", "postgresql+psycopg://a@b/c"]
)
def test_urls_of_a_server_are_known_and_use_one_driver(where: str) -> None:
    assert is_url(where)
    assert str(server_url(where)) == "postgresql+psycopg://a@b/c"


@pytest.mark.parametrize("where", ["office.icr", "/home/postgresql/office.icr", r"C:\postgres.icr"])
def test_paths_are_no_urls(where: str) -> None:
    assert not is_url(where)


def test_what_a_url_asks_of_a_server_stands_beside_what_we_ask(bare_postgres_url: str) -> None:
    url = server_url(bare_postgres_url).update_query_dict({"options": "-c work_mem=7MB"})
    engine = server_engine(url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW work_mem")) == "7MB"
        assert connection.scalar(text("SHOW plan_cache_mode")) == "force_custom_plan"
    engine.dispose()
