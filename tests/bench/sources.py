"""How fast the other sources are read and loaded, and what memory it takes; each measurement a process of its own.

The baseline of each source is its reader alone, in the same run: the share says how much of its speed a whole load
keeps. The smaller size shows how the cost grows.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.measure import measure, measured_here
from patentrack.archives import BinaryReader, open_archive
from patentrack.ingest.catalogue import loader_of
from patentrack.samples.application_status import write_status_bench_file
from patentrack.samples.assignments import week_world
from patentrack.samples.bibliographic import BibliographicFiles
from patentrack.samples.cpc import write_cpc_bench_file
from patentrack.samples.maintenance_fees import write_fee_bench_file
from patentrack.settings import load_settings
from patentrack.sources.application_status import read_status
from patentrack.sources.bibliographic import read_grants
from patentrack.sources.cpc import read_cpc_xml
from patentrack.sources.maintenance_fee_facts import EVENT_CODES
from patentrack.sources.maintenance_fees import read_fee_events
from patentrack.sources.records import RowBatch
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import ensure_schema
from support.mariadb import ServerMissingError, running_server

MONDAY = date(2024, 3, 4)
# Of the real thing: 1 % of a month of CPC, 4 % of a week of fees, a whole week of grants, a twentieth of a decade.
SHARE = float(os.environ.get("SHARE", "1"))


@dataclass(frozen=True)
class Source:
    """How a file of a source is made for measuring, and its reader.

    Attributes:
        write: Folder and factor of size in, path out.
        read: The reader alone.
    """

    write: Callable[[Path, float], Path]
    read: Callable[[BinaryReader, str], Iterator[RowBatch]]


def _write_grants(folder: Path, factor: float) -> Path:
    world = week_world(MONDAY, seed=1, scale=factor)
    return BibliographicFiles(world).write_grants(folder, date(2024, 3, 5))


SOURCES = {
    "cpc-grants": Source(
        lambda folder, factor: write_cpc_bench_file(
            folder / "US_Grant_CPC_MCF_XML_2024-05-01.zip", records=int(100_000 * factor)
        ),
        lambda stream, name: read_cpc_xml(stream, file_name=name, table="patent_cpc"),
    ),
    "maintenance-fees": Source(
        lambda folder, factor: write_fee_bench_file(
            folder / "MaintFeeEvents_20240102.zip", lines=int(1_000_000 * factor)
        ),
        lambda stream, name: read_fee_events(stream, file_name=name, known_codes=frozenset(EVENT_CODES)),
    ),
    "grants": Source(_write_grants, lambda stream, name: read_grants(stream, file_name=name)),
    "application-status": Source(
        lambda folder, factor: write_status_bench_file(
            folder / "2021-2030-patent-filewrapper-full-json-20240303.zip", megabytes=200 * factor
        ),
        lambda stream, name: read_status(stream, file_name=name),
    ),
}


def reading(product: str, path: Path) -> dict[str, Any]:
    """Every record as rows of the tables, thrown away."""
    records = rows = size = 0
    with open_archive(path, max_unpacked_bytes=1 << 40) as archive:
        for member in archive.members:
            if member.name.startswith("MaintFeeEventsDesc"):
                continue
            with archive.open(member) as stream:
                last = 0
                for batch in SOURCES[product].read(stream, member.name):
                    records += batch.records
                    rows += sum(map(len, batch.rows.values()))
                    last = batch.bytes_read
                size += last
    return {"records": records, "rows": rows, "megabytes": size / 1e6}


def loading(product: str, path: Path) -> dict[str, Any]:
    """From the zip to what readers see."""
    summary = loader_of(product).function()(path, load_settings())
    return {
        "records": summary.records_read,
        "rows": sum(summary.rows.values()),
        "megabytes": summary.bytes_read / 1e6,
    }


def report(label: str, result: Mapping[str, Any], baseline: float) -> None:
    speed = result["records"] / result["wall"]
    print(
        f"| {label} | {result['records']:,} | {result['rows']:,} | {result['megabytes']:.0f} | {result['wall']:.1f}"
        f" | {speed:,.0f} | {result['rows'] / result['wall']:,.0f} | {speed / baseline:.2f} | {result['peak']:.0f} |",
        flush=True,
    )


def main() -> None:
    """Print one table; `SHARE=10` makes the files ten times as large."""
    print("| what | records | rows | MB | s wall | records/s | rows/s | of reading | peak MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for product, source in SOURCES.items():
        for factor in (SHARE / 4, SHARE):
            with tempfile.TemporaryDirectory() as folder:
                path = source.write(Path(folder), factor)
                alone = measure(__spec__.name, f"reading {product}", path, {})
                baseline = alone["records"] / alone["wall"]
                report(f"{product}: reading", alone, baseline)
                home = {"PATENTRACK_HOME": f"{folder}/home", "PATENTRACK_DATABASE_URL": ""}
                report(f"{product}: load, SQLite", measure(__spec__.name, f"loading {product}", path, home), baseline)
                try:
                    with running_server(durable=True) as server:
                        home["PATENTRACK_DATABASE_URL"] = server.url
                        loaded = measure(__spec__.name, f"loading {product}", path, home)
                    report(f"{product}: load, MariaDB", loaded, baseline)
                except ServerMissingError as missing:
                    print(f"{product}: load, MariaDB: not measured: {missing}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        what, _, chosen = sys.argv[1].partition(" ")
        if what == "loading":  # the schema is there before the first file comes
            ensure_schema(open_warehouse(load_settings()))
        measured_here(lambda path: {"reading": reading, "loading": loading}[what](chosen, path), Path(sys.argv[2]))
    else:
        main()
