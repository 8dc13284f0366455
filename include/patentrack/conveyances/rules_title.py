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
    "|RECORDATION|RECORDED|"
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
        ("TERMINAT", "RESCI", "CANCEL", "REVO", "WITHDRAW"),
        (
            r"(?:TERMINAT\w+|RESCI\w+|CANCEL\w*|REVO[CK]\w+"
            rf"|WITHDRAW\w*)(?: \w+){{0,4}} (?:{ASSIGN}|TRANSFER|SALE)|(?:{ASSIGN}) (?:RESCINDED"
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
        "employee-to-employer",
        "employee",
        ("EMPLOY", "INFORMATION", "INVENTIONS"),
        (
            r"EMPLOY(?:EES?|ERS?|MENT)"
            "|(?:PROPRIETARY"
            r"|CONFIDENTIAL)(?: \w+)? INFORMATION(?: \w+){0,2} AND(?: \w+)? INVENTIONS?(?: \w+){0,2}"
            r" AGREEMENT"
            r"|INVENTIONS? AND(?: \w+)? (?:PROPRIETARY"
            r"|CONFIDENTIAL)(?: \w+)? INFORMATION(?: \w+){0,2} AGREEMENT|INVENTIONS AGREEMENT",
        ),
        (
            "EMPLOYMENT AGREEMENT",
            "EMPLOYEE INVENTION ASSIGNMENT AGREEMENT",
            "PROPRIETARY INFORMATION AND INVENTIONS AGREEMENT",
        ),
        unless=(rf"^(?:\w+ ){{0,2}}(?:{LICENSE})",),
    ),
    Rule(
        "part-of-the-interest",
        "partialassignment",
        ("UNDIVIDED", "PART", "CENT", "OVER", "HALF", "THIRD", "QUARTER", "FOURTH", "FRACTION", "LESS"),
        (
            rf"PARTIAL(?:LY)?(?: \w+){{0,3}} (?:{ASSIGN}|TRANSFER|CONVEYANCE|{SHARE_OF})"
            rf"|(?:{ASSIGN}|TRANSFER|CONVEYANCE)(?: \w+){{0,4}} PARTIAL"
            rf"|(?:{ASSIGN})(?: \w+){{0,4}} IN PART"
            rf"|(?:A )?PART (?:OF )?(?:THE |ITS |HIS |HER |THEIR )?(?:\w+ )?{SHARE_OF}"
            rf"|^(?:{ASSIGN}) OF (?:A )?PART|UNDIVIDED|FRACTIONAL"
            rf"|LESS THAN(?: \w+){{0,3}} {SHARE_OF}"
            rf"|(?!0+ )\d{{1,2}}(?: \d+)? PER ?CENT|(?:{_COUNTED})(?: AND \w+| \w+)? (?:\d+ )?PER ?CENT"
            rf"|\d+ OVER \d+(?: \w+){{0,5}} {SHARE_OF}|(?:ONE|A|TWO|THREE) (?:HALF|THIRDS?|FOURTHS?"
            rf"|QUARTERS?|FIFTHS?|SIXTHS?|EIGHTHS?|TENTHS?)(?: \w+){{0,5}} {SHARE_OF}|HALF (?:OF"
            "|INTEREST|SHARE)",
        ),
        (
            "ASSIGNMENT OF AN UNDIVIDED ONE-HALF INTEREST",
            "ASSIGNMENT OF 50% OF ASSIGNORS INTEREST",
            "ASSIGNMENT OF 1/2 OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).",
        ),
        unless=(
            rf"^(?:\w+ ){{0,3}}(?:{LICENSE}|ROYALT\w+|OPTION)",
            r"(?:ENTIRE|WHOLE|FULL|100 PERCENT|ALL)(?: \w+){0,2} UNDIVIDED"
            r"|UNDIVIDED(?: \w+)? (?:ENTIRE|WHOLE|FULL|100)",
        ),
    ),
    Rule(
        "option",
        "option",
        ("OPTION",),
        (r"OPTIONS?|OPTIONED",),
        ("OPTION (SEE DOCUMENT FOR DETAILS).", "OPTION TO PURCHASE", "EXCLUSIVE OPTION AGREEMENT"),
        unless=(
            rf"(?:{LICENSE})(?: \w+){{0,3}} (?:WITH|AND|INCLUDING)(?: \w+){{0,3}} OPTION",
            rf"^(?:\w+ ){{0,2}}(?:{ASSIGN}) (?:WITH|AND|SUBJECT|OF (?!(?:\w+ )?OPTION))",
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
        unless=(rf"(?:{ASSIGN}) {_OF_LICENSE}",),
    ),
    Rule(
        "license",
        "license",
        ("LICENS", "COVENANT", "SHOP", "USE", "IMMUNITY"),
        (rf"{LICENSE}|COVENANTS?|SHOP RIGHTS?|RIGHTS? TO USE|IMMUNITY",),
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
            "CESSION",
            "EXCHANGE",
            "DIVEST",
            "BEQUE",
            "DIVIDEND",
        ),
        (
            r"NUNC PRO TUNC|SALES?|SOLD|SELLS?|PURCHASED?|QUIT ?CLAIM(?:S|ED)?|CONTRIBUT\w+"
            r"|DISTRIBUTIONS?|DEEDS?|DONAT\w+|GIFTS?|CONVEY(?:S|ED|ANCES?)?"
            r"|TRANSFER(?:S|RED|RING)?|ACQUISITIONS?|ACQUIRED|CESSION|EXCHANGE|DIVEST\w+|BEQUE\w+|DIVIDEND",
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
        ),
        (
            r"SUCCESSION|SUCCESSORS? (?:IN|TO)(?: \w+)? (?:INTEREST|TITLE)|INHERIT\w*|HEIRS?"
            "|HEIRSHIP|LAST WILL|WILL AND TESTAMENT|TESTAMENT"
            r"|(?:COMPANY|CORPORATE|BUSINESS|ABSORPTION TYPE|INCORPORATION TYPE) (?:\w+ )?(?:SPLIT"
            "|DIVISION|SEPARATION)|DEMERGER|SPIN ?OFF|ASSUMPTION AGREEMENT|VESTING"
            r"|(?:DISSOLUTION|LIQUIDATION) AND (?:\w+ )?(?:TRANSFER|DISTRIBUTION)",
        ),
        ("SUCCESSOR IN INTEREST", "COMPANY SPLIT", "AFFIDAVIT OF HEIRSHIP"),
    ),
    Rule(
        "title-passes",
        "assignment",
        ("RIGHT", "INTEREST", "OWNERSHIP", "TITLE"),
        (
            r"RIGHTS? TITLE|(?:ENTIRE|WHOLE|ALL|FULL)(?: \w+){0,3} (?:RIGHTS?|TITLE|INTERESTS?)"
            r"|ACKNOWLEDGE?MENTS? OF (?:\w+ )?(?:RIGHTS?|OWNERSHIP|TITLE)"
            r"|GRANT OF (?:\w+ ){0,2}(?:RIGHTS?|TITLE|INTERESTS?)|^(?:ASSIGNORS? )?INTERESTS?$",
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
