"""What the linters do not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.environment import PROJECT_ROOT

MAX_LINES = 400
SOURCES = [
    path
    for folder in ("include", "dags", "plugins", "sql", "tests")
    for suffix in ("py", "sql")
    for path in sorted((PROJECT_ROOT / folder).rglob(f"*.{suffix}"))
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_a_file_stays_readable_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{lines} lines; more than {MAX_LINES} are really two files: split by subject"
