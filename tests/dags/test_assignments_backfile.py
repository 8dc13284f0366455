from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from support.padx import record, write_padx

END = date(2023, 12, 31)
GENERATION = "19800101-20231231"

Select = Callable[[str], list[tuple[Any, ...]]]
Events = Callable[[], list[tuple[str, dict[str, Any]]]]


def run(dag_runner: DagRunner, **params: str) -> DagRunResult:
    return dag_runner.run("assignments_backfile", date(2024, 2, 1), params)


@pytest.fixture
def parts(landing: Path) -> list[Path]:
    return [
        write_padx(landing / f"ad{GENERATION}-{number:02}.zip", END, [record(number, 1, updated=END)])
        for number in (1, 2, 3)
    ]


def test_a_bad_part_fails_alone_and_starting_again_goes_on_there(
    parts: list[Path], dag_runner: DagRunner, select: Select, asset_events: Events
) -> None:
    whole = parts[1].read_bytes()
    parts[1].write_bytes(whole[:-100])

    broken = run(dag_runner)

    assert broken.state == "failed"
    assert broken.tasks == {
        "download": "success",
        "ingest[0]": "success",
        "ingest[1]": "failed",
        "ingest[2]": "success",
        "announce": "upstream_failed",
    }
    assert f"ad{GENERATION}-02.zip" in broken.errors["ingest[1]"]
    assert select("SELECT rf_id FROM {uspto}.assignment ORDER BY rf_id") == [(10001,), (30001,)]
    assert asset_events() == []

    parts[1].write_bytes(whole)
    repaired = run(dag_runner)

    assert repaired.state == "success"
    unchanged = [repaired.returned[f"ingest[{n}]"]["unchanged"] for n in range(3)]
    assert unchanged == [True, False, True]
    assert select("SELECT COUNT(*) FROM {uspto}.assignment") == [(3,)]
    [(_, told)] = asset_events()
    assert [file["file"] for file in told["files"]] == [part.name for part in parts]


def test_the_form_chooses_generation_and_parts(
    parts: list[Path], landing: Path, dag_runner: DagRunner, select: Select
) -> None:
    write_padx(landing / "ad19800101-20241231-01.zip", END, [record(9, 9, updated=END)])

    unchosen = run(dag_runner)
    chosen = run(dag_runner, generation=f"ad{GENERATION}", parts="1, 3")
    absent = run(dag_runner, generation="20221231")
    again_unchosen = run(dag_runner)

    assert unchosen.tasks["download"] == "failed"
    assert again_unchosen.errors == unchosen.errors, "A value of an earlier run stayed in the form"
    assert "19800101-20231231, 19800101-20241231" in unchosen.errors["download"]
    assert chosen.returned["download"] == [str(parts[0]), str(parts[2])]
    assert select("SELECT rf_id FROM {uspto}.assignment ORDER BY rf_id") == [(10001,), (30001,)]
    assert absent.state == "failed"
    assert "no part of this generation" in absent.errors["download"]
