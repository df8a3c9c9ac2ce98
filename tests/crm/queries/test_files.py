# SPDX-License-Identifier: Apache-2.0
"""The files of a record and their bytes."""

from __future__ import annotations

import pytest

from crm.errors import NotFound
from crm.queries import files
from crm.storage.register import Register
from tests.builders import a_project, an_attachment


def test_the_files_of_a_record_without_those_of_others(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, other = a_project(unit), a_project(unit)
        an_attachment(unit, project, name="map.png", media_type="image/png")
        an_attachment(unit, other)
        unit.delete(an_attachment(unit, project))
    with any_store.reading() as session:
        (found,) = files.files(session, "project", project.id)
    assert (found.name, found.is_picture) == ("map.png", True)


def test_the_bytes_come_by_their_hash(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        digest = unit.keep(b"content")
    with any_store.reading() as session:
        assert files.content(session, digest) == b"content"
        with pytest.raises(NotFound, match="not in the store"):
            files.content(session, "0" * 64)
