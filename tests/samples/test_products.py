"""A delivery of every product: the same for the same seed, named as the USPTO names it, and of one world."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from patentrack.downloads.products import product_of
from patentrack.samples.assignments import write_week
from patentrack.samples.products import write_sources
from patentrack.sources.bibliographic import COLUMNS, read_applications, read_grants
from patentrack.sources.records import RowBatch
from support.sample_files import MONDAY, SCALE, Delivery, content, opened

Rows = dict[str, list[dict[str, object]]]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.zip"))}


def read(delivery: Delivery, product: str) -> Rows:
    """All rows of a bibliographic product with their columns; numbers of documents run through all files."""
    reader = read_grants if product == "PTBLXML" else read_applications
    found: Rows = defaultdict(list)
    for at, path in enumerate(delivery.files[product]):
        for name, stream in opened(path):
            batch: RowBatch
            for batch in reader(stream, file_name=name):
                assert (batch.rejected, batch.unreadable_values) == ([], 0)
                for table, rows in batch.rows.items():
                    columns = COLUMNS[table]
                    found[table] += [
                        {**dict(zip(columns, row, strict=True)), "document": (at, row[0])} for row in rows
                    ]  # fmt: skip
    return found


@pytest.fixture(scope="module")
def grants(delivery: Delivery) -> Rows:
    return read(delivery, "PTBLXML")


@pytest.fixture(scope="module")
def applications(delivery: Delivery) -> Rows:
    return read(delivery, "APPBLXML")


@pytest.fixture(scope="module")
def recorded(delivery: Delivery) -> list[etree._Element]:
    return [
        record
        for path in delivery.files["PASDL"]
        for record in etree.fromstring(content(path)).iter("patent-assignment")
    ]


def properties(record: etree._Element) -> Iterator[dict[str | None, str]]:
    for each in record.iter("patent-property"):
        yield {name.findtext("kind"): name.findtext("doc-number", "") for name in each.iter("document-id")}


def test_same_arguments_same_bytes(tmp_path: Path, delivery: Delivery) -> None:
    write_sources(tmp_path / "again", MONDAY, seed=1, scale=SCALE)
    again = files_of(tmp_path / "again")
    first = files_of(delivery.files["PASDL"][0].parent.parent)
    assert again == first
    assert len(first) == sum(map(len, delivery.files.values()))
    write_sources(tmp_path / "other", MONDAY, seed=2, scale=SCALE)
    other = files_of(tmp_path / "other")
    same = {name for name in first if first[name] == other.get(name)}
    assert all("ad2024030" in name or "ad20240310" in name for name in same), same  # days without data


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from patentrack.samples.products import write_sources; "
        "write_sources(Path(sys.argv[1]), date(2024, 3, 4), scale=0.005)"
    )
    for hash_seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / hash_seed)],
            check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": hash_seed},
        )  # fmt: skip
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")


def test_names_are_those_of_the_products(delivery: Delivery) -> None:
    assert set(delivery.files) == {"PASDL", "PTBLXML", "APPBLXML", "CPCMCPT", "CPCMCAPP", "PTMNFEE2", "PTFWPRE"}
    for identifier, paths in delivery.files.items():
        product = product_of(identifier)
        assert paths
        for path in paths:
            assert path.parent.name == identifier
            assert product.day_of(path.name) is not None, path.name
        periods = product.periods(MONDAY, date(2024, 3, 10))
        assert not periods or product.is_inside(paths[-1].name, periods[-1])


def test_the_assignments_are_those_of_the_week(tmp_path: Path, delivery: Delivery) -> None:
    week = write_week(tmp_path, MONDAY, seed=1, scale=SCALE)
    assert [path.read_bytes() for path in week] == [path.read_bytes() for path in delivery.files["PASDL"]]


def test_numbers_join_with_the_assignments(recorded: list[etree._Element], grants: Rows, applications: Rows) -> None:
    application = {row["doc_num"]: row["appno_doc_num"] for rows in (grants, applications) for row in rows["document"]}
    found = set()
    for record in recorded:
        if record.findtext(".//recorded-date/date", "") < "19900101":
            continue  # the oldest records lack some of the numbers
        for numbers in properties(record):
            for kind, number in numbers.items():
                if kind != "X0" and number in application:
                    assert application[number] == numbers["X0"]
                    found.add(number)
    for rows, day in ((grants, "2024-03-05"), (applications, "2024-03-07")):
        week = {row["doc_num"] for row in rows["document"] if row["doc_date"] == day}
        assert len(week) > 100
        assert len(week & found) > 0.9 * len(week)


def test_inventors_are_the_first_conveyors(
    delivery: Delivery, recorded: list[etree._Element], grants: Rows, applications: Rows
) -> None:
    inventors: dict[object, set[tuple[str, str]]] = defaultdict(set)
    for rows in (grants, applications):
        application = {row["document"]: row["appno_doc_num"] for row in rows["document"]}
        for row in rows["inventor"]:
            name = str(row["family_name"]).upper(), str(row["given_name"]).upper()[0]
            inventors[application[row["document"]]].add(name)
    first = {(each.reel, each.frame): each for each in delivery.world.documents if each.kind == "employee"}
    conveyors: dict[object, set[tuple[str, str]]] = defaultdict(set)
    halves = set()
    for record in recorded:
        at = int(record.findtext(".//reel-no", "")), int(record.findtext(".//frame-no", ""))
        if at in first:
            [numbers] = properties(record)
            if first[at].part:
                halves.add(numbers["X0"])
            # Some documents give an initial for the given name.
            for name in record.iterfind(".//patent-assignor/name"):
                family, _, given = (name.text or "").partition(", ")
                conveyors[numbers["X0"]].add((family, given[0]))
    both = conveyors.keys() & inventors.keys()
    assert len(both) > 500
    for number in both:
        assert conveyors[number] <= inventors[number] if number in halves else conveyors[number] == inventors[number]


def test_wrong_arguments(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2024-03-05 is a Tuesday"):
        write_sources(tmp_path, date(2024, 3, 5))
    with pytest.raises(ValueError, match=re.escape("scale 0 is not above 0")):
        write_sources(tmp_path, MONDAY, scale=0)
    assert list(tmp_path.iterdir()) == []
