"""What is behind `patentrack doctor`: what is configured, reachable and fresh, and what to do about what is not."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from patentrack.downloads import tracking
from patentrack.downloads.budget import Budget, fingerprint
from patentrack.downloads.client import Client
from patentrack.downloads.hosts import shown
from patentrack.downloads.policy import Policy
from patentrack.downloads.products import all_products
from patentrack.downloads.products.base import Period
from patentrack.errors import PatentrackError, WarehouseError
from patentrack.settings import Settings
from patentrack.warehouse.engine import Warehouse, open_warehouse
from patentrack.warehouse.ledger import files_in_state
from patentrack.warehouse.migrate import current_revision, head_revision

Status = Literal["ok", "warning", "failed"]

# A month of the CPC files and the work of loading them.
ROOMY_BYTES = 10 << 30
TIGHT_BYTES = 1 << 30
_WAITING_DAYS = 2
_LISTED = 5
# A question, not a job: the answer has to come while somebody looks at the screen.
_QUICK = replace(Policy(), connect_seconds=5.0, read_seconds=15.0, whole_seconds=30.0, attempts=1, lock_wait_seconds=5)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: What: settings, database, schema, api, freshness, gaps, budget, files, disk.
        status: ok, warning or failed.
        message: What was found; holds nothing secret.
        advice: What to do about it, empty when nothing.
    """

    check: str
    status: Status
    message: str
    advice: str = ""


def diagnose(settings: Settings, *, now: dt.datetime | None = None) -> list[Finding]:
    """Look at everything; nothing is changed, and no problem stops the next check.

    Args:
        settings: What is configured.
        now: The present; with a zone.
    """
    now = now or dt.datetime.now(dt.UTC)
    findings = list(_settings(settings))
    warehouse = open_warehouse(settings)
    try:
        database = list(_database(warehouse))
        findings += database
        usable = all(finding.status == "ok" for finding in database)
        findings.append(_api(settings, warehouse if usable else None))
        if usable:
            findings += _freshness(warehouse, now)
            findings += _gaps(warehouse, now)
            findings += _budget(warehouse, settings)
            findings += _files(warehouse, now)
    finally:
        warehouse.engine.dispose()
    return [*findings, *_disk({settings.home, settings.landing})]


def _settings(settings: Settings) -> Iterator[Finding]:
    place = "MariaDB" if settings.database_url else f"embedded databases in {settings.home}"
    yield Finding("settings", "ok", f"{place}; landing folder {settings.landing}; API {shown(settings.uspto_api_url)}")
    if settings.uspto_api_key:
        yield Finding("settings", "ok", f"an API key is set (fingerprint {fingerprint(settings.uspto_api_key)})")
    else:
        yield Finding(
            "settings",
            "warning",
            "no API key is set: nothing can be downloaded",
            "Get one at data.uspto.gov and set PATENTRACK_USPTO_API_KEY, or put files into the landing folder",
        )


def _database(warehouse: Warehouse) -> Iterator[Finding]:
    if not warehouse.is_mariadb and not any(warehouse.home.glob(f"{warehouse.prefix}*.db")):
        # Opening the embedded databases would make them.
        yield Finding("schema", "warning", "there are no databases yet", "Run: patentrack db upgrade")
        return
    try:
        with warehouse.connect() as connection:
            current = current_revision(warehouse, connection)
    except PatentrackError as error:
        yield Finding("database", "failed", error.message, error.hint or "")
        return
    yield Finding("database", "ok", "the database answers")
    head = head_revision()
    if current == head:
        yield Finding("schema", "ok", f"the schema is at revision {head}, the newest")
    else:
        status: Status = "failed" if current else "warning"
        yield Finding(
            "schema", status, f"the schema is at revision {current or 'none'}, not {head}", "Run: patentrack db upgrade"
        )


def _api(settings: Settings, warehouse: Warehouse | None) -> Finding:
    if settings.uspto_api_key is None:
        return Finding("api", "ok", "not asked: there is no key")
    where = shown(settings.uspto_api_url)
    started = time.perf_counter()
    try:
        client = Client(settings, _QUICK)
        turn = Budget(warehouse, settings.uspto_api_key, _QUICK).one_at_a_time() if warehouse else nullcontext()
        try:
            with turn:
                listed = {product.identifier for product in client.products()}
        finally:
            client.close()
    except WarehouseError as error:
        return Finding("api", "ok", f"not asked, a download is running: {error.message}")
    except PatentrackError as error:
        return Finding("api", "failed", error.message, error.hint or "")
    absent = sorted(set(all_products()) - listed)
    answer = f"{where} answers in {time.perf_counter() - started:.1f} s"
    if absent:
        return Finding("api", "warning", f"{answer}, without {', '.join(absent)}", "Look for their new names")
    return Finding("api", "ok", f"{answer} and lists every product")


