"""Memory is flat in the size of the file (design section 4)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from patentrack.samples.assignments import write_file
from support.environment import PROJECT_ROOT, WarehouseEnv

# VmHWM begins anew with the program; ru_maxrss would begin with the size of the process that started it.
MEASURED = """
import re, runpy, sys
try:
    runpy.run_module("patentrack", run_name="__main__", alter_sys=True)
finally:
    print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1], file=sys.stderr)
"""


@pytest.mark.slow
def test_500_megabytes_are_loaded_within_300(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    file = write_file(tmp_path / "ad20240305.zip", megabytes=500)

    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "ingest", "assignments", str(file)],
        env=warehouse_env.env,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    peak_megabytes = int(done.stderr.splitlines()[-1]) / 1024
    assert peak_megabytes < 300, done.stderr
