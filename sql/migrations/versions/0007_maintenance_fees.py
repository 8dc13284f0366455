"""Maintenance fee events by generation, their codes, and what the fees are."""

import csv
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from patentrack.warehouse.views import create_view, drop_view

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}

PARTITIONS = "LIST (slot) (PARTITION slot_0 VALUES IN (0), PARTITION slot_1 VALUES IN (1))"
# The event codes of the USPTO's documentation of April 2025, and the fees known then, each with its rule.
DATA = Path(__file__).parents[1] / "data"
COLUMNS = (
    "line_no",
    "grant_doc_num",
    "appno_doc_num",
    "entity_status",
    "filling_date",
    "grant_date",
    "event_date",
    "event_code",
)


def upgrade():
    op.create_table(
        "current_generation",
        sa.Column("dataset", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.Column("file_date", sa.Date(), nullable=True),
        sa.Column("rows_visible", sa.BigInteger(), nullable=False),
        sa.Column("switched_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("slot IN (0, 1)", name=op.f("ck_current_generation_slot")),
        sa.PrimaryKeyConstraint("dataset", name=op.f("pk_current_generation_dataset")),
        schema="db_patent_maintainence_fee",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    codes = op.create_table(
        "event_maintainence_code",
        sa.Column("event_code", sa.String(length=5), nullable=False),
        sa.Column("event_description", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("event_code", name=op.f("pk_event_maintainence_code_event_code")),
        schema="db_patent_maintainence_fee",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    fees = op.create_table(
        "event_maintainence_code_fees",
        sa.Column("event_code", sa.String(length=5), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("fees_amount", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=5), nullable=False),
        sa.Column("payment_year", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "entity IN ('large', 'small', 'micro')", name=op.f("ck_event_maintainence_code_fees_entity")
        ),
        sa.CheckConstraint("kind IN ('fee', 'surcharge')", name=op.f("ck_event_maintainence_code_fees_kind")),
        sa.CheckConstraint("fees_amount > 0", name=op.f("ck_event_maintainence_code_fees_fees_amount")),
        sa.CheckConstraint("payment_year IN (4, 8, 12)", name=op.f("ck_event_maintainence_code_fees_payment_year")),
        sa.ForeignKeyConstraint(
            ["event_code"],
            ["db_patent_maintainence_fee.event_maintainence_code.event_code"],
            name=op.f("fk_event_maintainence_code_fees_event_code"),
        ),
        sa.PrimaryKeyConstraint(
            "event_code", "valid_from", name=op.f("pk_event_maintainence_code_fees_event_code_valid_from")
        ),
        schema="db_patent_maintainence_fee",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "event_maintainence_fees_generation",
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grant_doc_num", sa.String(length=40), nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=True),
        sa.Column("entity_status", sa.String(length=1), nullable=True),
        sa.Column("filling_date", sa.Date(), nullable=True),
        sa.Column("grant_date", sa.Date(), nullable=True),
        sa.Column("event_date", sa.Date(), nullable=False),
        sa.Column("event_code", sa.String(length=5), nullable=False),
        sa.CheckConstraint(
            "entity_status IN ('N', 'Y', 'M')", name=op.f("ck_event_maintainence_fees_generation_entity_status")
        ),
        sa.CheckConstraint("slot IN (0, 1)", name=op.f("ck_event_maintainence_fees_generation_slot")),
        sa.PrimaryKeyConstraint("slot", "line_no", name=op.f("pk_event_maintainence_fees_generation_slot_line_no")),
        schema="db_patent_maintainence_fee",
        **OPTIONS,
        if_not_exists=True,
        mysql_partition_by=PARTITIONS,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_maintainence_fees_generation_slot_appno_doc_num"),
        "event_maintainence_fees_generation",
        ["slot", "appno_doc_num"],
        unique=False,
        schema="db_patent_maintainence_fee",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_event_maintainence_fees_generation_slot_grant_doc_num"),
        "event_maintainence_fees_generation",
        ["slot", "grant_doc_num"],
        unique=False,
        schema="db_patent_maintainence_fee",
        if_not_exists=True,
    )
    create_view(
        op.get_context().config.attributes["warehouse"],
        op.get_bind(),
        "db_patent_maintainence_fee.event_maintainence_fees",
        "event_maintainence_fees_generation",
        COLUMNS,
        where="slot = (SELECT slot FROM {here}current_generation WHERE dataset = 'maintenance-fees')",
    )
    # On MariaDB a CREATE TABLE commits: a run that was broken off may have left its rows.
    op.execute(fees.delete())
    op.execute(codes.delete())
    op.bulk_insert(codes, _read("0007_event_codes.tsv"))
    op.bulk_insert(
        fees,
        [
            {
                **row,
                "valid_from": date.fromisoformat(row["valid_from"]),
                "fees_amount": int(row["fees_amount"]),
                "payment_year": int(row["payment_year"]),
            }
            for row in _read("0007_fees.tsv")
        ],
    )


def downgrade():
    warehouse = op.get_context().config.attributes["warehouse"]
    drop_view(warehouse, op.get_bind(), "db_patent_maintainence_fee.event_maintainence_fees")
    op.drop_table("event_maintainence_fees_generation", schema="db_patent_maintainence_fee", if_exists=True)
    op.drop_table("event_maintainence_code_fees", schema="db_patent_maintainence_fee", if_exists=True)
    op.drop_table("event_maintainence_code", schema="db_patent_maintainence_fee", if_exists=True)
    op.drop_table("current_generation", schema="db_patent_maintainence_fee", if_exists=True)


def _read(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
