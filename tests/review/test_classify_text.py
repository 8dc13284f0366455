"""`patentrack classify-text`: a line out for each line in."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from patentrack.conveyances import classify
from support.cli import run_patentrack
from support.environment import PROJECT_ROOT

COMMAND = [sys.executable, "-m", "patentrack", "classify-text"]

# In, and the type and corrected type that come out. Lines end as given.
LINES = [
    (b"ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).\n", "assignment", ""),
    (b"\n", "missing", ""),
    (b"SECURITY INTEREST\r\n", "security", ""),
    (b"RELEASE BY SECURED PARTY \xff\xfe\n", "release", ""),
    (b"CHANGE OF NAME\tAND MORE\n", "namechg", ""),
    (b"  \r\n", "missing", ""),
    (b"CORRECTIVE ASSIGNMENT TO CORRECT THE ASSIGNEE PREVIOUSLY RECORDED ON REEL 041576 FRAME 0002. ASSIGNOR(S)"
     b" HEREBY CONFIRMS THE MERGER\n", "correct", "merger"),
    (b"MERGER\x0bSECURITY\xc2\x85\n", "security", ""),
    (b"LICENSE", "license", ""),
]  # fmt: skip


@pytest.mark.parametrize("where", ["file", "standard input"])
def test_each_line_has_its_answer(tmp_path: Path, where: str) -> None:
    file = tmp_path / "texts.txt"
    file.write_bytes(b"".join(line for line, _, _ in LINES))

    with file.open("rb") as stream:
        done = subprocess.run(
            [*COMMAND, str(file)] if where == "file" else COMMAND,
            stdin=None if where == "file" else stream,
            capture_output=True,
            cwd=PROJECT_ROOT,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, b"")
    answers = done.stdout.decode().split("\n")
    assert answers.pop() == ""
    rules = [classify(line.decode(errors="replace")).rule for line, _, _ in LINES]
    assert answers == [
        f"{convey_ty}\t{corrected}\t{rule}" for (_, convey_ty, corrected), rule in zip(LINES, rules, strict=True)
    ]


def test_no_line_has_no_answer() -> None:
    assert run_patentrack("classify-text", "-", stdin="").stdout == ""
    assert run_patentrack("classify-text", stdin="\n\n").stdout.count("\n") == 2


def test_who_writes_a_line_gets_the_answer_before_the_next() -> None:
    # Without the interpreter's help, if the environment asks for it.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, env=env) as process:
        assert process.stdin
        assert process.stdout
        for text, expected in ((b"MERGER", b"merger"), (b"LICENSE", b"license")):
            process.stdin.write(text + b"\n")
            process.stdin.flush()
            assert process.stdout.readline().startswith(expected)
        process.stdin.close()


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_wrong_usage(tmp_path: Path, name: str) -> None:
    done = run_patentrack("classify-text", tmp_path / name)

    assert done.returncode == 2
    assert re.match(rf"Error: Invalid value for FILE: cannot read .*{tmp_path.name}", done.stderr.splitlines()[-1])


def test_it_starts_in_half_a_second_and_without_the_database() -> None:
    """In processor time: another process on this machine must not make it fail."""
    seconds = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.run(
            [sys.executable, "-X", "importtime", *COMMAND[1:]],
            input="MERGER\n",
            env=dict(os.environ),
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    imported = set(re.findall(r"^import time:[ \d|]+\| +([\w.]+)$", run.stderr, flags=re.MULTILINE))
    assert "patentrack.conveyances" in imported
    assert not {"sqlalchemy", "lxml", "alembic", "requests"} & imported
    assert min(seconds) < 0.5
