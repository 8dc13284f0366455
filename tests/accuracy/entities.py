"""Invented entities, and beside each its relatives: other entities whose names are almost the same."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_ONSETS = "b br c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sc sh sk sl sp st str t th tr v w x z"
_VOWELS = "a a e e i i o o u y ae ea io ia ou"
_ENDINGS = "on ix is um ex ar al tek gen dyne tron net sys cor med via ent ance era ium mark path logic ware"
_PINYIN = """
xing da hua wei zhong jin bao long feng tai hong yuan xin sheng kang le mei ning rui tong yi ze zhi an bo chang dong
fu guo hai jia
"""
_ROMAJI = "ka na ya ma shi ta ki mo to ko ha ra sa wa mi zu no bu hi ro to mi ta ke chi yo da su gi"
_FAMILY = """
Smith Johnson Garcia Vandenberg Okonkwo Lindqvist Petrosyan Kowalczyk Haraldsson Baumgartner Delacroix Ferraro
Marchetti Nakashima Takemoto Hoshino Ishibashi Zhang Wang Liu Chen Huang Park Kim Choi Nguyen Tran Patel Subramaniam
Chakraborty Venkataraghavan O'Brien McAllister Fitzsimmons Schwarzenbach Müller Schröder Jäger Böhm Sørensen
Østergaard Hernández Muñoz Gonçalves Lefèvre Dvořák Novotný Kaczmarek Papadimitriou Ben-David Al-Rashid Hutchinson
Wetherby Crawford Abernathy Blackwood Delgado Montgomery Rosenthal Silberman Weatherford Thibodeaux
"""
_GIVEN = """
John Mary Robert Linda Michael Susan David Karen James Patricia Thomas Christopher Elizabeth Margaret Daniel Matthew
Andrew Kenneth Steven Rajesh Sanjay Priya Hiroshi Kenji Takashi Yuko Wei Xiaoming Li-Hua Jun-Ho Min-Soo Jürgen
Wolfgang Hans-Peter Günther François Jean-Luc María José Giovanni Alessandro Katarzyna Tomasz Dmitri Olga Ahmed
Fatima Timothy Gregory Stephanie Jonathan Benjamin Alexander Theodore Bartholomew
"""
_INDUSTRIES = """
Semiconductor|Pharmaceuticals|Therapeutics|Technologies|Technology|Systems|Electronics|Instruments|Industries
Materials|Medical Devices|Biosciences|Chemical|Chemicals|Engineering|Manufacturing|Optical Networks|Power Systems
Display|Automotive|Aerospace|Software|Communications|Telecommunications|Research Laboratories|Diagnostics|Energy
Foods|Plastics|Machinery|Tools|Lighting|Sensors|Precision Products|Data Storage|Wireless|Imaging|Packaging|Steel
Textiles|Motor|Marine Products|Water Treatment|Genomics|Robotics|Battery|Licensing|Innovations|Development
Design Group|Solutions|Networks|Microelectronics|Controls|Laboratories|Surgical|Orthopaedics|Oilfield Services
Filtration
"""
_PLACES = """
Japan|America|North America|Europe|Deutschland|Korea|China|Asia Pacific|UK|USA|Canada|France|Italia|India|Singapore
Taiwan|International
"""

ONSETS = _ONSETS.split()
VOWELS = _VOWELS.split()
CODAS = ["", "", "", "n", "r", "l", "x", "s", "m", "t", "ck", "nd", "rt", "lt", "ng", "st"]
ENDINGS = _ENDINGS.split()
PINYIN = _PINYIN.split()
ROMAJI = _ROMAJI.split()
FAMILY = _FAMILY.split()
GIVEN = _GIVEN.split()
INDUSTRIES = _INDUSTRIES.strip().replace("\n", "|").split("|")
PLACES = _PLACES.strip().replace("\n", "|").split("|")
US_PLACES = [
    "Ohio",
    "Texas",
    "Michigan",
    "Washington",
    "Virginia",
    "Missouri",
    "Georgia",
    "Iowa",
    "Kansas",
    "Utah",
    "Vermont",
    "Rochester",
    "Houston",
]
SEATS = [
    ("Palo Alto", "California", "CA"),
    ("Dayton", "Ohio", "OH"),
    ("Albany", "New York", "NY"),
    ("Newark", "New Jersey", "NJ"),
    ("Wilmington", "Delaware", "DE"),
    ("Austin", "Texas", "TX"),
    ("Peoria", "Illinois", "IL"),
    ("Lansing", "Michigan", "MI"),
]
AGENCIES = [
    "Navy",
    "Army",
    "Air Force",
    "Department of Energy",
    "Department of Health and Human Services",
    "Department of Agriculture",
]

# Legal forms: a form, and how else it is written.
FORMS = {
    "US": [
        ("Inc.", ["Inc", "Incorporated", ", Inc.", "INC,"]),
        ("Corporation", ["Corp.", "Corp", "Corporation", "CORPN"]),
        ("Company", ["Co.", "Co", "Company"]),
        ("LLC", ["L.L.C.", "LLC.", "Limited Liability Company", "L L C"]),
        ("L.P.", ["LP", "Limited Partnership", "L P"]),
    ],
    "JP": [
        ("Co., Ltd.", ["Company, Limited", "Co. Ltd", "CO.,LTD", "Company Ltd."]),
        ("Kabushiki Kaisha", ["K.K.", "KK", "Kabushiki Kaisha"]),
        ("Corporation", ["Corp.", "Corp"]),
    ],
    "CN": [("Co., Ltd.", ["Co Ltd", "CO.,LTD.", "Company Limited", "Co. Limited"])],
    "KR": [("Co., Ltd.", ["Co Ltd", "CO.,LTD.", "Company, Ltd"]), ("Inc.", ["Inc", "Incorporated"])],
    "DE": [
        ("GmbH", ["G.m.b.H.", "GMBH", "Gesellschaft mit beschränkter Haftung", "mbH"]),
        ("AG", ["A.G.", "Aktiengesellschaft"]),
        ("GmbH & Co. KG", ["GmbH und Co. KG", "GMBH & CO KG", "GmbH + Co. KG"]),
    ],
    "GB": [("Limited", ["Ltd", "Ltd.", "LIMITED"]), ("plc", ["P.L.C.", "Public Limited Company", "PLC."])],
    "FR": [
        ("S.A.", ["SA", "Société Anonyme", "S. A."]),
        ("S.A.S.", ["SAS", "Société par Actions Simplifiée"]),
        ("S.à r.l.", ["SARL", "S.A.R.L."]),
    ],
    "IT": [("S.p.A.", ["SPA", "Società per Azioni", "S.P.A"]), ("S.r.l.", ["SRL", "S.R.L."])],
    "NL": [("B.V.", ["BV", "B. V.", "Besloten Vennootschap"]), ("N.V.", ["NV", "N. V."])],
    "SE": [("AB", ["Aktiebolag", "A.B.", "AB (publ)"])],
    "PL": [("Sp. z o.o.", ["SP ZOO", "Sp. z.o.o.", "SP. Z O. O."])],
    "AU": [("Pty Ltd", ["Pty. Ltd.", "Pty Limited", "Proprietary Limited"])],
}
CONTRARY = {
    "Inc.": "LLC",
    "Corporation": "LLC",
    "Company": "LLC",
    "LLC": "Inc.",
    "GmbH": "AG",
    "AG": "GmbH",
    "Limited": "plc",
    "B.V.": "N.V.",
    "S.p.A.": "S.r.l.",
}


@dataclass(frozen=True)
class Entity:
    """An invented entity.

    Attributes:
        kind: company, university, bank, government or person.
        core: Name without legal form; for a person given names and family name, divided by "|".
        form: Legal form, "" if none.
        spellings: Other ways to write the form.
        extra: City, state and its code for a company; suffix for a person.
    """

    kind: str
    core: str
    form: str = ""
    spellings: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def coined(random: Random) -> str:
    """A word that no list knows: a brand, a family name, a Chinese or Japanese one."""
    style = random.random()
    if style < 0.12:
        return "".join(random.choice("ABCDEFGHIKLMNOPRSTVWX") for _ in range(random.choice((3, 3, 4))))
    if style < 0.30:
        return random.choice(FAMILY).replace("-", "")
    syllables = [
        random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS) for _ in range(random.choice((1, 2, 2)))
    ]
    return ("".join(syllables) + random.choice([*ENDINGS, "", ""])).capitalize()


def company(random: Random) -> list[Entity]:  # noqa: PLR0912 - a list of relatives
    """A company and its relatives."""
    country = random.choice([*FORMS, "US", "US", "US", "JP", "DE", "CN"])
    form, spellings = random.choice(FORMS[country])
    if country == "CN":
        own = (
            random.choice(["Shenzhen", "Beijing", "Shanghai", "Hangzhou", "Dongguan", ""])
            + " "
            + "".join(random.sample(PINYIN, 2)).capitalize()
        )
    elif country == "JP":
        own = "".join(random.sample(ROMAJI, 3)).capitalize()
    elif random.random() < 0.15:
        own = f"{random.choice(FAMILY)} & {random.choice(FAMILY)}"
    else:
        own = " ".join(coined(random) for _ in range(random.choice((1, 1, 1, 2))))
    industry = random.choice(["", *INDUSTRIES * 2, random.choice(INDUSTRIES) + " " + random.choice(INDUSTRIES)])
    if industry and industry.split()[0] in own:
        industry = ""
    core = f"{own} {industry}".strip()
    seat = random.choice(SEATS)
    family = [Entity("company", core, form, tuple(spellings), seat)]

    def relative(name: str, its_form: str = form, its_spellings: list[str] = spellings) -> None:
        family.append(Entity("company", name, its_form, tuple(its_spellings), seat))

    for _ in range(random.choice((0, 1, 1, 2, 3))):
        kind = random.randrange(9)
        if kind == 0:
            relative(f"{core} {random.choice(PLACES)}")
        elif kind == 1:
            relative(f"{core} Holdings")
        elif kind == 2:
            first, second = random.sample(["I", "II", "III", "2", "2000", "A", "B"], 2)
            relative(f"{core} {first}")
            relative(f"{core} {second}")
        elif kind == 3 and form in CONTRARY:
            other = CONTRARY[form]
            relative(core, other, [other.upper()])
        elif kind == 4 and len(own) <= 6 and own.isalpha():
            place = random.randrange(1, len(own))
            relative((own[:place] + random.choice("aeiounrlst") + own[place + 1 :] + " " + industry).strip())
        elif kind == 5:
            relative(f"{own} {random.choice([each for each in INDUSTRIES if each != industry])}")
        elif kind == 6:
            relative(f"{own} {random.choice(['Intellectual Property', 'IP', 'Finance', 'Operations', 'Ventures'])}")
        elif kind == 7:
            relative(f"{own} {coined(random)} {industry}".strip())
        elif kind == 8 and country == "CN":
            city, _, brand = own.rpartition(" ")
            relative(f"{city} {brand[:-1]}{random.choice('aeiong')} {industry}".strip())
    return family


def university(random: Random) -> list[Entity]:
    """Universities of one place."""
    place = random.choice(US_PLACES)
    names = [
        f"University of {place}",
        f"{place} State University",
        f"{place} University",
        f"University of {place} Research Foundation",
        f"{place} Institute of Technology",
        f"University of {place} at {random.choice(['Springfield', 'Riverside', 'Medford'])}",
    ]
    return [Entity("university", name) for name in random.sample(names, 3)]


def bank(random: Random) -> list[Entity]:
    """Banks of one house."""
    own = coined(random)
    return [
        Entity("bank", f"{own} Bank", "N.A.", ("NA", "National Association")),
        Entity("bank", f"{own} Trust Company"),
        Entity("bank", f"{own} Capital Finance", "LLC", ("L.L.C.",)),
    ]


def people(random: Random) -> list[Entity]:
    """People who are easily taken for one."""
    given, family = random.choice(GIVEN), random.choice(FAMILY)
    first, second = random.sample("ABCDEFGHJKLMNPRSTW", 2)
    found = [Entity("person", f"{given} {first}.|{family}")]
    for kind in random.sample(range(4), random.choice((0, 1, 2))):
        if kind == 0:
            found.append(Entity("person", f"{given} {second}.|{family}"))
        elif kind == 1:
            found.append(
                Entity("person", f"{random.choice([each for each in GIVEN if each != given])} {first}.|{family}")
            )
        elif kind == 2:
            found.append(
                Entity("person", f"{given} {first}.|{random.choice([each for each in FAMILY if each != family])}")
            )
        else:
            found.append(Entity("person", f"{given} {first}.|{family}", extra=("Jr.",)))
    return found if len(found) < 2 or found[-1].extra != ("Jr.",) else found[1:]


def population(random: Random, families: int) -> list[Entity]:
    """Entities of many kinds, no two alike."""
    seen: dict[tuple[str, str, str], Entity] = {}
    for _ in range(families):
        kind = random.random()
        if kind < 0.66:
            family = company(random)
        elif kind < 0.90:
            family = people(random)
        elif kind < 0.95:
            family = bank(random)
        elif kind < 0.99:
            family = university(random)
        else:
            family = [Entity("government", random.choice(AGENCIES))]
        for entity in family:
            seen.setdefault((entity.kind, entity.core.upper(), entity.form), entity)
    return list(seen.values())
