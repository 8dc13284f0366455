"""The ledger of files: `source_file`, `rejected_record` and `change_log` (design sections 3 and 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from patentrack.warehouse.tables.ledger import change_log, rejected_record, source_file

# A file that fails keeps this many of its rejected records; the reason is seldom more than one.
REJECTED_KEPT_OF_FAILED_FILE = 1000
_ERROR_LENGTH = 16000


@dataclass(frozen=True)
class SourceFile:
    """A file as the ledger knows it.

    Attributes:
        product: As `patentrack ingest` names it.
        file_name: Without folder.
        sha256: Digest of the file as it arrived.
        bytes: Its size.
    """

    product: str
    file_name: str
    sha256: str
    bytes: int


def utc_now() -> dt.datetime:
    """Now, in UTC without zone, as all timestamps are stored; whole seconds."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def is_loaded(connection: Connection, file: SourceFile) -> bool:
    """Whether this content has been loaded under this name, superseded by a re-issue or not.

    A file that failed, and was then superseded by a re-issue, was never loaded.
    """
    loaded_at = connection.execute(
        select(source_file.c.loaded_at).where(*_is(file), source_file.c.state.in_(("loaded", "superseded")))
    ).scalar()
    return loaded_at is not None


def digests(connection: Connection, product: str, file_name: str) -> set[str]:
    """Digests of every content that has arrived under a name, whatever came of it."""
    rows = connection.execute(
        select(source_file.c.sha256).where(source_file.c.product == product, source_file.c.file_name == file_name)
    )
    return set(rows.scalars())


def register(connection: Connection, file: SourceFile, *, date_from: dt.date | None, date_to: dt.date | None) -> int:
    """Enter a file that has arrived as `pending`; returns its `source_file_id`.

    A file that the ledger knows keeps its state. An earlier issue of the name that nobody has loaded is
    superseded: its content is not there any more.

    Args:
        connection: With its transaction open.
        file: What arrived.
        date_from: First day it covers.
        date_to: Last day it covers.
    """
    known = connection.execute(select(source_file.c.source_file_id).where(*_is(file))).scalar()
    if known is not None:
        return int(known)
    connection.execute(
        update(source_file)
        .where(
            source_file.c.product == file.product,
            source_file.c.file_name == file.file_name,
            source_file.c.state == "pending",
        )
        .values(state="superseded")
    )
    return _insert(connection, file, state="pending", date_from=date_from, date_to=date_to)


def files_in_state(connection: Connection, state: str) -> Sequence[Any]:
    """Rows with product, file_name, registered_at and error of the files in a state, oldest first."""
    columns = source_file.c
    return connection.execute(
        select(columns.product, columns.file_name, columns.registered_at, columns.error)
        .where(columns.state == state)
        .order_by(columns.source_file_id)
    ).all()


def begin(connection: Connection, file: SourceFile, *, keep_rejected: bool = False) -> int:
    """Mark a file as loading; returns its `source_file_id`.

    A row left `loading` by a killed run, or `failed`, is taken up again under its old number.

    Args:
        connection: With its transaction open.
        file: What is loaded.
        keep_rejected: The load goes on where an earlier run stopped: what that one rejected stays.
    """
    known = connection.execute(select(source_file.c.source_file_id).where(*_is(file))).scalar()
    if known is not None:
        if not keep_rejected:
            forget_rejected(connection, int(known))
        connection.execute(
            update(source_file)
            .where(source_file.c.source_file_id == known)
            .values(state="loading", error=None, loaded_at=None)
        )
        return int(known)
    return _insert(connection, file, state="loading")


def finish(connection: Connection, source_file_id: int, **facts: Any) -> None:
    """Mark a file as loaded, in the transaction of its merge, and its earlier issues as superseded.

    An earlier issue that is loaded after a later one is superseded at once.

    Args:
        connection: With the transaction of the merge open.
        source_file_id: The file.
        facts: Further columns of `source_file`: counts and dates.
    """
    connection.execute(
        update(source_file)
        .where(*_same_name(connection, source_file_id), source_file.c.source_file_id < source_file_id)
        .values(state="superseded")
    )
    state = "superseded" if has_later_issue(connection, source_file_id) else "loaded"
    connection.execute(
        update(source_file)
        .where(source_file.c.source_file_id == source_file_id)
        .values(state=state, error=None, loaded_at=utc_now(), **facts)
    )


