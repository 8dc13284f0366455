"""`db_patent_maintainence_fee`: maintenance fee events of the USPTO (weekly, whole), their codes, and amounts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, SmallInteger, String

from patentrack.warehouse.tables.common import FEES, LINE, NUMBER, one_of, table
from patentrack.warehouse.tables.generations import generation_table, generation_view

EVENT_CODE = 5
ENTITY_STATUSES = ("N", "Y", "M")
ENTITIES = ("large", "small", "micro")
_DOC = "Maintenance fee events of utility and reissue patents granted since September 1981."
_GRAIN = "one row per line of the file: an event of a patent, newest first"

event_maintainence_fees_generation = generation_table(
    "event_maintainence_fees",
    FEES,
    _DOC,
    Column("line_no", Integer, primary_key=True, autoincrement=False, doc="Line of the file; equal lines occur."),
    Column("grant_doc_num", String(NUMBER), nullable=False, doc="Patent number, as in documentid."),
    Column("appno_doc_num", String(NUMBER), doc="Application number."),
    Column("entity_status", String(1), doc="N undiscounted, Y small, M micro; of today, not of the event."),
    Column("filling_date", Date, doc="Filing date of the application."),
    Column("grant_date", Date, doc="Grant date."),
    Column("event_date", Date, nullable=False, doc="Day the event was entered."),
    Column("event_code", String(EVENT_CODE), nullable=False, doc="Code; a dot is part of it."),
    one_of("entity_status", ENTITY_STATUSES),
    Index(None, "slot", "grant_doc_num"),
    Index(None, "slot", "appno_doc_num"),
    grain=_GRAIN,
)
event_maintainence_fees = generation_view(event_maintainence_fees_generation, "maintenance-fees", _DOC, _GRAIN)

event_maintainence_code = table(
    "event_maintainence_code",
    FEES,
    "What the event codes mean, in the USPTO's words (file documentation of April 2025, and each weekly file).",
    Column("event_code", String(EVENT_CODE), primary_key=True, doc="Code, as in M1551, EXP. or EXPX."),
    Column("event_description", String(LINE), nullable=False, doc="The USPTO's description."),
    grain="one row per event code",
    lookup=True,
)

event_maintainence_code_fees = table(
    "event_maintainence_code_fees",
    FEES,
    "Amounts of maintenance fees and surcharges, each with the day from which it is due.",
    Column(
        "event_code",
        String(EVENT_CODE),
        ForeignKey(f"{FEES}.event_maintainence_code.event_code"),
        primary_key=True,
        doc="Event code of the payment.",
    ),
    Column("valid_from", Date, primary_key=True, doc="First day on which the amount is due."),
    Column("fees_amount", Integer, nullable=False, doc="Amount in US dollars."),
    Column("entity", String(5), nullable=False, doc="large, small or micro."),
    Column("payment_year", SmallInteger, nullable=False, doc="4, 8 or 12: the year the payment keeps in force from."),
    Column("kind", String(9), nullable=False, doc="fee, or surcharge for payment within six months after it was due."),
    Column("source", String(LINE), nullable=False, doc="Rule that sets the amount."),
    one_of("entity", ENTITIES),
    one_of("kind", ("fee", "surcharge")),
    CheckConstraint("payment_year IN (4, 8, 12)", name="payment_year"),
    CheckConstraint("fees_amount > 0", name="fees_amount"),
    grain="one row per event code and first day",
    lookup=True,
)
