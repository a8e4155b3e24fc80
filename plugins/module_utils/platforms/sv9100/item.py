"""The shape of a program item: what it is keyed by, what it holds, what the factory put there."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...model.source import Source

Index = tuple[str, ...]
"""The words of an index: numbers without leading zeros, extension numbers and dates as digits."""

Order = Mapping[str, int]
"""Extension number to its place in the port order: the port, or the number of ports plus the virtual port."""

FactoryRule = Callable[[Index, Order], str]


class FactoryTable:
    """A default that is given for single indexes, and one for all the others; ``words`` say it in a sentence."""

    def __init__(self, words: str, values: Mapping[Index, str], otherwise: str = "") -> None:
        self.__doc__ = words
        self.values = values
        self._otherwise = otherwise

    def __call__(self, index: Index, order: Order) -> str:
        return self.values.get(index, self._otherwise)


LEVELS = ("MF", "IN", "SA", "SB")


@dataclass(frozen=True)
class Item:
    """One item (``16-02-01``).

    ``index`` names the dimensions; the dimension ``extension`` means that the row belongs to whoever has that number.
    ``factory`` is the value at every index that was never programmed, or a rule that gives it. ``refers`` is set to
    ``extension`` where the data is an extension number, alone or behind a code, so that renumbering follows it.
    ``source`` covers title, index, range, default and level; what has another origin says so itself.
    """

    item: str
    title: str
    index: tuple[str, ...]
    factory: str | FactoryRule
    level: str
    source: Source
    factory_source: Source | None = None
    refers: str = ""
    index_source: Source | None = None
    level_source: Source | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d\d-\d\d-\d\d", self.item):
            raise ValueError(f"an item is written 16-02-01, not {self.item!r}")
        if self.level not in LEVELS:
            raise ValueError(f"{self.item}: {self.level} is not one of the levels {LEVELS}")
        if not 1 <= len(self.index) <= 3:
            raise ValueError(f"{self.item}: an index has one to three dimensions")
        if self.refers not in ("", "extension"):
            raise ValueError(f"{self.item}: data can refer to an extension only, not to {self.refers!r}")

    @property
    def program(self) -> str:
        """The program that the item belongs to (``16-02``)."""
        return self.item[:5]

    @property
    def keyed_by_extension(self) -> bool:
        """Whether the rows belong to an extension number (always the first word of the index)."""
        return self.index[0] == "extension"

    def factory_value(self, index: Index, order: Order) -> str:
        """What the factory put at ``index``; ``order`` is needed where the default is the port order."""
        return self.factory if isinstance(self.factory, str) else self.factory(index, order)

    def factory_rows(self) -> Iterator[tuple[Index, str]]:
        """The single indexes at which the factory put something of its own."""
        if isinstance(self.factory, FactoryTable):
            yield from self.factory.values.items()

    def factory_in_words(self) -> str:
        """What the factory put there, for people: the value between backticks, or the sentence of the rule."""
        if isinstance(self.factory, str):
            return f"`{self.factory}`" if self.factory else "empty"
        sentence = " ".join((inspect.getdoc(self.factory) or "").split())
        if not sentence:
            raise ValueError(f"{self.item}: the rule of the default has no sentence")
        return sentence.rstrip(".")
