# SPDX-License-Identifier: Apache-2.0
"""What holds for every test by itself: own folders, English, no noise, nothing left behind."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

from crm import words
from tests.blocking import refuse_modal_dialogs, refuse_network
from tests.leftovers import Leftovers
from tests.loudness import Ear, ExpectLog

pytest_plugins = ["tests.stores"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Tests share a machine with others: how long an example takes says nothing about the code.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")

_PASSED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself passed, for what looks at it afterwards."""
    report = yield
    if call.when == "call":
        item.stash[_PASSED] = report.passed
    return report


@pytest.fixture(scope="session", autouse=True)
def _nothing_blocks_and_nothing_calls_out() -> Generator[None]:
    with pytest.MonkeyPatch.context() as patch:
        refuse_network(patch)
        refuse_modal_dialogs(patch)
        yield


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place where the program keeps something of the user lies below `tmp_path`."""
    home = tmp_path / "home"
    runtime = home / "run"
    runtime.mkdir(parents=True, mode=0o700)
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
        "XDG_DATA_HOME": home / "share",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": runtime,
        "INVEST_CRM_DATA": home / "data",
        "INVEST_CRM_CONFIG": home / "settings",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    monkeypatch.delenv("INVEST_CRM_LANGUAGE", raising=False)
    words.set_language("en")
    yield
    words.set_language("en")


@pytest.fixture(autouse=True)
def _nothing_is_left(request: pytest.FixtureRequest) -> Generator[None]:
    """No thread, running timer or top-level widget outlives the test that made it."""
    leftovers = Leftovers()
    yield
    item: pytest.Item = request.node
    found = leftovers.sweep()
    # A failed test keeps its frame, and with it the widgets: one failure is enough.
    if found and item.stash.get(_PASSED, False):
        pytest.fail("left behind: " + "; ".join(found))


@pytest.fixture(autouse=True)
def _ear() -> Generator[Ear]:
    """Any log line at WARNING or above fails the test that did not expect it."""
    ear = Ear()
    with ear.listening():
        yield ear
    if ear.unexpected:
        pytest.fail("logged: " + "; ".join(ear.unexpected))


@pytest.fixture
def expect_log(_ear: Ear) -> ExpectLog:
    """A `with` block in which a warning or error that matches the pattern must be logged."""
    return _ear.expecting
