"""Recorded ownership of US patents, from the USPTO's bulk files to tables one can decide on."""

__version__ = "0.1.0"
