"""The products, a module each. A new module with a `PRODUCT` in it is a new product; nothing else is to be told."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from patentrack.downloads.errors import DownloadError
from patentrack.downloads.products.base import Product


@cache
def all_products() -> dict[str, Product]:
    """Every product, by identifier."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    found = [module.PRODUCT for module in modules if hasattr(module, "PRODUCT")]
    return {product.identifier: product for product in sorted(found, key=lambda product: product.identifier)}


def product_of(identifier: str) -> Product:
    """Find a product, however its identifier is capitalised.

    Raises:
        DownloadError: There is none.
    """
    products = all_products()
    try:
        return products[identifier.upper()]
    except KeyError:
        raise DownloadError(f"no product is called {identifier!r}", hint=f"There are {', '.join(products)}") from None
