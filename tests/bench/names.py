"""How fast names are clustered, and a night's new names against stored ones; time and peak memory.

Run it from the folder tests: ``python -m bench.names``; NAMES="10000 100000 1000000" chooses the sizes, NEW=5000 the
number of new names. Each measurement is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

from accuracy.entities import coined, population
from accuracy.variants import variant
from patentrack.parties.blocking import stored_keys
from patentrack.parties.normalisation import parse_name
from patentrack.parties.person_data import FAMILY_NAMES, GIVEN_NAMES
from patentrack.parties.resolution import MemoryLookup, Name, StoredName, resolve

SIZES = [int(size) for size in os.environ.get("NAMES", "10000 100000 1000000").split()]
NEW = int(os.environ.get("NEW", "5000"))


def distinct_names(count: int, seed: int = 1) -> Iterator[str]:
    """Names, about two thirds of them people's (in one real day it was half)."""
    random = Random(seed)
    given = sorted(GIVEN_NAMES)
    families = sorted(FAMILY_NAMES) + [coined(random).upper() for _ in range(min(count // 8, 60000))]
    # Few family names are very common, many are rare; the slope is a guess.
    weights = [1 / (rank + 10) for rank in range(len(families))]
    seen: set[str] = set()
    while len(seen) < count:
        people = random.choices(families, weights, k=5500)
        texts = [f"{family}, {random.choice(given)} {random.choice('ABCDEFGHJKLMNPRSTW')}." for family in people]
        for entity in population(random, 1500):
            texts += [variant(entity, random) for _ in range(random.choice((1, 1, 2, 3)))]
        for text in texts:
            if text not in seen and len(seen) < count:
                seen.add(text)
                yield text


def cluster(count: int) -> dict[str, float]:
    """All names at once."""
    names = [Name(number, text) for number, text in enumerate(distinct_names(count))]
    start = time.perf_counter()
    found = resolve(names)
    return {"names": count, "clusters": len(found.clusters), "seconds": time.perf_counter() - start}


def incremental(count: int) -> dict[str, float]:
    """New names against stored ones: loading the stored keys into memory, then the run itself."""
    texts = list(distinct_names(count + NEW))
    step = len(texts) // NEW
    new = [Name(number, text) for number, text in enumerate(texts) if number % step == 0][:NEW]
    chosen = {name.id for name in new}
    rows, keys, words = [], [], Counter[str]()
    for number, text in enumerate(texts):
        if number not in chosen:
            parsed = parse_name(text)
            rows.append(StoredName(Name(number, text), number))
            keys.append(stored_keys(parsed))
            words.update(set(parsed.words))
    start = time.perf_counter()
    lookup = MemoryLookup(rows, keys, words)
    loaded = time.perf_counter()
    found = resolve(new, existing=lookup)
    done = time.perf_counter()
    joined = sum(
        len(chosen.intersection(cluster.name_ids)) for cluster in found.clusters if cluster.entity_id is not None
    )
    return {
        "names": len(rows),
        "new": len(new),
        "joined": joined,
        "keys a name": sum(map(len, keys)) / len(keys),
        "loading seconds": loaded - start,
        "seconds": done - loaded,
    }


def main() -> None:
    """Print one line a measurement."""
    if len(sys.argv) > 1:
        figures = {"cluster": cluster, "incremental": incremental}[sys.argv[1]](int(sys.argv[2]))
        figures["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({key: round(value, 2) for key, value in figures.items()}))
        return
    for size in SIZES:
        for measurement in ("cluster", "incremental"):
            done = subprocess.run(
                [sys.executable, "-m", "bench.names", measurement, str(size)],
                check=True,
                capture_output=True,
                text=True,
            )
            print(measurement, done.stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
