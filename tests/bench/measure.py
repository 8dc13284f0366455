"""Measurements in processes of their own: wall time, CPU, and the memory of the whole process tree."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def measure(module: str, name: str, path: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Run one measurement of a module and return what it printed, with the peak memory in MB.

    The peak is that of all its processes together, looked at twenty times a second; of one alone it is exact.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", module, name, str(path)],
        env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    together = 0.0
    while child.poll() is None:
        together = max(together, sum(_resident_megabytes(pid) for pid in _family(child.pid)))
        time.sleep(0.05)
    output, errors = child.communicate()
    if child.returncode:
        raise SystemExit(f"{name}: {errors.strip().splitlines()[-1]}")
    result: dict[str, Any] = json.loads(output)
    result["peak"] = max(result["peak"], together)
    return result


def measured_here(work: Callable[[Path], Mapping[str, Any]], path: Path) -> None:
    """Run one measurement and print what it took as JSON; what is imported before is not counted."""
    wall, processor = time.perf_counter(), _cpu_seconds()
    facts = work(path)
    print(
        json.dumps(
            {
                **facts,
                "wall": time.perf_counter() - wall,
                "cpu": _cpu_seconds() - processor,
                "peak": peak_megabytes(),
            }
        )
    )


def peak_megabytes() -> float:
    """Peak memory of this program; `ru_maxrss` would begin with the size of the process that started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else float("nan")


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _family(pid: int) -> list[int]:
    found = [pid]
    with contextlib.suppress(OSError):  # it has ended meanwhile
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                found += _family(int(child))
    return found


def _resident_megabytes(pid: int) -> float:
    with contextlib.suppress(OSError):
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0
