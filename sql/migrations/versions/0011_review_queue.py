"""Every document knows its conveyance text, and the texts are the queue for review."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}

# A rule that no release has: the next `patentrack review reclassify` looks at these texts and all their documents.
UNKNOWN_RULE = "before 0011"

# What is known of documents that are there already. Their newest speaks for all that bear a text.
FILL_TEXTS = """
INSERT INTO {here}assignment_group (
    text_sha256, text, counter, convey_ty, corrected_type, corrected_rf_id, rule
)
SELECT wording.text_sha256, COALESCE(document.convey_text, ''), 0, by_text.convey_ty,
       by_text.corrected_type, by_text.corrected_rf_id, '{rule}'
FROM (
    SELECT SHA2(COALESCE(convey_text, ''), 256) AS text_sha256, MAX(rf_id) AS rf_id
    FROM {here}assignment GROUP BY SHA2(COALESCE(convey_text, ''), 256)
) AS wording
JOIN {here}assignment AS document ON document.rf_id = wording.rf_id
JOIN {here}assignment_conveyance AS by_text ON by_text.rf_id = wording.rf_id
LEFT JOIN {here}assignment_group AS present ON present.text_sha256 = wording.text_sha256
WHERE present.assignment_group_id IS NULL
"""
LINK_ON_MARIADB = """
UPDATE {here}assignment_conveyance AS by_text
JOIN {here}assignment AS document ON document.rf_id = by_text.rf_id
JOIN {here}assignment_group AS wording ON wording.text_sha256 = SHA2(COALESCE(document.convey_text, ''), 256)
SET by_text.assignment_group_id = wording.assignment_group_id
"""
LINK_ON_SQLITE = """
INSERT INTO {here}assignment_conveyance_new (
    rf_id, assignment_group_id, convey_ty, employer_assign, corrected_type, corrected_rf_id, rule
)
SELECT by_text.rf_id, wording.assignment_group_id, by_text.convey_ty, by_text.employer_assign,
       by_text.corrected_type, by_text.corrected_rf_id, by_text.rule
