"""Correspondents taken apart: firm, lawyer, company, service and address, in the ways filers write them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.parties.characters import clean, tokenise
from patentrack.parties.law_firms import (
    COMPANY,
    LAW_FIRM,
    LAWYER,
    SERVICE,
    UNKNOWN,
    Correspondent,
    read_correspondent,
    settle_unknown,
)
from patentrack.sources.assignments import ASSIGNMENT_COLUMNS, read_assignments

STREET = "12 ELM STREET"
CITY = "SPRINGFIELD, IL 62701"


def read(*lines: str) -> Correspondent:
    return read_correspondent(lines)


@pytest.mark.parametrize(
    "name",
    [
        "QUILL & PARCHMENT LLP",
        "QUILL & PARCHMENT, L.L.P.",
        "QUILL PARCHMENT P.C.",
        "QUILL PARCHMENT, P.A.",
        "QUILL PARCHMENT P.L.L.C",
        "QUILL PARCHMENT S.C.",
        "QUILL PARCHMENT, P.S.",
        "QUILL PARCHMENT CO., L.P.A.",
        "QUILL & PARCHMENT LLP/S.E.N.C.R.L., S.R.L.",
        "QUILL & PARCHMENT",
        "QUILL PARCHMENT INKWELL & VELLUMER",
        "QUILL, PARCHMENT, INKWELL & VELLUMER",
        "QUILL, PARCHMENT & INKWELL, LTD.",
        "BIRCH, STEWART, QUILL & BIRCH, LLP",
        "HARNESS, QUILL & VELLUMER, P.L.C.",
        "HAMILTON KELLER LLC",
        "QUILL & ASSOCIATES",
        "THE LAW OFFICES OF JOHN QUILL",
        "QUILL LAW",
        "QUILL IP LAW GROUP",
        "THE QUILL INTELLECTUAL PROPERTY GROUP,",
        "QUILL HAND ATTORNEYS AT LAW",
        "QUILL PATENT- UND RECHTSANW\u00c4LTE PARTG MBB",
        "QUILL & PARTNER",
        "QUILL, PARCHMENT, ET AL.",
        # A number word, a state: no address.
        "ONE LEGAL PARTNERS",
        "ONE LLP",
        "TEXAS PATENTS",
        "QUILL PARCHMENT (US) LLP",
    ],
)
def test_law_firms(name: str) -> None:
    found = read(name, STREET, CITY)
    assert (found.kind, found.firm) == (LAW_FIRM, name.rstrip(" ,"))
    assert (found.lawyer, found.company, found.unknown) == (None, None, None)
    assert found.address == (STREET, CITY)


@pytest.mark.parametrize(
    ("line", "firm", "lawyer", "notes"),
    [
        ("JOHN A. QUILL, QUILL & PARCHMENT LLP", "QUILL & PARCHMENT LLP", "JOHN A. QUILL", ()),
        ("JOHN QUILL,HAND & VELLUMER L.L.P.", "HAND & VELLUMER L.L.P.", "JOHN QUILL", ()),
        ("JOHN QUILL, ESQ., HAND & VELLUMER LLP", "HAND & VELLUMER LLP", "JOHN QUILL", ("ESQ.",)),
        ("HAND & VELLUMER L.L.P. JOHN QUILL", "HAND & VELLUMER L.L.P.", "JOHN QUILL", ()),
        ("JOHN QUILL C/O HAND & VELLUMER PC", "HAND & VELLUMER PC", "JOHN QUILL", ()),
        ("HAND & VELLUMER LLP ATTN: JOHN QUILL", "HAND & VELLUMER LLP", "JOHN QUILL", ()),
        ("HAND & VELLUMER LLP [2271/85989]", "HAND & VELLUMER LLP", None, ("2271/85989",)),
        ("HAND & VELLUMER LLP (WM)", "HAND & VELLUMER LLP", None, ("WM",)),
        ("HAND & VELLUMER LLP/ZANTEK", "HAND & VELLUMER LLP", None, ("ZANTEK",)),
        ("QUILL, PARCHMENT & VELLUM/ZANTEK TOOLS", "QUILL, PARCHMENT & VELLUM", None, ("ZANTEK TOOLS",)),
        ("HAND & VELLUMER LLP - ZANTEK QWERT", "HAND & VELLUMER LLP", None, ("ZANTEK QWERT",)),
        (
            "QUILL & VELLUMER, LTD., ATTORNEYS FOR CLIENT 12",
            "QUILL & VELLUMER, LTD.",
            None,
            ("ATTORNEYS FOR CLIENT 12",),
        ),
        ("VELLUM, PC INTELLECTUAL PROPERTY ATTORNEYS", "VELLUM, PC", None, ("INTELLECTUAL PROPERTY ATTORNEYS",)),
    ],
)
def test_a_line_with_more_than_the_firm(line: str, firm: str, lawyer: str | None, notes: tuple[str, ...]) -> None:
    found = read(line, STREET, CITY)
    assert (found.kind, found.firm, found.lawyer, found.notes) == (LAW_FIRM, firm, lawyer, notes)


@pytest.mark.parametrize(
    "lines",
    [
        ("JOHN A. DOE", "HAND & VELLUMER LLP", STREET, CITY),
        ("JOHN A. DOE", STREET, "HAND & VELLUMER LLP", CITY),
        ("JOHN A. DOE", "C/O HAND & VELLUMER LLP", STREET, CITY),
        ("JOHN A. DOE", f"HAND & VELLUMER LLP, {STREET}", CITY),
        ("HAND & VELLUMER LLP", STREET, "ATTN: JOHN A. DOE", CITY),
        ("JOHN A. DOE, PARALEGAL", "HAND & VELLUMER LLP", STREET, CITY),
        ("JOHN A. DOE - PARALEGAL", "HAND & VELLUMER LLP", STREET, CITY),
        ("PATENT DOCKET DEPARTMENT HAND & VELLU", STREET, "HAND & VELLUMER LLP", "ATTN: JOHN A. DOE"),
    ],
)
def test_the_firm_may_stand_in_any_line(lines: tuple[str, ...]) -> None:
    found = read(*lines)
    assert (found.kind, found.firm, found.lawyer) == (LAW_FIRM, "HAND & VELLUMER LLP", "JOHN A. DOE")
    assert (found.company, found.unknown) == (None, None)
    assert STREET in found.address


@pytest.mark.parametrize("firm", ["QUILL & VELLUM, P.A.", "QUILL LAW CENTER", "QUILL LEGAL GROUP, PC"])
def test_a_firm_that_looks_like_an_address(firm: str) -> None:
    # PA is a state, too, and streets end in CENTER.
    assert read("JOHN DOE", firm, STREET, CITY).firm == firm


@pytest.mark.parametrize(
    "name",
    [
        "JOHN DOE",
        "JOHN Q. ZYXWV",
        "A. JOHN ZYXWV",
        "MAI-TRAM D. ZYXWV",
        "JOHN DOE, JR.",
        "JOHN DOE, PH.D.",
        "DOE, JOHN",
        "QWERT PATEL",
    ],
)
def test_lawyers_are_no_firms(name: str) -> None:
    found = read(name, STREET, CITY)
    assert (found.kind, found.lawyer, found.firm) == (LAWYER, name, None)


@pytest.mark.parametrize(
    ("lines", "company"),
    [
        (("ZANTEK, INC.", STREET, "AP34", CITY), "ZANTEK, INC."),
        (("ZANTEK INC.,--FKM", STREET, CITY), "ZANTEK INC."),
        (("ZANTEK LEGAL DEPARTMENT - NDQ", STREET, CITY), "ZANTEK"),
        (("ZT&Q LEGAL DEPARTMENT", STREET, CITY), "ZT&Q"),
        (("ZANTEK & QWERT LEGAL DEPARTMENT", STREET, CITY), "ZANTEK & QWERT"),
        (("ZANTEK CORP. IP LAW DEPT", STREET, CITY), "ZANTEK CORP."),
        (("ZANTEK CORP.", "INTELLECTUAL PROPERTY LAW", STREET, CITY), "ZANTEK CORP."),
        (("ZANTEK QWERT LLC", "LEGAL DEPARTMENT", STREET, CITY), "ZANTEK QWERT LLC"),
        (("ZANTEK KABUSHIKI KAISHA", "30-2, SHIMOMARU 3-CHOME", "TOKYO, 146-8501 JAPAN"), "ZANTEK KABUSHIKI KAISHA"),
        (("ZANTEK CO., LTD.", "129, ZANTEK-RO", "SUWON-SI, GYEONGGI-DO", "KOREA, REPUBLIC OF"), "ZANTEK CO., LTD."),
        (("HILLTOP UNIVERSITY, OFFICE OF TECH. DEV.", STREET, CITY), "HILLTOP UNIVERSITY"),
        (("ZANTEK CANCER CENTER", STREET, CITY), "ZANTEK CANCER CENTER"),
        (("DEPARTMENT OF THE ARMY", STREET, CITY), "DEPARTMENT OF THE ARMY"),
        (("3M WIDGETS COMPANY", STREET, CITY), "3M WIDGETS COMPANY"),
        (("SQUARE 1 BANK", STREET, CITY), "SQUARE 1 BANK"),
        (("JOHN DOE", STREET, "ZANTEK CORP LEGAL DEPARTMENT", CITY), "ZANTEK CORP"),
        (("ZANTEK INC.; JOHN DOE", STREET, CITY), "ZANTEK INC."),
    ],
)
def test_companies_are_no_law_firms(lines: tuple[str, ...], company: str) -> None:
    found = read(*lines)
    assert (found.kind, found.company, found.firm) == (COMPANY, company, None)
    assert found.unknown is None
    assert found.lawyer in {None, "JOHN DOE"}


@pytest.mark.parametrize(
    ("lines", "service"),
    [
        (("CPA GLOBAL", STREET, CITY), "CPA GLOBAL"),
        (("JOHN DOE C/O CT CORPORATION", STREET, CITY), "CT CORPORATION"),
        (("JOHN DOE", STREET, "NATIONAL CORPORATE RESEARCH, LTD.", CITY), "NATIONAL CORPORATE RESEARCH, LTD."),
        (("ZYXWV QWERT", "CORPORATION SERVICE COMPANY", STREET, CITY), "CORPORATION SERVICE COMPANY"),
    ],
)
def test_services_are_no_law_firms(lines: tuple[str, ...], service: str) -> None:
    found = read(*lines)
    assert (found.kind, found.service, found.firm) == (SERVICE, service, None)


def test_a_firm_beside_a_company() -> None:
    found = read("HAND & VELLUMER, P.A. AND ZANTEK LLC", STREET, CITY)
    assert (found.kind, found.firm, found.company) == (LAW_FIRM, "HAND & VELLUMER, P.A.", "ZANTEK LLC")
    found = read("ZANTEK MATERIALS INC.", "C/O HAMILTON KELLER LLC", STREET, CITY)
    assert (found.kind, found.firm, found.company) == (LAW_FIRM, "HAMILTON KELLER LLC", "ZANTEK MATERIALS INC.")


@pytest.mark.parametrize(
    "name", ["ZYXWV QWERT", "JONES DAY", "SHAWN FARMER", "ZYXWV QWERT LLC", "SMITH & JONES INC.", "BGL/ANN ARBOR"]
)
def test_what_nothing_tells_stays_unknown(name: str) -> None:
    found = read(name, STREET, CITY)
    assert (found.kind, found.unknown, found.firm, found.lawyer, found.company) == (UNKNOWN, name, None, None, None)


def test_a_name_in_front_of_care_of() -> None:
    found = read("ZANTEK C/O CPA GLOBAL", STREET, CITY)
    assert (found.kind, found.company, found.service) == (SERVICE, "ZANTEK", "CPA GLOBAL")
    assert read("ZYXWV QWERT C/O HAND & VELLUMER LLP", STREET, CITY).lawyer == "ZYXWV QWERT"
    assert read("ZYXWV QWERT C/O CPA GLOBAL", STREET, CITY).unknown == "ZYXWV QWERT"


def test_a_name_below_a_lawyer_is_the_firm() -> None:
    assert read("JOHN DOE", "ZYXWV QWERT", STREET, CITY).firm == "ZYXWV QWERT"
    # Below the street it may be a building.
    found = read("JOHN DOE", STREET, "ZYXWV QWERT", CITY)
    assert (found.kind, found.firm, found.unknown) == (LAWYER, None, "ZYXWV QWERT")


def test_a_firm_called_like_its_lawyer() -> None:
    assert read("JOHN ZYXWV", "ZYXWV PLC", STREET, CITY).firm == "ZYXWV PLC"
    assert read("JOHN ZYXWV", "ZYXWV TOOLS LLC", STREET, CITY).firm is None


def test_a_name_above_a_firm_is_a_lawyer_and_one_below_a_place() -> None:
    assert read("ZYXWV QWERT", "HAND & VELLUMER LLP", STREET, CITY).lawyer == "ZYXWV QWERT"
    found = read("HAND & VELLUMER LLP", "ZYXWV QWERT", STREET, CITY)
    assert (found.lawyer, found.address) == (None, ("ZYXWV QWERT", STREET, CITY))


@pytest.mark.parametrize(
    "line",
    [
        "P.O. BOX 1022",
        "POST OFFICE BOX 1449",
        "PO BOX 29",
        "SUITE 210",
        "FOURTEENTH FLOOR",
        "26TH FLOOR",
        "#2100",
        "1717 K STREET, NW",
        "1299 PENNSYLVANIA, SUITE 700",
        "ONE ARIZONA CENTER",
        "TWO PRUDENTIAL PLAZA, SUITE 4900",
        "ONE AT & T WAY, ROOM 2A-207",
        "CIRA CENTRE, 12TH FLOOR",
        "RIVERFRONT OFFICE PARK",
        "CHESTNUT PLAZA 721/2340",
        "875 THIRD AVENUE",
        "MS 5231",
        "PMB # 1008",
        "RY86-2011A",
        "AM CAMPEON 1-12",
        "LENA-CHRIST-STR. 48",
        "BUILDING ONE, SUITE 200",
        "57TH FLOOR, ZYXWV QWERT",
    ],
)
def test_addresses_name_nobody(line: str) -> None:
    found = read("JOHN DOE", line, CITY)
    assert (found.kind, found.address) == (LAWYER, (line, CITY))


def test_an_address_in_place_of_the_name() -> None:
    assert read("10675 ELM DRIVE", CITY) == Correspondent(UNKNOWN, address=("10675 ELM DRIVE", CITY))
    assert read() == Correspondent(UNKNOWN)
    assert read_correspondent([None, "", None]) == Correspondent(UNKNOWN)


def test_a_name_at_the_fortieth_character_is_cut() -> None:
    assert read("QUILL, PARCHMENT, INKWELL, VELLUMER & ME").cut
    assert read("QUILL, PARCHMENT, INKWELL, VELLUMERS & ").cut
    assert not read("QUILL, PARCHMENT, INKWELL, VELLUMER LLP").cut
    assert not read("QUILL, PARCHMENT & VELLUMER").cut


def test_other_documents_tell_what_an_unknown_name_is() -> None:
    found = settle_unknown(
        [read("JONES DAY", STREET), read("JOHN DOE", "JONES DAY", STREET), read("ZYXWV QWERT", STREET)]
    )
    assert [(one.kind, one.firm, one.unknown) for one in found] == [
        (LAW_FIRM, "JONES DAY", None),
        (LAW_FIRM, "JONES DAY", None),
        (UNKNOWN, None, "ZYXWV QWERT"),
    ]


WORDS = [
    "LLP",
    "&",
    ",",
    "JOHN",
    "SMITH",
    "C/O",
    "ATTN:",
    "P.C.",
    "LAW",
    "12",
    "ST",
    "DEPT",
    "/",
    "-",
    "[",
    "(",
    ";",
    "INC",
]
some_line = st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@settings(max_examples=200)
@given(st.lists(some_line, max_size=5))
def test_any_lines_are_read(lines: list[str]) -> None:
    found = read_correspondent(lines)
    assert (found.kind == LAW_FIRM) == (found.firm is not None)
    written = set(tokenise(clean(" ".join(lines)), join_letters=False))
    for name in (found.firm, found.lawyer, found.company, found.service, found.unknown):
        assert name is None or (name and set(tokenise(name, join_letters=False)) <= written)


def test_a_long_line_costs_little() -> None:
    read(" ".join(["SMITH"] * 120), ", ".join(["PATENT & LAW"] * 60), " ".join(["12 ELM"] * 80))


@pytest.mark.real_data
def test_real_correspondents(real_data: Path) -> None:
    columns = [
        ASSIGNMENT_COLUMNS.index(name) for name in ("cname", "caddress_1", "caddress_2", "caddress_3", "caddress_4")
    ]
    path = real_data / "assignments" / "ad20150727.xml"
    with path.open("rb") as stream:
        rows = [row for batch in read_assignments(stream, file_name=path.name) for row in batch.assignments]
    found = settle_unknown(read_correspondent([row[column] for column in columns]) for row in rows)
    kinds = Counter(one.kind for one in found)
    assert len(found) == 343
    # Read by eye: every firm, lawyer and company of that day is one.
    assert kinds[LAW_FIRM] >= 175
    assert kinds[LAWYER] >= 65
    assert kinds[COMPANY] >= 60
    assert kinds[UNKNOWN] <= 15
    assert all(one.address for one in found)
