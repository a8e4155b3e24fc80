"""What the words of an index may be: a number between limits, a date, or an extension number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.data_types import DATES, PLAIN_NUMBER, parse_range

EXTENSION_NUMBER = re.compile(r"[0-9]{1,8}", re.ASCII)

SortKey = tuple[int, str]


@dataclass(frozen=True)
class Space:
    """One dimension of an index. Its words sort as the contract says: numbers as numbers, extensions by length."""

    name: str

    keyed_by_extension = False

    @property
    def words(self) -> Sequence[str]:
        """Every word of the space, in order. An extension space has none of its own."""
        raise NotImplementedError

    def holds(self, word: str) -> bool:
        """Say whether ``word`` may stand at this place of an index."""
        raise NotImplementedError

    def sort_key(self, word: str) -> SortKey:
        """Return what rows are sorted by."""
        return int(word), ""


@dataclass(frozen=True)
class NumberSpace(Space):
    """Numbers without leading zeros."""

    first: int
    last: int

    @cached_property
    def words(self) -> Sequence[str]:
        """Every number of the space."""
        return tuple(str(number) for number in range(self.first, self.last + 1))

    def holds(self, word: str) -> bool:
        """Say whether the number lies between the limits."""
        return PLAIN_NUMBER.fullmatch(word) is not None and self.first <= int(word) <= self.last


@dataclass(frozen=True)
class DateSpace(Space):
    """Days of a year without its number, as ``MMDD``; 29 February is one of them."""

    @property
    def words(self) -> Sequence[str]:
        """All 366 days."""
        return DATES

    @cached_property
    def _days(self) -> frozenset[str]:
        return frozenset(self.words)

    def holds(self, word: str) -> bool:
        """Say whether there is such a day."""
        return word in self._days


@dataclass(frozen=True)
class ExtensionSpace(Space):
    """Extension numbers, whichever ports hold them at the moment."""

    keyed_by_extension = True

    @property
    def words(self) -> Sequence[str]:
        """No words of its own: the state knows which extensions there are."""
        return ()

    def holds(self, word: str) -> bool:
        """Say whether the word has the form of an extension number."""
        return EXTENSION_NUMBER.fullmatch(word) is not None

    def sort_key(self, word: str) -> SortKey:
        """Sort by length, then by digits."""
        return len(word), word


def index_space(name: str, description: dict[str, Any]) -> Space:
    """Build a space from its description in a model's table."""
    match description:
        case {"numbers": limits}:
            return NumberSpace(name, *parse_range(limits))
        case {"dates": True}:
            return DateSpace(name)
        case {"extensions": True}:
            return ExtensionSpace(name)
    raise ValueError(f"no index space is described by {description!r}")
