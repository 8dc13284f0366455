"""What the USPTO publishes: one module a product, raw file in, typed rows out. No database, no network."""
