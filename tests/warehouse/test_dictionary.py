"""The data dictionary is the metadata, in words."""

from __future__ import annotations

import subprocess
import sys

from patentrack.warehouse.dictionary import data_dictionary
from patentrack.warehouse.tables import metadata
from support.environment import PROJECT_ROOT


def test_the_page_is_up_to_date() -> None:
    page = (PROJECT_ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == data_dictionary(), "run `make docs`"


def test_every_table_and_column_is_in_it() -> None:
    text = data_dictionary()
    for table in metadata.tables.values():
        section = text.split(f"\n### {table.schema}.{table.name}\n")[1].split("\n##")[0]
        rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")]
        assert [row[0].removeprefix("| ") for row in rows[1:]] == table.columns.keys()
        assert all(len(row) == 4 for row in rows), "a cell holds a bar"


def test_keys_types_and_checks_are_told() -> None:
    text = data_dictionary()
    assert "| rf_id | BIGINT NOT NULL | PK, FK assignment | The document. |" in text
    assert "| name | VARCHAR(500) NOT NULL | UQ | The spelling, normalised. |" in text
    assert "`rf_id = reel_no * 10000 + frame_no`" in text


def test_the_module_prints_it() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "patentrack.warehouse.dictionary"], cwd=PROJECT_ROOT, capture_output=True, check=True
    )
    assert printed.stdout.decode() == data_dictionary()
