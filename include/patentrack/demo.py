"""`patentrack demo`: the main job on generated files, embedded, through its DAG, and what came out."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import click
from sqlalchemy import Connection, desc, func, select

from patentrack.errors import EXIT_DONE, EXIT_FAILED
from patentrack.mirror.server import MirrorServer
from patentrack.orchestration.environment import project_root
from patentrack.orchestration.run_dag import DayRun, run_daily
from patentrack.samples.assignments import write_week
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.tables import USPTO, metadata

MONDAY = date(2024, 3, 4)
SEED = 2024
# A twentieth of a real week: some thousand documents, loaded in seconds.
SCALE = 0.05
REAL_DAY = date(2015, 7, 27)

SHOWN_TABLES = (
    "assignment",
    "assignor",
    "assignee",
    "documentid",
    "correspondent",
    "assignor_and_assignee",
    "assignment_conveyance",
    "source_file",
    "rejected_record",
)


def run_demo() -> int:
    """Load a generated week, and the real day if it is at hand; returns the exit code."""
    started = time.monotonic()
    real_data = Path(os.environ.get("PATENTRACK_REAL_DATA") or project_root().parent / "shared" / "data")
    with _demo_environment() as home:
        click.echo(f"Generating the assignment files of the week of {MONDAY:%d %B %Y} ...")
        files = write_week(home / "mirror" / "PASDL", MONDAY, seed=SEED, scale=SCALE)
        size = sum(file.stat().st_size for file in files) / 1e6
        click.echo(f"{len(files)} files, {size:.1f} MB, in {_near(files[0].parent)}, served as the USPTO's API would")
        days = [MONDAY + timedelta(days=number) for number in range(7)]
        if _link_real_day(real_data, load_settings().landing):
            days.append(REAL_DAY)
        click.echo("\nRunning the DAG assignments_daily for each day, without a scheduler: fetch, check, load ...\n")
        click.echo(f"{'day':<16}{'records':>9}{'inserted':>10}{'replaced':>10}{'stale':>7}{'purged':>8}{'seconds':>9}")
        with _stand_in(home / "mirror"):
            runs = run_daily(days, on_run=_show_run)
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


def _show_run(run: DayRun) -> None:
    day = f"{run.day:%a %Y-%m-%d}{' *' if run.day == REAL_DAY else ''}"
    if run.summary is None:
        click.echo(f"{day:<16}  failed: {run.error}")
        return
    counts = run.summary
    click.echo(
        f"{day:<16}{counts['records_read']:>9,}{counts['inserted']:>10,}{counts['replaced']:>10,}"
        f"{counts['stale']:>7,}{counts['purged']:>8,}{run.seconds:>9.1f}"
    )
    if run.day == REAL_DAY:
        click.echo("* a real file of the USPTO")


def _show_result(home: Path, seconds: float) -> None:
    warehouse = open_warehouse(load_settings())
    with warehouse.connect() as connection:
        click.echo("\nWhat is in the database\n")
        for name in SHOWN_TABLES:
            table = metadata.tables[f"{USPTO}.{name}"]
            count = connection.execute(select(func.count()).select_from(table)).scalar_one()
            click.echo(f"  {name:<24}{count:>9,}  {table.info['doc'].partition('.')[0]}")
        _show_top(connection)
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
    names = connection.execute(
        select(spelling.c.name, spelling.c.instances).order_by(desc(spelling.c.instances), spelling.c.name).limit(5)
    )
    click.echo("\nMost named parties\n")
    click.echo("\n".join(f"  {count:>6,}  {name}" for name, count in names))


def _near(path: Path) -> str:
    """The path as one would type it from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
