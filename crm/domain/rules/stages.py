# SPDX-License-Identifier: Apache-2.0
"""The stages of a project in their order, and its status (domain §2.1)."""

from __future__ import annotations

from crm.kinds.choices import Option
from crm.words import NC_

STAGES = (
    Option("reserve", NC_("stage", "Reserved")),
    Option("advance", NC_("stage", "Advancing")),
    Option("negotiate", NC_("stage", "Negotiating")),
    Option("sign", NC_("stage", "Signed")),
    Option("build", NC_("stage", "Under construction")),
)
STATUSES = (
    Option("normal", NC_("status", "Normal")),
    Option("delayed", NC_("status", "Delayed")),
    Option("shelved", NC_("status", "Shelved")),
    Option("terminated", NC_("status", "Terminated")),
    Option("completed", NC_("status", "In production")),
)
