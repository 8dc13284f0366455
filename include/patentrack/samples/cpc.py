"""Generated files of the CPC master classification, of grants and of published applications.

A zip holds many XML files, each with the documents of a range of numbers: 100,000 patents, or 50,000
publications of a year. The text form has one line a symbol.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from patentrack.samples.classifications import Classifications, Symbol
from patentrack.samples.companies import stream
from patentrack.samples.packing import package, writer
from patentrack.samples.vocabulary import CPC_SUBCLASSES
from patentrack.samples.world import World

GRANTS, PUBLICATIONS = "Grant", "PGPub"
_RANGES = {GRANTS: 100_000, PUBLICATIONS: 50_000}
_HEAD = (
    '<?xml version="1.0" ?>\n<uspat:CPCMasterClassificationFile uspat:publicationStartNumber="{first}" '
    'uspat:publicationEndNumber="{last}" \nxmlns:uspat="patent:uspto:doc:us:gov" \n'
    'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" \n'
    'xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" \n'
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \n'
    'xsi:schemaLocation="patent:uspto:doc:us:gov CPCMasterClassificationFile.xsd">\n'
)
_FOOT = "</uspat:CPCMasterClassificationFile>\n"
_RECORD_HEAD = (
    "<uspat:CPCMasterClassificationRecord><pat:ApplicationIdentification><com:IPOfficeCode>US</com:IPOfficeCode>"
    "<com:ApplicationNumber><com:ApplicationNumberText>{application}</com:ApplicationNumberText>"
    "</com:ApplicationNumber></pat:ApplicationIdentification>"
)
_IDENTIFICATION = {
    GRANTS: "<pat:PatentGrantIdentification><com:IPOfficeCode>US</com:IPOfficeCode>"
    "<pat:PatentNumber>{number}</pat:PatentNumber><com:PatentDocumentKindCode>{kind}</com:PatentDocumentKindCode>"
    "<pat:GrantDate>{day}</pat:GrantDate></pat:PatentGrantIdentification>",
    PUBLICATIONS: "<pat:PatentPublicationIdentification><com:IPOfficeCode>US</com:IPOfficeCode>"
    "<pat:PublicationNumber>{number}</pat:PublicationNumber>"
    "<com:PatentDocumentKindCode>{kind}</com:PatentDocumentKindCode>"
    "<com:PublicationDate>{day}</com:PublicationDate></pat:PatentPublicationIdentification>",
}
_SYMBOL = (
    "<pat:CPCClassification><pat:ClassificationVersionDate>{version}</pat:ClassificationVersionDate>"
    "<pat:CPCSection>{section}</pat:CPCSection><pat:Class>{cls}</pat:Class><pat:Subclass>{subclass}</pat:Subclass>"
    "<pat:MainGroup>{main_group}</pat:MainGroup><pat:Subgroup>{subgroup}</pat:Subgroup>"
    "<com:SymbolPositionCode>{position}</com:SymbolPositionCode>"
    "<pat:CPCClassificationValueCode>{value}</pat:CPCClassificationValueCode>\n</pat:CPCClassification>\n"
)
_BENCH_MEMBER = 100_000
_BENCH_SYMBOLS = 4_000


@dataclass(frozen=True, slots=True)
class Classified:
    """One document of the file with its symbols."""

    number: str
    kind: str
    application: str
    day: date
    symbols: tuple[Symbol, ...]


def write_cpc_grants(folder: Path, world: World, day: date) -> Path:
    """Write ``US_Grant_CPC_MCF_XML_YYYY-MM-DD.zip``: every utility, plant and reissue patent granted by that day."""
    return _write(folder, world, day, GRANTS)


def write_cpc_publications(folder: Path, world: World, day: date) -> Path:
    """Write ``US_PGPub_CPC_MCF_XML_YYYY-MM-DD.zip``: every application published by that day."""
    return _write(folder, world, day, PUBLICATIONS)


def cpc_text_lines(world: World, day: date, dataset: str) -> Iterator[str]:
    """The same as text, a symbol a line without its CRLF: 48 characters for GRANTS, 51 for PUBLICATIONS."""
    width = 8 if dataset == GRANTS else 11
    for found in _classified(world, day, dataset):
        for symbol in found.symbols:
            yield (
                f"{found.kind:<2}{found.application:>8}{found.number:>{width}}{symbol.subclass}"
                f"{symbol.main_group:>4}/{symbol.subgroup:<6}{symbol.version.replace('-', '')}"
                f"{symbol.position}{symbol.value}  0 0"
            )


def write_cpc_bench_file(path: Path, *, records: int, seed: int = 0) -> Path:
    """Write a grants file of that many records with one to nine symbols each, from no world, to measure with.

    Args:
        path: ``.zip``, with a member for each 100,000 records; or one plain ``.xml``.
        records: How many.
        seed: Same seed, same bytes.
    """
    rng, day = stream(seed, "cpc bench"), date(2024, 5, 1)
    symbols = [
        _symbol_xml(Symbol(rng.choice(CPC_SUBCLASSES), str(rng.randint(1, 99)), f"{rng.randint(0, 999):02d}", "L", "I",
                           "2013-01-01"))
        for _ in range(_BENCH_SYMBOLS)
    ]  # fmt: skip
    mains = [symbol.replace("Code>L<", "Code>F<") for symbol in symbols]
    starts = [2_000_000 + at for at in range(0, records, _BENCH_MEMBER if path.suffix == ".zip" else max(1, records))]
    ends = [min(start + _BENCH_MEMBER, 2_000_000 + records) for start in starts]
    if path.suffix != ".zip":
        with writer(path, "", day) as out:
            _write_bench(out, 2_000_000, 2_000_000 + records, mains, symbols)
        return path
    with package(path, day) as packed:
        for start, end in zip(starts, ends, strict=True):
            with packed.member(f"US_Grant_CPC_MCF_{start}.xml") as out:
                _write_bench(out, start, end, mains, symbols)
    return path


def _write_bench(out: IO[bytes], start: int, end: int, mains: list[str], symbols: list[str]) -> None:
    first = _FIRST_GRANT_DAY
    out.write(_HEAD.format(first=start, last=end - 1).encode())
    for number in range(start, end):
        # Steps that share no factor with the length of the lists, so that the records differ.
        at = number * 2_657 % _BENCH_SYMBOLS
        identification = _IDENTIFICATION[GRANTS].format(
            number=number, kind="B2", day=first + timedelta(days=number // 500 % 17_000)
        )
        further = "".join(symbols[at : at + number % 9])
        out.write(
            f"{_RECORD_HEAD.format(application=f'{6_000_000 + number:08d}')}{identification}\n"
            f"{_bag(mains[at], further)}".encode()
        )
    out.write(_FOOT.encode())


_FIRST_GRANT_DAY = date(1976, 1, 6)


def _write(folder: Path, world: World, day: date, dataset: str) -> Path:
    path = folder / f"US_{dataset}_CPC_MCF_XML_{day:%Y-%m-%d}.zip"
    members = itertools.groupby(_classified(world, day, dataset), lambda found: _range(found.number, dataset))
    with package(path, day) as packed:
        for name, group in members:
            documents = list(group)
            with packed.member(f"US_{dataset}_CPC_MCF_{name}.xml") as out:
                out.write(_HEAD.format(first=documents[0].number, last=documents[-1].number).encode())
                out.writelines(_records(documents, dataset))
                out.write(_FOOT.encode())
    return path


def _range(number: str, dataset: str) -> str:
    """The first number of a document's file; plants and reissues have a file of their own."""
    letters = number.rstrip("0123456789")
    if letters:
        return letters
    start = int(number) // _RANGES[dataset] * _RANGES[dataset]
    return str(start + 1 if dataset == PUBLICATIONS and start % 10_000_000 == 0 else start)


