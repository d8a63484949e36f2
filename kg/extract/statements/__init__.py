"""Statements: who said what to whom, by which words."""