FROM {here}assignment_conveyance AS by_text
JOIN {here}assignment AS document ON document.rf_id = by_text.rf_id
JOIN {here}assignment_group AS wording ON wording.text_sha256 = SHA2(COALESCE(document.convey_text, ''), 256)
"""
COUNT_DOCUMENTS = """
UPDATE {here}assignment_group SET counter = (
    SELECT COUNT(*)
    FROM {here}assignment_conveyance AS by_text
    JOIN {here}assignment AS document ON document.rf_id = by_text.rf_id
    WHERE by_text.assignment_group_id = assignment_group.assignment_group_id AND document.purge_in = 0
)
"""

GROUP_INDEXES = ("counter", "corrected_type")
CONVEYANCE_INDEXES = ("convey_ty", "corrected_rf_id", "corrected_type")


def upgrade():
    if _on_mariadb():
        _run("""
            ALTER TABLE {here}assignment_group
            ADD COLUMN IF NOT EXISTS corrected_type VARCHAR(30),
            ADD COLUMN IF NOT EXISTS corrected_rf_id BIGINT,
            ADD COLUMN IF NOT EXISTS updated_by VARCHAR(200),
            ADD COLUMN IF NOT EXISTS note VARCHAR(500)""")
        _indexes("assignment_group", GROUP_INDEXES)
        _run("""
            ALTER TABLE {here}assignment_group
            ADD CONSTRAINT fk_assignment_group_corrected_type
            FOREIGN KEY IF NOT EXISTS (corrected_type) REFERENCES {here}conveyance (convey_name)""")
        _run(FILL_TEXTS)
        _run("ALTER TABLE {here}assignment_conveyance ADD COLUMN IF NOT EXISTS assignment_group_id BIGINT")
        _run(LINK_ON_MARIADB)
        _indexes("assignment_conveyance", ("assignment_group_id",))
        _run("""
            ALTER TABLE {here}assignment_conveyance
            MODIFY COLUMN assignment_group_id BIGINT NOT NULL,
            ADD CONSTRAINT fk_assignment_conveyance_assignment_group_id
            FOREIGN KEY IF NOT EXISTS (assignment_group_id)
            REFERENCES {here}assignment_group (assignment_group_id)""")
    else:
        op.get_bind().connection.driver_connection.create_function("SHA2", 2, _sha2, deterministic=True)
        _make_anew_on_sqlite("assignment_group", _group_items(queue=True))
        _indexes("assignment_group", ("convey_ty", "updated_convey_ty", *GROUP_INDEXES))
        _run(FILL_TEXTS)
        _make_anew_on_sqlite("assignment_conveyance", _conveyance_items(linked=True), fill=LINK_ON_SQLITE)
        _indexes("assignment_conveyance", (*CONVEYANCE_INDEXES, "assignment_group_id"))
    _run(COUNT_DOCUMENTS)
    _make_staging(with_digest=True)
    for table, items in (
        ("text_change", [sa.Column("documents", sa.Integer(), nullable=False)]),
        ("reclassified_text", _classification()),
    ):
        op.create_table(
            table,
            sa.Column("assignment_group_id", ID, autoincrement=False, nullable=False),
            *items,
            sa.PrimaryKeyConstraint("assignment_group_id", name=op.f(f"pk_{table}_assignment_group_id")),
            schema="db_staging",
            **OPTIONS,
            if_not_exists=True,
            sqlite_with_rowid=True,
        )


def downgrade():
    op.drop_table("reclassified_text", schema="db_staging", if_exists=True)
    op.drop_table("text_change", schema="db_staging", if_exists=True)
    _make_staging(with_digest=False)
    if _on_mariadb():
        _run("""
            ALTER TABLE {here}assignment_conveyance
            DROP FOREIGN KEY IF EXISTS fk_assignment_conveyance_assignment_group_id,
            DROP INDEX IF EXISTS ix_assignment_conveyance_assignment_group_id,
            DROP COLUMN IF EXISTS assignment_group_id""")
        _run("""
            ALTER TABLE {here}assignment_group
            DROP FOREIGN KEY IF EXISTS fk_assignment_group_corrected_type,
            DROP INDEX IF EXISTS ix_assignment_group_corrected_type,
            DROP INDEX IF EXISTS ix_assignment_group_counter,
            DROP COLUMN IF EXISTS corrected_type, DROP COLUMN IF EXISTS corrected_rf_id,
            DROP COLUMN IF EXISTS updated_by, DROP COLUMN IF EXISTS note""")
        return
    _make_anew_on_sqlite("assignment_conveyance", _conveyance_items(linked=False))
    _indexes("assignment_conveyance", CONVEYANCE_INDEXES)
    _make_anew_on_sqlite("assignment_group", _group_items(queue=False))
    _indexes("assignment_group", ("convey_ty", "updated_convey_ty"))


def _on_mariadb():
    return op.get_context().config.attributes["warehouse"].is_mariadb


def _run(statement):
    here = op.get_context().config.attributes["warehouse"].database_name("db_uspto")
    op.get_bind().exec_driver_sql(statement.format(here=f"{here}.", rule=UNKNOWN_RULE))


def _indexes(table, columns):
    for column in columns:
        op.create_index(
            op.f(f"ix_{table}_{column}"), table, [column], unique=False, schema="db_uspto", if_not_exists=True
        )


def _sha2(text, _bits):
    return hashlib.sha256(text.encode()).hexdigest()


def _make_anew_on_sqlite(table, items, *, fill=None):
    """SQLite adds no named foreign key to a table and drops none: the table is made anew, with what it holds."""
    op.drop_table(f"{table}_new", schema="db_uspto", if_exists=True)
    made = op.create_table(f"{table}_new", *items, schema="db_uspto")
    if fill is None:
        present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table, schema="db_uspto")}
        kept = ", ".join(column.name for column in made.columns if column.name in present)
        fill = f"INSERT INTO {{here}}{table}_new ({kept}) SELECT {kept} FROM {{here}}{table}"
    _run(fill)
    op.drop_table(table, schema="db_uspto")
    op.rename_table(f"{table}_new", table, schema="db_uspto")


def _group_items(*, queue):
    typed = ("convey_ty", "corrected_type", "updated_convey_ty") if queue else ("convey_ty", "updated_convey_ty")
    items = [
        sa.Column("assignment_group_id", ID, nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), server_default="0", nullable=False),
        sa.Column("convey_ty", sa.String(length=30), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("updated_convey_ty", sa.String(length=30), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("counter >= 0", name=op.f("ck_assignment_group_counter")),
        *_types("assignment_group", typed),
        sa.PrimaryKeyConstraint("assignment_group_id", name=op.f("pk_assignment_group_assignment_group_id")),
        sa.UniqueConstraint("text_sha256", name=op.f("uq_assignment_group_text_sha256")),
    ]
    if queue:
        items += [
            sa.Column("corrected_type", sa.String(length=30), nullable=True),
            sa.Column("corrected_rf_id", sa.BigInteger(), nullable=True),
            sa.Column("updated_by", sa.String(length=200), nullable=True),
            sa.Column("note", sa.String(length=500), nullable=True),
        ]
    return items


def _conveyance_items(*, linked):
    items = [
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *_classification(),
        sa.Column("employer_assign", sa.SmallInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("employer_assign IN (0, 1)", name=op.f("ck_assignment_conveyance_employer_assign")),
        *_types("assignment_conveyance", ("convey_ty", "corrected_type")),
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_assignment_conveyance_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", name=op.f("pk_assignment_conveyance_rf_id")),
    ]
    if linked:
        items += [
            sa.Column("assignment_group_id", ID, nullable=False),
            sa.ForeignKeyConstraint(
                ["assignment_group_id"],
                ["db_uspto.assignment_group.assignment_group_id"],
                name=op.f("fk_assignment_conveyance_assignment_group_id"),
            ),
        ]
    return items


def _classification():
    return [
        sa.Column("convey_ty", sa.String(length=30), nullable=False),
        sa.Column("corrected_type", sa.String(length=30), nullable=True),
        sa.Column("corrected_rf_id", sa.BigInteger(), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=False),
    ]


def _types(table, columns):
    return [
        sa.ForeignKeyConstraint([column], ["db_uspto.conveyance.convey_name"], name=op.f(f"fk_{table}_{column}"))
        for column in columns
    ]


def _make_staging(*, with_digest):
    """Make `db_staging.assignment` anew; between loads it holds nothing that counts."""
    op.drop_table("assignment", schema="db_staging", if_exists=True)
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
        *(sa.Column(name, sa.String(length=500), nullable=True) for name in ("cname", *_lines())),
        sa.Column("convey_text", sa.Text(), nullable=True),
        *_classification(),
        *([sa.Column("text_sha256", sa.String(length=64), nullable=False)] if with_digest else []),
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


def _lines():
    return [f"caddress_{line}" for line in range(1, 5)]
