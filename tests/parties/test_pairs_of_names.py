"""Pairs of names: which meet and which stay apart, each rule and each trap, with nothing else in the corpus."""

from __future__ import annotations

import pytest

from patentrack.parties.resolution import cluster_lines


def together(*names: str) -> bool:
    return len({number for number, _, _ in cluster_lines(names)}) == 1


SAME = {
    "abbreviation": [
        ("INTL BUSINESS MACHINES CORP.", "INTERNATIONAL BUSINESS MACHINES CORPORATION"),
        ("CHINA ELECTRIC MFG. CORPORATION", "CHINA ELECTRIC MANUFACTURING CORP"),
        ("UNIV OF LEEDS", "UNIVERSITY OF LEEDS"),
        ("ORION NAT'L LABS INC", "ORION NATIONAL LABORATORIES, INC."),
        ("ORION TECH INC", "ORION TECHNOLOGIES INC"),
        ("ORION FIBRE OPTICS LTD", "ORION FIBER OPTICS LTD"),
    ],
    "legal form": [
        ("QUALCOMM INCORPORATED", "QUALCOMM INC."),
        ("JOHNSON MATTHEY PUBLIC LIMITED COMPANY", "JOHNSON MATTHEY PLC"),
        ("SAMSUNG ELECTRONICS CO.,LTD.", "SAMSUNG ELECTRONICS COMPANY, LIMITED"),
        ("FLORENSIS B.V.", "FLORENSIS BV"),
        ("INTERTEC SYSTEMS, L.L.C.", "INTERTEC SYSTEMS LIMITED LIABILITY COMPANY"),
        ("TICONA GMBH", "TICONA GESELLSCHAFT MIT BESCHR\u00c4NKTER HAFTUNG"),
        ("ABBOTT GMBH & CO. KG", "ABBOTT GMBH UND CO. KG"),
        ("ORLEN SP. Z O.O.", "ORLEN SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA"),
        ("ALSTOM SOCI\u00c9T\u00c9 ANONYME", "ALSTOM S.A."),
        ("VOLVO AKTIEBOLAG", "AB VOLVO"),
        ("BANK OF AMERICA, N.A.", "BANK OF AMERICA, NATIONAL ASSOCIATION"),
        ("LINDE CORPORATOIN", "LINDE CORPORATION"),
        ("LINDE 1NC", "LINDE INC."),
    ],
    "kin legal form": [
        ("KABUSHIKI KAISHA TOSHIBA", "TOSHIBA CORPORATION"),
        ("SAMSUNG ELECTRONICS CO", "SAMSUNG ELECTRONICS CO LTD"),
        ("MOVILAB PTE. LTD.", "MOVILAB LTD"),
    ],
    "missing legal form": [
        ("GOLDEN BRIDGE TECHNOLOGY", "GOLDEN BRIDGE TECHNOLOGY, INC."),
        ("ALCATEL LUCENT", "ALCATEL LUCENT S.A."),
    ],
    "diacritics": [
        ("M\u00dcLLER GMBH", "MUELLER GMBH"),
        ("M&#220;LLER GMBH", "MULLER GMBH"),
        ("M\u00dcLLER INC", "MUELLER INC"),
        ("GR\u00dcNENTHAL GMBH", "GRUNENTHAL GMBH"),
        ("\u00d8STERGAARD A/S", "OESTERGAARD AS"),
    ],
    "punctuation": [
        ("ALCATEL-LUCENT USA INC.", "Alcatel Lucent U.S.A. Inc"),
        ("AT&T CORP.", "A T & T CORP"),
        ("I B M CORP", "IBM CORP"),
        ("3 M CO", "3M CO"),
        ("CHILDREN'S HOSPITAL", "CHILDRENS HOSPITAL"),
        ("HAYNES AND BOONE, LLP", "HAYNES & BOONE LLP"),
        ("THE OHIO WILLOW WOOD COMPANY", "OHIO WILLOW WOOD CO., (THE)"),
    ],
    "turned round": [
        ("GORE, W. L. & ASSOCIATES, INC.", "W. L. GORE & ASSOCIATES, INC."),
        ("BOSCH, ROBERT, GMBH", "ROBERT BOSCH GMBH"),
        ("DOW CHEMICAL COMPANY THE, A CORP. OF DE", "THE DOW CHEMICAL COMPANY"),
        ("UNIVERSITY OF MICHIGAN, REGENTS OF THE", "REGENTS OF THE UNIVERSITY OF MICHIGAN"),
    ],
    "joined words": [
        ("3 M INNOVATIVE PROPERTIES CO", "3M INNOVATIVE PROPERTIES CO"),
        ("COMMISSARIAT A L ENERGIE ATOMIQUE", "COMMISSARIAT A L'ENERGIE ATOMIQUE"),
        ("HEWLETT PACKARD CO", "HEWLETTPACKARD CO"),
        ("BIO NANOTRON INC", "BIONANOTRON INC"),
    ],
    "word order": [
        ("MINNESOTA, UNIVERSITY OF", "UNIVERSITY OF MINNESOTA"),
        ("KABUSHIKI KAISHA KENWOOD", "KENWOOD KABUSHIKI KAISHA"),
        ("SAMSUNG ELECTRONICS", "ELECTRONICS SAMSUNG"),
    ],
    "typo": [
        ("INTERNATIONAL BUSINES MACHINES CORP", "INTERNATIONAL BUSINESS MACHINES CORP"),
        ("SAMSNUG ELECTRONICS CO LTD", "SAMSUNG ELECTRONICS CO LTD"),
        ("SCHLUMBERGER INC", "SCHLUMBEGER INC"),
        ("GRUNENTHAL UNIVERSTIY", "GRUNENTHAL UNIVERSITY"),
    ],
    "misread letter": [
        ("T0SHIBA CORP", "TOSHIBA CORP"),
        ("KVERNELAND AS", "KVEMELAND AS"),
        ("XEROX RE5EARCH", "XEROX RESEARCH"),
    ],
    "tail": [
        ("BIOLECTRON, INC., 200 HOLT ST., HACKENSACK, NJ 07601 A DE CORP.", "BIOLECTRON INC"),
        ("IRM LLC, A DELAWARE LIMITED LIABILITY COMPANY", "IRM LLC"),
        ("HIRADA INTEZET, A CORP. OF HUNGARY", "HIRADA INTEZET"),
        ("AISIN SEIKI KABUSHIKI KAISHA 1,", "AISIN SEIKI KABUSHIKI KAISHA"),
        ("BANK OF AMERICA, N.A., AS COLLATERAL AGENT", "BANK OF AMERICA, NA"),
        ("PHOTOWORKS, INC. FORMERLY KNOWN AS SEATTLE FILMWORKS, INC.", "PHOTOWORKS INC"),
        ("ZORBEX INC. D/B/A QUIXOLA", "ZORBEX INC"),
    ],
    "governing body": [
        ("THE REGENTS OF THE UNIVERSITY OF CALIFORNIA", "UNIVERSITY OF CALIFORNIA"),
        ("BOARD OF REGENTS, THE UNIVERSITY OF TEXAS SYSTEM", "UNIVERSITY OF TEXAS SYSTEM"),
        ("THE TRUSTEES OF PRINCETON UNIVERSITY", "PRINCETON UNIVERSITY"),
    ],
    "agency": [
        (
            "THE UNITED STATES OF AMERICA AS REPRESENTED BY THE SECRETARY OF THE NAVY",
            "NAVY, SECRETARY OF THE UNITED STATES OF AMERICA",
        ),
        (
            "US GOVERNMENT ADMINISTRATOR OF NASA",
            "UNITED STATES OF AMERICA AS REPRESENTED BY THE ADMINISTRATOR OF THE NATIONAL AERONAUTICS AND SPACE "
            "ADMINISTRATION",
        ),
    ],
    "person": [
        ("JOHN A. SMITH", "SMITH, JOHN A."),
        ("AMRINE, JAMES M., JR.", "JAMES M AMRINE JR"),
        ("CHEN, HAI-YING", "CHEN, HAI YING"),
        ("OBERB\u00d6RSCH, STEFAN, DR.", "OBERBOERSCH, STEFAN"),
        ("DE BOER, VINCENT", "VINCENT DE BOER"),
        ("JOHN ALAN SMITH", "SMITH, JOHN A."),
        ("SCHWEIGERT, DANIEL", "SCHWEIGERT, DANIEL P."),
        ("EISENSCHENK, FRANK C.", "FRANK C. EISENSCHENK, PH.D."),
    ],
}

