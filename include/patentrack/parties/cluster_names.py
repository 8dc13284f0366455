"""The command `patentrack cluster-names` (design section 11)."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click


@click.command("cluster-names")
@click.argument("file", default="-", metavar="[FILE|-]", type=click.File("rb"))
def cluster_names(file: BinaryIO) -> None:
    """Find out which names are one entity: one name a line of FILE (default: standard input).

    Prints a line for each line, blank ones too, in their order: cluster id TAB name TAB reason. The reason is
    "canonical" for the name that stands for its cluster, else the rule and score of its link. The name is printed as
    it came in, but for a tab, which becomes a blank, and bytes that are no UTF-8, which become U+FFFD. Needs no
    database; analysts' decisions are not asked.
    """
    from patentrack.parties.resolution import cluster_lines  # noqa: PLC0415 (help must be instant)

    # Only LF ends a line: other separators that Python knows may stand in a name.
    lines = [line.decode(errors="replace").removesuffix("\n").removesuffix("\r") for line in file]
    for number, name, reason in cluster_lines(lines):
        columns = str(number), name.replace("\t", " "), reason
        sys.stdout.buffer.write(("\t".join(columns) + "\n").encode())
    sys.stdout.buffer.flush()
