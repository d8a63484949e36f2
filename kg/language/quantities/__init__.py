"""Sums of money, quantities and numbers."""
