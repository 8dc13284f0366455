"""The command `patentrack` (design section 11). Heavy imports live inside the commands: help must be instant."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from patentrack import __version__
from patentrack.doctor import doctor
from patentrack.downloads.command import download
from patentrack.errors import EXIT_DONE, EXIT_FAILED, EXIT_WARNINGS, PatentrackError
from patentrack.ingest.catalogue import LOADERS, loader_of
from patentrack.mirror.command import mirror
from patentrack.parties.cluster_names import cluster_names
from patentrack.parties.command import names, refine
from patentrack.review.classify_text import classify_text
from patentrack.review.command import review


class CommandGroup(click.Group):
    """Turns every failure into one line on stderr and the exit code of the design."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; never a traceback, unless asked for."""
        debug = "--debug" in sys.argv[1:]
        try:
            return super().main(*args, **kwargs)
        except PatentrackError as error:
            if debug:
                raise
            _fail(str(error))
        except Exception as error:
            if debug:
                raise
            first_line = str(error).partition("\n")[0]
            _fail(f"{type(error).__name__}: {first_line}. Run with --debug for the traceback")


def _fail(line: str) -> NoReturn:
    _say(f"patentrack: {line}")
    if "--json" in sys.argv[1:]:
        click.echo(json.dumps({"error": line}, ensure_ascii=False))
    sys.exit(EXIT_FAILED)


json_option = click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="patentrack")
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def main(debug: bool) -> None:
    """Recorded ownership of US patents: USPTO bulk files into tables, kept right every night.

    Without settings the databases are files in ./var. PATENTRACK_HOME names another folder,
    PATENTRACK_DATABASE_URL a MariaDB server (mysql+pymysql://user:password@host:port/).

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with warnings.
    """
    del debug  # read from the arguments, since it must hold for failures before this point too


@main.group()
def db() -> None:
    """The schema: create it, migrate it, check it."""


@db.command()
@click.argument("revision", default="head")
@json_option
def upgrade(revision: str, as_json: bool) -> None:
    """Create what is missing and bring the tables to REVISION (default: the newest)."""
    from patentrack.warehouse import migrate

    with _warehouse() as warehouse:
        reached = migrate.upgrade(warehouse, revision)
    _result({"revision": reached}, as_json, f"The schema is at revision {reached}.")


@db.command()
@click.argument("revision")
@json_option
def downgrade(revision: str, as_json: bool) -> None:
    """Take the tables back to REVISION ("base": none). Drops what later revisions created."""
    from patentrack.warehouse import migrate

    with _warehouse() as warehouse:
        reached = migrate.downgrade(warehouse, revision)
    _result({"revision": reached}, as_json, f"The schema is at revision {reached}.")


@db.command()
@json_option
def check(as_json: bool) -> None:
    """Compare the database with the schema, and count orphans and missing indexes."""
    from patentrack.warehouse.check import check_warehouse

    with _warehouse() as warehouse:
        findings = check_warehouse(warehouse)
    lines = "\n".join(findings) or "Migrations in step, no orphans, every foreign key has its index."
    _result({"ok": not findings, "findings": findings}, as_json, lines)
    sys.exit(EXIT_FAILED if findings else EXIT_DONE)


@main.command()
@click.argument("product", type=click.Choice(tuple(LOADERS)))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@json_option
def ingest(product: str, paths: tuple[Path, ...], as_json: bool) -> None:
    """Load files of a PRODUCT, or folders of them, in any order, any number of times.

    A file is the .zip as published or what it holds (.xml, .txt or .json). One that is already loaded is not
    read again. One that fails changes no table; the others are loaded all the same. CPC and maintenance fees
    are published whole each time: of several files the newest counts.
    """
    from patentrack.ingest.summary import FileFailure, combine
    from patentrack.settings import load_settings

    files = _files(paths, product)
    ingest_file = loader_of(product).function()
    settings = load_settings()
    summaries, failures = [], []
    for path in files:
        with _progress(path.name) as progress:
            try:
                summary = ingest_file(path, settings, progress=progress)
            except PatentrackError as error:
                if "--debug" in sys.argv[1:]:
                    raise
                failures.append(FileFailure(path.name, str(error)))
                _say(f"patentrack: {error}")
                continue
        summaries.append(summary)
        _say(_line(summary.as_dict()))
    total = combine(product, summaries, failures)
    _result(total, as_json, _line(total | {"file": "all files"}) if len(files) > 1 else "")
    if failures:
        sys.exit(EXIT_FAILED)
    sys.exit(EXIT_WARNINGS if total["rejected"] else EXIT_DONE)


@main.command()
def demo() -> None:
    """Run the whole pipeline on generated files, embedded, and show what came out."""
    from patentrack.demo import run_demo

    sys.exit(run_demo())


main.add_command(download)
main.add_command(doctor)
main.add_command(mirror)
main.add_command(names)
main.add_command(refine)
main.add_command(review)
main.add_command(classify_text)
main.add_command(cluster_names)


def _files(paths: tuple[Path, ...], product: str) -> list[Path]:
    """The files meant by the paths; of a folder those that no other product claims by their name."""
    from patentrack.downloads.products import all_products

    loader = loader_of(product)
    others = [other.name for other in all_products().values() if other.ingest_as != product]
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = [file for file in path.iterdir() if file.suffix.lower() in loader.suffixes]
        inside = [file for file in inside if not (loader.beside and loader.beside.fullmatch(file.name))]
        ours = [file for file in inside if not any(name.fullmatch(file.name) for name in others)]
        if len(ours) < len(inside):
            _say(f"patentrack: {len(inside) - len(ours)} files of other products in {path} are left alone")
        if not ours:
            kinds = " or ".join(loader.suffixes)
            raise click.BadParameter(f"the folder {path} holds no {kinds} file of {product}", param_hint="PATHS")
        # The newest first, where it makes reading the others needless.
        files += sorted(ours, reverse=loader.whole)
    return files


@contextmanager
def _warehouse() -> Iterator[Any]:
    from patentrack.settings import load_settings
    from patentrack.warehouse.engine import open_warehouse

    warehouse = open_warehouse(load_settings())
    try:
        yield warehouse
    finally:
        warehouse.engine.dispose()


@contextmanager
def _progress(label: str) -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere: the line at the end of each file says it all."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def advance(done: int, expected: int) -> None:
            bar.length = max(expected, 1)
            bar.update(done - bar.pos)

        yield advance


def _line(summary: dict[str, Any]) -> str:
    if summary["unchanged"]:
        return f"{summary['file']}: {summary.get('note') or 'already loaded, nothing to do'}"
    counts = ", ".join(
        f"{summary[name]:,} {label}"
        for name, label in (
            ("records_read", "records"),
            ("inserted", "inserted"),
            ("replaced", "replaced"),
            ("stale", "stale"),
            ("purged", "purged"),
            ("rejected", "rejected"),
        )
    )
    return f"{summary['file']}: {counts}; {summary['seconds']:.1f} s, {summary['mb_per_second']:.1f} MB/s"


def _result(summary: dict[str, Any], as_json: bool, text: str) -> None:
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    elif text:
        click.echo(text)


def _say(line: str) -> None:
    click.echo(line, err=True)
