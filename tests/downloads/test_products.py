from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from patentrack.downloads.catalogue import ListedFile
from patentrack.downloads.errors import DownloadError
from patentrack.downloads.products import all_products, product_of
from patentrack.downloads.products.base import Product
from patentrack.warehouse.tables.ledger import SCHEDULES

EVERY = list(all_products().values())


def listed(*names: str) -> list[ListedFile]:
    return [ListedFile(name, 1000, f"https://api.uspto.gov/{name}") for name in names]


def names(files: tuple[ListedFile, ...]) -> list[str]:
    return [file.name for file in files]


def test_the_products_of_the_pipeline_are_there() -> None:
    assert sorted(all_products()) == [
        "APPBLXML", "CPCMCAPP", "CPCMCPT", "PASDL", "PASYR", "PTBLXML", "PTFWPRE", "PTMNFEE2",
    ]  # fmt: skip
    assert product_of("pasdl") is all_products()["PASDL"]
    with pytest.raises(DownloadError, match=r"no product is called 'PASD'.* PASDL"):
        product_of("PASD")


@pytest.mark.parametrize("product", EVERY, ids=lambda product: product.identifier)
def test_a_product_says_what_the_design_asks_of_it(product: Product) -> None:
    assert product.name.fullmatch(product.example)
    assert product.days_of(product.example)
    assert product.frequency in SCHEDULES
    assert product.retention_days > 0
    smallest, largest = product.band(product.example)
    assert 0 < smallest < largest
    assert product.title
    assert not product.name.fullmatch(f"../{product.example}")
    others = [other for other in EVERY if other is not product]
    assert not any(other.name.fullmatch(product.example) for other in others)


@pytest.mark.parametrize(
    ("identifier", "start", "end", "chosen", "missing"),
    [
        ("PASDL", date(2024, 2, 28), date(2024, 3, 1), ["ad20240228.zip", "ad20240301.zip"], ["2024-02-29"]),
        ("PTBLXML", date(2024, 1, 1), date(2024, 1, 9), ["ipgb20240102_wk01.zip"], ["2024-01-08 to 2024-01-14"]),
        ("APPBLXML", date(2024, 1, 4), date(2024, 1, 4), ["ipab20240104_wk01.zip"], []),
        # The newest replaces all before it; Monday is in the name, Tuesday is when it comes.
        ("PTMNFEE2", date(2024, 1, 2), date(2024, 1, 9), ["MaintFeeEvents_20240108.zip"], []),
        ("PTMNFEE2", date(2024, 1, 2), date(2024, 1, 16), [], ["2024-01-15 to 2024-01-21"]),
        ("CPCMCPT", date(2024, 4, 1), date(2024, 5, 31), ["US_Grant_CPC_MCF_XML_2024-05-01.zip"], []),
        ("CPCMCAPP", date(2024, 5, 20), date(2024, 5, 20), ["US_PGPub_CPC_MCF_XML_2024-05-01.zip"], []),
    ],
)  # fmt: skip
def test_a_window_maps_to_files(identifier: str, start: date, end: date, chosen: list[str], missing: list[str]) -> None:
    there = listed(
        "ad20240227.zip", "ad20240301.zip", "ad20240228.zip", "ad20240302.zip",
        "ipgb20240102_wk01.zip", "ipab20240104_wk01.zip",
        "MaintFeeEvents_20240101.zip", "MaintFeeEvents_20240108.zip",
        "US_Grant_CPC_MCF_XML_2024-04-01.zip", "US_Grant_CPC_MCF_XML_2024-05-01.zip",
        "US_Grant_CPC_MCF_Text_2024-05-01.zip", "US_PGPub_CPC_MCF_XML_2024-05-01.zip",
    )  # fmt: skip
    selection = product_of(identifier).select(there, start, end)
    assert names(selection.files) == chosen
    assert [str(period) for period in selection.missing] == missing


def test_a_window_without_a_release_day_is_refused() -> None:
    with pytest.raises(DownloadError, match=r"PTBLXML: no file comes between 2024-01-03 and 2024-01-07.*Tuesday"):
        product_of("PTBLXML").select([], date(2024, 1, 3), date(2024, 1, 7))


def test_names_nobody_knows_are_told() -> None:
    there = listed("ad20240101.zip", "ad20240101_r1.zip")
    assert product_of("PASDL").select(there, date(2024, 1, 1), date(2024, 1, 1)).unknown == ("ad20240101_r1.zip",)
    text = listed("US_Grant_CPC_MCF_XML_2024-05-01.zip", "US_Grant_CPC_MCF_Text_2024-05-01.zip")
    assert product_of("CPCMCPT").unknown(text) == ()


