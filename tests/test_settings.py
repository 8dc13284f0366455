"""What the environment asks for, and what it may not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from patentrack.errors import SettingsError
from patentrack.settings import DEFAULT_MAX_REJECTED_SHARE, DEFAULT_MAX_UNPACKED_BYTES, load_settings

URL = "mysql+pymysql://me:correct-horse@localhost/"


def test_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PATENTRACK_HOME")
    monkeypatch.delenv("AIRFLOW_CTX_DAG_RUN_ID", raising=False)
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.home == tmp_path / "var"
    assert settings.landing == tmp_path / "var" / "landing"
    assert (settings.database_url, settings.database_prefix) == (None, "")
    assert settings.max_unpacked_bytes == DEFAULT_MAX_UNPACKED_BYTES == 64 * 2**30
    assert settings.max_rejected_share == DEFAULT_MAX_REJECTED_SHARE == 0.01
    assert settings.actor
    assert list(tmp_path.iterdir()) == [], "reading the settings makes nothing"


def test_everything_can_be_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATENTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("PATENTRACK_LANDING", str(tmp_path / "in"))
    monkeypatch.setenv("PATENTRACK_DATABASE_URL", URL)
    monkeypatch.setenv("PATENTRACK_DATABASE_PREFIX", "staging_2_")
    monkeypatch.setenv("PATENTRACK_MAX_UNPACKED_BYTES", "1000")
    monkeypatch.setenv("PATENTRACK_MAX_REJECTED_SHARE", "0.25")
    settings = load_settings()
    assert (settings.home, settings.landing) == (tmp_path, tmp_path / "in")
    assert (settings.database_url, settings.database_prefix) == (URL, "staging_2_")
    assert (settings.max_unpacked_bytes, settings.max_rejected_share) == (1000, 0.25)


@pytest.mark.parametrize("variable", ["HOME", "LANDING", "DATABASE_URL", "DATABASE_PREFIX", "MAX_UNPACKED_BYTES"])
def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.delenv(f"PATENTRACK_{variable}", raising=False)
    unset = load_settings()
    monkeypatch.setenv(f"PATENTRACK_{variable}", "")
    assert load_settings() == unset


def test_the_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATENTRACK_DATABASE_URL", URL)
    settings = load_settings()
    assert "correct-horse" not in f"{settings!r} {settings}"


@pytest.mark.parametrize("prefix", ["a-b", "a b", "a.b", "a`b", "\u00e9", "\u0661", "x" * 25, "a;", "%"])
def test_a_prefix_that_is_no_name_is_refused(monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
    monkeypatch.setenv("PATENTRACK_DATABASE_PREFIX", prefix)
    with pytest.raises(SettingsError, match=f"PATENTRACK_DATABASE_PREFIX is {re.escape(repr(prefix))}"):
        load_settings()


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "1e3", "nan"])
def test_a_size_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PATENTRACK_MAX_UNPACKED_BYTES", value)
    with pytest.raises(SettingsError, match=f"PATENTRACK_MAX_UNPACKED_BYTES is '{value}'"):
        load_settings()


@pytest.mark.parametrize("value", ["some", "-0.1", "nan", "inf", "1 %"])
def test_a_share_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Not a number passes every comparison: with it no file would ever fail."""
    monkeypatch.setenv("PATENTRACK_MAX_REJECTED_SHARE", value)
    with pytest.raises(SettingsError, match=f"PATENTRACK_MAX_REJECTED_SHARE is '{value}'"):
        load_settings()


def test_a_run_of_airflow_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CTX_DAG_ID", "assignments_daily")
    monkeypatch.setenv("AIRFLOW_CTX_DAG_RUN_ID", "scheduled__2015-07-27")
    assert load_settings().actor == "assignments_daily scheduled__2015-07-27"
    monkeypatch.setenv("AIRFLOW_CTX_DAG_RUN_ID", "x" * 500)
    assert len(load_settings().actor) == 200, "as long as the change log takes"


def test_the_page_lists_every_variable_that_is_read() -> None:
    source = Path(load_settings.__code__.co_filename).read_text(encoding="utf-8")
    read = set(re.findall(r'"(PATENTRACK_[A-Z_]+)"', source))
    told = set(re.findall(r"``(PATENTRACK_[A-Z_]+)``", source))
    assert read == told
    elsewhere = {
        name
        for path in Path(load_settings.__code__.co_filename).parent.rglob("*.py")
        if path.name != "settings.py"
        for name in re.findall(
            r'(?<!del os\.)environ(?:\.get\(|\[)"(PATENTRACK_\w+)"(?!\] =)', path.read_text(encoding="utf-8")
        )
    }
    # The folder of the real files is no setting of the product: the demo and the tests look there if it is there.
    assert elsewhere <= {"PATENTRACK_REAL_DATA"}
