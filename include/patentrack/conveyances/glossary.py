"""What other languages call the documents that are recorded, word for word in English.

Filers abroad leave words of their own language on the cover sheet (CHANGEMENT DE NOM, VERSCHMELZUNG). Word for
word is enough: the rules ask which words there are and in what order, not for grammar.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Words that mean nothing else in English: mostly French, then Spanish, Italian, Portuguese, Dutch, Swedish, German that
# forms no compounds here, and Japanese in Latin letters.
_WORDS = {
    "ABSORCION": "ABSORPTION",
    "ACTE": "DEED",
    "ADRESSE": "ADDRESS",
    "ALTERACAO": "CHANGE",
    "AMTSGERICHT": "COURT",
    "AMTSGERICHTS": "COURT",
    "APPORT": "CONTRIBUTION",
    "ATTO": "DEED",
    "BREVET": "PATENT",
    "BREVETS": "PATENTS",
    "CAMBIO": "CHANGE",
    "CESION": "ASSIGNMENT",
    "CESSAO": "ASSIGNMENT",
    "CESSION": "ASSIGNMENT",
    "CESSIONE": "ASSIGNMENT",
    "CHANGEMENT": "CHANGE",
    "COMPRAVENTA": "SALE",
    "CONTRAT": "AGREEMENT",
    "CONTRATO": "AGREEMENT",
    "CONTRATTO": "AGREEMENT",
    "DACTIF": "ASSETS",
    "DACTIFS": "ASSETS",
    "DADRESSE": "OF ADDRESS",
    "DENOMINACION": "NAME",
    "DENOMINAZIONE": "NAME",
    "DIRECCION": "ADDRESS",
    "DOMICILIO": "ADDRESS",
    "FUSAO": "MERGER",
    "FUSIE": "MERGER",
    "FUSIONE": "MERGER",
    "GAPPEI": "MERGER",
    "HENKO": "CHANGE",
    "HENKOU": "CHANGE",
    "HYPOTHEQUE": "MORTGAGE",
    "INDIRIZZO": "ADDRESS",
    "INSOLVENZVERWALTER": "TRUSTEE",
    "INSOLVENZVERWALTERS": "TRUSTEE",
    "JOTO": "ASSIGNMENT",
    "JOTOSHO": "ASSIGNMENT",
    "JOUTO": "ASSIGNMENT",
    "JOUTOSHO": "ASSIGNMENT",
    "JUGEMENT": "JUDGMENT",
    "JUSHO": "ADDRESS",
    "LICENCIA": "LICENSE",
    "LICENTIE": "LICENSE",
    "LICENZA": "LICENSE",
    "MAINLEVEE": "RELEASE",
    "MEISHO": "NAME",
    "NAAMSWIJZIGING": "NAME CHANGE",
    "NAMNANDRING": "NAME CHANGE",
    "NANTISSEMENT": "PLEDGE",
    "NOMBRE": "NAME",
    "ORDONNANCE": "ORDER",
    "OVERDRACHT": "ASSIGNMENT",
    "OVERLATELSE": "ASSIGNMENT",
    "PANDRECHT": "PLEDGE",
    "PEGNO": "PLEDGE",
    "RESILIATION": "TERMINATION",
    "SALARIE": "EMPLOYEE",
    "SHAMEI": "NAME",
    "SHOGO": "NAME",
    "SOCIALE": "CORPORATE",
    "SOCIETES": "COMPANIES",
    "TRAITE": "AGREEMENT",
    "TRANSFERT": "TRANSFER",
    "TRASFERIMENTO": "TRANSFER",
    "UNIVERSELLE": "UNIVERSAL",
    "VENTE": "SALE",
}

# Read so only beside one of the words above, or where they are the whole text: in English they are words of
# titles and names (NUCLEAR FUSION, GAGE, DE).
_WORDS_IN_COMPANY = {
    "DE": "OF",
    "DEL": "OF",
    "DENOMINATION": "NAME",
    "DES": "OF",
    "DI": "OF",
    "DU": "OF",
    "FORME": "FORM",
    "FUSION": "MERGER",
    "GAGE": "PLEDGE",
    "JURIDIQUE": "LEGAL",
    "MODIFICATION": "CHANGE",
    "NOM": "NAME",
    "NOME": "NAME",
    "PARCIAL": "PARTIAL",
    "PARTIEL": "PARTIAL",
    "PARTIELLE": "PARTIAL",
    "PARZIALE": "PARTIAL",
    "PRENDA": "PLEDGE",
    "RADIATION": "RELEASE",
    "RAISON": "NAME",
    "SIEGE": "ADDRESS",
    "TRANSMISSION": "TRANSFER",
    "TRAVAIL": "EMPLOYMENT",
    "VERTRAG": "AGREEMENT",
}

# German compounds: what is done, and the paper on which it is done.
_GERMAN = {
    "ABSPALTUNG": "COMPANY SPLIT",
    "ABTRETUNG": "ASSIGNMENT",
    "ADRESSÄNDERUNG": "ADDRESS CHANGE",
    "ANSCHRIFTENÄNDERUNG": "ADDRESS CHANGE",
    "ARBEIT": "EMPLOYMENT",
    "AUFSPALTUNG": "COMPANY SPLIT",
    "AUSGLIEDERUNG": "COMPANY SPLIT",
    "BERICHTIGUNG": "CORRECTION",
    "BESTELLUNG": "APPOINTMENT",
    "DIENST": "EMPLOYMENT",
    "DIENSTERFINDUNG": "EMPLOYEE INVENTION",
    "FIRMENÄNDERUNG": "NAME CHANGE",
    "FORMWECHSEL": "CONVERSION",
    "FREIGABE": "RELEASE",
    "INANSPRUCHNAHME": "EMPLOYEE INVENTION",
    "INSOLVENZ": "INSOLVENCY",
    "KAUF": "PURCHASE",
    "KAUFOPTION": "OPTION",
    "KÜNDIGUNG": "TERMINATION",
    "LIZENZ": "LICENSE",
    "LÖSCHUNG": "CANCELLATION",
    "NAMENSWECHSEL": "NAME CHANGE",
    "NAMENSÄNDERUNG": "NAME CHANGE",
    "NAMENÄNDERUNG": "NAME CHANGE",
    "PATENTKAUF": "PATENT PURCHASE",
    "PATENTLIZENZ": "PATENT LICENSE",
    "PATENTÜBERTRAGUNG": "PATENT TRANSFER",
    "PFANDRECHT": "PLEDGE",
    "RECHTSFORMWECHSEL": "CONVERSION",
    "RÜCKÜBERTRAGUNG": "REASSIGNMENT",
    "SCHENKUNG": "GIFT",
    "SICHERHEITENFREIGABE": "SECURITY RELEASE",
    "SICHERUNGSABTRETUNG": "COLLATERAL ASSIGNMENT",
    "SICHERUNGSÜBEREIGNUNG": "COLLATERAL ASSIGNMENT",
    "SICHERUNGSÜBERTRAGUNG": "COLLATERAL ASSIGNMENT",
    "SITZVERLEGUNG": "ADDRESS CHANGE",
    "TEILÜBERTRAGUNG": "PARTIAL TRANSFER",
    "UMFIRMIERUNG": "NAME CHANGE",
    "UMWANDLUNG": "CONVERSION",
    "URTEIL": "JUDGMENT",
    "VERKAUF": "SALE",
    "VERPFÄNDUNG": "PLEDGE",
    "VERSCHMELZUNG": "MERGER",
    "ÄNDERUNG": "CHANGE",
    "ÜBEREIGNUNG": "TRANSFER",
    "ÜBERTRAGUNG": "TRANSFER",
}
_GERMAN_PAPERS = (
    "",
    "ERKLÄRUNG",
    "VERTRAG",
    "VERTRAGS",
    "URKUNDE",
    "VEREINBARUNG",
    "ANZEIGE",
    "BESCHLUSS",
    "VERFAHREN",
)
_GERMAN_IN_COMPANY = {
    "DER": "OF",
    "FIRMA": "NAME",
    "FIRMENNAMENS": "NAME",
    "NAMENS": "NAME",
    "NAME": "NAME",
    "RECHTSFORM": "LEGAL FORM",
}

# Japanese, Chinese and Korean, written without spaces: the longer stand before their parts.
_IDEOGRAPHS = {
    "一部譲渡": "PARTIAL ASSIGNMENT",
    "会社分割": "COMPANY SPLIT",
    "會社分割": "COMPANY SPLIT",
    "名称変更": "NAME CHANGE",
    "名称变更": "NAME CHANGE",
    "名稱變更": "NAME CHANGE",
    "氏名変更": "NAME CHANGE",
    "社名変更": "NAME CHANGE",
    "商号変更": "NAME CHANGE",
    "住所変更": "ADDRESS CHANGE",
    "地址变更": "ADDRESS CHANGE",
    "地址變更": "ADDRESS CHANGE",
    "実施許諾": "LICENSE",
    "専用実施権": "LICENSE",
    "通常実施権": "LICENSE",
    "许可": "LICENSE",
    "授權": "LICENSE",
    "譲渡": "ASSIGNMENT",
    "讓渡": "ASSIGNMENT",
    "讓與": "ASSIGNMENT",
    "轉讓": "ASSIGNMENT",
    "转让": "ASSIGNMENT",
    "合併": "MERGER",
    "合并": "MERGER",
    "質権": "PLEDGE",
    "质押": "PLEDGE",
    "担保": "SECURITY INTEREST",
    "解除": "RELEASE",
    "雇用契約": "EMPLOYMENT AGREEMENT",
    "ライセンス": "LICENSE",
    "양도": "ASSIGNMENT",
    "합병": "MERGER",
    "명칭변경": "NAME CHANGE",
    "상호변경": "NAME CHANGE",
    "주소변경": "ADDRESS CHANGE",
}


def _plain(german: str) -> Iterator[str]:
    """Both ways to write umlauts in plain letters: UBERTRAGUNG, UEBERTRAGUNG."""
    yield "".join(mark for mark in unicodedata.normalize("NFKD", german) if not unicodedata.combining(mark))
    yield german.replace("Ä", "AE").replace("Ö", "OE").replace("Ü", "UE")


def _compounds() -> dict[str, str]:
    found = {}
    for stem, english in _GERMAN.items():
        for paper in _GERMAN_PAPERS:
            # Most stems take an S before the paper: ABTRETUNGSERKLARUNG, but KAUFVERTRAG.
            for whole in (f"{stem}{joint}{paper}" for joint in (("", "S") if paper else ("", "S", "EN"))):
                found.update(dict.fromkeys(_plain(whole), f"{english} AGREEMENT" if paper else english))
    return found


FOREIGN = _WORDS | _compounds()
FOREIGN_IN_COMPANY = _WORDS_IN_COMPANY | _GERMAN_IN_COMPANY


def without_ideographs(text: str) -> str:
    """Put English words for what the text says in Japanese, Chinese or Korean characters."""
    for phrase, english in _IDEOGRAPHS.items():
        text = text.replace(phrase, f" {english} ")
    return text


def in_english(words: list[str]) -> list[str]:
    """Put English words for those of other languages.

    Args:
        words: Folded words, accents gone.

    Returns:
        The words as they were where none is foreign.
    """
    if FOREIGN.keys().isdisjoint(words):
        return words
    return [FOREIGN.get(word) or FOREIGN_IN_COMPANY.get(word, word) for word in words]
