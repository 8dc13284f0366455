"""Application status as history with its files and the latest as a view; a rejected record is numbered per member."""

import sqlalchemy as sa
from alembic import op

from patentrack.warehouse.views import create_view, drop_view

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}
LATEST = """NOT EXISTS (
    SELECT 1 FROM {here}application_status AS later
    WHERE later.appno_doc_num = application_status.appno_doc_num
      AND (later.status_date > application_status.status_date
        OR (later.status_date IS NOT NULL AND application_status.status_date IS NULL)
        OR ((later.status_date = application_status.status_date
             OR (later.status_date IS NULL AND application_status.status_date IS NULL))
            AND (later.first_seen > application_status.first_seen
              OR (later.first_seen = application_status.first_seen
                  AND later.status > application_status.status)))))"""


def upgrade():
    # Nothing has ever loaded it.
    op.drop_table("application_status", schema="db_uspto", if_exists=True)
    op.create_table(
        "application_status",
        sa.Column("application_status_id", ID, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=500), nullable=False),
        sa.Column("status_code", sa.Integer(), nullable=True),
        sa.Column("status_date", sa.Date(), nullable=True),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["db_uspto.source_file.source_file_id"],
            name=op.f("fk_application_status_source_file_id"),
        ),
        sa.PrimaryKeyConstraint("application_status_id", name=op.f("pk_application_status_application_status_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    for columns in (["appno_doc_num", "status_date"], ["source_file_id"]):
        _index("application_status", columns)
    op.create_table(
        "application_status",
        sa.Column("record_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appno_doc_num", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=500), nullable=False),
        sa.Column("status_code", sa.Integer(), nullable=True),
        sa.Column("status_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("record_no", name=op.f("pk_application_status_record_no")),
        schema="db_staging",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    _index("application_status", ["appno_doc_num"], schema="db_staging")
    create_view(
        _warehouse(),
        op.get_bind(),
        "db_uspto.application_status_latest",
        "application_status",
        (
            "application_status_id",
            "appno_doc_num",
            "status",
            "status_code",
            "status_date",
            "first_seen",
            "source_file_id",
        ),
        where=LATEST,
    )
    _rejected_record(unique=False)


def downgrade():
    _rejected_record(unique=True)
    drop_view(_warehouse(), op.get_bind(), "db_uspto.application_status_latest")
    op.drop_table("application_status", schema="db_staging", if_exists=True)
    op.drop_table("application_status", schema="db_uspto", if_exists=True)
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
    _index("application_status", ["appno_doc_num", "status_date"])


def _warehouse():
    return op.get_context().config.attributes["warehouse"]


def _index(table, columns, *, schema="db_uspto"):
    op.create_index(
        op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False, schema=schema, if_not_exists=True
    )


def _rejected_record(*, unique):
    """Exchange the unique key on file and number for an index, or the other way round; rows stay."""
    columns = "source_file_id, record_no"
    index, key = "ix_rejected_record_source_file_id_record_no", "uq_rejected_record_source_file_id_record_no"
    bind, warehouse = op.get_bind(), _warehouse()
    table = f"{warehouse.database_name('db_uspto')}.rejected_record"
    if warehouse.is_mariadb:
        # The foreign key needs one of the two at any moment.
        add, drop = (f"UNIQUE INDEX IF NOT EXISTS {key}", index) if unique else (f"INDEX IF NOT EXISTS {index}", key)
        bind.exec_driver_sql(f"ALTER TABLE {table} ADD {add} ({columns})")
        bind.exec_driver_sql(f"ALTER TABLE {table} DROP INDEX IF EXISTS {drop}")
        return
    # SQLite drops no constraint of a table: the table is made anew.
    op.drop_table("rejected_record_new", schema="db_uspto", if_exists=True)
    op.create_table(
        "rejected_record_new",
        sa.Column("rejected_record_id", ID, nullable=False),
        sa.Column("source_file_id", ID, nullable=False),
        sa.Column("record_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=100), nullable=False),
        sa.Column("reel_no", sa.String(length=100), nullable=True),
        sa.Column("frame_no", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("raw_text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["db_uspto.source_file.source_file_id"],
            name=op.f("fk_rejected_record_source_file_id"),
        ),
        sa.PrimaryKeyConstraint("rejected_record_id", name=op.f("pk_rejected_record_rejected_record_id")),
        *([sa.UniqueConstraint("source_file_id", "record_no", name=op.f(key))] if unique else []),
        schema="db_uspto",
    )
    bind.exec_driver_sql(f"INSERT INTO {table}_new SELECT * FROM {table}")
    op.drop_table("rejected_record", schema="db_uspto")
    op.rename_table("rejected_record_new", "rejected_record", schema="db_uspto")
    if not unique:
        _index("rejected_record", ["source_file_id", "record_no"])
