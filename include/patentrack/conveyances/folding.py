"""From a conveyance text to the plain words that the rules read.

Texts are typed by filers on USPTO cover sheets: upper case and standard wording for most, free text with
slips of the keyboard for the rest. Folding leaves the letters A-Z, digits and single spaces.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_uppercase

# Words on which a rule turns, at least seven letters long: shorter words have too many real neighbours
# (CHANGE and CHARGE, MERGER and VERGER).
_KEYWORD_LIST = """
    ACKNOWLEDGMENT ADDRESS ADMINISTRATION AGREEMENT AMENDED AMENDMENT APPOINTMENT ASSIGNMENT
    ASSIGNMENTS ASSIGNOR ASSIGNORS BANKRUPTCY COLLATERAL CONFIRMATORY CONTINUATION CONTRIBUTION
    CONVERSION CONVEYANCE CORRECTED CORRECTION CORRECTIVE CORRESPONDENCE CORRESPONDENT COVENANT
    DISCHARGE DISTRIBUTION DOCUMENT DOMESTICATION EMPLOYEE EMPLOYMENT EXCLUSIVE EXECUTIVE
    FORECLOSURE GOVERNMENT INSTRUMENT INTEREST INTERESTS JUDGMENT LICENSE MORTGAGE PARTIAL PURCHASE
    QUITCLAIM REASSIGNMENT RELEASE RESTATED SATISFACTION SECURED SECURITY SUBLICENSE SUPPLEMENT
    TERMINATION TESTAMENTARY TRANSFER UNDIVIDED
"""

# One letter away from a keyword, and words of their own.
_REAL_WORD_LIST = """
    AGREEMENTS AMENDER AMENDMENTS APPOINTMENTS ASSIGNER CONTRIBUTIONS CONVERSIONS CONVEYANCES
    CORRECTIONS CORRESPONDENTS COVENANTS DISCHARGED DISCHARGES DISTRIBUTIONS DOCUMENTS EMENDED
    EMPLOYED EMPLOYEES EMPLOYER EXECUTIVES FORECLOSURES GERMINATION GOVERNMENTS INSTRUMENTS
    JUDGMENTS LICENSED LICENSEE LICENSER LICENSES MARTIAL MORTGAGED MORTGAGEE MORTGAGES PURCHASED
    PURCHASER PURCHASES QUITCLAIMS REASSIGNMENTS RELEASED RELEASEE RELEASER RELEASES RESTARTED
    SECURE SECURES SUBLICENSED SUBLICENSEE SUBLICENSES SUPPLEMENTS TERMINATIONS TRANSFERS
"""

# Spellings further away, British ones, and slips of words too short for the rule above.
_SPELLINGS = {
    "AGMT": "AGREEMENT",
    "ASSIGNER": "ASSIGNOR",
    "ASSIGNT": "ASSIGNMENT",
    "ASSIGMNET": "ASSIGNMENT",
    "CHAGE": "CHANGE",
    "CHANAGE": "CHANGE",
    "CHANGEOF": "CHANGE OF",
    "CHNAGE": "CHANGE",
    "CHNGE": "CHANGE",
    "GOVT": "GOVERNMENT",
    "LEIN": "LIEN",
    "LEINS": "LIENS",
    "LIC": "LICENSE",
    "LICENCED": "LICENSED",
    "LICENCEE": "LICENSEE",
    "LICENCES": "LICENSES",
    "LICENCING": "LICENSING",
    "LISCENCE": "LICENSE",
    "LISENCE": "LICENSE",
    "MEGER": "MERGER",
    "MEREGR": "MERGER",
    "MERGR": "MERGER",
    "NAMECHANGE": "NAME CHANGE",
    "NUNCPROTUNC": "NUNC PRO TUNC",
    "SECRUTIY": "SECURITY",
    "SUBLICENCES": "SUBLICENSES",
}


def _one_slip_away(word: str) -> set[str]:
    """Every spelling one dropped, doubled, wrong or swapped letter away from a word."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    wrong = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_uppercase}
    added = {head + letter + tail for head, tail in cuts for letter in ascii_uppercase}
    return dropped | swapped | wrong | added


def _spellings() -> dict[str, str]:
    keywords = _KEYWORD_LIST.split()
    kept = {*keywords, *_REAL_WORD_LIST.split()}
    slips = {slip: word for word in keywords for slip in _one_slip_away(word) if slip not in kept}
    return slips | _SPELLINGS


_RESPELL = _spellings()

# An apostrophe binds (ASSIGNOR'S is ASSIGNORS), every other mark parts words.
_APOSTROPHES = dict.fromkeys(map(ord, "'`\u00b4\u2018\u2019\u02bc\uff07"))
_MARKS = str.maketrans({"%": " PERCENT ", "&": " AND "})
_PLURAL = re.compile(r"(?<=[A-Z])\((E?S)\)")
# 1/2 is a share; 14/053,026 an application number, 7/14/2015 a date, 36104/803 a reel and frame.
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,3})(?![\d/]|,\d)")
_WORD = re.compile(r"[A-Z0-9]+")
# The USPTO's search pages append the parties and the reel to the text itself.
_APPENDED_PARTIES = re.compile(r";\s*ASSIGNORS?\s*:.*", re.DOTALL)
# Appended by the USPTO to most texts before 2014, cut short where the field was full.
_SEE_DOCUMENT = re.compile(
    "(?:^| )(?:PLEASE )?SEE (?:THE )?(?:ATTACHED )?(?:DOCUMENTS?"
    r"|RECORDS?)(?: FOR(?: (?:FURTHER |MORE )?DET\w*)?)?$"
)


def fold(text: str) -> str:
    """Fold a conveyance text to plain words.

    Upper case, accents and apostrophes dropped, other punctuation turned to spaces, ``%`` and ``&`` spelled
    out, ``(S)`` joined to its word, fractions written ``1 OVER 2``, slips of the keyboard mended in the words
    that rules turn on, and the trailing ``(SEE DOCUMENT FOR DETAILS)`` removed, which the USPTO adds
    to any text.

    Args:
        text: A conveyance text as recorded.

    Returns:
        Words of A-Z and 0-9 with one space between them; empty when the text says nothing.
    """
    plain = text.upper().replace("'", "").replace("`", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).upper().translate(_APOSTROPHES)
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    if ";" in plain:
        plain = _APPENDED_PARTIES.sub("", plain)
    if "(" in plain:
        plain = _PLURAL.sub(r"\1", plain)
    if "/" in plain:
        plain = _FRACTION.sub(r"\1 OVER \2", plain)
    if "%" in plain or "&" in plain:
        plain = plain.translate(_MARKS)
    folded = " ".join([_RESPELL.get(word, word) for word in _WORD.findall(plain)])
    if "SEE " in folded:
        folded = _SEE_DOCUMENT.sub("", folded)
    return folded
