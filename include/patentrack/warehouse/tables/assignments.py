"""`db_uspto`: recorded assignment documents, their parties and properties (design sections 3 to 6)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
)

from patentrack.warehouse.tables.common import (
    CODE,
    CONVEY_TY,
    LINE,
    NAME,
    NUMBER,
    USPTO,
    Id,
    flag,
    flag_check,
    table,
)


def _document(doc: str = "The document.") -> Column[int]:
    return Column(
        "rf_id",
        BigInteger,
        ForeignKey(f"{USPTO}.assignment.rf_id"),
        primary_key=True,
        autoincrement=False,
        doc=doc,
    )


def _sequence(what: str) -> Column[int]:
    return Column(
        "sequence_no",
        Integer,
        primary_key=True,
        autoincrement=False,
        doc=f"Place of the {what} in the record, from 1.",
    )


def _spelling() -> Column[int]:
    return Column(
        "assignor_and_assignee_id",
        Id,
        ForeignKey(f"{USPTO}.assignor_and_assignee.assignor_and_assignee_id"),
        nullable=False,
        doc="The party's normalised spelling.",
    )


representative = table(
    "representative",
    USPTO,
    "Canonical entities: the organisation or person behind one or more spellings.",
    Column("representative_id", Id, primary_key=True, doc="Unique identifier of the entity."),
    Column("representative_name", String(NAME), nullable=False, doc="Canonical name."),
    Column(
        "type",
        SmallInteger,
        nullable=False,
        default=0,
        server_default="0",
        doc="0 organisation, 1 person, 2 government, 3 university, 4 bank or lender.",
    ),
    Column(
        "parent_id",
        Id,
        ForeignKey(f"{USPTO}.representative.representative_id"),
        doc="The entity above this one in a hierarchy, if any.",
    ),
    CheckConstraint("type BETWEEN 0 AND 4", name="type"),
    Index(None, "parent_id"),
    Index(None, "representative_name"),
    grain="one row per entity",
)

assignor_and_assignee = table(
    "assignor_and_assignee",
    USPTO,
    "Distinct normalised spellings of party names, the bridge from documents to entities.",
    Column("assignor_and_assignee_id", Id, primary_key=True, doc="Unique identifier of the spelling."),
    Column("name", String(NAME), nullable=False, unique=True, doc="The spelling, normalised."),
    Column(
        "instances",
        Integer,
        nullable=False,
        default=0,
        server_default="0",
        doc="Mentions as assignor or assignee in documents that are not purged.",
    ),
    Column(
        "representative_id",
        Id,
        ForeignKey(f"{USPTO}.representative.representative_id"),
        doc="The entity this spelling belongs to; NULL until names have been resolved.",
    ),
    CheckConstraint("instances >= 0", name="instances"),
    Index(None, "representative_id"),
    grain="one row per normalised spelling",
)

assignment = table(
    "assignment",
    USPTO,
    "Recorded documents. The newest version the USPTO has sent of each reel and frame.",
    Column(
        "rf_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        doc="Reel and frame as one number: reel * 10000 + frame.",
    ),
    Column("reel_no", Integer, nullable=False, doc="Reel of the microfilm, 0 to 999999."),
    Column("frame_no", Integer, nullable=False, doc="Frame on the reel where the document begins, 0 to 9999."),
    Column("cname", String(LINE), doc="Correspondent: name as recorded."),
    Column("caddress_1", String(LINE), doc="Correspondent: address line 1."),
    Column("caddress_2", String(LINE), doc="Correspondent: address line 2."),
    Column("caddress_3", String(LINE), doc="Correspondent: address line 3."),
    Column("caddress_4", String(LINE), doc="Correspondent: address line 4."),
    Column("convey_text", Text, doc="Conveyance text: what the parties say the document does."),
    Column("record_dt", Date, doc="Day the document was recorded."),
    Column("last_update_dt", Date, doc="Day the USPTO last changed the record; the newest version wins."),
    Column("page_count", Integer, doc="Pages of the document."),
    flag("purge_in", "1: the USPTO has deleted the record; nothing derived counts it."),
    Column(
        "source_file_id",
        Id,
        ForeignKey(f"{USPTO}.source_file.source_file_id"),
        nullable=False,
        doc="The file this version came from.",
    ),
    CheckConstraint("reel_no BETWEEN 0 AND 999999", name="reel_no"),
    CheckConstraint("frame_no BETWEEN 0 AND 9999", name="frame_no"),
    CheckConstraint("rf_id = reel_no * 10000 + frame_no", name="rf_id"),
    flag_check("purge_in"),
    Index(None, "source_file_id"),
    Index(None, "record_dt"),
    grain="one row per reel and frame",
)

assignor = table(
    "assignor",
    USPTO,
    "Parties that give: sellers, inventors, borrowers, releasing lenders.",
    _document(),
    _sequence("assignor"),
    _spelling(),
    Column("or_name", String(NAME), nullable=False, doc="Name as recorded."),
    Column("name_type", String(CODE), doc="natural or legal, where the record says so."),
    Column("exec_dt", Date, doc="Day this party executed the document."),
    Column("ack_dt", Date, doc="Day of acknowledgement; given only where there is no execution date."),
    Index(None, "assignor_and_assignee_id"),
    grain="one row per document and assignor named in it",
    clustered=True,
)

assignee = table(
    "assignee",
    USPTO,
    "Parties that receive: buyers, employers, lenders, released borrowers.",
    _document(),
    _sequence("assignee"),
    _spelling(),
    Column("ee_name", String(NAME), nullable=False, doc="Name as recorded."),
    Column("name_type", String(CODE), doc="natural or legal, where the record says so."),
    Column("ee_address_1", String(LINE), doc="Address line 1."),
    Column("ee_address_2", String(LINE), doc="Address line 2."),
    Column("ee_city", String(LINE), doc="City."),
    Column("ee_state", String(LINE), doc="State in full; only for addresses in the US."),
    Column("ee_postcode", String(LINE), doc="Postal code."),
    Column("ee_country", String(LINE), doc="Country; only for addresses outside the US."),
    Index(None, "assignor_and_assignee_id"),
    grain="one row per document and assignee named in it",
    clustered=True,
)

documentid = table(
    "documentid",
    USPTO,
    "Properties: the applications, publications and patents a document is about.",
    _document(),
    _sequence("property"),
    Column("title", Text, doc="Title of the invention."),
    Column("lang", String(CODE), doc="Language of the title."),
    Column("appno_doc_num", String(NUMBER), doc="Application number: series and serial, 8 digits."),
    Column("appno_date", Date, doc="Filing date."),
    Column("appno_country", String(CODE), doc="Country of the application."),
    Column("pgpub_doc_num", String(NUMBER), doc="Publication number: year and 7 digits."),
    Column("pgpub_date", Date, doc="Publication date."),
    Column("pgpub_country", String(CODE), doc="Country of the publication."),
    Column("pgpub_kind", String(CODE), doc="Kind code of the publication."),
    Column("grant_doc_num", String(NUMBER), doc="Patent number; designs, plants and reissues with their letters."),
    Column("grant_date", Date, doc="Grant date."),
    Column("grant_country", String(CODE), doc="Country of the grant."),
    Column("grant_kind", String(CODE), doc="Kind code of the grant."),
    Column("intreg_doc_num", String(NUMBER), doc="International (Hague) registration, DM/ and six digits."),
    Column("intreg_date", Date, doc="Date of the international registration."),
    Column("intreg_country", String(CODE), doc="Office of the international registration, IB."),
    Column(
        "other_documents",
        Text,
        doc="Further numbers of the property: country, number, kind and date of each.",
    ),
    Index(None, "appno_doc_num"),
    Index(None, "pgpub_doc_num"),
    Index(None, "grant_doc_num"),
    grain="one row per document and property in it",
    clustered=True,
)

correspondent = table(
    "correspondent",
    USPTO,
    "Where the USPTO sends mail about the document: mostly a law firm.",
    _document(),
    Column("cname", String(LINE), doc="Name as recorded."),
    Column("caddress_1", String(LINE), doc="Address line 1."),
    Column("caddress_2", String(LINE), doc="Address line 2."),
    Column("caddress_3", String(LINE), doc="Address line 3."),
    Column("caddress_4", String(LINE), doc="Address line 4."),
    Index(None, "cname"),
    grain="one row per document",
)

assignment_arrows = table(
    "assignment_arrows",
    USPTO,
    "Size of a document in the ownership diagram. Purged documents have none.",
    _document(),
    Column(
        "arrows",
        Integer,
        nullable=False,
        doc="Connections drawn: number of assignors times number of assignees.",
    ),
    CheckConstraint("arrows >= 1", name="arrows"),
    grain="one row per document that is not purged",
)

conveyance = table(
    "conveyance",
    USPTO,
    "The closed list of what a document can do (design section 5).",
    Column("convey_name", String(CONVEY_TY), primary_key=True, doc="Name of the type."),
    flag("is_ota", "1: ownership passes."),
    Column("description", String(LINE), nullable=False, doc="What the type means."),
    flag_check("is_ota"),
    grain="one row per conveyance type",
    lookup=True,
)


def _corrected_rf_id() -> Column[int]:
    return Column(
        "corrected_rf_id",
        BigInteger,
        doc="The first reel and frame the text names: what a correction corrects, a release releases.",
    )


def _convey_ty(column: str, doc: str, *, nullable: bool = False) -> Column[str]:
    return Column(column, String(CONVEY_TY), ForeignKey(f"{USPTO}.conveyance.convey_name"), nullable=nullable, doc=doc)


assignment_group = table(
    "assignment_group",
    USPTO,
    "Distinct conveyance texts, the queue for review.",
    Column("assignment_group_id", Id, primary_key=True, doc="Unique identifier of the text."),
    Column("text_sha256", String(64), nullable=False, unique=True, doc="Digest of the text, its key."),
    Column("text", Text, nullable=False, doc="The text as recorded; empty where documents have none."),
    Column(
        "counter",
        Integer,
        nullable=False,
        default=0,
        server_default="0",
        doc="Documents that bear the text and are not purged.",
    ),
    _convey_ty("convey_ty", "Type by rule."),
    _convey_ty("corrected_type", "For `correct`: the type of what is corrected.", nullable=True),
    _corrected_rf_id(),
    Column("rule", String(64), nullable=False, doc="The rule that decided."),
    _convey_ty("updated_convey_ty", "Type set by a reviewer: it wins for every document.", nullable=True),
    Column("updated_by", String(200), doc="The reviewer."),
    Column("updated_at", DateTime, doc="When the reviewer set it (UTC)."),
    Column("note", String(LINE), doc="Why, in the reviewer's words."),
    CheckConstraint("counter >= 0", name="counter"),
    Index(None, "counter"),
    Index(None, "convey_ty"),
    Index(None, "corrected_type"),
    Index(None, "updated_convey_ty"),
    grain="one row per distinct conveyance text",
)

assignment_conveyance = table(
    "assignment_conveyance",
    USPTO,
    "Tier 1: what the conveyance text alone says the document does.",
    _document(),
    _convey_ty("convey_ty", "Type by the text."),
    flag("employer_assign", "1: by its text an assignment from inventor to employer."),
    _convey_ty("corrected_type", "For `correct`: the type of what is corrected.", nullable=True),
    _corrected_rf_id(),
    Column("rule", String(64), nullable=False, doc="The rule that decided."),
    Column(
        "assignment_group_id",
        Id,
        ForeignKey(f"{USPTO}.assignment_group.assignment_group_id"),
        nullable=False,
        doc="The document's text. The other columns say the same for all that bear it.",
    ),
    flag_check("employer_assign"),
    Index(None, "assignment_group_id"),
    Index(None, "convey_ty"),
    Index(None, "corrected_type"),
    Index(None, "corrected_rf_id"),
    grain="one row per document",
)

representative_assignment_conveyance = table(
    "representative_assignment_conveyance",
    USPTO,
    "Tier 2: what the document does after parties, corrections and reviewers have been heard.",
    _document(),
    _convey_ty("convey_ty", "Type."),
    flag("employer_assign", "1: an assignment from inventor to employer."),
    flag("flag", "1: set by a person; no run changes it."),
    flag_check("employer_assign"),
    flag_check("flag"),
    Index(None, "convey_ty"),
    grain="one row per document",
)

representative_decision = table(
    "representative_decision",
    USPTO,
    "An analyst's word on two spellings: the same entity, or different ones. Survives every run.",
    Column("representative_decision_id", Id, primary_key=True, doc="Unique identifier of the decision."),
    Column("name_1", String(NAME), nullable=False, doc="The spelling that sorts first."),
    Column("name_2", String(NAME), nullable=False, doc="The other spelling."),
    flag("same", "1: the same entity; 0: different ones."),
    Column("decided_by", String(100), nullable=False, doc="Who decided."),
    Column("decided_at", DateTime, nullable=False, doc="When (UTC)."),
    Column("note", String(LINE), doc="Why."),
    flag_check("same"),
    CheckConstraint("name_1 < name_2", name="names"),
    # Both names at full length exceed what InnoDB can index; the pair is made unique by digest.
    Column("names_sha256", String(64), nullable=False, unique=True, doc="Digest of both names, the key."),
    Index(None, "name_1"),
    Index(None, "name_2"),
    grain="one row per pair of spellings",
)
