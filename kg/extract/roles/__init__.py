"""Roles: positions held and employment; who, as what, in which organisation, from when to when."""
