"""The course of an application in a generated world: what the office notes in its file wrapper, and its status.

Codes and texts are those of the USPTO's file wrapper data; the two blanks around its dashes are too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from patentrack.samples.companies import stream
from patentrack.samples.lifetimes import Lifetimes

PATENTED = (150, "Patented Case")
LAPSED = (250, "Patent Expired Due to NonPayment of Maintenance Fees Under 37 CFR 1.362")
PENDING = {
    "IEXX": (19, "Application Undergoing Preexam Processing"),
    "OIPE": (20, "Application Dispatched from Preexam, Not Yet Docketed"),
    "DOCK": (30, "Docketed New Case - Ready for Examination"),
    "MCTNF": (41, "Non Final Action Mailed"),
    "A...": (71, "Response to Non-Final Office Action Entered and Forwarded to Examiner"),
    "MCTFR": (61, "Final Rejection Mailed"),
    "RCEX": (30, "Docketed New Case - Ready for Examination"),
    "MN/=.": (93, "Notice of Allowance Mailed -- Application Received in Office of Publications"),
    "N084": (95, "Publications -- Issue Fee Payment Verified"),
}
ABANDONED = {
    "MABN2": (161, "Abandoned  --  Failure to Respond to an Office Action"),
    "MABN1": (168, "Expressly Abandoned  --  During Examination"),
    "MABN6": (164, "Abandoned  --  Failure to Pay Issue Fee"),
    "MABN5": (163, "Abandoned  --  After Examiner's Answer or Board of Appeals Decision"),
}
_STATUS = {**PENDING, **ABANDONED, "PGM/": PATENTED, "EXP.": LAPSED, "EXPX": PATENTED}
_EVENTS = {
    "IEXX": "Initial Exam Team nn",
    "OIPE": "Application Dispatched from OIPE",
    "DOCK": "Case Docketed to Examiner in GAU",
    "PG-ISSUE": "PG-Pub Issue Notification",
    "MCTNF": "Mail Non-Final Rejection",
    "A...": "Response after Non-Final Action",
    "MCTFR": "Mail Final Rejection (PTOL - 326)",
    "RCEX": "Request for Continued Examination (RCE)",
    "MN/=.": "Mail Notice of Allowance",
    "N084": "Issue Fee Payment Verified",
    "WPIR": "Issue Notification Mailed",
    "PGM/": "Recordation of Patent Grant Mailed",
    "MABN2": "Mail Abandonment for Failure to Respond to Office Action",
    "MABN1": "Mail Express Abandonment (During Examination)",
    "MABN6": "Mail Abandonment for Failure to Pay Issue Fee",
    "MABN5": "Mail Abandonment after Board of Appeals Decision",
    "EXP.": "Expire Patent",
    "EXPX": "Patent Reinstated After Maintenance Fee Payment Confirmed",
}
_ABANDONMENTS = ("MABN2", "MABN1", "MABN6", "MABN5"), (75, 12, 8, 5)
_NEVER_GIVEN_UP = 0.2


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the file wrapper, on a day ordinal."""

    day: int
    code: str

    @property
    def text(self) -> str:
        """What the USPTO calls it."""
        return _EVENTS[self.code]


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the USPTO's list, and the day ordinal on which it was set."""

    code: int
    text: str
    day: int


class Prosecution:
    """The file wrappers of a world, as known on the day of its lifetimes."""

    def __init__(self, lifetimes: Lifetimes) -> None:
        self._world, self._lifetimes = lifetimes.world, lifetimes

    def steps(self, number: int) -> list[Step]:
        """The entries of an application, oldest first."""
        rng, register = stream(self._world.seed, "prosecution", number), self._world.register
        filed, granted = register.filed[number], register.granted[number]
        entries = list(_granted(rng, filed, granted) if granted else _not_granted(rng, filed))
        if register.published[number]:
            entries.append(Step(register.published[number], "PG-ISSUE"))
        events = self._lifetimes.of(number).events
        entries += [Step(event.day, event.code) for event in events if event.code in ("EXP.", "EXPX")]
        until = self._lifetimes.until.toordinal()
        return sorted((step for step in dict.fromkeys(entries) if step.day <= until), key=lambda step: step.day)

    def status(self, number: int) -> Status:
        """The status of an application: that of its last entry which sets one."""
        for step in reversed(self.steps(number)):
            if step.code in _STATUS:
                return Status(*_STATUS[step.code], step.day)
        return Status(*PENDING["IEXX"], self._world.register.filed[number])


def _granted(rng: Random, filed: int, granted: int) -> Iterator[Step]:
    """Filing to grant, its steps spread over the time there was."""
    days = granted - filed
    yield from _opening(rng, filed, days)
    allowed = granted - min(rng.randint(75, 140), days // 4)
    yield from _actions(rng, filed + days * 4 // 10, allowed)
    yield Step(allowed, "MN/=.")
    yield Step(granted - min(rng.randint(30, 60), (granted - allowed) * 2 // 3), "N084")
    yield Step(granted - min(20, (granted - allowed) // 3), "WPIR")
    yield Step(granted, "PGM/")


def _not_granted(rng: Random, filed: int) -> Iterator[Step]:
    """Filing to the end, where there is one."""
    days = rng.randint(800, 2000)
    yield from _opening(rng, filed, days)
    yield from _actions(rng, filed + days * 4 // 10, filed + days - 200)
    if rng.random() >= _NEVER_GIVEN_UP:
        yield Step(filed + days, rng.choices(*_ABANDONMENTS)[0])


def _opening(rng: Random, filed: int, days: int) -> Iterator[Step]:
    for share, code in ((0.03, "IEXX"), (0.1, "OIPE"), (0.2, "DOCK")):
        yield Step(filed + int(days * share * (0.5 + rng.random())), code)


def _actions(rng: Random, first: int, last: int) -> Iterator[Step]:
    """One to three rounds of rejection and answer between two days."""
    codes = ("MCTNF", "A...", "MCTFR", "RCEX", "MCTNF", "A...")[: rng.choice((2, 2, 4, 6))]
    for at, code in enumerate(codes):
        yield Step(first + (last - first) * at // len(codes), code)
