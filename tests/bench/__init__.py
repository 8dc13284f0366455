"""Measurements, run by `make bench`. Nothing here asserts a speed; docs/benchmarks.md keeps the last results."""
