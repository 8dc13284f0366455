"""`db_uspto`: how spellings were resolved into entities, and what the next night's names are matched against."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Float, ForeignKey, Index, Integer, String

from patentrack.warehouse.tables.common import LINE, NAME, NUMBER, STAGING, USPTO, Id, table

_WORD = 200


def _spelling(*, key: bool = True, doc: str = "The spelling.") -> Column[Any]:
    # A spelling that no document has any more goes, and what was known of it with it.
    return Column(
        "assignor_and_assignee_id",
        Id,
        ForeignKey(f"{USPTO}.assignor_and_assignee.assignor_and_assignee_id", ondelete="CASCADE"),
        primary_key=key,
        autoincrement=False,
        nullable=False,
        doc=doc,
    )


def _entity(name: str, doc: str) -> Column[Any]:
    key = ForeignKey(f"{USPTO}.representative.representative_id")
    return Column(name, Id, key, nullable=False, doc=doc)


name_link = table(
    "name_link",
    USPTO,
    "Why a spelling belongs to its entity (design section 6).",
    _spelling(),
    Column("recorded_name", String(NAME), nullable=False, doc="The name as recorded that was looked at."),
    Column("linked_to", Id, doc="The spelling it was linked to; NULL for the one that stands for the entity."),
    Column("rule", String(LINE), nullable=False, doc="Rules that were needed; decision: an analyst's."),
    Column("score", Float, nullable=False, doc="How sure, 0 to 1."),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    grain="one row per resolved spelling",
)

name_key = table(
    "name_key",
    USPTO,
    "Blocking keys: a new name is compared with the spellings that share a key with it.",
    Column("key_hash", BigInteger, primary_key=True, autoincrement=False, doc="First 63 bits of the key's SHA-256."),
    _spelling(),
    Index(None, "assignor_and_assignee_id"),
    grain="one row per key and resolved spelling",
    clustered=True,
)

name_word = table(
    "name_word",
    USPTO,
    "In how many resolved spellings a word stands: a slip is believed in rare words only.",
    Column("word", String(_WORD), primary_key=True, doc="The word, folded."),
    Column("names", Integer, nullable=False, doc="Spellings it stands in."),
    CheckConstraint("names >= 0", name="names"),
    grain="one row per word",
    clustered=True,
)

name_move = table(
    "name_move",
    USPTO,
    "Spellings that changed their entity, and why.",
    Column("name_move_id", Id, primary_key=True, doc="Unique identifier of the move."),
    Column("moved_at", DateTime, nullable=False, doc="When (UTC)."),
    Column("moved_by", String(LINE), nullable=False, doc="Who or what run."),
    Column("name", String(NAME), nullable=False, doc="The spelling."),
    _entity("from_representative_id", "The entity it left; it may have no spelling any more."),
    _entity("to_representative_id", "The entity it joined."),
    Column("reason", String(LINE), nullable=False, doc="The rule or decision."),
    Index(None, "from_representative_id"),
    Index(None, "moved_at"),
    Index(None, "to_representative_id"),
    grain="one row per move",
)

name_hint = table(
    "name_hint",
    USPTO,
    "What may be so and no rule may act on: for analysts.",
    Column("name_hint_id", Id, primary_key=True, doc="Unique identifier of the hint."),
    _spelling(key=False),
    Column("kind", String(NUMBER), nullable=False, doc="alias, former name, successor of, or in doubt."),
    Column("other_text", String(NAME), nullable=False, doc="The other name as the text says it; empty if by number."),
    Column("other_spelling", Id, doc="A spelling with that name, if there is one; it may be gone."),
    Column("rule", String(LINE), nullable=False, doc="The rule that would have linked them, for in doubt."),
    Index(None, "assignor_and_assignee_id"),
    grain="one row per spelling and hint",
)

name_result = table(
    "name_result",
    STAGING,
    "Spellings that a run gives an entity.",
    Column("assignor_and_assignee_id", Id, primary_key=True, autoincrement=False, doc="The spelling."),
    Column("representative_id", Id, nullable=False, doc="Its entity."),
    grain="one row per spelling",
)
