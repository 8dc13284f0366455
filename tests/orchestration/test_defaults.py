from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowFailException

from patentrack.errors import SettingsError, SourceFileError, WarehouseError
from patentrack.orchestration.defaults import fail_at_once, file_day, report_failure


@pytest.mark.parametrize("error", [SourceFileError("ad1.zip", "is bad"), SettingsError("PATENTRACK_X is 1")])
def test_what_trying_again_cannot_help_fails_at_once(error: Exception) -> None:
    with pytest.raises(AirflowFailException) as caught, fail_at_once():
        raise error
    assert str(caught.value) == str(error)


@pytest.mark.parametrize("error", [WarehouseError("connection lost"), OSError("disk")])
def test_the_rest_keeps_its_retries(error: Exception) -> None:
    with pytest.raises(type(error)), fail_at_once():
        raise error


def test_the_day_of_a_run_is_that_of_its_interval_in_utc() -> None:
    assert file_day(datetime(2015, 7, 27, tzinfo=UTC)) == date(2015, 7, 27)
    assert file_day(datetime(2015, 7, 26, 20, tzinfo=timezone(timedelta(hours=-4)))) == date(2015, 7, 27)


def test_a_run_without_a_logical_date_has_no_day() -> None:
    with pytest.raises(AirflowFailException, match="no logical date"):
        file_day(None)


def test_a_failure_is_one_line_for_machines(caplog: pytest.LogCaptureFixture) -> None:
    instance = SimpleNamespace(dag_id="d", task_id="t", map_index=-1, run_id="r", try_number=3)
    with caplog.at_level(logging.ERROR):
        report_failure({"ti": instance, "exception": ValueError("lost\nconnection")})
    (line,) = caplog.messages
    assert line == (
        'task failed {"dag_id": "d", "task_id": "t", "map_index": -1, "run_id": "r", "try_number": 3, '
        '"error": "lost\\nconnection"}'
    )
