"""A name taken apart: its words, legal forms, tails, and what kind of entity it names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from patentrack.parties import entity_types, legal_forms
from patentrack.parties.characters import clean, fold, spell_out, tokenise
from patentrack.parties.legal_form_data import FORMS, KIN, PREFIXES
from patentrack.parties.normalisation import parse_name
from patentrack.parties.people import NO, PERHAPS, YES, read_person
from patentrack.parties.tails import ACRONYM, ADDRESS, ALIAS, FORMER, ORGANISED_IN, ROLE, SUCCESSOR_OF, strip_tails


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("S.P.A.", ["SPA"]),
        ("CO.,LTD", ["CO", "LTD"]),
        ("A/S", ["AS"]),
        ("L'OREAL", ["LOREAL"]),
        ("I B M", ["IBM"]),
        ("PROPERTY I, L P", ["PROPERTY", "I", "LP"]),
        ("SERIES A L P", ["SERIES", "A", "LP"]),
        ("3.5 FOO", ["3.5", "FOO"]),
        ("A AND B", ["A", "&", "B"]),
        ("PERRY + CURRIER", ["PERRY", "&", "CURRIER"]),
        ("SALESFORCE.COM", ["SALESFORCE", "COM"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokenise(text) == words


def test_letters_beyond_ascii() -> None:
    assert clean("m&#252;ller &amp;  s\u00f6hne") == "M\u00dcLLER & S\u00d6HNE"
    assert (fold("M\u00dcLLER"), spell_out("M\u00dcLLER")) == ("MULLER", "MUELLER")
    assert (fold("\u00d8STERGAARD"), fold("\u0141\u00d3D\u0179"), clean("stra\u00dfe")) == (
        "OSTERGAARD",
        "LODZ",
        "STRASSE",
    )


@pytest.mark.parametrize(
    ("kind", "spelling"), [(kind, spelling) for kind, _, row in FORMS for spelling in row.split("|")]
)
def test_every_spelling_of_a_legal_form_comes_off(kind: str, spelling: str) -> None:
    core, kinds = legal_forms.strip_forms(["ZORBEX", *tokenise(spelling)])
    assert core == ["ZORBEX"], spelling
    assert kinds, f"{kind}: {spelling}"


@pytest.mark.parametrize(
    ("kind", "spelling"), [(kind, spelling) for kind, row in PREFIXES for spelling in row.split("|")]
)
def test_every_form_in_front_comes_off(kind: str, spelling: str) -> None:
    assert legal_forms.strip_forms([*tokenise(spelling), "ZORBEX"]) == (["ZORBEX"], frozenset({kind}))


def test_the_forms_are_those_of_forty_countries_and_more() -> None:
    assert len({country for _, countries, _ in FORMS for country in countries.split() if country != "-"}) >= 40
    kinds = {kind for kind, _, _ in FORMS}
    assert {kind for pair in KIN for kind in pair} <= kinds
    assert {kind for kind, _ in PREFIXES} <= kinds


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("INC", "INC", "same"),
        ("INC", "CORP", "conflict"),
        ("CORP", "CO", "conflict"),
        ("CO LTD", "LTD", "missing"),
        ("LLC", "CO LLC", "missing"),
        ("", "GMBH", "missing"),
        ("KABUSHIKI KAISHA", "CORP", "kin"),
        ("LLC", "INC", "conflict"),
        ("GMBH", "AG", "conflict"),
        ("GMBH", "GMBH & CO KG", "conflict"),
        ("LTD", "INC", "conflict"),
        ("LLC", "CO", "conflict"),
    ],
)
def test_comparing_forms(one: str, other: str, verdict: str) -> None:
    forms = [legal_forms.strip_forms(["X", *name.split()])[1] for name in (one, other)]
    assert legal_forms.compare(*forms) == legal_forms.compare(*reversed(forms)) == verdict


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("X CORP., A CORP. OF DELAWARE", "X CORP.", [(ORGANISED_IN, "A CORP. OF DELAWARE")]),
        ("X CORP. A DE CORP.", "X CORP.", [(ORGANISED_IN, "A DE CORP.")]),
        ("X LTD, A JAPANESE COMPANY", "X LTD", [(ORGANISED_IN, "A JAPANESE COMPANY")]),
        ("X CO (AN OHIO CORPORATION)", "X CO", [(ORGANISED_IN, "AN OHIO CORPORATION")]),
        ("X, A CORPORATION OF THE STATE OF NEW YORK", "X", [(ORGANISED_IN, "A CORPORATION OF THE STATE OF NEW YORK")]),
        ("MAKE A WISH FOUNDATION", "MAKE A WISH FOUNDATION", []),
        ("PLASTICS A CO., LTD.", "PLASTICS A CO., LTD.", []),
        ("VITAMIN A COMPANY", "VITAMIN A COMPANY", []),
        ("X BANK, N.A., AS COLLATERAL AGENT", "X BANK, N.A.", [(ROLE, "COLLATERAL AGENT")]),
        ("X BANK, IN ITS CAPACITY AS TRUSTEE", "X BANK", [(ROLE, "TRUSTEE")]),
        ("KVERNELAND AS", "KVERNELAND AS", []),
        ("X INC. D/B/A Y", "X INC.", [(ALIAS, "Y")]),
        ("X INC (FORMERLY KNOWN AS Y INC)", "X INC", [(FORMER, "Y INC")]),
        ("X F/K/A Y F/K/A Z", "X", [(FORMER, "Y"), (FORMER, "Z")]),
        ("X BANK SUCCESSOR IN INTEREST TO Y BANK", "X BANK", [(SUCCESSOR_OF, "Y BANK")]),
        ("X, INC., 200 HOLT ST., HACKENSACK, NJ 07601", "X, INC.", [(ADDRESS, "200 HOLT ST., HACKENSACK, NJ 07601")]),
        ("X INC., DAYTON, OHIO", "X INC.", [(ADDRESS, "DAYTON, OHIO")]),
        ("X INC., X PLAZA, ST. PAUL, MN 55408", "X INC.", [(ADDRESS, "X PLAZA, ST. PAUL, MN 55408")]),
        ("X UNIVERSITY, BOSTON, MA", "X UNIVERSITY", [(ADDRESS, "BOSTON, MA")]),
        ("X AG, CAYMAN BRANCH, NEW YORK, NY", "X AG, CAYMAN BRANCH, NEW YORK, NY", []),
        ("X INC., Y CORP., DAYTON, OHIO", "X INC., Y CORP.", [(ADDRESS, "DAYTON, OHIO")]),
        (
            "X INC., A CORPORATION ORGANIZED AND EXISTING UNDER THE LAWS OF OHIO",
            "X INC.",
            [(ORGANISED_IN, "A CORPORATION ORGANIZED AND EXISTING UNDER THE LAWS OF OHIO")],
        ),
        ("X, A & CO", "X, A & CO", []),
        ("X KABUSHIKI KAISHA (X CORPORATION)", "X KABUSHIKI KAISHA", [(ALIAS, "X CORPORATION")]),
        ("X CO. (SHENZHEN) LTD", "X CO. (SHENZHEN) LTD", []),
        ("CENTRE NATIONAL DE RECHERCHE - CNR", "CENTRE NATIONAL DE RECHERCHE", [(ACRONYM, "CNR")]),
        ("X CORPORATION, JAPAN", "X CORPORATION, JAPAN", []),
        ("UNIVERSITY OF CALIFORNIA, SAN DIEGO", "UNIVERSITY OF CALIFORNIA, SAN DIEGO", []),
        ("X KABUSHIKI KAISHA 1,", "X KABUSHIKI KAISHA", [(ADDRESS, "1")]),
    ],
)
def test_tails_come_off_and_are_kept_as_notes(text: str, name: str, notes: list[tuple[str, str]]) -> None:
    found = strip_tails(text)
    assert (found.text.rstrip(), found.notes) == (name, notes)


@pytest.mark.parametrize(
    ("text", "sure", "family", "given"),
    [
        ("DOE, JANE Q.", YES, "DOE", ("JANE", "Q")),
        ("JANE Q. DOE", YES, "DOE", ("JANE", "Q")),
        ("CHEN, HAI-YING", YES, "CHEN", ("HAIYING",)),
        ("DE BOER, VINCENT", YES, "DEBOER", ("VINCENT",)),
        ("WICKEREN, ERNST VAN", YES, "VANWICKEREN", ("ERNST",)),
        ("PANIAGUA, FRANK P, JR., MR.", YES, "PANIAGUA", ("FRANK", "P")),
        ("BLACK, LAWRENCE A.", YES, "BLACK", ("LAWRENCE", "A")),
        ("KATZ, RONALD, A.", YES, "KATZ", ("RONALD", "A")),
        ("KATZ RONALD A", YES, "KATZ", ("RONALD", "A")),
        # Names of people that look like legal forms.
        ("NGUYEN, SA", YES, "NGUYEN", ("SA",)),
        ("CO TRAN", YES, "TRAN", ("CO",)),
        ("NA LI", YES, "LI", ("NA",)),
        ("HEWLETT PACKARD", PERHAPS, "PACKARD", ("HEWLETT",)),
        ("BAYER, AG", NO, None, None),
        ("FOO, INC.", NO, None, None),
        ("FOO FUND, L.P.", NO, None, None),
        ("FOO FUND, L L C", NO, None, None),
        ("MINNESOTA, UNIVERSITY OF", NO, None, None),
        ("CONRAD IN TRUST, WAYNE", NO, None, None),
        ("SAMSUNG ELECTRONICS", NO, None, None),
        ("WILSON, SONSINI, GOODRICH", NO, None, None),
    ],
)
def test_people(text: str, sure: str, family: str | None, given: tuple[str, ...] | None) -> None:
    person, found = read_person(text)
    assert found == sure
    assert (person.family, person.given) == (family, given) if person else family is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("GOOGLE INC.", entity_types.ORGANISATION),
        ("AT&T LEGAL DEPARTMENT", entity_types.ORGANISATION),
        ("SMITH, JOHN", entity_types.PERSON),
        ("NATIONAL SCIENCE FOUNDATION", entity_types.GOVERNMENT),
        ("DEPARTMENT OF THE NAVY", entity_types.GOVERNMENT),
        ("US GOVERNMENT ADMINISTRATOR OF NASA", entity_types.GOVERNMENT),
        ("UNIVERSITE DE MONTPELLIER 1", entity_types.UNIVERSITY),
        ("MASSACHUSETTS INSTITUTE OF TECHNOLOGY", entity_types.UNIVERSITY),
        ("COLLEGE PARK INDUSTRIES INC", entity_types.ORGANISATION),
        ("COMERICA BANK", entity_types.BANK),
        ("WILMINGTON TRUST, NATIONAL ASSOCIATION", entity_types.BANK),
        ("FOO INC., AS ADMINISTRATIVE AGENT", entity_types.BANK),
        ("POWER BANK TECHNOLOGY INC", entity_types.ORGANISATION),
    ],
)
def test_types(text: str, kind: int) -> None:
    assert parse_name(text).type == kind


pieces = st.sampled_from(
    [
        "FOO",
        "BAR,",
        "INC.",
        "CO.,",
        "LTD",
        "A",
        "DE",
        "CORP.",
        "OF",
        "OHIO",
        "D/B/A",
        "AS",
        "AGENT",
        "&",
        "(THE)",
        "12",
        "ST.",
        "\u00dc",
        "J.",
        "...",
    ]
)
texts = st.lists(pieces, min_size=1, max_size=8).map(" ".join) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=30
)


@given(texts)
@example("")
@example(" , ")
@example("&#0;")
def test_any_text_has_words_and_the_same_in_any_case_of_its_own(text: str) -> None:
    parsed = parse_name(text)
    assert parsed.words
    assert parse_name(clean(text)).identity == parsed.identity
    assert parse_name(f"  {text} ").identity == parsed.identity


@given(texts)
def test_what_is_left_without_its_tails_has_no_tails(text: str) -> None:
    once = strip_tails(clean(text))
    assert strip_tails(clean(once.text)).text == once.text
