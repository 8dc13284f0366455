"""CPC by generation: two slots, a pointer, and views for readers."""

import sqlalchemy as sa
from alembic import op

from patentrack.warehouse.views import create_view, drop_view

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}

PARTITIONS = "LIST (slot) (PARTITION slot_0 VALUES IN (0), PARTITION slot_1 VALUES IN (1))"
COLUMNS = (
    "application_number",
    "country",
    "kind_code",
    "{day}",
    "classification_version_date",
    "section",
    "class",
    "sub_class",
    "main_group",
    "sub_group",
    "symbol_position_code",
    "classification_value_code",
    "type",
    "set_group",
    "set_rank",
)
VIEWS = (
    ("patent_cpc", "grant_doc_num", "grant_date", "cpc-grants"),
    ("application_cpc", "pgpub_doc_num", "pgpub_date", "cpc-publications"),
)


def upgrade():
    # Nothing has ever loaded them.
    op.drop_table("patent_cpc", schema="db_uspto", if_exists=True)
    op.drop_table("application_cpc", schema="db_uspto", if_exists=True)
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
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "patent_cpc_generation",
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
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
        sa.Column("set_group", sa.Integer(), nullable=True),
        sa.Column("set_rank", sa.Integer(), nullable=True),
        sa.CheckConstraint("slot IN (0, 1)", name=op.f("ck_patent_cpc_generation_slot")),
        sa.CheckConstraint("type IN (0, 1)", name=op.f("ck_patent_cpc_generation_type")),
        sa.PrimaryKeyConstraint(
            "slot", "grant_doc_num", "sequence_no", name=op.f("pk_patent_cpc_generation_slot_grant_doc_num_sequence_no")
        ),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        mysql_partition_by=PARTITIONS,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_patent_cpc_generation_slot_application_number"),
        "patent_cpc_generation",
        ["slot", "application_number"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "application_cpc_generation",
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
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
        sa.Column("set_group", sa.Integer(), nullable=True),
        sa.Column("set_rank", sa.Integer(), nullable=True),
        sa.CheckConstraint("slot IN (0, 1)", name=op.f("ck_application_cpc_generation_slot")),
        sa.CheckConstraint("type IN (0, 1)", name=op.f("ck_application_cpc_generation_type")),
        sa.PrimaryKeyConstraint(
            "slot",
            "pgpub_doc_num",
            "sequence_no",
            name=op.f("pk_application_cpc_generation_slot_pgpub_doc_num_sequence_no"),
        ),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        mysql_partition_by=PARTITIONS,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_application_cpc_generation_slot_application_number"),
        "application_cpc_generation",
        ["slot", "application_number"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "cpc_defination",
        sa.Column("cpc_code", sa.String(length=40), nullable=False),
        sa.Column("hierarchical_structure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("cpc_code", name=op.f("pk_cpc_defination_cpc_code")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "generation_build",
        sa.Column("dataset", sa.String(length=40), nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.CheckConstraint("slot IN (0, 1)", name=op.f("ck_generation_build_slot")),
        sa.PrimaryKeyConstraint("dataset", name=op.f("pk_generation_build_dataset")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "generation_part",
        sa.Column("dataset", sa.String(length=40), nullable=False),
        sa.Column("member", sa.String(length=255), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("records", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rows_stored", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unreadable_values", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bytes_read", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("finished", sa.SmallInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("finished IN (0, 1)", name=op.f("ck_generation_part_finished")),
        sa.PrimaryKeyConstraint("dataset", "member", name=op.f("pk_generation_part_dataset_member")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    warehouse = op.get_context().config.attributes["warehouse"]
    for view, number, day, dataset in VIEWS:
        create_view(
            warehouse,
            op.get_bind(),
            f"db_uspto.{view}",
            f"{view}_generation",
            [number, "sequence_no", *(day if column == "{day}" else column for column in COLUMNS)],
            where=f"slot = (SELECT slot FROM {{here}}current_generation WHERE dataset = '{dataset}')",
        )


def downgrade():
    warehouse = op.get_context().config.attributes["warehouse"]
    for view, *_ in VIEWS:
        drop_view(warehouse, op.get_bind(), f"db_uspto.{view}")
    op.drop_table("generation_part", schema="db_staging", if_exists=True)
    op.drop_table("generation_build", schema="db_staging", if_exists=True)
    op.drop_table("cpc_defination", schema="db_uspto", if_exists=True)
    op.drop_table("application_cpc_generation", schema="db_uspto", if_exists=True)
    op.drop_table("patent_cpc_generation", schema="db_uspto", if_exists=True)
    op.drop_table("current_generation", schema="db_uspto", if_exists=True)
    _placeholder("patent_cpc", "grant_doc_num", "grant_date")
    _placeholder("application_cpc", "pgpub_doc_num", "pgpub_date")


def _placeholder(name, number, day):
    op.create_table(
        name,
        sa.Column(number, sa.String(length=40), nullable=False),
        sa.Column("sequence_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_number", sa.String(length=40), nullable=True),
        sa.Column("country", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column(day, sa.Date(), nullable=True),
        sa.Column("classification_version_date", sa.Date(), nullable=True),
        sa.Column("section", sa.String(length=1), nullable=False),
        sa.Column("class", sa.String(length=2), nullable=False),
        sa.Column("sub_class", sa.String(length=1), nullable=False),
        sa.Column("main_group", sa.String(length=4), nullable=False),
        sa.Column("sub_group", sa.String(length=6), nullable=False),
        sa.Column("symbol_position_code", sa.String(length=1), nullable=True),
        sa.Column("classification_value_code", sa.String(length=1), nullable=True),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("type IN (0, 1)", name=op.f(f"ck_{name}_type")),
        sa.PrimaryKeyConstraint(number, "sequence_no", name=op.f(f"pk_{name}_{number}_sequence_no")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    for index, columns in (
        ("application_number", ["application_number"]),
        ("section_class_sub_class", ["section", "class", "sub_class"]),
    ):
        op.create_index(op.f(f"ix_{name}_{index}"), name, columns, unique=False, schema="db_uspto", if_not_exists=True)
