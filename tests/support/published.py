"""Small files as the USPTO publishes them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path


def publish(folder: Path, name: str, members: Mapping[str, str]) -> Path:
    """Write a zip of some texts; over another one it is out anew, later than that one can have been fetched.

    Args:
        folder: The landing folder, or that of a product behind the stand-in for the API.
        name: Of the zip.
        members: The texts by the names of their files.
    """
    folder.mkdir(exist_ok=True)
    path = folder / name
    anew = path.exists()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    if anew:
        os.utime(path, (datetime.now(UTC).timestamp() + 5,) * 2)
    return path
