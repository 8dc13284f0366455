"""Small assignment files, written by hand after the PADX document type (version 1.0)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile


def record(reel: int, frame: int, *, updated: date, assignee: str = "EXAMPLE CORPORATION") -> str:
    """One complete record: one assignor, one assignee, one property with application and grant."""
    return (
        "<patent-assignment><assignment-record>"
        f"<reel-no>{reel}</reel-no><frame-no>{frame}</frame-no>"
        f"<last-update-date><date>{updated:%Y%m%d}</date></last-update-date>"
        "<purge-indicator>N</purge-indicator>"
        f"<recorded-date><date>{updated:%Y%m%d}</date></recorded-date><page-count>3</page-count>"
        "<correspondent><name>EXAMPLE LAW LLP</name><address-1>1 MAIN STREET</address-1></correspondent>"
        "<conveyance-text>ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).</conveyance-text>"
        "</assignment-record>"
        "<patent-assignors><patent-assignor><name>DOE, JANE</name>"
        "<execution-date><date>20150701</date></execution-date></patent-assignor></patent-assignors>"
        f"<patent-assignees><patent-assignee><name>{assignee}</name><city>RENO</city><state>NEVADA</state>"
        "<postcode>89501</postcode></patent-assignee></patent-assignees>"
        "<patent-properties><patent-property>"
        "<document-id><country>US</country><doc-number>13456789</doc-number><kind>X0</kind>"
        "<date>20120426</date></document-id>"
        "<document-id><country>US</country><doc-number>9123456</doc-number><kind>B2</kind>"
        "<date>20150901</date></document-id>"
        '<invention-title lang="en">EXAMPLE</invention-title>'
        "</patent-property></patent-properties></patent-assignment>\n"
    )


def write_padx(path: Path, day: date, records: Iterable[str]) -> Path:
    """Write a file of the given extract day; a ``.zip`` holds the XML under its own name."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<us-patent-assignments dtd-version="1.0" date-produced="20131101">'
        f"<action-key-code>DA</action-key-code><transaction-date><date>{day:%Y%m%d}</date></transaction-date>"
        f"<patent-assignments>\n{''.join(records)}</patent-assignments></us-patent-assignments>\n"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            archive.writestr(f"{path.stem}.xml", text)
    else:
        path.write_text(text, encoding="utf-8")
    return path
