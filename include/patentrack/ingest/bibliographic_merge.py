"""The merge of a staged bibliographic file (design section 4). One transaction, given by the caller.

A document is replaced as a whole, with everything on its front page. The file with the newest day wins, whatever
the order of loading; a re-issue of a file takes the place of all that its earlier issue brought.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    String,
    Table,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
)

from patentrack.warehouse.statements import delete_matching, rows_written
from patentrack.warehouse.tables import bibliographic, citations
from patentrack.warehouse.tables import staging_bibliographic as staging

_APPLICATION = "appno_doc_num"

Values = dict[str, ColumnElement[Any]]


@dataclass(frozen=True)
class Target:
    """Where the documents of one product go.

    Attributes:
        document: Table of the documents; its key is their number.
        day: Name of its column with the day of the document.
        children: By the name a reader gives the rows: tables that hang on the document.
        extension: Table of term adjustments, for grants.
        citations: Table of citations, for grants.
    """

    document: Table
    day: str
    children: dict[str, Table]
    extension: Table | None = None
    citations: Table | None = None

    @property
    def number(self) -> str:
        """Name of the key."""
        [column] = self.document.primary_key.columns
        return str(column.name)

    def tables(self) -> dict[str, Table]:
        """All of them by name."""
        hanging = (*self.children.values(), self.extension, self.citations)
        return {table.name: table for table in (self.document, *hanging) if table is not None}


GRANTS = Target(
    document=bibliographic.application_grant,
    day="grant_date",
    children=bibliographic.grant_children,
    extension=bibliographic.grant_extension,
    citations=citations.cited_patents,
)
APPLICATIONS = Target(
    document=bibliographic.application_publication,
    day="pgpub_date",
    children=bibliographic.application_children,
)


@dataclass(frozen=True)
class Merged:
    """What a merge did.

    Attributes:
        inserted: Documents that were new.
        replaced: Documents that were there.
        stale: Documents of which a newer file, or a later record of this one, has another version.
        rows: Rows written, by table.
        rows_before: Rows that were there of the replaced documents, by table.
    """

    inserted: int
    replaced: int
    stale: int
    rows: dict[str, int]
    rows_before: dict[str, int]


def newest_day(connection: Connection) -> dt.date:
    """The newest day of the staged documents: that of a weekly file whose name has none."""
    day = connection.execute(select(func.max(staging.document.c.doc_date))).scalar()
    return day or dt.date.min


def merge(connection: Connection, target: Target, *, source_file_id: int, file_name: str, file_date: dt.date) -> Merged:
    """Bring the staged documents into the tables of a product.

    Args:
        connection: With the transaction open that also writes the ledger.
        target: The product's tables.
        source_file_id: The file, in the ledger.
        file_name: Its name; decides ties after its day.
        file_date: Its day.
    """
    _decide(connection, target, file_name, file_date)
    counts = _outcomes(connection)
    before = _delete(connection, target, file_name)
    rows = _insert(connection, target, source_file_id=source_file_id, file_name=file_name, file_date=file_date)
    return Merged(
        counts.get("inserted", 0), counts.get("replaced", 0), counts.get("stale", 0), rows=rows, rows_before=before
    )


def _decide(connection: Connection, target: Target, file_name: str, file_date: dt.date) -> None:
    document, known = staging.document, target.document
    later = staging.document.alias("later")
    is_repeated = exists().where(later.c.doc_num == document.c.doc_num, later.c.record_no > document.c.record_no)
    is_older = or_(known.c.file_date > file_date, and_(known.c.file_date == file_date, known.c.file_name > file_name))
    outcome = case(
        (is_repeated, literal("stale")),
        (known.c[target.number].is_(None), literal("inserted")),
        (is_older, literal("stale")),
        else_=literal("replaced"),
    )
    connection.execute(
        insert(staging.document_outcome).from_select(
            ["record_no", "doc_num", "outcome"],
            select(document.c.record_no, document.c.doc_num, outcome).select_from(
                document.outerjoin(known, known.c[target.number] == document.c.doc_num)
            ),
        )
    )


def _outcomes(connection: Connection) -> dict[str, int]:
    outcome = staging.document_outcome.c.outcome
    return dict(connection.execute(select(outcome, func.count()).group_by(outcome)).tuples().all())


def _delete(connection: Connection, target: Target, file_name: str) -> dict[str, int]:
    """Delete what is replaced, and what an earlier issue of the file brought; what hangs on a document first."""
    known, result = target.document, staging.document_outcome
    hanging = [(table, target.number) for table in target.children.values()]
    if target.extension is not None:
        hanging.append((target.extension, target.number))
    if target.citations is not None:
        hanging.append((target.citations, "citing_patent_number"))
    deleted = {}
    for table, number in hanging:
        deleted[table.name] = delete_matching(
            connection, table, number, known, known.c.file_name == file_name, source_column=target.number
        ) + delete_matching(connection, table, number, result, result.c.outcome == "replaced", source_column="doc_num")
    deleted[known.name] = rows_written(connection, known.delete().where(known.c.file_name == file_name))
    deleted[known.name] += delete_matching(
        connection, known, target.number, result, result.c.outcome == "replaced", source_column="doc_num"
    )
    return deleted


def _insert(
    connection: Connection, target: Target, *, source_file_id: int, file_name: str, file_date: dt.date
) -> dict[str, int]:
    staged, number = staging.document.c, target.number
    keys: Values = {number: staged.doc_num, _APPLICATION: staged[_APPLICATION]}
    of_file: Values = {
        "file_name": literal(file_name, String),
        "file_date": literal(file_date, Date),
        "source_file_id": literal(source_file_id, BigInteger),
    }
    document: Values = {**keys, **of_file, target.day: staged.doc_date}
    rows = {target.document.name: _copy(connection, target.document, document)}
    for name, table in target.children.items():
        rows[table.name] = _copy(connection, table, keys, child=staging.children[name])
    if target.extension is not None:
        has_one = staged.extension.is_not(None)
        rows[target.extension.name] = _copy(connection, target.extension, keys, condition=has_one)
    if target.citations is not None:
        citing: Values = {"citing_patent_number": staged.doc_num, "citing_date": staged.doc_date}
        rows[target.citations.name] = _copy(connection, target.citations, citing, child=staging.children["citation"])
    return rows


def _copy(
    connection: Connection,
    table: Table,
    values: Values,
    *,
    child: Table | None = None,
    condition: ColumnElement[bool] | None = None,
) -> int:
    """Insert what was staged of the documents that are new or replaced.

    Args:
        connection: With the transaction open.
        table: Where to.
        values: By column what is not in the staging table under that name.
        child: Staging table of the rows; None for the documents themselves.
        condition: Which of the rows.
    """
    document, result = staging.document, staging.document_outcome
    joined = document.join(result, result.c.record_no == document.c.record_no)
    if child is not None:
        joined = joined.join(child, child.c.record_no == document.c.record_no)
    source = document if child is None else child
    names = [column.name for column in table.columns]
    columns = [values[name] if name in values else source.c[name] for name in names]
    query = select(*columns).select_from(joined).where(result.c.outcome != "stale")
    if condition is not None:
        query = query.where(condition)
    return rows_written(connection, insert(table).from_select(names, query))
