"""Reading generated files without the project's own readers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from patentrack.archives import BinaryReader, open_archive
from patentrack.samples.world import World

MONDAY = date(2024, 3, 4)
SCALE = 0.02


@dataclass(frozen=True)
class Delivery:
    """What `write_sources` wrote of the world of that week, at that scale, with seed 1."""

    world: World
    files: dict[str, list[Path]]

    def the_file(self, product: str) -> Path:
        """The only file of a product."""
        [path] = self.files[product]
        return path


def contents(path: Path) -> dict[str, bytes]:
    """The members of a zip, in their order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def content(path: Path) -> bytes:
    """The one member of a zip."""
    [data] = contents(path).values()
    return data


def documents(path: Path) -> list[etree._Element]:
    """The documents that stand one after the other in the one member of a zip."""
    texts = content(path).split(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert texts[0] == b""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return [etree.fromstring(text, parser) for text in texts[1:]]


def opened(path: Path) -> Iterator[tuple[str, BinaryReader]]:
    """The members of a zip as the readers get them."""
    with open_archive(path, max_unpacked_bytes=1 << 30) as archive:
        for member in archive.members:
            with archive.open(member) as stream:
                yield member.name, stream
