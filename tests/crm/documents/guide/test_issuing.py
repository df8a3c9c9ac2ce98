# SPDX-License-Identifier: Apache-2.0
"""Issuing: the frozen file is what was seen, and later printing gives that very file."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from crm.actions import editions
from crm.documents.guide.issuing import issue
from crm.documents.guide.printing import print_guide
from crm.domain.cost import CostPrice
from crm.domain.edition import GuideEdition
from crm.domain.project import Project
from crm.errors import Cancelled, Conflict, InvalidInput, NotAllowed
from crm.progress import Progress
from crm.queries import guard
from crm.queries.editions import accepted, content, differences, version_of
from crm.queries.guard import Decided
from crm.queries.guide import read_guide
from crm.storage import backup
from crm.storage.register import Register
from crm.storage.store import open_store
from crm.storage.undo import undo_last
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import TODAY, fill


def test_an_issued_edition_is_printed_as_it_was_issued(store: Register, tmp_path: Path) -> None:
    edition = fill(store)["en"]
    pages = issue(
        store, edition, version_of_(store, edition), today=TODAY, decided=known(store, edition)
    )
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


def known(register: Register, edition_id: int, why: str = "For the fair") -> Decided:
    """A decision upon all that is to be looked at now."""
    register.author = "王丽"
    with register.reading() as session:
        data = read_guide(session, edition_id, today=TODAY)
    return Decided(why, frozenset(guard.undecided(data, guard.findings(data))))


def freeze(register: Register, edition_id: int) -> int:
    """Issue it as it is, knowing all that is to be looked at; how many pages it has."""
    version, decided = version_of_(register, edition_id), known(register, edition_id)
    return issue(register, edition_id, version, today=TODAY, decided=decided)


def issued_as(register: Register, edition_id: int) -> GuideEdition:
    with register.reading() as session:
        found = session.get(GuideEdition, edition_id)
    assert found is not None
    return found


def test_what_is_to_be_looked_at_is_not_issued_without_a_decision(store: Register) -> None:
    edition = fill(store)["zh"]
    version, decided = version_of_(store, edition), known(store, edition)
    with pytest.raises(NotAllowed, match="nobody decided"):
        issue(store, edition, version, today=TODAY)
    with store.writing("Meanwhile") as unit:
        unit.change(unit.find(CostPrice)[0], {"collected_on": date(2024, 1, 1)})
    with pytest.raises(NotAllowed, match="older than twelve months"):
        issue(store, edition, version, today=TODAY, decided=decided)
    assert issued_as(store, edition).state == "draft"


@pytest.mark.parametrize(("who", "why"), [("", "For the fair"), ("王丽", " ")])
def test_a_decision_to_issue_has_a_name_and_a_reason(store: Register, who: str, why: str) -> None:
    edition = fill(store)["zh"]
    version, decided = version_of_(store, edition), known(store, edition, why)
    store.author = who
    with pytest.raises(NotAllowed, match="a name and a reason"):
        issue(store, edition, version, today=TODAY, decided=decided)
    assert issued_as(store, edition).state == "draft"


def test_who_decided_when_why_and_upon_what_is_kept_with_the_edition(store: Register) -> None:
    edition = fill(store)["zh"]
    decided = known(store, edition)
    issue(store, edition, version_of_(store, edition), today=TODAY, decided=decided)
    with store.reading() as session:
        kept = content(session, str(issued_as(store, edition).snapshot_sha256))
        assert differences(kept, read_guide(session, edition, today=TODAY)) == ()
    found = accepted(kept)
    assert found is not None
    assert (found.who, found.on, found.why) == ("王丽", TODAY, "For the fair")
    assert {(record, number) for record, number, *_rest in found.findings} == {
        (one.record, one.id) for one in decided.findings
    }


def test_two_printings_of_an_issued_edition_are_one_file(store: Register, tmp_path: Path) -> None:
    edition = fill(store)["zh"]
    freeze(store, edition)
    hashes: set[str] = set()
    for name, day in (("now.pdf", TODAY), ("later.pdf", date(2027, 3, 1))):
        with store.writing("Later") as unit:
            unit.change(unit.find(Project)[0], {"name": f"另一个项目 {name}"})
        target = tmp_path / name
        print_guide(store, target, language="zh_CN", edition_id=edition, today=day)
        hashes.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert hashes == {issued_as(store, edition).sha256}


def test_of_two_windows_on_one_edition_the_second_is_told(store: Register) -> None:
    edition = fill(store)["zh"]
    version, decided = version_of_(store, edition), known(store, edition)
    with store.writing("The other window") as unit:
        editions.save(unit, edition, version, {"hotline": "1"}, {"hotline": "0719-5550100"})
    with pytest.raises(Conflict) as told:
        issue(store, edition, version, today=TODAY, decided=decided)
    assert told.value.sentence
    assert told.value.next_step
    assert issued_as(store, edition).state == "draft"


ISSUE = """
import sys
from crm.storage.store import open_store
from tests.crm.documents.guide.test_issuing import freeze
register = open_store(sys.argv[1])
print("ready", flush=True)
freeze(register, int(sys.argv[2]))
print("issued", flush=True)
"""
ROOT = Path(__file__).parents[4]


def test_a_kill_while_it_is_issued_leaves_a_draft_or_a_whole_edition(store_path: Path) -> None:
    register = open_store(store_path)
    edition = fill(register)["zh"]
    register.close()
    dice, words = random.Random(int.from_bytes(os.urandom(4))), (str(store_path), str(edition))
    longest, ended = 0.0, set[str]()
    for turn in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", ISSUE, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        begun = time.monotonic()
        if turn:
            time.sleep(dice.uniform(0.2, 0.9) * longest)
            child.kill()
        said = child.communicate()[0]
        longest = longest or time.monotonic() - begun
        register = open_store(store_path)
        state = _whole(register, edition)
        assert "issued" not in said or state == "issued"
        if state == "issued":
            undo_last(register)
        ended.add(state)
        register.close()
    assert "issued" in ended
    backup.verify(store_path, None)


def _whole(register: Register, edition_id: int) -> str:
    """The state of an edition; an issued one has its whole file and all that was decided."""
    found = issued_as(register, edition_id)
    if found.state == "draft":
        assert (found.sha256, found.snapshot_sha256, found.pages) == (None, None, None)
        return found.state
    with register.reading() as session:
        file = content(session, str(found.sha256))
        kept = content(session, str(found.snapshot_sha256))
    assert hashlib.sha256(file).hexdigest() == found.sha256
    assert file.rstrip().endswith(b"%%EOF")
    assert accepted(kept) is not None
    return found.state


def test_the_day_of_the_data_is_frozen_too(store: Register) -> None:
    with store.writing("Prepared") as unit:
        edition = unit.add(GuideEdition(title="空", language="zh", year=2026)).id
    issue(store, edition, 1, today=TODAY, decided=known(store, edition))
    with store.reading() as session:
        assert read_guide(session, edition, today=TODAY).edition["data_as_of"] == TODAY


def test_characters_without_a_font_are_not_issued(store: Register) -> None:
    with store.writing("Prepared") as unit:
        edition = unit.add(GuideEdition(title="Guide \U0001f600", language="en", year=2026)).id
    decided = known(store, edition)
    with pytest.raises(NotAllowed, match="\U0001f600"):
        issue(store, edition, 1, today=TODAY, decided=decided)


def test_stopping_issues_nothing(store: Register) -> None:
    edition = fill(store)["zh"]
    progress, decided = Progress(), known(store, edition)
    progress.cancel()
    with pytest.raises(Cancelled):
        issue(store, edition, 1, today=TODAY, decided=decided, progress=progress)
    with store.reading() as session:
        assert read_guide(session, edition, today=TODAY).edition["state"] == "draft"


@pytest.mark.parametrize("issued", ["", "issued"])
def test_an_edition_is_printed_for_the_archive_the_shop_and_behind_a_password(
    store: Register, tmp_path: Path, issued: str
) -> None:
    key = "招商2026"
    edition = fill(store)["zh"]
    if issued:
        issue(
            store, edition, version_of_(store, edition), today=TODAY, decided=known(store, edition)
        )

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
        assert str(pdf.docinfo["/CreationDate"]) == f"D:{TODAY:%Y%m%d}000000Z"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(printed("locked", password=key))
    for forbidding in ("archive", "press"):
        with pytest.raises(InvalidInput, match="cannot have a password"):
            printed("both", forbidding, key)
    assert not (tmp_path / "both.pdf").exists()
