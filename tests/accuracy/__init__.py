"""How well the library decides, measured on labelled examples of its own invention."""
