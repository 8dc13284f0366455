"""The lock: every package with hashes, nothing of the machine that wrote it, all that pyproject asks."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from support.environment import PROJECT_ROOT

PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;]+)(?: ; [^\\]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")

LOCK = (PROJECT_ROOT / "requirements.lock").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_line_is_a_pin_or_its_hash() -> None:
    hashes: dict[str, int] = {}
    for number, line in enumerate(LOCK.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        if PIN.fullmatch(line):
            pinned = line
            hashes[pinned] = 0
        elif HASH.fullmatch(line):
            hashes[pinned] += 1
        else:
            pytest.fail(f"requirements.lock, line {number}: neither a pin nor a hash: {line!r}; run `make lock`")
    assert hashes
    assert [pinned for pinned, count in hashes.items() if count == 0] == []


def test_no_address_and_no_folder_of_the_machine_that_wrote_it() -> None:
    # Comments too: they are where a resolver notes its index.
    found = [line for line in LOCK.splitlines() if re.search(r"[/\\]\w|file:|--.*(index|find-links)", line)]
    assert found == []


@pytest.mark.parametrize(
    "wanted",
    [
        *PYPROJECT["project"]["dependencies"],
        *(text for extra in PYPROJECT["project"]["optional-dependencies"].values() for text in extra),
        *(text for group in PYPROJECT["dependency-groups"].values() for text in group),
    ],
)
def test_the_lock_satisfies_pyproject(wanted: str) -> None:
    requirement = Requirement(wanted)
    pins = (PIN.fullmatch(line) for line in LOCK.splitlines())
    versions = [
        Version(pin["version"])
        for pin in pins
        if pin and canonicalize_name(pin["name"]) == canonicalize_name(requirement.name)
    ]
    assert versions, f"{requirement.name} is not in requirements.lock; run `make lock`"
    assert all(version in requirement.specifier for version in versions), "run `make lock`"
