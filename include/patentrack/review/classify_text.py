"""The command `patentrack classify-text` (design section 11)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import cast

import click

_CHUNK_BYTES = 1 << 16


@click.command("classify-text")
@click.argument("file", default="-", metavar="[FILE|-]")
def classify_text(file: str) -> None:
    """Classify conveyance texts, one a line of FILE (default: standard input).

    Prints a line for each line, blank ones too: type TAB corrected type TAB rule. The corrected type is empty where the
    text corrects nothing, or does not say what. Needs no database; reviewers' decisions are not asked.
    """
    from patentrack.conveyances import classify  # noqa: PLC0415 (help must be instant)

    # Most lines of a real file bear one of a few texts.
    @lru_cache(maxsize=65_536)
    def told(line: bytes) -> str:
        found = classify(line.decode(errors="replace"))
        return f"{found.convey_ty}\t{found.corrected_type or ''}\t{found.rule}\n"

    with _opened(file) as stream:
        for lines in _lines(stream):
            sys.stdout.buffer.write("".join(map(told, lines)).encode())
            # Whoever writes a line and waits for its answer gets it.
            sys.stdout.buffer.flush()


@contextmanager
def _opened(file: str) -> Iterator[BufferedReader]:
    if file == "-":
        yield cast("BufferedReader", sys.stdin.buffer)
        return
    try:
        # Closed below: what fails while it is read, such as a reader of the answers that goes, is another error.
        stream = Path(file).open("rb")  # noqa: SIM115
    except OSError as error:
        raise click.BadParameter(f"cannot read {file}: {error.strerror}", param_hint="FILE") from None
    with stream:
        yield stream


def _lines(stream: BufferedReader) -> Iterator[list[bytes]]:
    """The lines that are there, as soon as they are, without their ends: LF or CRLF."""
    rest = b""
    while chunk := stream.read1(_CHUNK_BYTES):
        *whole, rest = (rest + chunk).split(b"\n")
        yield [line.removesuffix(b"\r") for line in whole]
    if rest:
        yield [rest.removesuffix(b"\r")]
