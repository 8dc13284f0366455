"""Numbers and kinds as front pages print them, which is not how the assignment files do.

A document's own number is padded to eight characters, its letters first (``07416017``, ``D0662395``,
``RE040123``); a citation has it without padding, and a publication with a slash (``2002/0033247``).
"""

from __future__ import annotations

from datetime import date

from patentrack.samples.assets import Asset

_NEW_KINDS = date(2001, 1, 2)
_OLD_KINDS = {"design": "S", "hague design": "S", "reissue": "E", "plant": "P"}
_KINDS = {"design": "S1", "hague design": "S1", "reissue": "E1"}


def padded(grant: str) -> str:
    """A patent number as its own front page has it."""
    digits = grant.lstrip("DREP")
    letters = grant[: len(grant) - len(digits)]
    return letters + digits.zfill(8 - len(letters))


def printed_kind(asset: Asset) -> str:
    """The kind code on the front page of a grant: designs S1 and reissues E1, where assignments have B1."""
    if asset.granted and asset.granted < _NEW_KINDS:
        return _OLD_KINDS.get(asset.type, "A")
    return _KINDS.get(asset.type, asset.grant_kind)


def cited_publication(publication: str) -> str:
    """A publication number as citations have it."""
    return f"{publication[:4]}/{publication[4:]}"
