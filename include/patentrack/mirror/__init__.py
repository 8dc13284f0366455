"""A stand-in for the bulk-data API of the USPTO Open Data Portal: any folder of files, served as that API."""
