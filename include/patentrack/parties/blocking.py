"""Blocking: which names are compared at all.

Two names are compared when they share a key. A name has three to eight keys; finding all pairs costs about as much as
there are names, because no key is shared by many names that differ:

* ``O``: the words joined, as they are and abbreviations by their stem; letters that recognition confuses are one.
* ``S``: the same stems in alphabetical order.
* ``0`` to ``3``: the words joined without one of their quarters, with the length and the digits. A slip of one letter
  leaves three quarters as they were (pigeonhole principle); digits never differ.
* ``P``, ``I``, ``Q``: family and given name; family name and initials; given names and how the family name begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from patentrack.parties.comparison import core_text
from patentrack.parties.normalisation import ParsedName
from patentrack.parties.typos import plain_umlauts, read_as
from patentrack.parties.vocabulary import is_business, stem

# A shorter name has no word long enough for a typo.
_SHORTEST_FOR_TYPO = 5


def stored_keys(parsed: ParsedName) -> list[str]:
    """Keys under which a name is stored, to be found by later names."""
    keys = equality_keys(parsed)
    return keys if parsed.is_person else keys + slip_keys(core_text(parsed))


def probe_keys(parsed: ParsedName) -> list[str]:
    """Keys under which the stored names that a new name may meet are found."""
    keys = equality_keys(parsed)
    return keys if parsed.is_person else [*keys, *slip_probes(core_text(parsed), shorter_only=False)]


def slip_keys(text: str) -> list[str]:
    """Keys of a name to be found in spite of a slip: the words joined, each time without one quarter; none if short."""
    return list(_without_a_quarter(text, len(text)))


def slip_probes(text: str, *, shorter_only: bool) -> Iterator[str]:
    """Keys of every stored text that is one slip away.

    Args:
        text: The words joined.
        shorter_only: Leave out longer texts, for a join in which the longer one probes for the shorter.
    """
    length = len(text)
    for other in (length - 1, length) if shorter_only else (length - 1, length, length + 1):
        yield from _without_a_quarter(text, other)
    if length >= _SHORTEST_FOR_TYPO:
        # Two letters swapped across a cut spoil two quarters; turned round, the text is the stored one.
        for quarter in (1, 2, 3):
            cut = quarter * length // 4
            yield next(_without_a_quarter(f"{text[: cut - 1]}{text[cut]}{text[cut - 1]}{text[cut + 1 :]}", length))


def _without_a_quarter(text: str, length: int) -> Iterator[str]:
    """The keys of a stored text of that length, as far as this text can have them in common."""
    if length < _SHORTEST_FOR_TYPO:
        return
    digits = _digits(text)
    for quarter in range(4):
        start, end = quarter * length // 4, (quarter + 1) * length // 4
        rest = text[len(text) - length + end :]
        yield f"{quarter}{length}.{digits}.{text[:start]}|{rest}"


def equality_keys(parsed: ParsedName) -> list[str]:
    """The keys that hold all names to be compared with each other: all but those for slips of a letter."""
    return person_keys(parsed) + word_keys(parsed)


def _digits(text: str) -> str:
    return "" if text.isalpha() else "".join(char for char in text if char.isdigit())


def word_keys(parsed: ParsedName) -> list[str]:
    """Keys of the words of an organisation's name."""
    if parsed.is_person:
        return []
    stems = [read_as(word if is_business(word) else plain_umlauts(word)) for word in map(stem, parsed.words)]
    keys = ["O" + "".join(stems)]
    for words in (parsed.words, parsed.tokens):
        joined = "O" + read_as(plain_umlauts("".join(words)))
        if joined not in keys:
            keys.append(joined)
    if len(stems) > 1:
        stems.sort()
        keys.append("S" + " ".join(stems))
    return keys


def person_keys(parsed: ParsedName) -> list[str]:
    """Keys of the parts of a name that is or may be a person's."""
    name = parsed.person
    if name is None:
        return []
    keys = _reading_keys(name.family, name.given)
    if not name.ordered and len(name.given[0]) > 1:
        keys |= _reading_keys(name.given[0], (*name.given[1:], name.family))
    return sorted(keys)


def _reading_keys(family: str, given: tuple[str, ...]) -> set[str]:
    family = plain_umlauts(family)
    full = [plain_umlauts(word) for word in given if len(word) > 1]
    keys = set()
    if full:
        keys.add(f"P{family}.{full[0]}")
        keys.add(f"P{family}.{''.join(full)}")
    if len(given) > 1:
        initials = "".join(word[0] for word in given[:2])
        keys.add(f"I{family}.{initials}")
        keys.add(f"Q{family[:2]}.{''.join(given)}")
    return keys
