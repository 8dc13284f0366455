"""Conveyance types, and what each document does."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_nopad_bin"}

TYPES = [
    (
        "assignment",
        1,
        "Ownership passes: assignment, nunc pro tunc, bill of sale, purchase, quitclaim, contribution, deed",
    ),
    ("partialassignment", 1, "An undivided part or a percentage passes"),
    ("employee", 1, "Inventor to employer"),
    ("merger", 1, "Merger, also merger and change of name"),
    ("namechg", 1, "Change of name or legal form, entity conversion, redomestication"),
    ("courtorder", 1, "Order, judgment, bankruptcy transfer"),
    ("courtappointment", 1, "Trustee, receiver, executor, letters testamentary"),
    ("govern", 0, "Government interest: confirmatory licence or instrument, executive order 9424, Bayh-Dole"),
    ("license", 0, "Licence, sublicence, covenant, exclusive or not"),
    ("licenseend", 0, "Termination of a licence"),
    ("security", 0, "Security interest, mortgage, pledge, lien, and their supplement, joinder or assignment"),
    ("restatedsecurity", 0, "Security interest amended, restated or ratified"),
    ("release", 0, "Release, discharge, termination, satisfaction or reassignment of a security interest"),
    ("partialrelease", 0, "Release of part of the collateral"),
    ("option", 0, "Option to purchase"),
    ("correct", 0, "Corrects an earlier recording; transfers ownership if what it corrects does"),
    ("addresschg", 0, "Address of a party changes"),
    ("correspondchange", 0, "Address of the correspondent changes"),
    ("other", 0, "The text says what it is, and it is none of these"),
    ("missing", 0, "The text says nothing"),
]


def upgrade():
    op.create_table(
        "conveyance",
        sa.Column("convey_name", sa.String(length=30), nullable=False),
        sa.Column("is_ota", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.CheckConstraint("is_ota IN (0, 1)", name=op.f("ck_conveyance_is_ota")),
        sa.PrimaryKeyConstraint("convey_name", name=op.f("pk_conveyance_convey_name")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "assignment_group",
        sa.Column("assignment_group_id", ID, nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), server_default="0", nullable=False),
        sa.Column("convey_ty", sa.String(length=30), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("updated_convey_ty", sa.String(length=30), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("counter >= 0", name=op.f("ck_assignment_group_counter")),
        sa.ForeignKeyConstraint(
            ["convey_ty"], ["db_uspto.conveyance.convey_name"], name=op.f("fk_assignment_group_convey_ty")
        ),
        sa.ForeignKeyConstraint(
            ["updated_convey_ty"],
            ["db_uspto.conveyance.convey_name"],
            name=op.f("fk_assignment_group_updated_convey_ty"),
        ),
        sa.PrimaryKeyConstraint("assignment_group_id", name=op.f("pk_assignment_group_assignment_group_id")),
        sa.UniqueConstraint("text_sha256", name=op.f("uq_assignment_group_text_sha256")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_assignment_group_convey_ty"),
        "assignment_group",
        ["convey_ty"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_assignment_group_updated_convey_ty"),
        "assignment_group",
        ["updated_convey_ty"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "assignment_conveyance",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("convey_ty", sa.String(length=30), nullable=False),
        sa.Column("employer_assign", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("corrected_type", sa.String(length=30), nullable=True),
        sa.Column("corrected_rf_id", sa.BigInteger(), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.CheckConstraint("employer_assign IN (0, 1)", name=op.f("ck_assignment_conveyance_employer_assign")),
        sa.ForeignKeyConstraint(
            ["convey_ty"],
            ["db_uspto.conveyance.convey_name"],
            name=op.f("fk_assignment_conveyance_convey_ty"),
        ),
        sa.ForeignKeyConstraint(
            ["corrected_type"],
            ["db_uspto.conveyance.convey_name"],
            name=op.f("fk_assignment_conveyance_corrected_type"),
        ),
        sa.ForeignKeyConstraint(["rf_id"], ["db_uspto.assignment.rf_id"], name=op.f("fk_assignment_conveyance_rf_id")),
        sa.PrimaryKeyConstraint("rf_id", name=op.f("pk_assignment_conveyance_rf_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_assignment_conveyance_convey_ty"),
        "assignment_conveyance",
        ["convey_ty"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_assignment_conveyance_corrected_rf_id"),
        "assignment_conveyance",
        ["corrected_rf_id"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_assignment_conveyance_corrected_type"),
        "assignment_conveyance",
        ["corrected_type"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    op.create_table(
        "representative_assignment_conveyance",
        sa.Column("rf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("convey_ty", sa.String(length=30), nullable=False),
        sa.Column("employer_assign", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("flag", sa.SmallInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "employer_assign IN (0, 1)", name=op.f("ck_representative_assignment_conveyance_employer_assign")
        ),
        sa.CheckConstraint("flag IN (0, 1)", name=op.f("ck_representative_assignment_conveyance_flag")),
        sa.ForeignKeyConstraint(
            ["convey_ty"],
            ["db_uspto.conveyance.convey_name"],
            name=op.f("fk_representative_assignment_conveyance_convey_ty"),
        ),
        sa.ForeignKeyConstraint(
            ["rf_id"],
            ["db_uspto.assignment.rf_id"],
            name=op.f("fk_representative_assignment_conveyance_rf_id"),
        ),
        sa.PrimaryKeyConstraint("rf_id", name=op.f("pk_representative_assignment_conveyance_rf_id")),
        schema="db_uspto",
        **OPTIONS,
        if_not_exists=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_representative_assignment_conveyance_convey_ty"),
        "representative_assignment_conveyance",
        ["convey_ty"],
        unique=False,
        schema="db_uspto",
        if_not_exists=True,
    )
    # A Table, not a lightweight table(): only that one follows the databases' prefix.
    conveyance = sa.Table(
        "conveyance",
        sa.MetaData(),
        sa.Column("convey_name", sa.String),
        sa.Column("is_ota", sa.SmallInteger),
        sa.Column("description", sa.String),
        schema="db_uspto",
    )
    op.execute(conveyance.delete())
    op.bulk_insert(
        conveyance,
        [{"convey_name": name, "is_ota": is_ota, "description": text} for name, is_ota, text in TYPES],
    )


def downgrade():
    op.drop_table("representative_assignment_conveyance", schema="db_uspto", if_exists=True)
    op.drop_table("assignment_conveyance", schema="db_uspto", if_exists=True)
    op.drop_table("assignment_group", schema="db_uspto", if_exists=True)
    op.drop_table("conveyance", schema="db_uspto", if_exists=True)
