# SPDX-License-Identifier: Apache-2.0
"""Writes the next migration: `python -m crm.storage.migrations.make "Projects get a nickname"`.

Read what it wrote, then add the new number to `crm/storage/revisions.py`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from crm.storage.engine import file_engine
from crm.storage.revisions import SCHEME


def main(words: Sequence[str] | None = None) -> int:
    """Compare the records with the schema that the scripts make, and write what differs."""
    parser = argparse.ArgumentParser(prog="make", description=__doc__)
    parser.add_argument("message", help="what the migration does, in a few words")
    parser.add_argument("--scripts", type=Path, default=SCHEME.scripts, help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    written = make(asked.message, asked.scripts)
    sys.stdout.write(f"{written}\n")
    return 0


def make(message: str, scripts: Path) -> Path:
    """Write the next script into `scripts/versions` and return where it is."""
    versions = scripts / "versions"
    number = len(list(versions.glob("[0-9]*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder:
        engine = file_engine(Path(folder) / "scratch.icr", write=True, foreign_keys=False)
        try:
            with engine.begin() as connection:
                _write(connection, scripts, message, f"{number:04}")
        finally:
            engine.dispose()
    (written,) = versions.glob(f"{number:04}_*.py")
    lines = written.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.lstrip().startswith("# ###"))
    written.write_text("".join(kept).rstrip() + "\n", encoding="utf-8")
    return written


def _write(connection: Connection, scripts: Path, message: str, number: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    if number != "0001":
        command.upgrade(config, "head")
    command.revision(config, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    sys.exit(main())
