"""`db_uspto`: what was downloaded, loaded, rejected, measured and changed (design section 3)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from patentrack.warehouse.tables.common import LINE, USPTO, Id, LongText, one_of, table

SOURCE_FILE_STATES = ("pending", "loading", "loaded", "failed", "superseded")
DOWNLOAD_STATUSES = ("in_progress", "success", "failed")
SOURCE_FILE_COUNTS = (
    "records_read",
    "inserted",
    "replaced",
    "stale",
    "purged",
    "rejected",
    "unreadable_values",
)
SCHEDULES = ("daily", "weekly", "monthly", "yearly", "on_demand")


def _count(name: str, doc: str) -> Column[int]:
    return Column(name, Integer, nullable=False, default=0, server_default="0", doc=doc)


source_file = table(
    "source_file",
    USPTO,
    "Ledger of files: what was loaded from where, and what came of it.",
    Column("source_file_id", Id, primary_key=True, doc="Unique identifier; a later arrival has a higher one."),
    Column("product", String(40), nullable=False, doc="Product, as `patentrack ingest` names it."),
    Column("file_name", String(255), nullable=False, doc="Name of the file, without folder."),
    Column("sha256", String(64), nullable=False, doc="Digest of the file as it arrived."),
    Column("bytes", BigInteger, nullable=False, doc="Size of the file as it arrived, in bytes."),
    Column("transaction_date", Date, doc="Day of the data extract, from inside the file."),
    Column("date_from", Date, doc="First day the file covers."),
    Column("date_to", Date, doc="Last day the file covers."),
    Column(
        "state",
        String(12),
        nullable=False,
        doc="pending, loading, loaded, failed, or superseded by a re-issue.",
    ),
    _count("records_read", "Records in the file."),
    _count("inserted", "Records that were new."),
    _count("replaced", "Records that replaced an older version."),
    _count("stale", "Records older than what was there; skipped."),
    _count("purged", "Records the USPTO has deleted, kept with purge_in = 1."),
    _count("rejected", "Records that could not be used; see rejected_record."),
    _count("unreadable_values", "Dates and page counts that are none; stored as NULL."),
    Column("error", Text, doc="Why the file failed."),
    Column("registered_at", DateTime, nullable=False, doc="When the file was first seen (UTC)."),
    Column("loaded_at", DateTime, doc="When its transaction was committed (UTC)."),
    UniqueConstraint("product", "file_name", "sha256"),
    one_of("state", SOURCE_FILE_STATES),
    CheckConstraint("bytes >= 0", name="bytes"),
    *(CheckConstraint(f"{count} >= 0", name=count) for count in SOURCE_FILE_COUNTS),
    CheckConstraint("state <> 'loaded' OR loaded_at IS NOT NULL", name="loaded_at"),
    Index(None, "state"),
    grain="one row per product, file name and content",
)

rejected_record = table(
    "rejected_record",
    USPTO,
    "Records that could not be used, kept for a person to look at.",
    Column("rejected_record_id", Id, primary_key=True, doc="Unique identifier."),
    Column(
        "source_file_id",
        Id,
        ForeignKey(f"{USPTO}.source_file.source_file_id"),
        nullable=False,
        doc="The file.",
    ),
    Column("record_no", Integer, nullable=False, doc="Number of the record in its file of the archive, from 1."),
    Column("position", String(100), nullable=False, doc="Where in the file."),
    Column("reel_no", String(100), doc="Reel as it stands in the record."),
    Column("frame_no", String(100), doc="Frame as it stands in the record."),
    Column("reason", String(LINE), nullable=False, doc="Why the record could not be used."),
    Column("raw_text", LongText, doc="The record as it stands in the file, its first 64 KiB."),
    Index(None, "source_file_id", "record_no"),
    grain="one row per rejected record of a file",
)

download_request = table(
    "download_request",
    USPTO,
    "Every download asked of the USPTO, for the yearly budget of a file.",
    Column("download_request_id", Id, primary_key=True, doc="Unique identifier."),
    Column("product", String(40), nullable=False, doc="Product identifier of the USPTO."),
    Column("file_name", String(255), nullable=False, doc="Name of the file."),
    Column(
        "key_fingerprint",
        String(12),
        nullable=False,
        default="",
        server_default="",
        doc="First 12 hexadecimal digits of the SHA-256 of the key: the budget is per key.",
    ),
    Column("requested_at", DateTime, nullable=False, doc="When (UTC)."),
    Column("http_status", Integer, doc="Status of the answer."),
    Column("bytes_received", BigInteger, doc="Bytes that came."),
    CheckConstraint("http_status BETWEEN 100 AND 599", name="http_status"),
    CheckConstraint("bytes_received >= 0", name="bytes_received"),
    Index(None, "product", "file_name", "requested_at"),
    grain="one row per request",
)

download_tracking = table(
    "download_tracking",
    USPTO,
    "State of each product: last success, what is due next.",
    Column("download_type", String(40), primary_key=True, doc="Product identifier of the USPTO."),
    Column("last_download_datetime", DateTime, doc="Last success (UTC)."),
    Column("next_scheduled_date", Date, doc="Day the next file is due."),
    Column("schedule_frequency", String(20), nullable=False, doc="daily, weekly, monthly, yearly or on_demand."),
    Column("schedule_day", String(20), doc="Day of the week or month the files come."),
    Column("status", String(20), nullable=False, doc="in_progress, success or failed."),
    Column(
        "files_downloaded",
        Integer,
        nullable=False,
        default=0,
        server_default="0",
        doc="Files of the last run.",
    ),
    Column("error_message", Text, doc="Why the last run failed."),
    one_of("schedule_frequency", SCHEDULES),
    one_of("status", DOWNLOAD_STATUSES),
    CheckConstraint("files_downloaded >= 0", name="files_downloaded"),
    grain="one row per product",
)

quality_metric = table(
    "quality_metric",
    USPTO,
    "Observed values of the quality checks, for their trend.",
    Column("quality_metric_id", Id, primary_key=True, doc="Unique identifier."),
    Column("suite", String(60), nullable=False, doc="Suite of checks."),
    Column("expectation", String(200), nullable=False, doc="The check."),
    Column("run", String(200), nullable=False, doc="The run that observed it."),
    Column("observed_at", DateTime, nullable=False, doc="When (UTC)."),
    Column("observed_value", Float, doc="What was observed."),
    Column("success", Integer, nullable=False, doc="1: inside its bounds."),
    CheckConstraint("success IN (0, 1)", name="success"),
    Index(None, "suite", "expectation", "observed_at"),
    grain="one row per run and check",
)

change_log = table(
    "change_log",
    USPTO,
    "Who or which run changed what, when, with row counts before and after.",
    Column("change_log_id", Id, primary_key=True, doc="Unique identifier."),
    Column("changed_at", DateTime, nullable=False, doc="When (UTC)."),
    Column("changed_by", String(200), nullable=False, doc="The person or the run."),
    Column("action", String(60), nullable=False, doc="What was done."),
    Column("scope", String(255), nullable=False, doc="To what: a file, an organisation, a text."),
    Column("table_name", String(100), nullable=False, doc="Database and table."),
    Column("rows_before", BigInteger, doc="Rows in scope before."),
    Column("rows_after", BigInteger, doc="Rows in scope after."),
    Index(None, "changed_at"),
    Index(None, "scope"),
    grain="one row per change and table",
)
