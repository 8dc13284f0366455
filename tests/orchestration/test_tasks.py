from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowFailException

from patentrack.errors import WarehouseError
from patentrack.orchestration.tasks import ingest
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support.cpc_files import Document, xml, xml_record
from support.padx import record, write_padx
from support.published import publish

DAY = date(2024, 1, 17)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files are, beside a warehouse whose tables are there."""
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    warehouse.engine.dispose()
    return tmp_path


def cpc(folder: Path, day: date, *records: str) -> str:
    return str(publish(folder, f"US_Grant_CPC_MCF_XML_{day}.zip", {"a.xml": xml(*records)}))


def test_a_file_without_fault_is_loaded_in_silence(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write_padx(folder / "ad20240117.zip", DAY, [record(41576, 1, updated=DAY)])
    with caplog.at_level(logging.WARNING):
        assert ingest("assignments", str(path))["inserted"] == 1
        assert ingest("assignments", str(path))["unchanged"] is True
    assert caplog.messages == []


def test_what_was_left_out_is_told(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    good = [xml_record(Document(number=str(9400000 + number))) for number in range(200)]
    bad = xml_record(Document(number="9500000")).replace(">9500000<", "><")
    with caplog.at_level(logging.WARNING):
        summary = ingest("cpc-grants", cpc(folder, DAY, *good, bad))
        older = ingest("cpc-grants", cpc(folder, date(2023, 12, 17), *good))
    assert (summary["rejected"], summary["inserted"]) == (1, 200)
    assert older["unchanged"] is True
    assert caplog.messages == [
        "US_Grant_CPC_MCF_XML_2024-01-17.zip: 1 of 201 records are bad and were left out; "
        "the table rejected_record has each",
        "US_Grant_CPC_MCF_XML_2023-12-17.zip: older than what readers see, which is of 2024-01-17; not loaded",
    ]


def test_trying_again_cannot_help_a_bad_file_nor_an_unknown_product(folder: Path) -> None:
    path = cpc(folder, DAY, "<html>")
    with pytest.raises(AirflowFailException, match=r"US_Grant_CPC_MCF_XML_2024-01-17\.zip:a\.xml"):
        ingest("cpc-grants", path)
    with pytest.raises(AirflowFailException, match="there is no product 'cpc' to load"):
        ingest("cpc", path)


def test_trying_again_may_help_a_database_that_failed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = cpc(folder, DAY, xml_record())
    monkeypatch.setenv("PATENTRACK_DATABASE_URL", "mysql+pymysql://nobody:x@127.0.0.1:1/")
    with pytest.raises(WarehouseError, match="cannot open the databases"):
        ingest("cpc-grants", path)
