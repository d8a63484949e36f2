"""What reading may complain of."""

from kg.model import KgError


class ReadError(KgError):
    """An input that cannot be read as an article."""
