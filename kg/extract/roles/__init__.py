"""Positions held and employment: who, as what, of which organisation, from when to when."""

from kg.extract.roles.extractor import roles_of

__all__ = ["roles_of"]
