"""What the download tasks of all DAGs do. Imported inside the task functions, so it may be heavy."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException, AirflowSkipException
from airflow.sdk.log import mask_secret

from patentrack.downloads import tracking
from patentrack.downloads.budget import Budget
from patentrack.downloads.errors import MissingFilesError
from patentrack.downloads.fetch import fetch_period
from patentrack.downloads.policy import Policy
from patentrack.downloads.products import product_of
from patentrack.downloads.products.base import Product
from patentrack.downloads.products.pasyr import START
from patentrack.errors import SettingsError, SourceFileError
from patentrack.ingest.landing import backfile_parts, day_file, select_parts
from patentrack.orchestration.defaults import fail_at_once
from patentrack.settings import Settings, load_settings
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import ensure_schema

CONNECTION = "uspto_odp"
"""Airflow's connection whose password is the key of the bulk-data API."""

DAILY, BACK_FILE = "PASDL", "PASYR"

LATE = timedelta(days=1)
"""So long after it was due a missing file is still waited for, with the retries of the task."""

GAP_DAYS = 30
"""How far back a run looks for days without a file."""

CURRENT_DAYS = 7
"""A run about an older day is about the past, and does not look for gaps."""

log = logging.getLogger(__name__)


def task_settings() -> Settings:
    """The settings of a task: those of the environment, with the key of the connection `uspto_odp` if there is one.

    The key is masked in the task's log, wherever it came from.

    Raises:
        SettingsError: The key holds a character that no key has.
    """
    settings = load_settings()
    with suppress(AirflowNotFoundException):
        key = (Connection.get(CONNECTION).password or "").strip()
        # As in `load_settings`: the HTTP library would quote it as it refuses the header.
        if not all("!" <= character <= "~" for character in key):
            raise SettingsError(
                f"The password of the connection {CONNECTION} holds a character that no key has",
                hint="Copy the key again; only letters, digits and signs without blanks are expected",
            )
        if key:
            settings = replace(settings, uspto_api_key=key)
    if settings.uspto_api_key:
        mask_secret(settings.uspto_api_key)
    return settings


def fetch(product: str, start: date, end: date) -> list[dict[str, Any]]:
    """Have the files of a window in the landing folder; the USPTO is asked only for what is not there.

    So a run that is repeated costs nothing, and a file that somebody put there needs neither key nor network.
    A file that failed to load counts as not there: it may have been published anew. A good one that was published
    anew under its name is fetched by `patentrack download`.

    Args:
        product: Identifier of the USPTO, as PASDL.
        start: First day.
        end: Last day, included.

    Returns:
        One dict a file: path, sha256, bytes, whether it was fetched just now, its downloads in a year, warnings.

    Raises:
        AirflowFailException: Trying again cannot help: no such file though it was due long ago, a bad file, a
            refused key, a spent budget, a wrong setting.
        DownloadError: The service could not be reached, or the file is late.
    """
    with fail_at_once():
        settings, found = task_settings(), product_of(product)
        try:
            files = _fetch(found, start, end, settings)
        except MissingFilesError as error:
            due = max(period.due for period in found.periods(start, end))
            if settings.uspto_api_key is None or datetime.now(UTC) > due + LATE:
                raise AirflowFailException(str(error)) from error
            raise
        for file in files:
            for warning in file["warnings"]:
                log.warning("%s", warning)
        return files


def fetch_day(day: date) -> dict[str, Any]:
    """Have the assignment file of one day in the landing folder; an unpacked one is taken where no archive is.

    Raises:
        AirflowFailException: As `fetch`.
        DownloadError: As `fetch`.
    """
    with fail_at_once(), suppress(SourceFileError):
        path = day_file(day, load_settings().landing)
        if path.suffix == ".xml":
            return {"path": str(path), "fetched": False}
    [file] = fetch(DAILY, day, day)
    return file


