"""The shape of a classification rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table.

    Args:
        name: Unique, at most 64 characters: kept beside each classified text.
        convey_ty: The type it gives.
        cues: Parts of words; the rule can only apply where a word holds one of them, so that most texts need
            few patterns. Empty means that every text is tried.
        patterns: All must be found; none applies to every text.
        examples: Texts that this very rule decides.
        unless: None of these may be found.
        why: The reason, where it does not speak for itself.
    """

    name: str
    convey_ty: str
    cues: tuple[str, ...]
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    unless: tuple[str, ...] = ()
    why: str = ""
