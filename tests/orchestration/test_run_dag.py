from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from patentrack.errors import PatentrackError
from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from support.padx import record, write_padx


def test_a_run_that_fails_does_not_stop_the_next(tmp_path: Path) -> None:
    home = Path(os.environ["PATENTRACK_HOME"])
    monday, tuesday = date(2015, 7, 27), date(2015, 7, 28)
    write_padx(home / "landing" / "ad20150728.zip", tuesday, [record(41576, 1, updated=tuesday)])

    with DagRunner() as runner:
        missing, loaded = (runner.run("assignments_daily", day) for day in (monday, tuesday))
        # At any hour of the day, and again.
        again = runner.run("assignments_daily", datetime(2015, 7, 28, 23, tzinfo=UTC))

    assert (missing.dag_id, missing.day, missing.state) == ("assignments_daily", monday, "failed")
    assert missing.summaries == {}
    assert (missing.error or "").startswith("download: PASDL: no file of 2015-07-27 is in")
    assert (loaded.day, loaded.state, loaded.error) == (tuesday, "success", None)
    assert loaded.summaries["ingest"][0]["inserted"] == 1
    assert again.summaries["ingest"][0]["unchanged"] is True
    assert "DAG TEST" in (home / "airflow" / "direct" / "logs" / "run_dag.log").read_text()


def test_an_airflow_that_cannot_start_names_its_log(tmp_path: Path) -> None:
    blocked = Path(os.environ["PATENTRACK_HOME"]) / "airflow" / "direct"
    (blocked / "airflow.db").mkdir(parents=True)
    with (
        DagRunner() as runner,
        pytest.raises(PatentrackError, match=r"Airflow ended with 1 .* Its log is .*run_dag\.log"),
    ):
        runner.run("assignments_daily", date(2015, 7, 27))


def test_the_summaries_are_those_of_the_ingests_and_the_error_is_one_line() -> None:
    run = DagRunResult(
        dag_id="some_dag",
        day=date(2024, 3, 4),
        state="failed",
        tasks={},
        returned={
            "ingest": {"file": "a"},
            "ingest[1]": {"file": "b"},
            "each.ingest[0]": [{"file": "c"}, {"file": "d"}],
            "each.download[0]": [{"file_name": "c"}],
            "reingest": {},
        },
        errors={"each.download[1]": "no file. Wait", "each.ingest[2]": "bad"},
        seconds=1.0,
    )
    assert run.summaries == {
        "ingest": [{"file": "a"}],
        "ingest[1]": [{"file": "b"}],
        "each.ingest[0]": [{"file": "c"}, {"file": "d"}],
    }
    assert run.error == "each.download[1]: no file. Wait; each.ingest[2]: bad"
    assert replace(run, errors={}).error == "the run is failed"
    assert replace(run, state="success").error is None
