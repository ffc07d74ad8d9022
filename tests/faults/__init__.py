"""Two hundred faults at random moments of a class's grading, and what they may not change."""
