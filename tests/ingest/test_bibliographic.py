"""Bibliographic weekly files: the front page of each document in its tables, field by field, and what replaces what.

The documents are those of `support.red_book`: written from the published structure, people and numbers invented.
"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentrack.errors import SourceFileError
from patentrack.ingest.bibliographic import ingest_applications, ingest_grants
from patentrack.ingest.summary import FileSummary
from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.tables import bibliographic, citations, metadata
from patentrack.warehouse.tables import staging_bibliographic as staging
from support.red_book import application, citation, document_id, grant, inventor, sequences
from support.snapshot import ledger
from support.whole_files import changes, file_row, rejections, rows, zipped

WEEK_1, WEEK_2 = "ipgb20150106_wk01.zip", "ipgb20150113_wk02.zip"
CITED = citations.cited_patents
GRANT = bibliographic.application_grant

pytestmark = pytest.mark.usefixtures("warehouse_env")

# What stands on the front page of `support.red_book`, beside the number that each table begins with.
INVENTORS = [
    (1, "13648029", "Nitzan Nissim", "Nissim", "Nitzan", None, None, "Rehovot", None, "IL"),
    (2, "13648029", "Brian J. P. Pulito Jr.", "Pulito", "Brian", "J. P.", "Jr.", "Lexington", None, "US"),
]
APPLICANT = (
    *(1, "13648029", "Example Machines & Co.", "Example Machines & Co", "organisation", "applicant", "assignee"),
    *(None, None, None, None, None, None, "Armonk", "NY", None, "US"),
)
ASSIGNEE = (
    *(1, "13648029", "Example Machines Corporation", "Example Machines Corp", "organisation", "02"),
    *(None, None, None, None, None, "Armonk", "NY", None, "US"),
)
LAWFIRM = (1, "13648029", "Foo, Bar & Kim, LLC", "organisation", "attorney", None, None, None)
PRIORITY = (1, "13648029", "JP", "2008-148514", date(2008, 6, 5), "national")
RELATED = [
    (1, "13648029", "continuation", "US", "12123456", None, date(2008, 5, 19), "GRANTED", "8123456", "US", "13648029"),
    (2, "13648029", "us-provisional-application", "US", "61555555", None, date(2011, 11, 4), None, None, None, None),
    (3, "13648029", "related-publication", "US", "20140101323", "A1", date(2014, 4, 10), None, None, None, None),
]
TITLE = "Managing H2O & E. coli messages"


def week(path: Path, *documents: str) -> Path:
    """A weekly file: XML documents one after the other."""
    return zipped(path, {f"{path.stem}.xml": "".join(documents)})


def load(path: Path) -> FileSummary:
    return ingest_grants(path, load_settings())


def numbered(number: str, **parts: str) -> str:
    """A grant with a number of its own."""
    return grant(publication=published(number, "20150106"), **parts)


def published(number: str, day: str, kind: str = "B2") -> str:
    return f"<publication-reference>\n{document_id(number, kind, day)}</publication-reference>\n"


def titled(text: str) -> str:
    return f'<invention-title id="d2e53">{text}</invention-title>\n'


def cited(*numbers: str) -> str:
    listed = "".join(citation(number, "B2") for number in numbers)
    return f"<us-references-cited>\n{listed}</us-references-cited>\n"


def titles() -> dict[str, str]:
    return dict(rows(GRANT, "grant_doc_num", "title"))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that the weekly files fill."""
    tables = (*GRANT_TABLES, *APPLICATION_TABLES)
    return {str(table): rows(table) for table in tables}


GRANT_TABLES = (GRANT, bibliographic.grant_extension, CITED, *bibliographic.grant_children.values())
APPLICATION_TABLES = (bibliographic.application_publication, *bibliographic.application_children.values())