APART = {
    "own words": [
        ("SHENZHEN X", "SHENZHEN Y"),
        ("3M CO", "3D CO"),
        ("SONY", "SONI"),
        ("BAYER AG", "BAYER SCHERING"),
        ("BAYER AG", "BAUER AG"),
        ("NOVATEL", "NOVATEK"),
        ("MARVEL INC", "MARVELL INC"),
        ("PHILIPS", "PHILLIPS"),
        ("CELLTECH LTD", "CELTECH LTD"),
        ("INVENTERGY INC", "INVENERGY INC"),
    ],
    "syllables": [
        ("SHENZHEN XINGDA TECHNOLOGY CO LTD", "SHENZHEN XINDA TECHNOLOGY CO LTD"),
        ("NISSAN KOGYO CO", "NISSIN KOGYO CO"),
    ],
    "one more word": [
        ("SAMSUNG ELECTRONICS", "SAMSUNG ELECTRONICS AMERICA"),
        ("XEROX", "XEROX HOLDINGS"),
        ("XEROX CORP", "XEROX INTERNATIONAL CORP"),
        ("XEROX JAPAN", "XEROX EUROPE"),
        ("DEPUY", "DEPUY (IRELAND)"),
    ],
    "numbers": [
        ("AT&T INTELLECTUAL PROPERTY I, L.P.", "AT&T INTELLECTUAL PROPERTY II, L.P."),
        ("8631654 CANADA INC.", "8631655 CANADA INC."),
        ("VENTURE LENDING & LEASING VI, INC.", "VENTURE LENDING & LEASING VII, INC."),
        ("MODULAR TOOLS A INC", "MODULAR TOOLS B INC"),
        ("UNIVERSITE DE MONTPELLIER 1", "UNIVERSITE DE MONTPELLIER 2"),
        ("MODULAR TOOLS", "MODULAR TOOLS A CO LTD"),
    ],
    "legal forms": [
        ("MICROHEALTH LLC", "MICROHEALTH, INC."),
        ("BIEDERMANN MOTECH GMBH", "BIEDERMANN MOTECH GMBH & CO. KG"),
        ("ORION LTD", "ORION PLC"),
        ("INFINEON AG", "INFINEON GMBH"),
        ("ORION INC", "ORION LTD"),
        ("ORION BV", "ORION NV"),
        ("ORION LP", "ORION LLC"),
        ("ORION INC", "ORION CORPORATION"),
        ("ORION COMPANY", "ORION CORPORATION"),
        ("ORION COMPANY", "ORION COMPANY PLC"),
    ],
    "common words": [
        ("MITSUBISHI ELECTRIC CORP", "MITSUBISHI ELECTRONICS CORP"),
        ("ORION MEDICAL INC", "ORION MEDIA INC"),
        ("ORION TECHNIK AG", "ORION TECHNIC AG"),
        ("AMERICAN STANDARD", "STANDARD AMERICAN"),
    ],
    "hospitals": [("ST. MARY'S HOSPITAL, BOSTON, MA", "ST. MARY'S HOSPITAL, CHICAGO, IL")],
    "universities": [
        ("UNIVERSITY OF WASHINGTON", "WASHINGTON UNIVERSITY"),
        ("UNIVERSITY OF CALIFORNIA, BERKELEY", "UNIVERSITY OF CALIFORNIA, SAN DIEGO"),
        ("UNIVERSITY OF FLORIDA", "UNIVERSITY OF FLORIDA RESEARCH FOUNDATION, INC."),
        ("INDIANA UNIVERSITY", "INDIANA STATE UNIVERSITY"),
    ],
    "partners": [("BECK & THOMAS", "THOMAS & BECK"), ("AT&T CORP", "ATT CORP"), ("A & B CORP", "AB CORP")],
    "umlauts": [("MULLER INC", "MUELLER INC")],
    "jurisdictions": [("BIOLECTRON INC, A CORP. OF DELAWARE", "BIOLECTRON INC, A CORP. OF OHIO")],
    "renamed": [
        ("PHOTOWORKS, INC. F/K/A SEATTLE FILMWORKS, INC.", "SEATTLE FILMWORKS INC"),
        ("COMERICA BANK SUCCESSOR TO IMPERIAL BANK", "IMPERIAL BANK"),
    ],
    "agencies": [
        (
            "UNITED STATES OF AMERICA AS REPRESENTED BY THE SECRETARY OF THE NAVY",
            "UNITED STATES OF AMERICA AS REPRESENTED BY THE SECRETARY OF THE ARMY",
        ),
        ("UNITED STATES OF AMERICA", "UNITED STATES OF AMERICA AS REPRESENTED BY THE SECRETARY OF THE ARMY"),
    ],
    "people": [
        ("SMITH, JOHN A.", "SMITH, JOHN B."),
        ("SMITH, JOHN", "SMITH, JOHN A."),
        ("LI, NA", "WU, NA"),
        ("LI", "WILLIAM LI"),
        ("JOHN, PAUL", "PAUL, JOHN"),
        ("LEE, WOO", "LEE, WOO JIN"),
        ("BAKER, JOSEPH R., JR.", "BAKER, JOSEPH R., SR."),
        ("KOBAYASHI, YUKIO", "KOBAYASHI, YUKIKO"),
        ("ROSSI, MARIO", "ROSSI, MARIA"),
        ("SCHWEIGERT, D.", "SCHWEIGERT, DANIEL"),
        ("PARK, HYUN-HEE", "PARK, HYUN-LEE"),
        ("ZHANG, XIANDONG", "ZHANG, XIANGDONG"),
    ],
    "person and company": [
        ("MALTZAN, MICHAEL", "MICHAEL MALTZAN ARCHITECTURE, INC."),
        ("ROBERT BOSCH", "ROBERT BOSCH GMBH"),
        ("JOHN DEERE", "JOHN DEERE INC"),
    ],
}


