"""What the lines of a correspondence address say: patterns for firms, services, departments, roles and streets.

Each pattern is for a line, or a part of one, as `characters.clean` leaves it. Compiled by hand from general knowledge.
"""

from __future__ import annotations

import re

# Kinds of legal forms (`legal_form_data`) that only professionals have, as far as correspondents go.
FIRM_FORMS = frozenset({"LLP", "PLLC", "PC", "PA", "PSC", "SC"})
# Forms that companies have as well as partners.
OPEN_FORMS = frozenset({"LLC", "LTD", "PLC", "LLLP"})
# Further forms of firms, at the end of a name.
FIRM_FORM = re.compile(
    r"[\s,/](?:P\.?S|A\.?P\.?L\.?C|A\.?P\.?C|L\.?P\.?A|CHTD|CHARTERED|SELARL"
    r"|S\.?E\.?N\.?C\.?R\.?L(?:\.?,?\s?S\.?R\.?L)?|PART(?:G|NERSCHAFT)(?:SGESELLSCHAFT)?(?:\s?M\.?B\.?B)?"
    r"|A (?:PROFESSIONAL )?LAW CORPORATION)\.?$"
)
# A form, and what was written behind it.
FORM_INSIDE = re.compile(
    r"^(?P<name>.+?[\s,](?:L\.?L\.?P|P\.?L\.?L\.?C|P\.?C|P\.?A|S\.?C|L\.?L\.?C|LTD|INC|CORP)\b\.?)"
    r"(?P<link>\s*/\s*|,?\s+(?:AND|&)\s+|[\s,]+)(?P<rest>[^\s,&/].*)$"
)

_LAWYERS = (
    r"LAW|LAWYERS?|ATTORNEYS|COUNSELL?ORS?|SOLICITORS?|BARRISTERS?|ADVOCATES?|(?:RECHTS|PATENT)?ANW(?:\xc4|AE?)LTE?"
    r"|ABOGADOS|ADVOGADOS|AVOCATS?|AVVOCATI|ADVOKATBYR(?:\xc5|A)|PATENTBYR(?:\xc5|A)|ADVOCATEN|OCTROOIBUREAU|BENRISHI"
)
_SUBJECT = r"(?:PATENTS?|TRADEMARKS?|INTELLECTUAL PROPERTY|I\.?P\.?|LEGAL)"
LAW_WORDS = re.compile(
    rf"\b(?:{_LAWYERS})\b|\bPATENTS$|\bET\.? ?AL\b|\bIP,?\s+(?:L\.?L\.?C|LTD|P\.?C)\.?$"
    rf"|\b{_SUBJECT}(?:\s+(?:&|\w+))?\s+(?:GROUP|FIRM|ASSOCIATES|PARTNERS|COUNSEL|AGENTS?|AGENCY|PRACTICE|CHAMBERS"
    r"|STRATEGIES|ADVISORS|BUREAU)\b"
)

# Who records, dockets or pays for others.
SERVICE = re.compile(
    r"\b(?:CPA GLOBAL|COMPUTER PATENT ANNUITIES|COMPUTER PACKAGES|C\.?\s?T\.? CORP(?:ORATION)?|CT LIEN SOLUTIONS"
    r"|CORPORATION SERVICE CO(?:MPANY)?|NATIONAL CORPORATE RESEARCH|COGENCY GLOBAL|FEDERAL RESEARCH CO\w*"
    r"|WOLTERS KLUWER|UCC DIRECT|LEXIS ?NEXIS|LEXIS DOCUMENT|CAPITOL (?:CORPORATE )?SERVICES|PARASEC|PARACORP"
    r"|NATIONAL REGISTERED AGENTS|REGISTERED AGENT SOLUTIONS|INCORP SERVICES|DENNEMEYER|ANAQUA|CLARIVATE|MAXVAL"
    r"|PATRIX|QUESTEL|PORTFOLIO ?IP|INTELLEVATE|NATIONWIDE (?:LEGAL|INFORMATION) SERVICES"
    r"|ILLINOIS CORPORATE (?:SERVICE|RESEARCH)\w*|DOCKET(?:ING)? SERVICES?|ANNUIT(?:Y|IES) SERVICES?)\b"
)

