"""`patentrack demo` as a newcomer sees it."""

from __future__ import annotations

import os
from pathlib import Path

from support.cli import run_patentrack


def test_the_demo_loads_every_source_and_says_what_is_there_and_what_to_do(tmp_path: Path) -> None:
    env = os.environ | {"PATENTRACK_REAL_DATA": str(tmp_path / "none"), "PATENTRACK_DATABASE_URL": "mysql+pymysql://h/"}

    done = run_patentrack("demo", env=env)

    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith(("Mon ", "Sun "))] == ["2024-03-04", "2024-03-10"]
    tables = {line.split()[0]: int(line.split()[1].replace(",", "")) for line in lines if line.startswith("    ")
              and line.split()[1:2] and line.split()[1].replace(",", "").isdigit()}  # fmt: skip
    assert tables["assignment"] > 2000
    assert all(count for name, count in tables.items() if name != "rejected_record"), tables
    assert {"patent_cpc", "application_grant", "cited_patents", "event_maintainence_fees"} <= set(tables)
    assert any(line.split()[:1] == ["inventors"] for line in lines)
    assert "What to type next" in done.stdout
    assert (tmp_path / "var" / "demo" / "db_uspto.db").stat().st_size > 1_000_000
    assert "Traceback" not in done.stderr
