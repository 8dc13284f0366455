"""From a file of the USPTO to the master tables: read, stage, check, merge in one transaction."""
