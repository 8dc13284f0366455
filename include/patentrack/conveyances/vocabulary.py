"""Groups of words that several rules share, as regular expressions over folded text."""

from __future__ import annotations

# What a lender holds.
LIEN = (
    "SECURITY|SECURITIES|SECURED|LIENS?|MORTGAGE[DS]?|PLEDGE[DS]?|PLEDGING|COLLATERAL"
    r"|COLLATERALLY|HYPOTHEC\w*"
    r"|ENCUMBRANCES?|DEBENTURES?|UCC ?\d?|FINANCING STATEMENTS?|(?:DEED OF|FIXED|FLOATING"
    "|LEGAL|EQUITABLE) CHARGES?"
    r"|CHARGES? (?:AGREEMENT|ON|OVER)|DEED OF TRUST|TRUST DEED|ADMINISTRATIVE AGENT"
)
# Papers of a loan: recorded against patents because these stand for it.
LOAN = (
    r"(?:LOAN|CREDIT|FINANCING|FACILITY|BORROWING|FORBEARANCE|SUBORDINATION|INTERCREDITOR|NOTE PURCHASE)"
    r"(?: \w+){0,2} (?:AGREEMENTS?|DOCUMENTS?|DEED)|LOANS?|INDENTURES?|GUARANT(?:Y|EE|IES)"
    "|PROMISSORY NOTES?|SUBORDINATION"
)
# The end of what a lender or a licensee holds.
END = (
    r"TERMINAT\w+|DISCHARG\w+|SATISF\w+|CANCEL\w*|EXTINGUISH\w*|RECONVEY\w*|RE ?ASSIGN\w*"
    r"|RE ?TRANSFER\w*|RESCI\w+"
    r"|REVO[CK]\w+|WITHDRAW\w*|RELINQUISH\w*|SURRENDER\w*|EXPIR\w+|WAIVERS? OF|RELEAS\w+"
)
RELEASE = "RELEAS(?:E|ES|ED|ING)"
LICENSE = r"(?:SUB ?|CROSS ?)?LICENS(?:E|ES|ED|ING)"
ASSIGN = r"ASSIGN(?:MENTS?|S|ED|ING)?"
RESTATED = r"AMEND(?:ED|ING|MENTS?|S)?|RESTATE\w*|RATIF\w+|RE ?AFFIRM\w*|MODIF\w+|RESTATING"
CHANGED = r"CHANG(?:E|ED|ES|ING)"
SHARE_OF = r"(?:INTERESTS?|RIGHTS?|TITLE|OWNERSHIP|SHARES?|ASSIGNORS?|PATENTS?|INVENTIONS?)"

_NAMED_FOR = (
    "SECURITY|LICENSING|RELEASE|OPTIONS?|MERGER|LIEN"
    "|COLLATERAL|CORRECTIONS?|PLEDGE|MORTGAGE|CONVERSION|TRANSFER"
)
_COMPANY = (
    "INC|INCORPORATED|CORP|CORPORATION|LLC|L L C|LTD|LIMITED|LP|L P|GMBH|AG|SA|S A|SAS|BV"
    "|B V|CO|COMPANY|BANK|SUB"
)
_TRADE = (
    "SYSTEMS?|SOLUTIONS?|TECHNOLOG(?:Y|IES)|SOFTWARE|SERVICES?|PRODUCTS?|GROUP|HOLDINGS?"
    "|INTERNATIONAL|DEVICES?|NETWORKS?"
    "|SUB|SUBSIDIARY|ACQUISITION|GLOBAL|LABORATORIES|BANK|FIRST|PACIFIC"
)

# Words that mention what another document, a company or an institution is: they say nothing of this one, and
# are taken out before the rules read the text. The cues are those of rules.
ASIDES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("SECURITY",),
        "(?:SOCIAL|HOMELAND|NATIONAL|INTERNAL|CYBER|INFORMATION|NETWORK"
        "|DATA) SECURITY(?: (?:ADMINISTRATION|AGENCY))?",
    ),
    (
        (
            "SECURITY",
            "LICENSING",
            "RELEASE",
            "OPTION",
            "MERGER",
            "LIEN",
            "COLLATERAL",
            "CORRECTION",
            "PLEDGE",
            "MORTGAGE",
            "CONVERSION",
            "TRANSFER",
        ),
        rf"(?:{_NAMED_FOR})(?: (?:{_TRADE}))* (?:{_COMPANY})",
    ),
    (
        ("SECURITY",),
        "SECURITY (?:SYSTEMS?|SOLUTIONS?|TECHNOLOG(?:Y|IES)|SOFTWARE|SERVICES?|PRODUCTS?|DEVICES?|PACIFIC)",
    ),
    (
        ("EMPLOYEE",),
        r"EMPLOYEES? (?:STOCK|BENEFITS?|RETIREMENT|PENSION|SAVINGS|SHARE)(?: \w+){0,2} (?:PLAN"
        "|TRUST|FUND|SCHEME)",
    ),
    (("OPTION",), r"STOCK OPTIONS?"),
    (("CORRECT",), r"(?:TRUE|COMPLETE) AND CORRECT"),
    (("DEPARTMENT",), r"DEPARTMENT OF CORRECTIONS?"),
    (("SUCCESSORS",), r"SUCCESSORS? (?:AND|OR) ASSIGNS"),
    (
        ("MERGER",),
        r"(?:AS )?(?:THE )?SUCCESSORS?(?: \w+){0,2} (?:BY|IN|THROUGH|OF"
        r"|VIA)(?: \w+){0,2} MERGER(?: (?:TO|WITH|OF))?",
    ),
    (
        ("FREE",),
        r"FREE (?:AND CLEAR )?(?:OF|FROM)(?: \w+){0,3} (?:LIENS?|ENCUMBRANCES?|SECURITY|INTERESTS?)"
        r"(?:(?: AND| OR|) (?:LIENS?|CLAIMS?|ENCUMBRANCES?|INTERESTS?))*",
    ),
    (
        ("RELEASE",),
        "(?:SUSTAINED|CONTROLLED|EXTENDED|TIMED?|QUICK|DELAYED|IMMEDIATE|MODIFIED|SLOW|PRESS) RELEASE",
    ),
    (("RELEASE",), r"(?:GENERAL|MUTUAL) RELEASES?|SETTLEMENT(?: AGREEMENT)? AND RELEASES?"),
    (("ORDER",), r"IN ORDER TO|PURCHASE ORDERS?|ORDER OF(?: THE)? (?:INVENTORS?|NAMES?|ASSIGN\w+)"),
    (("CONTINUATION",), r"CONTINUATIONS?(?: IN PART)? (?:PATENTS?|APPLICATIONS?)|CONTINUATIONS? IN PART"),
    (("TITLED",), r"(?:EN)?TITLED(?: (?!PREVIOUSLY|RECORDED|CONFIRM\w*|ASSIGNORS?)\w+)*"),
    (("TRANSFER",), r"MATERIALS? TRANSFER"),
)
