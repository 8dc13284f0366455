"""Bibliographic data of grants and of published applications, each in its database."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}

DOCUMENTS = (
    ("db_patent_grant_bibliographic", "application_grant", "grant_doc_num", "grant_date"),
    ("db_patent_application_bibliographic", "application_publication", "pgpub_doc_num", "pgpub_date"),
)
CHILDREN = ("applicant", "assignee", "inventor", "lawfirm", "priority_claim", "related_document")


def upgrade():
    for document in DOCUMENTS:
        _create_document(*document)
        _create_parties(*document[:3])
        _create_lists(*document[:3])
    op.create_table(
        "grant_extension",
        sa.Column("grant_doc_num", sa.String(length=40), nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=False),
        sa.CheckConstraint("extension >= 0", name=op.f("ck_grant_extension_extension")),
        sa.ForeignKeyConstraint(
            ["grant_doc_num"],
            ["db_patent_grant_bibliographic.application_grant.grant_doc_num"],
            name=op.f("fk_grant_extension_grant_doc_num"),
        ),
        sa.PrimaryKeyConstraint("grant_doc_num", name=op.f("pk_grant_extension_grant_doc_num")),
        schema="db_patent_grant_bibliographic",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_grant_extension_appno_doc_num"),
        "grant_extension",
        ["appno_doc_num"],
        unique=False,
        schema="db_patent_grant_bibliographic",
        if_not_exists=True,
    )
    op.create_table(
        "cited_patents",
        sa.Column("citing_patent_number", sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("patent_number", sa.String(length=40), nullable=False),
        sa.Column("cited_type", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=True),
        sa.Column("cited_date", sa.Date(), nullable=True),
        sa.Column("category", sa.String(length=500), nullable=True),
        sa.Column("citing_date", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "cited_type IN ('grant', 'publication', 'application', 'foreign')", name=op.f("ck_cited_patents_cited_type")
        ),
        sa.PrimaryKeyConstraint(
            "citing_patent_number", "sequence_no", name=op.f("pk_cited_patents_citing_patent_number_sequence_no")
        ),
        schema="db_new_application",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_cited_patents_patent_number"),
        "cited_patents",
        ["patent_number"],
        unique=False,
        schema="db_new_application",
        if_not_exists=True,
    )


def _create_document(schema, document, number, day):
    op.create_table(
        document,
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column(day, sa.Date(), nullable=False),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("appno_date", sa.Date(), nullable=True),
        sa.Column("application_type", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("length_of_grant", sa.Integer(), nullable=True),
        sa.Column("disclaimer", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("claims", sa.Integer(), nullable=True),
        sa.Column("intreg_doc_num", sa.String(length=40), nullable=True),
        sa.Column("pct_doc_num", sa.String(length=40), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_date", sa.Date(), nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.CheckConstraint("disclaimer IN (0, 1)", name=op.f(f"ck_{document}_disclaimer")),
        sa.PrimaryKeyConstraint(number, name=op.f(f"pk_{document}_{number}")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f(f"ix_{document}_appno_doc_num"),
        document,
        ["appno_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )
    op.create_index(
        op.f(f"ix_{document}_file_name"), document, ["file_name"], unique=False, schema=schema, if_not_exists=True
    )


def _create_parties(schema, document, number):
    op.create_table(
        "applicant",
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
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
        sa.CheckConstraint("type IN ('organisation', 'person')", name=op.f("ck_applicant_type")),
        sa.ForeignKeyConstraint([number], [f"{schema}.{document}.{number}"], name=op.f(f"fk_applicant_{number}")),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_applicant_{number}_sequence_no")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_applicant_appno_doc_num"),
        "applicant",
        ["appno_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )
    op.create_table(
        "assignee",
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
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
        sa.CheckConstraint("type IN ('organisation', 'person')", name=op.f("ck_assignee_type")),
        sa.ForeignKeyConstraint([number], [f"{schema}.{document}.{number}"], name=op.f(f"fk_assignee_{number}")),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_assignee_{number}_sequence_no")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_assignee_appno_doc_num"),
        "assignee",
        ["appno_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )
    op.create_table(
        "inventor",
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("family_name", sa.String(length=500), nullable=True),
        sa.Column("given_name", sa.String(length=500), nullable=True),
        sa.Column("middle_name", sa.String(length=500), nullable=True),
        sa.Column("suffix", sa.String(length=500), nullable=True),
        sa.Column("city", sa.String(length=500), nullable=True),
        sa.Column("state", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint([number], [f"{schema}.{document}.{number}"], name=op.f(f"fk_inventor_{number}")),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_inventor_{number}_sequence_no")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_inventor_appno_doc_num"),
        "inventor",
        ["appno_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )
    op.create_table(
        "lawfirm",
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("rep_type", sa.String(length=40), nullable=True),
        sa.Column("family_name", sa.String(length=500), nullable=True),
        sa.Column("given_name", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=500), nullable=True),
        sa.CheckConstraint("type IN ('organisation', 'person')", name=op.f("ck_lawfirm_type")),
        sa.ForeignKeyConstraint([number], [f"{schema}.{document}.{number}"], name=op.f(f"fk_lawfirm_{number}")),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_lawfirm_{number}_sequence_no")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_lawfirm_appno_doc_num"), "lawfirm", ["appno_doc_num"], unique=False, schema=schema, if_not_exists=True
    )


def _create_lists(schema, document, number):
    op.create_table(
        "priority_claim",
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("doc_num", sa.String(length=40), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint([number], [f"{schema}.{document}.{number}"], name=op.f(f"fk_priority_claim_{number}")),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_priority_claim_{number}_sequence_no")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_priority_claim_appno_doc_num"),
        "priority_claim",
        ["appno_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )
    op.create_table(
        "related_document",
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("parent_country", sa.String(length=20), nullable=True),
        sa.Column("parent_doc_num", sa.String(length=40), nullable=True),
        sa.Column("parent_kind", sa.String(length=20), nullable=True),
        sa.Column("parent_date", sa.Date(), nullable=True),
        sa.Column("parent_status", sa.String(length=40), nullable=True),
        sa.Column("parent_grant_doc_num", sa.String(length=40), nullable=True),
        sa.Column("child_country", sa.String(length=20), nullable=True),
        sa.Column("child_doc_num", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            [number], [f"{schema}.{document}.{number}"], name=op.f(f"fk_related_document_{number}")
        ),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_related_document_{number}_sequence_no")),
        schema=schema,
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_related_document_appno_doc_num"),
        "related_document",
        ["appno_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_related_document_parent_doc_num"),
        "related_document",
        ["parent_doc_num"],
        unique=False,
        schema=schema,
        if_not_exists=True,
    )


def downgrade():
    op.drop_table("cited_patents", schema="db_new_application", if_exists=True)
    op.drop_table("grant_extension", schema="db_patent_grant_bibliographic", if_exists=True)
    for schema, document, _, _ in DOCUMENTS:
        for child in CHILDREN:
            op.drop_table(child, schema=schema, if_exists=True)
        op.drop_table(document, schema=schema, if_exists=True)
