"""Classification, status and work tables of the seed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}


def upgrade():
    op.create_table(
        "application_cpc",
        sa.Column("pgpub_doc_num", sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_number", sa.String(length=40), nullable=True),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("pgpub_date", sa.Date(), nullable=True),
        sa.Column("classification_version_date", sa.Date(), nullable=True),
        sa.Column("section", sa.String(length=1), nullable=False),
        sa.Column("class", sa.String(length=2), nullable=False),
        sa.Column("sub_class", sa.String(length=1), nullable=False),
        sa.Column("main_group", sa.String(length=4), nullable=False),
        sa.Column("sub_group", sa.String(length=6), nullable=False),
        sa.Column("symbol_position_code", sa.String(length=1), nullable=True),
        sa.Column("classification_value_code", sa.String(length=1), nullable=True),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("type IN (0, 1)", name=op.f("ck_application_cpc_type")),
        sa.PrimaryKeyConstraint(
            "pgpub_doc_num", "sequence_no", name=op.f("pk_application_cpc_pgpub_doc_num_sequence_no")
        ),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_application_cpc_application_number"),
        "application_cpc",
        ["application_number"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_application_cpc_section_class_sub_class"),
        "application_cpc",
        ["section", "class", "sub_class"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "application_status",
        sa.Column("application_status_id", ID, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=500), nullable=False),
        sa.Column("status_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("application_status_id", name=op.f("pk_application_status_application_status_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_application_status_appno_doc_num_status_date"),
        "application_status",
        ["appno_doc_num", "status_date"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "company_temp",
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("instances", sa.Integer(), nullable=False),
        sa.CheckConstraint("instances >= 0", name=op.f("ck_company_temp_instances")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_company_temp_name")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "list2",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("company_id", ID, autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("representative_name", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint(
            "rf_id", "company_id", "organisation_id", name=op.f("pk_list2_rf_id_company_id_organisation_id")
        ),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "patent_cpc",
        sa.Column("grant_doc_num", sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_number", sa.String(length=40), nullable=True),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("grant_date", sa.Date(), nullable=True),
        sa.Column("classification_version_date", sa.Date(), nullable=True),
        sa.Column("section", sa.String(length=1), nullable=False),
        sa.Column("class", sa.String(length=2), nullable=False),
        sa.Column("sub_class", sa.String(length=1), nullable=False),
        sa.Column("main_group", sa.String(length=4), nullable=False),
        sa.Column("sub_group", sa.String(length=6), nullable=False),
        sa.Column("symbol_position_code", sa.String(length=1), nullable=True),
        sa.Column("classification_value_code", sa.String(length=1), nullable=True),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("type IN (0, 1)", name=op.f("ck_patent_cpc_type")),
        sa.PrimaryKeyConstraint("grant_doc_num", "sequence_no", name=op.f("pk_patent_cpc_grant_doc_num_sequence_no")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_patent_cpc_application_number"),
        "patent_cpc",
        ["application_number"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_patent_cpc_section_class_sub_class"),
        "patent_cpc",
        ["section", "class", "sub_class"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )


def downgrade():
    op.drop_table("patent_cpc", schema="db_uspto", if_exists=True)
    op.drop_table("list2", schema="db_uspto", if_exists=True)
    op.drop_table("company_temp", schema="db_uspto", if_exists=True)
    op.drop_table("application_status", schema="db_uspto", if_exists=True)
    op.drop_table("application_cpc", schema="db_uspto", if_exists=True)
