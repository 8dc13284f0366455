"""New spellings into entities: what a night's run does with names (design section 6).

Cost follows the new names: they are compared with the stored ones that share a key with them. Existing links stay,
unless an analyst's decision moves them; what moved is listed in `name_move`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from patentrack.parties.name_store import StoredNames, decisions, in_lots, keep_keys, new_names
from patentrack.parties.resolution import resolve
from patentrack.parties.resolution_types import Name, Resolution
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.ledger import log_change, utc_now
from patentrack.warehouse.statements import update_matching
from patentrack.warehouse.tables import assignments
from patentrack.warehouse.tables import names as tables

CANONICAL = "canonical"
_LINE = 500


@dataclass(frozen=True)
class NamesRefined:
    """What a run did.

    Attributes:
        new_names: Spellings that got an entity.
        new_entities: Entities that were made for them.
        moved: Spellings that changed their entity.
        in_doubt: Links that were not taken, for an analyst.
    """

    new_names: int
    new_entities: int
    moved: int
    in_doubt: int


def refine_names(warehouse: Warehouse, connection: Connection, *, actor: str) -> NamesRefined:
    """Give every spelling its entity.

    Args:
        warehouse: The engine.
        connection: With the transaction open.
        actor: Who or what run, for the change log.

    Raises:
        PatentrackError: The analysts' decisions contradict each other.
    """
    names = new_names(connection)
    # A first run has nothing to look up, and is spared the questions.
    is_first = connection.execute(select(tables.name_link.c.assignor_and_assignee_id).limit(1)).first() is None
    lookup = None if is_first else StoredNames(connection)
    resolution = resolve(names, decisions(connection), lookup)
    entities, made = _entities(warehouse, connection, resolution, names, lookup)
    _keep_links(warehouse, connection, resolution, names, entities)
    keep_keys(warehouse, connection, names)
    _keep_hints(connection, resolution, names)
    _log_moves(connection, resolution, entities, actor)
    log_change(
        connection,
        by=actor,
        action="refine",
        scope="names",
        tables={
            "db_uspto.assignor_and_assignee": (len(resolution.moved), len(names) + len(resolution.moved)),
            "db_uspto.representative": (0, made),
        },
    )
    in_doubt = sum(hint.kind == "in doubt" for hint in resolution.hints)
    return NamesRefined(len(names), made, len(resolution.moved), in_doubt)


def _entities(
    warehouse: Warehouse,
    connection: Connection,
    resolution: Resolution,
    names: Sequence[Name],
    lookup: StoredNames | None,
) -> tuple[dict[int, int], int]:
    """The entity of each name in a cluster that is new or has changed, and how many entities were made.

    Entities are never deleted, so that a number never comes to stand for another one.
    """
    text = {name.id: name.text for name in names}
    if lookup is not None:
        canonical = {cluster.canonical_id for cluster in resolution.clusters} - text.keys()
        text |= {stored.name.id: stored.name.text for stored in lookup.named(canonical)}
    representative = assignments.representative
    last = connection.execute(select(func.max(representative.c.representative_id))).scalar() or 0
    of_name: dict[int, int] = {}
    made: list[tuple[int, str, int]] = []
    for cluster in resolution.clusters:
        name, entity = text[cluster.canonical_id], cluster.entity_id
        if entity is None:
            entity = last + len(made) + 1
            made.append((entity, name, cluster.type))
        else:
            has_changed = (representative.c.representative_name != name) | (representative.c.type != cluster.type)
            connection.execute(
                update(representative)
                .where(representative.c.representative_id == entity, has_changed)
                .values(representative_name=name, type=cluster.type)
            )
        of_name |= dict.fromkeys(cluster.name_ids, entity)
    load_rows(warehouse, connection, representative, ("representative_id", "representative_name", "type"), made)
    return of_name, len(made)


def _keep_links(
    warehouse: Warehouse,
    connection: Connection,
    resolution: Resolution,
    names: Sequence[Name],
    entities: dict[int, int],
) -> None:
    spelling, link, result = assignments.assignor_and_assignee, tables.name_link, tables.name_result
    moved = {move.name_id for move in resolution.moved}
    reason = {one.name_id: (one.to_id, one.rule[:_LINE], one.score) for one in resolution.links}
    recorded = {name.id: name.text for name in names}
    for lot in in_lots(moved):
        of_lot = link.c.assignor_and_assignee_id.in_(lot)
        recorded |= dict(
            connection.execute(select(link.c.assignor_and_assignee_id, link.c.recorded_name).where(of_lot))
            .tuples()
            .all()
        )
        connection.execute(delete(link).where(of_lot))
    connection.execute(delete(result))
    load_rows(
        warehouse,
        connection,
        result,
        ("assignor_and_assignee_id", "representative_id"),
        [(id_, entities[id_]) for id_ in sorted(recorded)],
    )
    update_matching(
        connection,
        spelling,
        {"representative_id": result.c.representative_id},
        spelling.c.assignor_and_assignee_id == result.c.assignor_and_assignee_id,
    )
    connection.execute(delete(result))
    rows = [(id_, text, *reason.get(id_, (None, CANONICAL, 1.0))) for id_, text in sorted(recorded.items())]
    load_rows(
        warehouse, connection, link, ("assignor_and_assignee_id", "recorded_name", "linked_to", "rule", "score"), rows
    )


def _keep_hints(connection: Connection, resolution: Resolution, names: Sequence[Name]) -> None:
    hint = tables.name_hint
    new = {name.id for name in names}
    for lot in in_lots(new):
        connection.execute(delete(hint).where(hint.c.assignor_and_assignee_id.in_(lot)))
    rows = [
        {
            "assignor_and_assignee_id": one.name_id,
            "kind": one.kind,
            "other_text": one.other_text[:_LINE],
            "other_spelling": one.other_id,
            "rule": one.rule[:_LINE],
        }
        for one in resolution.hints
        if one.name_id in new
    ]
    if rows:
        connection.execute(insert(hint), rows)


def _log_moves(connection: Connection, resolution: Resolution, entities: dict[int, int], actor: str) -> None:
    if not resolution.moved:
        return
    spelling = assignments.assignor_and_assignee
    ids = {move.name_id for move in resolution.moved}
    name_of: dict[int, str] = {}
    for lot in in_lots(ids):
        name_of |= dict(
            connection.execute(
                select(spelling.c.assignor_and_assignee_id, spelling.c.name).where(
                    spelling.c.assignor_and_assignee_id.in_(lot)
                )
            )
            .tuples()
            .all()
        )
    now = utc_now()
    connection.execute(
        insert(tables.name_move),
        [
            {
                "moved_at": now,
                "moved_by": actor,
                "name": name_of[move.name_id],
                "from_representative_id": move.from_entity,
                "to_representative_id": entities[move.name_id],
                "reason": move.reason[:_LINE],
            }
            for move in resolution.moved
        ],
    )
