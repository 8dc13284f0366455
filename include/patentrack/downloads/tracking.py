"""What the tables know of the downloads: `download_tracking`, one row a product, and the gaps in `source_file`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from patentrack.downloads.products import product_of
from patentrack.downloads.products.base import Period, Product
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.ledger import utc_now
from patentrack.warehouse.tables.ledger import download_tracking, source_file

_ARRIVED = ("pending", "loading", "loaded", "superseded")
_ERROR_LENGTH = 2000


@dataclass(frozen=True)
class Tracking:
    """The row of a product in `download_tracking`.

    Attributes:
        product: Identifier of the USPTO.
        last_success: When its last run ended well (UTC).
        next_due: Day its next file is due.
        status: in_progress, success or failed.
        files: Files of the last run.
        error: Why the last run failed.
    """

    product: str
    last_success: dt.datetime | None
    next_due: dt.date | None
    status: str
    files: int
    error: str | None


def note_start(warehouse: Warehouse, product: Product) -> None:
    """Say that a download of a product runs."""
    _write(warehouse, product, status="in_progress")


def note_success(warehouse: Warehouse, product: Product, *, files: int) -> None:
    """Say that it went well."""
    with warehouse.connect() as connection:
        days = [day for name in _names(connection, product, _ARRIVED) if (day := product.day_of(name))]
    due = product.next_due(max(days)) if days else None
    _write(
        warehouse,
        product,
        status="success",
        last_download_datetime=utc_now(),
        next_scheduled_date=due.date() if due else None,
        files_downloaded=files,
        error_message=None,
    )


def note_failure(warehouse: Warehouse, product: Product, *, files: int, error: str) -> None:
    """Say that it failed, and why."""
    _write(warehouse, product, status="failed", files_downloaded=files, error_message=error[:_ERROR_LENGTH])


def tracked(connection: Connection) -> list[Tracking]:
    """The products that were ever downloaded."""
    columns = download_tracking.c
    statement = select(
        columns.download_type,
        columns.last_download_datetime,
        columns.next_scheduled_date,
        columns.status,
        columns.files_downloaded,
        columns.error_message,
    ).order_by(columns.download_type)
    return [Tracking(*row) for row in connection.execute(statement)]


def gaps(
    product: str, start: dt.date, end: dt.date, connection: Connection, *, now: dt.datetime | None = None
) -> list[Period]:
    """Files that should be here by now and are not, before the last success as well as after it.

    A file counts as here from its arrival on, whether it is loaded yet or not; one that failed to load does not.
    Days that a back-file covers are no gaps, and of a cumulative product only the newest file can be one.

    Args:
        product: Identifier of the USPTO.
        start: First day to look at.
        end: Last day to look at.
        connection: For reading.
        now: Only files due by then count; the present by default. With a zone.
    """
    found = product_of(product)
    now = now or dt.datetime.now(dt.UTC)
    if found.frequency in {"yearly", "on_demand"}:
        return []
    due = [period for period in found.periods(start, end) if period.due <= now]
    if found.cumulative:
        due = due[-1:]
    here = {day for name in _names(connection, found, _ARRIVED) if (day := found.day_of(name))}
    covered = _covered_until(connection, found)
    return [
        period
        for period in due
        if not any(period.first <= day <= period.last for day in _near(here, period)) and period.last > covered
    ]


def first_day(product: str, connection: Connection) -> dt.date | None:
    """First day of which a file of a product was ever here."""
    found = product_of(product)
    return min((day for name in _names(connection, found, None) if (day := found.day_of(name))), default=None)


def _near(here: set[dt.date], period: Period) -> Iterable[dt.date]:
    return (
        day
        for n in range((period.last - period.first).days + 1)
        if (day := period.first + dt.timedelta(days=n)) in here
    )


def _covered_until(connection: Connection, product: Product) -> dt.date:
    """Last day of the back-file that is loaded: every part below the highest one."""
    if product.back_file is None:
        return dt.date.min
    back_file = product_of(product.back_file)
    parts: dict[str, set[str]] = {}
    for name in _names(connection, back_file, ("loaded", "superseded")):
        generation, _, part = name.removesuffix(".zip").rpartition("-")
        parts.setdefault(generation, set()).add(part)
    whole = (
        generation
        for generation, numbers in parts.items()
        if {int(number) for number in numbers} == set(range(1, len(numbers) + 1))
    )
    ends = (back_file.day_of(f"{generation}-01.zip") for generation in whole)
    return max((end for end in ends if end), default=dt.date.min)


def _names(connection: Connection, product: Product, states: tuple[str, ...] | None) -> list[str]:
    """Names of a product's files in the ledger; a file loaded unpacked counts under the name of its archive."""
    statement = select(source_file.c.file_name).where(source_file.c.product == product.ingest_as).distinct()
    if states:
        statement = statement.where(source_file.c.state.in_(states))
    names = (f"{name.removesuffix('.xml')}.zip" if name.endswith(".xml") else name
             for name in connection.execute(statement).scalars())  # fmt: skip
    return [name for name in names if product.name.fullmatch(name)]


def _write(warehouse: Warehouse, product: Product, **values: Any) -> None:
    values |= {"schedule_frequency": product.frequency, "schedule_day": product.schedule_day}
    change = update(download_tracking).where(download_tracking.c.download_type == product.identifier).values(values)
    with warehouse.write() as connection:
        if connection.execute(change).rowcount:
            return
        try:
            with connection.begin_nested():
                connection.execute(insert(download_tracking).values(download_type=product.identifier, **values))
        except IntegrityError:
            # Another run of the same product was faster.
            connection.execute(change)
