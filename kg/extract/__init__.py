"""Document → Annotation: roles, relations, events and statements."""

from kg.extract.assembly import extract

__all__ = ["extract"]
