from __future__ import annotations

from datetime import date

import pytest

from patentrack.mirror.names import data_dates, is_document


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("ad20150727.zip", date(2015, 7, 27), date(2015, 7, 27)),
        ("ad19800101-20231231-07.zip", date(1980, 1, 1), date(2023, 12, 31)),
        ("ad20141231-13.zip", date(1980, 1, 1), date(2014, 12, 31)),
        ("ipg240109.zip", date(2024, 1, 9), date(2024, 1, 9)),
        ("ipgb20240102_wk01.zip", date(2024, 1, 2), date(2024, 1, 2)),
        ("MaintFeeEvents_20240102.zip", date(2024, 1, 2), date(2024, 1, 2)),
        ("US_Grant_CPC_MCF_XML_2024-05-01.zip", date(2024, 5, 1), date(2024, 5, 1)),
        ("2001-2010-patent-filewrapper-full-json.zip", date(2001, 1, 1), date(2010, 12, 31)),
    ],
)
def test_the_name_tells_the_days(name: str, first: date, last: date) -> None:
    assert data_dates(name) == (first, last)


@pytest.mark.parametrize("name", ["csv.zip", "ad20241399.zip", "MaintFeeEvents.zip"])
def test_a_name_without_a_date_tells_nothing(name: str) -> None:
    assert data_dates(name) is None


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("PADX-File-Description-v2.doc", True),
        ("a.PDF", True),
        ("x.dtd", True),
        ("a.txt", True),
        ("a.zip", False),
    ],
)
def test_descriptions_are_documents(name: str, document: bool) -> None:
    assert is_document(name) is document
