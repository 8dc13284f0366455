"""From a conveyance text to the plain words that the rules read.

Texts are typed by filers on USPTO cover sheets: upper case and standard wording for most, free text with
slips of the keyboard for the rest. Folding leaves the letters A-Z, digits and single spaces.
"""

from __future__ import annotations

import html
import re
import unicodedata

from patentrack.conveyances.glossary import FOREIGN_IN_COMPANY, in_english, without_ideographs
from patentrack.conveyances.spelling import joined, mend, mend_first

# An apostrophe binds (ASSIGNOR'S is ASSIGNORS), every other mark parts words.
_APOSTROPHES = dict.fromkeys(map(ord, "'`\u00b4\u2018\u2019\u02bc\uff07"))
_MARKS = str.maketrans({"%": " PERCENT ", "&": " AND "})
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
# 1/2 is a share; 14/053,026 an application number, 7/14/2015 a date, 36104/803 a reel and frame.
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,3})(?![\d/]|,\d)")
# U.S., L.L.C., N. A.
_INITIALS = re.compile(r"(?<![A-Z.])[A-Z]\.(?: ?[A-Z]\.)+")
_INITIAL = re.compile(r"\. ?[A-Z]\.")
# What an invention is called.
_TITLE = re.compile(
    r"\b(?:INVENTIONS?|APPLICATIONS?|PATENTS?|(?:EN)?TITLED|KNOWN AS|CALLED|TITLE)\s*[:,]?\s*\"[^\"]*\"?"
    r"|\bINVENTIONS?:(?:(?!PREVIOUSLY|RECORDED|ASSIGNOR|CONFIRM).)*"
)
# CO-INVENTOR, which is no company.
_CO = re.compile(r"\bCO-(?=[A-Z])")
# How lenders' counsel abbreviates.
_AMENDED_AND_RESTATED = re.compile(r"\bA ?& ?R\b")
_WORD = re.compile(r"[A-Z0-9]+")
# Every mark of ASCII parts words.
_SPACES = str.maketrans({mark: " " for mark in map(chr, range(128)) if not mark.isalnum()})
# The USPTO's search pages append the parties and the reel to the text itself.
_APPENDED_PARTIES = re.compile(r"[;.]\s*ASSIGNORS?\s*:.*", re.DOTALL)
# Appended by the USPTO to most texts before 2014, cut short where the field was full.
_SEE_DOCUMENT = re.compile(
    "(?:^| )(?:PLEASE )?SEE (?:THE )?(?:ATTACHED )?(?:DOCUMENTS?|RECORDS?)"
    "(?: FOR(?: (?:FURTHER |MORE )?(?:DETAILS?|DET?A?I?L?$))|$| FOR$)"
)


def fold(text: str) -> str:
    """Fold a conveyance text to plain words.

    Upper case, accents and apostrophes dropped, other punctuation turned to spaces, ``%`` and ``&`` spelled
    out, ``(S)`` joined to its word, fractions written ``1 OVER 2``, initials written as one word, character
    references resolved, titles of inventions in quotation marks left out, words of other languages put into
    English, slips of the keyboard mended in the words that rules turn on, and ``(SEE DOCUMENT FOR DETAILS)``
    removed, which the USPTO adds to any text.

    Args:
        text: A conveyance text as recorded.

    Returns:
        Words of A-Z and 0-9 with one space between them; empty when the text says nothing.
    """
    if "&" in text:
        text = _REFERENCE.sub(lambda reference: html.unescape(reference[0].lower()), text)
    plain = text.upper().replace("'", "").replace("`", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", without_ideographs(plain)).upper().translate(_APOSTROPHES)
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    if ":" in plain:
        plain = _APPENDED_PARTIES.sub("", plain)
    if '"' in plain or "INVENTION" in plain:
        plain = _TITLE.sub("INVENTION", plain)
    if "(" in plain:
        plain = plain.replace("(S)", "S").replace("(ES)", "ES")
    if "/" in plain:
        plain = _FRACTION.sub(r"\1 OVER \2", plain)
    if "CO-" in plain:
        plain = _CO.sub("CO", plain)
    if "%" in plain or "&" in plain:
        plain = _AMENDED_AND_RESTATED.sub("AMENDED AND RESTATED", plain).translate(_MARKS)
    if _INITIAL.search(plain):
        plain = _INITIALS.sub(lambda initials: initials[0].replace(".", "").replace(" ", "") + " ", plain)
    words = plain.translate(_SPACES).split() if plain.isascii() else _WORD.findall(plain)
    if not words:
        return ""
    words = [mend(word) for word in in_english(words)]
    words[0] = mend_first(words[0])
    folded = " ".join(joined(words))
    if "SEE " in folded:
        folded = _SEE_DOCUMENT.sub("", folded).strip()
    return FOREIGN_IN_COMPANY.get(folded, folded)
