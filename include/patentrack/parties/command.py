"""The commands `patentrack refine` and `patentrack names`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")


@click.command()
@json_option
def refine(as_json: bool) -> None:
    """Bring the names of all documents into entities; what analysts decided wins.

    Only names that are new since the last run are looked at. Existing links stay, unless a decision moves them;
    the table name_move lists what moved.
    """
    from patentrack.parties.refine import refine as run  # noqa: PLC0415 (help must be instant)
    from patentrack.settings import load_settings  # noqa: PLC0415

    summary = run(load_settings())
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
        return
    found = summary["names"]
    click.echo(
        f"{found['new_names']:,} new names, {found['new_entities']:,} new entities, {found['moved']:,} moved,"
        f" {found['in_doubt']:,} in doubt; {summary['seconds']:.1f} s",
        err=True,
    )


@click.group()
def names() -> None:
    """What analysts decide on names: the same entity or different ones. It wins over every rule."""


@names.command()
@click.argument("one")
@click.argument("other")
@click.option("--same", "verdict", flag_value="same", help="One entity.")
@click.option("--different", "verdict", flag_value="different", help="Two entities.")
@click.option("--clear", "verdict", flag_value="clear", help="Take the decision back: the rules decide again.")
@click.option("--by", metavar="NAME", help="Who decided; default: whoever runs the command.")
@click.option("--note", metavar="TEXT", help="Why.")
def decide(*, one: str, other: str, verdict: str | None, by: str | None, note: str | None) -> None:
    """Say whether two names, ONE and OTHER, are the same entity; the next `patentrack refine` acts on it."""
    from patentrack.parties.decisions import decide as keep  # noqa: PLC0415
    from patentrack.settings import load_settings  # noqa: PLC0415

    if verdict is None:
        raise click.UsageError("Say --same, --different or --clear")
    same = None if verdict == "clear" else verdict == "same"
    changed = keep(load_settings(), (one, other), same, by=by, note=note)
    click.echo("Kept; run patentrack refine." if changed else "Nothing has changed.", err=True)


@names.command("decisions")
@json_option
def show_decisions(as_json: bool) -> None:
    """List what analysts decided."""
    from patentrack.parties.decisions import list_decisions  # noqa: PLC0415
    from patentrack.settings import load_settings  # noqa: PLC0415

    found = list_decisions(load_settings())
    if as_json:
        click.echo(json.dumps({"decisions": [asdict(decision) for decision in found]}, ensure_ascii=False))
        return
    for decision in found:
        verdict = "same" if decision.same else "different"
        click.echo(f"{verdict}\t{decision.name_1}\t{decision.name_2}\t{decision.decided_by}\t{decision.decided_at}")
