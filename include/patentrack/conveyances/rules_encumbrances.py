"""Rules for liens, licences that end, interests of the government, and what ends them."""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.vocabulary import ASSIGN, END, JUDICIAL, LICENSE, LIEN, LOAN, RELEASE, RESTATED

# The USPTO's names for what funds research, as licensees.
_AGENCY = (
    "(?:UNITED STATES|US|USA)(?: GOVERNMENT| OF AMERICA|(?= AS )|$)|GOVERNMENT|NASA|NIH|NSF|DARPA|SECRETARY OF"
    "|DEPARTMENT OF|NATIONAL (?:INSTITUTES?|SCIENCE|AERONAUTICS)|ARMY|NAVY|AIR FORCE"
)

ENCUMBRANCES: tuple[Rule, ...] = (
    Rule(
        "assignment-from-to",
        "assignment",
        ("ASSIGN",),
        (
            rf"^(?:PATENT )?(?:{ASSIGN})(?: OF (?:ASSIGNORS? INTERESTS?|PATENTS?|(?:PATENT )?RIGHTS|INVENTIONS?"
            r"|(?:PATENT )?APPLICATIONS?))? FROM (?:\w+ ){1,6}TO(?: \w+){1,6}$",
        ),
        ("ASSIGNMENT FROM OPTION ONE TO SECURITY FIRST",),
        unless=(
            rf"AGREEMENTS?|(?:{LIEN}) (?:INTERESTS?|PURPOSES|PART(?:Y|IES)|ASSIGNMENTS?)|EMPLOY\w+|MERGER AND"
            "|PER ?CENT|COURT ORDER|BANKRUPTCY|PATENT SECURITY",
        ),
        why="Between FROM and TO stand parties, whatever words their names are made of.",
    ),
    Rule(
        "reinstated-security",
        "security",
        ("REINSTAT", "REVIV", "GRANT", "RELEASE"),
        (
            rf"(?:REINSTAT\w+|REVIV\w+|RE ?GRANT\w*)(?: \w+){{0,4}} (?:{LIEN})"
            rf"|(?:RESCI\w+|REVOCATION|CANCELLATION|WITHDRAWAL) OF (?:\w+ ){{0,2}}(?:{RELEASE})",
        ),
        ("REINSTATEMENT OF SECURITY INTEREST", "RESCISSION OF RELEASE OF LIEN"),
        unless=(RESTATED,),
        why="A lien released too early is back in force.",
    ),
    Rule(
        "partial-release",
        "partialrelease",
        ("PART", "PORTION", "CERTAIN", "LIMITED"),
        (
            rf"PARTIAL(?:LY)?|LIMITED (?:{RELEASE})|(?:{END})(?: \w+)* IN PART"
            rf"|(?:{END}) (?:OF )?(?:A |THE )?(?:PART|PORTION) OF"
            rf"|(?:{END}) OF CERTAIN (?:COLLATERAL|ASSETS?|PATENTS?|PROPERT(?:Y|IES)|INTELLECTUAL)",
            rf"{RELEASE}|(?:{END})(?= .*\b(?:{LIEN})\b)|(?<=SECURITY INTEREST )(?:{END})"
            rf"|^(?:\w+ OF )?PARTIAL(?:LY)? (?:{END})$",
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
            "LEVY",
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
            "DEBT",
            "SURETY",
            "RETENTION",
            "RESERVATION",
        ),
        (rf"{END}", rf"{LOAN}|DEBTS?|INDEBTEDNESS|TERMINATION STATEMENTS?"),
        ("TERMINATION OF LOAN AGREEMENT", "TERMINATION STATEMENT", "SATISFACTION OF DEBT"),
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
        ("GOVERN", "CONFIRMATORY", "9424", "BAYH", "FEDERAL", "LICENS"),
        (
            r"(?:GOVERNMENT(?:AL|S)?|FEDERAL)(?: (?!SECURITY)\w+){0,2}"
            r" (?:INTERESTS?|RIGHTS?|USE|LICENSES?|SUPPORT|FUNDING)"
            r"|(?:RIGHTS|INTERESTS?|SUPPORT)(?: \w+)? (?:OF|IN|BY) THE (?:\w+ ){0,3}GOVERNMENT"
            r"|CONFIRMATORY (?:(?!EXCLUSIVE|SUB)\w+ ){0,3}LICENSE[ES]?(?: \w+)*|LICENSES? CONFIRMATORY"
            r"|CONFIRMATORY (?:\w+ )?INSTRUMENTS?(?! OF (?:ASSIGN|TRANSFER|CONVEY))"
            r"|(?:ORDER|E ?O)(?: NO| NUMBER)? 9424|BAYH(?: AND)? DOLE|^CONFIRMATORY$|^GOVERNMENT$"
            rf"|(?:{LICENSE})(?: (?!WITHIN|IN|FOR)\w+){{0,3}} TO (?:THE )?(?:\w+ ){{0,2}}(?:{_AGENCY})"
            rf"|(?:UNITED STATES|US) GOVERNMENT (?:{LICENSE})",
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
        ("RELEAS", "DISCHARG", "PAY", "ASSIGN"),
        (
            rf"{RELEASE}|DISCHARGE[DS]?|PAY ?OFF (?:LETTER|STATEMENT)"
            r"|RE ?ASSIGN\w*(?: \w+){0,4} (?:BY|FROM) (?:\w+ )?(?:BANK|LENDERS?|AGENT|CREDITORS?)",
        ),
        ("RELEASE (SEE DOCUMENT FOR DETAILS).", "DEED OF RELEASE", "PAYOFF LETTER"),
    ),
    Rule(
        "end-of-something",
        "release",
        ("TERMINAT", "SATISF", "CANCEL", "EXTINGUISH", "RECONVEY"),
        (
            r"^(?:\w+ OF )?(?:TERMINAT(?:ION|ED)|SATISF(?:ACTION|IED)|CANCELL?(?:ATION|ED)|EXTINGUISHMENT"
            r"|(?:FULL )?RECONVEYANCE)(?: AGREEMENT| NOTICE| LETTER)?$",
        ),
        ("TERMINATION (SEE DOCUMENT FOR DETAILS).", "DEED OF RECONVEYANCE"),
        why="What ends without being named is what most documents of the kind end: a lien.",
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
        ("PURCHASE", "SALE", "SECURITIES"),
        (
            "(?:STOCK|SHARE|SECURITIES|EQUITY|UNIT|ASSETS?|PATENTS?"
            r"|INTELLECTUAL PROPERTY)(?: \w+){0,2} (?:SALE|PURCHASE)|SECURITIES (?:TRANSFER|EXCHANGE)",
        ),
        ("STOCK PURCHASE AGREEMENT", "ASSET PURCHASE AGREEMENT"),
        unless=(rf"SECURITY|LIENS?|COLLATERAL|{JUDICIAL}|{LICENSE}|OPTIONS?|MERGER|{END}",),
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
            "LEVY",
            "ADMINISTRATIVE",
        ),
        (rf"{LIEN}|^CHARGE(?! (?:OF|IN) (?:\w+ )?(?:NAME|ADDRESS))",),
        (
            "SECURITY INTEREST (SEE DOCUMENT FOR DETAILS).",
            "ASSIGNMENT OF SECURITY INTEREST",
            "COLLATERAL ASSIGNMENT OF PATENTS",
            "LIEN (SEE DOCUMENT FOR DETAILS).",
        ),
        unless=(
            r"^ASSIGNMENT (?:TO|FROM|BY(?! WAY))(?: \w+)* SECURITY(?! (?:INTERESTS?|AGREEMENTS?|PURPOSES))",
            "TRANSFER STATEMENTS?",
            r"(?:SECURITY|SECURED) (?:\w+ )?(?:COMPANY|CORP\w*|INC)$",
            r"SECURED (?:PARTY|PARTIES|CREDITORS?)(?: \w+)? SALE|SECURED (?:PARTY|PARTIES"
            "|CREDITORS?) BILL OF SALE|(?:SALE|TRANSFER"
            r"|DEED)(?: \w+){0,3} (?:BY|FROM) (?:THE )?SECURED (?:PARTY|PARTIES|CREDITORS?)",
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
            "CONTINGENT",
            "FINANC",
            "BORROW",
            "SURETY",
            "RETENTION",
            "RESERVATION",
        ),
        (rf"{LOAN}|(?:CONDITIONAL|CONTINGENT)(?: \w+)? (?:ASSIGNMENT|SALES?)|ASSIGNMENT (?:CONDITIONAL|CONTINGENT)",),
        ("LOAN AGREEMENT", "CONDITIONAL ASSIGNMENT (SEE DOCUMENT FOR DETAILS)."),
        unless=("BANKRUPTCY",),
        why="Lenders record loan papers and conditional assignments to hold patents as security.",
    ),
)