def fetch_back_file(generation: str | None, parts: str | None, until: date) -> list[str]:
    """Have one generation of the back-file in the landing folder; without a key it has to be there.

    Args:
        generation: As in `patentrack.ingest.landing.backfile_parts`.
        parts: As in `patentrack.ingest.landing.select_parts`; all parts are fetched, these are given back.
        until: Without a generation, the last day that one may cover.

    Returns:
        Paths, in the order of their numbers.

    Raises:
        AirflowFailException: No or several generations, a part is missing, a selection that cannot be, or as `fetch`.
        DownloadError: The service could not be reached.
    """
    with fail_at_once():
        settings = task_settings()
        if settings.uspto_api_key is None:
            return [str(path) for path in select_parts(backfile_parts(settings.landing, generation), parts)]
        files = fetch_period(BACK_FILE, *_window(generation, until), settings)
        return [str(path) for path in select_parts([Path(file.path) for file in files], parts)]


def check_gaps(product: str, day: date, run_type: str) -> None:
    """Look for gaps in a run that the schedule started; elsewhere the order of days means nothing.

    Args:
        product: Identifier of the USPTO.
        day: First day of the run.
        run_type: Of the run, as Airflow has it.

    Raises:
        AirflowSkipException: The run is one of a backfill, or about a day long ago.
        AirflowFailException: As `require_no_gaps`.
    """
    if run_type == "backfill" or datetime.now(UTC).date() - day > timedelta(days=CURRENT_DAYS):
        raise AirflowSkipException("Days before this one are looked at by the run of the schedule")
    require_no_gaps(product, day)


def require_no_gaps(product: str, day: date) -> None:
    """Fail if a file due in the weeks before a day never came, though files before it did.

    Args:
        product: Identifier of the USPTO.
        day: First day of the run; it is not looked at itself.

    Raises:
        AirflowFailException: The message names the days.
    """
    with fail_at_once():
        warehouse = open_warehouse(load_settings())
        try:
            ensure_schema(warehouse)
            with warehouse.connect() as connection:
                first = tracking.first_day(product, connection)
                start = max(first or day, day - timedelta(days=GAP_DAYS))
                missing = tracking.gaps(product, start, day - timedelta(days=1), connection)
        finally:
            warehouse.engine.dispose()
    if missing:
        raise AirflowFailException(
            f"{product}: in the {GAP_DAYS} days before {day} no file came of {', '.join(map(str, missing))}. "
            "Run a backfill of these days"
        )


def _fetch(product: Product, start: date, end: date, settings: Settings) -> list[dict[str, Any]]:
    if settings.uspto_api_key and _is_here(product, start, end, settings):
        try:
            local = fetch_period(product.identifier, start, end, replace(settings, uspto_api_key=None))
        except SourceFileError as error:
            log.warning("%s: fetching it anew", error)
        else:
            used = _downloads_in_year(product, [file.file_name for file in local], settings)
            return [file.as_dict() | {"downloads_in_year": used[file.file_name]} for file in local]
    return [file.as_dict() for file in fetch_period(product.identifier, start, end, settings)]


def _downloads_in_year(product: Product, names: Sequence[str], settings: Settings) -> dict[str, int]:
    warehouse = open_warehouse(settings)
    try:
        budget = Budget(warehouse, settings.uspto_api_key, Policy())
        return {name: budget.used(product.identifier, name) for name in names}
    finally:
        warehouse.engine.dispose()


def _is_here(product: Product, start: date, end: date, settings: Settings) -> bool:
    """Whether every file of the window is in the landing folder; one that failed to load may be out anew."""
    if not settings.landing.is_dir():
        return False
    warehouse = open_warehouse(settings)
    try:
        ensure_schema(warehouse)
        with warehouse.connect() as connection:
            failed = {(row.product, row.file_name) for row in ledger.files_in_state(connection, "failed")}
    finally:
        warehouse.engine.dispose()
    names = {path.name for path in settings.landing.iterdir() if path.is_file()}
    names -= {name for ingest_as, name in failed if ingest_as == product.ingest_as}
    periods = product.periods(start, end)
    return bool(periods) and all(any(product.is_inside(name, period) for name in names) for period in periods)


def _window(generation: str | None, until: date) -> tuple[date, date]:
    if not generation or not generation.strip():
        return START, until
    first, _, last = generation.strip().removeprefix("ad").rpartition("-")
    try:
        end = datetime.strptime(last, "%Y%m%d").replace(tzinfo=UTC).date()
        return (datetime.strptime(first, "%Y%m%d").replace(tzinfo=UTC).date() if first else START), end
    except ValueError:
        raise SourceFileError(
            f"ad{generation.strip().removeprefix('ad')}", "is no generation", hint="Write it like 19800101-20231231"
        ) from None
