"""The command starts light: what a command needs is imported by the command, not by the program."""

from __future__ import annotations

import re
import subprocess
import sys

from support.environment import PROJECT_ROOT

# Each costs a tenth of a second or more, Airflow whole seconds.
HEAVY = {"airflow", "alembic", "lxml", "pandas", "pymysql", "sqlalchemy"}


def test_help_imports_nothing_heavy() -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "patentrack", "--help"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-500:]
    assert "Usage" in run.stdout
    imported = set(re.findall(r"^import time:[ \d|]+\| +([\w.]+)$", run.stderr, flags=re.MULTILINE))
    assert "patentrack.cli" in imported, "the list of imports could not be read"
    heavy = sorted(name for name in imported if name.partition(".")[0] in HEAVY)
    assert heavy == [], "import it inside the command that needs it"
