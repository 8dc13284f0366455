"""A recorded name taken apart: what is compared, and what is only noted.

`parse_name` is a pure function of the text. Parsing the parts again gives the same parts.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from patentrack.parties import entity_types, legal_forms
from patentrack.parties.agencies import government_words, without_governing_body
from patentrack.parties.characters import clean, fold, spell_out, tokenise
from patentrack.parties.people import NO, YES, PersonName, read_person
from patentrack.parties.person_data import GIVEN_NAMES
from patentrack.parties.tails import ROLE, strip_tails
from patentrack.parties.vocabulary import written_out

# Words that carry nothing. OF and FOR stay: the UNIVERSITY OF WASHINGTON is not WASHINGTON UNIVERSITY.
_EMPTY_WORDS = frozenset({"THE", "AT", "&"})
# An owner's name as in an index: "BOSCH, ROBERT, GMBH", "GORE, W. L. & ASSOCIATES, INC."
_OWNER_FIRST = re.compile(
    r"^(?P<family>[^\W\d]+(?:[ -][^\W\d]+){0,3}),\s*(?P<given>[^\W\d]+\.?(?:\s?[^\W\d]+\.?){0,2})"
    r"(?:\s*,\s*|\s+(?=&|AND\b))(?P<rest>(?:&|AND\b).+|(?:INC|INCORPORATED|CORP|CORPORATION|LTD|LIMITED|GMBH|AG|LLC)\.?)$"
)
_NO_NOTES: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The parts of a name that decide whom it names.

    Attributes:
        words: Words of the name without its legal form, capitals, no diacritics, plain abbreviations written out.
        tokens: The same words as they were written.
        forms: Kinds of the legal forms (`legal_form_data`).
        place: State or country that a tail says it is of, or "".
        spelt_out: The words with umlauts as two letters; empty if there are none.
        partners: Whether "&" joins some of the words, whose order then matters.
        person: The parts, if it is or may be a person's name.
        is_person: Whether it is a person's name for sure.
        type: Type of entity, as in table `representative`.
        governing_body: Whether a governing body ("THE REGENTS OF") was taken off.
        notes: (kind, text) of what was written beside the name (`tails`).
    """

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    forms: frozenset[str] = legal_forms.NO_FORM
    place: str = ""
    spelt_out: tuple[str, ...] = ()
    partners: bool = False
    person: PersonName | None = None
    is_person: bool = False
    type: int = entity_types.ORGANISATION
    governing_body: bool = False
    notes: tuple[tuple[str, str], ...] = _NO_NOTES

    @property
    def identity(self) -> tuple[object, ...]:
        """What two names share when nothing but punctuation tells them apart."""
        return (self.words, self.forms, self.place, self.spelt_out, self.partners, self.person, self.is_person)


def parse_name(text: str) -> ParsedName:
    """Take a name apart.

    Args:
        text: A name as recorded: any case, with or without character references.

    Returns:
        Its parts. A name of nothing but punctuation keeps that punctuation as its only word.
    """
    stripped = strip_tails(clean(text))
    person, sure = read_person(stripped.text)
    notes = tuple(stripped.notes)
    if sure == YES and person is not None:
        words = tuple(map(sys.intern, (*person.given, person.family)))
        return ParsedName(words, words, person=person, is_person=True, type=entity_types.PERSON, notes=notes)
    return _organisation(stripped.text, stripped.place, notes, person if sure != NO else None)


def _organisation(text: str, place: str, notes: tuple[tuple[str, str], ...], person: PersonName | None) -> ParsedName:
    turned = _uninverted(text)
    named = without_governing_body(turned)
    written = tokenise(_uninverted(named) if named != turned else named)
    while len(written) > 1 and written[-1] == "THE":
        written.pop()
    plain = [sys.intern(fold(word)) for word in written]
    if not plain:
        return ParsedName((text,), (text,), notes=notes)
    core, forms = legal_forms.strip_forms(plain)
    agency = government_words(text, plain)
    if agency is not None:
        words, tokens, forms = agency, tuple(plain), legal_forms.NO_FORM
        spelt_out: tuple[str, ...] = ()
        partners = False
    else:
        partners = "&" in core
        kept = _without_empty_words(core)
        tokens = tuple(kept)
        words = tuple(sys.intern(written_out(word)) for word in kept)
        spelt_out = _spelt_out(written, words, plain)
    roles = [note for kind, note in notes if kind == ROLE]
    return ParsedName(
        words,
        tokens,
        forms,
        place,
        spelt_out,
        partners,
        None if forms else person,
        type=entity_types.organisation_type(words, forms, roles),
        governing_body=named != turned,
        notes=notes,
    )


def _uninverted(text: str) -> str:
    """Turn "MINNESOTA, UNIVERSITY OF" and "BARD, C. R., INC." round."""
    owner = _OWNER_FIRST.match(text)
    if owner and all(len(word) == 1 or word in GIVEN_NAMES for word in re.findall(r"\w+", fold(owner["given"]))):
        return f"{owner['given']} {owner['family']} {owner['rest']}"
    before, comma, after = text.partition(",")
    after = after.strip(" .")
    if comma and "," not in after and after.endswith((" OF", " OF THE", " FOR")):
        return f"{after} {before}"
    return text


def _without_empty_words(words: list[str]) -> list[str]:
    """Leave out THE and AT, and "&" except beside an initial or two: AT & T is not ATT, A & B is not AB."""
    kept: list[str] = []
    for position, word in enumerate(words):
        if word == "&":
            neighbours = words[max(position - 1, 0) : position] + words[position + 1 : position + 2]
            if neighbours and min(map(len, neighbours)) < 3 and len(neighbours) == 2:
                kept.append(word)
        elif word not in _EMPTY_WORDS or (word == "AT" and "&" in words[position + 1 : position + 2]):
            kept.append(word)
    return kept or words


def _spelt_out(written: list[str], words: tuple[str, ...], plain: list[str]) -> tuple[str, ...]:
    if all(map(str.isascii, written)):
        return ()
    longer = {short: spell_out(word) for word, short in zip(written, plain, strict=True) if spell_out(word) != short}
    spelt = tuple(longer.get(word, word) for word in words)
    return spelt if spelt != words else ()
