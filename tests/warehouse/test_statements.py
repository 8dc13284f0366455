"""Set-based steps: the files of `sql/` run under the databases' own names, and the joined forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError

from patentrack.warehouse import statements
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.statements import delete_matching, empty, rows_written, run_file, sql_folder, update_matching
from patentrack.warehouse.tables import DATABASES, assignments, metadata, staging

STEPS = sorted((sql_folder() / "merge").rglob("*.sql"))
PARAMETERS = {
    "source_file_id": 1,
    "transaction_date": "2015-07-27",
    "file_name": "ad20150727.zip",
    "day": "2015-07-27",
}
OUTCOME, CHANGE, SPELLING = staging.assignment_outcome, staging.name_change, assignments.assignor_and_assignee


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.relative_to(sql_folder())))
def test_every_step_says_what_goes_in_and_what_comes_out(step: Path) -> None:
    head = step.read_text(encoding="utf-8")
    for word in ("-- In: ", "-- Out: ", "-- Grain: "):
        assert word in head, f"{step.name} has no line {word!r}"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.relative_to(sql_folder())))
def test_every_step_can_be_read_by_both_engines(migrated: Warehouse, step: Path) -> None:
    name = str(step.relative_to(sql_folder()))
    # A parameter that a step does not have is refused: each gets its own.
    parameters = {key: PARAMETERS[key] for key in re.findall(r"(?<!:):(\w+)", statements._read(name))}
    with migrated.write() as connection:
        assert run_file(migrated, connection, name, **parameters) == 0


def test_only_names_of_the_design_are_replaced(
    migrated: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "step.sql").write_text(
        "-- db_uspto.nothing; a comment with a : colon\n"
        "INSERT INTO db_staging.name_change (assignor_and_assignee_id, mentions)\n"
        "SELECT mydb_uspto.mentions, :mentions FROM (SELECT 7 AS mentions) AS mydb_uspto -- and one at the end\n"
    )
    monkeypatch.setattr(statements, "sql_folder", lambda: tmp_path)
    statements._read.cache_clear()
    with migrated.write() as connection:
        assert run_file(migrated, connection, "step.sql", mentions=-3) == 1
        assert connection.execute(select(CHANGE)).all() == [(7, -3)]
    statements._read.cache_clear()


def test_a_parameter_is_bound_and_never_pasted(migrated: Warehouse) -> None:
    name = "merge/assignments/insert_assignment.sql"
    with migrated.write() as connection:
        assert run_file(migrated, connection, name, source_file_id="1; DROP TABLE db_uspto.assignment") == 0
        assert connection.execute(select(assignments.assignment)).all() == []


def test_rows_written_counts_and_refuses_to_count_a_query(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        rows = [{"assignor_and_assignee_id": number, "mentions": 0} for number in (1, 2, 3)]
        connection.execute(insert(CHANGE), rows)
        # The same value again: rows found, not rows changed, on both engines.
        assert rows_written(connection, CHANGE.update().values(mentions=0)) == 3
        assert rows_written(connection, CHANGE.delete().where(CHANGE.c.assignor_and_assignee_id > 1)) == 2


def test_delete_matching_deletes_what_is_listed(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        fill(connection)
        listed = delete_matching(connection, SPELLING, "assignor_and_assignee_id", CHANGE, CHANGE.c.mentions < 0)
        assert listed == 1
        assert names(connection) == ["A", "B", "D"]
        assert delete_matching(connection, SPELLING, "assignor_and_assignee_id", CHANGE) == 1
        assert names(connection) == ["A", "D"]
        assert delete_matching(connection, SPELLING, "assignor_and_assignee_id", CHANGE) == 0
        assert len(connection.execute(select(CHANGE)).all()) == 3, "the list stays"


def test_delete_matching_takes_a_key_that_is_listed_twice(migrated: Warehouse) -> None:
    listed = [
        {"record_no": 1, "rf_id": 7, "outcome": "replaced"},
        {"record_no": 2, "rf_id": 7, "outcome": "replaced"},
        {"record_no": 3, "rf_id": 8, "outcome": "stale"},
    ]
    staged = {"reel_no": 0, "purge_in": 0, "convey_ty": "missing", "rule": "x", "text_sha256": "x"}
    documents = [staged | {"record_no": number, "rf_id": number, "frame_no": number} for number in (7, 8, 9)]
    with migrated.write() as connection:
        connection.execute(insert(OUTCOME), listed)
        connection.execute(insert(staging.assignment), documents)
        condition = OUTCOME.c.outcome == "replaced"
        assert delete_matching(connection, staging.assignment, "rf_id", OUTCOME, condition) == 1
        assert sorted(connection.scalars(select(staging.assignment.c.rf_id))) == [8, 9]


def test_update_matching_takes_values_from_the_joined_table(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        fill(connection)
        changed = update_matching(
            connection,
            SPELLING,
            {"instances": SPELLING.c.instances + CHANGE.c.mentions},
            SPELLING.c.assignor_and_assignee_id == CHANGE.c.assignor_and_assignee_id,
            CHANGE.c.mentions != 0,
        )
        assert changed == 2
        found = connection.execute(select(SPELLING.c.name, SPELLING.c.instances).order_by(SPELLING.c.name)).all()
    assert found == [("A", 10), ("B", 15), ("C", 8), ("D", 10)]


def test_empty_empties_one_table(migrated: Warehouse) -> None:
    with migrated.write() as connection:
        fill(connection)
    with migrated.write() as connection:
        empty(migrated, connection, CHANGE)
    with migrated.connect() as connection:
        assert connection.execute(select(CHANGE)).all() == []
        assert names(connection) == ["A", "B", "C", "D"]


def test_a_step_that_is_not_there_is_an_error(migrated: Warehouse) -> None:
    with migrated.write() as connection, pytest.raises(FileNotFoundError):
        run_file(migrated, connection, "merge/assignments/nothing.sql")


def test_steps_name_tables_of_the_metadata_only() -> None:

    pattern = re.compile(rf"\b(?:{'|'.join(DATABASES)})\.\w+")
    for step in STEPS:
        body = statements._COMMENT.sub("", step.read_text(encoding="utf-8"))
        assert set(pattern.findall(body)) <= set(metadata.tables), step.name


def test_a_statement_that_fails_takes_the_transaction_with_it(migrated: Warehouse) -> None:
    def fill_twice() -> None:
        with migrated.write() as connection:
            fill(connection)
            fill(connection)

    with pytest.raises(DBAPIError):
        fill_twice()
    with migrated.connect() as connection:
        assert names(connection) == []


def fill(connection: Connection) -> None:
    """Four spellings with 10 mentions each; B gains 5, C loses 2, and a third change is of none of them."""
    connection.execute(
        insert(SPELLING),
        [
            {"assignor_and_assignee_id": place, "name": name, "instances": 10}
            for place, name in enumerate("ABCD", start=1)
        ],
    )
    changes = [(2, 5), (3, -2), (99, 0)]
    connection.execute(
        insert(CHANGE), [{"assignor_and_assignee_id": number, "mentions": mentions} for number, mentions in changes]
    )


def names(connection: Connection) -> list[str]:
    return list(connection.scalars(select(SPELLING.c.name).order_by(SPELLING.c.name)))
