"""Generated files in the USPTO's formats, for the demo, the tests and the benchmarks."""
