from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from patentrack.errors import PatentrackError
from patentrack.orchestration.run_dag import DayRun, run_daily
from support.padx import record, write_padx


def test_days_run_in_order_and_a_failed_one_is_told(tmp_path: Path) -> None:
    home = Path(os.environ["PATENTRACK_HOME"])
    monday, tuesday = date(2015, 7, 27), date(2015, 7, 28)
    write_padx(home / "landing" / "ad20150728.zip", tuesday, [record(41576, 1, updated=tuesday)])
    told: list[DayRun] = []

    runs = run_daily([monday, tuesday], on_run=told.append)

    assert told == runs
    assert [(run.day, run.state) for run in runs] == [(monday, "failed"), (tuesday, "success")]
    assert runs[0].summary is None
    assert "download: PASDL: no file of 2015-07-27 is in" in (runs[0].error or "")
    assert runs[1].error is None
    assert (runs[1].summary or {})["inserted"] == 1
    assert "DAG TEST" in (home / "airflow" / "direct" / "logs" / "run_dag.log").read_text()


def test_an_airflow_that_cannot_start_names_its_log(tmp_path: Path) -> None:
    blocked = Path(os.environ["PATENTRACK_HOME"]) / "airflow" / "direct"
    (blocked / "airflow.db").mkdir(parents=True)
    with pytest.raises(PatentrackError, match=r"Airflow ended with 1 .* Its log is .*run_dag\.log"):
        run_daily([date(2015, 7, 27)])
