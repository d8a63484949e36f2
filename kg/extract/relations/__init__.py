"""Relations of people, organisations, places and dates: by patterns, by rules, and by a scorer."""