_WORK = (
    r"PATENTS?|TRADEMARKS?|LEGAL|LAW|INTELLECTUAL (?:PROPERTY|ASSETS?)|I\.?P\.?|CORPORATE|GLOBAL|GENERAL|TECHNOLOGY"
    r"|DOCKET(?:ING)?|RECORDS|LICENSING|LITIGATION|CHIEF|TRANSACTIONS?"
)
# Who handles the mail inside a house; never a name.
DEPARTMENT = re.compile(
    rf"\b(?:(?:{_WORK})(?:\s*(?:&|AND|/|-)\s*|\s+))*(?:(?:{_WORK})\s+(?:DEP(?:ARTMEN)?T|DIVISION|DIV|SECTION"
    r"|ADMIN(?:ISTRAT(?:ION|OR))?|OPERATIONS|COUNSEL|COORDINATOR|TEAM|UNIT|SPECIALIST|MANAGE(?:R|MENT)|AFFAIRS)\b"
    r"|DOCKET(?:ING)?\b)\.?|\bDEP(?:ARTMEN)?T\.?$"
    r"|\bOFFICE OF (?:THE )?(?:GENERAL |CHIEF |CORPORATE |PATENT )*(?:COUNSEL|TECH(?:NOLOGY)?|INTELLECTUAL PROPERTY"
    r"|LICENSING|INNOVATION|COMMERCIALI[SZ]ATION|SPONSORED|LEGAL)\b[\w.,&\s-]*"
    rf"|^(?:(?:{_WORK})[\s&/,-]*)+$"
)
# What a person is, behind the name.
ROLE = re.compile(
    r"(?:^|[\s,(-]+)(?:ESQ(?:UIRE)?|(?:SENIOR |SR\.? |IP |PATENT )*PARA-?LEGAL|LEGAL (?:ASSISTANT|SECRETARY)|SECRETARY"
    r"|(?:U\.?S\.? |REGISTERED |EUROPEAN )*(?:PATENT|TRADEMARK|IP) (?:ATTORNEY|AGENT|COUNSEL|ENGINEER)"
    r"|(?:AN )?ATTORNEY(?:[ -]AT[ -]LAW)?|(?<!OF )COUNSEL"
    r"|(?:GENERAL|CHIEF|CORPORATE|SENIOR|IN-?HOUSE|ASSOCIATE|DEPUTY|ASSISTANT)[\w\s]* COUNSEL"
    r"|(?<!& )PARTNER|(?<!& )ASSOCIATE|(?:VICE )?PRESIDENT|CEO|CTO|CFO|DIRECTOR|MANAGER|INVENTOR|OWNER|PRO SE"
    r"|REG\.? ?NO\.? ?[\d,]+|DOCKET(?:ING)? (?:CLERK|SPECIALIST|ASSISTANT|COORDINATOR|ADMINISTRATOR|MANAGER))[.)]*$"
)
# What a firm is, behind the name.
FIRM_ROLE = re.compile(
    r"[\s,(-]+(?:(?:PATENT|TRADEMARK|INTELLECTUAL PROPERTY|IP|AND|&)\s+)*(?:ATTORNEYS|COUNSELL?ORS|LAWYERS|AGENTS)"
    r"(?:[ -]AT[ -]LAW)?[.)]*$"
)

MARKER = re.compile(
    r"(?:^|[\s,;/(-]+)(?:(?P<care>C\s?/\s?O|CARE OF)|(?P<attention>ATTN|ATTENTION|ATT(?=[.:])))\b[.:]*\s*[:-]?\s*"
)
# A file, a client, or a branch of the firm: "[2271/85989]", "(WM)", "--FKM".
REFERENCE = re.compile(
    r"\[[^\]]*\]?|\([A-Z0-9/.-]{1,6}\)$|--+\s*[\w/.-]+$|,?\s*ATTORNEYS FOR CLIENT.*$|,?\s*CUSTOMER N(?:O|UMBER)\b.*$"
)

