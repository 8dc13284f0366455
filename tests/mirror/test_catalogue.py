"""The catalogue over a socket, its shape held against bodies of the real API where they are present."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from patentrack.mirror.server import MirrorServer
from support.bulk_api import PRODUCTS, Get


def names(body: dict) -> list[str]:
    return [file["fileName"] for file in body["bulkDataProductBag"][0]["productFileBag"]["fileDataBag"]]


def test_search_lists_products_without_their_files(get: Get) -> None:
    body = get(f"{PRODUCTS}/search").json()
    assert body["count"] == 2
    assert [bag["productIdentifier"] for bag in body["bulkDataProductBag"]] == ["PASDL", "PTGRXML"]
    assert all("productFileBag" not in bag for bag in body["bulkDataProductBag"])


def test_search_has_words_and_pages(get: Get) -> None:
    assert get(f"{PRODUCTS}/search", params={"q": "grant XML"}).json()["count"] == 1
    second = get(f"{PRODUCTS}/search", params={"offset": "1", "limit": "1"}).json()
    assert second["count"] == 2
    assert [bag["productIdentifier"] for bag in second["bulkDataProductBag"]] == ["PTGRXML"]
    assert get(f"{PRODUCTS}/search", params={"q": "trademark"}).status_code == 404


def test_a_product_lists_its_files_newest_first_with_real_sizes(get: Get, server: MirrorServer, folder: Path) -> None:
    body = get(f"{PRODUCTS}/PASDL").json()
    assert names(body) == ["ad20240103.zip", "ad20240102.zip", "ad20240101.zip"]
    product = body["bulkDataProductBag"][0]
    newest = product["productFileBag"]["fileDataBag"][0]
    assert newest["fileSize"] == (folder / "PASDL" / "ad20240103.zip").stat().st_size
    assert newest["fileDataFromDate"] == newest["fileDataToDate"] == "2024-01-03"
    assert newest["fileTypeText"] == "Data"
    assert newest["fileDownloadURI"] == f"{server.url}{PRODUCTS}/files/PASDL/ad20240103.zip"
    assert (product["productFromDate"], product["productToDate"]) == ("2024-01-01", "2024-01-03")
    assert product["productFileTotalQuantity"] == product["productFileBag"]["count"] == 3


def test_a_year_folder_stands_in_the_uri_and_documents_are_marked(get: Get, server: MirrorServer) -> None:
    body = get(f"{PRODUCTS}/PTGRXML", params={"fileDataFromDate": "2024-01-05"}).json()
    bag = body["bulkDataProductBag"][0]["productFileBag"]["fileDataBag"]
    assert [(file["fileName"], file["fileTypeText"]) for file in bag] == [
        ("ipg240109.zip", "Data"),
        ("us-patent-grant-v47-2022-02-17.dtd", "Document"),
    ]
    assert bag[0]["fileDownloadURI"] == f"{server.url}{PRODUCTS}/files/PTGRXML/2024/ipg240109.zip"
    assert bag[1]["fileDataFromDate"] == "2022-07-06"
    assert bag[1]["fileReleaseDate"] == "2022-07-06 12:19:51"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"fileDataFromDate": "2024-01-02"}, ["ad20240103.zip", "ad20240102.zip"]),
        ({"fileDataToDate": "2024-01-02"}, ["ad20240102.zip", "ad20240101.zip"]),
        ({"fileDataFromDate": "2024-01-02", "fileDataToDate": "2024-01-02"}, ["ad20240102.zip"]),
        ({"offset": "1", "limit": "1"}, ["ad20240102.zip"]),
        ({"latest": "true"}, ["ad20240103.zip"]),
    ],
)
def test_windows_and_pages(get: Get, query: dict[str, str], expected: list[str]) -> None:
    assert names(get(f"{PRODUCTS}/PASDL", params=query).json()) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"fileDataFromDate": "2023-05-01", "fileDataToDate": "2023-05-31"},
        {"includeFiles": "false"},
        {"offset": "3"},
    ],
)
def test_no_file_means_no_bag(get: Get, query: dict[str, str]) -> None:
    body = get(f"{PRODUCTS}/PASDL", params=query).json()
    assert body["count"] == 1
    assert "productFileBag" not in body["bulkDataProductBag"][0]


@pytest.mark.parametrize(
    "query", [{"fileDataFromDate": "01/02/2024"}, {"limit": "-1"}, {"latest": "yes"}, {"offset": "²"}]
)
def test_a_bad_query_is_400_and_says_why(get: Get, query: dict[str, str]) -> None:
    answer = get(f"{PRODUCTS}/PASDL", params=query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.json()["errorDetails"]


def test_documents_alone_make_no_bag_for_a_window(get: Get) -> None:
    body = get(f"{PRODUCTS}/PTGRXML", params={"fileDataToDate": "2023-12-31"}).json()
    assert "productFileBag" not in body["bulkDataProductBag"][0]


def test_an_unknown_product_is_404_in_the_documented_form(get: Get) -> None:
    answer = get(f"{PRODUCTS}/TRTDXFAP")
    assert answer.status_code == 404
    assert set(answer.json()) == {"code", "error", "errorDetails", "requestIdentifier"}


def test_a_file_that_comes_later_is_listed(get: Get, folder: Path) -> None:
    (folder / "PASDL" / "ad20240104.zip.part").rename(folder / "PASDL" / "ad20240104.zip")
    assert names(get(f"{PRODUCTS}/PASDL").json())[0] == "ad20240104.zip"


@pytest.mark.real_data
def test_spelling_order_and_types_are_those_of_the_real_bodies(get: Get, real_data: Path) -> None:
    portal = real_data / "open-data-portal"
    real_product = json.loads((portal / "product-PTGRXML-2024-files.json").read_text(encoding="utf-8"))
    ours = get(f"{PRODUCTS}/PTGRXML").json()
    assert shape(ours) == shape(real_product)
    real_search = json.loads((portal / "products-search.json").read_text(encoding="utf-8"))
    without_weekday = get(f"{PRODUCTS}/search", params={"q": "PASDL"}).json()
    assert shape(without_weekday) == shape(real_search)


def shape(value: object) -> object:
    """Names in order and types; of an array that of its first element."""
    if isinstance(value, dict):
        return [(name, shape(inner)) for name, inner in value.items()]
    return [shape(value[0])] if isinstance(value, list) else type(value).__name__


def test_a_folder_that_went_away_is_500_and_comes_back(get: Get, folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    assert get(f"{PRODUCTS}/PASDL").status_code == 500
    folder.with_name("moved").rename(folder)
    assert get(f"{PRODUCTS}/PASDL").status_code == 200
