"""Reels and frames that a conveyance text names, in the ways filers write them."""

from __future__ import annotations

import re

_NUMBER = r"(?:\s*(?:(?:NOS?|NUMBERS?|NUM)\b\.?|#))?[\s:.#(=]*"
_REEL = r"\b(?:REELS?|REALS?|RELL|REEEL|REEI)\b\.?"
_FRAME = r"\b(?:FRAMES?|FRAM|FRMES?|FRAEM|FRMAE|FR)\b\.?"
# A letter O may stand for the zero in front.
_REEL_NO = r"O?(\d{1,6})(?!\d)"
_FRAME_NO = r"O?(\d{1,5})(?!\d)"
_PAIR = r"O?\d{1,6}\s*[/\\\-]\s*O?\d{1,5}(?!\d|/\d|,\d{3}(?!\d))"

# One alternative a way of writing, in the order in which they must be tried.
_REFERENCE = re.compile(
    # What every way starts with: rules out most places in a text at once.
    r"\b(?=R(?:E|\s*/?\s*F)|FR)(?:"
    + "|".join(
        (
            # REEL 12345, FRAME 0123; REEL NO. 12345/FRAME NO. 0123; FRAMES 0123-0130, 0200 AND 0300
            rf"{_REEL}{_NUMBER}{_REEL_NO}[\s,;:/\\|()&\-]*(?:AND\s*|AT\s*)?{_FRAME}{_NUMBER}{_FRAME_NO}"
            r"((?:\s*(?:-|,|&|AND|TO|THROUGH)+\s*\d{1,4}(?![\d/]))*)",
            # REEL/FRAME 12345/0123, 12346/0200 AND 12347/0001; R/F 12345/0123; REEL 12345/0123
            rf"(?:{_REEL}(?:\s*(?:/|\\|-|,|&|AND)?\s*{_FRAME})?|\bR\s*/?\s*F\b){_NUMBER}"
            rf"({_PAIR}(?:[\s,;&)(]*(?:AND\s*)?{_PAIR})*)",
            # REEL/FRAME 12345 0123; REEL/FRAME: 12345, 0123
            rf"{_REEL}\s*(?:/|\\|-|,|&|AND)?\s*{_FRAME}{_NUMBER}{_REEL_NO}[\s,:]+{_FRAME_NO}",
            # FRAME 0123 OF REEL 12345
            rf"{_FRAME}{_NUMBER}{_FRAME_NO}[\s,;]*(?:OF|ON|AT|AND)?\s*{_REEL}{_NUMBER}{_REEL_NO}",
        )
    )
    + ")"
)
# 36104/0803 alone: so many digits and a frame of four are no application, date or share.
_ALONE = re.compile(r"(?<![\d/,.])(\d{5,6})/(\d{4})(?![\d/,])")
_DIGITS = re.compile(r"\d+")
_FURTHER_FRAME = re.compile(r"(-|,|&|AND|TO|THROUGH)\s*(\d+)")


def named_rf_ids(text: str) -> tuple[int, ...]:
    """Find the recordings a text names.

    A range of frames (``FRAMES 0123-0130``) are the pages of one document, which is filed under the first.

    Args:
        text: A conveyance text as recorded, not folded: punctuation tells a reel from a frame.

    Returns:
        ``reel * 10000 + frame`` of each recording, in the order of the text, none twice. Frames above 9999
        and reel 0 do not exist and are left out.
    """
    upper = text.upper()
    if "/" not in upper and "FR" not in upper and "REE" not in upper:
        return ()
    named = [(match.start(), rf_id) for match in _REFERENCE.finditer(upper) for rf_id in _rf_ids(match)]
    if "/" in upper:
        named += [(match.start(), rf_id) for match in _ALONE.finditer(upper) for rf_id in _rf_id(*match.groups())]
        named.sort()
    return tuple(dict.fromkeys([rf_id for _, rf_id in named]))


def _rf_id(reel: str, frame: str) -> list[int]:
    """The recording's number, if there can be one."""
    return [int(reel) * 10_000 + int(frame)] if int(reel) > 0 and int(frame) <= 9999 else []


def _rf_ids(match: re.Match[str]) -> list[int]:
    """The recordings in a place that ``_REFERENCE`` matched."""
    reel, frame, more, pairs, spaced_reel, spaced_frame, frame_first, reel_last = match.groups()
    if pairs:
        digits = _DIGITS.findall(pairs)
        return [rf_id for at in range(0, len(digits), 2) for rf_id in _rf_id(digits[at], digits[at + 1])]
    named = _rf_id(reel or spaced_reel or reel_last, frame or spaced_frame or frame_first)
    for joint, further in _FURTHER_FRAME.findall(more) if more else ():
        if joint in {",", "&", "AND"} and len(further) >= 3:
            named += _rf_id(reel, further)
    return named
