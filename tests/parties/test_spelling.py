"""One spelling a name: the table of the rules, and what must hold for any name at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from patentrack.parties.spelling import MAX_LENGTH, normalise_spelling

SPELLINGS = {
    # The old rules, kept.
    "INTERNATIONAL BUSINESS MACHINES CORPORATION": "International Business Machines Corp",
    "Foo, Inc.": "Foo Inc",
    "SAMSUNG ELECTRONICS CO., LTD.": "Samsung Electronics Co Ltd",
    "L'OREAL": "L'oreal",
    "  Foo \t\n  Bar  ": "Foo Bar",
    "YAHOO! INC.": "Yahoo Inc",
    # Their defects, gone.
    "X Company Limited": "X Co Ltd",
    "X COMPANY, LIMITED": "X Co Ltd",
    "Unlimited": "Unlimited",
    "UNLIMITED COMPANY": "Unlimited Co",
    "Intercompany": "Intercompany",
    "Foo Unlimited": "Foo Unlimited",
    "Foo Intercompany": "Foo Intercompany",
    "Foo Reincorporated": "Foo Reincorporated",
    # A legal form is one only at the end, and a name is not a legal form alone.
    "Limited": "Limited",
    "Company Limited": "Company Ltd",
    "LIMITED BRANDS, INC.": "Limited Brands Inc",
    "The Company Store": "The Company Store",
    "FORD MOTOR COMPANY": "Ford Motor Co",
    "FOO INCORPORATED": "Foo Inc",
    # What a stop and a comma separate, and what they do not.
    "FOO CO.,LTD": "Foo Co Ltd",
    "FOO CO.LTD.": "Foo Co Ltd",
    "ENEL S.P.A.": "Enel Spa",
    "3.5 INC": "3.5 Inc",
    "1,000 FOO": "1,000 Foo",
    "DOE, JANE": "Doe Jane",
    "DOE,JANE": "Doe Jane",
    # Letters beyond ASCII.
    "M\u00dcLLER GMBH": "M\u00fcller Gmbh",
    "MU\u0308LLER GMBH": "M\u00fcller Gmbh",
    "\u00dfTERN": "\u00dftern",
    "\u0130STANBUL": "\u0130stanbul",
    "\u682a\u5f0f\u4f1a\u793e": "\u682a\u5f0f\u4f1a\u793e",
    # Nothing but punctuation is still a name.
    "...": "...",
    " , ": ",",
}

# A document without a name has no party: the reader gives none that is blank.
names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip)
plain_words = [
    "foo",
    "Bar",
    "COMPANY",
    "company,",
    "Limited",
    "limited.",
    "LTD",
    "Inc.",
    "INC",
    "Corporation",
    "co",
    "Co.",
    ".,",
    "!",
    "3.5",
    "1,000",
    "a.b.c",
]
# Letters whose case or normal form does not come back.
odd_words = ["\u00dcber", "\u00df", "\u0130", "\ufb01rm", "\u03a3", "\u03c2", "\u0345", "e\u0301", "-"]
words = st.sampled_from(plain_words + odd_words)
company_names = st.lists(words, min_size=1, max_size=8).flatmap(
    lambda parts: st.sampled_from((" ", "  ", "", ",", ".")).map(lambda glue: glue.join(parts))
)


@pytest.mark.parametrize(("name", "spelling"), SPELLINGS.items(), ids=SPELLINGS.values())
def test_spellings(name: str, spelling: str) -> None:
    assert normalise_spelling(name) == spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3M CO", "3D CO"),
        ("SONY", "SONI"),
        ("BAYER AG", "BAYER SCHERING AG"),
        ("FOO INC", "FOO LTD"),
        ("FOO AB", "FOO A/B"),
        ("M\u00dcLLER", "MULLER"),
        ("3.5 INC", "35 INC"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert normalise_spelling(one) != normalise_spelling(other)


@given(names | company_names)
def test_a_spelling_is_its_own_spelling(name: str) -> None:
    spelling = normalise_spelling(name)
    assert normalise_spelling(spelling) == spelling


@given(names | company_names)
def test_a_spelling_is_never_empty_or_too_long(name: str) -> None:
    spelling = normalise_spelling(name)
    assert 1 <= len(spelling) <= MAX_LENGTH
    assert spelling == spelling.strip()


@given(
    st.integers(480, 520), names | company_names, st.sampled_from(["", " COMPANY", " COMPANY LIMITED", "\u0130" * 600])
)
@example(501, "0.", "")
def test_a_long_name_is_cut_once(length: int, name: str, tail: str) -> None:
    spelling = normalise_spelling((name * length)[:length] + tail)
    assert 1 <= len(spelling) <= MAX_LENGTH
    assert normalise_spelling(spelling) == spelling


@given(names | company_names)
def test_white_space_does_not_count(name: str) -> None:
    assert normalise_spelling("  " + "\t \n".join(name.split()) + " ") == normalise_spelling(name)


# Some letters change when their case does, and do not come back: \u00df, the final sigma, the long s.
@given((names | company_names).filter(lambda name: name.upper().lower() == name.lower()))
def test_case_does_not_count(name: str) -> None:
    assert normalise_spelling(name.upper()) == normalise_spelling(name.lower()) == normalise_spelling(name)