_NUMBER = (
    r"(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH|SEVENTH"
    r"|EIGHTH|NINTH|TENTH|\w+TEENTH|\w+TIETH)"
)
_STREET = (
    r"(?:STREET|ST|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|DRIVE|DR|LANE|LN|PARKWAY|PKWY|HIGHWAY|HWY|FREEWAY|EXPRESSWAY|PLAZA"
    r"|PLACE|PL|CIRCLE|CIR|WAY|TURNPIKE|TPKE|PIKE|ROUTE|SQUARE|TERRACE|TRAIL|LOOP|MALL|WHARF|QUAY|STRASSE|STR|ALLEE"
    r"|PLATZ|WEG|CHOME|COURT|CT|BUILDING|BLDG|TOWERS?|CENTER|CENTRE|CTR|PARK|ROW|CROSSING|COMMONS|CAMPUS|BROADWAY)"
)
_COMPASS = r"(?:N|S|E|W|N\.?E|N\.?W|S\.?E|S\.?W|NORTH|SOUTH|EAST|WEST)"
# An address wherever it stands.
ADDRESS = re.compile(
    r"^(?:P\.?\s?O\.?\s?(?:BOX|DRAWER)|POST(?:AL)? OFFICE (?:BOX|DRAWER)|POSTFACH|BOX \d|PMB\b"
    r"|MAIL ?(?:STOP|CODE|DROP)|M/S\b|M\.?S\.? ?[\d-]|ML ?\d)"
    r"|^(?:NO\.? ?)?(?:\d{2,}[A-Z]?|\d)(?:[-/]\d+[A-Z]?)*(?:,|\s|$)"
    rf"|^{_NUMBER}\s(?:\S+\s)*{_STREET}\.?(?:\s{_COMPASS}\.?)?$"
    r"|^(?:SUITE|STE|ROOM|RM|FLOOR|UNIT|APT|APARTMENT|LEVEL|BLDG|BUILDING)\b\.?\s*#?(?:\d|[A-Z]\b|ONE|TWO|THREE|FOUR)"
    rf"|^(?:\d+\s?(?:ST|ND|RD|TH)|{_NUMBER}|GROUND|TOP)\s(?:FLOOR|FL)\b|\bSUITE \d|^#\s?\d"
)
# A street or a building, where no name is expected.
STREET = re.compile(
    r"^\S+\s(?:\S+\s)*(?<!MEDICAL )(?<!CANCER )(?<!RESEARCH )(?<!HEALTH )(?<!SCIENCE )"
    rf"{_STREET}\.?(?:\s(?:{_COMPASS}|#?[\d/-]+)\.?)*$|^{_COMPASS}\.?$"
)
# "DALLAS, TX 75201-2980"; "TROY, MI" and "TOKYO, 146-8501 JAPAN", if the last is a state or a country.
CITY = re.compile(r"^[^,\d]+,\s*[A-Z]{2}\.?\s+\d{5}(?:-?\d{4})?$")
FOREIGN_CITY = re.compile(r"^[^,]+,\s*(?:[\dA-Z-]*\d[\dA-Z-]*\s+)*(?P<country>[A-Z][A-Z .]+)$")
ZIP_AT_END = re.compile(r"\b\d{5}(?:-\d{4})?$")

# An initial between or before names: nobody calls a firm so.
INITIALS = re.compile(
    r"^(?:[A-Z][\w'-]+\s(?:[A-Z]\.?\s)+|(?:[A-Z]\.\s?)+)(?:[A-Z][\w'-]+\s?){1,2}(?:,?\s(?:JR|SR|II|III|IV)\.?)?$"
)
