from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from patentrack.downloads.catalogue import files_of, products_of
from patentrack.downloads.client import Client
from patentrack.downloads.errors import DownloadError
from patentrack.downloads.fetch import fetch_period
from patentrack.downloads.policy import Policy
from patentrack.mirror.faults import Fault
from patentrack.mirror.limits import Limits
from patentrack.mirror.server import MirrorServer
from patentrack.settings import Settings
from support.downloads import write_zip


@pytest.mark.real_data
def test_a_real_body_of_a_product(real_data: Path) -> None:
    body = json.loads((real_data / "open-data-portal/product-PTGRXML-2024-files.json").read_text())
    files, entries = files_of(body, "PTGRXML")
    assert entries == 11  # nine of them are document types
    assert [(file.name, file.size) for file in files] == [
        ("ipg240109.zip", 171_326_087),
        ("ipg240102.zip", 174_632_506),
    ]
    assert files[0].url == "https://api.uspto.gov/api/v1/datasets/products/files/PTGRXML/2024/ipg240109.zip"
    assert files[0].modified == datetime(2024, 9, 30, 10, 53, 54, tzinfo=UTC)


@pytest.mark.real_data
def test_a_real_body_of_a_search_has_no_files(real_data: Path) -> None:
    body = json.loads((real_data / "open-data-portal/products-search.json").read_text())
    [product] = products_of(body)
    assert (product.identifier, product.frequency) == ("PTGRAPS", "YEARLY")
    assert files_of(body, "PTGRAPS") == ([], 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"bulkDataProductBag": None},
        {"bulkDataProductBag": [[{}]]},
        {"bulkDataProductBag": [{"productIdentifier": "OTHER"}]},
        {"bulkDataProductBag": [{"productIdentifier": "PASDL", "productFileBag": {"fileDataBag": [
            {"fileTypeText": "Data", "fileName": "ad20240101.zip", "fileDownloadURI": "https://x"}]}}]},
    ],
)  # fmt: skip
def test_a_body_of_something_else_is_refused(body: object) -> None:
    with pytest.raises(DownloadError):
        files_of(body, "PASDL")


def test_sizes_come_as_numbers_and_as_text() -> None:
    entry = {"fileTypeText": "Data", "fileName": "a.zip", "fileSize": "1000", "fileDownloadURI": "https://x"}
    body = {"bulkDataProductBag": [{"productIdentifier": "PASDL", "productFileBag": {"fileDataBag": [entry]}}]}
    assert files_of(body, "PASDL")[0][0].size == 1000


@pytest.fixture
def client(settings: Settings, policy: Policy) -> Client:
    return Client(settings, policy)


@pytest.mark.parametrize("page", [None, 25])
def test_every_page_is_read(server: MirrorServer, client: Client, served: Path, page: int | None) -> None:
    for day in range(1, 31):
        write_zip(served / "PASDL" / f"ad202304{day:02}.zip", 100)
    if page:
        server.faults.add("PASDL", Fault.small_pages(page), times=None)
    assert len(client.files("PASDL")) == 33
    window = client.files("PASDL", date(2023, 4, 2), date(2023, 4, 29))
    assert len({file.name for file in window}) == 28


def test_a_window_without_files_and_a_body_without_a_bag_are_empty(server: MirrorServer, client: Client) -> None:
    assert client.files("PASDL", date(2020, 1, 1), date(2020, 1, 2)) == []
    server.faults.add("PASDL", Fault.no_bag())
    assert client.files("PASDL") == []


def test_documents_are_no_files(client: Client, served: Path) -> None:
    (served / "PASDL" / "PADX-description.pdf").write_bytes(b"%PDF")
    assert all(file.name.endswith(".zip") for file in client.files("PASDL"))


def test_the_search_lists_the_products(client: Client, served: Path) -> None:
    write_zip(served / "PASYR" / "ad19800101-20231231-01.zip", 100)
    assert {product.identifier for product in client.products()} == {"PASDL", "PASYR"}


def test_broken_json_is_asked_for_again_and_html_is_not(server: MirrorServer, client: Client) -> None:
    server.faults.add("PASDL", Fault.invalid_json())
    assert len(client.files("PASDL")) == 3
    server.faults.add("PASDL", Fault.html("catalogue"))
    with pytest.raises(DownloadError, match="an HTML page came in place of the catalogue"):
        client.files("PASDL")
    assert len(server.requests) == 3


def test_an_unknown_product_is_a_failure(client: Client) -> None:
    with pytest.raises(DownloadError, match="404"):
        client.files("NOSUCH")


def test_a_download_goes_where_the_catalogue_says(
    served: Path, settings_for: Callable[[MirrorServer], Settings], policy: Policy
) -> None:
    """With the folder of a year in it, which no rule would find."""
    write_zip(served / "PTBLXML" / "2024" / "ipgb20240102_wk01.zip")
    with MirrorServer(served, limits=Limits.none()) as server:
        settings = settings_for(server)
        fetch_period("PTBLXML", date(2024, 1, 1), date(2024, 1, 7), settings, policy=policy)
        [request] = server.requests_for("download")
    assert request.path.endswith("/files/PTBLXML/2024/ipgb20240102_wk01.zip")
