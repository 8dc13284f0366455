"""The files of a product and a window, fetched where they are not here yet, verified, and in the ledger."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from patentrack.archives import sha256_of
from patentrack.downloads import tracking
from patentrack.downloads.budget import Budget
from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.client import Client, with_retries
from patentrack.downloads.errors import DownloadError, MissingFilesError, TransientError
from patentrack.downloads.part import Part
from patentrack.downloads.policy import Policy
from patentrack.downloads.products import product_of
from patentrack.downloads.products.base import Period, Product, Selection
from patentrack.downloads.verify import check_archive
from patentrack.errors import PatentrackError, SourceFileError, WarehouseError
from patentrack.settings import Settings
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import Warehouse, driver_message, open_warehouse
from patentrack.warehouse.migrate import ensure_schema

# Progress over all files: name, bytes that are here, bytes in all.
FileProgress = Callable[[str, int, int], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DownloadedFile:
    """A file that is here, verified and known to the ledger.

    Attributes:
        product: Identifier of the USPTO.
        ingest_as: Product as `patentrack ingest` names it.
        file_name: Its name.
        path: Where it is.
        bytes: Its size.
        sha256: Its digest.
        date_from: First day it covers, ISO 8601, or None.
        date_to: Last day it covers.
        fetched: Whether it came just now; False if it was here already.
        downloads_in_year: Times it was downloaded with this key within a year, of 20 that are allowed.
        warnings: What a person should look at.
    """

    product: str
    ingest_as: str
    file_name: str
    path: str
    bytes: int
    sha256: str
    date_from: str | None
    date_to: str | None
    fetched: bool
    downloads_in_year: int
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON; holds nothing secret."""
        return asdict(self) | {"warnings": list(self.warnings)}


def fetch_period(
    product: str,
    start: date,
    end: date,
    settings: Settings,
    *,
    force: bool = False,
    policy: Policy | None = None,
    progress: FileProgress | None = None,
    done: Callable[[DownloadedFile], None] | None = None,
) -> list[DownloadedFile]:
    """Have the files of a window in the landing folder.

    A file that is here already, with the size that the catalogue lists and the digest of the ledger, is not fetched
    again. Without an API key nothing is fetched: the files have to be here.

    Args:
        product: Identifier of the USPTO, as PASDL.
        start: First day.
        end: Last day, included.
        settings: Where the API, the key, the landing folder and the warehouse are.
        force: Use the last downloads of a file's yearly budget.
        policy: Time limits, retries, limits of the service; the usual ones by default.
        progress: Called now and then.
        done: Called with each file once it is here, so that a failure later on does not hide it.

    Returns:
        In order of their days.

    Raises:
        MissingFilesError: Files that should exist do not; those that do have been fetched.
        DownloadError: The service refuses, or a file of it is not what it should be.
        SourceFileError: A file that came is damaged.
        WarehouseError: The database is not there or not at this version's schema.
    """
    found = product_of(product)
    if start > end:
        raise DownloadError(f"{found.identifier}: {start} is after {end}")
    warehouse = open_warehouse(settings)
    try:
        run = _Run(found, settings, warehouse, policy or Policy(), force=force, progress=progress, done=done)
        ensure_schema(warehouse)
        tracking.note_start(warehouse, found)
        try:
            run.fetch(start, end)
        except BaseException as error:
            reason = str(error) if isinstance(error, PatentrackError) else type(error).__name__
            tracking.note_failure(warehouse, found, files=len(run.files), error=reason)
            raise
        tracking.note_success(warehouse, found, files=len(run.files))
    except DBAPIError as error:
        raise WarehouseError(f"{found.identifier}: the database failed: {driver_message(error)}") from error
    finally:
        warehouse.engine.dispose()
    return run.files