GENERATIONS = {
    "19800101-20241231": 3,
    "19880101-20241231": 2,
    "19880101-20251231": 4,
}  # fmt: skip
BACK_FILE = listed(
    *(f"ad{generation}-{part:02}.zip" for generation, parts in GENERATIONS.items() for part in range(parts, 0, -1))
)


@pytest.mark.parametrize(
    ("start", "end", "generation"),
    [
        (date(1980, 1, 1), date(2024, 12, 31), "19800101-20241231"),
        (date(1988, 1, 1), date(2024, 12, 31), "19880101-20241231"),
        (date(1988, 1, 1), date(2025, 12, 31), "19880101-20251231"),
        (date(1988, 1, 1), date(2025, 6, 30), "19880101-20241231"),
    ],
)
def test_a_window_chooses_one_generation_of_the_back_file(start: date, end: date, generation: str) -> None:
    selection = product_of("PASYR").select(BACK_FILE, start, end)
    assert names(selection.files) == [f"ad{generation}-{part:02}.zip" for part in range(1, GENERATIONS[generation] + 1)]


def test_overlapping_generations_are_refused_with_the_choice() -> None:
    with pytest.raises(DownloadError, match=r"3 generations lie between .* --from 1988-01-01 --to 2025-12-31"):
        product_of("PASYR").select(BACK_FILE, date(1980, 8, 1), date(2026, 1, 1))
    with pytest.raises(DownloadError, match="no generations lie between"):
        product_of("PASYR").select(BACK_FILE, date(2024, 1, 1), date(2024, 12, 31))


def test_a_back_file_with_a_part_missing_is_refused() -> None:
    there = [file for file in BACK_FILE if file.name != "ad19880101-20251231-02.zip"]
    with pytest.raises(DownloadError, match=r"not listed: ad19880101-20251231-02\.zip"):
        product_of("PASYR").select(there, date(1988, 1, 1), date(2025, 12, 31))


def test_a_back_file_named_by_its_end_alone_begins_in_1980() -> None:
    there = listed("ad20121231-01.zip", "ad20121231-02.zip")
    selection = product_of("PASYR").select(there, date(1980, 8, 1), date(2012, 12, 31))
    assert names(selection.files) == ["ad20121231-01.zip", "ad20121231-02.zip"]


def test_the_file_wrapper_is_chosen_by_years_of_filing_in_its_newest_issue() -> None:
    wrapper = product_of("PTFWPRE")
    there = listed(
        "2001-2010-patent-filewrapper-full-json-20260607.zip",
        "2011-2020-patent-filewrapper-full-json-20260531.zip",
        "2011-2020-patent-filewrapper-full-json-20260607.zip",
        "2021-2026-patent-filewrapper-full-json-20260607.zip",
    )
    selection = wrapper.select(there, date(2015, 1, 1), date(2022, 1, 1))
    assert names(selection.files) == [there[2].name, there[3].name]


@pytest.mark.real_data
def test_real_daily_files_lie_in_their_bands(real_data: Path) -> None:
    entries = json.loads((real_data / "open-data-portal/retired-bdss-PASDL-2024-file-list.json").read_text())
    pasdl = product_of("PASDL")
    outside = [
        entry["fileName"]
        for entry in entries
        if not pasdl.band(entry["fileName"])[0] <= entry["fileSize"] <= pasdl.band(entry["fileName"])[1]
    ]
    assert len(entries) == 141
    assert outside == []
    selection = pasdl.select(
        [ListedFile(entry["fileName"], entry["fileSize"]) for entry in entries], date(2024, 1, 1), date(2024, 5, 20)
    )
    assert (len(selection.files), selection.missing) == (141, ())


def test_bands_tell_an_empty_tuesday_from_an_empty_sunday() -> None:
    pasdl = product_of("PASDL")
    assert pasdl.band("ad20240107.zip")[0] < 1000 < pasdl.band("ad20240102.zip")[0]


def test_what_is_due_next() -> None:
    assert product_of("PASDL").next_due(date(2024, 1, 3)) == datetime.fromisoformat("2024-01-05T10:00:00+00:00")
    assert product_of("PTMNFEE2").next_due(date(2024, 1, 1)) == datetime.fromisoformat("2024-01-10T10:00:00+00:00")
    assert product_of("CPCMCPT").next_due(date(2024, 5, 1)) == datetime.fromisoformat("2024-06-20T10:00:00+00:00")
    assert product_of("PTFWPRE").next_due(date(2024, 5, 1)) is None
