# SPDX-License-Identifier: Apache-2.0
"""Every concrete kind of value."""

from __future__ import annotations

from typing import Any

from crm.kinds import choices, days, industries, links, numbers, places, texts
from crm.kinds.base import Kind

KINDS: tuple[type[Kind[Any]], ...] = (
    texts.Text, texts.LongText, texts.Email, texts.Link, texts.Phone, texts.CreditCode,
    texts.DocumentNumber, numbers.Count, numbers.Scaled, numbers.Percent, numbers.Area,
    numbers.Money, numbers.ForeignMoney, days.Day, days.DayOrMonth, days.Month, days.Year,
    days.Moment, days.Clock, choices.Choice, choices.Choices, choices.Flag, places.Place,
    industries.Industry, links.Reference, links.Blob,
)  # fmt: skip
