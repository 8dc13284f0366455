from __future__ import annotations

import json
import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from patentrack import diagnosis
from patentrack.diagnosis import Finding, diagnose
from patentrack.doctor import doctor
from patentrack.downloads.budget import fingerprint
from patentrack.downloads.fetch import fetch_period
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings, load_settings
from patentrack.warehouse import ledger
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import downgrade, upgrade
from patentrack.warehouse.tables.ledger import download_request
from support.downloads import write_zip

KEY = "a-key-that-must-not-be-shown"
NOW = datetime(2024, 1, 6, 12, tzinfo=UTC)


def of(findings: list[Finding], check: str) -> list[Finding]:
    return [finding for finding in findings if finding.check == check]


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_environment: None):  # type: ignore[no-untyped-def]
    root = tmp_path / "served"
    for name in ("ad20240101", "ad20240103"):
        write_zip(root / "PASDL" / f"{name}.zip")
    with MirrorServer(root, key=KEY) as server:
        monkeypatch.setenv("PATENTRACK_USPTO_API_URL", server.url)
        monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", KEY)
        monkeypatch.setenv("PATENTRACK_USPTO_HOSTS", "localhost")
        monkeypatch.setenv("PATENTRACK_USPTO_CA_FILE", str(server.ca_file))
        yield server


def test_a_fresh_checkout_is_told_what_to_do_and_nothing_is_made(own_environment: None) -> None:
    settings = load_settings()
    findings = diagnose(settings)
    assert {finding.status for finding in findings} == {"ok", "warning"}
    assert [finding.advice for finding in of(findings, "schema")] == ["Run: patentrack db upgrade"]
    assert "PATENTRACK_USPTO_API_KEY" in of(findings, "settings")[1].advice
    assert not settings.home.exists()


def test_gaps_before_the_last_success_are_named(api: MirrorServer) -> None:
    settings = load_settings()
    for day in (date(2024, 1, 1), date(2024, 1, 3)):
        fetch_period("PASDL", day, day, settings)
    findings = diagnose(settings, now=NOW)
    [gap] = of(findings, "gaps")
    assert gap.status == "failed"
    assert "PASDL: 3 files are missing: 2024-01-02, 2024-01-04 to 2024-01-05" in gap.message
    assert "patentrack download PASDL --from 2024-01-02 --to 2024-01-05" in gap.advice
    [fresh] = of(findings, "freshness")
    assert (fresh.status, "was due on 2024-01-05" in fresh.message) == ("warning", True)
    [answer] = of(findings, "api")
    assert answer.status == "warning"
    assert answer.message.endswith("without APPBLXML, CPCMCAPP, CPCMCPT, PASYR, PTBLXML, PTFWPRE, PTMNFEE2")


def test_the_command_tells_no_secret_and_its_exit_code_is_the_worst_finding(api: MirrorServer) -> None:
    upgrade(open_warehouse(load_settings()))
    text = CliRunner().invoke(doctor)
    assert text.exit_code == 3
    assert "-> " in text.stdout
    result = CliRunner().invoke(doctor, ["--json"])
    body = json.loads(result.stdout)
    assert body["status"] == "warning"
    assert set(body["findings"][0]) == {"check", "status", "message", "advice"}
    assert KEY not in text.output + result.output
    assert fingerprint(KEY) in text.output


def test_a_refused_key_and_a_schema_that_is_behind_are_failures(
    api: MirrorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", "wrong")
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    downgrade(warehouse, "0002")
    warehouse.engine.dispose()
    findings = diagnose(load_settings())
    assert of(findings, "schema")[0].message.startswith("the schema is at revision 0002, not")
    assert "403" in of(findings, "api")[0].message
    result = CliRunner().invoke(doctor)
    assert result.exit_code == 1


def test_a_server_that_is_down_is_one_finding_and_its_password_is_not_told(
    own_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATENTRACK_DATABASE_URL", "mysql+pymysql://me:topsecret@127.0.0.1:9/")
    findings = diagnose(load_settings())
    assert [finding.status for finding in of(findings, "database")] == ["failed"]
    assert "topsecret" not in repr(findings)


def test_a_file_near_its_budget_is_shown(own_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATENTRACK_USPTO_API_KEY", KEY)
    settings = replace(load_settings(), uspto_api_url="https://127.0.0.1:9")
    warehouse = open_warehouse(settings)
    upgrade(warehouse)
    long_ago, lately = datetime(2020, 1, 1), datetime.now(UTC).replace(tzinfo=None) - timedelta(days=10)  # noqa: DTZ001
    with warehouse.write() as connection:
        for name, times, when in (("near.zip", 18, lately), ("far.zip", 3, lately), ("old.zip", 19, long_ago)):
            connection.execute(
                insert(download_request),
                [
                    {
                        "product": "PASDL",
                        "file_name": name,
                        "key_fingerprint": fingerprint(KEY),
                        "requested_at": when,
                        "http_status": 200,
                    }
                ]
                * times,
            )
    warehouse.engine.dispose()
    [finding] = of(diagnose(settings), "budget")
    assert finding.message == "near.zip: 18 of 20 downloads within a year are used"
    assert f"{lately + timedelta(days=365):%Y-%m-%d}; before it, only with --force" in finding.advice


def test_files_that_failed_or_wait_for_days_are_named(own_environment: None) -> None:
    settings = load_settings()
    warehouse = open_warehouse(settings)
    upgrade(warehouse)
    with warehouse.write() as connection:
        for name in ("bad.zip", "waiting.zip"):
            file = ledger.SourceFile("assignments", name, f"{name:0<64}", 1)
            number = ledger.register(connection, file, date_from=None, date_to=None)
            if name == "bad.zip":
                ledger.begin(connection, file)
                ledger.fail(connection, number, "it ends early")
    warehouse.engine.dispose()
    soon = of(diagnose(settings), "files")
    assert [finding.message for finding in soon] == ["bad.zip: failed to load: it ends early"]
    later = of(diagnose(settings, now=datetime.now(UTC) + timedelta(days=3)), "files")
    assert "waiting.zip" in later[1].message


@pytest.mark.parametrize(("free", "status"), [(1 << 20, "failed"), (5 << 30, "warning"), (1 << 40, "ok")])
def test_room_on_the_disk(own_environment: None, monkeypatch: pytest.MonkeyPatch, free: int, status: str) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1 << 41, 0, free))
    settings: Settings = load_settings()
    assert {finding.status for finding in diagnosis._disk({settings.home})} == {status}
