"""Bulk load: every value comes back as it was given, or the load is an error. Nothing in between."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from patentrack.errors import WarehouseError
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.tables import staging
from support.mariadb import MariaDBServer

COLUMNS = ("record_no", "sequence_no", "ee_name", "ee_city", "name")
NASTY = [
    "\t",
    "a\tb",
    "\n",
    "a\nb\r\nc",
    "\\",
    "\\\\",
    "ends in \\",
    "\\N",
    "\\n",
    "\\0",
    "\\t\\x1f",
    "NULL",
    "null",
    "N",
    "",
    " ",
    " blanks around ",
    "'",
    '"',
    'it\'s "quoted", twice',
    "`; DROP TABLE assignee; --",
    "%s %(name)s :name ?",
    "a,b;c|d",
    "\U0001f3e6 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "M\u00fcller & S\u00f6hne",
    "Mu\u0308ller",
    "\u682a\u5f0f\u4f1a\u793e",
    "\u200f\u05d0\u05d1",
    "\ufeff",
    "\x7f",
    "x" * 500,
    "\U0001f3e6" * 500,
]
# What is not text, and what marks fields and lines on the way; no XML holds them.
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\x1d\x1e\x1f"), max_size=20)


def test_nasty_values_come_back_as_they_went_in(migrated: Warehouse) -> None:
    rows = [(place, 1, value, None, value) for place, value in enumerate(NASTY)]
    rows += [(1000 + place, 1, "x", value, "x") for place, value in enumerate(NASTY)]
    load(migrated, rows)
    assert loaded(migrated) == rows


def test_empty_text_and_none_are_two_things(migrated: Warehouse) -> None:
    load(migrated, [(1, 1, "", "", ""), (2, 1, "", None, "")])
    assert [row[3] for row in loaded(migrated)] == ["", None]


def test_a_null_where_none_may_be_is_an_error(migrated: Warehouse) -> None:
    with pytest.raises((WarehouseError, DBAPIError)):
        load(migrated, [(1, 1, None, None, "x")])
    assert loaded(migrated) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, st.none() | texts, texts), max_size=20))
def test_any_text_comes_back(migrated: Warehouse, values: list[tuple[str, str | None, str]]) -> None:
    with migrated.write() as connection:
        connection.execute(staging.assignee.delete())
    rows = [(place, 1, *value) for place, value in enumerate(values)]
    load(migrated, rows)
    assert loaded(migrated) == rows


def test_numbers_and_dates_come_back_as_what_they_are(migrated: Warehouse) -> None:
    document = staging.assignment
    columns = (
        "record_no",
        "rf_id",
        "reel_no",
        "frame_no",
        "last_update_dt",
        "purge_in",
        "page_count",
        "text_sha256",
        "convey_ty",
        "rule",
    )
    with migrated.write() as connection:
        load_rows(
            migrated,
            connection,
            document,
            columns,
            [(1, 9999999999, 999999, 9999, "2015-07-27", 0, None, "0" * 64, "missing", "x")],
        )
    with migrated.connect() as connection:
        row = connection.execute(select(*(document.c[name] for name in columns))).one()
    assert tuple(row) == (1, 9999999999, 999999, 9999, dt.date(2015, 7, 27), 0, None, "0" * 64, "missing", "x")


def test_no_rows_are_no_load(migrated: Warehouse) -> None:
    load(migrated, [])
    assert loaded(migrated) == []


def test_many_rows_are_all_there(migrated: Warehouse) -> None:
    load(migrated, [(place, 1, f"NAME {place}", None, "x") for place in range(20_000)])
    with migrated.connect() as connection:
        assert connection.execute(select(func.count()).select_from(staging.assignee)).scalar_one() == 20_000


def test_a_load_is_of_its_transaction(migrated: Warehouse) -> None:
    def load_and_fail() -> None:
        with migrated.write() as connection:
            load_rows(migrated, connection, staging.assignee, COLUMNS, [(1, 1, "x", None, "x")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load_and_fail()
    assert loaded(migrated) == []


@pytest.mark.parametrize("value", ["\x1f", "a\x1fb", "\x1e", "a\x1eb", "\x1d", "a\x1db"])
def test_a_control_character_is_refused_or_comes_back(migrated: Warehouse, value: str) -> None:
    """MariaDB is sent fields and lines between such characters; SQLite is sent values."""
    rows = [(1, 1, "x", None, "x"), (2, 1, value, None, "x")]
    if migrated.is_mariadb:
        with pytest.raises(WarehouseError, match=r"db_staging\.assignee: a value holds a control character"):
            load(migrated, rows)
        assert loaded(migrated) == []
    else:
        load(migrated, rows)
        assert loaded(migrated) == rows


def test_a_value_that_is_too_long_is_never_cut(migrated: Warehouse) -> None:
    """SQLite holds text of any length; the sources refuse what the columns of MariaDB do not take."""
    rows = [(1, 1, "x", None, "x"), (2, 1, "x" * 501, None, "x")]
    if migrated.is_mariadb:
        with pytest.raises(WarehouseError, match=r"Data too long for column 'ee_name'|Data truncated.*'ee_name'"):
            load(migrated, rows)
        assert loaded(migrated) == []
    else:
        load(migrated, rows)
        assert loaded(migrated) == rows


def test_a_row_that_is_there_already_is_an_error(migrated: Warehouse) -> None:
    load(migrated, [(1, 1, "x", None, "x")])
    with pytest.raises((WarehouseError, DBAPIError), match=r"(?i)took 1 of 2 rows: Duplicate entry|UNIQUE"):
        load(migrated, [(1, 1, "y", None, "y"), (2, 1, "z", None, "z")])
    assert loaded(migrated) == [(1, 1, "x", None, "x")]


@pytest.mark.parametrize("row", [(2, 1, "x", None), (2, 1, "x", None, "x", "x")], ids=["short", "long"])
def test_a_row_of_another_width_is_an_error(migrated: Warehouse, row: tuple[object, ...]) -> None:
    with pytest.raises((WarehouseError, DBAPIError)):
        load(migrated, [(1, 1, "x", None, "x"), row])
    assert loaded(migrated) == []


def test_a_number_that_is_none_is_an_error_on_mariadb(migrated: Warehouse) -> None:
    if not migrated.is_mariadb:
        pytest.skip("SQLite stores text in a number column; the sources make the numbers")
    with pytest.raises(WarehouseError, match="took 1 of 1 rows: Incorrect integer value"):
        load(migrated, [("one", 1, "x", None, "x")])
    assert loaded(migrated) == []


def test_a_server_that_forbids_it_is_told_in_one_line(migrated: Warehouse, request: pytest.FixtureRequest) -> None:
    if not migrated.is_mariadb:
        pytest.skip("SQLite has no such switch")
    server: MariaDBServer = request.getfixturevalue("mariadb_server")
    with server.connect_as_administrator() as administrator, administrator.cursor() as cursor:
        cursor.execute("SET GLOBAL local_infile = OFF")
        try:
            with pytest.raises(WarehouseError, match=r"db_staging\.assignee.*SET GLOBAL local_infile = ON") as caught:
                load(migrated, [(1, 1, "x", None, "x")])
        finally:
            cursor.execute("SET GLOBAL local_infile = ON")
    assert "\n" not in str(caught.value)
    load(migrated, [(1, 1, "x", None, "x")])


def test_nothing_is_left_in_the_temporary_folder(
    migrated: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    load(migrated, [(1, 1, "x", None, "x")])
    assert list(folder.iterdir()) == []


def load(warehouse: Warehouse, rows: list[tuple[object, ...]]) -> None:
    with warehouse.write() as connection:
        load_rows(warehouse, connection, staging.assignee, COLUMNS, rows)


def loaded(warehouse: Warehouse) -> list[tuple[object, ...]]:
    table = staging.assignee
    with warehouse.connect() as connection:
        rows = connection.execute(select(*(table.c[name] for name in COLUMNS)).order_by(table.c.record_no))
        return [tuple(row) for row in rows]
