"""Expressions of time: where they stand, and their TIMEX3 values."""
