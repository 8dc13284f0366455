"""What the environment asks for, read when it is needed and never at import.

Every variable of the project is read here and nowhere else, so this page is also their list.
"""

from __future__ import annotations

import getpass
import math
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from patentrack.errors import SettingsError

# The largest file, CPC of publications, had 32 GB in September 2025.
DEFAULT_MAX_UNPACKED_BYTES = 64 * 1024**3
DEFAULT_MAX_REJECTED_SHARE = 0.01
DEFAULT_USPTO_API_URL = "https://api.uspto.gov"

Number = TypeVar("Number", int, float)

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,23}", re.ASCII)


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
        uspto_api_url: Where the bulk-data API is (``PATENTRACK_USPTO_API_URL``).
        uspto_api_key: The key of the API, or None (``PATENTRACK_USPTO_API_KEY``). Never shown.
        uspto_ca_file: Certificates to trust besides the usual ones, PEM (``PATENTRACK_USPTO_CA_FILE``).
        uspto_hosts: Hosts besides the USPTO's that a download may be redirected to, separated by commas; one
            that begins with a dot stands for all below it (``PATENTRACK_USPTO_HOSTS``).
        mirror_key: The key that the stand-in for the API asks for, or None (``PATENTRACK_MIRROR_KEY``). Never shown.
    """

    home: Path
    database_url: str | None = field(repr=False)
    database_prefix: str
    landing: Path
    max_unpacked_bytes: int
    max_rejected_share: float
    actor: str
    uspto_api_url: str = DEFAULT_USPTO_API_URL
    uspto_api_key: str | None = field(default=None, repr=False)
    uspto_ca_file: Path | None = None
    uspto_hosts: tuple[str, ...] = ()
    mirror_key: str | None = field(default=None, repr=False)


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: A variable holds something that cannot be used; the message names it.
    """
    home = Path(os.environ.get("PATENTRACK_HOME") or "var").absolute()
    prefix = os.environ.get("PATENTRACK_DATABASE_PREFIX", "")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise SettingsError(
            f"PATENTRACK_DATABASE_PREFIX is {prefix!r}",
            hint="Use a letter, then at most 23 letters, digits and underscores",
        )
    return Settings(
        home=home,
        database_url=os.environ.get("PATENTRACK_DATABASE_URL") or None,
        database_prefix=prefix,
        landing=Path(os.environ.get("PATENTRACK_LANDING") or home / "landing").absolute(),
        max_unpacked_bytes=_number("PATENTRACK_MAX_UNPACKED_BYTES", DEFAULT_MAX_UNPACKED_BYTES, int),
        max_rejected_share=_number("PATENTRACK_MAX_REJECTED_SHARE", DEFAULT_MAX_REJECTED_SHARE, float),
        actor=_actor(),
        uspto_api_url=os.environ.get("PATENTRACK_USPTO_API_URL") or DEFAULT_USPTO_API_URL,
        uspto_api_key=_api_key(),
        uspto_ca_file=_ca_file(),
        mirror_key=os.environ.get("PATENTRACK_MIRROR_KEY") or None,
        uspto_hosts=tuple(
            host.strip().lower() for host in os.environ.get("PATENTRACK_USPTO_HOSTS", "").split(",") if host.strip()
        ),
    )


def _api_key() -> str | None:
    key = os.environ.get("PATENTRACK_USPTO_API_KEY", "").strip()
    # Anything else would be quoted by the HTTP library as it refuses the header.
    if not all("!" <= character <= "~" for character in key):
        raise SettingsError(
            "PATENTRACK_USPTO_API_KEY holds a character that no key has",
            hint="Copy it again; only letters, digits and signs without blanks are expected",
        )
    return key or None


def _ca_file() -> Path | None:
    text = os.environ.get("PATENTRACK_USPTO_CA_FILE")
    if not text:
        return None
    path = Path(text).absolute()
    if not path.is_file():
        raise SettingsError(
            f"PATENTRACK_USPTO_CA_FILE names {path}, which is no file", hint="Name a PEM file or unset it"
        )
    return path


def _number(variable: str, default: Number, kind: type[Number]) -> Number:
    text = os.environ.get(variable)
    if not text:
        return default
    try:
        value = kind(text)
    except ValueError:
        raise SettingsError(f"{variable} is {text!r}", hint="Use a number") from None
    # Neither infinity nor what is no number, which passes every comparison, is a limit.
    if not 0 <= value < math.inf:
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
