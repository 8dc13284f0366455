"""Which conveying party is which inventor: each rule, each trap, and what must hold of any list."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.parties.inventors import Inventor, match_inventors
from patentrack.parties.normalisation import parse_name
from patentrack.parties.spelling import normalise_spelling
from patentrack.sources.assignments import ASSIGNOR_COLUMNS, read_assignments


def person(family: str, given_name: str = "", middle: str = "", suffix: str = "") -> Inventor:
    return Inventor("", family, given_name, middle, suffix)


def rule(party: str, *inventors: Inventor) -> str | None:
    match = match_inventors([party], inventors)[0]
    return match.rule if match else None


def positions(parties: list[str], *inventors: Inventor) -> list[int | None]:
    return [match.inventor if match else None for match in match_inventors(parties, inventors)]


SMITH = person("Smith", "John", "A.")
SAME_PARTS = [
    ("SMITH, JOHN A.", SMITH),
    ("Smith John A", SMITH),
    ("JOHN A. SMITH", SMITH),
    ("SMITH, JOHN A., DR.", SMITH),
    ("SMITH, JOHN A., PH.D.", SMITH),
    ("SMITH, JOHN A. (DECEASED)", SMITH),
    ("SMITH, JOHN A., JR.", person("Smith", "John", "A.", "Jr.")),
    ("SMITH, JOHN A., JR.", person("Smith, Jr.", "John", "A.")),
    ("Smith John A Iii", person("Smith", "John", "A.", "III")),
    ("SMITH, JOHN A.", Inventor("John A. Smith")),
    ("SMITH, JOHN A., JR.", Inventor("John A. Smith, Jr.")),
    ("KIM, SANG-HOON", person("Kim", "Sanghoon")),
    ("KIM SANGHOON", person("KIM", "Sang-Hoon")),
    ("SANG HOON KIM", person("Kim", "Sang Hoon")),
    ("SANG HOON KIM", Inventor("Kim Sang-Hoon")),
    ("VAN DER BERG, JAN", person("van der Berg", "Jan")),
    ("VANDERBERG, JAN", person("van der Berg", "Jan")),
    ("BERG, JAN VAN DER", person("van der Berg", "Jan")),
    ("Van Der Berg Jan", person("Berg", "Jan", "van der")),
    ("DE LA CRUZ, MARIA JOSE", person("Delacruz", "Maria", "Jose")),
    ("GARCIA MARQUEZ, GABRIEL", person("Marquez", "Gabriel", "Garcia")),
    ("GABRIEL GARCIA MARQUEZ", person("Garc\u00eda M\u00e1rquez", "Gabriel")),
    ("M&#252;LLER, HANS", person("M\u00fcller", "Hans")),
    ("O'BRIEN, PAT", person("O\u2019Brien", "Pat")),
    ("TRAN CO", person("Tran", "Co")),
    ("LI, NA", person("Li", "Na")),
    ("LAM, HON MING", person("Lam", "Hon-Ming")),
    ("JUNIOR, JOSE", person("Junior", "Jose")),
    ("SUHARTO", person("Suharto")),
]


@pytest.mark.parametrize(("party", "inventor"), SAME_PARTS)
def test_order_hyphens_titles_and_particles_make_no_difference(party: str, inventor: Inventor) -> None:
    assert rule(party, inventor) == "name parts"


@pytest.mark.parametrize(
    ("party", "inventor", "needed"),
    [
        ("MUELLER, HANS", person("M\u00fcller", "Hans"), "diacritics"),
        ("MULLER, HANS", person("Mueller", "Hans"), "diacritics"),
        ("OESTERGAARD, LARS", person("\u00d8stergaard", "Lars"), "diacritics"),
        ("AASEN, LARS", person("\u00c5sen", "Lars"), "diacritics"),
        ("WEISS, JORG", person("Weiss", "Joerg"), "diacritics"),
        ("SMITH, JOHN A.", person("Smith", "John", "Alan"), "initial"),
        ("SMITH, JOHN", SMITH, "middle name left out"),
        ("SMITH, JOHN ALAN", person("Smith", "John"), "middle name left out"),
        ("SMITH, JOHN A., JR.", SMITH, "suffix left out"),
        ("SMITH, J.", person("Smith", "John"), "initial of the first name"),
        ("Smith Ja", person("Smith", "John", "Alan"), "initials"),
        ("OPPENHEIM, J. ROBERT", person("Oppenheim", "Robert"), "first initial left out"),
        ("BERG, JAN", person("van der Berg", "Jan"), "particle left out"),
        ("GARCIA, GABRIEL", person("Garcia Marquez", "Gabriel"), "one of two family names"),
        ("SIMPSOM, JOHN A.", person("Simpson", "John", "A."), "typo"),
        ("S1MPSON, JOHN", person("Simpson", "John"), "misread letter"),
        ("KIM, SANG-HOON", person("Sang-Hoon", "Kim"), "word order"),
        ("SMITH, JANE (FORMERLY JANE DOE)", person("Doe", "Jane"), "former name"),
        ("SMITH, JANE NEE DOE", person("Doe", "Jane"), "former name"),
    ],
)
def test_weaker_matches_name_their_rule(party: str, inventor: Inventor, needed: str) -> None:
    match = match_inventors([party], [inventor])[0]
    assert match is not None
    assert match.rule == needed
    assert 0 < match.score < 1


@pytest.mark.parametrize(
    ("party", "inventor"),
    [
        ("WU, NA", person("Li", "Na")),
        ("LI", person("Williams", "Li")),
        ("WILLIAM LI", person("Li", "Will")),
        ("SMITH, JOHN A.", person("Smith", "John", "B.")),
        ("SMITH, JOHN ALAN", person("Smith", "John", "Albert")),
        ("SMITH, JOHN, JR.", person("Smith", "John", "", "Sr.")),
        ("SMITH, JOHN", person("Smith", "Jon")),
        ("SMITH, BILL", person("Smith", "William")),
        ("SMITH, MICHAEL", person("Smith", "Michal")),
        ("PAUL, JOHN", person("John", "Paul")),
        ("ROSSI, MARIO", person("Rossi", "Maria")),
        ("KOBAYASHI, YUKIO", person("Kobayashi", "Yukiko")),
        ("ANDERSEN, LARS", person("Anderson", "Lars")),
        ("ZHUANG, WEI", person("Chuang", "Wei")),
        ("SIMPSOM, JIM", person("Simpson", "John")),
        ("SIMPSOM, J.", person("Simpson", "John")),
        ("LEE, SEOK", person("Lee", "Seok-Ho")),
        ("SMITH CO", person("Smith", "Christine", "O.")),
        ("SMITH CO", person("Smith", "C.")),
        ("ROBERT BOSCH GMBH", person("Bosch", "Robert")),
        ("JOHN DEERE INC", person("Deere", "John")),
        ("SMITH & SMITH", person("Smith", "Smith")),
        ("SMITH", SMITH),
        ("JOHN", SMITH),
        ("", SMITH),
        ("...", SMITH),
    ],
)
def test_other_people_and_companies_are_no_inventors(party: str, inventor: Inventor) -> None:
    assert rule(party, inventor) is None


def test_the_surest_matches_are_taken_first() -> None:
    assert positions(["SMITH, JOHN", "SMITH, JOHN A."], SMITH, person("Smith", "John")) == [1, 0]


def test_who_is_left_over_gets_the_inventor_who_is_left_over() -> None:
    assert positions(["SMITH, J.", "SMITH, JOHN"], person("Smith", "John"), person("Smith", "Jane")) == [1, 0]


def test_a_party_that_may_be_either_of_two_is_nobody() -> None:
    assert positions(["SMITH, JOHN"], SMITH, person("Smith", "John", "B.")) == [None]


def test_two_parties_that_may_both_be_the_inventor_are_nobody() -> None:
    assert positions(["SMITH, JOHN A.", "SMITH, JOHN B."], person("Smith", "John")) == [None, None]


def test_doubt_is_not_settled_by_a_less_sure_match() -> None:
    brothers = [SMITH, person("Smith", "John", "B."), person("Smith", "J.")]
    assert positions(["SMITH, JOHN"], *brothers) == [None]


def test_a_person_listed_twice_is_one_person() -> None:
    assert positions(["SMITH, JOHN", "SMITH, JOHN"], person("Smith", "John")) == [0, 0]


def test_an_inventor_of_several_properties_is_one_person() -> None:
    assert positions(["KIM, SANG-HOON"], person("Kim", "Sanghoon"), person("Kim", "Sang Hoon")) == [0]
    assert positions(["SMITH, JOHN"], SMITH, person("Smith", "John", "Alan")) == [0]
    # Always the first of them.
    for halves in ("AE", "BO", "CHU", "DAE", "EUN", "GI", "HA", "IL"):
        assert positions([f"KIM, SANG-{halves}"], person("Kim", f"Sang{halves}"), person("Kim", f"Sang {halves}")) == [
            0
        ]


WORDS = [
    "SMITH",
    "LI",
    "NA",
    "KIM",
    "SANG",
    "HOON",
    "JOHN",
    "J",
    "A",
    "B",
    "M\u00dcLLER",
    "MUELLER",
    "VAN",
    "JR",
    "INC",
    "SIMPSON",
    "SIMPSOM",
]
recorded = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).flatmap(
    lambda words: st.sampled_from([" ".join(words), f"{words[0]}, {' '.join(words[1:])}", "-".join(words)])
)
listed = st.builds(
    person,
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(["", *WORDS]),
    st.sampled_from(["", "JR", "SR"]),
)


@settings(max_examples=80)
@given(
    st.lists(recorded, max_size=5, unique=True),
    st.lists(listed, max_size=5, unique=True),
    st.randoms(use_true_random=False),
)
def test_no_order_counts_and_an_inventor_is_one_person(
    parties: list[str], inventors: list[Inventor], shuffler: random.Random
) -> None:
    found = match_inventors(parties, inventors)
    mixed_parties, mixed_inventors = list(parties), list(inventors)
    shuffler.shuffle(mixed_parties)
    shuffler.shuffle(mixed_inventors)
    other = dict(zip(mixed_parties, match_inventors(mixed_parties, mixed_inventors), strict=True))
    for party, match in zip(parties, found, strict=True):
        assert (match is None) == (other[party] is None)
        if match:
            assert match.rule == other[party].rule


@settings(max_examples=60)
@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_read(parties: list[str], family: str, given_name: str, assembled: str) -> None:
    found = match_inventors(parties, [person(family, given_name), Inventor(assembled)])
    assert len(found) == len(parties)


@pytest.mark.real_data
def test_real_assignors_are_themselves_in_every_spelling_and_nobody_else(real_data: Path) -> None:
    path = real_data / "assignments" / "ad20150727.xml"
    at = ASSIGNOR_COLUMNS.index("or_name")
    with path.open("rb") as stream:
        recorded_names = {row[at] for batch in read_assignments(stream, file_name=path.name) for row in batch.assignors}
    names = sorted(name for name in recorded_names if "," in name and parse_name(name).is_person)
    assert len(names) > 400
    inventors = []
    for name in names:
        family, names_given, *suffix = [part.strip().title() for part in name.split(",")]
        inventors.append(
            person(family, names_given.partition(" ")[0], names_given.partition(" ")[2], "".join(suffix[:1]))
        )
    for name, inventor in zip(names, inventors, strict=True):
        assembled = " ".join(
            filter(None, (inventor.given_name, inventor.middle_name, inventor.family_name, inventor.suffix))
        )
        for spelling in (name, normalise_spelling(name), assembled):
            assert rule(spelling, inventor) == "name parts", spelling
            assert rule(spelling, Inventor(assembled)) == "name parts", spelling
    # Everybody against everybody: each is himself, whatever other names there are.
    assert positions(names, *inventors) == list(range(len(names)))
