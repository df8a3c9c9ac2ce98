# SPDX-License-Identifier: Apache-2.0
"""The table of pages: what stands on the rail, and how each page is made when first opened."""

from __future__ import annotations

from crm.words import N_
from ui.desk.desk import Desk
from ui.desk.pages import Page, PageEntry


def _today(desk: Desk) -> Page:
    from ui.pages.today import TodayPage  # noqa: PLC0415 - made when first opened

    return TodayPage(desk)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", N_("Today"), _today, icon="calendar-check", rail=True, shortcut="Ctrl+1"),
)
