# SPDX-License-Identifier: Apache-2.0
"""What every journey begins with: a sample county, and the real window on it with real jobs."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.sample.making import make_sample
from tests.journeys.traveller import Traveller
from tests.ui.applications import application


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample county, closed: copy it, never open it."""
    path = tmp_path_factory.mktemp("county") / "sample.icr"
    make_sample(path, today=datetime.now().astimezone().date())
    return path


@pytest.fixture
def county(sample_template: Path, tmp_path: Path) -> Path:
    """A sample county of this test's own, not open."""
    return Path(shutil.copy(sample_template, tmp_path / "county.icr"))


@pytest.fixture
def traveller(county: Path, qtbot: QtBot) -> Generator[Traveller]:
    """Somebody at the window of the sample county, on Today."""
    with application(qtbot, str(county)) as app:
        made = Traveller(app, qtbot)
        made.start("today")
        yield made
