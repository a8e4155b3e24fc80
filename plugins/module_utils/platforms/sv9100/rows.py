"""The programmed data of one exchange: every row that differs from what the factory put there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from .item import Index, Item
from .programs.numbering import NUMBER_ITEMS

RowKey = tuple[str, Index]
"""Item and index: ``("16-02-01", ("105",))``."""

PORT_ITEM, VIRTUAL_PORT_ITEM = "11-02-01", "11-04-01"

MODES = tuple(str(mode) for mode in range(1, 9))
"""The night modes as an index has them."""


def index_order(index: Index) -> tuple[tuple[int, str], ...]:
    """Sorting of an index: numbers by size, and digits that may begin with 0 by length and then as text."""
    return tuple((len(word), word) for word in index)


def row_order(key: RowKey) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Sorting of rows: item first, then index."""
    return key[0], index_order(key[1])


class Rows:
    """Rows by item and index. A row with its factory value is the same as no row.

    ``items`` are those of the model, with what its factory put there.
    """

    def __init__(self, items: Mapping[str, Item], ports: int, virtual_ports: int) -> None:
        self._items = items
        self.ports = ports
        self.virtual_ports = virtual_ports
        self._values: dict[RowKey, str] = {}
        self._by_extension: dict[str, set[RowKey]] = {}
        self.order: dict[str, int] = {}
        self._holders: dict[str, RowKey] = {}
        for item in NUMBER_ITEMS:
            for index, number in items[item].factory_rows() if item in items else ():
                self._take((item, index), number)

    def copy(self) -> Rows:
        """An independent copy."""
        twin = object.__new__(Rows)
        twin._items = self._items
        twin.ports, twin.virtual_ports = self.ports, self.virtual_ports
        twin._values = dict(self._values)
        twin._by_extension = {extension: set(keys) for extension, keys in self._by_extension.items()}
        twin.order = dict(self.order)
        twin._holders = dict(self._holders)
        return twin

    def get(self, item: str, *index: str) -> str:
        """The value at an index, programmed or the factory's."""
        value = self._values.get((item, index))
        return self.factory(item, *index) if value is None else value

    def factory(self, item: str, *index: str) -> str:
        """What the factory put at an index, whatever is programmed there now."""
        return self._items[item].factory_value(index, self.order)

    def factory_references(self) -> Iterator[tuple[RowKey, str]]:
        """The rows that refer to an extension as they come from the factory, and to which."""
        for item in self._items.values():
            if item.refers:
                yield from (((item.item, index), number) for index, number in item.factory_rows())

    def place(self, port: int) -> RowKey:
        """The row of the number of a port; places behind the telephones' ports are virtual ports."""
        if port <= self.ports:
            return PORT_ITEM, (str(port),)
        return VIRTUAL_PORT_ITEM, (str(port - self.ports),)

    def programmed(self, item: str, *index: str) -> bool:
        """Whether the row differs from the factory."""
        return (item, index) in self._values

    def set(self, key: RowKey, value: str) -> None:
        """Put ``value`` at a row."""
        item, index = key
        if item in NUMBER_ITEMS:
            self._release(key)
            self._take(key, value)
        definition = self._items[item]
        if value == definition.factory_value(index, self.order):
            self._values.pop(key, None)
            if definition.keyed_by_extension:
                self._by_extension.get(index[0], set()).discard(key)
        else:
            self._values[key] = value
            if definition.keyed_by_extension:
                self._by_extension.setdefault(index[0], set()).add(key)

    def keyed_by(self, extension: str) -> list[RowKey]:
        """The programmed rows that belong to an extension number, sorted; also stale ones of a number nobody has."""
        return sorted(self._by_extension.get(extension, ()), key=row_order)

    def belongs_to_extension(self, key: RowKey) -> bool:
        """Whether a row is keyed by an extension number."""
        return self._items[key[0]].keyed_by_extension

    def holder(self, number: str) -> RowKey | None:
        """Who has a number: the row of the number space that holds it."""
        return self._holders.get(number)

    def exists(self, extension: str) -> bool:
        """Whether a port or virtual port has the number."""
        return extension in self.order

    def of_item(self, item: str) -> Iterator[tuple[Index, str]]:
        """The programmed rows of an item, unsorted."""
        return ((index, value) for (name, index), value in self._values.items() if name == item)

    def items(self) -> Iterable[tuple[RowKey, str]]:
        """All programmed rows, unsorted."""
        return self._values.items()

    def differences(self, other: Rows) -> list[tuple[RowKey, str, str]]:
        """Rows whose values differ, sorted, with the value here and there."""
        keys = {
            key
            for key in self._values.keys() | other._values.keys()
            if self.get(key[0], *key[1]) != other.get(key[0], *key[1])
        }
        return [(key, self.get(key[0], *key[1]), other.get(key[0], *key[1])) for key in sorted(keys, key=row_order)]

    def digest(self) -> str:
        """SHA-256 over the sorted rows, in hex."""
        hashed = hashlib.sha256()
        for key in sorted(self._values, key=row_order):
            hashed.update(f"{key[0]} {' '.join(key[1])} = {self._values[key]}\n".encode())
        return hashed.hexdigest()

    def _take(self, key: RowKey, number: str) -> None:
        if not number:
            return
        self._holders[number] = key
        if key[0] == PORT_ITEM:
            self.order[number] = int(key[1][0])
        elif key[0] == VIRTUAL_PORT_ITEM:
            self.order[number] = self.ports + int(key[1][0])

    def _release(self, key: RowKey) -> None:
        number = self.get(key[0], *key[1])
        if self._holders.get(number) == key:
            del self._holders[number]
            self.order.pop(number, None)
