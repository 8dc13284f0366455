"""Views: what readers select from where the rows themselves are kept under another name or with more rows."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Table

# Apart from the tables: a view is not created, dropped or compared as one.
view_metadata = MetaData()


def view(name: str, database: str, doc: str, source: Table, *but: str, where: str, grain: str) -> Table:
    """Declare a view of one table of the same database.

    Args:
        name: Name of the view.
        database: One of `DATABASES`; SQLite has no views across databases.
        doc: What readers find in it.
        source: The table.
        but: Columns of the table that the view leaves out.
        where: Which rows, in SQL that both engines understand; `{here}` stands before each table.
        grain: What one row is.
    """
    columns = [
        Column(column.name, column.type, nullable=column.nullable, doc=column.doc)
        for column in source.columns
        if column.name not in but
    ]
    return Table(
        name,
        view_metadata,
        *columns,
        schema=database,
        info={"doc": doc, "grain": grain, "source": source.name, "where": where},
    )
