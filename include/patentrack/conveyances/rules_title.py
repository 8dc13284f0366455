"""Rules for licences, options and the ways in which title passes; the last takes what is left."""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.vocabulary import ASSIGN, LICENSE, SHARE_OF

_NOTHING = (
    "UNKNOWN(?: (?:CONVEYANCE|TYPE))?|NONE|NULL|N A|NA|NIL|BLANK|MISSING|UNSPECIFIED"
    "|UNDEFINED|ILLEGIBLE|UNREADABLE|TBD|X+|"
    "NO (?:CONVEYANCE|TEXT|DATA|DESCRIPTION|INFORMATION)|NOT (?:PROVIDED|AVAILABLE|GIVEN"
    "|STATED|SPECIFIED|LISTED|KNOWN|"
    "APPLICABLE|INDICATED)|SEE|FOR|THE|DOCUMENTS?|DETAILS?|RECORDS?|ATTACHED|COVER ?SHEET"
    "|RECORDATION|RECORDED|ATTACHMENTS?|GIVEN|PROVIDED|INDICATED|SPECIFIED|LEGIBLE|IN|IS|NO|NOT|OF"
    "|TO BE DETERMINED|UNDETERMINED|CONVEYANCE(?: TYPE| TEXT)?(?= (?:IS )?(?:NOT|NONE|UNKNOWN|PROVIDED|GIVEN))|"
    r"(?:NATURE|TYPE) OF (?:THE )?(?:CONVEYANCE|TRANSACTION)|CONVEYANCE (?:TYPE|TEXT)|TEXT|AVAILABLE|\d+"
)

_COUNTED = (
    "TEN|FIFTEEN|TWENTY|TWENTY FIVE|THIRTY|THIRTY THREE|FORTY|FORTY NINE|FIFTY|FIFTY ONE"
    "|SIXTY|SEVENTY|SEVENTY FIVE|EIGHTY|NINETY"
)

_OF_LICENSE = rf"(?:AND ASSUMPTION )?(?:AGREEMENT )?OF (?:(?!AND )\w+ ){{0,4}}(?:{LICENSE})"

