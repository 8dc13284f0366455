"""`patentrack demo`: every source on generated files, embedded, through the DAGs, and what came out."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection, desc, func, select

from patentrack.demo_asset import show_asset
from patentrack.downloads.products import product_of
from patentrack.errors import EXIT_DONE, EXIT_FAILED
from patentrack.ingest.catalogue import loader_of
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.environment import project_root
from patentrack.orchestration.run_dag import DagRunner, DagRunResult
from patentrack.samples.products import write_sources
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.tables import APPLICATIONS, FEES, GRANTS, NEW_APPLICATION, USPTO, metadata
from patentrack.warehouse.tables.views import view_metadata

MONDAY = date(2024, 3, 4)
SEED = 2024
# A twentieth of a real week: some thousand documents, loaded in seconds.
SCALE = 0.05
REAL_DAY = date(2015, 7, 27)
# Columns of the runs, with their widths.
COUNTS = {"records_read": 9, "inserted": 10, "replaced": 10, "stale": 7, "purged": 8}

# After the assignments: the DAG, a day of its week or month, the values of its form.
OTHER_RUNS: tuple[tuple[str, date, dict[str, int]], ...] = (
    ("bibliographic_weekly", MONDAY, {}),
    ("cpc_monthly", MONDAY, {}),
    ("maintenance_fees_weekly", MONDAY, {}),
    ("application_status", MONDAY, {"filed_from": 2001, "filed_to": MONDAY.year}),
)
# Products with a file a week, of which those of earlier years are here as well.
WITH_EARLIER_FILES = ("PTBLXML", "APPBLXML")

SHOWN_TABLES = {
    USPTO: (
        "assignment",
        "assignor",
        "assignee",
        "documentid",
        "correspondent",
        "assignor_and_assignee",
        "representative",
        "assignment_conveyance",
        "patent_cpc",
        "application_cpc",
        "application_status_latest",
        "source_file",
        "rejected_record",
    ),
    GRANTS: ("application_grant", "inventor", "assignee"),
    APPLICATIONS: ("application_publication", "inventor", "applicant"),
    NEW_APPLICATION: ("cited_patents",),
    FEES: ("event_maintainence_fees", "event_maintainence_code"),
}


def run_demo() -> int:
    """Load a generated week of every source, and the real day if it is at hand; returns the exit code."""
    started = time.monotonic()
    real_data = Path(os.environ.get("PATENTRACK_REAL_DATA") or project_root().parent / "shared" / "data")
    with _demo_environment() as home:
        click.echo(f"Generating what the USPTO publishes in the week of {MONDAY:%d %B %Y} ...")
        sources = write_sources(home / "mirror", MONDAY, seed=SEED, scale=SCALE)
        files = [file for of_product in sources.values() for file in of_product]
        size = sum(file.stat().st_size for file in files) / 1e6
        click.echo(f"{len(files)} files of {len(sources)} products, {size:.1f} MB, in {_near(home / 'mirror')},")
        click.echo("served as the USPTO's API would.")
        days = [MONDAY + timedelta(days=number) for number in range(7)]
        if _link_real_day(real_data, load_settings().landing):
            days.append(REAL_DAY)
        with _stand_in(home / "mirror"), DagRunner() as runner:
            click.echo(
                "\nRunning DAGs without a scheduler: fetch, check, load. First assignments_daily, day by day ...\n"
            )
            click.echo(
                f"{'day':<28}{'records':>9}{'inserted':>10}{'replaced':>10}{'stale':>7}{'purged':>8}{'seconds':>9}"
            )
            runs = [_run(runner, "assignments_daily", day, {}) for day in days]
            click.echo("\n... then the other sources\n")
            _load_earlier_weeks(sources)
            runs += [_run(runner, *other) for other in OTHER_RUNS]
            click.echo("\n... and parties_and_titles\n")
            runs.append(_run(runner, "parties_and_titles", MONDAY, {}))
        _show_result(home, time.monotonic() - started)
    return EXIT_DONE if all(run.state == "success" for run in runs) else EXIT_FAILED


@contextmanager
def _demo_environment() -> Iterator[Path]:
    """A home of the demo's own, emptied: generated documents must never meet real ones."""
    home = load_settings().home / "demo"
    shutil.rmtree(home, ignore_errors=True)
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PATENTRACK_")}
    os.environ["PATENTRACK_HOME"] = str(home)
    try:
        yield home
    finally:
        del os.environ["PATENTRACK_HOME"]
        os.environ.update(kept)


@contextmanager
def _stand_in(folder: Path) -> Iterator[None]:
    """The files of a folder behind the bulk-data API's stand-in on this machine, over TLS, with a key of its own."""
    with MirrorServer(folder) as server:
        names = {
            "PATENTRACK_USPTO_API_URL": server.url,
            "PATENTRACK_USPTO_API_KEY": server.key,
            "PATENTRACK_USPTO_CA_FILE": str(server.ca_file),
            # The signed URLs lead there.
            "PATENTRACK_USPTO_HOSTS": "localhost",
        }
        os.environ.update(names)
        try:
            yield
        finally:
            for name in names:
                del os.environ[name]


