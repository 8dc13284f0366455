"""Names that a name mentions: "X D/B/A Y", "X F/K/A Y", "X SUCCESSOR TO Y".

Y of D/B/A and A/K/A is another name of X. It joins where it is a company's own word and just one entity has it.
Y of F/K/A and of a successor may be X before a renaming or a company that X bought: an event with a date, not a
spelling. It only becomes a hint, for the successor edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from patentrack.parties.blocking import equality_keys
from patentrack.parties.clustering import Clustering, Edge
from patentrack.parties.normalisation import ParsedName, parse_name
from patentrack.parties.resolution_types import Hint
from patentrack.parties.tails import ALIAS, FORMER, SUCCESSOR_OF
from patentrack.parties.verdicts import FIRM, WEAK, Comparison
from patentrack.parties.vocabulary import is_distinctive, is_known

OTHER_NAME = "also known as"
_SCORE = 0.9


def link_other_names(
    clustering: Clustering,
    parsed: Sequence[ParsedName],
    members: Sequence[Sequence[tuple[int, ParsedName]]],
    compare: Callable[[ParsedName, ParsedName], Comparison],
) -> list[Hint]:
    """Join other names to the names they belong to, and list what may not be joined.

    Args:
        clustering: The clusters after all other links.
        parsed: The nodes.
        members: The names of each node: id and parts.
        compare: Compares two names.
    """
    mentions = [
        (node, name_id, kind, text, parse_name(text))
        for node, names in enumerate(members)
        for name_id, name in names
        for kind, text in name.notes
        if kind in {ALIAS, FORMER, SUCCESSOR_OF} and text
    ]
    if not mentions:
        return []
    wanted = {key for *_, mentioned in mentions for key in equality_keys(mentioned)}
    nodes_with: dict[str, list[int]] = defaultdict(list)
    for node, name in enumerate(parsed):
        for key in equality_keys(name):
            if key in wanted:
                nodes_with[key].append(node)
    hints = []
    for node, name_id, kind, text, mentioned in mentions:
        near = sorted({other for key in equality_keys(mentioned) for other in nodes_with[key] if other != node})
        found = [other for other in near if compare(mentioned, parsed[other]).verdict in {FIRM, WEAK}]
        entities = {clustering.root(other) for other in found}
        if (
            kind == ALIAS
            and len(entities) == 1
            and _is_own_name(mentioned)
            and parsed[node].is_person == parsed[found[0]].is_person
        ):
            edge = Edge(node, found[0], Comparison(FIRM, OTHER_NAME, _SCORE))
            if clustering.link_other_name(edge):
                continue
        hints.append(Hint(kind, name_id, text, members[found[0]][0][0] if found else None))
    return hints


def _is_own_name(name: ParsedName) -> bool:
    return name.is_person or any(is_distinctive(word) and not is_known(word) for word in name.words)
