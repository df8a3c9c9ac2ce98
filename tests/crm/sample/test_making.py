# SPDX-License-Identifier: Apache-2.0
"""The store of the sample county is there whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm.domain.project import Project
from crm.errors import Cancelled, InvalidInput, StorageTrouble
from crm.progress import Progress
from crm.sample.making import make_sample
from crm.storage.store import open_store

TODAY = date(2026, 6, 30)


def test_it_is_one_file_that_opens_and_holds_a_county(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "sample.icr"
    make_sample(path, today=TODAY)
    assert [file.name for file in path.parent.iterdir()] == ["sample.icr"]
    register = open_store(path)
    with register.reading() as session:
        assert (session.scalar(select(func.count(Project.id))) or 0) > 100
    register.close()


def test_stopped_on_the_way_nothing_is_left(tmp_path: Path) -> None:
    seen: list[float] = []

    def told(share: float, _note: str) -> None:
        seen.append(share)
        if share > 0.3:
            progress.cancel()

    progress = Progress(told)
    with pytest.raises(Cancelled):
        make_sample(tmp_path / "sample.icr", today=TODAY, progress=progress)
    assert max(seen) < 0.9
    assert list(tmp_path.glob("*.icr*")) == []
    assert list(tmp_path.glob(".*")) == []


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "sample.icr"
    path.write_text("mine")
    with pytest.raises(InvalidInput, match="already a file"):
        make_sample(path, today=TODAY)
    assert path.read_text() == "mine"


def test_a_folder_that_a_cloud_service_copies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="cloud service"):
        make_sample(tmp_path / "OneDrive" / "sample.icr", today=TODAY)
    assert not (tmp_path / "OneDrive").exists()
