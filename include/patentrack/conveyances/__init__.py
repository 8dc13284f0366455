"""What a recorded document does, read from its conveyance text."""
