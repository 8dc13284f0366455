"""`db_staging`: what a load has read and not yet merged. Emptied by the load that holds its lock."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, SmallInteger, String, Text

from patentrack.warehouse.tables.common import (
    CODE,
    CONVEY_TY,
    LINE,
    NAME,
    NUMBER,
    STAGING,
    Id,
    flag_check,
    one_of,
    table,
)

OUTCOMES = ("inserted", "replaced", "stale")


def _record() -> Column[int]:
    return Column("record_no", Integer, primary_key=True, autoincrement=False, doc="Number of the record in the file.")


def _sequence() -> Column[int]:
    return Column("sequence_no", Integer, primary_key=True, autoincrement=False, doc="Place in the record, from 1.")


assignment = table(
    "assignment",
    STAGING,
    "Documents of the file being loaded, with the type their text gives them.",
    _record(),
    Column("rf_id", BigInteger, nullable=False, doc="reel * 10000 + frame."),
    Column("reel_no", Integer, nullable=False, doc="Reel."),
    Column("frame_no", Integer, nullable=False, doc="Frame."),
    Column("last_update_dt", Date, doc="Last change by the USPTO."),
    Column("purge_in", SmallInteger, nullable=False, doc="1: deleted by the USPTO."),
    Column("record_dt", Date, doc="Day of recording."),
    Column("page_count", Integer, doc="Pages."),
    Column("cname", String(LINE), doc="Correspondent."),
    Column("caddress_1", String(LINE), doc="Address line 1."),
    Column("caddress_2", String(LINE), doc="Address line 2."),
    Column("caddress_3", String(LINE), doc="Address line 3."),
    Column("caddress_4", String(LINE), doc="Address line 4."),
    Column("convey_text", Text, doc="Conveyance text."),
    Column("convey_ty", String(CONVEY_TY), nullable=False, doc="Type by the text."),
    Column("corrected_type", String(CONVEY_TY), doc="What a correction corrects."),
    Column("corrected_rf_id", BigInteger, doc="The document a correction names."),
    Column("rule", String(64), nullable=False, doc="The rule that decided."),
    flag_check("purge_in"),
    Index(None, "rf_id"),
    grain="one row per record of the file",
    clustered=True,
)

assignor = table(
    "assignor",
    STAGING,
    "Assignors of the file being loaded.",
    _record(),
    _sequence(),
    Column("or_name", String(NAME), nullable=False, doc="Name as recorded."),
    Column("name_type", String(CODE), doc="natural or legal."),
    Column("exec_dt", Date, doc="Day of execution."),
    Column("ack_dt", Date, doc="Day of acknowledgement."),
    Column("name", String(NAME), nullable=False, doc="Normalised spelling."),
    grain="one row per record and assignor",
    clustered=True,
)

assignee = table(
    "assignee",
    STAGING,
    "Assignees of the file being loaded.",
    _record(),
    _sequence(),
    Column("ee_name", String(NAME), nullable=False, doc="Name as recorded."),
    Column("name_type", String(CODE), doc="natural or legal."),
    Column("ee_address_1", String(LINE), doc="Address line 1."),
    Column("ee_address_2", String(LINE), doc="Address line 2."),
    Column("ee_city", String(LINE), doc="City."),
    Column("ee_state", String(LINE), doc="State."),
    Column("ee_postcode", String(LINE), doc="Postal code."),
    Column("ee_country", String(LINE), doc="Country."),
    Column("name", String(NAME), nullable=False, doc="Normalised spelling."),
    grain="one row per record and assignee",
    clustered=True,
)

documentid = table(
    "documentid",
    STAGING,
    "Properties of the file being loaded.",
    _record(),
    _sequence(),
    Column("title", Text, doc="Title."),
    Column("lang", String(CODE), doc="Language of the title."),
    Column("appno_doc_num", String(NUMBER), doc="Application number."),
    Column("appno_date", Date, doc="Filing date."),
    Column("appno_country", String(CODE), doc="Country of the application."),
    Column("pgpub_doc_num", String(NUMBER), doc="Publication number."),
    Column("pgpub_date", Date, doc="Publication date."),
    Column("pgpub_country", String(CODE), doc="Country of the publication."),
    Column("pgpub_kind", String(CODE), doc="Kind of the publication."),
    Column("grant_doc_num", String(NUMBER), doc="Patent number."),
    Column("grant_date", Date, doc="Grant date."),
    Column("grant_country", String(CODE), doc="Country of the grant."),
    Column("grant_kind", String(CODE), doc="Kind of the grant."),
    Column("intreg_doc_num", String(NUMBER), doc="International registration."),
    Column("intreg_date", Date, doc="Its date."),
    Column("intreg_country", String(CODE), doc="Its office."),
    Column("other_documents", Text, doc="Further numbers."),
    grain="one row per record and property",
    clustered=True,
)

assignment_outcome = table(
    "assignment_outcome",
    STAGING,
    "What the merge does with each record of the file being loaded.",
    _record(),
    Column("rf_id", BigInteger, nullable=False, doc="The document."),
    Column("outcome", String(12), nullable=False, doc="inserted, replaced or stale."),
    one_of("outcome", OUTCOMES),
    Index(None, "outcome", "rf_id"),
    grain="one row per record of the file",
    clustered=True,
)

name_change = table(
    "name_change",
    STAGING,
    "Spellings the merge touches, and by how much their mentions change.",
    Column("assignor_and_assignee_id", Id, primary_key=True, autoincrement=False, doc="The spelling."),
    Column("mentions", Integer, nullable=False, doc="Mentions gained, or lost when negative."),
    grain="one row per spelling in a replaced or new version",
)
