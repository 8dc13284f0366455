"""The merge of a staged assignment file into `db_uspto` (design section 4). One transaction, given by the caller."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, or_, select

from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.statements import delete_matching, run_file, update_matching
from patentrack.warehouse.tables import assignments as master
from patentrack.warehouse.tables import staging

STEPS = "merge/assignments"

# What is replaced as a set with its document. Tier 2 is not among them: a person may have locked it.
CHILDREN = (
    master.assignor,
    master.assignee,
    master.documentid,
    master.correspondent,
    master.assignment_arrows,
    master.assignment_conveyance,
)


@dataclass(frozen=True)
class Merged:
    """What a merge did.

    Attributes:
        inserted: Documents that were new.
        replaced: Documents of which the file had a newer version.
        stale: Records that were not newer than what is there.
        purged: Of the inserted and replaced, those that the USPTO has deleted.
        rows: Rows written, by table.
        rows_before: Rows that were there of the replaced documents, by table.
    """

    inserted: int
    replaced: int
    stale: int
    purged: int
    rows: dict[str, int]
    rows_before: dict[str, int]


def merge(
    warehouse: Warehouse,
    connection: Connection,
    *,
    source_file_id: int,
    file_name: str,
    transaction_date: str,
) -> Merged:
    """Bring the staged records into the master tables.

    Args:
        warehouse: The engine.
        connection: With the transaction open that also writes the ledger.
        source_file_id: The file, in the ledger.
        file_name: Its name; decides ties after the transaction date.
        transaction_date: Day of the extract, ISO.
    """

    def step(name: str, **parameters: object) -> int:
        return run_file(warehouse, connection, f"{STEPS}/{name}.sql", **parameters)

    step("outcome", transaction_date=transaction_date, file_name=file_name, source_file_id=source_file_id)
    inserted, replaced, stale, purged = _count_outcomes(connection)
    step("new_names")
    step("name_change")
    rows = {"assignment": inserted + replaced, "assignment_group": step("new_texts")}
    step("text_change")

    _keep_tier_2_in_step(connection)
    before = {child.name: _delete_replaced(connection, child) for child in CHILDREN} if replaced else {}
    step("insert_assignment", source_file_id=source_file_id)
    _update_replaced(connection, source_file_id)
    for child in CHILDREN:
        rows[child.name] = step(f"insert_{child.name}")
    step("insert_representative_assignment_conveyance")

    _count_mentions(connection)
    _count_documents(connection)
    step("keep_names")
    delete_matching(connection, master.assignor_and_assignee, "assignor_and_assignee_id", staging.name_change)
    return Merged(inserted, replaced, stale, purged, rows, {"assignment": replaced, **before})


def _count_outcomes(connection: Connection) -> tuple[int, int, int, int]:
    result, document = staging.assignment_outcome, staging.assignment
    counts = {
        row.outcome: (row.records, row.purged)
        for row in connection.execute(
            select(
                result.c.outcome,
                func.count().label("records"),
                func.sum(document.c.purge_in).label("purged"),
            )
            .join(document, document.c.record_no == result.c.record_no)
            .group_by(result.c.outcome)
        )
    }
    none = (0, 0)
    inserted, replaced, stale = (counts.get(outcome, none) for outcome in ("inserted", "replaced", "stale"))
    return inserted[0], replaced[0], stale[0], int(inserted[1] + replaced[1])


def _delete_replaced(connection: Connection, child: Table) -> int:
    result = staging.assignment_outcome
    return delete_matching(connection, child, "rf_id", result, result.c.outcome == "replaced")


def _update_replaced(connection: Connection, source_file_id: int) -> None:
    target, document, result = (
        master.assignment,
        staging.assignment.alias("document"),
        staging.assignment_outcome,
    )
    copied = [column.name for column in target.columns if column.name not in ("rf_id", "source_file_id")]
    update_matching(
        connection,
        target,
        {name: document.c[name] for name in copied} | {"source_file_id": source_file_id},
        target.c.rf_id == document.c.rf_id,
        document.c.record_no == result.c.record_no,
        result.c.outcome == "replaced",
    )


def _keep_tier_2_in_step(connection: Connection) -> None:
    """Set anew what a reviewer has said of the new text, or what the text now says otherwise than the old one.

    A type that was refined stays as long as the text says the same; what a person has locked stays always.
    """
    target, document, result = (
        master.representative_assignment_conveyance,
        staging.assignment.alias("document"),
        staging.assignment_outcome,
    )
    present = master.assignment_conveyance
    old, new = (master.assignment_group.alias(name) for name in ("old_text", "new_text"))
    said_before, said_now = (func.coalesce(wording.c.updated_convey_ty, wording.c.convey_ty) for wording in (old, new))
    update_matching(
        connection,
        target,
        {"convey_ty": said_now, "employer_assign": said_now == "employee"},
        target.c.rf_id == document.c.rf_id,
        target.c.flag == 0,
        present.c.rf_id == document.c.rf_id,
        old.c.assignment_group_id == present.c.assignment_group_id,
        new.c.text_sha256 == document.c.text_sha256,
        or_(said_now != said_before, new.c.updated_convey_ty.is_not(None)),
        document.c.record_no == result.c.record_no,
        result.c.outcome == "replaced",
    )


def _count_mentions(connection: Connection) -> None:
    spelling, change = master.assignor_and_assignee, staging.name_change
    update_matching(
        connection,
        spelling,
        {"instances": spelling.c.instances + change.c.mentions},
        spelling.c.assignor_and_assignee_id == change.c.assignor_and_assignee_id,
        change.c.mentions != 0,
    )


def _count_documents(connection: Connection) -> None:
    wording, change = master.assignment_group, staging.text_change
    update_matching(
        connection,
        wording,
        {"counter": wording.c.counter + change.c.documents},
        wording.c.assignment_group_id == change.c.assignment_group_id,
    )
