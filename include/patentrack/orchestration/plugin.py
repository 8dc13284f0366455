"""Makes the project's timetable known to Airflow, through the entry point ``airflow.plugins``."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from patentrack.orchestration.timetable import FileDayTimetable


class OrchestrationPlugin(AirflowPlugin):
    """Timetables that DAG files use by name."""

    name = "patentrack_orchestration"
    timetables = [FileDayTimetable]  # noqa: RUF012 - declared as a list by Airflow
