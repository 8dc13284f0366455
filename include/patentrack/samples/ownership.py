"""Who holds an asset on a day of a generated world, as its documents tell."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict

from patentrack.samples.world import World

_MOVES = frozenset({"sale", "merger", "court", "nunc_pro_tunc"})


class Holders:
    """Owners over time. Documents that take effect on the same day do so in the order of their recording."""

    def __init__(self, world: World) -> None:
        self._applicant = world.applicant
        self._moves: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        moves = (document for document in world.documents if document.kind in _MOVES)
        for document in sorted(moves, key=lambda document: document.executed):
            for asset in document.assets:
                self._moves[asset].append((document.executed, document.receiver))

    def on(self, asset: int, day: int) -> int:
        """The number of the party, or A_PERSON; the applicant's until somebody else receives the asset."""
        moves = self._moves.get(asset, [])
        at = bisect(moves, day, key=lambda move: move[0])
        return moves[at - 1][1] if at else self._applicant[asset]