def _freshness(warehouse: Warehouse, now: dt.datetime) -> Iterator[Finding]:
    with warehouse.connect() as connection:
        rows = tracking.tracked(connection)
    if not rows:
        yield Finding(
            "freshness", "warning", "nothing was ever downloaded", "Start the DAGs, or run: patentrack download"
        )
    for row in rows:
        last = f"last success {row.last_success:%Y-%m-%d %H:%M} UTC" if row.last_success else "never a success"
        if row.status == "failed":
            again = f"patentrack download {row.product} --from ... --to ..."
            yield Finding(
                "freshness", "failed", f"{row.product}: {last}; the last run failed: {row.error}", f"Run: {again}"
            )
        elif row.next_due and row.next_due < now.date():
            yield Finding(
                "freshness",
                "warning",
                f"{row.product}: {last}; the next file was due on {row.next_due}",
                "See whether its DAG runs",
            )
        else:
            due = f", next file due on {row.next_due}" if row.next_due else ""
            yield Finding("freshness", "ok", f"{row.product}: {last}{due}")


def _gaps(warehouse: Warehouse, now: dt.datetime) -> Iterator[Finding]:
    with warehouse.connect() as connection:
        for identifier in all_products():
            start = tracking.first_day(identifier, connection)
            if start is None:
                continue
            missing = tracking.gaps(identifier, start, now.date(), connection, now=now)
            if missing:
                yield Finding(
                    "gaps",
                    "failed",
                    f"{identifier}: {len(missing)} files are missing: {_ranges(missing)}",
                    f"Run: patentrack download {identifier} --from {missing[0].first} --to {missing[-1].last},"
                    " then load them; or run a backfill of these days",
                )
            else:
                yield Finding("gaps", "ok", f"{identifier}: no file is missing since {start}")


def _ranges(missing: Sequence[Period]) -> str:
    """Days that follow each other as one range; the first few of them."""
    ranges: list[tuple[dt.date, dt.date]] = []
    for period in missing:
        if ranges and period.first - ranges[-1][1] == dt.timedelta(days=1):
            ranges[-1] = (ranges[-1][0], period.last)
        else:
            ranges.append((period.first, period.last))
    words = [str(first) if first == last else f"{first} to {last}" for first, last in ranges[:_LISTED]]
    return ", ".join(words) + (f" and {len(ranges) - _LISTED} more ranges" if len(ranges) > _LISTED else "")


def _budget(warehouse: Warehouse, settings: Settings) -> Iterator[Finding]:
    limit, reserve = _QUICK.yearly_downloads, _QUICK.yearly_reserve
    near = Budget(warehouse, settings.uspto_api_key, _QUICK).usage(at_least=limit - 2 * reserve - 1)
    for usage in near:
        spent = usage.downloads >= limit - reserve
        yield Finding(
            "budget",
            "warning",
            f"{usage.file_name}: {usage.downloads} of {limit} downloads within a year are used",
            f"The next one is free on {usage.free_again:%Y-%m-%d}"
            + ("; before it, only with --force" if spent else ""),
        )
    if not near:
        yield Finding("budget", "ok", f"no file is near its {limit} downloads a year")


def _files(warehouse: Warehouse, now: dt.datetime) -> Iterator[Finding]:
    with warehouse.connect() as connection:
        failed = files_in_state(connection, "failed")
        waiting = [
            file
            for file in files_in_state(connection, "pending")
            if file.registered_at < now.replace(tzinfo=None) - dt.timedelta(days=_WAITING_DAYS)
        ]
    for file in failed[:_LISTED]:
        yield Finding(
            "files", "failed", f"{file.file_name}: failed to load: {file.error}", "See the runbook of its DAG"
        )
    if failed[_LISTED:]:
        yield Finding("files", "failed", f"{len(failed) - _LISTED} more files failed to load")
    if waiting:
        names = ", ".join(file.file_name for file in waiting[:_LISTED])
        yield Finding(
            "files",
            "warning",
            f"{len(waiting)} files wait to be loaded since more than {_WAITING_DAYS} days: {names}",
            "Run: patentrack ingest",
        )
    if not failed and not waiting:
        yield Finding("files", "ok", "every file that came is loaded, or came just now")


def _disk(folders: set[Path]) -> Iterator[Finding]:
    for folder in sorted(folders):
        existing = next(path for path in (folder, *folder.parents) if path.exists())
        free = shutil.disk_usage(existing).free
        message = f"{folder}: {free / 2**30:.1f} GiB free"
        if free < TIGHT_BYTES:
            yield Finding("disk", "failed", message, "Make room: no file can be loaded safely")
        elif free < ROOMY_BYTES:
            yield Finding("disk", "warning", message, f"Make room: {ROOMY_BYTES >> 30} GiB carry a month of files")
        else:
            yield Finding("disk", "ok", message)