def test_a_grant_field_by_field(tmp_path: Path) -> None:
    summary = load(week(tmp_path / WEEK_1, grant()))

    number, day, filed = "8930553", date(2015, 1, 6), date(2012, 10, 9)
    [file_id] = [row[0] for row in rows(metadata.tables["db_uspto.source_file"], "source_file_id")]
    of_file = (WEEK_1, day, file_id)
    assert rows(GRANT) == [
        (number, day, "B2", "13648029", filed, "utility", TITLE, None, 1, 8, None, None, *of_file),
    ]
    assert rows(bibliographic.grant_extension) == [(number, "13648029", 129)]
    assert of("inventor") == [(number, *row) for row in INVENTORS]
    assert of("applicant") == [(number, *APPLICANT)]
    assert of("assignee") == [(number, *ASSIGNEE)]
    assert of("lawfirm") == [(number, *LAWFIRM)]
    assert of("priority_claim") == [(number, *PRIORITY)]
    assert of("related_document") == [(number, *row) for row in RELATED]
    by = ("Cosma et al.", "cited by examiner")
    assert rows(CITED) == [
        (number, 1, "7844851", "grant", "US", "B2", by[0], None, by[1], day),
        (number, 2, "20070140112", "publication", "US", "A1", by[0], date(2007, 6, 12), by[1], day),
        (number, 3, "1 234 567", "foreign", "EP", "A1", by[0], None, by[1], day),
    ]
    assert all(rows(table) == [] for table in APPLICATION_TABLES)
    assert (summary.product, summary.records_read, summary.inserted, summary.rejected) == ("grants", 1, 1, 0)
    assert summary.rows == {table.name: len(rows(table)) for table in GRANT_TABLES}
    assert summary.transaction_date == "2015-01-06"


def test_a_published_application_field_by_field(tmp_path: Path) -> None:
    path = week(tmp_path / "ipab20140410_wk15.zip", application())

    summary = ingest_applications(path, load_settings())

    number, day, filed = "20140101323", date(2014, 4, 10), date(2012, 10, 9)
    [file_id] = [row[0] for row in rows(metadata.tables["db_uspto.source_file"], "source_file_id")]
    assert rows(bibliographic.application_publication) == [
        (number, day, "A1", "13648029", filed, "utility", TITLE, None, 0, None, None, None, path.name, day, file_id),
    ]
    children = bibliographic.application_children
    assert rows(children["inventor"]) == [(number, *row) for row in INVENTORS]
    assert rows(children["applicant"]) == [(number, *APPLICANT)]
    assert rows(children["assignee"]) == [(number, *ASSIGNEE)]
    assert rows(children["lawfirm"]) == [(number, *LAWFIRM)]
    assert rows(children["priority_claim"]) == [(number, *PRIORITY)]
    assert rows(children["related_document"]) == [(number, *row) for row in RELATED]
    assert all(rows(table) == [] for table in GRANT_TABLES)
    assert (summary.product, summary.inserted) == ("applications", 1)
    assert summary.rows == {table.name: len(rows(table)) for table in APPLICATION_TABLES}


def test_a_week_is_written_down(tmp_path: Path) -> None:
    load(week(tmp_path / WEEK_1, numbered("1"), numbered("2", term="")))
    row = file_row(WEEK_1)
    assert (row.product, row.state, row.records_read, row.inserted) == ("grants", "loaded", 2, 2)
    assert row.transaction_date == date(2015, 1, 6)
    assert [change for change in changes() if change[2:] != (0, 0)] == [
        (WEEK_1, "db_patent_grant_bibliographic.application_grant", 0, 2),
        (WEEK_1, "db_patent_grant_bibliographic.inventor", 0, 4),
        (WEEK_1, "db_patent_grant_bibliographic.applicant", 0, 2),
        (WEEK_1, "db_patent_grant_bibliographic.assignee", 0, 2),
        (WEEK_1, "db_patent_grant_bibliographic.lawfirm", 0, 2),
        (WEEK_1, "db_patent_grant_bibliographic.priority_claim", 0, 2),
        (WEEK_1, "db_patent_grant_bibliographic.related_document", 0, 6),
        (WEEK_1, "db_patent_grant_bibliographic.grant_extension", 0, 1),
        (WEEK_1, "db_new_application.cited_patents", 0, 6),
    ]
    assert all(rows(table) == [] for table in staged_tables())
    assert check() == []


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = week(tmp_path / WEEK_1, numbered("1"), numbered("2"))
    load(path)
    before = everything(), changes()
    assert load(path).unchanged
    assert (everything(), changes()) == before


