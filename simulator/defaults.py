"""What the factory put into an item: one value, or a rule that gives a value for each index."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

RUN = re.compile(r"([0-9]+)-([0-9]+)", re.ASCII)

Words = tuple[str, ...]


class PortOrder(Protocol):
    """Whoever knows the place of an extension among the ports."""

    def port_order(self, number: str) -> int | None:
        """Return the place (1 is the first port), or ``None`` when no port holds the number."""


class Default(Protocol):
    """A rule that gives the factory's value at an index."""

    def value(self, words: Words, ports: PortOrder) -> str:
        """Return the factory's value at the index ``words``."""


@dataclass(frozen=True, slots=True)
class Constant:
    """The same value everywhere."""

    text: str

    def value(self, words: Words, ports: PortOrder) -> str:
        """Return the value."""
        return self.text


@dataclass(frozen=True, slots=True)
class ByIndex:
    """A value for certain words of the index, and another one for the rest."""

    positions: tuple[int, ...]
    values: dict[str, str]
    otherwise: str

    def value(self, words: Words, ports: PortOrder) -> str:
        """Look the chosen words up."""
        return self.values.get(" ".join([words[position] for position in self.positions]), self.otherwise)


@dataclass(frozen=True, slots=True)
class Runs:
    """Numbers that count up with the index: (first index, last index, first value)."""

    runs: tuple[tuple[int, int, int], ...]

    def value(self, words: Words, ports: PortOrder) -> str:
        """Return the number that belongs to the index, or nothing outside every run."""
        index = int(words[0])
        for first, last, value in self.runs:
            if first <= index <= last:
                return str(value + index - first)
        return ""


@dataclass(frozen=True, slots=True)
class SameAs:
    """The index itself: trunk 7 has the priority 7."""

    position: int

    def value(self, words: Words, ports: PortOrder) -> str:
        """Return the word of the index."""
        return words[self.position]


@dataclass(frozen=True, slots=True)
class FromPortOrder:
    """The place of the extension among the ports; nothing for a number that no port holds."""

    def value(self, words: Words, ports: PortOrder) -> str:
        """Ask where the extension is connected."""
        order = ports.port_order(words[0])
        return "" if order is None else str(order)


def default_rule(description: Any, index: Sequence[str]) -> Default:
    """Build a rule from its description in a table; ``index`` names the dimensions of the item."""
    match description:
        case {"by": dimensions, "values": values}:
            positions = tuple(index.index(name) for name in dimensions)
            texts = {key: str(value) for keys, value in values.items() for key in _each_key(keys)}
            return ByIndex(positions, texts, str(description.get("otherwise", "")))
        case {"runs": runs}:
            return Runs(tuple((run["from"], run["to"], run["first"]) for run in runs))
        case {"same_as": name}:
            return SameAs(index.index(name))
        case {"port_order": True}:
            return FromPortOrder()
        case str() | int():
            return Constant(str(description))
    raise ValueError(f"no default is described by {description!r}")


def _each_key(keys: str) -> Iterator[str]:
    """Give the keys that ``1-64`` or ``1 1-10`` stands for; any other key is itself."""
    for words in itertools.product(*(_each_word(word) for word in keys.split(" "))):
        yield " ".join(words)


def _each_word(word: str) -> list[str]:
    run = RUN.fullmatch(word)
    return [str(number) for number in range(int(run[1]), int(run[2]) + 1)] if run else [word]
