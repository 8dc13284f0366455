"""Words the generated world is made of.

Every company, bank, agency, university and law firm is put together from coined syllables and words, so
that none is meant to be a real one. Cities, states and countries are real, since addresses must be plausible.
"""

from __future__ import annotations


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


ONSETS = _list("VEL|KOR|TAN|BRI|ZAL|MERO|OST|QUI|HAR|DRU|PEL|SOV|LUM|NAV|GRE|FEN|IXO|YAR|CAL|TRE|BOR|WEN|JUN|ALV")
MIDDLES = ("DA", "LI", "RO", "VE", "NO", "STRA", "MI", "KE", "BU", "TO")
CODAS = _list("QUEL|DRIX|NARTH|WACK|TAVE|LUND|MOOR|ZENT|VANE|RUNE|GARD|LETH|KAST|FIRN|TRON|DELL|BEC|HOLT")
GERMAN_CORES = ("MÜHRLACH", "DÖRNFELD", "GRÜNSTADL", "HÄLTERBACH", "STRÖBENAU", "KÜHLMARK")
NORDIC_CORES = ("ÅSKVIND", "BJÖRKNÄS", "SKØRFJELL", "HÅLLVIKEN")
FRENCH_CORES = ("CRÉVALLE", "ARGENLIÈRE", "MONTSÉRAN")

FIELDS = _list(
    "SENSORS|THERMAL SYSTEMS|PHARMACEUTICALS|THERAPEUTICS|SEMICONDUCTOR|OPTICS|DISPLAY|"
    "NETWORKS|MEDICAL DEVICES|AUTOMOTIVE|AEROSPACE|POLYMERS|CHEMICAL|BIOSCIENCES|DIAGNOSTICS|"
    "ENERGY|BATTERY|ROBOTICS|SOFTWARE|WIRELESS|INSTRUMENTS|HOLDINGS|TECHNOLOGIES|INDUSTRIES|"
    "PRECISION TOOLS|FILTRATION|PACKAGING|MATERIALS|PHOTONICS|TOOLS & DIES|IMAGING|"
    "DATA STORAGE|IRRIGATION|COATINGS|PUMPS|HYDRAULICS|LABORATORIES|INTERNATIONAL"
)
SEMINARY_TOWNS = _list("NORTH HALVERN|MARROWDALE|EAST TRENSHAW|LAKE ORRIN|SOUTH CALDMERE|UPPER WENLOW")
UNIVERSITY_FORMS = (
    "UNIVERSITY OF {}",
    "THE REGENTS OF THE UNIVERSITY OF {}",
    "BOARD OF TRUSTEES OF {} STATE UNIVERSITY",
    "{} INSTITUTE OF TECHNOLOGY",
)
AGENCIES = (
    "NATIONAL FOUNDATION FOR APPLIED INQUIRY",
    "THE UNITED STATES OF AMERICA AS REPRESENTED BY THE SECRETARY, BUREAU OF COASTAL ENERGY",
    "NATIONAL INSTITUTES OF FIELD MEDICINE (NIFM), U.S. DEPT. OF PUBLIC REMEDIES (DPR), U.S. GOVERNMENT",
    "UNITED STATES BUREAU OF MATERIALS TESTING",
    "DEPARTMENT OF AERIAL SURVEY, UNITED STATES GOVERNMENT",
)
LENDER_FORMS = (
    "{} NATIONAL BANK",
    "{} BANK, N.A., AS COLLATERAL AGENT",
    "BANK OF {}",
    "{} TRUST COMPANY, AS ADMINISTRATIVE AGENT",
    "{} CAPITAL FUNDING LLC",
    "{} COMMERCIAL FINANCE CORPORATION, AS AGENT",
)
FIRM_NAMES = _list(
    "HARTLOOM|BRISKWELL|TARNOFF-LEE|OAKENSHIRE|DUNMARSH|PELLWICK|CRADDING|FOXLEIGH|MORBANK|"
    "STIRLAND|ASHPOOL|VANTERBOOM|GREYLING|THISTLEMAN|HOLLOWAY-RUSK|QUARRENDEN"
)
FIRM_FORMS = (
    "{0}, {1} & {2} LLP",
    "{0} & {1}, P.C.",
    "{0} {1} PLLC",
    "{0}, {1}, {2} & {3} L.L.P.",
    "{0} IP LAW, LTD.",
)

