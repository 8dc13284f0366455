"""A file on its way: `NAME.part` beside a small `NAME.part.json` that says of which file it is the beginning."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from patentrack.downloads.catalogue import ListedFile
from patentrack.errors import SettingsError


@dataclass(frozen=True)
class Resumption:
    """Where a download goes on: bytes that are here, and the ETag of the file they come from."""

    offset: int
    etag: str


class Part:
    """The bytes of a download so far.

    Args:
        folder: Where the file is to be; made if it is not there.
        file: What is downloaded.
    """

    def __init__(self, folder: Path, file: ListedFile) -> None:
        self.final = folder / file.name
        self.path = folder / f"{file.name}.part"
        self._facts_path = folder / f"{file.name}.part.json"
        self._release = {
            "bytes": file.size,
            "modified": file.modified.isoformat() if file.modified else None,
        }
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SettingsError(f"the landing folder {folder}: {reason}", hint="Check PATENTRACK_LANDING") from None

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def is_complete(self) -> bool:
        """Whether every byte is here, after a run that was killed just before it gave the file its name."""
        return self.size == self._release_bytes > 0 and self.resumption() is not None

    def resumption(self) -> Resumption | None:
        """Where to go on; None when there is nothing, or nothing that can be trusted, which is then removed."""
        facts = self._facts()
        etag = facts.get("etag")
        known = {name: facts.get(name) for name in self._release} == self._release
        if not known or not isinstance(etag, str) or not 0 < self.size <= self._release_bytes:
            self.discard()
            return None
        return Resumption(self.size, etag)

    def start(self, etag: str | None) -> IO[bytes]:
        """Begin anew with an answer of this ETag."""
        self.discard()
        # Without a strong ETag nothing proves that the rest will be of the same file (RFC 9110, 13.1.5).
        if etag and not etag.startswith("W/"):
            self._facts_path.write_text(json.dumps({**self._release, "etag": etag}), encoding="utf-8")
        return self.path.open("wb")

    def go_on(self) -> IO[bytes]:
        """Append to what is here."""
        return self.path.open("ab")

    def discard(self) -> None:
        """Forget what is here."""
        self.path.unlink(missing_ok=True)
        self._facts_path.unlink(missing_ok=True)

    def finish(self) -> Path:
        """Give the complete file its name, at once and so that a power cut cannot take it back."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self.final)
        self._facts_path.unlink(missing_ok=True)
        folder = os.open(self.final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return self.final

    @property
    def _release_bytes(self) -> int:
        return int(self._release["bytes"] or 0)

    def _facts(self) -> dict[str, object]:
        try:
            facts = json.loads(self._facts_path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}
