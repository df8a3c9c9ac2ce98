# SPDX-License-Identifier: Apache-2.0
"""Classes of the national economy (GB/T 4754)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crm.kinds import codelist
from crm.kinds.coded import Coded
from crm.words import N_

CODE = re.compile(r"[A-T]\d{0,4}")
"""A section, or a class below it with the letter of its section: C15."""


FILES = ("industries/gbt4754.tsv",)


def names() -> Mapping[str, str]:
    """Every known code with its full name in the language of here and now."""
    return codelist.names(*FILES)


@dataclass(frozen=True)
class Industry(Coded):
    """A class of GB/T 4754, two levels: the section `C`, the division `C15`."""

    tables = FILES
    pattern = CODE
    unknown = N_("This industry is not known.")
