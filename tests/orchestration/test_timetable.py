from __future__ import annotations

import pytest
from airflow.timetables.base import DataInterval, TimeRestriction
from pendulum import DateTime, datetime, duration

from patentrack.orchestration import timetable
from patentrack.orchestration.timetable import CATCH_UP_DAYS, FileDayTimetable

NIGHTLY = TimeRestriction(earliest=datetime(1980, 8, 1), latest=None, catchup=False)


def day(start: DateTime) -> DataInterval:
    return DataInterval(start, start.add(days=1))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    def _at(moment: DateTime) -> None:
        monkeypatch.setattr(timetable, "now", lambda _: moment)

    return _at


@pytest.mark.parametrize(
    ("logical_date", "start"),
    [
        (datetime(2015, 7, 27), datetime(2015, 7, 27)),
        (datetime(2015, 7, 27, 23, 59, 59), datetime(2015, 7, 27)),
        (datetime(2015, 7, 27, 22, tz="America/New_York"), datetime(2015, 7, 28)),
        (datetime(2016, 2, 29, 12), datetime(2016, 2, 29)),
    ],
)
def test_a_run_by_hand_is_about_the_day_of_its_logical_date(logical_date: DateTime, start: DateTime) -> None:
    assert FileDayTimetable().infer_manual_data_interval(run_after=logical_date) == day(start)


@pytest.mark.parametrize(
    ("moment", "newest"),
    [
        (datetime(2024, 3, 12, 9, 59), datetime(2024, 3, 10)),
        (datetime(2024, 3, 12, 10, 0), datetime(2024, 3, 11)),
        (datetime(2024, 3, 12, 23, 59), datetime(2024, 3, 11)),
    ],
)
def test_the_first_run_is_that_of_the_newest_file_due(at, moment: DateTime, newest: DateTime) -> None:
    at(moment)
    info = FileDayTimetable().next_dagrun_info(last_automated_data_interval=None, restriction=NIGHTLY)
    assert info is not None
    assert info.data_interval == day(newest)
    assert info.logical_date == newest
    assert info.run_after == newest.add(days=1, hours=10) <= moment


@pytest.mark.parametrize(("nights_down", "next_is"), [(0, 1), (1, 1), (3, 1), (CATCH_UP_DAYS - 1, 1), (30, 25)])
def test_nights_without_a_scheduler_are_made_up(at, nights_down: int, next_is: int) -> None:
    last = datetime(2024, 3, 10)
    at(last.add(days=2 + nights_down, hours=10))
    info = FileDayTimetable().next_dagrun_info(last_automated_data_interval=day(last), restriction=NIGHTLY)
    assert info is not None
    assert info.data_interval == day(last.add(days=next_is))


def test_the_next_run_waits_for_its_file(at) -> None:
    at(datetime(2024, 3, 12, 10, 5))
    last = day(datetime(2024, 3, 11))
    info = FileDayTimetable().next_dagrun_info(last_automated_data_interval=last, restriction=NIGHTLY)
    assert info is not None
    assert info.run_after == datetime(2024, 3, 13, 10)


def test_a_backfill_walks_over_every_day_of_its_range() -> None:
    # Leap day and the change to summer time included.
    restriction = TimeRestriction(datetime(2024, 2, 27, 5), datetime(2024, 3, 11), catchup=True)
    days, last = [], None
    while info := FileDayTimetable().next_dagrun_info(last_automated_data_interval=last, restriction=restriction):
        last = info.data_interval
        assert last is not None
        days.append(last.start)
    assert days == [datetime(2024, 2, 28) + duration(days=n) for n in range(13)]


def test_nothing_is_scheduled_outside_the_bounds(at) -> None:
    at(datetime(2024, 3, 12, 12))
    ended = TimeRestriction(datetime(1980, 8, 1), datetime(2024, 3, 10), catchup=False)
    assert FileDayTimetable().next_dagrun_info(last_automated_data_interval=None, restriction=ended) is None
    later = TimeRestriction(datetime(2024, 5, 1), None, catchup=False)
    info = FileDayTimetable().next_dagrun_info(last_automated_data_interval=None, restriction=later)
    assert info is not None
    assert info.data_interval == day(datetime(2024, 5, 1))
