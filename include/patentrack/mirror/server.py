"""The stand-in as an object: a context manager for tests, the engine of ``patentrack mirror serve``.

::

    from patentrack.mirror.faults import Fault
    from patentrack.mirror.limits import Limits
    from patentrack.mirror.server import MirrorServer

    with MirrorServer(folder, limits=Limits.none()) as server:
        server.url          # "https://127.0.0.1:40123": in the place of https://api.uspto.gov
        server.files_url    # "https://localhost:40124": where signed URLs lead, another host on purpose
        server.key          # what X-API-KEY has to be
        server.ca_file      # Path for PATENTRACK_USPTO_CA_FILE or requests' verify=; None without TLS
        server.faults.add("PASDL/ad20240102.zip", Fault.truncate(1000))           # the next time, once
        server.faults.add("PASDL/*", Fault.too_many(retry_after=1), times=3)      # then three times 429
        server.faults.add("search", Fault.invalid_json())
        server.faults.waiting()                     # what has not happened yet
        [seen] = server.requests_for("file")        # what reached the host of the signed URLs
        assert not seen.has_key

The folder holds one folder per product, with or without folders for years: ``PASDL/ad20240102.zip``,
``PTGRXML/2024/ipg240109.zip``. It is read anew at every request, so files may come and go.

A request passes through one of three stages; faults and the record name them:

* ``catalogue``: ``GET /api/v1/datasets/products/search`` (path for faults: ``search``) and
  ``GET /api/v1/datasets/products/PASDL`` (path: ``PASDL``);
* ``download``: ``GET /api/v1/datasets/products/files/PASDL/ad20240102.zip`` (path: ``PASDL/ad20240102.zip``,
  with the folder of the year if there is one), needs the key, answers with the signed URL;
* ``file``: the signed URL, ``GET /bulk/PASDL/ad20240102.zip?Expires=...&Signature=...`` (same path), needs no key.

Everything else is recorded as ``other``.
"""