def _cases(table: dict[str, list[tuple[str, str]]]) -> list[object]:
    return [
        pytest.param(one, other, id=f"{rule}: {one} | {other}") for rule, pairs in table.items() for one, other in pairs
    ]


@pytest.mark.parametrize(("one", "other"), _cases(SAME))
def test_names_of_one_entity_meet(one: str, other: str) -> None:
    assert together(one, other)
    assert together(other, one)


@pytest.mark.parametrize(("one", "other"), _cases(APART))
def test_names_of_two_entities_stay_apart(one: str, other: str) -> None:
    assert not together(one, other)
    assert not together(other, one)


def test_a_missing_legal_form_is_left_in_doubt_when_it_could_be_either() -> None:
    names = ["ORION", "ORION INC", "ORION CORP", "ORION LLC"]
    assert len({number for number, _, _ in cluster_lines(names)}) == 4


def test_an_abbreviation_is_left_in_doubt_when_it_could_be_either() -> None:
    assert (
        len(
            {
                number
                for number, _, _ in cluster_lines(["ORION ELEC INC", "ORION ELECTRIC INC", "ORION ELECTRONICS INC"])
            }
        )
        == 3
    )


def test_a_missing_initial_is_left_in_doubt_when_it_could_be_either() -> None:
    names = ["SCHWEIGERT, DANIEL", "SCHWEIGERT, DANIEL P.", "SCHWEIGERT, DANIEL R."]
    assert len({number for number, _, _ in cluster_lines(names)}) == 3


