"""Coreference: candidate mentions, the rules that link them, and the entities they refer to."""
