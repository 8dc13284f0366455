"""How one name gets written: the slips and habits seen in recorded assignments."""

from __future__ import annotations

import unicodedata
from random import Random

from accuracy.entities import Entity

SHORT = {
    "International": ["Intl", "Int'l", "Internat."],
    "Technologies": ["Tech", "Techs.", "Technol."],
    "Technology": ["Tech", "Tech."],
    "Systems": ["Sys", "Sys.", "Syst."],
    "Manufacturing": ["Mfg", "Mfg."],
    "Laboratories": ["Labs", "Lab."],
    "Electronics": ["Elec.", "Electr"],
    "Industries": ["Ind", "Inds."],
    "University": ["Univ", "Univ."],
    "Institute": ["Inst", "Inst."],
    "Pharmaceuticals": ["Pharm.", "Pharma"],
    "Engineering": ["Eng", "Engrg"],
    "Development": ["Dev", "Devel."],
    "Communications": ["Comm", "Comms"],
    "Department": ["Dept", "Dept."],
    "Chemical": ["Chem."],
    "Research": ["Res.", "Rsch"],
    "Products": ["Prods."],
    "Services": ["Svcs"],
    "Semiconductor": ["Semicond."],
    "Instruments": ["Instr."],
    "Medical": ["Med."],
    "Holdings": ["Hldgs", "Hldg."],
    "National": ["Nat'l", "Natl"],
    "Solutions": ["Solns"],
    "Machinery": ["Mach."],
}
LOOKALIKES = [("O", "0"), ("I", "1"), ("S", "5"), ("B", "8"), ("L", "I"), ("RN", "M"), ("I", "L")]
ROLES = [
    "AS COLLATERAL AGENT",
    "AS ADMINISTRATIVE AGENT",
    "AS TRUSTEE",
    "AS AGENT",
    "AS SECURED PARTY",
    "IN ITS CAPACITY AS COLLATERAL AGENT",
]


