# SPDX-License-Identifier: Apache-2.0
"""The ground, the projects and the list that the tests of lists have are here too."""

from __future__ import annotations

from tests.ui.tables.conftest import ground, panel, projects

__all__ = ["ground", "panel", "projects"]
