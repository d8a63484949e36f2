"""How the weights of `kg/scoring` are made: data with gold → features → weights, a card with figures by cross-validation. Needs the extra `train`."""

from kg.train.tasks import train

__all__ = ["train"]
