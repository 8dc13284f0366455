"""The command as its users meet it: help, schema commands, output that a script can read, failures in one line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import pytest

from patentrack.cli import main
from support.cli import run_patentrack
from support.command_line import command_line_page, commands
from support.documents import Document, File
from support.environment import PROJECT_ROOT, WarehouseEnv

MONDAY = date(2015, 7, 27)


def test_every_command_and_option_says_what_it_does() -> None:
    silent = [
        " ".join((*path, str(parameter.name)))
        for path, command in commands(main)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    silent += [" ".join(path) for path, command in commands(main) if not command.help]
    assert not silent, f"patentrack commands or options without help: {silent}"


def test_the_page_of_the_command_line_is_what_the_commands_print() -> None:
    page = (PROJECT_ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert page == command_line_page(), "out of date: run `make docs`"


def test_the_schema_is_created_checked_and_removed(warehouse_env: WarehouseEnv) -> None:
    def db(*arguments: str) -> tuple[int, dict[str, object]]:
        done = run_patentrack("db", *arguments, "--json", env=warehouse_env.env)
        return done.returncode, json.loads(done.stdout)

    code, missing = db("check")
    assert (code, missing["ok"]) == (1, False)
    assert "run patentrack db upgrade" in str(missing["findings"])
    code, created = db("upgrade")
    assert code == 0
    assert db("check") == (0, {"ok": True, "findings": []})
    assert db("downgrade", "base") == (0, {"revision": "base"})
    assert db("upgrade", str(created["revision"])) == (0, created)


def test_an_older_schema_is_not_migrated_on_the_way(tmp_path: Path, warehouse_env: WarehouseEnv) -> None:
    file = File("ad20150727.xml", MONDAY, (Document(),)).write(tmp_path)
    assert run_patentrack("db", "upgrade", "0001", env=warehouse_env.env).returncode == 0

    done = run_patentrack("ingest", "assignments", file, env=warehouse_env.env)

    assert done.returncode == 1
    assert "the schema is at revision 0001" in done.stderr
    assert "Run: patentrack db upgrade" in done.stderr


def test_with_json_stdout_is_one_object_and_the_rest_is_on_stderr(tmp_path: Path) -> None:
    File("ad20150727.xml", MONDAY, (Document(),)).write(tmp_path)
    File("ad20150728.zip", date(2015, 7, 28), (Document(updated="20150728"),)).write(tmp_path)

    done = run_patentrack("ingest", "assignments", tmp_path, "--json")

    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["inserted"], summary["replaced"]) == (1, 1)
    assert summary["rows"]["assignment"] == 2
    assert [file["file"] for file in summary["files"]] == ["ad20150727.xml", "ad20150728.zip"]
    assert {"seconds", "mb_per_second", "stale", "purged", "rejected", "records_read"} <= summary.keys()
    assert done.stderr.count("\n") == 2


def test_of_a_folder_the_files_of_other_products_are_left_alone(tmp_path: Path) -> None:
    File("any-name.xml", MONDAY, (Document(),)).write(tmp_path)
    (tmp_path / "US_Grant_CPC_MCF_XML_2024-05-01.zip").write_bytes(b"PK")

    done = run_patentrack("ingest", "assignments", tmp_path, "--json")

    assert done.returncode == 0, done.stderr
    assert [file["file"] for file in json.loads(done.stdout)["files"]] == ["any-name.xml"]
    assert "1 files of other products" in done.stderr


def test_a_folder_without_files_is_wrong_usage(tmp_path: Path) -> None:
    done = run_patentrack("ingest", "assignments", tmp_path)

    assert done.returncode == 2
    assert "holds no .zip or .xml file" in done.stderr


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("PATENTRACK_DATABASE_URL", "postgresql://u:secret@h/", "PATENTRACK_DATABASE_URL names the driver"),
        ("PATENTRACK_DATABASE_URL", "mysql+pymysql://u:secret@127.0.0.1:1/", "cannot open the databases"),
        ("PATENTRACK_DATABASE_URL", "secret", "is not a database URL"),
        ("PATENTRACK_DATABASE_PREFIX", "a b`;", "PATENTRACK_DATABASE_PREFIX"),
        ("PATENTRACK_MAX_REJECTED_SHARE", "many", "PATENTRACK_MAX_REJECTED_SHARE is 'many'"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_without_secrets(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, message: str
) -> None:
    monkeypatch.setenv(variable, value)

    done = run_patentrack("db", "upgrade")

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert message in line
    assert "secret" not in line


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "ad20150727.xml"
    bad.write_text("<patents/>")

    assert "Traceback" in run_patentrack("--debug", "ingest", "assignments", bad).stderr
    assert "Traceback" not in run_patentrack("ingest", "assignments", bad).stderr