def test_a_re_issue_takes_the_place_of_all_that_its_first_issue_brought(tmp_path: Path) -> None:
    load(week(tmp_path / WEEK_1, numbered("1"), numbered("2"), numbered("3")))
    summary = load(
        week(
            tmp_path / WEEK_1,
            numbered("2", title=titled("Another"), parties="", term="", citations=""),
            numbered("4", citations=cited("100")),
        )
    )
    assert (summary.inserted, summary.replaced, summary.stale) == (1, 1, 0)
    assert titles() == {"2": "Another", "4": TITLE}
    assert [number for number, *_ in of("inventor")] == ["4", "4"]
    assert rows(bibliographic.grant_extension, "grant_doc_num") == [("4",)]
    assert rows(CITED, "citing_patent_number", "patent_number") == [("4", "100")]
    assert changes()[-1] == (WEEK_1, "db_new_application.cited_patents", 9, 1)
    assert changes()[-9] == (WEEK_1, "db_patent_grant_bibliographic.application_grant", 3, 2)
    assert check() == []


def test_a_first_issue_that_failed_brings_nothing_back_after_its_re_issue(tmp_path: Path) -> None:
    path = week(tmp_path / WEEK_1, numbered("1"), numbered("2"), "<?xml version='1.0'?>\n<us-patent-grant>\n")
    first_issue = path.read_bytes()
    with pytest.raises(SourceFileError):
        load(path)
    load(week(path, numbered("2", title=titled("Another"))))
    before = everything(), changes()
    path.write_bytes(first_issue)
    late = load(path)
    assert (late.unchanged, late.note) == (True, "a later issue of this file has been loaded; not loaded")
    assert (everything(), changes()) == before


def test_a_newer_file_replaces_a_document_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    load(week(tmp_path / WEEK_1, numbered("1"), numbered("2")))
    summary = load(
        week(tmp_path / WEEK_2, numbered("1", title=titled("Newer"), term="", citations=cited("100"), related=""))
    )
    assert (summary.inserted, summary.replaced) == (0, 1)
    assert titles() == {"1": "Newer", "2": TITLE}
    assert rows(GRANT, "grant_doc_num", "file_name") == [("1", WEEK_2), ("2", WEEK_1)]
    assert rows(bibliographic.grant_extension, "grant_doc_num") == [("2",)]
    assert {number for number, *_ in of("related_document")} == {"2"}
    assert [pair for pair in rows(CITED, "citing_patent_number", "patent_number") if pair[0] == "1"] == [("1", "100")]


def test_an_older_file_that_comes_later_changes_no_newer_document(tmp_path: Path) -> None:
    load(week(tmp_path / WEEK_2, numbered("1", title=titled("Newer"))))
    summary = load(week(tmp_path / WEEK_1, numbered("1", title=titled("Older")), numbered("2")))
    assert (summary.inserted, summary.replaced, summary.stale) == (1, 0, 1)
    assert titles() == {"1": "Newer", "2": TITLE}
    assert ledger() == {WEEK_1: "loaded", WEEK_2: "loaded"}


def test_of_a_document_twice_in_a_file_the_later_one_counts(tmp_path: Path) -> None:
    summary = load(
        week(
            tmp_path / WEEK_1,
            numbered("1", title=titled("First"), citations=cited("100", "200")),
            numbered("2"),
            numbered("1", title=titled("Last"), citations=cited("300")),
        )
    )
    assert (summary.records_read, summary.inserted, summary.stale) == (3, 2, 1)
    assert titles() == {"1": "Last", "2": TITLE}
    assert rows(CITED, "patent_number") == [("1 234 567",), ("20070140112",), ("300",), ("7844851",)]
    assert len(of("inventor")) == 4


def test_grants_and_applications_take_turns_in_staging(tmp_path: Path) -> None:
    load(week(tmp_path / WEEK_1, numbered("1")))
    ingest_applications(week(tmp_path / "ipab20140410_wk15.zip", application()), load_settings())
    load(week(tmp_path / WEEK_2, numbered("2")))
    assert set(titles()) == {"1", "2"}
    assert rows(bibliographic.application_publication, "pgpub_doc_num") == [("20140101323",)]


@pytest.mark.parametrize(
    ("number", "stored"),
    [("D0662395", "D662395"), ("RE040123", "RE40123"), ("PP012345", "PP12345"), ("H0001234", "H1234")],
)
def test_numbers_have_the_form_that_joins_with_documentid(tmp_path: Path, number: str, stored: str) -> None:
    load(week(tmp_path / WEEK_1, numbered(number)))
    assert list(titles()) == [stored]
    assert {row[0] for table in bibliographic.grant_children.values() for row in rows(table)} == {stored}
    assert {row[0] for row in rows(CITED)} == {stored}