def test_muller_meets_mueller_in_mueller_with_its_umlaut() -> None:
    assert together("MULLER INC", "M\u00dcLLER INC", "MUELLER INC")


def test_slips_do_not_chain() -> None:
    # Each is one slip from the next; the first and the last are not.
    numbers = [number for number, _, _ in cluster_lines(["ZANTOGRAPHE INC", "ZANTOGRAPPHE INC", "ZANTOGGRAPPHE INC"])]
    assert len(set(numbers)) > 1


def test_a_spelling_that_several_names_have_is_no_slip() -> None:
    names = [
        "QUANTOGRAM INC",
        "QUANTOGRAM EUROPE BV",
        "QUANTOGRAM LABS INC",
        "QUANTAGRAM INC",
        "QUANTAGRAM ASIA LTD",
        "QUANTAGRAM TOOLS INC",
    ]
    numbers = {name: number for number, name, _ in cluster_lines(names)}
    assert numbers["QUANTOGRAM INC"] != numbers["QUANTAGRAM INC"]


def test_a_rare_slip_joins_the_established_spelling() -> None:
    assert together("QUANTOGRAM INC", "QUANTOGRAM INC.", "QUANTOGRAM", "QUANTGORAM INC")


def test_another_name_joins_the_one_entity_that_has_it() -> None:
    rows = cluster_lines(["ZORBEX INC A/K/A QUIXOLA INC", "QUIXOLA INC", "ZORBEX INC"])
    assert len({number for number, _, _ in rows}) == 1
    assert {reason for _, _, reason in rows} >= {"canonical", "also known as 0.90"}


def test_another_name_of_common_words_joins_nothing() -> None:
    assert not together("ZORBEX INC D/B/A ADVANCED POWER SYSTEMS", "ADVANCED POWER SYSTEMS")
