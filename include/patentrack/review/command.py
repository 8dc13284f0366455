"""The command `patentrack review`: the queue of conveyance texts, and what people say of them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patentrack.errors import PatentrackError

if TYPE_CHECKING:
    from patentrack.review.queue import QueuedText

json_option = click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")


@click.group()
def review() -> None:
    """What people say of conveyance texts: it wins over the rules, for every document that bears the text."""


@review.command("list")
@click.option("--type", "convey_ty", metavar="TYPE", help="Only texts that the rules give this type.")
@click.option("--rule", metavar="RULE", help="Only texts that this rule decided.")
@click.option("--unreviewed", is_flag=True, help="Only texts that no person has reviewed.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most so many texts."
)
@json_option
def list_queue(*, convey_ty: str | None, rule: str | None, unreviewed: bool, limit: int, as_json: bool) -> None:
    """List distinct conveyance texts, those of the most documents first."""
    from patentrack.review.queue import list_texts  # noqa: PLC0415 (help must be instant)
    from patentrack.settings import load_settings  # noqa: PLC0415

    _check_type(convey_ty, "--type")
    texts, total = list_texts(load_settings(), convey_ty=convey_ty, rule=rule, unreviewed=unreviewed, limit=limit)
    if as_json:
        _print_json({"total": total, "texts": [asdict(text) for text in texts]})
        return
    if texts:
        click.echo(_table(texts))
    _say(f"{len(texts):,} of {total:,} texts")


@review.command("set")
@click.argument("text", metavar="ID_OR_TEXT")
@click.argument("convey_ty", metavar="[TYPE]", required=False)
@click.option("--clear", is_flag=True, help="Take the decision back: the rules decide again.")
@click.option("--by", metavar="NAME", help="Who decided; default: whoever runs the command.")
@click.option("--note", metavar="TEXT", help="Why.")
@json_option
def set_type(*, text: str, convey_ty: str | None, clear: bool, by: str | None, note: str | None, as_json: bool) -> None:
    """Set the TYPE of a text, given by its number in the list or in full.

    Every document that bears the text, now or later, has this type in tier 2, unless a person has locked it.
    """
    from patentrack.review.decisions import review_text  # noqa: PLC0415 (help must be instant)
    from patentrack.review.decisions_file import LONGEST  # noqa: PLC0415
    from patentrack.settings import load_settings  # noqa: PLC0415

    if clear == (convey_ty is not None):
        raise click.UsageError("give either a TYPE or --clear")
    _check_type(convey_ty, "TYPE")
    for name, value in (("by", by), ("note", note)):
        if value is not None and not 0 < len(value) <= LONGEST[name]:
            raise click.BadParameter(f"needs 1 to {LONGEST[name]} characters", param_hint=f"--{name}")
    target = int(text) if re.fullmatch(r"[0-9]{1,18}", text) else text
    done = review_text(load_settings(), target, convey_ty, by=by, note=note)
    if as_json:
        _print_json(asdict(done))
    else:
        click.echo(
            f"text {done.assignment_group_id}: {done.before or 'not reviewed'} -> {done.after or 'not reviewed'},"
            f" {done.documents:,} documents changed"
        )


@review.command("export")
@click.argument("file", metavar="FILE|-")
def export(file: str) -> None:
    """Write every decision to FILE, as CSV: text, type, by, at (UTC), note.

    `review import` of the file puts them into a warehouse that was built anew.
    """
    from patentrack.review.decisions import export_decisions  # noqa: PLC0415 (help must be instant)
    from patentrack.review.decisions_file import write_decisions  # noqa: PLC0415
    from patentrack.settings import load_settings  # noqa: PLC0415

    decisions = export_decisions(load_settings())
    content = write_decisions(decisions).encode()
    if file == "-":
        sys.stdout.buffer.write(content)
    else:
        _write_whole(Path(file), content)
    _say(f"{len(decisions):,} decisions")


@review.command("import")
@click.argument("file", metavar="FILE|-")
@json_option
def import_(*, file: str, as_json: bool) -> None:
    """Take over the decisions of FILE, a CSV with the columns text and type, and by, at and note if they are known.

    All of them or, where a line is wrong, none. A text that no document bears yet waits for its documents.
    Decisions that the file does not name stay. Any number of times.
    """
    from patentrack.review.decisions import import_decisions  # noqa: PLC0415 (help must be instant)
    from patentrack.review.decisions_file import read_decisions  # noqa: PLC0415
    from patentrack.settings import load_settings  # noqa: PLC0415

    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise PatentrackError(f"cannot read {file}: {error.strerror}") from None
    name = "standard input" if file == "-" else Path(file).name
    done = import_decisions(load_settings(), read_decisions(content, name), source=name)
    if as_json:
        _print_json(asdict(done))
    else:
        click.echo(
            f"{name}: {done.decisions:,} decisions, {done.changed:,} of them new;"
            f" {done.new_texts:,} texts that no document bears yet, {done.documents:,} documents changed"
        )


@review.command("reclassify")
@json_option
def reclassify_texts(*, as_json: bool) -> None:
    """Classify every known text anew: once after each release that changes the rules.

    Documents whose text has another type now follow in both tiers; reviewers' types and locked documents stay.
    """
    from patentrack.review.reclassification import reclassify  # noqa: PLC0415 (help must be instant)
    from patentrack.settings import load_settings  # noqa: PLC0415

    with _progress() as progress:
        done = reclassify(load_settings(), progress=progress)
    if as_json:
        _print_json(asdict(done) | {"seconds": round(done.seconds, 3)})
        return
    for move, texts in sorted(done.moves.items(), key=lambda item: -item[1]):
        click.echo(f"{texts:>10,}  {move}")
    click.echo(
        f"{done.texts:,} texts, {done.changed:,} changed; {done.tier_1:,} documents in tier 1,"
        f" {done.tier_2:,} in tier 2; {done.seconds:.1f} s"
    )


def _check_type(convey_ty: str | None, option: str) -> None:
    from patentrack.review.decisions_file import TYPES  # noqa: PLC0415 (help must be instant)

    if convey_ty is not None and convey_ty not in TYPES:
        raise click.BadParameter(f"{convey_ty!r} is none of {', '.join(TYPES)}", param_hint=option)


def _table(texts: Sequence[QueuedText]) -> str:
    head = ("documents", "type", "rule", "reviewed", "id", "text")
    rows = [
        (f"{text.counter:,}", text.convey_ty, text.rule, text.updated_convey_ty or "-", str(text.assignment_group_id))
        for text in texts
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=False)]
    lines = [[*cells, text.text] for cells, text in zip(rows, texts, strict=True)]
    return "\n".join(
        "  ".join([line[0].rjust(widths[0]), *map(str.ljust, line[1:5], widths[1:]), line[5]]).rstrip()
        for line in ([*head], *lines)
    )


def _write_whole(path: Path, content: bytes) -> None:
    """Replace a file at once: an export that is killed leaves the one before."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise PatentrackError(f"cannot write {path}: {error.strerror}") from None


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="texts", file=sys.stderr) as bar:

        def advance(done: int, expected: int) -> None:
            bar.length = max(expected, 1)
            bar.update(done - bar.pos)

        yield advance


def _print_json(summary: dict[str, Any]) -> None:
    click.echo(json.dumps(summary, ensure_ascii=False, default=str))


def _say(line: str) -> None:
    click.echo(line, err=True)
