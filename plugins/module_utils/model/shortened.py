"""A list in one sentence, cut where it would be too long to read."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 3


def shortened(texts: Sequence[str], most: int = MOST, between: str = "; ") -> str:
    """The first ``most`` of the texts, and how many more there are: ``a; b; c; and 5 more``."""
    rest = len(texts) - most
    return between.join([*texts[:most], f"and {rest} more"] if rest > 0 else texts)
