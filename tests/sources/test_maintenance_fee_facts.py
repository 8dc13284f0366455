"""Event codes and fees: facts of the USPTO and of the law, held to where they come from."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from patentrack.sources.maintenance_fee_facts import EVENT_CODES, FEES, Fee

ENTITIES = ("large", "small", "micro")


def due(day: date, entity: str, kind: str, year: int) -> int:
    """The amount on a day, as whoever reads the table would look it up."""
    rows = [fee for fee in FEES if (fee.entity, fee.kind, fee.year) == (entity, kind, year) and fee.valid_from <= day]
    return max(rows, key=lambda fee: fee.valid_from).amount


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2013, 3, 19), ((1600, 3600, 7400, 160), (800, 1800, 3700, 80), (400, 900, 1850, 40))),
        (date(2018, 1, 16), ((1600, 3600, 7400, 160), (800, 1800, 3700, 80), (400, 900, 1850, 40))),
        (date(2020, 10, 1), ((1600, 3600, 7400, 160), (800, 1800, 3700, 80), (400, 900, 1850, 40))),
        (date(2020, 10, 2), ((2000, 3760, 7700, 500), (1000, 1880, 3850, 250), (500, 940, 1925, 125))),
        (date(2022, 12, 28), ((2000, 3760, 7700, 500), (1000, 1880, 3850, 250), (500, 940, 1925, 125))),
        (date(2022, 12, 29), ((2000, 3760, 7700, 500), (800, 1504, 3080, 200), (400, 752, 1540, 100))),
        (date(2025, 1, 18), ((2000, 3760, 7700, 500), (800, 1504, 3080, 200), (400, 752, 1540, 100))),
        (date(2025, 1, 19), ((2150, 4040, 8280, 540), (860, 1616, 3312, 216), (430, 808, 1656, 108))),
    ],
)
def test_what_is_due_on_a_day(day: date, expected: tuple[tuple[int, ...], ...]) -> None:
    for entity, (*amounts, surcharge) in zip(ENTITIES, expected, strict=True):
        assert [due(day, entity, "fee", year) for year in (4, 8, 12)] == amounts
        assert [due(day, entity, "surcharge", year) for year in (4, 8, 12)] == [surcharge] * 3


@pytest.mark.parametrize("fee", [fee for fee in FEES if fee.entity != "large"], ids=str)
def test_discounts_are_those_of_the_law(fee: Fee) -> None:
    """35 U.S.C. 41(h)(1) and AIA section 10(b), both raised by the act of 2022."""
    percent = {
        ("small", False): 50,
        ("micro", False): 25,
        ("small", True): 40,
        ("micro", True): 20,
    }[fee.entity, fee.valid_from >= date(2022, 12, 29)]
    assert fee.amount * 100 == percent * due(fee.valid_from, "large", fee.kind, fee.year)


def test_each_code_is_of_one_payment_and_the_list_knows_it() -> None:
    payments = {(fee.event_code, fee.entity, fee.kind, fee.year) for fee in FEES}
    assert len(payments) == len({code for code, *_ in payments}) == 18
    for code, entity, kind, year in payments:
        text = EVENT_CODES[code].lower()
        assert f"{entity} entity" in text
        assert ("surcharge" in text) == (kind == "surcharge")
        if kind == "fee":
            assert f"{year}th" in text
        elif "yr" in text:
            assert f"{year - 0.5} yr" in text


def test_an_amount_is_stated_once() -> None:
    assert len({(fee.event_code, fee.valid_from) for fee in FEES}) == len(FEES) == 66
    assert [fee.valid_from for fee in FEES] == sorted(fee.valid_from for fee in FEES)
    for code in {fee.event_code for fee in FEES}:
        amounts = [fee.amount for fee in FEES if fee.event_code == code]
        assert all(before != after for before, after in itertools.pairwise(amounts))


@pytest.mark.parametrize(("kind", "year", "paragraph"), [("fee", 4, "e"), ("fee", 8, "f"), ("fee", 12, "g")])
def test_the_source_is_the_paragraph_and_the_rule(kind: str, year: int, paragraph: str) -> None:
    for fee in FEES:
        if (fee.kind, fee.year) == (kind, year):
            assert fee.source.startswith(f"37 CFR 1.20({paragraph}), ")
        elif fee.kind == "surcharge":
            assert fee.source.startswith("37 CFR 1.20(h), ")


def test_codes_fit_their_column() -> None:
    assert len(EVENT_CODES) == 155
    assert all(4 <= len(code) <= 5 and code.isascii() and code.upper() == code for code in EVENT_CODES)


@pytest.mark.real_data
def test_codes_are_those_of_the_documentation(real_data: Path) -> None:
    lines = (real_data / "maintenance-fees" / "event_codes.tsv").read_text(encoding="utf-8").splitlines()
    assert list(EVENT_CODES.items()) == [tuple(line.split("\t")) for line in lines[1:]]
