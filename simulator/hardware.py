"""Which card is in which slot. The tables decide what can be programmed; only greetings of mailboxes ask for a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.data_types import parse_range

KINDS = ("ports", "trunks", "messages", "mailboxes")


@dataclass(frozen=True, slots=True)
class Card:
    """A card and the ports, trunks, messages or mailboxes that it offers."""

    slot: int
    name: str
    kind: str
    first: int
    last: int

    @property
    def row(self) -> str:
        """The row that ``HARDWARE`` prints."""
        return f"SLOT {self.slot} CARD {self.name} {self.kind.upper()} {self.first}-{self.last}"


def parse_card(entry: dict[str, Any]) -> Card:
    """Build a card from ``{slot: 1, card: DLCA, ports: 1-16}``; raise ``ValueError`` that names the key at fault."""
    unknown = set(entry) - {"slot", "card", *KINDS}
    if unknown:
        raise ValueError(f"hardware: unknown key {sorted(unknown)[0]!r}")
    slot, name = entry.get("slot"), entry.get("card")
    if type(slot) is not int or slot < 1:
        raise ValueError("hardware: slot must be a number from 1")
    if not (isinstance(name, str) and name.isascii() and name.isalnum() and name.upper() == name):
        raise ValueError(f"hardware: slot {slot}: card must be a name in capital letters")
    kinds = [kind for kind in KINDS if kind in entry]
    if len(kinds) != 1:
        raise ValueError(f"hardware: slot {slot}: give one of ports, trunks, messages, mailboxes")
    try:
        first, last = parse_range(str(entry[kinds[0]]))
    except ValueError as error:
        raise ValueError(f"hardware: slot {slot}: {kinds[0]}: {error}") from error
    return Card(slot, name, kinds[0], first, last)
