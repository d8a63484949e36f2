"""Document → Annotation: roles, relations, events and statements, and which of them stand under what somebody says."""

from kg.extract.assembly import extract

__all__ = ["extract"]