def _classified(world: World, day: date, dataset: str) -> Iterator[Classified]:
    """What the file of a day holds, by number."""
    register, classifications, until = world.register, Classifications(world), day.toordinal()
    days = register.granted if dataset == GRANTS else register.published
    numbers = register.grant_number if dataset == GRANTS else register.publication_number
    found = [
        (len(text), text, asset)
        for asset in range(len(register))
        if 0 < days[asset] <= until and classifications.has_symbols(asset) and (text := numbers(asset))
    ]
    for _, text, number in sorted(found, key=lambda entry: (entry[1].isdigit(), entry)):
        asset = world.asset(number)
        kind = asset.grant_kind if dataset == GRANTS else asset.publication_kind
        yield Classified(
            text, kind, asset.application, date.fromordinal(days[number]), classifications.of(number)
        )  # fmt: skip


def _records(documents: Iterable[Classified], dataset: str) -> Iterator[bytes]:
    for found in documents:
        identification = _IDENTIFICATION[dataset].format(number=found.number, kind=found.kind, day=found.day)
        main, *further = (_symbol_xml(symbol) for symbol in found.symbols)
        yield (
            f"{_RECORD_HEAD.format(application=found.application)}{identification}\n{_bag(main, ''.join(further))}"
        ).encode()


def _bag(main: str, further: str) -> str:
    """The wrapper of the further symbols is absent when there is none."""
    wrapped = f"<pat:FurtherCPC>\n{further}</pat:FurtherCPC>\n" if further else ""
    return (
        f"<pat:CPCClassificationBag>\n<pat:MainCPC>\n{main}</pat:MainCPC>\n{wrapped}"
        "</pat:CPCClassificationBag>\n</uspat:CPCMasterClassificationRecord>\n"
    )


def _symbol_xml(symbol: Symbol) -> str:
    return _SYMBOL.format(
        version=symbol.version, section=symbol.subclass[0], cls=symbol.subclass[1:3], subclass=symbol.subclass[3],
        main_group=symbol.main_group, subgroup=symbol.subgroup, position=symbol.position, value=symbol.value,
    )  # fmt: skip
