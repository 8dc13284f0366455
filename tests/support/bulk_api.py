"""Paths of the bulk-data API and files to serve at them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import requests

PRODUCTS = "/api/v1/datasets/products"
FILES = f"{PRODUCTS}/files"
Get = Callable[..., requests.Response]


def zip_bytes(name: str, size: int = 200_000) -> bytes:
    """A zip of one member that does not compress, so that its middle is the member's data."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, random.Random(name).randbytes(size))
    return buffer.getvalue()
