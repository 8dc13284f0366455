"""Recorded documents as values: written to files, and compared with what the tables hold afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from support.padx import write_padx

ASSIGNMENT = "ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS)."
SECURITY = "SECURITY INTEREST"


@dataclass(frozen=True)
class Document:
    """One version of one reel and frame."""

    reel: int = 41576
    frame: int = 1
    updated: str = "20150727"
    purged: bool = False
    text: str = ASSIGNMENT
    assignors: tuple[str, ...] = ("DOE, JANE",)
    assignees: tuple[str, ...] = ("EXAMPLE CORPORATION",)
    applications: tuple[str, ...] = ("13456789",)
    executed: str = "20150701"

    @property
    def rf_id(self) -> int:
        return self.reel * 10000 + self.frame

    def xml(self) -> str:
        """The record on one line, as the USPTO ships it."""
        return (
            "<patent-assignment><assignment-record>"
            f"<reel-no>{self.reel}</reel-no><frame-no>{self.frame}</frame-no>"
            f"<last-update-date><date>{self.updated}</date></last-update-date>"
            f"<purge-indicator>{'Y' if self.purged else 'N'}</purge-indicator>"
            "<recorded-date><date>20150720</date></recorded-date><page-count>3</page-count>"
            "<correspondent><name>EXAMPLE LAW LLP</name><address-1>1 MAIN STREET</address-1></correspondent>"
            f"<conveyance-text>{escape(self.text)}</conveyance-text></assignment-record><patent-assignors>"
            + "".join(
                f"<patent-assignor><name>{escape(name)}</name>"
                f"<execution-date><date>{self.executed}</date></execution-date></patent-assignor>"
                for name in self.assignors
            )
            + "</patent-assignors><patent-assignees>"
            + "".join(
                f"<patent-assignee><name>{escape(name)}</name><city>RENO</city><state>NEVADA</state></patent-assignee>"
                for name in self.assignees
            )
            + "</patent-assignees><patent-properties>"
            + "".join(
                f"<patent-property><document-id><country>US</country><doc-number>{number}</doc-number>"
                '<kind>X0</kind><date>20120426</date></document-id><invention-title lang="en">Title '
                f"{number}</invention-title></patent-property>"
                for number in self.applications
            )
            + "</patent-properties></patent-assignment>\n"
        )


@dataclass(frozen=True)
class File:
    """A file of documents: its name, the day of its extract, and its content."""

    name: str
    day: date
    documents: tuple[Document, ...] = field(default=())

    def write(self, folder: Path) -> Path:
        """Write it; a file without documents says so with a data-available-code."""
        records = [document.xml() for document in self.documents] or ["<data-available-code>N</data-available-code>"]
        return write_padx(folder / self.name, self.day, records)
