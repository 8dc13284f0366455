"""Readers of the CPC master classification file: the symbols of every grant (CPCMCPT) or publication (CPCMCAPP).

The USPTO ships the whole of it each month, as XML and as text, in zips of a hundred files and more. Both forms
give the same rows, one a symbol; the text form has no date of the document. A document is read as a whole or
rejected as a whole. Memory is that of a batch, whatever the size of the file.
"""

from __future__ import annotations

from patentrack.sources.cpc_rows import COLUMNS
from patentrack.sources.cpc_text import read_cpc_text
from patentrack.sources.cpc_xml import read_cpc_xml

__all__ = ["COLUMNS", "read_cpc_text", "read_cpc_xml"]
