"""When the daily files are due, and which day a run is about."""

from __future__ import annotations

from datetime import timedelta

from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction, Timetable
from pendulum import UTC, DateTime, now

DAY = timedelta(days=1)

DUE_AFTER = timedelta(hours=10)
"""From the end of the day to its run: files come overnight, and 10:00 UTC is 05:00 or 06:00 at the USPTO."""

CATCH_UP_DAYS = 7
"""How many missed days are made up unasked. Longer gaps, a DAG that was off for months, take a backfill."""


class FileDayTimetable(Timetable):
    """One run per calendar day (UTC), about the day that contains its logical date, however it was started.

    The stock timetables give a scheduled run of logical date D the interval D to D+1, and a manual run of
    the same logical date the interval before it: started by hand, a run for 27 July would load the file of
    26 July. Here schedule, backfill, manual trigger and ``dag.test(logical_date=...)`` agree.

    With ``catchup=False`` the first run is that of the newest day whose file is due. After that no day is
    left out, up to `CATCH_UP_DAYS` back: a night in which the scheduler was down is made up.
    """

    description = "Every calendar day, at 10:00 UTC on the day after"

    @property
    def summary(self) -> str:
        """What the list of DAGs shows as the schedule."""
        return "daily file"

    def infer_manual_data_interval(self, *, run_after: DateTime) -> DataInterval:
        """Give the day that contains the logical date; Airflow passes it as ``run_after``."""
        start = _midnight(run_after)
        return DataInterval(start, start + DAY)

    def next_dagrun_info(
        self, *, last_automated_data_interval: DataInterval | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """Give the day after the last one, or the first one to begin with."""
        following = last_automated_data_interval.end if last_automated_data_interval else None
        earliest = restriction.earliest and _midnight(restriction.earliest - timedelta(microseconds=1)) + DAY
        if restriction.catchup:
            # This is how Airflow walks over a backfill's range, too.
            start = following or earliest
        else:
            newest = _midnight(now(UTC) - DUE_AFTER - DAY)
            start = newest
            if following:
                start = max(following, newest - (CATCH_UP_DAYS - 1) * DAY)
            if earliest:
                start = max(start, earliest)
        if start is None or (restriction.latest and start > restriction.latest):
            return None
        return DagRunInfo(run_after=start + DAY + DUE_AFTER, data_interval=DataInterval(start, start + DAY))


def _midnight(moment: DateTime) -> DateTime:
    return moment.in_timezone(UTC).start_of("day")