# country-name as the USPTO spells it (empty = United States), its share in parties, legal forms, cities.
COUNTRIES: tuple[tuple[str, float, tuple[str, ...], tuple[str, ...]], ...] = (
    ("", 66.0, (" INC.", ", INC.", " CORPORATION", ", LLC", " CORP.", " COMPANY", ", L.P.", ", L.L.C."), ()),
    (
        "JAPAN",
        6.0,
        (" KABUSHIKI KAISHA", " CO., LTD.", " CORPORATION", " K.K."),
        ("TOKYO", "OSAKA", "KYOTO-SHI"),
    ),
    ("GERMANY", 5.5, (" GMBH", " AG", " GMBH & CO. KG", " SE"), ("MÜNCHEN", "STUTTGART", "KÖLN", "BERLIN")),
    ("KOREA, REPUBLIC OF", 3.0, (" CO., LTD.", " INC.", " CORPORATION"), ("SEOUL", "SUWON-SI", "DAEJEON")),
    ("FRANCE", 2.4, (" S.A.", " SAS", " S.A.R.L."), ("PARIS", "LYON", "GRENOBLE")),
    ("CANADA", 2.4, (" INC.", " LTD.", " CORPORATION"), ("TORONTO", "MONTRÉAL", "CALGARY")),
    ("UNITED KINGDOM", 2.2, (" LIMITED", " PLC", " LTD."), ("LONDON", "CAMBRIDGE", "BRISTOL")),
    ("CHINA", 2.0, (" CO., LTD.", " TECHNOLOGY CO., LTD."), ("SHENZHEN", "BEIJING", "SHANGHAI")),
    ("TAIWAN", 1.6, (" CO., LTD.", " CORPORATION", " INC."), ("TAIPEI CITY", "HSINCHU")),
    ("NETHERLANDS", 1.2, (" B.V.", " N.V."), ("EINDHOVEN", "AMSTERDAM")),
    ("SWITZERLAND", 1.0, (" AG", " SA", " GMBH"), ("ZÜRICH", "BASEL", "GENÈVE")),
    ("SWEDEN", 0.9, (" AB", " AKTIEBOLAG (PUBL)"), ("STOCKHOLM", "GÖTEBORG")),
    ("ITALY", 0.8, (" S.P.A.", " S.R.L."), ("MILANO", "TORINO")),
    ("ISRAEL", 0.7, (" LTD.", " TECHNOLOGIES LTD."), ("HAIFA", "TEL AVIV")),
    ("BELGIUM", 0.5, (" NV", " S.A."), ("LEUVEN", "BRUSSELS")),
    ("FINLAND", 0.5, (" OY", " OYJ"), ("HELSINKI", "JYVÄSKYLÄ")),
    ("DENMARK", 0.4, (" A/S", " APS"), ("KØBENHAVN", "AARHUS")),
    ("NORWAY", 0.4, (" AS", " ASA"), ("OSLO", "TRONDHEIM")),
    ("AUSTRALIA", 0.4, (" PTY LTD", " LIMITED"), ("SYDNEY", "MELBOURNE")),
    ("INDIA", 0.4, (" PRIVATE LIMITED", " LTD."), ("BANGALORE", "PUNE")),
    ("SPAIN", 0.3, (" S.A.", " S.L."), ("BARCELONA", "MADRID")),
    ("SINGAPORE", 0.3, (" PTE. LTD.",), ("SINGAPORE",)),
    ("IRELAND", 0.3, (" LIMITED", " DESIGNATED ACTIVITY COMPANY"), ("DUBLIN", "CORK")),
    ("BERMUDA", 0.2, (" LTD.",), ("HAMILTON",)),
    ("CAYMAN ISLANDS", 0.2, (" INC.", " LIMITED"), ("GRAND CAYMAN",)),
    ("POLAND", 0.2, (" SP. Z O.O.", " S.A."), ("WARSZAWA", "ŁÓDŹ")),
    ("LUXEMBOURG", 0.2, (" S.À R.L.", " S.A."), ("LUXEMBOURG",)),
    ("AUSTRIA", 0.2, (" GMBH", " AG"), ("WIEN", "GRAZ")),
)

