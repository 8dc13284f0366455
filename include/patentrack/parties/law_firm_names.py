"""Names of law firms for name resolution: one form for the same firm, and what was cut made whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from patentrack.parties.characters import clean
from patentrack.parties.law_firm_words import FIRM_ROLE, REFERENCE
from patentrack.parties.normalisation import parse_name

_OFFICES_OF = re.compile(r"^(?:THE )?(?:PATENT |IP )?LAW (?:OFFICES?|FIRM) OF (?P<name>.+)$")
_OFFICES = re.compile(r"\bLAW OFFICES\b")
# "OBLON, MAIER & NEUSTADT, L.L": a legal form of which the end is missing.
_HALF_FORM = re.compile(r"[\s,]+(?:L\.?(?:L\.?)?|P\.?(?:L\.?(?:L\.?)?)?|A|AN)$")
_AND = re.compile(r"[\s,]+(?:AN?D?|&|ET\.? ?AL\.?)$")
# "SMITH" alone begins too many names.
_FEWEST_WORDS = 2


def firm_name(text: str) -> str:
    """Bring a firm's name to the form that `resolution.resolve` compares.

    File references, "ATTORNEYS AT LAW" and the article go; THE LAW OFFICES OF X is X LAW OFFICE. Commas, AND, & and
    legal forms stay: name resolution knows them.

    Args:
        text: A name as `Correspondent.firm` holds it.
    """
    name = clean(text)
    while match := REFERENCE.search(name):
        name = f"{name[: match.start()].rstrip(' ,-')}{name[match.end() :]}".strip()
    name = FIRM_ROLE.sub("", name)
    offices = _OFFICES_OF.match(name)
    if offices:
        name = f"{offices['name']} LAW OFFICE"
    return _OFFICES.sub("LAW OFFICE", name).removeprefix("THE ").strip(" ,&-") or clean(text)


def firm_key(text: str) -> str:
    """The words of a firm's name without its legal form; equal for spellings of one name."""
    # "BIRCH, STEWART" are two partners, not Stewart Birch.
    return " ".join(word for word in parse_name(firm_name(text).replace(",", " ")).words if word != "&")


def complete_names(cut: Iterable[str], whole: Iterable[str]) -> dict[str, str]:
    """Find what names were before the USPTO cut them at 40 characters, or their writers with ET AL.

    A cut name is completed if it is the beginning of exactly one firm's name: of all its words, the last of which may
    be the beginning of a word. What could be two firms' is nobody's.

    Args:
        cut: Names that were cut (`Correspondent.cut`).
        whole: Names that were not, best the canonical one of each firm.

    Returns:
        For each cut name that can be completed, a whole name of the firm.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in whole:
        spellings[firm_key(name)].append(name)
    keys = sorted(spellings)
    completed = {}
    for name in cut:
        bare = _AND.sub("", _HALF_FORM.sub("", clean(name).rstrip(" .,&")))
        beginning = firm_key(bare)
        if len(beginning.split()) < _FEWEST_WORDS:
            continue
        at = bisect_left(keys, beginning)
        found = [key for key in keys[at : at + 2] if key.startswith(beginning)]
        if len(found) == 1:
            completed[name] = min(spellings[found[0]])
    return completed
