"""Recorded documents with their parties and properties."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}


def upgrade():
    op.create_table(
        "representative",
        sa.Column("representative_id", ID, nullable=False),
        sa.Column("representative_name", sa.String(length=500), nullable=False),
        sa.Column("type", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.CheckConstraint("type BETWEEN 0 AND 4", name=op.f("ck_representative_type")),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["db_uspto.representative.representative_id"],
            name=op.f("fk_representative_parent_id"),
        ),
        sa.PrimaryKeyConstraint("representative_id", name=op.f("pk_representative_representative_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_representative_parent_id"),
        "representative",
        ["parent_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_representative_representative_name"),
        "representative",
        ["representative_name"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "representative_decision",
        sa.Column("representative_decision_id", ID, nullable=False),
        sa.Column("name_1", sa.String(length=500), nullable=False),
        sa.Column("name_2", sa.String(length=500), nullable=False),
        sa.Column("same", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("names_sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("name_1 < name_2", name=op.f("ck_representative_decision_names")),
        sa.CheckConstraint("same IN (0, 1)", name=op.f("ck_representative_decision_same")),
        sa.PrimaryKeyConstraint(
            "representative_decision_id", name=op.f("pk_representative_decision_representative_decision_id")
        ),
        sa.UniqueConstraint("names_sha256", name=op.f("uq_representative_decision_names_sha256")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_representative_decision_name_1"),
        "representative_decision",
        ["name_1"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_representative_decision_name_2"),
        "representative_decision",
        ["name_2"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "assignment",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reel_no", sa.Integer(), nullable=False),
        sa.Column("frame_no", sa.Integer(), nullable=False),
        sa.Column("cname", sa.String(length=500), nullable=True),
        sa.Column("caddress_1", sa.String(length=500), nullable=True),
        sa.Column("caddress_2", sa.String(length=500), nullable=True),
        sa.Column("caddress_3", sa.String(length=500), nullable=True),
        sa.Column("caddress_4", sa.String(length=500), nullable=True),
        sa.Column("convey_text", sa.Text(), nullable=True),
        sa.Column("record_dt", sa.Date(), nullable=True),
        sa.Column("last_update_dt", sa.Date(), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("purge_in", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.CheckConstraint("frame_no BETWEEN 0 AND 9999", name=op.f("ck_assignment_frame_no")),
        sa.CheckConstraint("purge_in IN (0, 1)", name=op.f("ck_assignment_purge_in")),
        sa.CheckConstraint("reel_no BETWEEN 0 AND 999999", name=op.f("ck_assignment_reel_no")),
        sa.CheckConstraint("rf_id = reel_no * 10000 + frame_no", name=op.f("ck_assignment_rf_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["db_uspto.source_file.source_file_id"],
            name=op.f("fk_assignment_source_file_id"),
        ),
        sa.PrimaryKeyConstraint("rf_id", name=op.f("pk_assignment_rf_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_assignment_record_dt"),
        "assignment",
        ["record_dt"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_assignment_source_file_id"),
        "assignment",
        ["source_file_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "assignor_and_assignee",
        sa.Column("assignor_and_assignee_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("instances", sa.Integer(), server_default="0", nullable=False),
        sa.Column("representative_id", ID, nullable=True),
        sa.CheckConstraint("instances >= 0", name=op.f("ck_assignor_and_assignee_instances")),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["db_uspto.representative.representative_id"],
            name=op.f("fk_assignor_and_assignee_representative_id"),
        ),
        sa.PrimaryKeyConstraint(
            "assignor_and_assignee_id", name=op.f("pk_assignor_and_assignee_assignor_and_assignee_id")
        ),
        sa.UniqueConstraint("name", name=op.f("uq_assignor_and_assignee_name")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_assignor_and_assignee_representative_id"),
        "assignor_and_assignee",
        ["representative_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "assignee",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("assignor_and_assignee_id", ID, nullable=False),
        sa.Column("ee_name", sa.String(length=500), nullable=False),
        sa.Column("name_type", sa.String(length=20), nullable=True),
        sa.Column("ee_address_1", sa.String(length=500), nullable=True),
        sa.Column("ee_address_2", sa.String(length=500), nullable=True),
        sa.Column("ee_city", sa.String(length=500), nullable=True),
        sa.Column("ee_state", sa.String(length=500), nullable=True),
        sa.Column("ee_postcode", sa.String(length=500), nullable=True),
        sa.Column("ee_country", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignor_and_assignee_id"],
            ["db_uspto.assignor_and_assignee.assignor_and_assignee_id"],
            name=op.f("fk_assignee_assignor_and_assignee_id"),
        ),
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_assignee_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", "sequence_no", name=op.f("pk_assignee_rf_id_sequence_no")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_assignee_assignor_and_assignee_id"),
        "assignee",
        ["assignor_and_assignee_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "assignment_arrows",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("arrows", sa.Integer(), nullable=False),
        sa.CheckConstraint("arrows >= 1", name=op.f("ck_assignment_arrows_arrows")),
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_assignment_arrows_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", name=op.f("pk_assignment_arrows_rf_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "assignor",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("assignor_and_assignee_id", ID, nullable=False),
        sa.Column("or_name", sa.String(length=500), nullable=False),
        sa.Column("name_type", sa.String(length=20), nullable=True),
        sa.Column("exec_dt", sa.Date(), nullable=True),
        sa.Column("ack_dt", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignor_and_assignee_id"],
            ["db_uspto.assignor_and_assignee.assignor_and_assignee_id"],
            name=op.f("fk_assignor_assignor_and_assignee_id"),
        ),
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_assignor_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", "sequence_no", name=op.f("pk_assignor_rf_id_sequence_no")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_assignor_assignor_and_assignee_id"),
        "assignor",
        ["assignor_and_assignee_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "correspondent",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cname", sa.String(length=500), nullable=True),
        sa.Column("caddress_1", sa.String(length=500), nullable=True),
        sa.Column("caddress_2", sa.String(length=500), nullable=True),
        sa.Column("caddress_3", sa.String(length=500), nullable=True),
        sa.Column("caddress_4", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_correspondent_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", name=op.f("pk_correspondent_rf_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_correspondent_cname"), "correspondent", ["cname"], unique=False, schema="db_uspto", if_not_exists=True
    )
    op.create_table(
        "documentid",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
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
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_documentid_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", "sequence_no", name=op.f("pk_documentid_rf_id_sequence_no")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_documentid_appno_doc_num"),
        "documentid",
        ["appno_doc_num"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_documentid_grant_doc_num"),
        "documentid",
        ["grant_doc_num"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_documentid_pgpub_doc_num"),
        "documentid",
        ["pgpub_doc_num"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )


def downgrade():
    op.drop_table("documentid", schema="db_uspto", if_exists=True)
    op.drop_table("correspondent", schema="db_uspto", if_exists=True)
    op.drop_table("assignor", schema="db_uspto", if_exists=True)
    op.drop_table("assignment_arrows", schema="db_uspto", if_exists=True)
    op.drop_table("assignee", schema="db_uspto", if_exists=True)
    op.drop_table("assignor_and_assignee", schema="db_uspto", if_exists=True)
    op.drop_table("assignment", schema="db_uspto", if_exists=True)
    op.drop_table("representative_decision", schema="db_uspto", if_exists=True)
    op.drop_table("representative", schema="db_uspto", if_exists=True)
