"""How fast assignment files are read and loaded, side by side in one run, and what memory it takes.

Each measurement is a process of its own, so that its peak memory is its own. The baseline is lxml parsing the
same batches and doing nothing with them; every other figure is shown as a share of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.measure import measure, measured_here
from patentrack.archives import open_archive
from patentrack.samples.assignments import write_file
from support.mariadb import ServerMissingError, running_server

SIZES = [float(size) for size in os.environ.get("MEGABYTES", "25 100").split()]


def bare_parsing(path: Path) -> int:
    """lxml parses every batch; nobody looks at the elements."""
    from patentrack.sources.assignment_stream import AssignmentStream

    with (
        open_archive(path, max_unpacked_bytes=1 << 40) as archive,
        archive.open(archive.members[0]) as stream,
    ):
        return max(batch.end_byte for batch in AssignmentStream(stream, path.name))


def parsing_into_rows(path: Path) -> int:
    """Every record as rows of the tables, thrown away."""
    from patentrack.sources.assignments import read_assignments

    with (
        open_archive(path, max_unpacked_bytes=1 << 40) as archive,
        archive.open(archive.members[0]) as stream,
    ):
        return max(batch.bytes_read for batch in read_assignments(stream, file_name=path.name))


def whole_ingest(path: Path) -> int:
    """From the zip to committed master tables, classification and names included."""
    from patentrack.ingest.assignments import ingest_file
    from patentrack.settings import load_settings

    return ingest_file(path, load_settings()).bytes_read


MEASUREMENTS: dict[str, Callable[[Path], int]] = {
    "bare parsing": bare_parsing,
    "parsing into rows": parsing_into_rows,
    "whole ingest": whole_ingest,
}


def report(label: str, result: Mapping[str, Any], baseline: float) -> None:
    speed = result["megabytes"] / result["wall"]
    print(
        f"| {label} | {result['megabytes']:.0f} | {result['wall']:.1f} | {result['cpu']:.1f} | {speed:.1f}"
        f" | {speed / baseline:.2f} | {result['peak']:.0f} |",
        flush=True,
    )


def main() -> None:
    """Print one table; `MEGABYTES="25 100 500"` chooses the sizes."""
    print("| what | MB of XML | s wall | s CPU of ours | MB/s | of bare parsing | peak MB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = write_file(Path(folder) / f"bench-{size:g}.zip", megabytes=size, seed=1)
            bare = measure(__spec__.name, "bare parsing", path, {})
            baseline = bare["megabytes"] / bare["wall"]
            report("bare parsing", bare, baseline)
            report("parsing into rows", measure(__spec__.name, "parsing into rows", path, {}), baseline)
            sqlite = {"PATENTRACK_HOME": f"{folder}/{size:g}", "PATENTRACK_DATABASE_URL": ""}
            report("whole ingest, SQLite", measure(__spec__.name, "whole ingest", path, sqlite), baseline)
            try:
                with running_server(durable=True) as server:
                    mariadb = {"PATENTRACK_HOME": f"{folder}/{size:g}", "PATENTRACK_DATABASE_URL": server.url}
                    report("whole ingest, MariaDB", measure(__spec__.name, "whole ingest", path, mariadb), baseline)
            except ServerMissingError as missing:
                print(f"whole ingest, MariaDB: not measured: {missing}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        # Its imports are not counted.
        import patentrack.ingest.assignments

        assert patentrack.ingest.assignments
        measured_here(lambda path: {"megabytes": MEASUREMENTS[sys.argv[1]](path) / 1e6}, Path(sys.argv[2]))
    else:
        main()
