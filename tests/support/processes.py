"""Processes that live no longer than the test that started them, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

MARK = "TEST_PROCESSES"
START_SECONDS = 90

# The shell leads the process's group and watches its standard input. When this process ends, in whatever way, the
# pipe closes and the group is killed.
SUPERVISOR = """
exec 3<&0
"$@" </dev/null 3<&- &
pid=$!
{ cat <&3 >/dev/null; kill -KILL 0; } &
wait "$pid"
"""


class Processes:
    """Starts processes; at the end of the ``with`` all are killed, with what they started themselves.

    Args:
        logs: Folder for what they print, a file each.
    """

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self._mark = f"{os.getpid()}-{time.monotonic_ns()}"
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self, name: str, command: Sequence[str | Path], environment: Mapping[str, str], user: str | None = None
    ) -> None:
        """Start a process in a group of its own.

        Args:
            name: For the log and for `stop`.
            command: Program and arguments.
            environment: All of it.
            user: Who runs it; only root can choose.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log(name).open("ab") as log:
            self._running[name] = subprocess.Popen(
                ["/bin/sh", "-c", SUPERVISOR, "sh", *map(str, command)],
                env={**environment, MARK: self._mark},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=user,
            )

    def stop(self, name: str) -> None:
        """Kill a process and its group."""
        process = self._running.pop(name)
        assert process.stdin
        process.stdin.close()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self, name: str) -> Path:
        """Where a process prints to."""
        return self.logs / f"{name}.log"

    def wait(self, ready: Callable[[], object], what: str, seconds: float = START_SECONDS) -> None:
        """Wait until something is so.

        Raises:
            AssertionError: It is not after this time, or a process has ended; the message ends with its log.
        """
        deadline = time.monotonic() + seconds
        while not ready():
            for name, process in self._running.items():
                assert process.poll() is None, f"{name} has ended:\n{self.log(name).read_text()[-3000:]}"
            assert time.monotonic() < deadline, f"{what}: not after {seconds:.0f} s; see {self.logs}"
            time.sleep(0.25)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in reversed(list(self._running)):
            self.stop(name)
        # What left its group is still marked by its environment.
        for pid in self.left():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def left(self) -> list[int]:
        """Processes that were started here, directly or not, and still run."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"{MARK}={self._mark}".encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
        return found
