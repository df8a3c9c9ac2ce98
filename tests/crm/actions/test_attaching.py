# SPDX-License-Identifier: Apache-2.0
"""Files kept with a record."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import attaching
from crm.documents.engine.pictures import content
from crm.domain.attachment import Attachment
from crm.domain.edition import GuideEdition
from crm.domain.project import Project
from crm.errors import Conflict, InvalidInput, NotFound
from crm.queries import files
from crm.queries.guide import read_guide
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_project, saved

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


def test_a_place_in_print_holds_one_picture_and_undo_gives_it_back(any_store: Register) -> None:
    edition = saved(any_store, GuideEdition(title="Guide", language="zh", year=2026))
    with any_store.writing("Prepared") as unit:
        first, second = (
            attaching.attach(
                unit, "guide_edition", edition, name, name.encode(), slot=slot, largest=LARGEST
            ).id
            for name, slot in (("a.jpg", "cover"), ("b.jpg", ""))
        )
    with any_store.writing("Place") as unit:
        attaching.place(unit, second, "cover")
    assert slots(any_store, edition) == {"a.jpg": "", "b.jpg": "cover"}
    with any_store.writing("Place") as unit:
        attaching.place(unit, first, "chapter-costs")
    with any_store.writing("Place") as unit:
        attaching.place(unit, second, "")
    assert slots(any_store, edition) == {"a.jpg": "chapter-costs", "b.jpg": ""}
    with any_store.reading() as session:
        data = read_guide(session, edition, today=date(2026, 7, 1))
    assert data.cover is None
    assert {code: content(photo) for code, photo in data.plates.items()} == {"costs": b"a.jpg"}
    undo_last(any_store)
    undo_last(any_store)
    undo_last(any_store)
    assert slots(any_store, edition) == {"a.jpg": "cover", "b.jpg": ""}


def slots(register: Register, edition: int) -> dict[str, str]:
    with register.reading() as session:
        return {one.name: one.slot for one in files.files(session, "guide_edition", edition)}


def two_pictures(register: Register) -> tuple[int, int, int]:
    """An edition with a cover, and a picture without a place."""
    edition = saved(register, GuideEdition(title="Guide", language="zh", year=2026))
    with register.writing("Prepared") as unit:
        first, second = (
            attaching.attach(
                unit, "guide_edition", edition, name, b"x", slot=slot, largest=LARGEST
            ).id
            for name, slot in (("a.jpg", "cover"), ("b.jpg", ""))
        )
    return edition, first, second


def test_a_place_that_a_colleague_gave_away_meanwhile_is_not_taken_unseen(
    any_store: Register, other_window: Register
) -> None:
    edition, _first, second = two_pictures(any_store)
    seen = any_store.seen
    with other_window.writing("A colleague") as unit:
        attaching.attach(
            unit, "guide_edition", edition, "c.jpg", b"c", slot="chapter-costs", largest=LARGEST
        )
    with pytest.raises(Conflict), any_store.writing("Place") as unit:
        attaching.place(unit, second, "chapter-costs", seen=seen)
    with other_window.writing("A colleague") as unit:
        attaching.place(unit, second, "chapter-policies")
    with pytest.raises(Conflict), any_store.writing("Place") as unit:
        attaching.place(unit, second, "cover", seen=seen)
    assert slots(any_store, edition) == {
        "a.jpg": "cover", "b.jpg": "chapter-policies", "c.jpg": "chapter-costs",
    }  # fmt: skip


def test_only_pictures_of_editions_have_places_and_only_known_ones(store: Register) -> None:
    edition, first, _second = two_pictures(store)
    with store.writing("Prepared") as unit:
        project = a_project(unit)
        paper, other = (
            attaching.attach(unit, owner, number, name, b"x", largest=LARGEST).id
            for owner, number, name in (
                ("guide_edition", edition, "plan.pdf"), ("project", project.id, "site.jpg"),
            )
        )  # fmt: skip
    with pytest.raises(InvalidInput, match=r"plan\.pdf"), store.writing("Place") as unit:
        attaching.place(unit, paper, "cover")
    for file, slot in ((first, "chapter-bogus"), (first, "picture"), (other, "cover")):
        with pytest.raises(ValueError, match=r"edition|project"), store.writing("Place") as unit:
            attaching.place(unit, file, slot)
    assert slots(store, edition) == {"a.jpg": "cover", "b.jpg": "", "plan.pdf": ""}