# The same countries as two letters, as front pages have them.
COUNTRY_CODES = {
    "": "US", "JAPAN": "JP", "GERMANY": "DE", "KOREA, REPUBLIC OF": "KR", "FRANCE": "FR", "CANADA": "CA",
    "UNITED KINGDOM": "GB", "CHINA": "CN", "TAIWAN": "TW", "NETHERLANDS": "NL", "SWITZERLAND": "CH", "SWEDEN": "SE",
    "ITALY": "IT", "ISRAEL": "IL", "BELGIUM": "BE", "FINLAND": "FI", "DENMARK": "DK", "NORWAY": "NO",
    "AUSTRALIA": "AU", "INDIA": "IN", "SPAIN": "ES", "SINGAPORE": "SG", "IRELAND": "IE", "BERMUDA": "BM",
    "CAYMAN ISLANDS": "KY", "POLAND": "PL", "LUXEMBOURG": "LU", "AUSTRIA": "AT",
}  # fmt: skip

# Words of a company's name that stay in capitals when the rest does not.
CAPITALS = _list(
    "AB|AG|ANS|APS|AS|ASA|A/S|BV|CV|IP|KG|KK|K.K.|LLC|L.L.C.|LLP|L.L.P.|L.P.|NV|N.A.|N.V.|B.V.|OY|OYJ|PLC|PLLC"
    "|P.C.|PTE|PTY|S.A.|SA|S.A.R.L.|SAS|SE|S.L.|S.P.A.|S.R.L.|USA"
)

# State as a postal code and in full, a city, and the first three digits of its ZIP codes.
US_CITIES: tuple[tuple[str, str, str, str], ...] = (
    ("CA", "CALIFORNIA", "SAN JOSE", "951"),
    ("CA", "CALIFORNIA", "SAN DIEGO", "921"),
    ("CA", "CALIFORNIA", "IRVINE", "926"),
    ("CA", "CALIFORNIA", "FREMONT", "945"),
    ("VA", "VIRGINIA", "ALEXANDRIA", "223"),
    ("MA", "MASSACHUSETTS", "BOSTON", "021"),
    ("MA", "MASSACHUSETTS", "WALTHAM", "024"),
    ("NJ", "NEW JERSEY", "PRINCETON", "085"),
    ("NY", "NEW YORK", "NEW YORK", "100"),
    ("NY", "NEW YORK", "ROCHESTER", "146"),
    ("NC", "NORTH CAROLINA", "DURHAM", "277"),
    ("MI", "MICHIGAN", "DETROIT", "482"),
    ("TX", "TEXAS", "AUSTIN", "787"),
    ("TX", "TEXAS", "HOUSTON", "770"),
    ("PA", "PENNSYLVANIA", "PITTSBURGH", "152"),
    ("OH", "OHIO", "CLEVELAND", "441"),
    ("DE", "DELAWARE", "WILMINGTON", "198"),
    ("WI", "WISCONSIN", "MADISON", "537"),
    ("GA", "GEORGIA", "ATLANTA", "303"),
    ("AZ", "ARIZONA", "PHOENIX", "850"),
    ("MD", "MARYLAND", "BALTIMORE", "212"),
    ("IL", "ILLINOIS", "CHICAGO", "606"),
    ("MO", "MISSOURI", "ST. LOUIS", "631"),
    ("CO", "COLORADO", "BOULDER", "803"),
    ("OR", "OREGON", "PORTLAND", "972"),
    ("WA", "WASHINGTON", "SEATTLE", "981"),
    ("CT", "CONNECTICUT", "HARTFORD", "061"),
    ("MN", "MINNESOTA", "MINNEAPOLIS", "554"),
    ("DC", "DISTRICT OF COLUMBIA", "WASHINGTON", "200"),
    ("UT", "UTAH", "SALT LAKE CITY", "841"),
)
STREETS = _list(
    "ORCHARD GATE|TANNERY|QUARRY RIDGE|MILLRACE|FOUNDRY|OLD CANAL|SALTMARSH|HIGH MEADOW|"
    "COPPER BEECH|LANTERN HILL|SIGNAL|NORTH WHARF|GRANARY|IRONWOOD|PEARL ORCHARD"
)
STREET_TYPES = ("STREET", "AVENUE", "ROAD", "DRIVE", "BOULEVARD", "PARKWAY", "LANE")

