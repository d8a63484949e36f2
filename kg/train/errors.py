"""The error of data that a scorer cannot be trained on."""

from kg.model import KgError


class TrainingError(KgError):
    """Data that no scorer can be trained on; the message says where, what and the cure."""
