"""What must hold of any resolution, decisions, places, and a night's new names against stored ones."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentrack.errors import PatentrackError
from patentrack.parties.resolution import Decision, MemoryLookup, Name, Resolution, StoredName, cluster_lines, resolve

WORDS = [
    "ORION",
    "ZANTEK",
    "SAMSUNG",
    "TECH",
    "TECHNOLOGY",
    "TECHNICAL",
    "ELECTRONICS",
    "ELECTRIC",
    "M\u00dcLLER",
    "MUELLER",
    "MULLER",
    "II",
    "2",
    "OF",
    "&",
    "UNIVERSITY",
    "SMITH,",
    "JOHN",
    "JON",
    "A.",
    "B.",
    "JR.",
]
FORMS = ["", "INC", "CORP", "CO LTD", "LLC", "GMBH", "KK", "L.P."]
company = st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(FORMS)).map(
    lambda parts: " ".join([*parts[0], parts[1]]).strip()
)
any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def grouping(found: Resolution) -> set[tuple[int, ...]]:
    return {cluster.name_ids for cluster in found.clusters}


def named(*texts: str) -> list[Name]:
    return [Name(number, text) for number, text in enumerate(texts)]


@settings(max_examples=60)
@given(st.lists(company, min_size=2, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_the_names_does_not_count(texts: list[str], shuffler: random.Random) -> None:
    names = named(*texts)
    shuffled = list(names)
    shuffler.shuffle(shuffled)
    assert resolve(names) == resolve(shuffled)


@settings(max_examples=60)
@given(st.lists(company | any_text, min_size=1, max_size=10, unique=True))
def test_every_name_is_in_one_cluster_and_every_link_has_a_reason(texts: list[str]) -> None:
    found = resolve(named(*texts))
    assert sorted(name_id for cluster in found.clusters for name_id in cluster.name_ids) == list(range(len(texts)))
    canonical = {cluster.canonical_id for cluster in found.clusters}
    assert {link.name_id for link in found.links} == set(range(len(texts))) - canonical
    assert all(link.rule and 0 < link.score <= 1 for link in found.links)


@settings(max_examples=60)
@given(st.lists(company, min_size=2, max_size=8, unique=True), st.data())
def test_decisions_always_hold(texts: list[str], data: st.DataObject) -> None:
    pairs = list(combinations(range(len(texts)), 2))
    different = data.draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True))
    same = data.draw(st.sampled_from(pairs))
    decisions = [Decision(*pair, same=False) for pair in different if pair != same]
    found = resolve(named(*texts), decisions)
    cluster_of = {name_id: number for number, cluster in enumerate(found.clusters) for name_id in cluster.name_ids}
    assert all(cluster_of[decision.left] != cluster_of[decision.right] for decision in decisions)
    found = resolve(named(*texts), [Decision(*same, same=True)])
    assert any({*same} <= set(cluster.name_ids) for cluster in found.clusters)


@given(company)
def test_case_and_punctuation_do_not_count(text: str) -> None:
    variants = dict.fromkeys([text, text.lower(), text.title(), text + ".", f" {text} ", text.replace(" ", "  ")])
    assert len(resolve(named(*variants)).clusters) == 1


def test_same_joins_whatever_speaks_against_it_and_is_transitive_with_different() -> None:
    names = named("ACME LLC", "ZORBEX GMBH", "ZORBEX G.M.B.H.")
    assert grouping(resolve(names, [Decision(0, 1, same=True)])) == {(0, 1, 2)}
    kept_apart = resolve(names, [Decision(0, 1, same=True), Decision(0, 2, same=False)])
    assert grouping(kept_apart) == {(0, 1), (2,)}
    assert kept_apart.links[0].rule == "decision"


def test_decisions_that_contradict_each_other_are_an_error() -> None:
    decisions = [Decision(0, 1, same=True), Decision(1, 2, same=True), Decision(2, 0, same=False)]
    with pytest.raises(PatentrackError, match="'C' and 'A' are decided to be different"):
        resolve(named("A", "B", "C"), decisions)


def test_two_names_with_one_id_are_an_error() -> None:
    with pytest.raises(PatentrackError, match="two names have the id 1"):
        resolve([Name(1, "A"), Name(1, "B")])


def test_a_place_in_common_settles_a_doubt() -> None:
    dayton, austin = frozenset({("DAYTON", "OHIO", "US")}), frozenset({("AUSTIN", "TEXAS", "US")})
    names = [Name(0, "ORION", places=dayton), Name(1, "ORION INC", places=dayton), Name(2, "ORION LLC", places=austin)]
    assert grouping(resolve(names)) == {(0, 1), (2,)}


def test_no_place_in_common_keeps_weak_links_from_being_taken() -> None:
    names = [
        Name(0, "ORION", places=frozenset({("BONN", "", "DE")})),
        Name(1, "ORION INC", places=frozenset({("AUSTIN", "TEXAS", "US")})),
    ]
    assert grouping(resolve(names)) == {(0,), (1,)}


def test_the_canonical_name_is_the_most_frequent_then_the_most_complete() -> None:
    by_count = resolve([Name(0, "INTL WIDGETS CORP", 9), Name(1, "INTERNATIONAL WIDGETS CORPORATION", 2)])
    assert by_count.clusters[0].canonical_id == 0
    complete = resolve(
        named(
            "INTL WIDGETS CORP",
            "INTERNATIONAL WIDGETS",
            "INTERNATIONAL WIDGETS CORPORATION",
            "INTERNATIONAL WIDGETS CORPORATION, A DE CORP.",
        )
    )
    assert complete.clusters[0].canonical_id == 2


def test_renamings_become_hints() -> None:
    found = resolve(named("PHOTOWORKS INC F/K/A SEATTLE FILMWORKS INC", "SEATTLE FILMWORKS, INC."))
    assert len(found.clusters) == 2
    assert [(hint.kind, hint.name_id, hint.other_text, hint.other_id) for hint in found.hints] == [
        ("former name", 0, "SEATTLE FILMWORKS INC", 1)
    ]


def stored(*entries: tuple[int, str, int]) -> MemoryLookup:
    return MemoryLookup(StoredName(Name(name_id, text, 5), entity) for name_id, text, entity in entries)


def test_a_new_name_joins_its_entity_and_the_rest_is_new() -> None:
    existing = stored((10, "SAMSUNG ELECTRONICS CO., LTD.", 7), (11, "TOSHIBA CORPORATION", 8))
    found = resolve(
        [Name(1, "SAMSUNG ELECTRONICS CO LTD"), Name(2, "SAMSNUG ELECTRONICS"), Name(3, "ZORBEX INC")],
        existing=existing,
    )
    assert {(cluster.entity_id, cluster.name_ids) for cluster in found.clusters} == {(7, (1, 2, 10)), (None, (3,))}
    assert found.moved == []


def test_a_new_name_never_joins_two_entities() -> None:
    existing = stored((10, "ORION TECH INC", 7), (11, "ORION TECHNOLOGIES INC", 8))
    found = resolve([Name(1, "ORION TECHNOLOGY INC")], existing=existing)
    assert {(cluster.entity_id, cluster.name_ids) for cluster in found.clusters} == {(7, (10,)), (8, (1, 11))}
    assert found.moved == []
    assert any(hint.kind == "in doubt" for hint in found.hints)


def test_an_earlier_link_stays_when_a_new_name_makes_it_doubtful() -> None:
    existing = stored((10, "ORION", 7), (11, "ORION INC", 7))
    found = resolve([Name(1, "ORION LLC")], existing=existing)
    assert {(cluster.entity_id, cluster.name_ids) for cluster in found.clusters} == {(7, (10, 11)), (None, (1,))}


def test_a_decision_moves_stored_names_and_says_so() -> None:
    existing = stored((10, "ORION INC", 7), (11, "ORION, INC.", 7), (12, "ZORBEX INC", 8))
    parted = resolve([], [Decision(10, 11, same=False)], existing)
    assert {(cluster.entity_id, cluster.name_ids) for cluster in parted.clusters} == {(7, (10,)), (None, (11,))}
    assert [(move.name_id, move.from_entity, move.to_entity, move.reason) for move in parted.moved] == [
        (11, 7, None, "decision")
    ]
    merged = resolve([], [Decision(11, 12, same=True)], existing)
    assert {(cluster.entity_id, cluster.name_ids) for cluster in merged.clusters} == {(7, (10, 11, 12))}
    assert [(move.name_id, move.from_entity, move.to_entity) for move in merged.moved] == [(12, 8, 7)]


def test_a_night_at_a_time_finds_what_one_run_finds() -> None:
    texts = [
        "ZANTEK OPTICAL INC",
        "ZANTEK OPTICAL, INC.",
        "ZANTEK OPTCIAL INC",
        "ZANTEK EUROPE BV",
        "SMITH, JOHN A.",
        "JOHN A SMITH",
    ]
    at_once = grouping(resolve(named(*texts)))
    known: list[StoredName] = []
    for number, text in enumerate(texts):
        found = resolve([Name(number, text)], existing=MemoryLookup(known))
        cluster = next(cluster for cluster in found.clusters if number in cluster.name_ids)
        entity = cluster.entity_id if cluster.entity_id is not None else 100 + number
        known.append(StoredName(Name(number, text), entity))
    nightly: dict[int, list[int]] = {}
    for entry in known:
        nightly.setdefault(entry.entity_id, []).append(entry.name.id)
    assert {tuple(ids) for ids in nightly.values()} == at_once


def test_lines_come_back_in_their_order() -> None:
    rows = cluster_lines(["SONY CORP\n", "SONI CORP", "", "Sony Corporation", "SONY CORP"])
    assert [(number, name) for number, name, _ in rows] == [
        (1, "SONY CORP"),
        (2, "SONI CORP"),
        (3, ""),
        (1, "Sony Corporation"),
        (1, "SONY CORP"),
    ]
    assert rows[0][2] == "canonical"
    assert rows[3][2] == "punctuation 1.00"
