"""Successions in time: following them, and telling which cannot all be true.

An entity may give up its name and take it again: A -> B in 2001, B -> A in 2005. Each time it is another incarnation,
and what it becomes is asked for one of them: the entity's last, or the one that somebody entered on a day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

# Later than any date's ordinal.
LAST_DAY = 10**9


@dataclass(frozen=True, slots=True)
class Move:
    """One entity becoming another on a day, however many documents say so.

    Attributes:
        old: Entity that was.
        new: Entity that is.
        day: Ordinal of the date.
        renames: Whether the new name was taken on that day, so that its bearer is a new one.
        assets: Properties of the documents; empty if not known of all.
    """

    old: int
    new: int
    day: int
    renames: bool
    assets: frozenset[str]


class Timeline:
    """Moves that hold, added from the latest to the earliest day."""

    def __init__(self) -> None:
        self._moves: dict[int, list[Move]] = defaultdict(list)
        # Negative, since days come from the latest to the earliest.
        self._days: dict[int, list[int]] = defaultdict(list)
        self._taken: dict[int, list[int]] = defaultdict(list)
        self._newest: dict[tuple[int, int], int] = {}

    def add(self, moves: Iterable[Move]) -> None:
        """Add moves, from the latest to the earliest, and none later than any that was added before."""
        for move in moves:
            self._moves[move.old].append(move)
            self._days[move.old].append(-move.day)
            if move.renames:
                self._taken[move.new].append(-move.day)

    def entities(self) -> list[int]:
        """Entities that became others."""
        return list(self._moves)

    def newest(self, entity: int, *, entered: int) -> int:
        """What became of whoever entered an entity on a day; the last that is certain."""
        position = bisect_right(self._days.get(entity, ()), -entered) - 1
        return self._follow(entity, position, LAST_DAY, self._newest)

    def newest_on(self, entity: int, day: int = LAST_DAY) -> int:
        """Who the entity is on a day: what its last incarnation until then has become; the last that is certain."""
        days = self._days.get(entity, [])
        taken = self._taken.get(entity, [])
        latest = bisect_left(days, -day)
        position = len(days) - 1
        for until in range(position, latest - 1, -1):
            if self._was_taken(taken, -days[until], -days[until - 1] if until > latest else day):
                position = until - 1
        known = self._newest if day == LAST_DAY else {}
        return self._follow(entity, position if position >= latest else -1, day, known)

    def _follow(self, entity: int, position: int, last_day: int, known: dict[tuple[int, int], int]) -> int:
        """What became of an entity from its move at `position` on; negative for none."""
        if position < 0:
            return entity
        stack = [(entity, position)]
        while stack:
            node = stack[-1]
            if node in known:
                stack.pop()
                continue
            here, at = node
            move = self._moves[here][at]
            steps = [(move.new, bisect_right(self._days.get(move.new, ()), -move.day) - 1)]
            if at and not self._was_taken(self._taken.get(here, ()), move.day, self._moves[here][at - 1].day):
                steps.append((here, at - 1))
            steps = [step for step in steps if step[1] >= 0 and self._moves[step[0]][step[1]].day <= last_day]
            waiting = [step for step in steps if step not in known]
            if waiting:
                stack += waiting
                continue
            found = {known[step] for step in steps}
            if not any(step[0] == move.new for step in steps):
                found.add(move.new)
            # Two moves that lead to different ends: it cannot be told, so it stays.
            known[node] = found.pop() if len(found) == 1 else here
            stack.pop()
        return known[entity, position]

    @staticmethod
    def _was_taken(taken: Sequence[int], after: int, until: int) -> bool:
        """Whether the name was taken again behind a day and not behind another."""
        return bisect_left(taken, -after) > bisect_left(taken, -until)


def strong_components(edges: Mapping[T, Sequence[T]]) -> list[list[T]]:
    """Strongly connected components of a graph, each before those that lead to it (Tarjan's algorithm).

    Args:
        edges: The nodes that each node leads to, in a fixed order.
    """
    index: dict[T, int] = {}
    low: dict[T, int] = {}
    stack: list[T] = []
    on_stack: set[T] = set()
    components: list[list[T]] = []
    for root in edges:
        work = [] if root in index else [(root, 0)]
        while work:
            node, at = work.pop()
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            targets = edges.get(node, ())
            while at < len(targets) and targets[at] in index:
                if targets[at] in on_stack:
                    low[node] = min(low[node], low[targets[at]])
                at += 1
            if at < len(targets):
                # Comes back to this target when it has been visited.
                work += [(node, at), (targets[at], 0)]
            elif low[node] == index[node]:
                component = _popped(stack, node)
                on_stack.difference_update(component)
                components.append(component)
    return components


def _popped(stack: list[T], node: T) -> list[T]:
    """Take everything from a node on off a stack."""
    at = len(stack) - 1
    while stack[at] != node:
        at -= 1
    component = stack[at:]
    del stack[at:]
    return component