def slip(text: str, random: Random) -> str:
    """One letter wrong, in a word of five letters or more."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not places:
        return text
    place = random.choice(places)
    word = words[place]
    at = random.randrange(len(word) - 1)
    kind = random.randrange(4)
    if kind == 0:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == 1:
        word = word[:at] + word[at + 1 :]
    elif kind == 2:
        word = word[: at + 1] + word[at] + word[at + 1 :]
    else:
        word = word[:at] + random.choice("ABCDEFGHIJKLMNOPRSTUVWY") + word[at + 1 :]
    words[place] = word
    return " ".join(words)


def misread(text: str, random: Random) -> str:
    """One letter or two as recognition takes them, in a long word."""
    words = text.split(" ")
    for place in random.sample(range(len(words)), len(words)):
        fitting = [pair for pair in LOOKALIKES if pair[0] in words[place][1:]]
        if len(words[place]) >= 6 and words[place].isalpha() and fitting:
            seen, read = random.choice(fitting)
            words[place] = words[place][0] + words[place][1:].replace(seen, read, 1)
            break
    return " ".join(words)


def plain(text: str, random: Random) -> str:
    """Diacritics lost, as umlauts in two letters, or as references."""
    way = random.randrange(3)
    if way == 0:
        return text.translate(
            str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe"})
        )
    if way == 1:
        return text.upper().encode("ascii", "xmlcharrefreplace").decode()
    text = text.translate(str.maketrans({"ø": "o", "Ø": "O"}))
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def shortened(text: str, random: Random) -> str:
    """Some words abbreviated."""
    return " ".join(
        random.choice(SHORT[word]) if word in SHORT and random.random() < 0.7 else word for word in text.split(" ")
    )


def joined(text: str, random: Random) -> str:
    """Two words in one, or one word in two, or with a hyphen."""
    words = text.split(" ")
    if len(words) > 1 and random.random() < 0.6:
        place = random.randrange(len(words) - 1)
        if len(words[place]) > 2 and len(words[place + 1]) > 2 and "&" not in words[place : place + 2]:
            return " ".join(
                [*words[:place], words[place] + random.choice(["", "-"]) + words[place + 1], *words[place + 2 :]]
            )
        return text
    place = random.randrange(len(words))
    if len(words[place]) >= 8 and words[place].isalpha():
        middle = random.randrange(3, len(words[place]) - 3)
        words[place] = words[place][:middle] + " " + words[place][middle:]
    return " ".join(words)


def company_variant(entity: Entity, random: Random) -> str:  # noqa: PLR0912 - a list of habits
    """A way to write a company, bank or university."""
    core, form = entity.core, entity.form
    if random.random() < 0.5 and entity.spellings:
        form = random.choice(entity.spellings)
    if form and random.random() < 0.12:
        form = ""
    if random.random() < 0.25:
        core = shortened(core, random)
    if not core.isascii() and random.random() < 0.7:
        core = plain(core, random)
    if random.random() < 0.08:
        core = joined(core, random)
    core, form = core.upper() if "&#" not in core else core, form.upper()
    draw = random.random()
    if draw < 0.10:
        core = slip(core, random)
    elif draw < 0.14:
        core = misread(core, random)
    if " & " in core and random.random() < 0.5:
        core = core.replace(" & ", " AND ")
    if (
        entity.kind == "university"
        and core.startswith("UNIVERSITY OF ")
        and " AT " not in core
        and random.random() < 0.3
    ):
        place = core.removeprefix("UNIVERSITY OF ")
        core = random.choice(
            [
                f"{place}, UNIVERSITY OF",
                f"THE REGENTS OF THE UNIVERSITY OF {place}",
                f"THE {core}",
                f"BOARD OF TRUSTEES OF THE {core}",
            ]
        )
    elif random.random() < 0.06:
        core = random.choice(["THE " + core, core + " (THE)"]) if not form else "THE " + core
    comma = form and not form.startswith(",") and random.random() < 0.5
    if form.startswith("KABUSHIKI") and random.random() < 0.5:
        name = f"{form} {core}"
    else:
        name = core + (", " if comma else " " if not form.startswith(",") else "") + form if form else core
    draw = random.random()
    if entity.kind == "bank" and draw < 0.3:
        name = f"{name}, {random.choice(ROLES)}"
    elif entity.kind == "company" and entity.extra and form and draw < 0.08:
        city, state, code = (part.upper() for part in entity.extra)
        name = random.choice(
            [
                f"{name}, A CORP. OF {state}",
                f"{name}, A {state} CORPORATION",
                f"{name} A {code} CORP.",
                f"{name}, A CORP OF {code}",
                f"{name}, 200 MAIN ST., {city}, {code} 07601 A {code} CORP.",
                f"{name}, {city}, {state}",
            ]
        )
    if random.random() < 0.06:
        name = name.title()
    return name.strip(" ,") if random.random() < 0.9 else name + random.choice([".", ",", " "])


def person_variant(entity: Entity, random: Random) -> str:
    """A way to write a person."""
    given, family = entity.core.split("|")
    if not entity.core.isascii() and random.random() < 0.6:
        given, _, family = plain(f"{given}|{family}", random).partition("|")
    if random.random() < 0.3:
        given = given.replace("-", " ") if random.random() < 0.5 else given.replace("-", "")
    if random.random() < 0.4:
        given = given.replace(".", "")
    if random.random() < 0.05:
        family = slip(family, random)
    suffix = entity.extra[0] if entity.extra else ""
    if random.random() < 0.5:
        name = f"{family}, {given}" + (f", {suffix}" if suffix else "")
    else:
        name = f"{given} {family}" + (f" {suffix}" if suffix else "")
    if random.random() < 0.05:
        name += random.choice([", PH.D.", ", DR."])
    return name.upper() if random.random() < 0.9 and "&#" not in name else name


def government_variant(entity: Entity, random: Random) -> str:
    """A way to write an agency of the United States."""
    agency = entity.core.upper()
    secretary = agency.removeprefix("DEPARTMENT OF ") if random.random() < 0.5 else agency
    secretary = f"THE {secretary}" if secretary in {"NAVY", "ARMY", "AIR FORCE"} else secretary
    country = random.choice(["THE UNITED STATES OF AMERICA", "UNITED STATES OF AMERICA"])
    return random.choice(
        [
            f"{country} AS REPRESENTED BY THE SECRETARY OF {secretary}",
            f"{country}, AS REPRESENTED BY THE SECRETARY OF {secretary}",
        ]
    )


def variant(entity: Entity, random: Random) -> str:
    """One way to write an entity's name."""
    if entity.kind == "person":
        return person_variant(entity, random)
    return government_variant(entity, random) if entity.kind == "government" else company_variant(entity, random)
