"""Rules for liens, licences that end, interests of the government, and what ends them."""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.vocabulary import END, LICENSE, LIEN, LOAN, RELEASE, RESTATED

ENCUMBRANCES: tuple[Rule, ...] = (
    Rule(
        "partial-release",
        "partialrelease",
        ("PART", "PORTION", "CERTAIN"),
        (
            rf"PARTIAL(?:LY)?|(?:{END})(?: \w+)* IN PART|(?:{END}) (?:OF )?(?:A |THE )?(?:PART|PORTION) OF"
            rf"|(?:{END}) OF CERTAIN (?:COLLATERAL|ASSETS?|PATENTS?|PROPERT(?:Y|IES)|INTELLECTUAL)",
            rf"{RELEASE}|(?:{END})(?= .*\b(?:{LIEN})\b)|(?<=SECURITY INTEREST )(?:{END})",
        ),
        (
            "PARTIAL RELEASE OF SECURITY INTEREST",
            "PARTIAL TERMINATION OF SECURITY INTEREST",
            "RELEASE IN PART OF LIEN",
        ),
    ),
    Rule(
        "release-of-security",
        "release",
        (
            "SECUR",
            "LIEN",
            "MORTGAGE",
            "PLEDG",
            "COLLATERAL",
            "HYPOTHEC",
            "ENCUMBRANCE",
            "DEBENTURE",
            "UCC",
            "CHARGE",
            "FINANCING",
            "TRUST",
            "ADMINISTRATIVE",
        ),
        (rf"{END}|LIEN WAIVERS?|PAID(?: \w+)? IN FULL", LIEN),
        (
            "RELEASE BY SECURED PARTY (SEE DOCUMENT FOR DETAILS).",
            "TERMINATION OF SECURITY INTEREST",
            "REASSIGNMENT OF SECURITY INTEREST",
            "BANKRUPTCY COURT ORDER RELEASING ALL LIENS INCLUDING THE SECURITY INTEREST",
        ),
        unless=(rf"^(?:\w+ ){{0,3}}(?:{LICENSE}) AGREEMENT$",),
    ),
    Rule(
        "release-of-loan",
        "release",
        (
            "LOAN",
            "CREDIT",
            "INDENTURE",
            "GUARANT",
            "NOTE",
            "SUBORDINATION",
            "STATEMENT",
            "FACILITY",
            "FINANC",
            "BORROW",
            "FORBEARANCE",
            "INTERCREDITOR",
        ),
        (rf"{END}", rf"{LOAN}|TERMINATION STATEMENTS?"),
        ("TERMINATION OF LOAN AGREEMENT", "TERMINATION STATEMENT"),
    ),
    Rule(
        "license-with-mutual-release",
        "license",
        ("LICENS",),
        (
            rf"(?:{LICENSE})(?: AGREEMENT)? AND (?:\w+ )?RELEASE"
            rf"|RELEASE(?: AGREEMENT)? AND (?:\w+ )?(?:{LICENSE})"
            rf"|SETTLEMENT(?: \w+){{0,5}} (?:{LICENSE})",
        ),
        ("LICENSE AND RELEASE AGREEMENT",),
        unless=(r"TERMINATION(?: \w+){0,3} LICENSE",),
        why="The parties of a settled dispute release each other's claims; nothing recorded ends.",
    ),
    Rule(
        "end-of-license",
        "licenseend",
        ("LICENS", "COVENANT"),
        (
            rf"(?:{END})(?: AND \w+)?(?: AGREEMENT)?(?: (?:OF|TO|FOR|FROM|UNDER|THE"
            rf"|\w+)){{0,6}} (?:{LICENSE}|COVENANT)"
            rf"|(?:{LICENSE}|COVENANT)(?: AGREEMENTS?)?(?: \w+){{0,3}} (?:{END})",
        ),
        ("TERMINATION OF LICENSE AGREEMENT", "LICENSE TERMINATION", "RELEASE OF EXCLUSIVE LICENSE"),
        unless=(rf"RELEASE (?:OF|FROM) (?:CLAIMS|LIABILITY)|RE ?ASSIGN\w*(?: \w+)* (?:{LICENSE})",),
    ),
    Rule(
        "government-interest",
        "govern",
        ("GOVERN", "CONFIRMATORY", "9424", "BAYH", "UNITED", "FEDERAL"),
        (
            r"(?:GOVERNMENT(?:AL|S)?|FEDERAL) (?:\w+ )?(?:INTERESTS?|RIGHTS?|USE|LICENSES?|SUPPORT"
            "|FUNDING)|RIGHTS (?:OF|IN) THE (?:US |U S )?GOVERNMENT"
            r"|CONFIRMATORY (?:(?!EXCLUSIVE|SUB)\w+ ){0,3}LICENSES?(?: \w+)*"
            r"|CONFIRMATORY (?:\w+ )?INSTRUMENTS?(?! OF (?:ASSIGN|TRANSFER|CONVEY))"
            r"|(?:ORDER|E ?O)(?: NO| NUMBER)? 9424|BAYH(?: AND)? DOLE|^CONFIRMATORY$|^GOVERNMENT$"
            rf"|(?:{LICENSE})(?: \w+){{0,3}} TO (?:THE )?(?:\w+ )?(?:UNITED STATES (?:OF AMERICA"
            "|GOVERNMENT)|GOVERNMENT|UNITED STATES$)"
            rf"|(?:UNITED STATES|US|U S) GOVERNMENT (?:{LICENSE})",
        ),
        (
            "CONFIRMATORY LICENSE (SEE DOCUMENT FOR DETAILS).",
            "GOVERNMENT INTEREST AGREEMENT",
            "EXECUTIVE ORDER 9424",
        ),
        why="A licence that confirms what the law gives the government for funding the invention.",
    ),
    Rule(
        "release",
        "release",
        ("RELEAS", "DISCHARG"),
        (rf"{RELEASE}|DISCHARGE[DS]?",),
        ("RELEASE (SEE DOCUMENT FOR DETAILS).", "DEED OF RELEASE"),
    ),
    Rule(
        "error-in-recording",
        "correct",
        ("ERRO", "MISTAK", "OMI", "INADVERTENT", "MISSPEL", "TYPOGRAPH", "INCORRECTLY"),
        (
            r"ERRONEOUS\w*|ERRORS?|MISTAKE\w*|OMI(?:TTED|SSION|TS)|INADVERTENT\w*|MISSPEL\w+"
            "|TYPOGRAPHICAL|INCORRECTLY",
            "RECORDED|RECORDING|RECORDATION|REEL|LISTED|FILED|COVER ?SHEET|IDENTIFIED|ENTERED|SUBMITTED|SPELLED",
        ),
        ("TYPOGRAPHICAL ERROR IN THE ASSIGNEE NAME PREVIOUSLY RECORDED ON REEL 012345 FRAME 0123",),
    ),
    Rule(
        "supplement-to-security",
        "security",
        ("SUPPLEMENT", "JOINDER", "ACCESSION"),
        (
            rf"(?:SUPPLEMENT\w*|JOINDERS?|ACCESSION)(?: \w+)* (?:{LIEN}|{LOAN})"
            rf"|(?:{LIEN})(?: \w+)* (?:SUPPLEMENTS?|JOINDER)",
        ),
        (
            "SUPPLEMENT NO. 2 TO AMENDED AND RESTATED PATENT SECURITY AGREEMENT",
            "JOINDER TO SECURITY AGREEMENT",
        ),
        unless=(r"(?:AMENDED|RESTATED) (?:\w+ ){0,4}SUPPLEMENT|SUPPLEMENT\w* AND (?:AMENDED|RESTATED)",),
        why="Adds collateral to an agreement, itself restated or not.",
    ),
    Rule(
        "restated-security",
        "restatedsecurity",
        ("AMEND", "RESTAT", "RATIF", "AFFIRM", "MODIF"),
        (
            rf"(?:{RESTATED})(?: (?!(?:CREDIT|LOAN|FINANCING|TERM|REVOLVING|LICENSE)(?! AND"
            rf"|(?: \w+){{0,3}} SECURITY)\b)\w+)*? (?:{LIEN})"
            rf"|(?:{LIEN})(?: AGREEMENTS?| INTERESTS?| DOCUMENTS?)?(?: \w+){{0,3}} (?:{RESTATED})$"
            rf"|(?:{LIEN})(?: AGREEMENTS?| INTERESTS?)? (?:{RESTATED})(?! (?:AND RESTATED )?(?:CREDIT|LOAN))",
        ),
        ("AMENDED AND RESTATED PATENT SECURITY AGREEMENT", "FIRST AMENDMENT TO SECURITY AGREEMENT"),
    ),
    Rule(
        "succession-of-agent",
        "security",
        ("AGEN",),
        (
            r"(?:SUCCESS\w+|CHANGE|RESIGN\w+|APPOINT\w+|REPLACE\w+|ASSIGN\w+|TRANSFER"
            r"|SUBSTITUT\w+)(?: \w+){0,8} (?:AGENCY|(?:COLLATERAL|ADMINISTRATIVE|SECURITY"
            "|SUCCESSOR|NOTES?) AGENTS?)"
            r"|(?:SUCCESS\w+|RESIGNATION|SUBSTITUTION|CHANGE|REPLACEMENT)(?: \w+){0,3} AGENTS?"
            "|AGENCY (?:TRANSFER|SUCCESSION|ASSIGNMENT|RESIGNATION)",
        ),
        (
            "SUCCESSION OF AGENCY",
            "RESIGNATION AND APPOINTMENT OF AGENT",
            "APPOINTMENT OF SUCCESSOR COLLATERAL AGENT",
        ),
        unless=(r"PATENT AGENTS?|ATTORNEYS?",),
        why="The lenders' agent changes, the lien goes on.",
    ),
    Rule(
        "securities-purchase",
        "assignment",
        ("PURCHASE", "SALE"),
        (
            "(?:STOCK|SHARE|SECURITIES|EQUITY|UNIT|ASSETS?|PATENTS?"
            r"|INTELLECTUAL PROPERTY)(?: \w+){0,2} (?:SALE|PURCHASE)",
        ),
        ("STOCK PURCHASE AGREEMENT", "ASSET PURCHASE AGREEMENT"),
        unless=(rf"SECURITY|LIENS?|COLLATERAL|COURT|BANKRUPTCY|{LICENSE}|OPTIONS?|MERGER",),
    ),
    Rule(
        "security-interest",
        "security",
        (
            "SECUR",
            "LIEN",
            "MORTGAGE",
            "PLEDG",
            "COLLATERAL",
            "HYPOTHEC",
            "ENCUMBRANCE",
            "DEBENTURE",
            "UCC",
            "CHARGE",
            "FINANCING",
            "TRUST",
            "ADMINISTRATIVE",
        ),
        (rf"{LIEN}|^CHARGE$",),
        (
            "SECURITY INTEREST (SEE DOCUMENT FOR DETAILS).",
            "ASSIGNMENT OF SECURITY INTEREST",
            "COLLATERAL ASSIGNMENT OF PATENTS",
            "LIEN (SEE DOCUMENT FOR DETAILS).",
        ),
        unless=(
            r"^ASSIGNMENT (?:TO|FROM|BY)(?: \w+)* SECURITY(?! (?:INTERESTS?|AGREEMENTS?|PURPOSES))",
            r"(?:SECURITY|SECURED) (?:\w+ )?(?:COMPANY|CORP\w*|INC)$",
            r"SECURED (?:PARTY|PARTIES|CREDITORS?)(?: \w+)? SALE|SECURED (?:PARTY|PARTIES"
            "|CREDITORS?) BILL OF SALE|(?:SALE|TRANSFER"
            r"|DEED)(?: \w+){0,3} BY (?:THE )?SECURED (?:PARTY|PARTIES|CREDITORS?)",
        ),
    ),
    Rule(
        "loan-papers",
        "security",
        (
            "LOAN",
            "CREDIT",
            "INDENTURE",
            "GUARANT",
            "NOTE",
            "SUBORDINATION",
            "FACILITY",
            "FORBEARANCE",
            "INTERCREDITOR",
            "CONDITIONAL",
            "FINANC",
            "BORROW",
        ),
        (rf"{LOAN}|CONDITIONAL(?: \w+)? ASSIGNMENT|ASSIGNMENT CONDITIONAL",),
        ("LOAN AGREEMENT", "CONDITIONAL ASSIGNMENT (SEE DOCUMENT FOR DETAILS)."),
        unless=("BANKRUPTCY",),
        why="Lenders record loan papers and conditional assignments to hold patents as security.",
    ),
)
