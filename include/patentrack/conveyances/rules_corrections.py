"""Rules for documents that mend an earlier recording or tell the USPTO whom to write to."""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.vocabulary import CHANGED, LIEN, RELEASE

_EARLIER = "(?:PREVIOUSLY|ORIGINALLY|EARLIER|PRIOR) (?:RECORDED|FILED|SUBMITTED|RECORDATION|RECORDING)"

CORRECTIONS: tuple[Rule, ...] = (
    Rule(
        "correction",
        "correct",
        ("CORRECT", "RECORD", "ERRAT", "RECTIF"),
        (
            "CORRECTIVE|CORRECTIONS?|CORRECT(?:ED|S|ING|LY)?|RE ?RECORD(?:ED|ING|ATION|S)?"
            r"|ERRAT(?:A|UM)|RECTIF\w+",
        ),
        (
            "CORRECTIVE ASSIGNMENT TO CORRECT THE ASSIGNEE PREVIOUSLY RECORDED AT REEL: 012345 FRAME: 0123",
            "RE-RECORD TO CORRECT THE RECORDATION DATE OF 1-2-95",
        ),
        why="A correction is one whatever it confirms. INCORRECT is another word and is no correction.",
    ),
    Rule(
        "replaces-recording",
        "correct",
        ("RECORD", "FILED", "SUBMITTED", "REEL"),
        (
            "TO (?:ADD|DELETE|REMOVE|REPLACE|AMEND|INCLUDE|CHANGE|CLARIFY|REFLECT|SUBSTITUTE"
            rf"|UPDATE|REVISE|MODIFY)(?: \w+)* {_EARLIER}"
            rf"|(?:SUPERSED\w+|REPLAC\w+|AMEND\w+)(?: \w+){{0,12}} (?:{_EARLIER}|REEL"
            "|RECORDED (?:AT|ON|UNDER))",
        ),
        ("ASSIGNMENT TO ADD THE SECOND INVENTOR PREVIOUSLY RECORDED AT REEL/FRAME 012345/0123",),
        unless=(LIEN,),
    ),
    Rule(
        "invalid-recording",
        "correct",
        ("INVALID", "VOID", "ERROR"),
        (
            r"(?:INVALID|VOID|VOIDED)(?: \w+){0,2} (?:ASSIGNMENT|RECORDING|RECORDATION|DOCUMENT"
            "|CONVEYANCE)|RECORDED IN ERROR",
        ),
        ("INVALID RECORDING, SEE RECORDING AT REEL 8715, FRAME 0735",),
        unless=(RELEASE,),
        why="Takes back an earlier recording: never a transfer of its own.",
    ),
    Rule(
        "change-of-correspondent",
        "correspondchange",
        ("CORRESPOND",),
        (r"CORRESPOND\w+", rf"{CHANGED}|UPDAT\w+|NEW|ADDRESS"),
        ("CHANGE OF CORRESPONDENCE ADDRESS", "CHANGE OF CORRESPONDENT"),
    ),
    Rule(
        "change-of-name-of-party",
        "namechg",
        ("NAME",),
        (
            rf"^(?:(?:NOTICE|CERTIFICATE|EVIDENCE|RECORDAL) OF )?(?:{CHANGED} OF (?:\w+ )?NAME"
            "|NAME CHANGE) (?:FROM|TO|OF)",
        ),
        ("CHANGE OF NAME FROM ACME OPTION TRADERS TO ACME SECURED LENDING",),
        unless=(r"AND (?:MERGER|ASSIGNMENT|RELEASE)|MERGER AND",),
        why="What follows FROM, TO, OF is a party's name, whatever words it is made of.",
    ),
)