# Given names and family names by the language of the country; "" = United States, which takes from all.
PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "": (
        _list(
            "JOHN|MARY|ROBERT|LINDA|DAVID|SUSAN|ERIC|KAREN|PAUL|LAURA|BRIAN|NANCY|SCOTT|HELEN|TODD|"
            "RUTH|MARTIN|DIANE|GREGORY|JOYCE|KEITH|ALICE|PHILIP|MARTHA|DENNIS|EMILY|WALTER|GRACE|"
            "VICTOR|PAMELA|SAMUEL|THERESA|LAWRENCE|CLAIRE|GORDON|STEPHANIE"
        ),
        _list(
            "HARLOW|BENNETT|WEXLER|O'DELL|CARVER|STROUD|MCALLEN|PRUITT|LANGDON|FISK|DELANEY|ROURKE|"
            "TEMPLE|VOSS|GARRICK|ABBOT|HOLCOMB|SAYER|QUINLAN|MAYHEW|ALDERTON|BRIGHAM|COLBY|DRUMMOND|"
            "EASTMAN|FENNER|GAINES|HOBART|INGRAM|JARVIS|KENDRICK|LOCKE|MERRIMAN|NOLAN|OAKES|"
            "PEMBERTON|RADCLIFFE|SHERIDAN|THORNE|UPTON|VARNEY|WHITLOCK|YARDLEY|ZELLER|ASHBY|BOYCE|"
            "CROWTHER|DUNCAN-HALE|ELWOOD|FARRELL|SMITH|JOHNSON|BROWN|MILLER|SMITHSON"
        ),
    ),
    "JAPAN": (
        _list("SATOSHI|YOHEI|ETSUKO|KENJI|HIROSHI|AKIRA|NAOKI|YUKI|TAKASHI|MASAO"),
        _list("ISHIMURA|TANEDA|KUROSE|HAYAMI|OKUBAYASHI|MORIGAWA|SEKIMOTO|NAKADAI|FUJISHIRO"),
    ),
    "GERMANY": (
        _list("JÜRGEN|HANS-PETER|KLAUS|ULRIKE|STEFAN|WOLFGANG|BÄRBEL|DIETER|ANJA"),
        _list("MÜLLER|GRÖBNER|SCHÄFERS|WEISSENBERG|KÖHLER|BRANDTNER|LÖWENTHAL|VON DER AUE"),
    ),
    "KOREA, REPUBLIC OF": (
        ("HO-SANG", "NAM-SUK", "KYUNG HEE", "SUNG-JIN", "MIN-JAE", "JI-WON"),
        ("KIM", "LEE", "PARK", "CHOI", "JUNG", "KANG", "YOON"),
    ),
    "CHINA": (
        ("WEI", "XIAO-MING", "LI", "JUN", "YI-FENG", "HONGMEI", "TAO"),
        ("WANG", "ZHANG", "LIU", "CHEN", "YANG", "ZHOU", "SUN"),
    ),
    "FRANCE": (
        ("PIERRE-YVES", "RENÉ", "HÉLÈNE", "FRANÇOIS", "LUC", "ANNE"),
        ("LEFÈVRE", "MOREAUX", "D'ARBOIS", "GRANJEAN", "BÉRANGER", "TISSOT-ROY"),
    ),
    "SWEDEN": (("LARS", "ÅKE", "INGRID", "BJÖRN", "SÖREN"), ("LINDSTRÖM", "ÅBERG", "NYQVIST", "SJÖDAHL")),
    "INDIA": (
        ("SENTHIL", "ANUBHAV", "PRIYA", "RAJESH", "DEEPA"),
        ("IYENGAR", "SAXENA", "NAIR", "KULKARNI", "RAO"),
    ),
}
PEOPLE_LIKE = {
    "SWITZERLAND": "GERMANY",
    "AUSTRIA": "GERMANY",
    "TAIWAN": "CHINA",
    "SINGAPORE": "CHINA",
    "BELGIUM": "FRANCE",
    "LUXEMBOURG": "FRANCE",
    "DENMARK": "SWEDEN",
    "NORWAY": "SWEDEN",
    "FINLAND": "SWEDEN",
}

