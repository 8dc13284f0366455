"""Weekly files in any order end in equal tables: of each document the newest file's version, with all its lists.

A model of some lines says what the tables must hold; the property test compares every order with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentrack.ingest.bibliographic import ingest_grants
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import ensure_schema
from patentrack.warehouse.tables import bibliographic, citations
from support.environment import WarehouseEnv
from support.red_book import citation, document_id, grant, inventor
from support.snapshot import clear
from support.whole_files import rows, zipped

# Two of one day: the later name wins.
NAMES = ("ipgb20150106_wk01.zip", "ipgb20150106_wk01_r1.zip", "ipgb20150113_wk02.zip", "ipgb20141230_wk53.zip")


@dataclass(frozen=True)
class Page:
    """What differs from one version of a front page to another."""

    number: str
    title: str
    inventors: tuple[str, ...]
    cited: tuple[str, ...]
    extension: int | None

    def xml(self) -> str:
        people = "".join(inventor(name, "Eva") for name in self.inventors)
        listed = "".join(citation(number, "B2") for number in self.cited)
        term = f"<us-term-extension>{self.extension}</us-term-extension>\n"
        number = document_id(self.number, "B2", "20141230")
        return grant(
            publication=f"<publication-reference>\n{number}</publication-reference>\n",
            title=f'<invention-title id="d2e53">{self.title}</invention-title>\n',
            parties=f"<us-parties>\n<inventors>\n{people}</inventors>\n</us-parties>\n",
            citations=f"<us-references-cited>\n{listed}</us-references-cited>\n" if listed else "",
            term=f"<us-term-of-grant>\n{term}</us-term-of-grant>\n" if self.extension is not None else "",
        )


pages = st.builds(
    Page,
    number=st.sampled_from(("101", "102", "103")),
    title=st.sampled_from(("Pump", "Valve", "Seal")),
    inventors=st.lists(st.sampled_from(("Meier", "Kim", "Sato")), max_size=3).map(tuple),
    cited=st.lists(st.sampled_from(("9", "99", "999")), max_size=3).map(tuple),
    extension=st.none() | st.integers(0, 9),
)
weeks = st.dictionaries(st.sampled_from(NAMES), st.lists(pages, min_size=1, max_size=4), min_size=2, max_size=3)

Told = dict[str, tuple[str, Page]]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks)
def test_every_order_of_files_ends_in_the_tables_of_the_model(
    tmp_path: Path, warehouse_env: WarehouseEnv, files: dict[str, list[Page]]
) -> None:
    assert_every_order(tmp_path, files)


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks)
def test_every_order_of_many_more_files(
    tmp_path: Path, warehouse_env: WarehouseEnv, files: dict[str, list[Page]]
) -> None:
    assert_every_order(tmp_path, files)


def assert_every_order(folder: Path, files: dict[str, list[Page]]) -> None:
    expected = model(files)
    for order in permutations(files):
        warehouse = open_warehouse(load_settings())
        ensure_schema(warehouse)
        clear(warehouse)
        warehouse.engine.dispose()
        # The first once more at the end: a replay.
        for name in (*order, order[0]):
            content = "".join(page.xml() for page in files[name])
            ingest_grants(zipped(folder / name, {"week.xml": content}), load_settings())
        assert told() == expected, order


def model(files: dict[str, list[Page]]) -> Told:
    """The page of the newest file, and inside it the last one."""
    newest: dict[str, tuple[tuple[date, str, int], str, Page]] = {}
    for name, given_pages in files.items():
        day = date(int(name[4:8]), int(name[8:10]), int(name[10:12]))
        for place, page in enumerate(given_pages):
            version = (day, name, place)
            if page.number not in newest or version > newest[page.number][0]:
                newest[page.number] = (version, name, page)
    return {number: (name, page) for number, (_, name, page) in newest.items()}


def told() -> Told:
    people = lists_of(rows(bibliographic.grant_children["inventor"], "grant_doc_num", "sequence_no", "family_name"))
    cited = lists_of(rows(citations.cited_patents, "citing_patent_number", "sequence_no", "patent_number"))
    extensions = dict(rows(bibliographic.grant_extension, "grant_doc_num", "extension"))
    documents = rows(bibliographic.application_grant, "grant_doc_num", "title", "file_name")
    numbers = {number for number, *_ in documents}
    assert {*people, *cited, *extensions} <= numbers
    return {
        number: (name, Page(number, title, people.get(number, ()), cited.get(number, ()), extensions.get(number)))
        for number, title, name in documents
    }


def lists_of(found: Sequence[tuple[str, int, str]]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for number, place, value in sorted(found):
        lists[number] = (*lists.get(number, ()), value)
        assert place == len(lists[number])
    return lists
