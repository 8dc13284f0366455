"""Reader of the PADX files: patent assignments, daily (PASDL) and annual (PASYR).

A file is a prolog with its DTD as internal subset, a short header, and records `<patent-assignment>`, as the
USPTO ships it one to a line. The envelope (everything around the records) and each batch of records are
parsed strictly by lxml; the bytes are only cut between records. Memory is that of a batch, whatever the size
of the file. docs/decisions/0003-xml-reader.md has the figures behind this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from patentrack.archives import BinaryReader
from patentrack.sources.assignment_columns import read_columns
from patentrack.sources.assignment_dtd import compiled_dtd
from patentrack.sources.assignment_rows import (
    ASSIGNEE_COLUMNS,
    ASSIGNMENT_COLUMNS,
    ASSIGNOR_COLUMNS,
    DOCUMENTID_COLUMNS,
    Dates,
    Rows,
)
from patentrack.sources.assignment_stream import AssignmentStream, FileHeader, RawBatch
from patentrack.sources.assignment_walk import RejectedRecordError, walk_record
from patentrack.sources.records import RAW_TEXT_LIMIT, RejectedRecord, Row

__all__ = [
    "ASSIGNEE_COLUMNS",
    "ASSIGNMENT_COLUMNS",
    "ASSIGNOR_COLUMNS",
    "DOCUMENTID_COLUMNS",
    "AssignmentFile",
    "Batch",
    "FileHeader",
    "RejectedRecord",
    "read_assignments",
]


@dataclass(slots=True)
class Batch:
    """Rows of some records that follow each other in the file.

    Attributes:
        assignments: Rows of ASSIGNMENT_COLUMNS, one a record.
        assignors: Rows of ASSIGNOR_COLUMNS.
        assignees: Rows of ASSIGNEE_COLUMNS.
        documentids: Rows of DOCUMENTID_COLUMNS, one a property.
        rejected: Records left out.
        unreadable_values: Dates and page counts that are none and were read as None.
        records: Records read, rejected ones included.
        bytes_read: Bytes of XML consumed from the start of the file to the end of this batch.
    """

    assignments: list[Row]
    assignors: list[Row]
    assignees: list[Row]
    documentids: list[Row]
    rejected: list[RejectedRecord]
    unreadable_values: int
    records: int
    bytes_read: int


class AssignmentFile:
    """One PADX file being read. Iterate once; the file is whole only if the iteration ends without an error.

    Attributes:
        header: What the file says about itself.
    """

    def __init__(self, stream: BinaryReader, file_name: str) -> None:
        self._stream = AssignmentStream(stream, file_name)
        self.header: FileHeader = self._stream.header

    def __iter__(self) -> Iterator[Batch]:
        """Yield the batches in file order.

        Raises:
            SourceFileError: If the file is not well-formed, ends early, or holds anything but records. The
                rows yielded before belong to a bad file and must not be kept.
        """
        dates = Dates({None: None})
        dtd = compiled_dtd()
        record_no = 0
        for raw in self._stream:
            all_valid = dtd.validate(raw.root)
            rows = Rows()
            rejected: list[RejectedRecord] = []
            unreadable_values = 0
            for record in raw.records:
                record_no += 1
                if (all_valid or dtd.validate(record)) and read_columns(record, record_no, rows, dates):
                    continue
                try:
                    unreadable_values += walk_record(record, record_no, rows, dates)
                except RejectedRecordError as error:
                    rejected.append(_rejected(raw, record, record_no, str(error)))
            yield Batch(
                assignments=rows.assignments,
                assignors=rows.assignors,
                assignees=rows.assignees,
                documentids=rows.documentids,
                rejected=rejected,
                unreadable_values=unreadable_values,
                records=len(raw.records),
                bytes_read=raw.end_byte,
            )


def read_assignments(stream: BinaryReader, *, file_name: str) -> AssignmentFile:
    """Start reading a PADX file.

    Args:
        stream: The XML, from its first byte.
        file_name: Name for error messages.

    Returns:
        The file with its header read; iterate it for the batches. With data-available-code N there is none.

    Raises:
        SourceFileError: If the stream is no PADX file: empty, HTML, another root, an encoding nobody expects,
            declared entities, a header that is not well-formed.
    """
    return AssignmentFile(stream, file_name)


def _rejected(raw: RawBatch, record: etree._Element, record_no: int, reason: str) -> RejectedRecord:
    text: str = etree.tostring(record, encoding="unicode", with_tail=False)
    return RejectedRecord(
        record_no=record_no,
        position=f"line {raw.line_of(record)}",
        reel_no=record.findtext("assignment-record/reel-no"),
        frame_no=record.findtext("assignment-record/frame-no"),
        reason=reason,
        raw_text=text[:RAW_TEXT_LIMIT],
    )