def has_later_issue(connection: Connection, source_file_id: int) -> bool:
    """Whether a file of the same name that arrived later is loaded, superseded since or not."""
    later = connection.execute(
        select(source_file.c.source_file_id).where(
            *_same_name(connection, source_file_id),
            source_file.c.source_file_id > source_file_id,
            source_file.c.loaded_at.is_not(None),
        )
    ).first()
    return later is not None


def fail(connection: Connection, source_file_id: int, error: str, *, goes_on: bool = False, **facts: Any) -> None:
    """Mark a file as failed, with the reason a person will read, and keep its first rejected records.

    A file whose load was committed stays loaded, whatever went wrong after that.

    Args:
        connection: With its transaction open.
        source_file_id: The file.
        error: The reason.
        goes_on: The next run goes on where this one stopped: all its rejected records stay.
        facts: Further columns of `source_file`: counts.
    """
    failed = connection.execute(
        update(source_file)
        .where(source_file.c.source_file_id == source_file_id, source_file.c.state == "loading")
        .values(state="failed", error=error[:_ERROR_LENGTH], **facts)
    )
    if goes_on or not failed.rowcount:
        return
    last_kept = connection.execute(
        select(rejected_record.c.record_no)
        .where(rejected_record.c.source_file_id == source_file_id)
        .order_by(rejected_record.c.record_no)
        .offset(REJECTED_KEPT_OF_FAILED_FILE - 1)
        .limit(1)
    ).scalar()
    if last_kept is not None:
        connection.execute(
            rejected_record.delete().where(
                rejected_record.c.source_file_id == source_file_id, rejected_record.c.record_no > last_kept
            )
        )


def keep_rejected(connection: Connection, source_file_id: int, records: Sequence[dict[str, Any]]) -> None:
    """Keep rejected records: dicts with record_no, position, reel_no, frame_no, reason and raw_text."""
    if records:
        connection.execute(
            insert(rejected_record), [{"source_file_id": source_file_id, **record} for record in records]
        )


def forget_rejected(connection: Connection, source_file_id: int) -> None:
    """Drop the rejected records of a file that is read again from its beginning."""
    connection.execute(rejected_record.delete().where(rejected_record.c.source_file_id == source_file_id))


def first_rejected(connection: Connection, source_file_id: int) -> Any:
    """The rejected record of a file that was kept first, with position and reason; None when there is none."""
    return connection.execute(
        select(rejected_record)
        .where(rejected_record.c.source_file_id == source_file_id)
        .order_by(rejected_record.c.rejected_record_id)
        .limit(1)
    ).one_or_none()


def supersede(connection: Connection, source_file_id: int) -> None:
    """Mark a file as superseded: readers see, or will only ever see, a newer one."""
    connection.execute(
        update(source_file).where(source_file.c.source_file_id == source_file_id).values(state="superseded", error=None)
    )


def log_change(connection: Connection, *, by: str, action: str, scope: str, tables: dict[str, tuple[int, int]]) -> None:
    """Write to the change log: per table the rows in scope before and after."""
    now = utc_now()
    connection.execute(
        insert(change_log),
        [
            {
                "changed_at": now,
                "changed_by": by,
                "action": action,
                "scope": scope,
                "table_name": name,
                "rows_before": before,
                "rows_after": after,
            }
            for name, (before, after) in tables.items()
        ],
    )


def _is(file: SourceFile) -> tuple[Any, ...]:
    return (
        source_file.c.product == file.product,
        source_file.c.file_name == file.file_name,
        source_file.c.sha256 == file.sha256,
    )


def _same_name(connection: Connection, source_file_id: int) -> tuple[Any, ...]:
    this = connection.execute(
        select(source_file.c.product, source_file.c.file_name).where(source_file.c.source_file_id == source_file_id)
    ).one()
    return source_file.c.product == this.product, source_file.c.file_name == this.file_name


def _insert(connection: Connection, file: SourceFile, **facts: Any) -> int:
    key = connection.execute(
        insert(source_file).values(
            product=file.product,
            file_name=file.file_name,
            sha256=file.sha256,
            bytes=file.bytes,
            registered_at=utc_now(),
            **facts,
        )
    ).inserted_primary_key
    if key is None:
        raise TypeError("the database gave no key for the new row of source_file")
    return int(key[0])
