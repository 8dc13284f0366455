"""A load killed at any moment leaves the old generation, and the next run goes on where it stopped (sections 4, 12)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from patentrack.ingest.catalogue import loader_of
from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import ensure_schema
from patentrack.warehouse.tables import classification, maintenance_fees
from support.environment import PROJECT_ROOT, WarehouseEnv
from support.snapshot import clear, ledger
from support.whole_files import cpc_month, fee_line, fee_week, file_row, grants, parts

OLD, NEW = "2013-01-01", "2014-01-01"
MEMBERS, DOCUMENTS = 12, 5000
LINES = 300_000
SECONDS = 240

Facts = tuple[object, ...]


@dataclass(frozen=True)
class Load:
    """A generation that readers see, a large one to load after it, and what they see then.

    Attributes:
        product: As `patentrack ingest` names it.
        first: File of the generation that readers see at first.
        file: The large one.
        seen: Counts rows and tells one generation from the other.
        before: What readers see at first.
        after: What they see of the large one.
        records: Its records.
    """

    product: str
    first: Path
    file: Path
    seen: Callable[[], Facts]
    before: Facts
    after: Facts
    records: int

    def start(self) -> None:
        """Bring readers to the first generation, whatever was there."""
        warehouse = open_warehouse(load_settings())
        ensure_schema(warehouse)
        clear(warehouse)
        warehouse.engine.dispose()
        loader_of(self.product).function()(self.first, load_settings())


def cpc(folder: Path) -> Load:
    """Files enough for several processes, with a block each."""
    first = cpc_month(folder / "US_Grant_CPC_MCF_XML_2024-01-01.zip", grants(range(1, 11), OLD))
    members = [grants(range(part * DOCUMENTS, (part + 1) * DOCUMENTS), NEW) for part in range(1, MEMBERS + 1)]
    month = cpc_month(folder / "US_Grant_CPC_MCF_XML_2024-02-01.zip", *members)
    total = MEMBERS * DOCUMENTS
    seen = seen_in(classification.patent_cpc, "classification_version_date", "grant_doc_num")
    return Load("cpc-grants", first, month, seen, (20, OLD, OLD, 10), (2 * total, NEW, NEW, total), total)


def fees(folder: Path) -> Load:
    """One file of several blocks."""
    first = fee_week(folder / "MaintFeeEvents_20260106.zip", [fee_line(1, day="20130101")])
    lines = (fee_line(number, day="20140101") for number in range(1, LINES + 1))
    week = fee_week(folder / "MaintFeeEvents_20260113.zip", lines)
    seen = seen_in(maintenance_fees.event_maintainence_fees, "event_date", "line_no")
    return Load("maintenance-fees", first, week, seen, (1, OLD, OLD, 1), (LINES, NEW, NEW, LINES), LINES)


LOADS = {"files side by side": cpc, "one file": fees}


@pytest.mark.parametrize(
    ("kind", "kills"),
    [
        ("files side by side", 3),
        *(pytest.param(kind, 40, marks=pytest.mark.slow) for kind in LOADS),
    ],
)
def test_killed_again_and_again_it_goes_on_to_the_end(
    tmp_path: Path, warehouse_env: WarehouseEnv, kind: str, kills: int
) -> None:
    load = LOADS[kind](tmp_path)
    # Fixed seed: a moment that once went wrong can be looked at again.
    moments = random.Random(2024)
    killed = went_on = 0
    while killed < kills:
        load.start()
        stored = 0
        while state(load) != "loaded":
            with running(load, warehouse_env.env) as process:
                if killed >= kills:
                    assert process.wait(timeout=SECONDS) == 0
                elif killed % 2:  # as soon as something more is stored, so that the file is finished some day
                    wait_until(lambda before=stored: progress() > before or state(load) == "loaded")  # type: ignore[misc]
                    time.sleep(moments.uniform(0, 0.3))
                else:
                    time.sleep(moments.uniform(0.2, 4))
                # The whole group, or the parent alone: then its processes must end by themselves.
                kill(process, group=moments.random() < 0.5)
                killed += 1
            seen = load.seen()
            if state(load) != "loaded":
                assert seen == load.before
                assert progress() >= stored, "what was stored is still there: nothing began anew"
                stored = progress()
                went_on += stored > 0
        assert load.seen() == load.after
        assert_clean(load)
    assert went_on > 0, "no kill came while there was something to go on with"


def test_orphans_end_and_store_nothing(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    load = cpc(tmp_path)
    load.start()
    with running(load, warehouse_env.env) as process:
        wait_until(lambda: progress() > 0)
        kill(process, group=False)
        # The next run does not wait for what the first has left.
        with running(load, warehouse_env.env) as again:
            assert again.wait(timeout=SECONDS) == 0
        wait_until(lambda: not group_of(process), seconds=20)
    assert load.seen() == load.after
    assert_clean(load)


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor: the files are read one after the other")
def test_a_process_killed_for_its_memory_is_told_and_the_next_run_goes_on(
    tmp_path: Path, warehouse_env: WarehouseEnv
) -> None:
    load = cpc(tmp_path)
    load.start()
    with running(load, warehouse_env.env) as process:
        wait_until(lambda: progress() > 0)
        worker = next(pid for pid in group_of(process) if "spawn_main" in command_of(pid))
        os.kill(worker, signal.SIGKILL)
        assert process.wait(timeout=SECONDS) == 1
    assert load.seen() == load.before
    row = file_row(load.file.name)
    assert row.state == "failed"
    assert "a process that loaded a part of it was killed" in row.error
    assert 0 < progress() < load.records
    with running(load, warehouse_env.env) as again:
        assert again.wait(timeout=SECONDS) == 0
    assert load.seen() == load.after
    assert_clean(load)


def test_two_runs_of_one_file_load_it_once(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    load = fees(tmp_path)
    load.start()
    with running(load, warehouse_env.env) as one, running(load, warehouse_env.env) as other:
        assert [process.wait(timeout=SECONDS) for process in (one, other)] == [0, 0]
    assert load.seen() == load.after
    assert_clean(load)


def assert_clean(load: Load) -> None:
    """The ledger tells the same as after a run that nobody disturbed, and the schema is sound."""
    row = file_row(load.file.name)
    assert (row.state, row.error, row.records_read, row.inserted) == ("loaded", None, load.records, load.records)
    assert sorted(ledger().values()) == ["loaded", "superseded"]
    assert parts() == {}
    warehouse = open_warehouse(load_settings())
    try:
        assert check_warehouse(warehouse) == []
    finally:
        warehouse.engine.dispose()


def seen_in(view: Table, marker: str, key: str) -> Callable[[], Facts]:
    """Rows, first and last marker, and different keys that readers see."""
    column = view.c[marker]
    query = select(func.count(), func.min(column), func.max(column), func.count(view.c[key].distinct()))

    def seen() -> Facts:
        warehouse = open_warehouse(load_settings())
        try:
            with warehouse.connect() as connection:
                count, first, last, keys = connection.execute(query).one()
        finally:
            warehouse.engine.dispose()
        return count, str(first), str(last), keys

    return seen


def state(load: Load) -> str | None:
    return ledger().get(load.file.name)


def progress() -> int:
    """Records of the generation being loaded that are stored."""
    return sum(records for records, _ in parts().values())


@contextmanager
def running(load: Load, env: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a group of its own; at the end nothing of it is left."""
    process = subprocess.Popen(
        [sys.executable, "-m", "patentrack", "ingest", load.product, str(load.file)],
        env=dict(env),
        cwd=PROJECT_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        wait_until(lambda: process.poll() is not None and not group_of(process), seconds=30)


def kill(process: subprocess.Popen[bytes], *, group: bool) -> None:
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()


def group_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Processes of a group that run; the one that leads it has its number."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            status, _, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(group) == process.pid and status != "Z" and int(folder.name) != process.pid:
                found.append(int(folder.name))
    return found


def command_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def wait_until(ready: Callable[[], object], seconds: float = SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"not after {seconds:.0f} s"
        time.sleep(0.05)
