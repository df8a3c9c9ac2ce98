# SPDX-License-Identifier: Apache-2.0
"""Issuing: the frozen file is what was seen, and later printing gives that very file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from crm.documents.guide.issuing import issue
from crm.documents.guide.printing import print_guide
from crm.domain.edition import GuideEdition
from crm.domain.project import Project
from crm.errors import Cancelled, InvalidInput, NotAllowed
from crm.progress import Progress
from crm.queries.editions import content, differences, version_of
from crm.queries.guide import read_guide
from crm.storage.register import Register
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import TODAY, fill


def test_an_issued_edition_is_printed_as_it_was_issued(store: Register, tmp_path: Path) -> None:
    edition = fill(store)["en"]
    pages = issue(store, edition, version_of_(store, edition), today=TODAY)
    target = tmp_path / "guide.pdf"
    with store.writing("Later") as unit:
        unit.change(unit.find(Project)[0], {"name_en": "Another Plant"})
    printed = print_guide(store, target, language="en", edition_id=edition, today=TODAY)
    assert printed.pages == pages == len(reading.texts(target))
    whole = " ".join(reading.texts(target))
    assert "Green Tea Plant" in whole
    assert "Another Plant" not in whole
    assert "Issued on" in whole
    with store.reading() as session:
        data = read_guide(session, edition, today=TODAY)
        assert target.read_bytes() == content(session, str(data.edition["sha256"]))
        kept = content(session, str(data.edition["snapshot_sha256"]))
    assert [(one.record, one.fields) for one in differences(kept, data)] == [
        ("project", ("name_en",))
    ]
    print_guide(store, target, language="en", edition_id=edition, look="orange", today=TODAY)
    assert "Another Plant" in " ".join(reading.texts(target))


def version_of_(register: Register, edition_id: int) -> int:
    with register.reading() as session:
        return version_of(session, edition_id)


def test_the_day_of_the_data_is_frozen_too(store: Register) -> None:
    with store.writing("Prepared") as unit:
        edition = unit.add(GuideEdition(title="空", language="zh", year=2026)).id
    issue(store, edition, 1, today=TODAY)
    with store.reading() as session:
        assert read_guide(session, edition, today=TODAY).edition["data_as_of"] == TODAY


def test_characters_without_a_font_are_not_issued(store: Register) -> None:
    with store.writing("Prepared") as unit:
        edition = unit.add(GuideEdition(title="Guide \U0001f600", language="en", year=2026)).id
    with pytest.raises(NotAllowed, match="\U0001f600"):
        issue(store, edition, 1, today=TODAY)


def test_stopping_issues_nothing(store: Register) -> None:
    edition = fill(store)["zh"]
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        issue(store, edition, 1, today=TODAY, progress=progress)
    with store.reading() as session:
        assert read_guide(session, edition, today=TODAY).edition["state"] == "draft"


@pytest.mark.parametrize("issued", ["", "issued"])
def test_an_edition_is_printed_for_the_archive_the_shop_and_behind_a_password(
    store: Register, tmp_path: Path, issued: str
) -> None:
    key = "招商2026"
    edition = fill(store)["zh"]
    if issued:
        issue(store, edition, version_of_(store, edition), today=TODAY)

    def printed(name: str, version: str = "screen", password: str = "") -> Path:
        target = tmp_path / f"{name}.pdf"
        print_guide(
            store, target, language="zh_CN", edition_id=edition, today=TODAY, version=version,
            password=password,
        )  # fmt: skip
        return target

    with pikepdf.open(printed("archive", "archive")) as pdf:
        assert pdfa.check(pdf, "2b").passed
    with pikepdf.open(printed("shop", "press")) as pdf:
        assert "/TrimBox" in pdf.pages[0].obj
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(printed("locked", password=key))
    with pytest.raises(InvalidInput, match="cannot have a password"):
        printed("both", "archive", key)
    assert not (tmp_path / "both.pdf").exists()
