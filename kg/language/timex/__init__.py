"""Times, sums and quantities: where they stand and what they are worth."""
