"""One asset of the demo from all sides: what each source says about it."""

from __future__ import annotations

from collections.abc import Iterator

import click
from sqlalchemy import Connection, Table, desc, func, select

from patentrack.warehouse.tables import assignments, bibliographic, citations, classification
from patentrack.warehouse.tables.maintenance_fees import event_maintainence_code, event_maintainence_fees
from patentrack.warehouse.tables.status import application_status_latest


def show_asset(connection: Connection) -> None:
    """Print what is known of the patent that is cited most and has a document recorded and a fee event."""
    number = _most_cited(connection)
    if number is None:
        return
    click.echo("\nOne patent from all sides\n")
    for label, text in _facts(connection, number):
        click.echo(f"  {label:<21}{text}")


def _most_cited(connection: Connection) -> str | None:
    cited = citations.cited_patents
    recorded, fees = assignments.documentid, event_maintainence_fees
    found: str | None = connection.execute(
        select(cited.c.patent_number)
        .where(
            cited.c.patent_number.in_(select(recorded.c.grant_doc_num)),
            cited.c.patent_number.in_(select(fees.c.grant_doc_num)),
            cited.c.patent_number.in_(select(bibliographic.application_grant.c.grant_doc_num)),
        )
        .group_by(cited.c.patent_number)
        .order_by(desc(func.count()), cited.c.patent_number)
        .limit(1)
    ).scalar()
    return found


def _facts(connection: Connection, number: str) -> Iterator[tuple[str, str]]:
    def rows(table: Table, *, of: str = "grant_doc_num", by: tuple[str, ...] = ()) -> list[dict[str, object]]:
        query = select(table).where(table.c[of] == number).order_by(*(table.c[name] for name in by))
        return [dict(row) for row in connection.execute(query).mappings()]

    [grant] = rows(bibliographic.application_grant)
    yield "patent", f"{number} ({grant['kind_code']}) of {grant['grant_date']}"
    yield "application", f"{grant['appno_doc_num']} of {grant['appno_date']}: {grant['title']}"
    inventors = rows(bibliographic.grant_children["inventor"], by=("sequence_no",))
    yield "inventors", ", ".join(str(inventor["name"]) for inventor in inventors)
    symbols = rows(classification.patent_cpc, by=("sequence_no",))
    parts = ("section", "class", "sub_class", "main_group")
    yield (
        "CPC",
        ", ".join(f"{''.join(str(one[part]) for part in parts)}/{one['sub_group']}" for one in symbols[:4]) or "none",
    )
    property_, document, tier = assignments.documentid, assignments.assignment, assignments.assignment_conveyance
    recorded = connection.execute(
        select(document.c.record_dt, tier.c.convey_ty, document.c.reel_no, document.c.frame_no)
        .join(property_, property_.c.rf_id == document.c.rf_id)
        .join(tier, tier.c.rf_id == document.c.rf_id)
        .where(property_.c.grant_doc_num == number)
        .order_by(document.c.record_dt)
        .distinct()
    ).all()
    for row in recorded:
        yield f"recorded {row.record_dt}", f"{row.convey_ty} at reel {row.reel_no} frame {row.frame_no}"
    codes = event_maintainence_code
    meanings = {row.event_code: row.event_description for row in connection.execute(select(codes))}
    for event in rows(event_maintainence_fees, by=("event_date", "line_no")):
        yield f"fee {event['event_date']}", f"{event['event_code']} {meanings[event['event_code']]}"
    cited = citations.cited_patents
    count = connection.execute(
        select(func.count(cited.c.citing_patent_number.distinct())).where(cited.c.patent_number == number)
    ).scalar_one()
    yield "cited by", f"{count} patents"
    latest = application_status_latest
    status = connection.execute(select(latest).where(latest.c.appno_doc_num == grant["appno_doc_num"])).one_or_none()
    yield "status", f"{status.status}, {status.status_date}" if status else "not known"
