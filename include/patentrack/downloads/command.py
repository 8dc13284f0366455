"""The command `patentrack download` (design section 11)."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from patentrack.errors import EXIT_DONE, EXIT_FAILED, EXIT_WARNINGS, PatentrackError

if TYPE_CHECKING:
    from patentrack.downloads.fetch import DownloadedFile

# Off a terminal a long transfer says so now and then.
_LINE_SECONDS = 30.0
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("product")
@click.option("--from", "start", type=_DAY, required=True, metavar="DATE", help="First day, as 2024-01-31.")
@click.option("--to", "end", type=_DAY, required=True, metavar="DATE", help="Last day, included.")
@click.option("--force", is_flag=True, help="Use the last two of the twenty downloads of a file in a year.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def download(product: str, start: datetime, end: datetime, *, force: bool, as_json: bool) -> None:
    """Fetch the files of a PRODUCT of the USPTO's bulk-data API into the landing folder.

    PRODUCT is an identifier of the USPTO: PASDL, PASYR, CPCMCPT, CPCMCAPP, PTMNFEE2, PTBLXML, APPBLXML, PTFWPRE.
    The key of the API is read from PATENTRACK_USPTO_API_KEY. A file that is here already is not fetched again.
    A day that should have a file and has none is a failure; the files of the other days are fetched all the same.
    """
    from patentrack.downloads.fetch import fetch_period  # noqa: PLC0415 (help must be instant)
    from patentrack.downloads.products import all_products  # noqa: PLC0415
    from patentrack.settings import load_settings  # noqa: PLC0415

    if product.upper() not in all_products():
        raise click.BadParameter(f"{product!r} is none of {', '.join(all_products())}", param_hint="PRODUCT")
    if start > end:
        raise click.BadParameter(f"{end:%Y-%m-%d} is before {start:%Y-%m-%d}", param_hint="--to")
    started = time.perf_counter()
    files: list[DownloadedFile] = []
    error: PatentrackError | None = None
    with _progress() as (progress, end_of_file):

        def done(file: DownloadedFile) -> None:
            end_of_file()
            files.append(file)
            _say(_line(file))

        try:
            fetch_period(product, start.date(), end.date(), load_settings(), force=force, progress=progress, done=done)
        except PatentrackError as failure:
            error = failure
    if error and "--debug" in sys.argv[1:]:
        raise error
    if error:
        _say(f"patentrack: {error}")
    if as_json:
        seconds = time.perf_counter() - started
        asked = {"product": product.upper(), "from": f"{start:%Y-%m-%d}", "to": f"{end:%Y-%m-%d}"}
        click.echo(json.dumps(asked | _summary(files, error) | {"seconds": round(seconds, 3)}))
    if error:
        sys.exit(EXIT_FAILED)
    sys.exit(EXIT_WARNINGS if any(file.warnings for file in files) else EXIT_DONE)


def _summary(files: list[DownloadedFile], error: PatentrackError | None) -> dict[str, Any]:
    fetched = [file for file in files if file.fetched]
    return {
        "fetched": len(fetched),
        "already_here": len(files) - len(fetched),
        "bytes_fetched": sum(file.bytes for file in fetched),
        "files": [file.as_dict() for file in files],
        "warnings": [warning for file in files for warning in file.warnings],
        "error": str(error) if error else None,
    }


def _line(file: DownloadedFile) -> str:
    what = "fetched" if file.fetched else "here already"
    line = f"{file.file_name}: {file.bytes:,} bytes, {what} ({file.downloads_in_year} of 20 downloads this year)"
    return "\n".join([line, *(f"warning: {warning}" for warning in file.warnings)])


@contextmanager
def _progress() -> Iterator[tuple[Callable[[str, int, int], None], Callable[[], None]]]:
    """A bar per file on a terminal, a line now and then elsewhere; the second function ends a file."""
    bars: dict[str, Any] = {}
    last_line = time.monotonic()

    def end_of_file() -> None:
        for bar in bars.values():
            bar.__exit__(None, None, None)
        bars.clear()

    def advance(name: str, done: int, expected: int) -> None:
        if name not in bars:
            end_of_file()
            bars[name] = click.progressbar(length=max(expected, 1), label=name, file=sys.stderr, show_pos=True)
            bars[name].__enter__()
        bars[name].update(done - bars[name].pos)

    def tell(name: str, done: int, expected: int) -> None:
        nonlocal last_line
        if time.monotonic() - last_line >= _LINE_SECONDS:
            last_line = time.monotonic()
            _say(f"{name}: {done:,} of {expected:,} bytes")

    try:
        yield (advance if sys.stderr.isatty() else tell), end_of_file
    finally:
        end_of_file()


def _say(line: str) -> None:
    click.echo(line, err=True)
