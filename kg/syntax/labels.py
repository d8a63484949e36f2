"""The parser's dependency labels under names that say what they mean.

These are the labels of spaCy's English models, from ClearNLP's guidelines (Choi and Palmer, 2012).
Only this package and the pattern files spell them; all other code uses these names.
"""

from __future__ import annotations

# clauses and who takes part in them
ROOT = "ROOT"
SUBJECT = "nsubj"
PASSIVE_SUBJECT = "nsubjpass"
CLAUSAL_SUBJECT = "csubj"
PASSIVE_CLAUSAL_SUBJECT = "csubjpass"
EXPLETIVE = "expl"  # "there is"
OBJECT = "dobj"
INDIRECT_OBJECT = "dative"
AGENT = "agent"  # the "by" of a passive; the participant is its prepositional object
ATTRIBUTE = "attr"  # "Roe is a painter"
ADJECTIVAL_COMPLEMENT = "acomp"  # "Roe is ill"
OBJECT_PREDICATE = "oprd"  # "was named chairman"
CLAUSAL_COMPLEMENT = "ccomp"  # "said that it closed"
OPEN_COMPLEMENT = "xcomp"  # "agreed to sell": its subject is understood
ADVERBIAL_CLAUSE = "advcl"
PARATAXIS = "parataxis"  # "Acme, Roe said, closed"

# around a verb
AUXILIARY = "aux"
PASSIVE_AUXILIARY = "auxpass"
NEGATION = "neg"
PARTICLE = "prt"  # "took over"
ADVERBIAL_MODIFIER = "advmod"
NOUN_PHRASE_ADVERBIAL = "npadvmod"  # "closed last week"
MARKER = "mark"  # "that", "if", "because"

# prepositions
PREPOSITION = "prep"
PREPOSITIONAL_OBJECT = "pobj"
PREPOSITIONAL_COMPLEMENT = "pcomp"  # "after closing the plant"

# around a noun
DETERMINER = "det"
PREDETERMINER = "predet"  # "all the workers"
POSSESSOR = "poss"
CASE_MARKER = "case"  # "'s"
COMPOUND = "compound"
NOMINAL_MODIFIER = "nmod"
ADJECTIVAL_MODIFIER = "amod"
NUMERAL = "nummod"
QUANTIFIER_MODIFIER = "quantmod"  # "about 50"
APPOSITION = "appos"
RELATIVE_CLAUSE = "relcl"
ADNOMINAL_CLAUSE = "acl"  # "the firm founded by Roe", "a plan to sell"

# coordination and the rest
CONJUNCT = "conj"
COORDINATOR = "cc"  # "and", "or", "but"
PRECONJUNCTION = "preconj"  # "both", "neither"
PUNCTUATION = "punct"
INTERJECTION = "intj"
META = "meta"
UNCLASSIFIED = "dep"

SUBJECTS = frozenset({SUBJECT, PASSIVE_SUBJECT})
AUXILIARIES = frozenset({AUXILIARY, PASSIVE_AUXILIARY})
PREMODIFIERS = frozenset({COMPOUND, ADJECTIVAL_MODIFIER, NOMINAL_MODIFIER})  # "car maker Acme"
NOUN_CLAUSES = frozenset({ADNOMINAL_CLAUSE, RELATIVE_CLAUSE})
