"""How the weights of `kg/scoring` are made: data with gold labels → features → weights.

Each comes with a card of figures by cross-validation. Needs the extra `train`.
"""

from kg.train.tasks import train

__all__ = ["train"]
