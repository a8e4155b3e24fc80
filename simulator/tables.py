"""The tables of a model: its items, index spaces and factory numbers, read from ``models/<model>/*.yml``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from simulator.data_types import DataType, Limits, data_type
from simulator.defaults import Default, Words, default_rule
from simulator.hardware import Card, parse_card
from simulator.index_spaces import NumberSpace, Space, index_space
from simulator.licences import parse_licences
from simulator.model_files import model_names, read_model
from simulator.protection import Protection, parse_protection
from simulator.replies import INDEX_OUT_OF_RANGE, UNKNOWN_ITEM, Refused

# 90-02-03 and the level of an item use the same order: a smaller number may do more. [P-SV91 p.854]
LEVELS = {"none": 0, "MF": 1, "IN": 2, "SA": 3, "SB": 4, "UA": 5}

Place = tuple[str, str]
"""An item and an index, both as text: ``("11-02-01", "5")``."""


class NoPorts:
    """Stands in where no default depends on ports."""

    def port_order(self, number: str) -> int | None:
        """Know no port."""
        return None


@dataclass(frozen=True)
class Item:
    """One item of a program: what its index and its data may be, what the factory put there, who may use it."""

    code: str
    title: str
    spaces: tuple[Space, ...]
    data: DataType
    default: Default
    level: int
    source: str
    secret: bool = False
    read_only: bool = False

    @property
    def program(self) -> str:
        """The program that the item belongs to: ``11-02`` of ``11-02-01``."""
        return self.code[:5]

    @cached_property
    def keyed_by_extension(self) -> bool:
        """Whether the first word of the index is an extension number."""
        return self.spaces[0].keyed_by_extension

    def check_index(self, words: Words) -> None:
        """Refuse (03) an index of the wrong length or beyond a dimension."""
        if len(words) != len(self.spaces):
            raise Refused(INDEX_OUT_OF_RANGE)
        if not all(space.holds(word) for space, word in zip(self.spaces, words, strict=True)):
            raise Refused(INDEX_OUT_OF_RANGE)

    def sort_key(self, words: Words) -> tuple[Any, ...]:
        """Return what the rows of this item are sorted by."""
        return tuple(space.sort_key(word) for space, word in zip(self.spaces, words, strict=True))

    def indexes(self, extensions: Sequence[str]) -> Iterator[Words]:
        """Go through every index in order; ``extensions`` are the numbers that stand for an extension dimension."""
        return itertools.product(*(extensions if space.keyed_by_extension else space.words for space in self.spaces))


@dataclass(frozen=True)
class Model:
    """Everything that is the same for all exchanges of one model."""

    name: str
    software: str
    line: str
    regions: tuple[str, ...]
    spaces: dict[str, Space]
    items: dict[str, Item]
    number_items: tuple[str, ...]
    extension_items: dict[str, int]
    hardware: tuple[Card, ...]
    protected: Protection
    licences: dict[str, int]
    programs: dict[str, tuple[Item, ...]] = field(default_factory=dict)

    def item(self, code: str) -> Item:
        """Return an item, or refuse (02) when there is none."""
        found = self.items.get(code)
        if found is None:
            raise Refused(UNKNOWN_ITEM)
        return found

    def program(self, code: str) -> tuple[Item, ...]:
        """Return the items of a program in order, or refuse (02) when there is none."""
        found = self.programs.get(code)
        if found is None:
            raise Refused(UNKNOWN_ITEM)
        return found

    @cached_property
    def factory_numbers(self) -> dict[str, Place]:
        """Where each number stands in an exchange fresh from the factory. Shared by all exchanges of the model."""
        numbers: dict[str, Place] = {}
        for code in self.number_items:
            item = self.items[code]
            for words in item.indexes(()):
                number = item.default.value(words, NoPorts())
                if number:
                    numbers[number] = (code, " ".join(words))
        return numbers

    def port_order(self, place: Place) -> int:
        """Return the place among all ports: those of telephones first, then the virtual ones."""
        return self.extension_items[place[0]] + int(place[1])


@lru_cache
def load_model(name: str) -> Model:
    """Read the tables of a model once; all exchanges share the result. Raise ``KeyError`` for an unknown model."""
    if name not in model_names():
        raise KeyError(name)
    return build_model(*read_model(name))


def build_model(whole: dict[str, Any], entries: list[dict[str, Any]]) -> Model:
    """Build a model from the contents of its ``model.yml`` and the items of all its other tables."""
    spaces = {
        space: index_space(space, {key: value for key, value in description.items() if key != "source"})
        for space, description in whole["spaces"].items()
    }
    limits = {name: (space.first, space.last) for name, space in spaces.items() if isinstance(space, NumberSpace)}
    sorted_items = sorted((_item(entry, spaces, limits) for entry in entries), key=lambda item: item.code)
    items = {item.code: item for item in sorted_items}
    programs = itertools.groupby(sorted_items, key=lambda item: item.program)
    return Model(
        name=whole["name"],
        software=whole["software"],
        line=whole["line"],
        regions=tuple(whole["regions"]),
        spaces=spaces,
        items=items,
        number_items=tuple(code for code in whole["number_items"] if code in items),
        extension_items=_offsets([items[code] for code in whole["extension_items"]]),
        hardware=tuple(parse_card(card) for card in whole["hardware"]),
        protected=parse_protection(whole.get("protected", {})),
        licences=parse_licences(whole["licences"]),
        programs={program: tuple(group) for program, group in programs},
    )


def _offsets(items: list[Item]) -> dict[str, int]:
    """Return what is added to the index of each item so that all their ports are counted through."""
    counts = itertools.accumulate((len(item.spaces[0].words) for item in items), initial=0)
    return {item.code: before for item, before in zip(items, counts, strict=False)}


def _item(entry: dict[str, Any], spaces: dict[str, Space], limits: Limits) -> Item:
    try:
        return Item(
            code=entry["item"],
            title=entry["title"],
            spaces=tuple(spaces[name] for name in entry["index"]),
            data=data_type(entry["data"], limits),
            default=default_rule(entry["default"], entry["index"]),
            level=LEVELS[entry["level"]],
            source=entry["source"],
            secret=entry.get("secret", False),
            read_only=entry.get("read_only", False),
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"item {entry.get('item')}: {error}") from error
