"""`patentrack cluster-names`: a line out for each line in, with the number of its cluster."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.cli import run_patentrack
from support.environment import PROJECT_ROOT

# In, and the name that comes out. Lines end as given.
LINES = [
    (b"ZORBEX CORP.\r\n", "ZORBEX CORP."),
    (b"\n", ""),
    (b"  Zorbex\tCorporation \n", "  Zorbex Corporation "),
    (b"QUIXOLA \xff INC\n", "QUIXOLA \ufffd INC"),
    ("M\u00dcLLER\u2028GMBH\x0b\x85\n".encode(), "M\u00dcLLER\u2028GMBH\x0b\x85"),
    (b"\n", ""),
    (b"ZORBEX LLC", "ZORBEX LLC"),
]


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "patentrack", "cluster-names", *args]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=PROJECT_ROOT, timeout=60, check=False)


@pytest.mark.parametrize("where", ["file", "standard input", "-"])
def test_each_line_has_its_cluster(tmp_path: Path, where: str) -> None:
    text = b"".join(line for line, _ in LINES)
    file = tmp_path / "names.txt"
    file.write_bytes(text)
    arguments = {"file": [str(file)], "standard input": [], "-": ["-"]}[where]

    done = run(*arguments, stdin=b"" if where == "file" else text)

    assert (done.returncode, done.stderr) == (0, b"")
    rows = [line.split("\t") for line in done.stdout.decode().removesuffix("\n").split("\n")]
    assert [name for _, name, _ in rows] == [name for _, name in LINES]
    assert [number for number, _, _ in rows] == ["1", "2", "1", "3", "4", "2", "5"]
    assert [rows[0][2], rows[2][2]].count("canonical") == 1
    assert {rows[place][2] for place in (3, 4, 6)} == {"canonical"}


def test_nothing_in_is_nothing_out() -> None:
    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_file_that_is_missing_is_wrong_usage(tmp_path: Path) -> None:
    done = run_patentrack("cluster-names", tmp_path / "no-such-file.txt")
    assert done.returncode == 2
    assert "no-such-file.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout
