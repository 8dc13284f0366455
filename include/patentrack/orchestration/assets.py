"""The assets by which one DAG's work starts another's (design section 10)."""

from __future__ import annotations

from airflow.sdk import Asset

ASSIGNMENTS = Asset(
    name="assignments",
    uri="patentrack://db_uspto/assignments",
    group="uspto",
    extra={"tables": "assignment, assignor, assignee, documentid"},
)
"""The recorded documents. Each event carries the file names and the record counts of what came in."""
