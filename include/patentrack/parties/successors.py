"""Who became whom: dated edges from changes of name and mergers (design section 6).

Mergers and renamings are events, never spellings. This module is a pure function of the documents, whatever their
order:

* Each document gives edges from its old to its new parties (`successions`), each with its state.
* A -> B said again is one event, on its earliest day, unless A had come back in between.
* Edges that lead round in a circle on one day, or without dates, cannot be ordered: CYCLE. On different days they are
  a sequence: renamed, and renamed back.
* A becoming B and C on one day is a CONTRADICTION, unless both lead to one entity (a step left out: A -> B -> C and
  A -> C), or the documents are known to be of different assets.
* A becoming B one day and C another may be: a name is used for long, and by several companies. These edges hold. What
  A is in the end is not certain, unless both lead to one entity or A came back in between; so A has no successor.
* Mentions in names (F/K/A) and documents without a date count only where no dated document says otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from patentrack.parties.succession_order import Move, Timeline, strong_components
from patentrack.parties.successions import CONTRADICTION, CYCLE, HINTS, NAME_CHANGE, OK, Claim, Edge, Event, read_claims

SAID_BEFORE = "said before"
CIRCLE_ON_ONE_DAY = "in a circle on one day"
CIRCLE_WITHOUT_DATES = "in a circle, without dates"
SEVERAL_ON_ONE_DAY = "several successors on one day"
OTHER_ASSETS = "several successors on one day, each for other assets"
DOCUMENTS_DISAGREE = "dated documents say otherwise"
MENTIONS_DISAGREE = "several successors, none with a date"

_UNDATED = date.max.toordinal()
_HOLDS = (OK, "")

_Claimed = tuple[Event, Claim]
_Pair = tuple[int, int]
_Verdict = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Successions:
    """Who became whom.

    Attributes:
        edges: Every edge of every document, by date (undated ones last), document and parties.
        parent: For each entity that is another one now, that one: the end of its successions as far as it is certain.
        timeline: The edges that hold, as they are followed.
    """

    edges: tuple[Edge, ...]
    parent: Mapping[int, int]
    timeline: Timeline

    def successor_at(self, entity: int, on: date) -> int:
        """Who an entity is on a day.

        Args:
            entity: An entity. If it gave up its name and took it again, the bearer of the name on that day is meant.
            on: The day; what happens on it counts. What has no date does not.

        Returns:
            The entity it has become until then, as far as it is certain; itself if it has become nobody else.
        """
        return self.timeline.newest_on(entity, min(on.toordinal(), _UNDATED - 1))


def successions(events: Iterable[Event]) -> Successions:
    """Build the edges of all documents, and follow those that hold.

    Args:
        events: Documents of type namechg and merger, and former names that names mention; in any order.

    Returns:
        The edges, each with its state, and the successors.
    """
    claims = sorted(
        ((event, claim) for event in events for claim in read_claims(event)),
        key=lambda item: (_day(item[0]), item[0].rf_id, item[0].kind, item[1], sorted(item[0].assets)),
    )
    sound = [item for item in claims if item[1].state == OK]
    dated = [item for item in sound if _is_dated(item[0])]
    loose = [item for item in sound if not _is_dated(item[0])]

    moves = _moves(dated)
    verdict_of = _judge(set(moves))
    held = [move for move, (state, _) in verdict_of.items() if state == OK]
    loose_verdict_of = _judge_loose([_pair(item) for item in loose], held)
    held += _loose_moves(loose, loose_verdict_of, held)

    said: set[Move] = set()
    move = iter(moves)
    edges = []
    for event, claim in claims:
        verdict = claim.state, claim.reason
        if verdict == _HOLDS and _is_dated(event):
            own = next(move)
            verdict = verdict_of[own]
            if verdict == _HOLDS and own in said:
                verdict = OK, SAID_BEFORE
            said.add(own)
        elif verdict == _HOLDS:
            verdict = loose_verdict_of[claim.old, claim.new]
        edges.append(Edge(claim.old, claim.new, event.kind, event.date, event.rf_id, *verdict))

    timeline = _timeline(held)
    return Successions(tuple(edges), _parents(timeline), timeline)


def _day(event: Event) -> int:
    return _UNDATED if event.date is None else event.date.toordinal()


def _is_dated(event: Event) -> bool:
    return event.date is not None and event.kind not in HINTS


def _pair(item: _Claimed) -> _Pair:
    return item[1].old, item[1].new


def _moves(dated: Sequence[_Claimed]) -> list[Move]:
    """The move that each claim tells of, in the order of the claims: by day."""
    taken: dict[int, list[int]] = defaultdict(list)
    for event, claim in dated:
        if event.kind == NAME_CHANGE:
            taken[claim.new].append(_day(event))
    told: dict[tuple[_Pair, int], list[Event]] = defaultdict(list)
    first_day: dict[_Pair, int] = {}
    keys = []
    for event, claim in dated:
        pair, day = (claim.old, claim.new), _day(event)
        came_back = taken.get(claim.old, ())
        first = first_day.get(pair)
        if first is None or bisect_right(came_back, day) > bisect_right(came_back, first):
            first_day[pair] = day
        keys.append((pair, first_day[pair]))
        told[keys[-1]].append(event)
    move_of = {key: _move(*key, documents) for key, documents in told.items()}
    return [move_of[key] for key in keys]


def _move(pair: _Pair, day: int, documents: Sequence[Event]) -> Move:
    known = all(document.assets for document in documents)
    return Move(
        *pair,
        day,
        renames=any(document.kind == NAME_CHANGE for document in documents),
        assets=frozenset().union(*(document.assets for document in documents)) if known else frozenset(),
    )


def _judge(moves: Iterable[Move]) -> dict[Move, _Verdict]:
    """Tell which dated moves hold: from the latest day, so that it is known what the new entities became."""
    timeline = Timeline()
    verdicts: dict[Move, _Verdict] = {}
    by_day = sorted(moves, key=lambda move: (-move.day, move.old, move.new))
    for day, of_day in groupby(by_day, key=lambda move: move.day):
        moves_of: dict[int, list[Move]] = defaultdict(list)
        for move in of_day:
            moves_of[move.old].append(move)
        components = strong_components({old: [move.new for move in found] for old, found in moves_of.items()})
        component_of = {entity: at for at, component in enumerate(components) for entity in component}
        for entity in (entity for component in components for entity in component):
            straight = []
            for move in moves_of.get(entity, ()):
                if component_of[move.old] == component_of[move.new]:
                    verdicts[move] = CYCLE, CIRCLE_ON_ONE_DAY
                else:
                    straight.append(move)
            verdict = _judge_one(straight, {timeline.newest(move.new, entered=day) for move in straight})
            verdicts |= dict.fromkeys(straight, verdict)
            if verdict[0] == OK:
                timeline.add(straight)
    return verdicts


def _judge_one(moves: Sequence[Move], ends: set[int]) -> _Verdict:
    """Tell whether the moves of one entity on one day hold, which lead to `ends`."""
    if len(moves) < 2 or len(ends) == 1:
        return _HOLDS
    assets = [move.assets for move in moves]
    if all(assets) and len(frozenset().union(*assets)) == sum(map(len, assets)):
        return OK, OTHER_ASSETS
    return CONTRADICTION, SEVERAL_ON_ONE_DAY


def _judge_loose(pairs: Sequence[_Pair], held: Sequence[Move]) -> dict[_Pair, _Verdict]:
    """Tell which pairs without a day of their own hold beside the moves that do."""
    timeline = _timeline(held)
    dated = {(move.old, move.new) for move in held}
    targets: dict[int, set[int]] = defaultdict(set)
    for old, new in (*sorted(dated), *pairs):
        targets[old].add(new)
    components = strong_components({old: sorted(found) for old, found in sorted(targets.items())})
    component_of = {entity: at for at, component in enumerate(components) for entity in component}
    renamed = set(timeline.entities())
    verdicts: dict[_Pair, _Verdict] = {}
    for old, new in pairs:
        if (old, new) in dated:
            verdicts[old, new] = _HOLDS
        elif component_of[old] == component_of[new]:
            verdicts[old, new] = CYCLE, CIRCLE_WITHOUT_DATES
        elif old in renamed:
            agrees = timeline.newest_on(old) == timeline.newest_on(new)
            verdicts[old, new] = _HOLDS if agrees else (CONTRADICTION, DOCUMENTS_DISAGREE)
        else:
            verdicts[old, new] = _HOLDS if len(targets[old]) == 1 else (CONTRADICTION, MENTIONS_DISAGREE)
    return verdicts


def _loose_moves(loose: Sequence[_Claimed], verdicts: Mapping[_Pair, _Verdict], held: Sequence[Move]) -> Iterable[Move]:
    """The moves that only mentions and undated documents tell, each on the first day it is told."""
    renamed = {move.old for move in held}
    first_day: dict[_Pair, int] = {}
    for item in loose:
        if verdicts[_pair(item)] == _HOLDS and item[1].old not in renamed:
            first_day.setdefault(_pair(item), _day(item[0]))
    return [Move(old, new, day, renames=False, assets=frozenset()) for (old, new), day in first_day.items()]


def _timeline(moves: Iterable[Move]) -> Timeline:
    timeline = Timeline()
    timeline.add(sorted(moves, key=lambda move: (-move.day, move.old, move.new)))
    return timeline


def _parents(timeline: Timeline) -> dict[int, int]:
    newest = {entity: timeline.newest_on(entity) for entity in sorted(timeline.entities())}
    parent = {entity: successor for entity, successor in newest.items() if successor != entity}
    # B that became C takes in A, and C merges into A: names used when their bearers were gone.
    for component in strong_components({entity: [successor] for entity, successor in parent.items()}):
        if len(component) > 1:
            for entity in component:
                del parent[entity]
    return parent
