"""Positions held and employment: who, as what, of which organisation, from when to when."""

from kg.extract.roles.extractor import extract_roles

__all__ = ["extract_roles"]