TITLE_OPENINGS = _list(
    "Method for {}|Apparatus for {}|System and method for {}|Device for {}|{}|{}|"
    "Methods of {}|Compositions for {}|Process for {}|Method and apparatus for {}|"
    "Circuit for {}|Assembly for {}"
)
TITLE_ACTS = _list(
    "controlling|measuring|cooling|encoding|depositing|detecting|separating|calibrating|"
    "transmitting|aligning|monitoring|storing|authenticating|coating|synthesizing|stabilizing"
)
TITLE_QUALITIES = _list(
    "adaptive|multi-layer|low-power|rotary|high-voltage|wireless|flexible|optical|modular|"
    "self-aligned|β-lactam|porous|Fabry-Pérot|non-volatile|micro-scale|redundant|ionic"
)
TITLE_THINGS = _list(
    "memory cells|fuel injectors|antenna arrays|image sensors|drug carriers|packet streams|"
    "heat exchangers|valve trains|display panels|battery packs|polymer films|"
    "surgical staplers|search results|power converters|membranes|seed coatings|cutting tools|"
    "charge pumps"
)
TITLE_TAILS = _list(
    "||| in a vehicle| using feedback| with reduced noise| & related systems|"
    " for semiconductor manufacture| and method of making the same|"
    " having controlled power dissipation| based on machine-readable tags|"
    " comprising a plurality of electrodes, and use thereof"
)
DESIGN_TITLES = _list("Bottle|Lamp housing|Shoe sole|Display screen with icon|Faucet handle|Vehicle wheel")
PLANT_TITLES = ("Rose plant named 'Velmoor'", "Apple tree named 'Tavequel'", "Petunia plant named 'Lumvane'")

