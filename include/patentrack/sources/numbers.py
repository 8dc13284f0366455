"""Document numbers in the one form that joins the USPTO's products: that of the assignment data.

The products write the same number in their own ways: padded with zeros to the width of a field, with a series
and a slash, with commas. Here each becomes what `documentid` holds: `6789012`, `RE40123`, `09789958`,
`20050123456`. Text that is no such number is returned as it is, without its outer blanks: a number nobody
expects is kept and finds no partner, rather than another document's.
"""

from __future__ import annotations

import re

_PATENT = re.compile(r"0*([A-Za-z]{0,2})\s*0*([1-9][0-9]*)")
_APPLICATION = re.compile(r"([0-9]{1,2})/([0-9]{1,6})")
# Applications are published since 2001; the number starts anew each year.
_PUBLICATION = re.compile(r"(20[0-9]{2})(?:/([0-9]{1,7})|([0-9]{6,7}))")


def patent_number(text: str) -> str:
    """Return a patent number as `documentid.grant_doc_num` has it: no padding, letters in front.

    `"06789012"` is `"6789012"`, `"D0662395"` is `"D662395"`, `"00000RE40123"` and `"RE040123"` are `"RE40123"`;
    PP, H and T numbers likewise. Blank text gives empty text.
    """
    text = text.strip()
    found = _PATENT.fullmatch(text)
    return found[1] + found[2] if found else text


def application_number(text: str | None) -> str | None:
    """Return an application number as `documentid.appno_doc_num` has it: 2 digits of series, 6 of number.

    `"9789958"` and `"09/789,958"` are `"09789958"`. Blank text and a number of zeros alone, which no application
    has, give None.
    """
    text = text.strip() if text else ""
    found = _APPLICATION.fullmatch("".join(text.replace(",", "").split()))
    if found:
        text = found[1].zfill(2) + found[2].zfill(6)
    if not text.strip("0"):
        return None
    return text.zfill(8) if text.isascii() and text.isdigit() else text


def publication_number(text: str) -> str:
    """Return the number of a published application as `documentid.pgpub_doc_num` has it: year and 7 digits.

    `"2005/0123456"` is `"20050123456"`. The USPTO's description of the assignment files states 10 digits, year
    and 6; real files have 11: `"2005123456"` is `"20050123456"` too. Blank text gives empty text.
    """
    text = text.strip()
    found = _PUBLICATION.fullmatch(text)
    return found[1] + (found[2] or found[3]).zfill(7) if found else text