TITLE: tuple[Rule, ...] = (
    Rule(
        "end-of-assignment",
        "other",
        ("TERMINAT", "RESCI", "CANCEL", "REVO", "WITHDRAW", "NULL"),
        (
            r"(?:TERMINAT\w+|RESCI\w+|CANCEL\w*|REVO[CK]\w+|NULLIF\w+|ANNUL\w+"
            rf"|WITHDRAW\w*)(?: \w+){{0,4}} (?:{ASSIGN}|TRANSFER|SALE|PURCHASE|CONTRIBUTION"
            rf"|OPTION|EMPLOYMENT)|OPTION (?:AGREEMENT )?TERMINATION|(?:{ASSIGN}) (?:RESCINDED"
            "|REVOKED|CANCELL?ED|WITHDRAWN)",
        ),
        ("RESCISSION OF ASSIGNMENT",),
        why="Undoes a transfer; whether title returns is for a lawyer to say, so nobody is made the owner.",
    ),
    Rule(
        "disputed-title",
        "other",
        ("PENDENS", "CLAIM", "COMPLAINT", "DISPUTE", "OBJECTION"),
        (
            "LIS PENDENS|(?:ADVERSE|NOTICE OF|STATEMENT OF) CLAIMS?|CLAIM OF (?:OWNERSHIP|TITLE)"
            "|COMPLAINT|NOTICE OF (?:DISPUTE|OBJECTION|LITIGATION)",
        ),
        ("NOTICE OF CLAIM OF OWNERSHIP",),
        unless=(r"^ASSIGNMENT",),
    ),
    Rule(
        "consent-to-transfer",
        "other",
        ("CONSENT",),
        (rf"^(?:\w+ ){{0,2}}CONSENT(?: \w+){{0,3}} TO (?:\w+ ){{0,2}}(?:{ASSIGN}|TRANSFER|SALE)",),
        ("CONSENT TO ASSIGNMENT",),
        why="Whoever consents lets another transfer; nothing passes by the consent.",
    ),
    Rule(
        "employee-to-employer",
        "employee",
        ("EMPLOY", "INFORMATION", "INVENTION"),
        (
            r"EMPLOY(?:EES?|ERS?|MENT)"
            "|(?:PROPRIETARY"
            r"|CONFIDENTIAL)(?: \w+)? INFORMATION(?: \w+){0,2} AND(?: \w+)? INVENTIONS?(?: \w+){0,2}"
            r" AGREEMENT"
            r"|(?:CONFIDENTIAL\w*|PROPRIETARY|SECRECY|NON ?DISCLOSURE|NON ?COMPET\w+)(?: \w+){0,4}"
            r" INVENTIONS?(?: \w+){0,2} AGREEMENT"
            r"|INVENTIONS? AND(?: \w+)? (?:PROPRIETARY"
            r"|CONFIDENTIAL)(?: \w+)? INFORMATION(?: \w+){0,2} AGREEMENT|INVENTIONS AGREEMENT"
            r"|INVENTIONS? AND(?: \w+)? (?:SECRECY|CONFIDENTIALITY|NON ?DISCLOSURE|NON ?COMPET\w+) AGREEMENT",
        ),
        (
            "EMPLOYMENT AGREEMENT",
            "EMPLOYEE INVENTION ASSIGNMENT AGREEMENT",
            "PROPRIETARY INFORMATION AND INVENTIONS AGREEMENT",
        ),
        unless=(
            rf"^(?:\w+ ){{0,2}}(?:{LICENSE})",
            r"CONSULT\w+|CONTRACTORS?|EMPLOYEES? (?:STOCK|BENEFITS?|RETIREMENT|PENSION|SAVINGS|SHARE)",
        ),
    ),
    Rule(
        "part-of-the-interest",
        "partialassignment",
        ("UNDIVIDED", "PART", "PORTION", "CENT", "OVER", "HALF", "THIRD", "QUARTER", "FOURTH", "FRACTION", "LESS"),
        (
            rf"PARTIAL(?:LY)?(?: \w+){{0,3}} (?:{ASSIGN}|TRANSFER|CONVEYANCE|{SHARE_OF})"
            rf"|(?:{ASSIGN}|TRANSFER|CONVEYANCE)(?: \w+){{0,4}} PARTIAL"
            rf"|(?:{ASSIGN})(?: \w+){{0,4}} IN PART"
            rf"|(?:A )?(?:PART|PORTION) (?:OF )?(?:THE |ITS |HIS |HER |THEIR )?(?:\w+ )?{SHARE_OF}"
            rf"|^(?:{ASSIGN}) OF (?:A )?(?:PART|PORTION)|UNDIVIDED|FRACTIONAL"
            rf"|LESS THAN(?: \w+){{0,3}} {SHARE_OF}"
            rf"|(?!0+ )\d{{1,2}}(?: \d+)? PER ?CENT|(?:{_COUNTED})(?: AND \w+| \w+)? (?:\d+ )?PER ?CENT"
            rf"|\d+ OVER \d+(?: \w+){{0,5}} (?:{SHARE_OF}|ASSIGNMENT)|(?:ONE|A|TWO|THREE) (?:HALF|THIRDS?|FOURTHS?"
            rf"|QUARTERS?|FIFTHS?|SIXTHS?|EIGHTHS?|TENTHS?)(?: \w+){{0,5}} {SHARE_OF}"
            "|(?:HALF|THIRD|QUARTER) (?:OF|INTEREST|SHARE)",
        ),
        (
            "ASSIGNMENT OF AN UNDIVIDED ONE-HALF INTEREST",
            "ASSIGNMENT OF 50% OF ASSIGNORS INTEREST",
            "ASSIGNMENT OF 1/2 OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).",
        ),
        unless=(
            rf"^(?!PARTIAL ASSIGN)(?:\w+ ){{0,3}}(?:{LICENSE}|ROYALT\w+|OPTION)",
            r"(?:ENTIRE|WHOLE|FULL|100 PERCENT|ALL)(?: \w+){0,2} UNDIVIDED"
            r"|UNDIVIDED(?: \w+)? (?:ENTIRE|WHOLE|FULL|100)",
        ),
    ),
    Rule(
        "option",
        "option",
        ("OPTION", "FIRST"),
        (r"OPTIONS?|OPTIONED|RIGHTS? OF FIRST (?:REFUSAL|OFFER|NEGOTIATION)",),
        ("OPTION (SEE DOCUMENT FOR DETAILS).", "OPTION TO PURCHASE", "RIGHT OF FIRST REFUSAL"),
        unless=(
            rf"(?:{LICENSE})(?: \w+){{0,3}} (?:WITH|AND|INCLUDING)(?: \w+){{0,3}} OPTION",
            rf"^(?:\w+ ){{0,2}}(?:{ASSIGN}) (?:WITH|AND(?! ASSUMPTION OF)|SUBJECT|OF (?!(?:\w+ )?OPTION))",
        ),
    ),
    Rule(
        "assignment-with-license",
        "assignment",
        ("LICENS",),
        (
            rf"(?:{ASSIGN})(?: \w+){{0,10}} (?:AND|WITH|SUBJECT TO|RESERVING|RETAINING"
            rf"|GRANT)(?: \w+){{0,4}} (?:{LICENSE})|(?:{LICENSE}) BACK"
            rf"|(?:{LICENSE}) AND (?:\w+ )?(?:{ASSIGN})|(?:{ASSIGN}) (?:TO|FROM|BY)",
            ASSIGN,
            LICENSE,
        ),
        ("ASSIGNMENT WITH LICENSE BACK", "ASSIGNMENT AND LICENSE AGREEMENT"),
        unless=(rf"(?:{ASSIGN}) {_OF_LICENSE}", rf"(?:{ASSIGN}) OF (?:\w+ )?ROYALT\w+"),
    ),
    Rule(
        "license",
        "license",
        ("LICENS", "COVENANT", "ASSERT", "SHOP", "USE", "IMMUNITY"),
        (rf"(?<!MARRIAGE )(?:{LICENSE})|COVENANTS?|NON ?ASSERT\w*|SHOP RIGHTS?|RIGHTS? TO USE|IMMUNITY",),
        ("LICENSE (SEE DOCUMENT FOR DETAILS).", "EXCLUSIVE SUBLICENSE AGREEMENT", "COVENANT NOT TO SUE"),
    ),
    Rule(
        "income-of-a-patent",
        "other",
        ("ROYALT", "PROCEEDS", "INCOME", "REVENUE"),
        (
            rf"(?:{ASSIGN}|SALE|PURCHASE|TRANSFER) OF (?:\w+ ){{0,3}}(?:ROYALT\w+|PROCEEDS|INCOME"
            r"|REVENUES?)|^ROYALT\w+",
        ),
        ("ASSIGNMENT OF ROYALTIES",),
        why="The income passes, the patent stays.",
    ),
    Rule(
        "assignment",
        "assignment",
        ("ASSIGN",),
        (rf"(?:RE ?)?(?:{ASSIGN})|ASSIGNORS?(?: \w+){{0,3}} (?:INTERESTS?|RIGHTS?)",),
        ("ASSIGNMENT OF ASSIGNOR'S INTEREST (SEE DOCUMENT FOR DETAILS).", "ASSIGNMENT BY LICENSEE"),
    ),
    Rule(
        "says-nothing",
        "missing",
        (),
        (rf"^(?:(?:{_NOTHING})(?: |$))*$",),
        ("(SEE DOCUMENT FOR DETAILS).", "UNKNOWN", "", "NOT PROVIDED"),
        why="Late in the table: hardly a text says nothing, and none of these words meets a rule above.",
    ),
    Rule(
        "license-parties",
        "license",
        ("LICENSEE", "LICENSOR"),
        (r"LICENSEES?|LICENSORS?",),
        ("AGREEMENT BETWEEN LICENSOR AND LICENSEE",),
        unless=(r"LICENSE[EO]R?S? (?:ADDRESS|NAME)",),
    ),
    Rule(
        "sale-or-gift",
        "assignment",
        (
            "NUNC",
            "SALE",
            "SOLD",
            "SELL",
            "PURCHASE",
            "QUIT",
            "CONTRIBUT",
            "DISTRIBUTION",
            "DEED",
            "DONAT",
            "GIFT",
            "CONVEY",
            "TRANSFER",
            "ACQUISITION",
            "ACQUIRED",
            "EXCHANGE",
            "AUCTION",
            "FORECLOSURE",
            "DIVEST",
            "BEQUE",
            "DIVIDEND",
        ),
        (
            r"NUNC PRO TUNC|SALES?|SOLD|SELLS?|PURCHASED?|QUIT ?CLAIM(?:S|ED)?|CONTRIBUT\w+"
            r"|DISTRIBUTIONS?|DEEDS?|DONAT\w+|GIFTS?|CONVEY(?:S|ED|ANCES?)?"
            r"|TRANSFER(?:S|RED|RING)?|ACQUISITIONS?|ACQUIRED|EXCHANGE|AUCTION|STRICT FORECLOSURE"
            r"|DIVEST\w+|BEQUE\w+|DIVIDEND",
        ),
        (
            "NUNC PRO TUNC",
            "BILL OF SALE",
            "QUITCLAIM",
            "CONTRIBUTION AGREEMENT",
            "DEED",
            "DONATION",
            "PATENT TRANSFER AGREEMENT",
        ),
        unless=(
            "POWER OF ATTORNEY|INVENTORSHIP|(?:SALES|DISTRIBUTION) (?:REPRESENTATIVE|AGENT"
            "|CHANNEL)|DEED OF (?:PARTNERSHIP|TRUST)",
        ),
    ),
    Rule(
        "succession",
        "assignment",
        (
            "SUCCE",
            "INHERIT",
            "HEIR",
            "TESTAMENT",
            "SPLIT",
            "DEMERGER",
            "SPIN",
            "ASSUMPTION",
            "VEST",
            "DISSOLUTION",
            "SEPARATION",
            "LIQUIDATION",
            "DIVISION",
            "PARTITION",
            "WILL",
        ),
        (
            r"SUCCESSION|SUCCESSORS? (?:IN|TO)(?: \w+)? (?:INTEREST|TITLE)|INHERIT\w*|HEIRS?"
            "|HEIRSHIP|PARTITION|SPLIT ?OFF|^WILL$|LAST WILL|WILL AND TESTAMENT|TESTAMENT"
            r"|(?:COMPANY|CORPORATE|BUSINESS|ABSORPTION TYPE|INCORPORATION TYPE) (?:\w+ )?(?:SPLIT"
            "|DIVISION|SEPARATION)|DEMERGER|SPIN ?OFF|ASSUMPTION AGREEMENT|VESTING"
            r"|(?:DISSOLUTION|LIQUIDATION) AND (?:\w+ )?(?:TRANSFER|DISTRIBUTION)",
        ),
        ("SUCCESSOR IN INTEREST", "COMPANY SPLIT", "AFFIDAVIT OF HEIRSHIP"),
    ),
    Rule(
        "title-passes",
        "assignment",
        ("RIGHT", "INTEREST", "OWNERSHIP", "TITLE", "GRANT"),
        (
            r"RIGHTS? TITLE|(?:ENTIRE|WHOLE|ALL|FULL)(?: \w+){0,3} (?:RIGHTS?|TITLE|INTERESTS?)"
            r"|ACKNOWLEDGE?MENTS? OF (?:\w+ )?(?:RIGHTS?|OWNERSHIP|TITLE)"
            r"|(?:GRANT|REVER(?:SION|TER)) OF (?:\w+ ){0,2}(?:RIGHTS?|TITLE|OWNERSHIP|INTERESTS?)"
            r"|^(?:(?:ASSIGNORS? )?INTERESTS?|GRANT)$",
        ),
        ("ENTIRE RIGHT, TITLE AND INTEREST", "ACKNOWLEDGMENT OF RIGHTS"),
    ),
    Rule(
        "something-else",
        "other",
        (),
        (),
        ("JOINT RESEARCH AGREEMENT", "POWER OF ATTORNEY (SEE DOCUMENT FOR DETAILS)."),
    ),
)