def _link_real_day(real_data: Path, landing: Path) -> bool:
    real = real_data / "assignments" / f"ad{REAL_DAY:%Y%m%d}.xml"
    if not real.is_file():
        return False
    landing.mkdir(parents=True, exist_ok=True)
    (landing / real.name).symlink_to(real)
    return True


def _run(runner: DagRunner, dag_id: str, day: date, conf: dict[str, int]) -> DagRunResult:
    run = runner.run(dag_id, day, conf)
    if run.error:
        click.echo(f"{dag_id} of {day}: failed: {run.error}")
    for summaries in run.summaries.values():
        for summary in summaries:
            of_day = dag_id == "assignments_daily"
            label = f"{day:%a %Y-%m-%d}{' *' if day == REAL_DAY else ''}" if of_day else summary["product"]
            _show_counts(label, summary)
    if refined := run.returned.get("refine"):
        names = refined["names"]
        click.echo(
            f"{names['new_names']:,} spellings of {names['new_entities']:,} entities, in {refined['seconds']:.1f} s"
        )
    if day == REAL_DAY:
        click.echo("* a real file of the USPTO")
    return run


def _load_earlier_weeks(sources: dict[str, list[Path]]) -> None:
    """Front pages of earlier years, as a data engineer would load them by hand."""
    for identifier in WITH_EARLIER_FILES:
        product = product_of(identifier).ingest_as
        load = loader_of(product).function()
        earlier = [load(path, load_settings()).as_dict() for path in sources[identifier][:-1]]
        summed = {name: sum(summary[name] for summary in earlier) for name in (*COUNTS, "seconds")}
        _show_counts(f"{product}, {len(earlier)} years", summed)


def _show_counts(label: str, counts: dict[str, Any]) -> None:
    numbers = "".join(f"{counts[name]:>{width},}" for name, width in COUNTS.items())
    click.echo(f"{label:<28}{numbers}{counts['seconds']:>9.1f}")


def _show_result(home: Path, seconds: float) -> None:
    warehouse = open_warehouse(load_settings())
    with warehouse.connect() as connection:
        click.echo("\nWhat is in the database\n")
        everything = {**metadata.tables, **view_metadata.tables}
        for database, names in SHOWN_TABLES.items():
            click.echo(f"  {database}")
            for name in names:
                table = everything[f"{database}.{name}"]
                count = connection.execute(select(func.count()).select_from(table)).scalar_one()
                click.echo(f"    {name:<26}{count:>9,}  {table.info['doc'].partition('.')[0].partition(';')[0]}")
        _show_top(connection)
        show_asset(connection)
    warehouse.engine.dispose()
    file = _near(warehouse.database_file(USPTO))
    click.echo(f"\nDone in {seconds:.0f} s. The databases are files in {_near(home)}. What to type next:\n")
    for command, meaning in (
        (f'sqlite3 {file} "SELECT * FROM source_file"', "what was loaded, file by file (any SQLite client will do)"),
        (f"PATENTRACK_HOME={_near(home)} .venv/bin/patentrack db check", "is the demo's database as it should be"),
        (".venv/bin/patentrack ingest assignments FILE", "a file of your own (.zip or .xml), into ./var"),
        ("make up", "the Airflow UI, for backfills"),
    ):
        click.echo(f"  {command}\n      {meaning}")


def _show_top(connection: Connection) -> None:
    conveyance = metadata.tables[f"{USPTO}.assignment_conveyance"]
    spelling = metadata.tables[f"{USPTO}.assignor_and_assignee"]
    types = connection.execute(
        select(conveyance.c.convey_ty, func.count())
        .group_by(conveyance.c.convey_ty)
        .order_by(desc(func.count()), conveyance.c.convey_ty)
    )
    click.echo("\nWhat the documents do\n")
    click.echo("  " + ", ".join(f"{name} {count:,}" for name, count in types))
    entity = metadata.tables[f"{USPTO}.representative"]
    names = connection.execute(
        select(entity.c.representative_name, func.sum(spelling.c.instances).label("mentions"), func.count())
        .join(spelling, spelling.c.representative_id == entity.c.representative_id)
        .group_by(entity.c.representative_id, entity.c.representative_name)
        .order_by(desc("mentions"), entity.c.representative_name)
        .limit(5)
    )
    click.echo("\nMost named parties, with mentions and spellings\n")
    click.echo("\n".join(f"  {mentions:>6,}{spellings:>4}  {name}" for name, mentions, spellings in names))


def _near(path: Path) -> str:
    """The path as one would type it from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
