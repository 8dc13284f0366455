"""Rules for courts, and for what happens to a company: merger, name, legal form, address."""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.vocabulary import ASSIGN, CHANGED, END, JUDICIAL, LICENSE

_NEW_STATE = (
    "LEGAL FORM|(?<!SHORT )FORM|LEGAL STATUS|LEGAL ENTITY|(?<!SMALL )ENTITY(?! SIZE)(?: TYPE| FORM| STATUS)?"
    "|CORPORATE (?:STATUS|FORM|TYPE|ENTITY|STRUCTURE)|"
    "(?:COMPANY|BUSINESS) (?:TYPE|FORM)|(?:STATE|PLACE|COUNTRY"
    "|JURISDICTION) OF (?:INCORPORATION|ORGANIZATION|FORMATION)|"
    "INCORPORATION|DOMICILE(?! ADDRESS)|JURISDICTION|NATIONALITY|CORPORATE IDENTITY"
)

_PLACE = "ADDRESS(?:ES)?|PLACE OF BUSINESS|REGISTERED (?:OFFICE|SEAT)|PRINCIPAL OFFICE|HEADQUARTERS?|LOCATION|RESIDENCE"

COURTS: tuple[Rule, ...] = (
    Rule(
        "court-appointment",
        "courtappointment",
        (
            "APPOINT",
            "LETTERS",
            "EXECUTOR",
            "EXECUTRIX",
            "TRUSTEE",
            "RECEIVER",
            "GUARDIAN",
            "CONSERVATOR",
            "ADMINISTRAT",
            "TESTAMENTARY",
        ),
        (
            "APPOINT(?:MENTS?|ED|ING|S)?|LETTERS? (?:OF )?(?:TESTAMENTARY|ADMINISTRATION|OFFICE|AUTHORITY"
            r"|GUARDIANSHIP|CONSERVATORSHIP|(?:\w+ )?REPRESENTATI\w+)|TESTAMENTARY|RECEIVERSHIP"
            "|^(?:THE )?(?:EXECUTORS?|EXECUTRIX|TRUSTEES?|RECEIVERS?|ADMINISTRATORS?"
            "|GUARDIANSHIP|CONSERVATORSHIP)$"
            r"|(?:CHANGE|SUBSTITUTION|SUCCESSION|RESIGNATION) OF (?:TRUSTEE|RECEIVER|EXECUTOR)"
            "|SUCCESSOR (?:TRUSTEE|RECEIVER|EXECUTOR)",
        ),
        (
            "COURT APPOINTMENT (SEE DOCUMENT FOR DETAILS).",
            "LETTERS OF TESTAMENTARY",
            "ORDER APPOINTING RECEIVER",
        ),
        unless=(
            r"ATTORNEYS?|PATENT AGENTS?|REPRESENTATIVE FOR SERVICE|DOMESTIC REPRESENTATIVE",
            rf"^(?:\w+ )?(?:{ASSIGN}|BILL OF SALE|DEED|SALE|PURCHASE|TRANSFER)",
        ),
        why="Who gives may have been appointed; what is given is an assignment all the same.",
    ),
    Rule(
        "court-order",
        "courtorder",
        (
            "ORDER",
            "JUDGMENT",
            "DECREE",
            "BANKRUPT",
            "COURT",
            "CHAPTER",
            "FORECLOS",
            "SHERIFF",
            "INSOLVEN",
            "WRIT",
            "PROBATE",
            "MARSHAL",
            "DIVORCE",
            "INJUNCTION",
            "VERDICT",
            "GARNISH",
        ),
        (
            rf"{JUDICIAL}|SHERIFFS?|MARSHALS?(?: \w+){{0,2}} (?:SALE|DEED)"
            r"|WRITS?|PROBATE|DIVORCE|INJUNCTIONS?|VERDICT|GARNISHMENT|^(?:\w+ OF )?(?:JUDICIAL )?FORECLOSURE$",
        ),
        (
            "COURT ORDER (SEE DOCUMENT FOR DETAILS).",
            "JUDGMENT",
            "ASSIGNMENT PURSUANT TO BANKRUPTCY COURT ORDER",
        ),
        unless=(rf"(?:{CHANGED})(?: \w+){{0,3}} NAMES?|NAME CHANGE",),
        why="A sale out of bankruptcy is the court's. A name that a court changes is a changed name.",
    ),
)

