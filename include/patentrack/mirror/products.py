"""How the catalogue describes the products this project reads; wording after the real catalogue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Description:
    """The texts of a product.

    Attributes:
        title: ``productTitleText``.
        frequency: ``productFrequencyText``, DAILY, WEEKLY, MONTHLY, YEARLY or QUARTERLY.
        mime_types: ``mimeTypeIdentifierArrayText``.
        weekday: ``daysOfWeekText``, where the product has one.
        category: ``productDatasetCategoryArrayText``.
    """

    title: str
    frequency: str
    mime_types: tuple[str, ...] = ("XML",)
    weekday: str | None = None
    category: str = "Issued patents (patent grants)"


_ASSIGNMENTS, _FILINGS = "Patent assignments", "Patent applications"

DESCRIPTIONS = {
    "PASDL": Description("Patent Assignment XML (Ownership) Text - Daily", "DAILY", category=_ASSIGNMENTS),
    "PASYR": Description("Patent Assignment XML (Ownership) Text - Annual", "YEARLY", category=_ASSIGNMENTS),
    "CPCMCPT": Description("CPC Master Classification File for Patent Grants", "MONTHLY", ("XML", "ASCII")),
    "CPCMCAPP": Description(
        "CPC Master Classification File for Patent Grant Publications",
        "MONTHLY",
        ("XML", "ASCII"),
        category=_FILINGS,
    ),
    "PTMNFEE2": Description("Patent Maintenance Fee Events", "WEEKLY", ("ASCII",), "TUESDAY"),
    "PTGRXML": Description("Patent Grant Full-Text Data (No Images) - XML", "WEEKLY", ("ASCII", "XML"), "TUESDAY"),
    "PTBLXML": Description("Patent Grant Bibliographic (Front Page) Text Data - XML", "WEEKLY", weekday="TUESDAY"),
    "APPXML": Description(
        "Patent Application Full-Text Data (No Images) - XML", "WEEKLY", weekday="THURSDAY", category=_FILINGS
    ),
    "APPBLXML": Description(
        "Patent Application Bibliographic (Front Page) Text Data - XML",
        "WEEKLY",
        weekday="THURSDAY",
        category=_FILINGS,
    ),
    "PTFWPRE": Description(
        "Patent File Wrapper (Bulk Datasets) - Weekly", "WEEKLY", ("JSON",), "SUNDAY", "Patent file wrapper"
    ),
}
