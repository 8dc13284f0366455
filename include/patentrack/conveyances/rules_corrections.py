"""Rules for documents that mend an earlier recording or tell the USPTO whom to write to."""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.vocabulary import ASSIGN, CHANGED, END, LIEN, RELEASE

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
        ("INVALID", "VOID", "ERROR", "NULLIF", "EXPUNG", "RECORDING", "RECORDATION"),
        (
            r"(?:INVALID|VOID|VOIDED)(?: \w+){0,2} (?:ASSIGNMENT|RECORDING|RECORDATION|DOCUMENT"
            "|CONVEYANCE)|RECORDED IN ERROR"
            rf"|(?:{END}|EXPUNG\w+) OF (?:THE )?(?:\w+ )?(?:RECORDING|RECORDATION)"
            r"|(?:NULLIF|EXPUNG)\w+ OF (?:\w+ )?RECORDED",
        ),
        ("INVALID RECORDING, SEE RECORDING AT REEL 8715, FRAME 0735",),
        unless=(rf"(?:{RELEASE}|TERMINATION|DISCHARGE)(?: AND \w+)? OF",),
        why="Takes back an earlier recording: never a transfer of its own.",
    ),
    Rule(
        "error-in-recording",
        "correct",
        ("ERRO", "MISTAK", "OMI", "INADVERTENT", "MISSPEL", "TYPOGRAPH", "INCORRECTLY", "WRONG"),
        (
            r"ERRONEOUS\w*|ERRORS?|MISTAKE\w*|OMI(?:TTED|SSION|TS)|INADVERTENT\w*|MISSPEL\w+"
            "|TYPOGRAPHICAL|INCORRECTLY|WRONG(?:LY)?",
            "RECORDED|RECORDING|RECORDATION|REEL|LISTED|FILED|COVER ?SHEET|IDENTIFIED|ENTERED|SUBMITTED|SPELLED",
        ),
        ("TYPOGRAPHICAL ERROR IN THE ASSIGNEE NAME PREVIOUSLY RECORDED ON REEL 012345 FRAME 0123",),
        unless=(rf"(?:{RELEASE}|TERMINATION|DISCHARGE)(?: AND \w+)? OF",),
        why="But a release of what was recorded in error ends it, for good.",
    ),
    Rule(
        "change-of-correspondent",
        "correspondchange",
        ("CORRESPONDEN",),
        (r"CORRESPONDEN(?:CES?|TS?)", rf"{CHANGED}|UPDAT\w+|NEW|ADDRESS"),
        ("CHANGE OF CORRESPONDENCE ADDRESS", "CHANGE OF CORRESPONDENT"),
        unless=(rf"^(?:{ASSIGN}|MERGER|(?:{CHANGED} OF )?NAMES?|(?:{CHANGED} OF )?NAME CHANGE)(?: \w+){{0,3}} AND",),
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
    Rule(
        "change-of-address-of-party",
        "addresschg",
        ("ADDRESS",),
        (rf"^(?:NOTICE OF )?(?:{CHANGED}) OF (?:THE )?(?:\w+ )?ADDRESS(?: OF(?: THE)? \w+)? (?:FROM|TO)",),
        ("CHANGE OF ADDRESS FROM 1 SECURITY PLAZA TO 5 MERGER WAY",),
        why="What follows FROM and TO is an address, whatever words it is made of.",
    ),
)