def test_forward_citations_are_counted_by_what_is_cited(tmp_path: Path) -> None:
    load(week(tmp_path / WEEK_1, numbered("1", citations=cited("100", "200"))))
    load(week(tmp_path / WEEK_2, numbered("2", citations=cited("0000100")), numbered("3", citations="")))
    found = rows(CITED, "patent_number", "citing_patent_number")
    assert found == [("100", "1"), ("100", "2"), ("200", "1")]


def test_a_bad_document_is_kept_and_the_others_are_loaded(tmp_path: Path) -> None:
    documents = [numbered(str(number)) for number in range(1, 100)]
    documents.insert(40, grant(publication=published("500", "20150231")))
    summary = load(week(tmp_path / WEEK_1, *documents))
    assert (summary.records_read, summary.inserted, summary.rejected) == (100, 99, 1)
    [(position, reason)] = rejections()
    assert position.startswith("line ")
    assert "publication-reference date is '20150231'" in reason


def bad_crc(folder: Path) -> Path:
    path = week(folder / WEEK_2, numbered("1", title=titled("Newer")), numbered("2"))
    with zipfile.ZipFile(path) as archive:
        content = archive.read(archive.namelist()[0]).decode()
    path = zipped(path, {"ipgb20150113.xml": content}, method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Lexington", b"Lexingtom", 1))
    return path


FAULTS = {
    "too many bad documents": (
        lambda folder: week(folder / WEEK_2, numbered("1"), grant(publication=published("2", "0"))),
        "1 of 2 records are bad",
    ),
    "ends early": (lambda folder: week(folder / WEEK_2, numbered("1"), numbered("2")[:-40]), "1 of 2|ends"),
    "applications": (lambda folder: week(folder / WEEK_2, application()), "published applications"),
    "no document": (lambda folder: week(folder / WEEK_2, sequences()), "holds no us-patent-grant"),
    "bad CRC": (bad_crc, "CRC"),
    "two files": (lambda folder: zipped(folder / WEEK_2, {"a.xml": grant(), "b.xml": grant()}), "holds 2"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_not_right_changes_no_table(tmp_path: Path, fault: str) -> None:
    load(week(tmp_path / WEEK_1, numbered("1"), numbered("2")))
    before = everything(), changes()
    write, message = FAULTS[fault]
    with pytest.raises(SourceFileError, match=message):
        load(write(tmp_path))
    assert (everything(), changes()) == before
    assert ledger() == {WEEK_1: "loaded", WEEK_2: "failed"}
    assert load(week(tmp_path / WEEK_2, numbered("1", title=titled("Newer")))).replaced == 1
    assert titles() == {"1": "Newer", "2": TITLE}


def test_a_file_without_a_day_in_its_name_is_of_the_day_of_its_documents(tmp_path: Path) -> None:
    """Full-text files have two digits for the year: `ipg150106.zip`."""
    path = week(tmp_path / "ipg150113.zip", grant(publication=published("1", "20150113"), title=titled("Newer")))
    assert load(path).transaction_date == "2015-01-13"
    load(week(tmp_path / WEEK_1, numbered("1", title=titled("Older"))))
    assert titles() == {"1": "Newer"}


def test_both_layouts_of_inventors_end_in_the_same_rows(tmp_path: Path) -> None:
    people = inventor("Nissim", "Nitzan") + inventor("Meier", "Eva", city="Bern", country="CH")
    new = f"<us-parties>\n<inventors>\n{people}</inventors>\n</us-parties>\n"
    old = new.replace("us-parties", "parties").replace("inventors>", "applicants>")
    old = old.replace("<inventor ", '<applicant app-type="applicant-inventor" ').replace("</inventor>", "</applicant>")
    load(week(tmp_path / WEEK_1, numbered("1", parties=new)))
    load(week(tmp_path / WEEK_2, numbered("2", parties=old)))
    first, second = ([row[1:] for row in of("inventor") if row[0] == number] for number in "12")
    assert first == second
    assert [row[2] for row in first] == ["Nitzan Nissim", "Eva Meier"]


def of(child: str) -> list[tuple[Any, ...]]:
    """Rows of a table that hangs on grants."""
    return rows(bibliographic.grant_children[child])


def staged_tables() -> list[Any]:
    return [staging.document, staging.document_outcome, *staging.children.values()]


def check() -> list[str]:
    warehouse = open_warehouse(load_settings())
    try:
        return check_warehouse(warehouse)
    finally:
        warehouse.engine.dispose()
