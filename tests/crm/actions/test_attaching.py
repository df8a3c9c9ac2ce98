# SPDX-License-Identifier: Apache-2.0
"""Files kept with a record."""

from __future__ import annotations

import pytest

from crm.actions import attaching
from crm.domain.attachment import Attachment
from crm.domain.project import Project
from crm.errors import InvalidInput, NotFound
from crm.queries import files
from crm.storage.register import Register
from tests.builders import a_project

LARGEST = 1_000_000


def test_a_file_is_kept_with_name_type_and_bytes(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        attaching.attach(
            unit, "project", project.id, "/home/li/map.png", b"picture", slot="agreement",
            largest=LARGEST,
        )  # fmt: skip
    with any_store.reading() as session:
        (found,) = files.files(session, "project", project.id)
        assert (found.name, found.size, found.slot) == ("map.png", 7, "agreement")
        assert found.is_picture
        assert files.content(session, found.sha256) == b"picture"


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"x" * 1_000_001, "1 MB")])
def test_what_is_empty_or_too_large_is_refused(store: Register, content: bytes, said: str) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit)
    with pytest.raises(InvalidInput, match=said), store.writing("Attach") as unit:
        attaching.attach(unit, "project", project.id, "a.txt", content, largest=LARGEST)
    with store.reading() as session:
        assert session.query(Attachment).count() == 0


def test_nothing_is_attached_to_what_was_deleted(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit)
        unit.delete(project)
    with pytest.raises(NotFound), store.writing("Attach") as unit:
        attaching.attach(unit, Project.__tablename__, project.id, "a.txt", b"x", largest=LARGEST)
