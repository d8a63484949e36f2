"""Names: where one begins and ends, and what it names."""
