"""What the environment asks for, read when it is needed and never at import.

Every variable of the project is read here and nowhere else, so this page is also their list.
"""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from patentrack.errors import SettingsError

DEFAULT_MAX_UNPACKED_BYTES = 8 * 1024**3
DEFAULT_MAX_REJECTED_SHARE = 0.01

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Settings:
    """Where the data lives and how far a file may go.

    Attributes:
        home: Folder of the embedded databases, one file each (``PATENTRACK_HOME``, default ``./var``).
        database_url: ``mysql+pymysql://user:password@host:port/`` or None for the embedded databases
            (``PATENTRACK_DATABASE_URL``). Never shown: it holds a password.
        database_prefix: Put before every database name (``PATENTRACK_DATABASE_PREFIX``).
        landing: Folder where downloaded files wait to be read (``PATENTRACK_LANDING``, default
            ``landing`` in the home).
        max_unpacked_bytes: Largest size to which one archive member may unpack, in bytes
            (``PATENTRACK_MAX_UNPACKED_BYTES``).
        max_rejected_share: Share of bad records, 0 to 1, above which a file fails
            (``PATENTRACK_MAX_REJECTED_SHARE``, design section 4).
        actor: Who the change log names: the DAG run (Airflow sets ``AIRFLOW_CTX_DAG_RUN_ID``), else the user.
    """

    home: Path
    database_url: str | None = field(repr=False)
    database_prefix: str
    landing: Path
    max_unpacked_bytes: int
    max_rejected_share: float
    actor: str


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: A variable holds something that cannot be used; the message names it.
    """
    home = Path(os.environ.get("PATENTRACK_HOME") or "var").absolute()
    prefix = os.environ.get("PATENTRACK_DATABASE_PREFIX", "")
    if not all(c.isascii() and (c.isalnum() or c == "_") for c in prefix) or len(prefix) > 24:
        raise SettingsError(
            f"PATENTRACK_DATABASE_PREFIX is {prefix!r}",
            hint="Use at most 24 letters, digits and underscores",
        )
    return Settings(
        home=home,
        database_url=os.environ.get("PATENTRACK_DATABASE_URL") or None,
        database_prefix=prefix,
        landing=Path(os.environ.get("PATENTRACK_LANDING") or home / "landing").absolute(),
        max_unpacked_bytes=_number("PATENTRACK_MAX_UNPACKED_BYTES", DEFAULT_MAX_UNPACKED_BYTES, int),
        max_rejected_share=_number("PATENTRACK_MAX_REJECTED_SHARE", DEFAULT_MAX_REJECTED_SHARE, float),
        actor=_actor(),
    )


def _number(variable: str, default: Number, kind: type[Number]) -> Number:
    text = os.environ.get(variable)
    if not text:
        return default
    try:
        value = kind(text)
    except ValueError:
        raise SettingsError(f"{variable} is {text!r}", hint="Use a number") from None
    if value < 0:
        raise SettingsError(f"{variable} is {text!r}", hint="Use a number that is not negative")
    return value


def _actor() -> str:
    run = os.environ.get("AIRFLOW_CTX_DAG_RUN_ID")
    if run:
        return f"{os.environ.get('AIRFLOW_CTX_DAG_ID', 'airflow')} {run}"[:200]
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        return f"uid {os.getuid()}"
