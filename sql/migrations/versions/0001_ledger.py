"""Ledger of files, downloads, rejected records, metrics and changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}


def upgrade():
    op.create_table(
        "change_log",
        sa.Column("change_log_id", ID, nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("scope", sa.String(length=255), nullable=False),
        sa.Column("table_name", sa.String(length=100), nullable=False),
        sa.Column("rows_before", sa.BigInteger(), nullable=True),
        sa.Column("rows_after", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("change_log_id", name=op.f("pk_change_log_change_log_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_change_log_changed_at"),
        "change_log",
        ["changed_at"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_change_log_scope"), "change_log", ["scope"], unique=False, schema="db_uspto", if_not_exists=True
    )
    op.create_table(
        "download_request",
        sa.Column("download_request_id", ID, nullable=False),
        sa.Column("product", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("key_fingerprint", sa.String(length=12), server_default="", nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("bytes_received", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("bytes_received >= 0", name=op.f("ck_download_request_bytes_received")),
        sa.CheckConstraint("http_status BETWEEN 100 AND 599", name=op.f("ck_download_request_http_status")),
        sa.PrimaryKeyConstraint("download_request_id", name=op.f("pk_download_request_download_request_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_download_request_product_file_name_requested_at"),
        "download_request",
        ["product", "file_name", "requested_at"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "download_tracking",
        sa.Column("download_type", sa.String(length=40), nullable=False),
        sa.Column("last_download_datetime", sa.DateTime(), nullable=True),
        sa.Column("next_scheduled_date", sa.Date(), nullable=True),
        sa.Column("schedule_frequency", sa.String(length=20), nullable=False),
        sa.Column("schedule_day", sa.String(length=20), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("files_downloaded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "schedule_frequency IN ('daily', 'weekly', 'monthly', 'yearly', 'on_demand')",
            name=op.f("ck_download_tracking_schedule_frequency"),
        ),
        sa.CheckConstraint("status IN ('in_progress', 'success', 'failed')", name=op.f("ck_download_tracking_status")),
        sa.CheckConstraint("files_downloaded >= 0", name=op.f("ck_download_tracking_files_downloaded")),
        sa.PrimaryKeyConstraint("download_type", name=op.f("pk_download_tracking_download_type")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "quality_metric",
        sa.Column("quality_metric_id", ID, nullable=False),
        sa.Column("suite", sa.String(length=60), nullable=False),
        sa.Column("expectation", sa.String(length=200), nullable=False),
        sa.Column("run", sa.String(length=200), nullable=False),
        sa.Column("observed_at", sa.DateTime(), nullable=False),
        sa.Column("observed_value", sa.Float(), nullable=True),
        sa.Column("success", sa.Integer(), nullable=False),
        sa.CheckConstraint("success IN (0, 1)", name=op.f("ck_quality_metric_success")),
        sa.PrimaryKeyConstraint("quality_metric_id", name=op.f("pk_quality_metric_quality_metric_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_quality_metric_suite_expectation_observed_at"),
        "quality_metric",
        ["suite", "expectation", "observed_at"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "source_file",
        sa.Column("source_file_id", ID, nullable=False),
        sa.Column("product", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("transaction_date", sa.Date(), nullable=True),
        sa.Column("date_from", sa.Date(), nullable=True),
        sa.Column("date_to", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("records_read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("inserted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("replaced", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stale", sa.Integer(), server_default="0", nullable=False),
        sa.Column("purged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unreadable_values", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state <> 'loaded' OR loaded_at IS NOT NULL", name=op.f("ck_source_file_loaded_at")),
        sa.CheckConstraint(
            "state IN ('pending', 'loading', 'loaded', 'failed', 'superseded')",
            name=op.f("ck_source_file_state"),
        ),
        sa.CheckConstraint("bytes >= 0", name=op.f("ck_source_file_bytes")),
        sa.CheckConstraint("records_read >= 0", name=op.f("ck_source_file_records_read")),
        sa.CheckConstraint("inserted >= 0", name=op.f("ck_source_file_inserted")),
        sa.CheckConstraint("replaced >= 0", name=op.f("ck_source_file_replaced")),
        sa.CheckConstraint("stale >= 0", name=op.f("ck_source_file_stale")),
        sa.CheckConstraint("purged >= 0", name=op.f("ck_source_file_purged")),
        sa.CheckConstraint("rejected >= 0", name=op.f("ck_source_file_rejected")),
        sa.CheckConstraint("unreadable_values >= 0", name=op.f("ck_source_file_unreadable_values")),
        sa.PrimaryKeyConstraint("source_file_id", name=op.f("pk_source_file_source_file_id")),
        sa.UniqueConstraint("product", "file_name", "sha256", name=op.f("uq_source_file_product_file_name_sha256")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_source_file_state"), "source_file", ["state"], unique=False, schema="db_uspto", if_not_exists=True
    )
    op.create_table(
        "rejected_record",
        sa.Column("rejected_record_id", ID, nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.Column("record_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=100), nullable=False),
        sa.Column("reel_no", sa.String(length=100), nullable=True),
        sa.Column("frame_no", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("raw_text", sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["db_uspto.source_file.source_file_id"],
            name=op.f("fk_rejected_record_source_file_id"),
        ),
        sa.PrimaryKeyConstraint("rejected_record_id", name=op.f("pk_rejected_record_rejected_record_id")),
        sa.UniqueConstraint("source_file_id", "record_no", name=op.f("uq_rejected_record_source_file_id_record_no")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )


def downgrade():
    op.drop_table("rejected_record", schema="db_uspto", if_exists=True)
    op.drop_table("source_file", schema="db_uspto", if_exists=True)
    op.drop_table("quality_metric", schema="db_uspto", if_exists=True)
    op.drop_table("download_tracking", schema="db_uspto", if_exists=True)
    op.drop_table("download_request", schema="db_uspto", if_exists=True)
    op.drop_table("change_log", schema="db_uspto", if_exists=True)
