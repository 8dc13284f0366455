"""Reels and frames that a conveyance text names, in the ways filers write them."""

from __future__ import annotations

import re

_NUMBER = r"(?:\s*(?:(?:NOS?|NUMBERS?|NUM)\b\.?|#))?[\s:.#(=]*"
_REEL = r"\b(?:REELS?|REALS?|RELL)\b"
_FRAME = r"\b(?:FRAMES?|FRAM|FRMES?|FRAEM|FR)\b\.?"
_REEL_NO = r"(\d{1,6})(?!\d)"
_FRAME_NO = r"(\d{1,5})(?!\d)"
_PAIR = r"\d{1,6}\s*[/\-]\s*\d{1,5}(?!\d|/\d|,\d{3}(?!\d))"

# One alternative a way of writing, in the order in which they must be tried.
_REFERENCE = re.compile(
    # What every way starts with: rules out most places in a text at once.
    "(?=[RF0])(?:"
    + "|".join(
        (
            # REEL 12345, FRAME 0123; REEL NO. 12345/FRAME NO. 0123; FRAMES 0123-0130, 0200 AND 0300
            rf"{_REEL}{_NUMBER}{_REEL_NO}[\s,;:/()&\-]*(?:AND\s*|AT\s*)?{_FRAME}{_NUMBER}{_FRAME_NO}"
            r"(?P<more>(?:\s*(?:-|,|&|AND|TO|THROUGH)+\s*\d{1,4}(?![\d/]))*)",
            # REEL/FRAME 12345/0123, 12346/0200 AND 12347/0001; R/F 12345/0123; REEL 12345/0123
            rf"(?:{_REEL}(?:\s*(?:/|-|,|&|AND)?\s*{_FRAME})?|\bR\s*/\s*F\b){_NUMBER}"
            rf"(?P<pairs>{_PAIR}(?:[\s,;&)(]*(?:AND\s*)?{_PAIR})*)",
            # REEL/FRAME 12345 0123; REEL/FRAME: 12345, 0123
            rf"{_REEL}\s*(?:/|-|,|&|AND)?\s*{_FRAME}{_NUMBER}{_REEL_NO}[\s,:]+{_FRAME_NO}",
            # FRAME 0123 OF REEL 12345
            rf"{_FRAME}{_NUMBER}{_FRAME_NO}[\s,;]*(?:OF|ON|AT|AND)?\s*{_REEL}{_NUMBER}{_REEL_NO}",
            # 036104/0803 alone: six digits from a zero on, so no application, date or share
            r"(?<![\d/])(0\d{5})/(\d{4})(?![\d/])",
        )
    )
    + ")"
)
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
    if "/" not in upper and "FR" not in upper:
        return ()
    found: dict[int, None] = {}

    def keep(reel: str, frame: str) -> None:
        if int(reel) > 0 and int(frame) <= 9999:
            found[int(reel) * 10_000 + int(frame)] = None

    for match in _REFERENCE.finditer(upper):
        numbers = [group for group in match.groups() if group is not None]
        if match["pairs"] is not None:
            digits = _DIGITS.findall(match["pairs"])
            for reel, frame in zip(digits[::2], digits[1::2], strict=True):
                keep(reel, frame)
        elif match["more"] is not None:
            reel, frame = numbers[:2]
            keep(reel, frame)
            for joint, further in _FURTHER_FRAME.findall(match["more"]):
                if joint in {",", "&", "AND"} and len(further) >= 3:
                    keep(reel, further)
        elif match[0].startswith("F"):
            keep(numbers[1], numbers[0])
        else:
            keep(numbers[0], numbers[1])
    return tuple(found)
