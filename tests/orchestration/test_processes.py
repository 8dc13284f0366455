from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# What Airflow makes of a task: a fork of a worker that is a daemon, below a main module that no child may import.
TASK = """
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context

from patentrack.orchestration.processes import processes_of_its_own

if __name__ != "__main__":
    raise RuntimeError("a child imported the main module")


def task():
    block = processes_of_its_own() if sys.argv[2] == "with it" else nullcontext()
    with block, ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(pool.map(abs, [-1, -2])) == [1, 2]
    assert hasattr(sys.modules["__main__"], "task")


if sys.argv[1] == "celery":
    import billiard
    worker = billiard.get_context("fork").Process(target=task, daemon=True)
    worker.start()
    worker.join()
    sys.exit(worker.exitcode)
task()
"""


def run(tmp_path: Path, worker: str, block: str) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "main.py"
    script.write_text(TASK)
    return subprocess.run(
        [sys.executable, str(script), worker, block], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("worker", ["local", "celery"])
def test_a_task_may_start_processes(tmp_path: Path, worker: str) -> None:
    if worker == "celery":
        pytest.importorskip("billiard")
    done = run(tmp_path, worker, "with it")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("worker", "reason"),
    [
        ("local", "a child imported the main module"),
        ("celery", "daemonic processes are not allowed to have children"),
    ],
)
def test_without_it_a_task_may_not(tmp_path: Path, worker: str, reason: str) -> None:
    if worker == "celery":
        pytest.importorskip("billiard")
    done = run(tmp_path, worker, "without")
    assert done.returncode != 0
    assert reason in done.stderr
