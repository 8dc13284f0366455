"""Lets a task start processes of its own, wherever Airflow runs it."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import AuthenticationString  # type: ignore[attr-defined]  # no stub has it
from types import ModuleType


@contextmanager
def processes_of_its_own() -> Iterator[None]:
    """Let the process of a task use `multiprocessing` with fresh interpreters (``spawn``), for the length of a block.

    Airflow forks a task from a process of its own, and with it what that process knows of itself:

    * On a Celery worker it is a daemon, which may have no children, and has a key that cannot be handed to them.
    * A child begins by importing what the main process ran. That is Airflow, which cannot be imported in a task: it
      looks for its metadata database, which is hidden from tasks.

    Neither is meant for the children of a task, which import modules of this library alone.
    """
    this = multiprocessing.current_process()
    if this.daemon:
        this.daemon = False
        this._config["authkey"] = AuthenticationString(this.authkey)  # type: ignore[attr-defined]
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
