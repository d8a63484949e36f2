"""Small trained scorers: linear models over features that a person can read.

Their weights are in `weights/`. Each weight file has a card (NAME.md) that says what it was trained
on and how well it does. `kg train` makes both.
"""

from kg.scoring.linear import Linear, load

__all__ = ["Linear", "load"]
