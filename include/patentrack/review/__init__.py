"""The review of conveyance texts: the queue, what reviewers decide, and what a change of the rules moves."""
