"""The stored names of `db_uspto`, as resolution asks for them, and what a resolution changes in them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from patentrack.parties.blocking import stored_keys
from patentrack.parties.normalisation import parse_name
from patentrack.parties.resolution_types import Decision, Name, StoredName
from patentrack.warehouse.bulk import load_rows
from patentrack.warehouse.engine import Warehouse
from patentrack.warehouse.tables import assignments
from patentrack.warehouse.tables import names as tables

_AT_ONCE = 500

Place = tuple[str, str, str]
Value = TypeVar("Value", int, str)


class StoredNames:
    """An `EntityLookup` over the tables: only what is asked for is read.

    Args:
        connection: Reads in the transaction of the run.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, keys: Iterable[str]) -> Iterable[StoredName]:
        """Names stored under any of the keys."""
        key, found = tables.name_key, set()
        for hashes in in_lots({key_hash(text) for text in keys}):
            found |= set(
                self._connection.scalars(select(key.c.assignor_and_assignee_id).where(key.c.key_hash.in_(hashes)))
            )
        return self.named(found)

    def named(self, name_ids: Iterable[int]) -> Iterable[StoredName]:
        """Names by id; unknown ids give nothing."""
        return self._stored(assignments.assignor_and_assignee.c.assignor_and_assignee_id, name_ids)

    def members(self, entity_ids: Iterable[int]) -> Iterable[StoredName]:
        """All names of the entities."""
        return self._stored(assignments.assignor_and_assignee.c.representative_id, entity_ids)

    def word_counts(self, words: Iterable[str]) -> Mapping[str, int]:
        """In how many stored names each of the words stands."""
        word = tables.name_word
        counts: dict[str, int] = {}
        for lot in in_lots(set(words)):
            counts |= dict(
                self._connection.execute(select(word.c.word, word.c.names).where(word.c.word.in_(lot))).tuples().all()
            )
        return counts

    def _stored(self, column: ColumnElement[Any], values: Iterable[int]) -> list[StoredName]:
        spelling, link = assignments.assignor_and_assignee, tables.name_link
        rows: list[Any] = []
        for lot in in_lots(set(values)):
            rows += self._connection.execute(
                select(
                    spelling.c.assignor_and_assignee_id,
                    spelling.c.instances,
                    spelling.c.representative_id,
                    link.c.recorded_name,
                )
                .join(link, link.c.assignor_and_assignee_id == spelling.c.assignor_and_assignee_id)
                .where(column.in_(lot), spelling.c.representative_id.is_not(None))
            ).all()
        places = places_of(self._connection, [row.assignor_and_assignee_id for row in rows])
        return [
            StoredName(
                Name(
                    row.assignor_and_assignee_id,
                    row.recorded_name,
                    row.instances,
                    places.get(row.assignor_and_assignee_id, frozenset()),
                ),
                row.representative_id,
            )
            for row in rows
        ]


def new_names(connection: Connection) -> list[Name]:
    """Spellings that have no entity yet, each as one of its recorded forms: the first in the alphabet."""
    spelling = assignments.assignor_and_assignee
    rows = connection.execute(
        select(spelling.c.assignor_and_assignee_id, spelling.c.name, spelling.c.instances).where(
            spelling.c.representative_id.is_(None)
        )
    ).all()
    recorded: dict[int, str] = {}
    for table, column in ((assignments.assignor, "or_name"), (assignments.assignee, "ee_name")):
        query = (
            select(table.c.assignor_and_assignee_id, func.min(table.c[column]))
            .join(spelling, spelling.c.assignor_and_assignee_id == table.c.assignor_and_assignee_id)
            .where(spelling.c.representative_id.is_(None))
            .group_by(table.c.assignor_and_assignee_id)
        )
        for id_, name in connection.execute(query).tuples():
            recorded[id_] = min(recorded.get(id_, name), name)
    places = places_of(connection, None)
    return [
        Name(
            row.assignor_and_assignee_id,
            recorded.get(row.assignor_and_assignee_id, row.name),
            row.instances,
            places.get(row.assignor_and_assignee_id, frozenset()),
        )
        for row in rows
    ]


def places_of(connection: Connection, spellings: Sequence[int] | None) -> dict[int, frozenset[Place]]:
    """Where each spelling has its seat as assignee: city, state and country in capitals.

    Args:
        connection: Reads.
        spellings: Which; None for those without an entity.
    """
    party, spelling = assignments.assignee, assignments.assignor_and_assignee
    query = (
        select(party.c.assignor_and_assignee_id, party.c.ee_city, party.c.ee_state, party.c.ee_country)
        .where((party.c.ee_city.is_not(None)) | (party.c.ee_state.is_not(None)) | (party.c.ee_country.is_not(None)))
        .distinct()
    )
    found: dict[int, set[Place]] = defaultdict(set)
    if spellings is None:
        unlinked = select(spelling.c.assignor_and_assignee_id).where(spelling.c.representative_id.is_(None))
        queries = iter([query.where(party.c.assignor_and_assignee_id.in_(unlinked))])
    else:
        queries = (query.where(party.c.assignor_and_assignee_id.in_(lot)) for lot in in_lots(set(spellings)))
    for one in queries:
        for id_, *place in connection.execute(one).tuples():
            city, state, country = ((part or "").upper() for part in place)
            found[id_].add((city, state, country))
    return {id_: frozenset(of_name) for id_, of_name in found.items()}


def decisions(connection: Connection) -> list[Decision]:
    """What analysts decided, on spellings that are there; the others wait in `representative_decision`."""
    decision = assignments.representative_decision
    one, other = (assignments.assignor_and_assignee.alias(name) for name in ("one", "other"))
    rows = connection.execute(
        select(one.c.assignor_and_assignee_id, other.c.assignor_and_assignee_id, decision.c.same)
        .select_from(decision)
        .join(one, one.c.name == decision.c.name_1)
        .join(other, other.c.name == decision.c.name_2)
    ).tuples()
    return [Decision(left, right, bool(same)) for left, right, same in rows]


def keep_keys(warehouse: Warehouse, connection: Connection, names: Iterable[Name]) -> None:
    """Store the blocking keys and the words of names that have been resolved."""
    keys: set[tuple[int, int]] = set()
    words: Counter[str] = Counter()
    for name in names:
        parsed = parse_name(name.text)
        keys |= {(key_hash(key), name.id) for key in stored_keys(parsed)}
        words.update(set(parsed.words))
    load_rows(warehouse, connection, tables.name_key, ("key_hash", "assignor_and_assignee_id"), sorted(keys))
    word = tables.name_word
    known = StoredNames(connection).word_counts(words)
    for text, count in sorted(words.items()):
        if text in known:
            connection.execute(update(word).where(word.c.word == text).values(names=word.c.names + count))
    fresh = [{"word": text, "names": count} for text, count in sorted(words.items()) if text not in known]
    if fresh:
        connection.execute(insert(word), fresh)


def key_hash(key: str) -> int:
    """A key as a number: two keys with one number only mean one comparison more."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") >> 1


def in_lots(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Values for IN lists, some hundred at once."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
