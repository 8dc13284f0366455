"""Generated CPC master files: members, records, symbols; and that the readers find the world in them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from patentrack.samples.assets import DESIGN, HAGUE
from patentrack.samples.classifications import Classifications
from patentrack.samples.cpc import GRANTS, PUBLICATIONS, cpc_text_lines, write_cpc_bench_file, write_cpc_grants
from patentrack.samples.world import World
from patentrack.sources.cpc import COLUMNS, read_cpc_text, read_cpc_xml
from patentrack.sources.records import Row
from support.sample_files import Delivery, content, contents, opened

SUNDAY = date(2024, 3, 10)
COM = "{http://www.wipo.int/standards/XMLSchema/ST96/Common}"
PAT = "{http://www.wipo.int/standards/XMLSchema/ST96/Patent}"
USPAT = "{patent:uspto:doc:us:gov}"


def records(data: bytes) -> list[etree._Element]:
    root = etree.fromstring(data)
    assert root.tag == f"{USPAT}CPCMasterClassificationFile"
    assert {child.tag for child in root} == {f"{USPAT}CPCMasterClassificationRecord"}
    return list(root)


def number_of(record: etree._Element) -> str:
    return record.findtext(f".//{PAT}PatentNumber") or record.findtext(f".//{PAT}PublicationNumber", "")


def rows_of(path: Path, table: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name, stream in opened(path):
        for batch in read_cpc_xml(stream, file_name=name, table=table):  # type: ignore[arg-type]
            assert (batch.rejected, batch.unreadable_values) == ([], 0)
            rows += [dict(zip(COLUMNS[table], row, strict=True)) for row in batch.rows[table]]  # type: ignore[index]
    return rows


@pytest.mark.parametrize("product", ["CPCMCPT", "CPCMCAPP"])
def test_members_hold_the_numbers_of_their_range(delivery: Delivery, product: str) -> None:
    members = contents(delivery.the_file(product))
    assert len(members) > 10
    for name, data in members.items():
        found = [number_of(record) for record in records(data)]
        root = etree.fromstring(data)
        start, end = (root.get(f"{USPAT}publication{end}Number") for end in ("Start", "End"))
        assert (start, end) == (found[0], found[-1])
        if match := re.fullmatch(r"US_Grant_CPC_MCF_(\d+)\.xml", name):
            assert all(int(match[1]) <= int(number) < int(match[1]) + 100_000 for number in found)
        elif match := re.fullmatch(r"US_PGPub_CPC_MCF_(20\d\d)(\d{7})\.xml", name):
            assert all(number.startswith(match[1]) for number in found)
            assert all(int(match[2]) <= int(number[4:]) < int(match[2]) // 50_000 * 50_000 + 50_000 for number in found)
        else:
            [letters] = {number.rstrip("0123456789") for number in found}
            assert name == f"US_Grant_CPC_MCF_{letters}.xml"


def test_every_document_of_the_world_with_its_symbols(delivery: Delivery) -> None:
    world, classifications = delivery.world, Classifications(delivery.world)
    expected, until = {}, SUNDAY.toordinal()
    for number in range(len(world.register)):
        asset = world.asset(number)
        symbols = [
            (symbol.subclass, symbol.main_group, symbol.subgroup, symbol.position, symbol.value, symbol.version)
            for symbol in classifications.of(number)
        ]
        if symbols and asset.granted and asset.granted <= SUNDAY:
            expected[asset.grant] = (asset.application, str(asset.granted), asset.grant_kind, symbols)
        if symbols and asset.published and asset.published <= SUNDAY:
            expected[asset.publication] = (asset.application, str(asset.published), asset.publication_kind, symbols)
        assert bool(symbols) == (world.register.type[number] not in (DESIGN, HAGUE))
        assert len(symbols) <= 12
        assert not 0 < world.register.granted[number] <= until or world.register.public_on(number, until)
    found: dict[object, list[dict[str, object]]] = defaultdict(list)
    for product, table, key in (
        ("CPCMCPT", "patent_cpc", "grant_doc_num"),
        ("CPCMCAPP", "application_cpc", "pgpub_doc_num"),
    ):
        for row in rows_of(delivery.the_file(product), table):
            found[row[key]].append(row)
    assert found.keys() == expected.keys()
    for number, rows in found.items():
        application, day, kind, symbols = expected[number]
        assert [row["type"] for row in rows] == [0] + [1] * (len(rows) - 1)
        for row, (subclass, main_group, subgroup, position, value, version) in zip(rows, symbols, strict=True):
            assert f"{row['section']}{row['class']}{row['sub_class']}" == subclass
            assert (row["main_group"], row["sub_group"]) == (main_group, subgroup)
            assert (row["symbol_position_code"], row["classification_value_code"]) == (position, value)
            assert (row["application_number"], row["classification_version_date"]) == (application, version)
            assert (row["kind_code"], row.get("grant_date") or row.get("pgpub_date")) == (kind, day)


@pytest.mark.parametrize(
    ("dataset", "table", "width"), [(GRANTS, "patent_cpc", 48), (PUBLICATIONS, "application_cpc", 51)]
)
def test_the_text_form_says_the_same(tmp_path: Path, delivery: Delivery, dataset: str, table: str, width: int) -> None:
    lines = list(cpc_text_lines(delivery.world, SUNDAY, dataset))
    assert {len(line) for line in lines} == {width}
    symbol = re.compile(r"[A-HY]\d\d[A-Z] {0,3}\d{1,4}/\d{2,6} {0,4}20\d{6}[FL][IA]  0 0")
    assert all(symbol.fullmatch(line[width - 30 :]) and line[width - 22] == "/" for line in lines)
    path = tmp_path / "US_CPC_MCF.txt"
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("ascii"))
    rows: list[Row] = []
    for name, stream in opened(path):
        for batch in read_cpc_text(stream, file_name=name, table=table):  # type: ignore[arg-type]
            assert batch.rejected == []
            rows += batch.rows[table]
    product = "CPCMCPT" if dataset == GRANTS else "CPCMCAPP"
    compared = ("application_number", "section", "class", "sub_class", "main_group", "sub_group", "type")
    texts = [dict(zip(COLUMNS[table], row, strict=True)) for row in rows]  # type: ignore[index]
    assert Counter(tuple(row[name] for name in compared) for row in texts) == Counter(
        tuple(row[name] for name in compared) for row in rows_of(delivery.the_file(product), table)
    )


def test_companies_cluster_and_have_left_fields(spread: World) -> None:
    classifications, horizon = Classifications(spread), spread.horizon.toordinal()
    filings: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number in range(len(spread.register)):
        if symbols := classifications.of(number):
            filings[spread.applicant[number], symbols[0].subclass].append(spread.register.filed[number])
    for company in (0, 1, 2):
        sizes = sorted((len(days) for (each, _), days in filings.items() if each == company), reverse=True)
        assert sum(sizes[:5]) > 0.85 * sum(sizes)
    left = {
        company for (company, _), days in filings.items() if len(days) >= 4 and max(days) < horizon - 3 * 365
    }  # fmt: skip
    assert len(left & set(range(10))) >= 6


def test_a_record_without_further_symbols_has_no_wrapper_of_them(tmp_path: Path, spread: World) -> None:
    counts = Counter()
    for data in contents(write_cpc_grants(tmp_path, spread, SUNDAY)).values():
        for record in records(data):
            mains, further = record.findall(f".//{PAT}MainCPC"), record.findall(f".//{PAT}FurtherCPC")
            symbols = record.findall(f".//{PAT}CPCClassification")
            assert len(mains) == 1
            assert len(further) == (len(symbols) > 1)
            assert [each.findtext(f"{COM}SymbolPositionCode") for each in symbols] == ["F"] + ["L"] * (len(symbols) - 1)
            counts[len(symbols)] += 1
    assert counts[1] > 20
    assert max(counts) >= 11


def test_bench_file(tmp_path: Path) -> None:
    zipped = write_cpc_bench_file(tmp_path / "US_Grant_CPC_MCF_XML_2024-05-01.zip", records=1_500)
    plain = write_cpc_bench_file(tmp_path / "a.xml", records=1_500)
    assert content(zipped) == plain.read_bytes()
    found = records(plain.read_bytes())
    assert len({number_of(record) for record in found}) == 1_500
    read = sum(batch.records for name, stream in opened(zipped)
               for batch in read_cpc_xml(stream, file_name=name, table="patent_cpc"))  # fmt: skip
    assert read == 1_500


def test_a_large_bench_file_has_several_members(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_cpc_bench_file(tmp_path / "a.zip", records=100_001)) as archive:
        assert archive.namelist() == ["US_Grant_CPC_MCF_2000000.xml", "US_Grant_CPC_MCF_2100000.xml"]
        assert len(records(archive.read("US_Grant_CPC_MCF_2100000.xml"))) == 1