COMPANIES: tuple[Rule, ...] = (
    Rule(
        "merger",
        "merger",
        ("MERG", "AMALGAM", "CONSOLIDAT", "ABSORPTION", "FUSION"),
        (
            r"MERGERS?|MERGE[DS]?|MERGING|AMALGAMAT\w+|CONSOLIDATIONS?"
            "|ABSORPTION(?! TYPE (?:COMPANY |CORPORATE )?SPLIT)"
            r"|^(?:CERTIFICATE OF )?FUSION$",
        ),
        ("MERGER (SEE DOCUMENT FOR DETAILS).", "MERGER AND CHANGE OF NAME", "CERTIFICATE OF AMALGAMATION"),
        unless=(rf"(?:{END}|ABANDON\w+) OF (?:\w+ ){{0,3}}MERGER",),
    ),
    Rule(
        "assignment-and-change",
        "assignment",
        ("CHANG", "CHARGE", "NAME", "ADDRESS"),
        (
            rf"(?:{ASSIGN})(?: \w+){{0,5}} (?:AND|WITH) (?:\w+ )?(?:{CHANGED}|NAME CHANGE)|(?:NAME"
            r"|ADDRESS)(?: CHANGE)? AND (?:\w+ )?ASSIGNMENT",
        ),
        ("ASSIGNMENT AND CHANGE OF NAME",),
        why="Ownership passes; the change comes with it.",
    ),
    Rule(
        "change-of-owner",
        "assignment",
        ("OWNER", "APPLICANT", "ASSIGNEE", "PROPRIETOR", "TITLE"),
        (rf"(?:{CHANGED})(?: \w+){{0,2}} (?:OWNERSHIP|OWNERS?|APPLICANTS?|ASSIGNEES?|PROPRIETORS?|TITLE)",),
        ("CHANGE OF OWNERSHIP",),
        unless=(rf"NAMES?|{_PLACE}|{_NEW_STATE}|CONTROL",),
    ),
    Rule(
        "change-of-name",
        "namechg",
        ("NAM", "POLL"),
        (
            rf"(?:{CHANGED})(?: \w+){{0,5}} NAMES?|NAMES?(?: \w+){{0,5}} (?:{CHANGED})|(?:NEW"
            "|FORMER) NAME|RENAM(?:ED|ING)|DEED POLL"
            r"|(?:ASSUMED|FICTITIOUS|TRADE|BUSINESS) NAME|NAME (?:AMENDMENT|CERTIFICATE|REGISTRATION)",
        ),
        ("CHANGE OF NAME (SEE DOCUMENT FOR DETAILS).", "ASSIGNEE CHANGE OF NAME AND ADDRESS", "NAME CHANGE"),
        unless=(r"INVENTORS? NAMES? CHANGED BY MARRIAGE",),
    ),
    Rule(
        "change-of-legal-form",
        "namechg",
        ("CHANG", "CHARGE"),
        (rf"(?:{CHANGED})(?: \w+){{0,4}} (?:{_NEW_STATE})|(?:{_NEW_STATE})(?: \w+)? (?:{CHANGED})",),
        ("CHANGE OF LEGAL FORM", "CHANGE OF STATE OF INCORPORATION"),
    ),
    Rule(
        "entity-conversion",
        "namechg",
        (
            "CONVER",
            "DOMESTICAT",
            "DOMICIL",
            "CONTINUATION",
            "CONTINUANCE",
            "INCORPORATION",
            "TRANSFORMATION",
            "AMENDMENT",
            "AMENDED",
            "RESTATED",
            "REGIST",
        ),
        (
            r"CONVERSIONS?|CONVERT(?:ED|ING|S)?|(?:RE ?)?DOMESTICAT\w+|RE ?DOMICIL\w+|CONTINUATION"
            "|CONTINUANCE|RE ?INCORPORATION|TRANSFORMATION"
            r"|RE ?REGIST\w+ AS|(?:CERTIFICATES?|ARTICLES?) OF (?:AMENDMENT|RESTATEMENT)"
            "|(?:AMENDED|RESTATED) (?:AND RESTATED )?(?:ARTICLES|CERTIFICATE|CHARTER|BY ?LAWS)"
            r"|AMENDMENTS? (?:TO|OF)(?: THE)? (?:\w+ )?(?:ARTICLES|CERTIFICATE|CHARTER)",
        ),
        (
            "ENTITY CONVERSION",
            "CONVERSION FROM LLC TO CORPORATION",
            "CERTIFICATE OF DOMESTICATION",
            "ARTICLES OF AMENDMENT",
        ),
        unless=(rf"{ASSIGN}|{LICENSE}|BILL OF SALE|EMPLOY\w+",),
        why="The same owner in another legal form: no purchase.",
    ),
    Rule(
        "change-of-address",
        "addresschg",
        ("ADDRESS", "PLACE", "REGISTERED", "HEADQUARTER", "LOCATION", "RESIDENCE", "OFFICE"),
        (
            rf"(?:{CHANGED}|UPDATED?|NEW|TRANSFER)(?: \w+){{0,6}} (?:{_PLACE})"
            rf"|(?:{_PLACE})(?: \w+){{0,4}} (?:{CHANGED}|UPDATED?)|^ADDRESS$|RELOCATION",
        ),
        ("CHANGE OF ADDRESS", "ASSIGNEE CHANGE OF ADDRESS", "ADDRESS CHANGE"),
    ),
)
