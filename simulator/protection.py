"""What a model reserves for itself, so that nobody may program it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.data_types import Range, parse_numbers, parse_range

NO_PORTS: Range = (1, 0)


@dataclass(frozen=True)
class Protection:
    """Places, the extensions on certain ports, and numbers. The SL2100 reserves those of its voice mail."""

    places: frozenset[tuple[str, str]] = frozenset()
    ports: Range = NO_PORTS
    extension_items: frozenset[str] = frozenset()
    """Items that are reserved for the extensions on ``ports``."""
    numbers: frozenset[str] = frozenset()

    def holds_extension(self, code: str, port: int | None) -> bool:
        """Say whether this item of the extension on a port is reserved."""
        return code in self.extension_items and port is not None and self.ports[0] <= port <= self.ports[1]


def parse_protection(description: dict[str, Any]) -> Protection:
    """Build it from the ``protected`` part of a model's table."""
    extensions = description.get("extensions", {})
    return Protection(
        places=frozenset(
            (code, str(index))
            for code, indexes in description.get("places", {}).items()
            for first, last in parse_numbers(str(indexes), {})
            for index in range(first, last + 1)
        ),
        ports=parse_range(extensions["ports"]) if extensions else NO_PORTS,
        extension_items=frozenset(extensions.get("items", ())),
        numbers=frozenset(description.get("numbers", ())),
    )
