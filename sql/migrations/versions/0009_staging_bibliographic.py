"""Staging tables of the bibliographic files."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}

TABLES = (
    "bibliographic_applicant",
    "bibliographic_assignee",
    "bibliographic_citation",
    "bibliographic_document",
    "bibliographic_inventor",
    "bibliographic_lawfirm",
    "bibliographic_outcome",
    "bibliographic_priority_claim",
    "bibliographic_related_document",
)


def upgrade():
    op.create_table(
        "bibliographic_applicant",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_name", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("app_type", sa.String(length=40), nullable=True),
        sa.Column("authority", sa.String(length=40), nullable=True),
        sa.Column("family_name", sa.String(length=500), nullable=True),
        sa.Column("given_name", sa.String(length=500), nullable=True),
        sa.Column("middle_name", sa.String(length=500), nullable=True),
        sa.Column("suffix", sa.String(length=500), nullable=True),
        sa.Column("address_1", sa.String(length=500), nullable=True),
        sa.Column("address_2", sa.String(length=500), nullable=True),
        sa.Column("city", sa.String(length=500), nullable=True),
        sa.Column("state", sa.String(length=500), nullable=True),
        sa.Column("postcode", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_applicant_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bibliographic_assignee",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_name", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("family_name", sa.String(length=500), nullable=True),
        sa.Column("given_name", sa.String(length=500), nullable=True),
        sa.Column("middle_name", sa.String(length=500), nullable=True),
        sa.Column("suffix", sa.String(length=500), nullable=True),
        sa.Column("address_1", sa.String(length=500), nullable=True),
        sa.Column("city", sa.String(length=500), nullable=True),
        sa.Column("state", sa.String(length=500), nullable=True),
        sa.Column("postcode", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_assignee_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bibliographic_citation",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("patent_number", sa.String(length=40), nullable=False),
        sa.Column("cited_type", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=True),
        sa.Column("cited_date", sa.Date(), nullable=True),
        sa.Column("category", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_citation_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bibliographic_document",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("doc_num", sa.String(length=40), nullable=False),
        sa.Column("doc_date", sa.Date(), nullable=False),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("appno_date", sa.Date(), nullable=True),
        sa.Column("application_type", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("length_of_grant", sa.Integer(), nullable=True),
        sa.Column("disclaimer", sa.SmallInteger(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=True),
        sa.Column("intreg_doc_num", sa.String(length=40), nullable=True),
        sa.Column("pct_doc_num", sa.String(length=40), nullable=True),
        sa.Column("extension", sa.Integer(), nullable=True),
        sa.CheckConstraint("disclaimer IN (0, 1)", name=op.f("ck_bibliographic_document_disclaimer")),
        sa.PrimaryKeyConstraint("record_no", name=op.f("pk_bibliographic_document_record_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_bibliographic_document_doc_num"),
        "bibliographic_document",
        ["doc_num"],
        unique=False,
        schema="db_staging",
        if_not_exists=True,
    )
    op.create_table(
        "bibliographic_inventor",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("family_name", sa.String(length=500), nullable=True),
        sa.Column("given_name", sa.String(length=500), nullable=True),
        sa.Column("middle_name", sa.String(length=500), nullable=True),
        sa.Column("suffix", sa.String(length=500), nullable=True),
        sa.Column("city", sa.String(length=500), nullable=True),
        sa.Column("state", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_inventor_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bibliographic_lawfirm",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("rep_type", sa.String(length=40), nullable=True),
        sa.Column("family_name", sa.String(length=500), nullable=True),
        sa.Column("given_name", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_lawfirm_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bibliographic_outcome",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("doc_num", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('inserted', 'replaced', 'stale')", name=op.f("ck_bibliographic_outcome_outcome")
        ),
        sa.PrimaryKeyConstraint("record_no", name=op.f("pk_bibliographic_outcome_record_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_bibliographic_outcome_outcome_doc_num"),
        "bibliographic_outcome",
        ["outcome", "doc_num"],
        unique=False,
        schema="db_staging",
        if_not_exists=True,
    )
    op.create_table(
        "bibliographic_priority_claim",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("doc_num", sa.String(length=40), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_priority_claim_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bibliographic_related_document",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("parent_country", sa.String(length=20), nullable=True),
        sa.Column("parent_doc_num", sa.String(length=40), nullable=True),
        sa.Column("parent_kind", sa.String(length=20), nullable=True),
        sa.Column("parent_date", sa.Date(), nullable=True),
        sa.Column("parent_status", sa.String(length=40), nullable=True),
        sa.Column("parent_grant_doc_num", sa.String(length=40), nullable=True),
        sa.Column("child_country", sa.String(length=20), nullable=True),
        sa.Column("child_doc_num", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint(
            "record_no", "sequence_no", name=op.f("pk_bibliographic_related_document_record_no_sequence_no")
        ),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )


def downgrade():
    for name in TABLES:
        op.drop_table(name, schema="db_staging", if_exists=True)
