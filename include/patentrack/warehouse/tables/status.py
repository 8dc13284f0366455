"""`db_uspto`: prosecution status of applications, from the file wrapper data."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String

from patentrack.warehouse.tables.common import LINE, NUMBER, USPTO, Id, table
from patentrack.warehouse.tables.views import view

application_status = table(
    "application_status",
    USPTO,
    "Prosecution status of applications, as history.",
    Column("application_status_id", Id, primary_key=True, doc="Unique identifier of the entry."),
    Column("appno_doc_num", String(NUMBER), nullable=False, doc="Application number."),
    Column("status", String(LINE), nullable=False, doc="Status in the USPTO's words."),
    Column("status_code", Integer, doc="The USPTO's number of the status."),
    Column("status_date", Date, doc="Day of the status."),
    Column("first_seen", Date, nullable=False, doc="Day of the earliest file that states it."),
    Column(
        "source_file_id",
        Id,
        ForeignKey(f"{USPTO}.source_file.source_file_id"),
        nullable=False,
        doc="That file.",
    ),
    Index(None, "appno_doc_num", "status_date"),
    Index(None, "source_file_id"),
    grain="one row per application, status and day of the status",
)

# A status without a day is older than any other: nothing is known of when it came.
application_status_latest = view(
    "application_status_latest",
    USPTO,
    "The status each application has now: of the latest day, then of the latest file.",
    application_status,
    where="""NOT EXISTS (
    SELECT 1 FROM {here}application_status AS later
    WHERE later.appno_doc_num = application_status.appno_doc_num
      AND (later.status_date > application_status.status_date
        OR (later.status_date IS NOT NULL AND application_status.status_date IS NULL)
        OR ((later.status_date = application_status.status_date
             OR (later.status_date IS NULL AND application_status.status_date IS NULL))
            AND (later.first_seen > application_status.first_seen
              OR (later.first_seen = application_status.first_seen
                  AND later.status > application_status.status)))))""",
    grain="one row per application",
)