class _Run:
    def __init__(
        self,
        product: Product,
        settings: Settings,
        warehouse: Warehouse,
        policy: Policy,
        *,
        force: bool,
        progress: FileProgress | None,
        done: Callable[[DownloadedFile], None] | None,
    ) -> None:
        self.files: list[DownloadedFile] = []
        self._product = product
        self._landing = settings.landing
        self._has_key = settings.uspto_api_key is not None
        self._warehouse = warehouse
        self._policy = policy
        self._force = force
        self._progress = progress
        self._done = done
        self._budget = Budget(warehouse, settings.uspto_api_key, policy)
        self._client = Client(settings, policy)

    def fetch(self, start: date, end: date) -> None:
        try:
            selection = self._select(start, end)
            for name in selection.unknown:
                log.warning("%s: a data file that is not known, left out: %s", self._product.identifier, name)
            for file in selection.files:
                self.files.append(self._have(file))
                if self._done:
                    self._done(self.files[-1])
        finally:
            self._client.close()
        if selection.missing:
            raise self._missing(selection.missing)

    def _select(self, start: date, end: date) -> Selection:
        """What the catalogue lists, and in its gaps what is here though not listed any more."""
        local = _files_in(self._landing, self._product)
        if not self._has_key:
            return self._product.select(local, start, end)
        days = (start, end) if self._product.by_window else (None, None)
        with self._budget.one_at_a_time():
            listed = self._client.files(self._product.identifier, *days)
        selection = self._product.select(listed, start, end)
        kept = {
            period: file for period in selection.missing for file in local if self._product.is_inside(file.name, period)
        }
        files = sorted((*selection.files, *kept.values()), key=lambda file: self._product.day_of(file.name) or start)
        missing = tuple(period for period in selection.missing if period not in kept)
        return Selection(tuple(files), missing, selection.unknown)

    def _have(self, file: ListedFile) -> DownloadedFile:
        part = Part(self._landing, file)
        sha256 = self._digest_if_here(part.final, file)
        fetched = False
        if sha256 is None:
            with self._budget.one_at_a_time():
                # It may have come while this process waited.
                sha256 = self._digest_if_here(part.final, file)
                if sha256 is None:
                    with_retries(lambda: self._download(file, part), self._policy)
                    sha256 = sha256_of(part.path)
                    fetched = True
                    part.finish()
        first, last = self._product.days_of(file.name) or (None, None)
        with self._warehouse.write() as connection:
            ledger.register(
                connection,
                ledger.SourceFile(self._product.ingest_as, file.name, sha256, file.size),
                date_from=first,
                date_to=last,
            )
        return DownloadedFile(
            product=self._product.identifier,
            ingest_as=self._product.ingest_as,
            file_name=file.name,
            path=str(part.final),
            bytes=file.size,
            sha256=sha256,
            date_from=first.isoformat() if first else None,
            date_to=last.isoformat() if last else None,
            fetched=fetched,
            downloads_in_year=self._budget.used(self._product.identifier, file.name),
            warnings=tuple(self._warnings(file)),
        )

    def _digest_if_here(self, path: Path, file: ListedFile) -> str | None:
        """The digest of a file that need not be fetched; None for one that has to be.

        The digest is compared with the ledger's. A file that the ledger does not know, because somebody put it here or
        a process died between its renaming and the ledger, is read to its end instead.
        """
        if not path.is_file() or path.stat().st_size != file.size:
            return None
        arrived = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if file.url and file.modified and file.modified > arrived:
            return None
        sha256 = sha256_of(path)
        with self._warehouse.connect() as connection:
            known = ledger.digests(connection, self._product.ingest_as, file.name)
        if sha256 in known:
            return sha256
        if known and file.url:
            return None
        try:
            check_archive(path, file.name)
        except SourceFileError:
            if file.url is None:
                raise
            return None
        return sha256

    def _download(self, file: ListedFile, part: Part) -> None:
        """One try, counted; the part is complete and verified after it."""
        name = file.name
        progress = self._progress
        resumed = part.size > 0
        if part.is_complete:
            _check_part(part, name, resumed=resumed)
            return
        with self._budget.request(self._product.identifier, file, force=self._force) as request:
            try:
                request.bytes_received = self._client.download(
                    file, part, (lambda done, total: progress(name, done, total)) if progress else None
                )
                request.http_status = 200
            except DownloadError as error:
                request.http_status = error.http_status
                if isinstance(error, TransientError) and not error.reached:
                    request.bytes_received = 0
                raise
        _check_part(part, name, resumed=resumed)

    def _warnings(self, file: ListedFile) -> list[str]:
        smallest, largest = self._product.band(file.name)
        found = []
        if not smallest <= file.size <= largest:
            found.append(
                f"{file.name}: {file.size:,} bytes, where {smallest:,} to {largest:,} are usual: look at its content"
            )
        if self._has_key and file.url is None:
            found.append(f"{file.name}: not listed by the USPTO any more; the copy that is here was taken")
        return found

    def _missing(self, missing: Sequence[Period]) -> MissingFilesError:
        identifier = self._product.identifier
        days = ", ".join(str(period) for period in missing)
        where = "listed by the USPTO" if self._has_key else f"in {self._landing}"
        now = datetime.now(UTC)
        early = [period for period in missing if period.due > now]
        if early:
            hint = f"{early[0]} is due at {early[0].due:%Y-%m-%d %H:%M} UTC; run this again then"
        elif self._has_key:
            hint = "It should exist: run this again later, and ask the USPTO if it stays away"
        else:
            hint = "Put it there, or set PATENTRACK_USPTO_API_KEY to have it fetched"
        return MissingFilesError(f"{identifier}: no file of {days} is {where}", hint=hint)


def _check_part(part: Part, name: str, *, resumed: bool) -> None:
    """Compare every checksum; a part that fails is thrown away.

    Args:
        part: With every byte there.
        name: The file's name.
        resumed: Whether its beginning is from an earlier try: then the whole file from one answer may be better.

    Raises:
        TransientError: It is damaged and was resumed.
        SourceFileError: It is damaged as it came.
    """
    try:
        check_archive(part.path, name)
    except SourceFileError as error:
        part.discard()
        if resumed:
            raise TransientError(f"{error}; fetching it anew") from None
        raise


def _files_in(folder: Path, product: Product) -> list[ListedFile]:
    """Files of a product in the landing folder, whoever put them there."""
    if not folder.is_dir():
        return []
    return [
        ListedFile(path.name, path.stat().st_size)
        for path in sorted(folder.iterdir())
        if product.name.fullmatch(path.name) and path.is_file()
    ]
