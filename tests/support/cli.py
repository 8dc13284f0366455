"""The command as a user runs it: a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from os import PathLike

from support.environment import PROJECT_ROOT

TIMEOUT_SECONDS = 300


def run_patentrack(
    *args: str | PathLike[str],
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    cwd: PathLike[str] = PROJECT_ROOT,
) -> subprocess.CompletedProcess[str]:
    """Run ``patentrack`` with `args`; exit code, stdout and stderr come back, nothing is checked.

    Args:
        args: Arguments of the command.
        env: The child's whole environment, e.g. ``WarehouseEnv.env``; None: that of this process.
        stdin: Text for its standard input; None: an empty one.
        cwd: Folder to run in.

    Raises:
        subprocess.TimeoutExpired: Still running after five minutes; it was killed.
    """
    return subprocess.run(
        [sys.executable, "-m", "patentrack", *args],
        env=env,
        input="" if stdin is None else stdin,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