_DETAILS = " (SEE DOCUMENT FOR DETAILS)."
# Conveyance texts by what the document does, with weights inside the kind. {ref} is the earlier recording's
# reel and frame in one of REFERENCES; {error} is one of CORRECTED; {act} what a correction confirms.
CONVEYANCES: dict[str, tuple[tuple[str, float], ...]] = {
    "employee": (
        ("ASSIGNMENT OF ASSIGNORS INTEREST" + _DETAILS, 97.5),
        ("ASSIGNMENT OF ASSIGNOR'S INTEREST" + _DETAILS, 0.8),
        ("EMPLOYMENT AGREEMENT", 0.6),
        ("EMPLOYEE AGREEMENT ON INVENTIONS AND PATENTS", 0.3),
        ("NUNC PRO TUNC ASSIGNMENT" + _DETAILS, 0.5),
        ("DECLARATION AND ASSIGNMENT", 0.3),
    ),
    "sale": (
        ("ASSIGNMENT OF ASSIGNORS INTEREST" + _DETAILS, 92.0),
        ("ASSET PURCHASE AGREEMENT", 2.0),
        ("BILL OF SALE", 1.0),
        ("QUITCLAIM ASSIGNMENT", 0.7),
        ("CONTRIBUTION AGREEMENT", 0.6),
        ("DISTRIBUTION", 0.5),
        ("ASSIGNMENT OF AN UNDIVIDED ONE-HALF INTEREST", 0.7),
        ("INTELLECTUAL PROPERTY TRANSFER AGREEMENT", 0.8),
    ),
    "nunc_pro_tunc": (("NUNC PRO TUNC ASSIGNMENT" + _DETAILS, 1.0),),
    "name_change": (("CHANGE OF NAME" + _DETAILS, 97.0), ("CERTIFICATE OF AMENDMENT, CHANGE OF NAME", 3.0)),
    "legal_form": (
        ("CHANGE OF LEGAL FORM", 3.0),
        ("ENTITY CONVERSION", 2.0),
        ("CERTIFICATE OF CONVERSION", 1.0),
    ),
    "merger": (
        ("MERGER" + _DETAILS, 80.0),
        ("MERGER AND CHANGE OF NAME" + _DETAILS, 15.0),
        ("CERTIFICATE OF MERGER", 5.0),
    ),
    "security": (
        ("SECURITY INTEREST" + _DETAILS, 62.0),
        ("SECURITY AGREEMENT", 14.0),
        ("PATENT SECURITY AGREEMENT", 10.0),
        ("SECOND SUPPLEMENT TO INTELLECTUAL PROPERTY SECURITY AGREEMENT", 4.0),
        ("GRANT OF FIRST LIEN SECURITY INTEREST IN PATENT RIGHTS", 4.0),
        ("AMENDED AND RESTATED PATENT SECURITY AGREEMENT", 3.0),
        ("COLLATERAL ASSIGNMENT OF PATENTS", 3.0),
    ),
    "lien_transfer": (
        ("ASSIGNMENT OF PATENT SECURITY INTEREST PREVIOUSLY RECORDED AT {ref}", 2.0),
        ("ASSIGNMENT OF SECURITY INTEREST" + _DETAILS, 1.0),
    ),
    "release": (
        ("RELEASE BY SECURED PARTY" + _DETAILS, 74.0),
        ("RELEASE OF SECURITY INTEREST IN PATENT COLLATERAL AT {ref}", 14.0),
        ("TERMINATION AND RELEASE OF PATENT SECURITY AGREEMENT", 6.0),
        ("RELEASE OF SECURITY INTEREST" + _DETAILS, 6.0),
    ),
    "partial_release": (("PARTIAL RELEASE OF SECURITY INTEREST AT {ref}", 1.0),),
    "government": (
        ("CONFIRMATORY LICENSE" + _DETAILS, 90.0),
        ("GOVERNMENT INTEREST AGREEMENT", 9.0),
        ("EXECUTIVE ORDER 9424, CONFIRMATORY LICENSE", 1.0),
    ),
    "license": (("LICENSE" + _DETAILS, 2.0), ("EXCLUSIVE LICENSE AGREEMENT", 1.0)),
    "license_end": (("TERMINATION OF LICENSE AGREEMENT", 1.0),),
    "lien": (("LIEN" + _DETAILS, 1.0),),
    "address": (("CHANGE OF ADDRESS", 1.0),),
    "court": (("COURT ORDER" + _DETAILS, 2.0), ("ORDER OF THE BANKRUPTCY COURT APPROVING THE SALE", 1.0)),
    "other": (("DECLARATION", 1.0), ("SEE DOCUMENT FOR DETAILS", 1.0), ("LETTER OF CONSENT", 1.0)),
    "corrective": (
        (
            "CORRECTIVE ASSIGNMENT TO CORRECT {error} PREVIOUSLY RECORDED {ref}. ASSIGNOR(S) HEREBY CONFIRMS {act}.",
            9.0,
        ),
        ("CORRECTION TO {error} ON THE COVERSHEET FOR THE ASSIGNMENT RECORDED AT {ref}", 1.0),
    ),
}
OLD_ASSIGNMENTS = ("ASSIGNMENT OF ASSIGNORS INTEREST.", "ASSIGNMENT OF ASSIGNORS INTEREST" + _DETAILS)
REFERENCES = (
    ("AT REEL: {reel:06d} FRAME: {frame:04d}", 70.0),
    ("ON REEL {reel:06d} FRAME {frame:04d}", 18.0),
    ("AT REEL/FRAME {reel:06d}/{frame:04d}", 8.0),
    ("AT REEL {reel} AND FRAME {frame}", 4.0),
)
CORRECTED = _list(
    "THE ASSIGNEE NAME|THE ADDRESS OF THE ASSIGNEE|THE RECEIVING PARTY DATA|"
    "THE CONVEYING PARTY DATA|THE SECOND INVENTOR|THE STATE OF THE ASSIGNEE|"
    "THE EXECUTION DATE|THE ERRONEOUSLY LISTED PATENT NUMBER|"
    "THE OMISSION OF THE SECOND CONVEYING PARTY|"
    "THE SPELLING OF THE FIRST INVENTOR'S LAST NAME"
)

# Subclasses of the Cooperative Patent Classification that companies work in.
CPC_SUBCLASSES = _list(
    "A01B|A01G|A23L|A61B|A61F|A61K|A61M|A61P|A63B|B01D|B01J|B05D|B23K|B25J|B29C|B32B|B41J|B60L|B60W|B62D|B64C"
    "|B65D|C01B|C07C|C07D|C07K|C08G|C08L|C12N|C23C|E04B|E21B|F01D|F01N|F02D|F04D|F16H|F16K|F16L|F24F|F25B|F28D"
    "|G01N|G01R|G01S|G02B|G02F|G03F|G05B|G05D|G06F|G06N|G06Q|G06T|G06V|G08B|G09G|G10L|G11C|G16H|H01F|H01J|H01L"
    "|H01M|H01Q|H01R|H02J|H02K|H02M|H03K|H04B|H04L|H04M|H04N|H04W|H05B|H05K"
)
