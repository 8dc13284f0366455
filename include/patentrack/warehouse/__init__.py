"""Engines, tables, bulk load, merge and transactions on MariaDB and SQLite."""
