"""Makes the project's timetable known to Airflow, through the entry point ``airflow.plugins``.

Every component of Airflow imports this, so it also mends what SQLite as metadata database needs.
"""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin
from sqlalchemy import Connection, Engine, event

from patentrack.orchestration.timetable import FileDayTimetable


class OrchestrationPlugin(AirflowPlugin):
    """Timetables that DAG files use by name."""

    name = "patentrack_orchestration"
    timetables = [FileDayTimetable]  # noqa: RUF012 - declared as a list by Airflow


@event.listens_for(Engine, "savepoint")
def take_the_write_lock_first(connection: Connection, name: str) -> None:  # noqa: ARG001 - as SQLAlchemy calls it
    """Let a transaction that begins with a savepoint be a writer from its beginning, on SQLite.

    Airflow opens one, reads, and then inserts the runs of a backfill. When the scheduler has written in between, SQLite
    refuses the insert at once ("database is locked"), however long the time-out: what was read is out of date. Inside
    a transaction that somebody has begun this does nothing.
    """
    if connection.dialect.name != "sqlite":
        return
    driver = connection.connection.driver_connection
    if driver is not None and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
