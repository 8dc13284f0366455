"""Files of the USPTO's bulk-data API: found, fetched within its limits, verified and written to the ledger."""
