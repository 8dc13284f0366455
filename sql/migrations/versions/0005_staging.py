"""Staging of the assignment loads."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}


def upgrade():
    op.create_table(
        "assignee",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ee_name", sa.String(length=500), nullable=False),
        sa.Column("name_type", sa.String(length=20), nullable=True),
        sa.Column("ee_address_1", sa.String(length=500), nullable=True),
        sa.Column("ee_address_2", sa.String(length=500), nullable=True),
        sa.Column("ee_city", sa.String(length=500), nullable=True),
        sa.Column("ee_state", sa.String(length=500), nullable=True),
        sa.Column("ee_postcode", sa.String(length=500), nullable=True),
        sa.Column("ee_country", sa.String(length=500), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("record_no", "sequence_no", name=op.f("pk_assignee_record_no_sequence_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assignment",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rf_id", sa.BigInteger(), nullable=False),
        sa.Column("reel_no", sa.Integer(), nullable=False),
        sa.Column("frame_no", sa.Integer(), nullable=False),
        sa.Column("last_update_dt", sa.Date(), nullable=True),
        sa.Column("purge_in", sa.SmallInteger(), nullable=False),
        sa.Column("record_dt", sa.Date(), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("cname", sa.String(length=500), nullable=True),
        sa.Column("caddress_1", sa.String(length=500), nullable=True),
        sa.Column("caddress_2", sa.String(length=500), nullable=True),
        sa.Column("caddress_3", sa.String(length=500), nullable=True),
        sa.Column("caddress_4", sa.String(length=500), nullable=True),
        sa.Column("convey_text", sa.Text(), nullable=True),
        sa.Column("convey_ty", sa.String(length=30), nullable=False),
        sa.Column("corrected_type", sa.String(length=30), nullable=True),
        sa.Column("corrected_rf_id", sa.BigInteger(), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.CheckConstraint("purge_in IN (0, 1)", name=op.f("ck_assignment_purge_in")),
        sa.PrimaryKeyConstraint("record_no", name=op.f("pk_assignment_record_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_assignment_rf_id"), "assignment", ["rf_id"], unique=False, schema="db_staging", if_not_exists=True
    )
    op.create_table(
        "assignment_outcome",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rf_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.CheckConstraint("outcome IN ('inserted', 'replaced', 'stale')", name=op.f("ck_assignment_outcome_outcome")),
        sa.PrimaryKeyConstraint("record_no", name=op.f("pk_assignment_outcome_record_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_assignment_outcome_outcome_rf_id"),
        "assignment_outcome",
        ["outcome", "rf_id"],
        unique=False,
        schema="db_staging",
        if_not_exists=True,
    )
    op.create_table(
        "assignor",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("or_name", sa.String(length=500), nullable=False),
        sa.Column("name_type", sa.String(length=20), nullable=True),
        sa.Column("exec_dt", sa.Date(), nullable=True),
        sa.Column("ack_dt", sa.Date(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("record_no", "sequence_no", name=op.f("pk_assignor_record_no_sequence_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "documentid",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("lang", sa.String(length=20), nullable=True),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=True),
        sa.Column("appno_date", sa.Date(), nullable=True),
        sa.Column("appno_country", sa.String(length=20), nullable=True),
        sa.Column("pgpub_doc_num", sa.String(length=40), nullable=True),
        sa.Column("pgpub_date", sa.Date(), nullable=True),
        sa.Column("pgpub_country", sa.String(length=20), nullable=True),
        sa.Column("pgpub_kind", sa.String(length=20), nullable=True),
        sa.Column("grant_doc_num", sa.String(length=40), nullable=True),
        sa.Column("grant_date", sa.Date(), nullable=True),
        sa.Column("grant_country", sa.String(length=20), nullable=True),
        sa.Column("grant_kind", sa.String(length=20), nullable=True),
        sa.Column("intreg_doc_num", sa.String(length=40), nullable=True),
        sa.Column("intreg_date", sa.Date(), nullable=True),
        sa.Column("intreg_country", sa.String(length=20), nullable=True),
        sa.Column("other_documents", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("record_no", "sequence_no", name=op.f("pk_documentid_record_no_sequence_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_change",
        sa.Column("assignor_and_assignee_id", ID, autoincrement=False, nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("assignor_and_assignee_id", name=op.f("pk_name_change_assignor_and_assignee_id")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )


def downgrade():
    op.drop_table("name_change", schema="db_staging", if_exists=True)
    op.drop_table("documentid", schema="db_staging", if_exists=True)
    op.drop_table("assignor", schema="db_staging", if_exists=True)
    op.drop_table("assignment_outcome", schema="db_staging", if_exists=True)
    op.drop_table("assignment", schema="db_staging", if_exists=True)
    op.drop_table("assignee", schema="db_staging", if_exists=True)
