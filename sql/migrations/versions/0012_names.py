"""How spellings were resolved into entities, and what new ones are matched against."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}
TABLES = ("name_hint", "name_key", "name_link", "name_move", "name_word")


def upgrade():
    op.create_table(
        "name_result",
        sa.Column("assignor_and_assignee_id", ID, autoincrement=False, nullable=False),
        sa.Column("representative_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("assignor_and_assignee_id", name=op.f("pk_name_result_assignor_and_assignee_id")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "name_word",
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("names", sa.Integer(), nullable=False),
        sa.CheckConstraint("names >= 0", name=op.f("ck_name_word_names")),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_name_word_word")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_move",
        sa.Column("name_move_id", ID, nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("moved_by", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("from_representative_id", ID, nullable=False),
        sa.Column("to_representative_id", ID, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_representative_id"],
            ["db_uspto.representative.representative_id"],
            name=op.f("fk_name_move_from_representative_id"),
        ),
        sa.ForeignKeyConstraint(
            ["to_representative_id"],
            ["db_uspto.representative.representative_id"],
            name=op.f("fk_name_move_to_representative_id"),
        ),
        sa.PrimaryKeyConstraint("name_move_id", name=op.f("pk_name_move_name_move_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_name_move_from_representative_id"),
        "name_move",
        ["from_representative_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_name_move_moved_at"), "name_move", ["moved_at"], unique=False, schema="db_uspto", if_not_exists=True
    )
    op.create_index(
        op.f("ix_name_move_to_representative_id"),
        "name_move",
        ["to_representative_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "name_hint",
        sa.Column("name_hint_id", ID, nullable=False),
        sa.Column("assignor_and_assignee_id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("other_text", sa.String(length=500), nullable=False),
        sa.Column("other_spelling", ID, nullable=True),
        sa.Column("rule", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignor_and_assignee_id"],
            ["db_uspto.assignor_and_assignee.assignor_and_assignee_id"],
            name=op.f("fk_name_hint_assignor_and_assignee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name_hint_id", name=op.f("pk_name_hint_name_hint_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_name_hint_assignor_and_assignee_id"),
        "name_hint",
        ["assignor_and_assignee_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "name_key",
        sa.Column("key_hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("assignor_and_assignee_id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["assignor_and_assignee_id"],
            ["db_uspto.assignor_and_assignee.assignor_and_assignee_id"],
            name=op.f("fk_name_key_assignor_and_assignee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "key_hash", "assignor_and_assignee_id", name=op.f("pk_name_key_key_hash_assignor_and_assignee_id")
        ),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_name_key_assignor_and_assignee_id"),
        "name_key",
        ["assignor_and_assignee_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "name_link",
        sa.Column("assignor_and_assignee_id", ID, autoincrement=False, nullable=False),
        sa.Column("recorded_name", sa.String(length=500), nullable=False),
        sa.Column("linked_to", ID, nullable=True),
        sa.Column("rule", sa.String(length=500), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_name_link_score")),
        sa.ForeignKeyConstraint(
            ["assignor_and_assignee_id"],
            ["db_uspto.assignor_and_assignee.assignor_and_assignee_id"],
            name=op.f("fk_name_link_assignor_and_assignee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assignor_and_assignee_id", name=op.f("pk_name_link_assignor_and_assignee_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )


def downgrade():
    op.drop_table("name_result", schema="db_staging", if_exists=True)
    for name in TABLES:
        op.drop_table(name, schema="db_uspto", if_exists=True)
