"""Conveyance texts as `assignment_group` keeps them: their key, and what the rules say of them."""

from __future__ import annotations

from hashlib import sha256

from patentrack.conveyances import classify
from patentrack.sources.records import Row

CLASSIFICATION_COLUMNS = ("convey_ty", "corrected_type", "corrected_rf_id", "rule")


def text_sha256(text: str | None) -> str:
    """The key of a text, since texts are too long to be indexed; a missing text is the empty one."""
    return sha256((text or "").encode()).hexdigest()


def classification(text: str | None) -> Row:
    """What the rules say of a text, in the order of `CLASSIFICATION_COLUMNS`."""
    found = classify(text)
    named = found.corrected_rf_ids[0] if found.corrected_rf_ids else None
    return (found.convey_ty, found.corrected_type, named, found.rule)
