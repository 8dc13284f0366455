"""What a conveyance text mentions without saying what the document does.

Parties, institutions and other documents have names made of the words on which rules turn (RELEASE TECHNOLOGIES,
INC.; SOCIAL SECURITY ADMINISTRATION; SUCCESSOR BY MERGER). They are taken out before the rules read the text.
"""

from __future__ import annotations

import re

from patentrack.conveyances.party_names import LEGAL_FORMS, without_parties

_NAMED_FOR = (
    "SECURITY|LICENSING|LICENSE|RELEASE|OPTIONS?|MERGER|LIEN|COLLATERAL|CORRECTIONS?|PLEDGE|MORTGAGE|CONVERSION"
    "|TRANSFER|COURT|ORDER"
)
# SECURITY AG may be a security agreement cut short, COLLATERAL TRUST is an agreement.
_COMPANY = "|".join(sorted(LEGAL_FORMS - {"AG", "ASSOCIATION", "TRUST"} | {"SUB"}))
_TRADE = (
    "SYSTEMS?|SOLUTIONS?|TECHNOLOG(?:Y|IES)|SOFTWARE|SERVICES?|PRODUCTS?|GROUP|HOLDINGS?"
    "|INTERNATIONAL|DEVICES?|NETWORKS?|PARTNERS|VENTURES|ENTERPRISES|INDUSTRIES|CAPITAL"
    "|SUB|SUBSIDIARY|ACQUISITION|GLOBAL|LABORATORIES|BANK|FIRST|PACIFIC"
)

# What is taken out, and parts of words without which none of it can be there.
ASIDES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("SECURITY",),
        "(?:SOCIAL|HOMELAND|NATIONAL|INTERNAL|CYBER|INFORMATION|NETWORK|DATA) SECURITY(?: (?:ADMINISTRATION|AGENCY))?",
    ),
    (
        (
            "SECURITY",
            "LICENS",
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
            "COURT",
            "ORDER",
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
    (
        ("TRUE", "COMPLETE", "COLO", "VISION", "IMAGE", "FACTOR", "LENS"),
        r"(?:TRUE|COMPLETE) AND CORRECT|(?:COLOU?R|VISION|IMAGE|POWER FACTOR|LENS) CORRECTI(?:ON|VE)",
    ),
    (("DEPARTMENT",), r"DEPARTMENT OF CORRECTIONS?"),
    (("SUCCESSORS",), r"SUCCESSORS? (?:AND|OR) ASSIGNS"),
    (
        ("MERGER",),
        r"(?:AS )?(?:THE )?SUCCESSORS?(?: \w+){0,2} (?:BY|IN|THROUGH|OF"
        r"|VIA)(?: \w+){0,2} MERGER(?: (?:TO|WITH|OF))?",
    ),
    (
        ("FREE", "SUBJECT"),
        r"(?:FREE (?:AND CLEAR )?(?:OF|FROM)|SUBJECT TO)(?: \w+){0,3}"
        r" (?:LIENS?|ENCUMBRANCES?|SECURITY(?: INTERESTS?)?|INTERESTS?|MORTGAGES?)"
        r"(?:(?: AND| OR|) (?:LIENS?|CLAIMS?|ENCUMBRANCES?|INTERESTS?))*",
    ),
    (
        ("SUBJECT", "EXCEPT", "EXCLUDING", "RESERV", "RETAIN"),
        r"(?:SUBJECT TO|EXCEPT(?:ING)?|EXCLUDING|RESERV(?:ES|ING)|RETAIN(?:S|ING))(?: \w+){0,4} LICENSES?"
        r"(?: (?!PREVIOUSLY|RECORDED|CONFIRM\w*|ASSIGNORS?)\w+)*",
    ),
    (
        ("OPTION", "UCC", "UNIFORM"),
        r"(?:PURSUANT TO|FOLLOWING|UNDER|UPON)(?: (?:AN?|THE|EXERCISE|OF|PURCHASE))*"
        r" (?:OPTION(?: AGREEMENT)?|(?:UCC|UNIFORM COMMERCIAL CODE)(?: (?:ARTICLE|SECTION|\d+))*)",
    ),
    (("LICENSED",), "LICENSED (?:PATENTS?|PRODUCTS?|TECHNOLOG(?:Y|IES)|RIGHTS|INTELLECTUAL PROPERTY|SOFTWARE)"),
    (
        ("RELEASE",),
        "(?:SUSTAINED|CONTROLLED|EXTENDED|TIMED?|QUICK|DELAYED|IMMEDIATE|MODIFIED|SLOW|PRESS) RELEASE",
    ),
    (
        ("RELEASE",),
        r"(?:GENERAL|MUTUAL) RELEASES?|SETTLEMENT(?: AGREEMENT)? AND RELEASES?"
        r"|RELEASES? (?:OF|FROM) (?:ALL )?(?:CLAIMS|LIABILITY)",
    ),
    (
        ("ORDER",),
        r"IN ORDER TO|(?:PURCHASE|MAIL|MONEY) ORDERS?|ORDER OF(?: THE)? (?:INVENTORS?|NAMES?|ASSIGN\w+)",
    ),
    (
        ("COURT",),
        "(?:BY|FROM) (?:THE |AN? )?COURT APPOINTED (?:RECEIVERS?|TRUSTEES?|EXECUTORS?|ADMINISTRATORS?|GUARDIANS?)",
    ),
    (("CONTINUATION",), r"CONTINUATIONS?(?: IN PART)? (?:PATENTS?|APPLICATIONS?)|CONTINUATIONS? IN PART"),
    (
        ("TITLED", "FOR"),
        r"(?:(?:EN)?TITLED"
        r"|(?<=PATENT )FOR(?! (?:SECUR\w+|COLLATERAL)(?: (?:SECURITY|PURPOSES?|INTERESTS?|AGREEMENT|OF|FOR|IN|TO)|$))"
        r"|(?<=APPLICATION )FOR|(?<=INVENTION )FOR)(?: (?!PREVIOUSLY|RECORDED|CONFIRM\w*|ASSIGNORS?)\w+)*",
    ),
    (("TRANSFER",), r"MATERIALS? TRANSFER"),
)
_PATTERNS = tuple(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for _, pattern in ASIDES)


def without_asides(words: list[str], cued: int) -> str:
    """Leave out of a folded text what tells nothing of the document itself.

    Args:
        words: A text as ``fold`` gives it, parted into words.
        cued: The asides whose cues are in the text, as bits: bit n is the n-th of ``ASIDES``.

    Returns:
        What is left; the whole text where nothing would be.
    """
    left = " ".join(without_parties(words))
    if cued:
        while cued:
            lowest = cued & -cued
            left = _PATTERNS[lowest.bit_length() - 1].sub("", left)
            cued ^= lowest
        left = " ".join(left.split())
    return left or " ".join(words)
