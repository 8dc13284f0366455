"""The limits of the service as this project keeps them, in the table `download_request` (formats.md, section 5).

Rows are written before a request goes out, so that a killed process counts too. Every process counts in the same
table, under the lock that lets one of them ask at a time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.errors import BudgetError
from patentrack.downloads.policy import Policy
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.ledger import utc_now
from patentrack.warehouse.tables.ledger import download_request

LOCK = "uspto-api"
YEAR = dt.timedelta(days=365)
NO_KEY = ""


@dataclass(frozen=True)
class Usage:
    """Downloads of one file in the last year.

    Attributes:
        product: Identifier of the USPTO.
        file_name: The file.
        downloads: How many.
        free_again: When the oldest of them is a year old (UTC).
    """

    product: str
    file_name: str
    downloads: int
    free_again: dt.datetime


def fingerprint(key: str | None) -> str:
    """Which key, without giving it away: 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()[:12] if key else NO_KEY


class Budget:
    """Counts the downloads of one key.

    Args:
        warehouse: Where the table is.
        key: The key; only its fingerprint is kept.
        policy: The limits.
    """

    def __init__(self, warehouse: Warehouse, key: str | None, policy: Policy) -> None:
        self._warehouse = warehouse
        self._fingerprint = fingerprint(key)
        self._policy = policy

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Let no other process of this warehouse ask the service meanwhile.

        Raises:
            WarehouseError: Another process has been at it for hours.
        """
        with self._warehouse.locked(LOCK, wait_seconds=self._policy.lock_wait_seconds):
            yield

    def used(self, product: str, file_name: str) -> int:
        """Downloads of a file in the last year."""
        return next((usage.downloads for usage in self.usage(product=product, file_name=file_name)), 0)

    def usage(self, *, at_least: int = 1, product: str | None = None, file_name: str | None = None) -> list[Usage]:
        """Files downloaded in the last year, the most often first.

        Args:
            at_least: Leave out files with fewer downloads.
            product: Only this product.
            file_name: Only this file.
        """
        columns = (download_request.c.product, download_request.c.file_name)
        conditions = [self._counts()]
        if product is not None:
            conditions.append(download_request.c.product == product)
        if file_name is not None:
            conditions.append(download_request.c.file_name == file_name)
        downloads = func.count().label("downloads")
        statement = (
            select(*columns, downloads, func.min(download_request.c.requested_at).label("first"))
            .where(*conditions)
            .group_by(*columns)
            .having(downloads >= at_least)
            .order_by(downloads.desc(), *columns)
        )
        with self._warehouse.connect() as connection:
            rows = connection.execute(statement).all()
        return [Usage(row.product, row.file_name, row.downloads, row.first + YEAR) for row in rows]

    @contextmanager
    def request(self, product: str, file: ListedFile, *, force: bool) -> Iterator[Request]:
        """Count one download, as soon as the limits allow it. Inside `one_at_a_time`.

        Args:
            product: Identifier of the USPTO.
            file: What is asked for.
            force: Use what is kept in reserve.

        Yields:
            Where to say what came of it.

        Raises:
            BudgetError: The yearly budget of the file is spent, or down to its reserve and not forced.
        """
        self._check_year(product, file.name, force=force)
        self._wait_for_window()
        with self._warehouse.write() as connection:
            key = connection.execute(
                insert(download_request).values(
                    product=product,
                    file_name=file.name,
                    key_fingerprint=self._fingerprint,
                    requested_at=utc_now(),
                )
            ).inserted_primary_key
        if key is None:
            raise TypeError("the database gave no key for the new row of download_request")
        request = Request()
        try:
            yield request
        finally:
            with self._warehouse.write() as connection:
                connection.execute(
                    update(download_request)
                    .where(download_request.c.download_request_id == key[0])
                    .values(http_status=request.http_status, bytes_received=request.bytes_received)
                )

    def _check_year(self, product: str, file_name: str, *, force: bool) -> None:
        limit = self._policy.yearly_downloads
        usage = next(iter(self.usage(product=product, file_name=file_name)), None)
        if usage is None or usage.downloads < limit - self._policy.yearly_reserve:
            return
        if usage.downloads >= limit:
            raise BudgetError(
                f"{file_name}: downloaded {usage.downloads} times within a year, which is all that a key may",
                hint=f"One more is possible on {usage.free_again:%Y-%m-%d}; until then use a copy of the file",
            )
        if not force:
            raise BudgetError(
                f"{file_name}: downloaded {usage.downloads} times within a year, of {limit} that a key may",
                hint="To use one of the last, say --force",
            )

    def _wait_for_window(self) -> None:
        """Keep within the files of the service's window; all keys count, since it counts addresses."""
        statement = (
            select(download_request.c.requested_at)
            .order_by(download_request.c.download_request_id.desc())
            .offset(self._policy.files_per_window - 1)
            .limit(1)
        )
        with self._warehouse.connect() as connection:
            oldest = connection.execute(statement).scalar()
        if oldest is None:
            return
        # Stored times are cut to seconds; one more second makes up for it.
        window = (
            dt.timedelta(seconds=self._policy.window_seconds + 1) if self._policy.window_seconds else dt.timedelta()
        )
        wait = (oldest + window - dt.datetime.now(dt.UTC).replace(tzinfo=None)).total_seconds()
        if wait > 0:
            # A clock that was set back must not stop the downloads until it has caught up.
            time.sleep(min(wait, window.total_seconds()))

    def _counts(self) -> ColumnElement[bool]:
        """Requests the service will have counted: answered with a file, or cut off before anybody knew."""
        columns = download_request.c
        answered = columns.http_status < 400
        unknown = and_(columns.http_status.is_(None), columns.bytes_received.is_(None))
        return and_(
            columns.key_fingerprint == self._fingerprint,
            columns.requested_at > utc_now() - YEAR,
            or_(answered, unknown),
        )


@dataclass
class Request:
    """What came of a request; unset when nobody knows."""

    http_status: int | None = None
    bytes_received: int | None = None
