"""Attributes: what somebody or something is or has.

`extractor.extract` makes the facts of drafts, which come from predicates of "be" and its like
(`predicates`), from verbs of judging and naming (`small_clauses`), and from ages and other
measures (`measures`).
"""
