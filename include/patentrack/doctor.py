"""The command `patentrack doctor` (design section 11)."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from patentrack.errors import EXIT_DONE, EXIT_FAILED, EXIT_WARNINGS

_EXIT_CODES = {"ok": EXIT_DONE, "warning": EXIT_WARNINGS, "failed": EXIT_FAILED}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON object.")
def doctor(*, as_json: bool) -> None:
    """Say what is configured, reachable and fresh, and what to do about what is not. Changes nothing.

    Exit codes: 0 all is well, 1 something failed, 3 something needs a look.
    """
    from patentrack.diagnosis import diagnose  # noqa: PLC0415 (help must be instant)
    from patentrack.settings import load_settings  # noqa: PLC0415

    findings = diagnose(load_settings())
    found = {finding.status for finding in findings}
    status = next((status for status in ("failed", "warning") if status in found), "ok")
    if as_json:
        click.echo(json.dumps({"status": status, "findings": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            click.echo(f"{finding.status:8}{finding.check:10} {finding.message}")
            if finding.advice:
                click.echo(f"{'':19}-> {finding.advice}")
    sys.exit(_EXIT_CODES[status])
