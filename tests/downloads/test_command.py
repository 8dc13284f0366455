from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from patentrack.downloads.command import download
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings


@pytest.fixture(autouse=True)
def _configured(settings: Settings) -> None:
    """The environment leads to the stand-in."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(download, arguments)


def test_a_window_is_fetched_and_summed_up(server: MirrorServer, settings: Settings) -> None:
    result = run("pasdl", "--from", "2024-01-01", "--to", "2024-01-01", "--json")
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert (summary["product"], summary["from"], summary["to"]) == ("PASDL", "2024-01-01", "2024-01-01")
    assert (summary["fetched"], summary["already_here"], summary["error"]) == (1, 0, None)
    assert Path(summary["files"][0]["path"]) == settings.landing / "ad20240101.zip"
    assert "fetched (1 of 20 downloads this year)" in result.stderr
    again = json.loads(run("PASDL", "--from", "2024-01-01", "--to", "2024-01-01", "--json").stdout)
    assert (again["fetched"], again["already_here"], again["bytes_fetched"]) == (0, 1, 0)


def test_an_odd_size_is_exit_3(server: MirrorServer) -> None:
    result = run("PASDL", "--from", "2024-01-02", "--to", "2024-01-02")
    assert result.exit_code == 3
    assert "warning: ad20240102.zip" in result.stderr
    assert result.stdout == ""


def test_a_missing_day_is_exit_1_and_tells_what_came(served: Path) -> None:
    (served / "PASDL" / "ad20240102.zip").unlink()
    result = run("PASDL", "--from", "2024-01-01", "--to", "2024-01-02", "--json")
    assert result.exit_code == 1
    assert "patentrack: PASDL: no file of 2024-01-02 is listed by the USPTO" in result.stderr
    summary = json.loads(result.stdout)
    assert summary["fetched"] == 1
    assert "2024-01-02" in summary["error"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["PASDL", "--from", "2024-01-01"], 2, "--to"),
        (["PASDL", "--from", "yesterday", "--to", "2024-01-01"], 2, "yesterday"),
        (["NOSUCH", "--from", "2024-01-01", "--to", "2024-01-01"], 2, "is none of APPBLXML"),
        (["PASDL", "--from", "2024-01-02", "--to", "2024-01-01"], 2, "is before"),
    ],
)
def test_what_cannot_be_asked_is_said(arguments: list[str], code: int, says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert says in result.stderr


def test_help_is_instant_and_names_every_product() -> None:
    from patentrack.downloads.products import all_products

    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, patentrack.downloads.command; print('requests' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "False"
    text = run("--help").output
    assert all(identifier in text for identifier in all_products())


def test_no_output_tells_the_key(server: MirrorServer) -> None:
    result = run("PASDL", "--from", "2023-12-31", "--to", "2024-01-03", "--json")
    assert server.key not in result.output
    assert "Signature" not in result.output
